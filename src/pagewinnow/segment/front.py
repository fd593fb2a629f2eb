"""Front matter: what a Markdown page declares of itself above its text, between two lines of hyphens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*$")
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?$")
_MORE = re.compile(r"[ \t]+\S|[ \t]*- ")  # goes on with the entry above
_LONGEST = 60  # lines


class Front(NamedTuple):
    """The entries, name and value, and how many lines of the page they take; none, if it has no front matter."""

    entries: tuple[tuple[str, str], ...] = ()
    lines: int = 0


def read_front(lines: Sequence[str]) -> Front:
    """The front matter of a page.

    >>> read_front(["---", 'title: "A mill"', "tags:", "  - mills", "---", "Text"])
    Front(entries=(('title', 'A mill'),), lines=5)
    >>> read_front(["---", "No entry", "---"])
    Front(entries=(), lines=0)
    """
    if not lines or not _FENCE.match(lines[0]):
        return Front()
    entries: list[tuple[str, str]] = []
    for number, line in enumerate(lines[1:_LONGEST], 1):
        if _FENCE.match(line):
            return Front(tuple(entries), number + 1)
        if found := _ENTRY.match(line):
            value = (found[2] or "").strip().strip("\"'").strip()
            if value:
                entries.append((found[1].strip().lower(), value))
        elif line.strip() and not _MORE.match(line):
            return Front()
    return Front()
