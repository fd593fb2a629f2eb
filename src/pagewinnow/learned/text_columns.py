"""What the characters of blocks tell, for all blocks of a page at once: counts by kind of character, and word hashes.

The texts are joined and looked up in tables of the Basic Multilingual Plane, so a page costs a few array operations and
no loop over its words. Hashes are of lower-cased words with every digit as `0`; they are the same in every process. In
scripts that are written without spaces every character is a word, counted by half.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.text import unspaced_runs

Floats = NDArray[np.floating[Any]]  # float32 where it is kept
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]

_PLANE = 0x10000
# Kinds of character, as bits of a table.
_LETTER, _DIGIT, _UPPER, _UNSPACED, _STOP, _COMMA, _MARK, _SYMBOL = (1 << i for i in range(8))
_WORD = _LETTER | _DIGIT
_KINDS = {  # by category; vowel signs and the like are letters
    **dict.fromkeys(("Ll", "Lm", "Lo", "Mn", "Mc", "Me"), _LETTER), **dict.fromkeys(("Lu", "Lt"), _LETTER | _UPPER),
    **dict.fromkeys(("Nd", "Nl", "No"), _DIGIT), **dict.fromkeys(("Sm", "Sc", "Sk", "So"), _SYMBOL),
    **dict.fromkeys(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"), _MARK),
}  # fmt: skip
_STOPS = ".!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u06d4\u0964\u0965\u1362\u17d4\u104b"
_COMMAS = ",;\u060c\u061b\u3001\uff0c\uff1b\u1363"
_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2**64
_MIX = 0xD6E8FEB86659FD93
_WHOLE = np.uint32(0x5BD1E995)  # sets the hash of a whole token apart from that of its only part
_PART = 1 << 20  # characters that are read at once
_FIELD = 16  # bits of a sum: eight kinds are added up in two numbers


class TextColumns(NamedTuple):
    """Per block: `counts` (COUNTS x blocks), and `key`, the hash of the whole text.

    Per word: `hashes`, and the block that is its `owner`.
    """

    counts: Floats
    key: Hashes
    hashes: Hashes
    owner: Ints


COUNTS = (
    "chars", "letters", "digits", "upper", "unspaced", "stops", "commas", "marks", "symbols", "words", "lines",
    "first_upper", "first_digit", "last_stop", "last_mark",
)  # fmt: skip
CHARS, LETTERS, DIGITS, UPPER, UNSPACED, STOPS, COMMAS, MARKS, SYMBOLS, WORDS, LINES = range(11)
FIRST_UPPER, FIRST_DIGIT, LAST_STOP, LAST_MARK = range(11, 15)


def read_texts(texts: Sequence[str]) -> TextColumns:
    """The columns of the given texts, none of them empty.

    They are read a million characters at a time: a character takes 50 bytes while it is read.
    """
    parts = [_read_part(texts[first:stop]) for first, stop in _parts(texts)]
    if len(parts) == 1:
        return parts[0]
    firsts = np.cumsum([0, *(len(part.key) for part in parts)])
    return TextColumns(
        np.concatenate([part.counts for part in parts], axis=1),
        np.concatenate([part.key for part in parts]),
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.owner + first for part, first in zip(parts, firsts[:-1], strict=True)]),
    )


def _parts(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The slices of texts that are read at a time; a text is not cut."""
    first = size = 0
    for stop, text in enumerate(texts):
        size += len(text)
        if size > _PART and stop > first:
            yield first, stop
            first, size = stop, len(text)
    yield first, len(texts)


def _read_part(texts: Sequence[str]) -> TextColumns:
    codes, starts, sizes = _join(texts)
    tables = _tables()
    kinds = tables.kinds[codes]
    counts = np.empty((len(COUNTS), len(texts)), np.float32)
    counts[CHARS] = sizes
    _count_kinds(codes, starts, sizes, counts)
    wordly = (kinds & _WORD) != 0
    begins = wordly.copy()
    begins[1:] &= ~wordly[:-1]
    begins[starts] |= wordly[starts]
    if counts[UNSPACED].any():
        begins |= (kinds & _UNSPACED) != 0
    running = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(begins, out=running[1:])
    counts[WORDS] = running[starts + sizes] - running[starts] - 0.5 * counts[UNSPACED]
    counts[LINES] = np.add.reduceat(codes == ord("\n"), starts, dtype=np.int64)
    first, last = kinds[starts], kinds[starts + sizes - 1]
    counts[FIRST_UPPER], counts[FIRST_DIGIT] = (first & _UPPER) != 0, (first & _DIGIT) != 0
    counts[LAST_STOP], counts[LAST_MARK] = (last & _STOP) != 0, (last & (_MARK | _COMMA)) != 0
    edges = np.append(np.flatnonzero(~wordly | begins), len(codes))
    begun = np.flatnonzero(begins[edges[:-1]])
    at = edges[begun]
    owner = np.repeat(np.arange(len(texts)), running[starts + sizes] - running[starts])
    hash_spans = _Hasher(tables.letters[codes])
    hashes = hash_spans(at, np.minimum(edges[begun + 1], (starts + sizes)[owner]))
    return TextColumns(counts, hash_spans(starts, starts + sizes), hashes, owner)


