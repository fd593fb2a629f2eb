"""Sentences that no phrase lists, known by the words that they are made of: `data/sentences.toml`.

A word says nothing; a reader's word ("subscribe") beside one for the rest of a text is a wall's sentence in any
language, and "not found" beside one for a page is an error's. So a verdict, or a language, is data:

A `[[sentence]]` has:

    name      its name; the rule that evidence gives is `sentences#<name>`
    label     what it speaks of: paywall | challenge | consent | error; `field` for what a feed writes below an excerpt
    words     classes that must all be in it, of `lexicon.CLASSES` or of `FIGURES`; `a|b` is either
    near      two of the classes that must stand next to each other, if any
    leads     two of the classes, the first of which must stand right before the second, if any
    without   classes that must not be in it
    longest   its characters at most, as a Latin text would have them
    place     end (where a text ends), head (where a page begins) or anywhere

`FIGURES` are what signs tell in any language: `amount` (a price with its sign), `share` (a percentage), `age` (15 to
21), `question`, `plus` (a name with a plus sign behind it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.records import RemovedLabel
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.lexicon import CLASSES, Span
from pagewinnow.rules.toml import Choice, Count, ListOf, Table, Text, read_file

FILE = "sentences.toml"
Place = Literal["end", "head", "anywhere"]


class Figure(NamedTuple):
    """What tells a figure: one of some signs, in such a place."""

    signs: frozenset[str]
    pattern: re.Pattern[str]


_MONEY = "€$£¥₽₴₺₩₹"
_ASKING = "?\uff1f\u061f"
FIGURES: Mapping[str, Figure] = MappingProxyType({
    "amount": Figure(frozenset(_MONEY), re.compile(rf"[{_MONEY}]\s?\d|\d\s?[{_MONEY}]")),
    "share": Figure(frozenset("%％٪"), re.compile(r"(?<!\d)[1-9]\d? ?[%％٪]|[%％٪] ?[1-9]\d?(?!\d)")),
    "age": Figure(frozenset("12"), re.compile(r"(?<!\d)(?:1[5-9]|2[01])(?!\d)")),
    "question": Figure(frozenset(f"{_ASKING}\uae4c"), re.compile(f"[{_ASKING}]|\uae4c\\s*$")),
    "plus": Figure(frozenset("+"), re.compile(r"[^\W\d]{2}\+(?![\w+])")),
})  # fmt: skip
_SIGNS = re.compile("[" + "".join(sorted(frozenset().union(*(figure.signs for figure in FIGURES.values())))) + "]")
_APART = 4
"""Words between two that are next to each other."""
_BETWEEN = 2
"""Words between a demonstrative and its noun: "this exclusive story"."""


class Sentence(NamedTuple):
    """One `[[sentence]]`; `words` are alternatives, all of which must be met."""

    name: str
    label: RemovedLabel
    words: tuple[frozenset[str], ...]
    near: tuple[str, str] | None
    leads: tuple[str, str] | None
    without: frozenset[str]
    longest: int
    place: Place

    @property
    def rule(self) -> str:
        """The name that evidence gives."""
        return f"sentences#{self.name}"

    def may_be_said(self, kinds: frozenset[str]) -> bool:
        """Are the words of all its classes there, and none that it must not have?"""
        return self.without.isdisjoint(kinds) and not any(either.isdisjoint(kinds) for either in self.words)

    def is_said(self, kinds: frozenset[str], spans: Sequence[Span]) -> bool:
        """Is it made of words of these classes, which stand at these places?"""
        if not self.may_be_said(kinds):
            return False
        if self.near is not None and not _are_near(self.near, spans):
            return False
        if self.leads is not None and not _leads(self.leads, spans):
            return False
        return self._is_of_enough(kinds, spans)

    def _is_of_enough(self, kinds: frozenset[str], spans: Sequence[Span]) -> bool:
        """Are there as many words as classes, or two at least? One word that is of two classes says one thing."""
        wanted = frozenset[str]().union(*self.words)
        places = {span.first for span in spans if span.kind in wanted}
        figures = len(wanted & kinds & FIGURES.keys())
        return len(places) + figures >= min(2, len(self.words))


def find_figures(text: str) -> Iterator[str]:
    """What the signs of a text tell.

    >>> list(find_figures("Only $1 a month?"))
    ['amount', 'question']
    """
    shown = _SIGNS.findall(text)
    if shown:
        for name, (signs, pattern) in FIGURES.items():
            if not signs.isdisjoint(shown) and pattern.search(text):
                yield name


def _are_near(pair: tuple[str, str], spans: Sequence[Span]) -> bool:
    firsts = [span for span in spans if span.kind == pair[0]]
    seconds = [span for span in spans if span.kind == pair[1]]
    for one in firsts:
        for other in seconds:
            apart = max(one.first, other.first) - min(one.stop, other.stop)
            if apart <= _APART and one != other:
                return True
    return False


def _leads(pair: tuple[str, str], spans: Sequence[Span]) -> bool:
    """Does the first stand right before the second, or are both one word: a noun with its article at the end?"""
    firsts = [span for span in spans if span.kind == pair[0]]
    seconds = [span for span in spans if span.kind == pair[1]]
    for one in firsts:
        for other in seconds:
            if one.first == other.first or 0 <= other.first - one.stop <= _BETWEEN:
                return True
    return False


def load_sentences(folders: Sequence[Path] = ()) -> tuple[Sentence, ...]:
    """All sentences; one of a user's folder replaces that of the same name.

    Raises:
        RuleError: a file breaks the specification.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=4096)
def likely_sentences(kinds: frozenset[str], folders: tuple[Path, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences that words of these classes may make: pages have few sets of classes, and many blocks.

    Raises:
        RuleError: a file breaks the specification.
    """
    return tuple([sentence for sentence in load_sentences(folders) if sentence.may_be_said(kinds)])


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> tuple[Sentence, ...]:
    found: dict[str, Sentence] = {}
    for file in files_of(FILE, folders):
        found |= {sentence.name: sentence for sentence in read_sentences(file)}
    return tuple(found.values())


def read_sentences(file: Path) -> list[Sentence]:
    """The sentences of one file.

    Raises:
        RuleError: the file breaks the specification.
    """
    return [_sentence(row) for row in read_file(file, SHAPE)["sentence"]]


def _sentence(row: Mapping[str, Any]) -> Sentence:
    return Sentence(
        name=row["name"],
        label=row["label"],
        words=row["words"],
        near=row["near"] or None,
        leads=row["leads"] or None,
        without=frozenset(row["without"]),
        longest=row["longest"],
        place=row["place"],
    )


_KNOWN = CLASSES.keys() | FIGURES.keys()


def _either(text: str) -> frozenset[str]:
    names = frozenset(text.split("|"))
    if strange := sorted(names - _KNOWN):
        raise ValueError(f"unknown class {strange[0]}; known are {', '.join(sorted(_KNOWN))}")
    return names


_CLASS = Choice(sorted(_KNOWN))
SHAPE = Table({"sentence": ListOf(Table(
    {
        "name": Text(), "label": Choice(get_args(RemovedLabel)), "words": ListOf(Text(_either)),
        "near": ListOf(_CLASS, sizes=(2,)), "leads": ListOf(_CLASS, sizes=(2,)), "without": ListOf(_CLASS),
        "longest": Count(140), "place": Choice(get_args(Place), "anywhere"),
    },
    required=("name", "label", "words"),
))}, required=("sentence",))  # fmt: skip
"""What `sentences.toml` may hold."""
