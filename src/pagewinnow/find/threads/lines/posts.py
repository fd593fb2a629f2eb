"""From the tags of lines to items: where each comment begins and ends, and which of its lines are its words.

The tagger says of the lines between two comments which belong to the one and which to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_label
from pagewinnow.find.threads.lines.tags import ABOVE, AUTHOR, BELOW, FIRST, WORDS
from pagewinnow.learned.text_columns import Floats, Ints

_NAMED = 0.7  # of the comments have a name above their words


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


def make_items(tags: Ints, log_odds: Floats) -> list[Item]:
    """The items of a reading, in order. Whose a line between two comments is, its odds say, whatever its tag."""
    runs = _runs(tags)
    if not runs:
        return []
    bounds = [runs[0][0] - _reach(tags, runs[0][0])]
    for before, after in pairwise(runs):
        bounds.append(_cut(log_odds, before[-1] + 1, after[0]))
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


def _cut(log_odds: Floats, start: int, stop: int) -> int:
    """Where the head of the next begins among the lines between two: where those of both sides are likeliest."""
    below = np.logaddexp(log_odds[start:stop, BELOW[0]], log_odds[start:stop, BELOW[1]])
    above = np.logaddexp(log_odds[start:stop, ABOVE[0]], log_odds[start:stop, ABOVE[1]])
    likely = np.concatenate(([0], np.cumsum(below))) + np.concatenate((np.cumsum(above[::-1])[::-1], [0]))
    return start + int(likely.argmax())


def give_names(blocks: Sequence[Block], items: Sequence[Item], tags: Ints) -> list[Item]:
    """The items; where a name stands above the words of most, one may stand above the first, or be the first words."""
    above = [_name_above(item, tags) for item in items]
    usual = Counter(up for up in above if up).most_common(1)
    if not usual or sum(up > 0 for up in above) < _NAMED * len(items):
        return list(items)
    done = [
        item._replace(words=item.words[1:])
        if not up and len(item.words) > 1 and is_label(blocks[item.words[0]].text)
        else item
        for item, up in zip(items, above, strict=True)
    ]
    first = done[0].words[0] - usual[0][0]
    if not above[0] and 0 <= first < done[0].start and all(is_label(b.text) for b in blocks[first : done[0].start]):
        done[0] = done[0]._replace(start=first)
    return done


def _name_above(item: Item, tags: Ints) -> int:
    """How many lines above an item's words the name stands; 0 where none does."""
    return next((item.words[0] - position for position in item.head if tags[position] == AUTHOR), 0)
