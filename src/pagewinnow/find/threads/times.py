"""Times in short texts: absolute dates by `pagewinnow.dates`, relative ones by the patterns of the profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from pagewinnow.dates import Months, find_date, parse_date
from pagewinnow.document import Skeleton
from pagewinnow.find.threads.fields import TIME_ATTRIBUTES, months_of
from pagewinnow.find.view import View
from pagewinnow.rules import Rules
from pagewinnow.text import key

_LONGEST = 120  # characters of a block that is looked at: the line of a head, never a paragraph
_LONGEST_RELATIVE = 40
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?![\d:])")
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\d{4}|\d\s?[./-]\s?\d|['’]\d\d")  # what every absolute date has
_TOKEN = re.compile(r"\d+|[\u0e01-\u0e5b\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")  # unspaced scripts: each character
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s,.]*$")
_NUMBER = "0"
_SHORTEST = 2  # letters: a unit as short ("3h") is a time only where it stands alone


class Time(NamedTuple):
    """A time in a text: the slice `start:end`; `iso` where it is absolute. `clock`: does it tell the time of day?"""

    start: int
    end: int
    iso: str | None
    clock: bool


class _Relative(NamedTuple):
    """The relative times of every language: their words, numbers as a sign; those without a number."""

    patterns: frozenset[str]
    fixed: frozenset[str]
    widest: int
    words: frozenset[str]
    longest: int


@lru_cache(maxsize=4)
def _relative(rules: Rules) -> _Relative:
    found = {
        " ".join(_NUMBER if word == "{n}" else word for word in ago.pattern)
        for profile in rules.profiles.values()
        for ago in profile.relative
    }
    split = frozenset(word for pattern in found for word in pattern.split() if word != _NUMBER)
    fixed = frozenset(pattern for pattern in found if _NUMBER not in pattern.split())
    longest = max((p.count(" ") + 1 for p in found), default=0)
    return _Relative(frozenset(found), fixed, max(map(len, fixed), default=0), split, longest)


@lru_cache(maxsize=4)
def _weekdays(rules: Rules) -> frozenset[str]:
    return frozenset(day for profile in rules.profiles.values() for day in profile.weekdays)


class Clockmaker:
    """Finds times in the texts of one page, and remembers what it found: heads repeat."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.weekdays = _weekdays(view.rules)
        self._ago = _relative(view.rules)
        self._seen: dict[str, Time | None] = {}
        self._parsed: dict[str, str | None] = {}

    @cached_property
    def months(self) -> Months:
        """The names of months, and the order of figures, on the page."""
        return months_of(self._view)

    def find(self, text: str) -> Time | None:
        """The first time in a short text."""
        if len(text) > _LONGEST:
            return None
        if text not in self._seen:
            self._seen[text] = self._find(text)
        return self._seen[text]

    def may_tell(self, texts: Iterable[str]) -> frozenset[str]:
        """The texts in which there may be a time: they have figures, or are a word for one. It costs little."""
        search, widest, fixed = _DIGIT.search, 2 * self._ago.widest, self._ago.fixed
        return frozenset([t for t in texts if search(t) or (len(t) <= widest and t.lower() in fixed)])

    def may_touch(self, text: str) -> bool:
        """May a time stand in the text that touches the word before it? It has figures and no time of its own."""
        return _DIGIT.search(text) is not None and self.find(text) is None

    def _find(self, text: str) -> Time | None:
        if not _DIGIT.search(text):
            return Time(0, len(text), None, clock=False) if text.lower() in self._ago.fixed else None
        if _DATED.search(text) and (found := find_date(text, self.months)):
            return Time(self._with_weekday(text, found.start), found.end, found.iso, "T" in found.iso)
        if len(text) <= _LONGEST_RELATIVE and (ago := self._find_ago(text)):
            return Time(*ago, None, _CLOCK.search(text) is not None)
        return None

    def _with_weekday(self, text: str, start: int) -> int:
        """Where a date begins that the name of its day stands before."""
        before = _LAST_WORD.search(text, 0, start)
        return before.start(1) if before and key(before[1]) in self.weekdays else start

    def _find_ago(self, text: str) -> tuple[int, int] | None:
        """The slice of `text` that is a relative time, longest first."""
        lowered = text.lower()
        words = _TOKEN.findall(lowered)
        if self._ago.words.isdisjoint(words):
            return None
        signs = [_NUMBER if word.isdigit() else word for word in words]
        for size in range(min(self._ago.longest, len(signs)), 0, -1):
            for start in range(len(signs) - size + 1):
                if " ".join(signs[start : start + size]) in self._ago.patterns and (
                    size == len(signs) or max(map(len, signs[start : start + size])) > _SHORTEST
                ):
                    places = [found.span() for found in _TOKEN.finditer(lowered)]
                    return places[start][0], places[start + size - 1][1]
        return None

    def of_node(self, skeleton: Skeleton, node: int) -> str | None:
        """The date that a node's own attributes tell a machine."""
        attributes = skeleton.attributes[node]
        if attributes:
            for name in TIME_ATTRIBUTES:
                value = attributes.get(name)
                if value and len(value) < _LONGEST:
                    if value not in self._parsed:
                        self._parsed[value] = parse_date(value, self.months)
                    if self._parsed[value]:
                        return self._parsed[value]
        return None
