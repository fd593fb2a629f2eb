"""Times in short texts: absolute dates, and those that are told from the moment of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from pagewinnow.dates.absolute import find_date, parse_date
from pagewinnow.dates.forms import Forms, name_key
from pagewinnow.dates.relative import find_relative, resolve
from pagewinnow.document import Skeleton
from pagewinnow.find.threads.fields import TIME_ATTRIBUTES, months_of
from pagewinnow.find.view import View
from pagewinnow.findings import Post

_LONGEST = 120  # characters of a block that is looked at: the line of a head, never a paragraph
_LONGEST_RELATIVE = 40
_BEGINNING = 3  # letters of a text that tell that it is no word for a time
_DIGIT = re.compile(r"\d")
# What every absolute date has: see `dates.absolute`.
_DATED = re.compile(r"\d{4}|\d\s?[./-]\s?[^\W_]|['’]\d\d|[^\x00-\u2e7f]\d|\d\s[^\W\d_]{3,12}\s\d\d(?![^\W_])")
_PARTS = 2  # "5 years, 2 months ago": a head is told by the words around the last


class Time(NamedTuple):
    """A time in a text: the slice `start:end`; `iso` where it is absolute. `clock`: does it tell the time of day?"""

    start: int
    end: int
    iso: str | None
    clock: bool


def resolve_times(view: View, posts: Iterable[Post]) -> Iterator[Post]:
    """The posts with the dates that are told from the moment of reading, where the time of the fetch is known."""
    fetched_at = view.fetch.fetched_at if view.fetch else None
    for post in posts:
        told = find_relative(post.date_raw, months_of(view)) if post.date_raw and fetched_at and not post.date else None
        date = resolve(told, fetched_at) if told else None
        yield replace(post, date=date, is_relative=True) if date else post


class Clockmaker:
    """Finds times in the texts of one page, and remembers what it found: heads repeat."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._seen: dict[str, Time | None] = {}
        self._parsed: dict[str, str | None] = {}

    @cached_property
    def forms(self) -> Forms:
        """How dates are written on the page."""
        return months_of(self._view)

    @cached_property
    def _longest_worded(self) -> int:
        return 2 * _longest(self.forms.worded)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return _beginnings(self.forms.worded)

    def find(self, text: str) -> Time | None:
        """The first time in a short text."""
        if len(text) > _LONGEST:
            return None
        if text not in self._seen:
            self._seen[text] = self._find(text)
        return self._seen[text]

    def may_tell(self, texts: Iterable[str]) -> frozenset[str]:
        """The texts in which there may be a time: they have figures, or are a word for one. It costs little."""
        return frozenset([text for text in texts if _DIGIT.search(text) or self._is_worded(text)])

    def may_touch(self, text: str) -> bool:
        """May a time stand in the text that touches the word before it? It has figures and no time of its own."""
        return _DIGIT.search(text) is not None and self.find(text) is None

    def _is_worded(self, text: str) -> bool:
        head = text[:_BEGINNING]
        if head.isascii() and head.isalpha() and head.lower() not in self._beginnings:
            return False
        return len(text) <= self._longest_worded and name_key(text) in self.forms.worded

    def _find(self, text: str) -> Time | None:
        has_figures = _DIGIT.search(text) is not None
        if has_figures and _DATED.search(text) and (found := find_date(text, self.forms)):
            has_clock = "T" in found.iso
            end = found.end + (has_clock and text[found.end : found.end + 1].isspace())  # with the space behind a clock
            return Time(found.start, end, found.iso, has_clock)
        if (has_figures and len(text) <= _LONGEST_RELATIVE) or self._is_worded(text):
            told = find_relative(text, self.forms)
            if told is None:
                return None
            start = told.start if len(told.ago) < _PARTS else told.last
            return Time(start, told.end, None, told.clock is not None)
        return None

    def of_node(self, skeleton: Skeleton, node: int) -> str | None:
        """The date that a node's own attributes tell a machine."""
        attributes = skeleton.attributes[node]
        if attributes:
            for name in TIME_ATTRIBUTES:
                value = attributes.get(name)
                if value and len(value) < _LONGEST:
                    if value not in self._parsed:
                        self._parsed[value] = parse_date(value, self.forms)
                    if self._parsed[value]:
                        return self._parsed[value]
        return None


@lru_cache(maxsize=64)  # one a language
def _longest(names: frozenset[str]) -> int:
    return max(map(len, names), default=0)


@lru_cache(maxsize=64)
def _beginnings(names: frozenset[str]) -> frozenset[str]:
    return frozenset([name[:_BEGINNING] for name in names])
