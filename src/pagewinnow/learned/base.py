"""What all families of features are made of: the raw columns of a page, the learned tables, the base columns."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.pools import Pool
from pagewinnow.learned.text_columns import CHARS, COMMAS, STOPS, WORDS, Floats, Hashes, Ints, TextColumns
from pagewinnow.learned.tree_columns import TreeColumns

_SLOT_SHIFT = 14  # 32 - 14 bits: 262,144 slots
_NO_KEY = 0xFFFFFFFF
_FOREIGN, _OWN = 0.55, 0.7  # shares of words known
_LONG = 10  # words: a block with as many, not all of them links, is long text


Columns = list[NDArray[Any]]  # of a family: a value a block each, or one for all of them


class Raw(NamedTuple):
    """What one reading of a document gives, before any learned table.

    `flags` has four rows: hidden, noscript, characters in links, blank lines before the block. `same` numbers the
    distinct texts, `homes` the elements around the blocks' own (in a text each block is alone). `title` is how much of
    the page's declared title each block is. `pools` are groups of blocks that are alike. A text has no `tree`.
    """

    text: TextColumns
    tree: TreeColumns | None
    kinds: Ints
    levels: Floats
    flags: Floats
    same: Ints
    homes: Ints
    title: Floats
    pools: tuple[Pool, ...]

    @property
    def hidden(self) -> Floats:
        """Which blocks are hidden."""
        row: Floats = self.flags[0]
        return row


class Table:
    """A learned score for each of some hashes, which are sorted; what is not in it scores 0.

    It is looked up by the upper bits of the hash, three times as fast as by bisection; where two hashes share a slot,
    the later has it (one in fifty of 15,000).
    """

    __slots__ = ("_keys", "_values", "hashes", "scores")

    def __init__(self, hashes: Hashes, scores: Floats) -> None:
        self.hashes, self.scores = hashes, scores
        slots = hashes >> _SLOT_SHIFT
        self._keys = np.full(1 << (32 - _SLOT_SHIFT), _NO_KEY, np.uint32)
        self._values = np.zeros(len(self._keys), np.float32)
        self._keys[slots], self._values[slots] = hashes, scores

    def look_up(self, hashes: Hashes) -> Floats:
        """The scores of the given hashes."""
        slots = hashes >> _SLOT_SHIFT
        found: Floats = self._values[slots] * (self._keys[slots] == hashes)
        return found


class Tables(NamedTuple):
    """The learned tables: of the tokens of elements' names, of words, of whole short lines."""

    names: Table
    words: Table
    lines: Table


class Base(NamedTuple):
    """Per block: `plain` words are outside links, `mass` is words of running text, `score` is what its words say."""

    size: int
    chars: Floats
    words: Floats
    links: Floats
    plain: Floats
    long: Floats
    mass: Floats
    times: Floats
    score: Floats
    score_sum: Floats
    lines: Floats
    total: float
    total_mass: float

    @classmethod
    def of(cls, raw: Raw, tables: Tables) -> Self:
        """The base columns of a page."""
        counts = raw.text.counts
        chars, words = counts[CHARS], np.maximum(counts[WORDS], np.float32(0.5))
        links = np.minimum(raw.flags[2] / chars, 1)
        plain = words * (1 - links)
        long = np.where(plain >= _LONG, plain, 0)
        mass = long * np.minimum(1, counts[STOPS] + 0.5 * counts[COMMAS] + 0.2)
        size = len(chars)
        scores = tables.words.look_up(raw.text.hashes)
        score_sum = np.asarray(np.bincount(raw.text.owner, scores, minlength=size), np.float64) * _trust(scores)
        return cls(
            size=size,
            chars=chars,
            words=words,
            links=links,
            plain=plain,
            long=long,
            mass=mass,
            times=log(np.bincount(raw.same)[raw.same] - 1),
            score=score_sum / words,
            score_sum=score_sum,
            lines=tables.lines.look_up(raw.text.key),
            total=float(words.sum()),
            total_mass=float(mass.sum()) + 1e-3,
        )


def log(values: NDArray[Any]) -> Floats:
    """The logarithm of one more, so that 0 stays 0."""
    return np.log1p(values)  # type: ignore[no-any-return]


def _trust(scores: Floats) -> float:
    """How far the table of words speaks the page's language, 0 to 1, by the share of the page's words that it knows.

    Of an English page it knows .8 to .97, of a page in German, French or Spanish .34 to .52: those words that English
    pages show in their menus and names, and so think chrome. Believed, they would cut such pages.
    """
    share = np.count_nonzero(scores) / max(1, len(scores))
    return float(min(1.0, max(0.0, (share - _FOREIGN) / (_OWN - _FOREIGN))))
