"""What the characters of blocks tell, for all blocks of a page at once: counts by kind of character, and word hashes.

The texts are joined and looked up in two tables of the Basic Multilingual Plane, so a page costs a few array
operations and no loop over its words. Hashes are of lower-cased words with every digit as `0`; they are the same in
every process. In scripts that are written without spaces every character is a word, counted by half.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.text import is_unspaced

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_PLANE = 0x10000
# Kinds of character, as bits of the table.
_LETTER, _DIGIT, _UPPER, _UNSPACED, _STOP, _COMMA, _MARK, _SYMBOL = (1 << i for i in range(8))
_WORD = _LETTER | _DIGIT
_STOPS = ".!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u06d4\u0964\u0965\u1362\u17d4\u104b"
_COMMAS = ",;\u060c\u061b\u3001\uff0c\uff1b\u1363"
_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2**64
_MIX = 0xD6E8FEB86659FD93


class TextColumns(NamedTuple):
    """Per block: `counts` (blocks x COUNTS) and `key`, the hash of the whole text; per word: `hashes`, and its `owner`."""

    counts: Floats
    key: NDArray[np.uint32]
    hashes: NDArray[np.uint32]
    owner: Ints


COUNTS = (
    "chars", "words", "letters", "digits", "upper", "stops", "commas", "marks", "symbols", "lines",
    "first_upper", "first_digit", "last_stop", "last_mark",
)  # fmt: skip


def read_texts(texts: Sequence[str]) -> TextColumns:
    """The columns of the given texts, none of them empty."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.cumsum(sizes) - sizes
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    codes = np.minimum(codes, _PLANE - 1)
    kinds_table, lower = _tables()
    kinds = kinds_table[codes]
    counts = np.empty((len(texts), len(COUNTS)), np.float32)
    wordly = (kinds & _WORD) != 0
    begins = wordly.copy()
    begins[1:] &= ~wordly[:-1]
    begins[starts] |= wordly[starts]
    unspaced = (kinds & _UNSPACED) != 0
    any_unspaced = bool(unspaced.any())
    if any_unspaced:
        begins |= unspaced
    counts[:, 0] = sizes
    counts[:, 1] = np.add.reduceat(begins, starts, dtype=np.int32)
    if any_unspaced:
        counts[:, 1] -= 0.5 * np.add.reduceat(unspaced, starts, dtype=np.int32)
    for column, bit in enumerate((_LETTER, _DIGIT, _UPPER, _STOP, _COMMA, _MARK, _SYMBOL), start=2):
        counts[:, column] = np.add.reduceat((kinds & bit) != 0, starts, dtype=np.int32)
    counts[:, 9] = np.add.reduceat(codes == ord("\n"), starts, dtype=np.int32)
    first, last = kinds[starts], kinds[starts + sizes - 1]
    counts[:, 10], counts[:, 11] = (first & _UPPER) != 0, (first & _DIGIT) != 0
    counts[:, 12], counts[:, 13] = (last & _STOP) != 0, (last & (_MARK | _COMMA)) != 0
    hashes, owner, key = _hash(lower[codes], wordly, begins, starts, sizes)
    return TextColumns(counts, key, hashes, owner)


def _hash(
    letters: NDArray[np.uint64],
    wordly: NDArray[np.bool_],
    begins: NDArray[np.bool_],
    starts: Ints,
    sizes: Ints,
) -> tuple[NDArray[np.uint32], Ints, NDArray[np.uint32]]:
    """Polynomial hashes of all words from one running sum: what lies between two places, shifted to the origin."""
    powers, inverses = _powers(len(letters) + 1)
    running = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=running[1:])
    at = np.flatnonzero(begins)
    edge = ~wordly | begins
    edge[starts] = True
    edges = np.append(np.flatnonzero(edge), len(letters))
    ends = edges[np.searchsorted(edges, at, side="right")]
    hashes = _mixed((running[ends] - running[at]) * inverses[at])
    key = _mixed((running[starts + sizes] - running[starts]) * inverses[starts])
    return hashes, np.searchsorted(starts, at, side="right") - 1, key


def _mixed(raw: NDArray[np.uint64]) -> NDArray[np.uint32]:
    mixed = (raw ^ (raw >> np.uint64(31))) * np.uint64(_MIX)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def hash_word(word: str) -> int:
    """The hash of one name, as `read_texts` gives it to a block of this text alone.

    >>> hash_word("Post") == hash_word("post"), hash_word("a1") == hash_word("a2"), hash_word("a") == hash_word("b")
    (True, True, False)
    """
    return int(read_texts([word]).key[0])


_grown: list[NDArray[np.uint64]] = []


def _powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base and of its inverse, kept and grown to the longest page seen."""
    if not _grown or len(_grown[0]) < size:
        room = max(1 << 16, 1 << (size - 1).bit_length())
        inverse = pow(_BASE, -1, 1 << 64)
        _grown[:] = [_geometric(_BASE, room), _geometric(inverse, room)]
    return _grown[0], _grown[1]


def _geometric(base: int, size: int) -> NDArray[np.uint64]:
    row = np.full(size, base, np.uint64)
    row[0] = 1
    return np.cumprod(row)


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """For each character of the plane its kinds, and what it hashes as. Takes 40 ms, once."""
    kinds = np.zeros(_PLANE, np.uint8)
    lower = np.arange(_PLANE, dtype=np.uint64)
    for code in range(_PLANE):
        char = chr(code)
        kinds[code] = _kind(char, unicodedata.category(char))
        small = char.lower()
        if len(small) == 1:
            lower[code] = ord(small)
    lower[(kinds & _DIGIT) != 0] = ord("0")
    for code in np.flatnonzero(kinds & _LETTER).tolist():
        if code > 0xE00 and is_unspaced(chr(code)):
            kinds[code] |= _UNSPACED
    return kinds, lower


def _kind(char: str, category: str) -> int:
    if category[0] == "L":
        return _LETTER | (_UPPER if category in ("Lu", "Lt") else 0)
    if category[0] == "M":
        return _LETTER
    if category[0] == "N":
        return _DIGIT
    if char in _STOPS:
        return _STOP
    if char in _COMMAS:
        return _COMMA
    return {"P": _MARK, "S": _SYMBOL}.get(category[0], 0)
