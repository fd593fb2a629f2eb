"""From the tags of lines to items: where each comment begins and ends, and which of its lines are its words.

The tags say of the lines between two comments which belong to the one and which to the other.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.tags import ABOVE, BELOW, FIRST, WORDS
from pagewinnow.learned.text_columns import Ints


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


def make_items(tags: Ints) -> list[Item]:
    """The items of a reading, in order."""
    runs = _runs(tags)
    if not runs:
        return []
    bounds = [runs[0][0] - _reach(tags, runs[0][0])]
    for before, after in pairwise(runs):
        bounds.append(_cut(tags, before[-1] + 1, after[0]))
    last = runs[-1][-1] + 1
    while last < len(tags) and tags[last] in BELOW:
        last += 1
    bounds.append(last)
    return [Item(start, stop, tuple(run)) for (start, stop), run in zip(pairwise(bounds), runs, strict=True)]


def _runs(tags: Ints) -> list[list[int]]:
    """The lines of each comment's words."""
    runs: list[list[int]] = []
    for position in np.flatnonzero(np.isin(tags, WORDS)).tolist():
        if tags[position] == FIRST or not runs:
            runs.append([])
        runs[-1].append(position)
    return runs


def _reach(tags: Ints, stop: int) -> int:
    """How many lines above a position are head."""
    start = stop
    while start > 0 and tags[start - 1] in ABOVE:
        start -= 1
    return stop - start


def _cut(tags: Ints, start: int, stop: int) -> int:
    """Where the head of the next begins among the lines between two: the fewest lines are on the wrong side."""
    below = np.isin(tags[start:stop], BELOW)
    above = np.isin(tags[start:stop], ABOVE)
    wrong = np.concatenate(([0], np.cumsum(above))) + np.concatenate((np.cumsum(below[::-1])[::-1], [0]))
    return start + int(wrong.argmin())