def _join(texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    if int(codes.max()) >= _PLANE:
        np.minimum(codes, _PLANE - 1, out=codes)
    return codes, np.cumsum(sizes) - sizes, sizes


def _count_kinds(codes: Ints, starts: Ints, sizes: Ints, counts: Floats) -> None:
    """Eight counts from two sums of packed fields; where a block is too long for a field, one by one."""
    tables = _tables()
    if int(sizes.max()) >= 1 << _FIELD:
        kinds = tables.kinds[codes]
        for bit in range(8):
            counts[1 + bit] = np.add.reduceat((kinds >> bit) & 1, starts, dtype=np.int64)
        return
    for half in range(2):
        sums = np.add.reduceat(tables.packed[half][codes], starts)
        for field in range(4):
            counts[1 + 4 * half + field] = (sums >> np.uint64(_FIELD * field)) & np.uint64((1 << _FIELD) - 1)


class _Hasher:
    """Hashes of spans of one text from one running sum of a polynomial: the difference, shifted to the origin."""

    def __init__(self, letters: NDArray[np.uint64]) -> None:
        powers, self._inverses = _powers(len(letters) + 1)
        self._running = np.zeros(len(letters) + 1, np.uint64)
        np.cumsum(letters * powers[: len(letters)], out=self._running[1:])

    def __call__(self, starts: Ints, ends: Ints) -> Hashes:
        raw = (self._running[ends] - self._running[starts]) * self._inverses[starts]
        mixed = (raw ^ (raw >> np.uint64(31))) * np.uint64(_MIX)
        return (mixed >> np.uint64(32)).astype(np.uint32)


def read_names(names: Sequence[str]) -> tuple[Hashes, Ints]:
    """The tokens of names (class lists and the like), whole and in parts, as hashes and the name that each is of.

    >>> hashes, owner = read_names(["post-body", "PostBody x2"])
    >>> owner.tolist(), [int((hashes == h).sum()) for h in hashes[:2]]
    ([0, 0, 1, 1, 0, 1, 1], [2, 2])
    """
    codes, _, sizes = _join([f"{name} " for name in names])
    tables = _tables()
    kinds = tables.kinds[codes]
    letter, upper = (kinds & _LETTER) != 0, (kinds & _UPPER) != 0
    begins = letter.copy()
    begins[1:] &= ~letter[:-1] | (upper[1:] & ~upper[:-1])
    edges = np.append(np.flatnonzero(~letter | begins), len(codes))
    begun = np.flatnonzero(begins[edges[:-1]])
    parts, part_ends = edges[begun], edges[begun + 1]
    long = part_ends - parts > 1
    parts, part_ends = parts[long], part_ends[long]
    solid = codes > ord(" ")
    changes = np.flatnonzero(solid[1:] != solid[:-1]) + 1
    if solid[0]:
        changes = np.concatenate(([0], changes))
    hash_spans = _Hasher(tables.letters[codes])
    hashes = np.concatenate((hash_spans(parts, part_ends), hash_spans(changes[0::2], changes[1::2]) ^ _WHOLE))
    owner = np.repeat(np.arange(len(names)), sizes)
    return hashes, owner[np.concatenate((parts, changes[0::2]))]


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


class _Tables(NamedTuple):
    """For each character of the plane: its kinds, the same as fields of two numbers, and what it hashes as."""

    kinds: NDArray[np.uint8]
    packed: tuple[NDArray[np.uint64], NDArray[np.uint64]]
    letters: NDArray[np.uint64]


@cache
def _tables() -> _Tables:
    """Takes 15 ms, once."""
    chars = list(map(chr, range(_PLANE)))
    kinds = np.array([_KINDS.get(category, 0) for category in map(unicodedata.category, chars)], np.uint8)
    for signs, kind in ((_STOPS, _STOP), (_COMMAS, _COMMA)):
        kinds[list(map(ord, signs))] = kind
    letters = np.arange(_PLANE, dtype=np.uint64)
    for code in np.flatnonzero(kinds & (_UPPER | _SYMBOL)).tolist():  # there are circled capitals
        small = chars[code].lower()
        if len(small) == 1:
            letters[code] = ord(small)
    letters[(kinds & _DIGIT) != 0] = ord("0")
    for first, stop in unspaced_runs("".join(chars)):
        kinds[first:stop] |= np.where(kinds[first:stop] & _LETTER, _UNSPACED, 0).astype(np.uint8)
    fields = [(kinds >> bit & 1).astype(np.uint64) << np.uint64(_FIELD * (bit % 4)) for bit in range(8)]
    low, high = (np.bitwise_or.reduce(fields[half : half + 4]) for half in (0, 4))
    return _Tables(kinds, (low, high), letters)
