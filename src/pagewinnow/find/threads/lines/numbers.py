"""Figures in short lines: years, clocks, days; numbers that count up, or that may be how many comments there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.recurrence import Heads, Recurrence
from pagewinnow.learned.text_columns import Floats, Ints

_LONGEST = 120  # characters of a line with figures that are looked at
_LONGEST_HEAD = 60
_MOST = 5000  # comments
_DIGITS = 6  # of a number that counts
# A clock, a day in figures, a year, any other number: the first that fits.
_FIGURES = re.compile(
    r"(?P<clock>\d{1,2}[:h.]\d{2}(?!\d)(?::\d\d)?)(?![.]\d)|(?P<day>\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,4})"
    r"|(?P<year>(?:19|20)\d\d(?!\d))|(?P<hash>[#\uff03\u2116]\s?\d{1,6})|(?P<bracket>[(\[\uff08]\d{1,5}[)\]\uff09])|(?P<number>\d+)"
)
KINDS = ("clock", "day", "year", "hash", "bracket", "number")
COLUMNS = (*KINDS, "numbers", "small", "up", "down", "head", "head_above")


class Numbers(NamedTuple):
    """Of each line: `kinds` (KINDS x lines) counts its figures by kind; its first number, or -1; how many it has."""

    kinds: Floats
    first: Ints
    many: Ints


def read_numbers(texts: Sequence[str], digits: Floats) -> Numbers:
    """The figures of lines; `digits` is how many each has."""
    size = len(texts)
    kinds = np.zeros((len(KINDS), size), np.float32)
    first = np.full(size, -1, np.int64)
    count = np.zeros(size, np.int64)
    index = {name: k for k, name in enumerate(KINDS)}
    for position in np.flatnonzero(digits).tolist():
        text = texts[position]
        if len(text) > _LONGEST:
            continue
        for found in _FIGURES.finditer(text):
            kind = found.lastgroup or ""
            kinds[index[kind], position] += 1
            if kind in ("hash", "bracket", "number") and len(found[0]) <= _DIGITS + 2:
                if first[position] < 0:
                    first[position] = int("".join(filter(str.isdecimal, found[0])) or 0)
                count[position] += 1
    return Numbers(kinds, first, count)


def find_heads(numbers: Numbers, chars: Floats) -> Heads:
    """The lines that may say how many comments there are: short, with one number and no time."""
    timed = numbers.kinds[:3].any(axis=0)
    found = np.flatnonzero(
        (numbers.many == 1) & ~timed & (chars <= _LONGEST_HEAD) & (numbers.first > 0) & (numbers.first < _MOST)
    )
    return Heads(numbers.first[found], found)


def count_up(numbers: Numbers, seen: Recurrence, keys: Sequence[int]) -> tuple[Floats, Floats]:
    """Which lines have a number that the next or the last line like it, by any key, has one more, or one less, of."""
    first = numbers.first
    up, down = np.zeros((2, len(keys), len(first)))
    for other, step in ((seen.following[keys], 1), (seen.previous[keys], -1)):
        known = (other >= 0) & (first >= 0) & (first[other] >= 0)
        up += known & (first[other] - first == step)
        down += known & (first[other] - first == -step)
    return up.max(0), down.max(0)
