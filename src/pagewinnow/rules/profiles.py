"""Profiles: `lang/<language>/profile.toml`, what is to be known of a language beside its phrases.

name, script        of the language, in English
stop_words          the commonest words
months              twelve lists of names and abbreviations, or none where months are written as numbers
weekdays            their names
sentence_ends, quotes   the characters
date_order          dmy, mdy or ymd: of a date in figures
relative            tables of a relative time: a `text` with `{n}`, or without it and with a fixed `n`; its `unit`
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.rules.phrases import Wording, read_wording
from pagewinnow.rules.toml import Choice, Count, ListOf, Place, Table, Text, read_file
from pagewinnow.text import words

DateOrder = Literal["dmy", "mdy", "ymd"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


class Ago(NamedTuple):
    """A relative time of a language: its folded pattern (with `{n}`, or with `n` fixed) and its unit."""

    text: str
    pattern: tuple[str, ...]
    unit: Unit
    n: int | None


class Profile(NamedTuple):
    """The profile of one language. Months are twelve tuples; they, the weekdays and the stop words are folded."""

    language: str
    name: str
    script: str
    stop_words: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    sentence_ends: str
    quotes: str
    date_order: DateOrder
    relative: tuple[Ago, ...]


def _fold(text: str) -> str:
    return " ".join(words(text))


_AGO = Table({"text": Text(read_wording), "unit": Choice(get_args(Unit)), "n": Count()}, required=("text", "unit"))
PROFILE = Table(
    {
        "name": Text(),
        "script": Text(),
        "stop_words": ListOf(Text(_fold)),
        "months": ListOf(ListOf(Text(_fold)), sizes=(0, 12)),
        "weekdays": ListOf(Text(_fold)),
        "sentence_ends": Text(),
        "quotes": Text(),
        "date_order": Choice(get_args(DateOrder)),
        "relative": ListOf(_AGO),
    },
    required=("name", "script", "sentence_ends", "quotes", "date_order"),
)
"""What a profile may hold."""


def read_profile(file: Path) -> Profile:
    """The profile of the language whose folder `file` stands in.

    Raises:
        RuleError: the file breaks the specification.
    """
    found = read_file(file, PROFILE)
    found["stop_words"] = frozenset(found["stop_words"])
    found["relative"] = tuple(
        _ago(row, Place(file, ("relative", index))) for index, row in enumerate(found["relative"])
    )
    return Profile(language=file.parent.name, **found)


def _ago(row: dict[str, Any], place: Place) -> Ago:
    wording: Wording = row["text"]
    if (row["n"] is None) == ("{n}" not in wording.pattern):
        raise place.under("n").error("either {n} in the text or a fixed n is needed")
    return Ago(wording.text, wording.pattern, row["unit"], row["n"])
