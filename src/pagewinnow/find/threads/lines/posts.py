"""From the tags of lines to items: where each comment begins and ends, and which of its lines are its words.

The lines between two comments belong to the one or to the other. Where the first comment has none before it, all stand
behind; where the last has none behind it, all stand before; else they are cut where the next begins like the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import mask
from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FRAME, FURTHER
from pagewinnow.learned.text_columns import Ints

_WORDS = (FIRST, FURTHER)
_AROUND = (AUTHOR, FRAME)


class Item(NamedTuple):
    """A comment in a text: its lines `start` to `stop - 1`, and those of them that are its words, in order."""

    start: int
    stop: int
    words: tuple[int, ...]

    @property
    def head(self) -> range:
        """The lines before its words."""
        return range(self.start, self.words[0])

    @property
    def foot(self) -> range:
        """The lines behind its words."""
        return range(self.words[-1] + 1, self.stop)

    @property
    def around(self) -> list[int]:
        """All lines that are none of its words."""
        own = set(self.words)
        return [position for position in range(self.start, self.stop) if position not in own]


def make_items(blocks: Sequence[Block], tags: Ints) -> list[Item]:
    """The items of a reading, in order."""
    words = _runs(tags)
    if not words:
        return []
    above, below = _reach(tags, words[0][0], -1), _reach(tags, words[-1][-1], 1)
    bounds = [words[0][0] - above]
    bounds += [_cut(blocks, tags, (before[-1] + 1, after[0]), (words[0][0], above, below)) for before, after in zip(words, words[1:], strict=False)]
    bounds.append(words[-1][-1] + 1 + below)
    return [Item(start, stop, tuple(run)) for start, stop, run in zip(bounds, bounds[1:], words, strict=False)]


def _runs(tags: Ints) -> list[list[int]]:
    """The lines of each comment's words."""
    runs: list[list[int]] = []
    for position in np.flatnonzero(np.isin(tags, _WORDS)).tolist():
        if tags[position] == FIRST or not runs:
            runs.append([])
        runs[-1].append(position)
    return runs


def _reach(tags: Ints, position: int, step: int) -> int:
    """How many lines beside a position are frame."""
    size = 0
    while 0 <= position + step * (size + 1) < len(tags) and tags[position + step * (size + 1)] in _AROUND:
        size += 1
    return size


def _cut(blocks: Sequence[Block], tags: Ints, between: tuple[int, int], first: tuple[int, int, int]) -> int:
    """Where the next comment's head begins in the lines between; `first` are the first's words, its head, the last's foot."""
    start, stop = between
    words, above, below = first
    size = stop - start
    if not above or not size:
        return stop
    if not below:
        return start
    if size == above + below:
        return start + below
    head = [blocks[p] for p in range(words - above, words)]
    named = [k for k in range(above) if tags[words - above + k] == AUTHOR]
    best, most = stop - min(size, above), -1.0
    for at in range(start, stop):
        lines = blocks[at:stop]
        alike = sum(_alike(one, other, tags) for one, other in zip(head, lines, strict=False))
        if named and not any(tags[p] == AUTHOR for p in range(at, stop)):
            continue
        gap = 0.5 * (blocks[at].gap > max((b.gap for b in blocks[at + 1 : stop]), default=0))
        worth = alike + gap - 0.3 * abs(len(lines) - above)
        if worth > most:
            best, most = at, worth
    return best


def _alike(one: Block, other: Block, tags: Ints) -> float:
    if mask(one.text) == mask(other.text):
        return 1.0
    return 0.6 * (tags[one.position] == tags[other.position] == AUTHOR)
