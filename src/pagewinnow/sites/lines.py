"""The lines of a page as they are counted: what two pages of a host have in common, whatever the day and the number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Literal, NamedTuple

from pagewinnow.records import Page
from pagewinnow.text import words_of_all

Place = Literal["before", "inside", "after", "thread"]

_FIGURES = re.compile(r"\d+")
_LONGEST = 40  # words that a line is known by
_MOST = 2_000  # lines of one page that are counted


class Line(NamedTuple):
    """A line of a page: its key, and where it stands: before, in or after the article, or in its comments."""

    key: str
    place: Place


def line_keys(texts: Iterable[str]) -> list[str]:
    """What each text is counted under: folded words, every number a 0, no punctuation; empty where no letter is left.

    >>> line_keys(["Page 12 of 340", "Page 3 of 7", "2024-05-02"])
    ['page 0 of 0', 'page 0 of 0', '']
    """
    told = words_of_all(list(texts))
    joined = _FIGURES.sub("0", "\n".join(" ".join(found[:_LONGEST]) for found in told))  # one call for all
    return [key if key.strip("0 ") else "" for key in joined.split("\n")] if told else []


def page_lines(page: Page) -> list[Line]:
    """The distinct lines of a page, from its record alone, sorted; a bounded number of them."""
    told = list(_places(page))[:_MOST]
    keys = line_keys(text for text, _ in told)
    return sorted({Line(key, place) for key, (_, place) in zip(keys, told, strict=True) if key})


def page_digest(page: Page) -> str:
    """What a page says, as a hash: pages of one article count as one page, whatever figures and comments change."""
    said = page.article.text if page.article else ""
    said = _FIGURES.sub("0", said) or "\n".join(comment.text for comment in page.comments)
    return sha256(said.encode()).hexdigest()[:24]


def _places(page: Page) -> Iterator[tuple[str, Place]]:
    """Every line of the page with its place, those outside the article told by the blocks of the article."""
    inside = [block.position for block in page.article.blocks] if page.article else []
    thread = [comment.position for comment in page.comments]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    first_said, last_said = (min(thread), max(thread)) if thread else (0, -1)
    for block in page.article.blocks if page.article else ():
        yield block.text, "inside"
    for comment in page.comments:
        for text in comment.text.split("\n\n"):
            yield text, "thread"
    for removed in page.removed:
        if first_said <= removed.position <= last_said:
            yield removed.text, "thread"
        elif removed.position < first:
            yield removed.text, "before"
        else:
            yield removed.text, "inside" if removed.position <= last else "after"
