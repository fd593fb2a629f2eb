"""What opens a page, as cases to learn from: is the first post a first comment, or what a thread began with?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pagewinnow.find.body import find_body
from pagewinnow.find.threads.lines.file import Reader
from pagewinnow.find.threads.lines.opening import read_opening_facts
from pagewinnow.find.threads.lines.tags import FIRST
from pagewinnow.find.threads.lines.witness import read_text
from pagewinnow.training.threads.lines.judge import Case
from pagewinnow.training.threads.lines.taught import Taught
from pagewinnow.training.threads.lines.views import look_at

_REAL = 3.0  # how much a real page counts


def opening_cases(pages: Iterable[Taught], reader: Reader) -> Iterator[Case]:
    """The cases of the pages whose first comment the reader finds."""
    for page in pages:
        if FIRST not in page.tags:
            continue
        view = look_at(page).view
        view = replace(view, found=replace(view.found, body=find_body(view)))
        read = read_text(view, reader)
        if read is not None and page.tags.index(FIRST) in read.items[0].words:
            facts = read_opening_facts(view, read.items, read.posts, read.told)
            yield Case(facts, page.opens, 1.0 if page.source == "made" else _REAL)
