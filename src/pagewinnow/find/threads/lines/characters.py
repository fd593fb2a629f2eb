"""What the characters of lines tell, for all lines of a page at once: which lines read alike, and how much they do.

A line reads like another in several ways, each a key: word for word, but for its figures, by the shape of its words, by
its marks, by the words it begins or ends with. No key knows a word: two lines have the same, or they have not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.text_columns import Floats, Ints
from pagewinnow.text import is_unspaced

Keys = NDArray[np.uint64]

KEYS = ("same", "figures", "shape", "marks", "begins", "ends", "rims", "opens")
_PLANE = 0x10000
_SPACE, _UPPER, _LOWER, _DIGIT, _UNSPACED, _MARK = range(6)
_MARKS = 16  # a mark is its own kind: its code and this
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_LONGEST = 400  # characters of a line that are looked at: paragraphs are told apart by less
_WORD = 3  # characters of a script without spaces that count as a word


class Characters(NamedTuple):
    """Of each line: `keys` (KEYS x lines), and how many words it has, how many of them begin with a capital.

    `first`, `last` are the kinds of its outer characters; `long_digits` counts runs of figures.
    """

    keys: Keys
    tokens: Floats
    capitals: Floats
    figures: Floats
    first: Ints
    last: Ints


def read_characters(texts: Sequence[str]) -> Characters:
    """The characters of lines, none of them empty."""
    texts = [text[:_LONGEST] for text in texts]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    np.minimum(codes, _PLANE - 1, out=codes)
    starts = np.cumsum(sizes) - sizes
    table = _table()
    kinds, letters = table.kinds[codes], table.letters[codes]
    is_first = np.zeros(len(codes), bool)
    is_first[starts] = True
    before = np.concatenate(([-1], kinds[:-1]))
    before[starts] = -1
    space, digit = kinds == _SPACE, kinds == _DIGIT
    begins = ~space & ((before == _SPACE) | (before == -1))
    runs = digit & (before != _DIGIT)
    token = np.cumsum(begins)
    token -= np.repeat(token[starts] - begins[starts], sizes) + 1  # the number of the word in its line, from 0
    many = np.add.reduceat(begins, starts, dtype=np.int64)
    keep = ~digit | runs  # a run of figures counts once
    folded = _Stream(letters, keep, starts)
    from_end = np.repeat(many, sizes) - 1 - token
    short = ~space
    shape = _shape(kinds, is_first)
    same_kind = np.concatenate(([-1], shape[:-1]))
    same_kind[starts] = -1
    loose = np.where(kinds >= _MARKS, kinds, np.where(digit, _DIGIT, _LOWER))
    same_loose = np.concatenate(([-1], loose[:-1]))
    same_loose[starts] = -1
    first_word, last_word = folded.hash(short & (token == 0)), folded.hash_from_end(short & (from_end == 0), sizes)
    keys = np.stack(
        [
            _Stream(table.exact[codes], np.ones(len(codes), bool), starts).hash(None),
            folded.hash(None),
            _Stream(shape.astype(np.uint64) + np.uint64(1), shape != same_kind, starts).hash(None),
            _Stream(loose.astype(np.uint64) + np.uint64(1), loose != same_loose, starts).hash(None),
            first_word,
            last_word,
            first_word * np.uint64(31) ^ last_word,
            folded.hash(short & (token <= 1)) ^ (many > 1),
        ]
    )
    return Characters(
        keys=keys,
        tokens=many.astype(np.float32),
        capitals=np.add.reduceat(begins & (kinds == _UPPER), starts, dtype=np.int64).astype(np.float32),
        figures=np.add.reduceat(runs, starts, dtype=np.int64).astype(np.float32),
        first=codes[starts],
        last=codes[starts + sizes - 1],
    )


def _shape(kinds: Ints, is_first: NDArray[np.bool_]) -> Ints:
    """The kinds of characters; what is written without spaces changes as often as what is written with them.

    Else all sentences of such a script would be of one shape.
    """
    unspaced = kinds == _UNSPACED
    begins = unspaced & (is_first | ~np.concatenate(([False], unspaced[:-1])))
    at = np.arange(len(kinds))
    behind = at - np.maximum.accumulate(np.where(begins, at, 0))
    return np.where(unspaced & (behind // _WORD % 2 == 0), _LOWER, kinds)


class _Stream:
    """Characters of lines, some of them left out; hashes of what is left of each line."""

    def __init__(self, values: NDArray[np.uint64], keep: NDArray[np.bool_], starts: Ints) -> None:
        place = np.cumsum(keep) - 1
        first = place[starts] - keep[starts] + 1
        sizes = np.diff(np.append(starts, len(values)))
        self._place = place - np.repeat(first, sizes)
        self._values, self._keep, self._starts = _mix(values), keep, starts

    def hash(self, chosen: NDArray[np.bool_] | None) -> Keys:
        """A hash of each line's chosen characters."""
        keep = self._keep if chosen is None else self._keep & chosen
        return self._sum(keep, self._place)

    def hash_from_end(self, chosen: NDArray[np.bool_], sizes: Ints) -> Keys:
        """The same, whatever stands before them."""
        last = np.repeat(self._place[self._starts + sizes - 1], sizes)
        return self._sum(self._keep & chosen, last - self._place)

    def _sum(self, keep: NDArray[np.bool_], place: Ints) -> Keys:
        powers = _powers()
        terms = self._values * powers[place]
        terms[~keep] = 0
        return _mix(np.add.reduceat(terms, self._starts))


def _mix(values: Keys) -> Keys:
    mixed = values * np.uint64(_MIX)
    return mixed ^ (mixed >> np.uint64(29))


@cache
def _powers() -> Keys:
    row = np.full(_LONGEST + 1, _BASE, np.uint64)
    row[0] = 1
    return np.cumprod(row)


class _Table(NamedTuple):
    """For each character of the plane: its kind, what it hashes as, and as itself."""

    kinds: NDArray[Any]
    letters: Keys
    exact: Keys


@cache
def _table() -> _Table:
    """Takes 40 ms, once."""
    kinds = np.zeros(_PLANE, np.int64)
    letters = np.arange(1, _PLANE + 1, dtype=np.uint64)
    exact = letters.copy()
    for code in range(_PLANE):
        char = chr(code)
        category = unicodedata.category(char)
        small = char.lower()
        if len(small) == 1:
            letters[code] = ord(small) + 1
        if category[0] in "LM":
            kinds[code] = _UPPER if category in ("Lu", "Lt") else _LOWER
            if code > 0xE00 and is_unspaced(char):
                kinds[code] = _UNSPACED
        elif category[0] == "N":
            kinds[code] = _DIGIT
            letters[code] = ord("0") + 1
        elif char.isspace():
            kinds[code] = _SPACE
        else:
            kinds[code] = _MARKS + code
    return _Table(kinds, letters, exact)
