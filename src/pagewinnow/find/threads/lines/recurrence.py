"""How lines that read alike recur: how often, how regularly, with what between them and beside them.

Around every comment of a page stands the same frame. So what tells a frame is not what a line says but that it comes
back: at even distances, with prose between, the same lines beside it, as often as the page says it has comments.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.characters import Keys
from pagewinnow.learned.text_columns import Floats, Ints

_NEAR = 14  # lines between the head of the comments and the first frame
_FAR = 60  # lines: a gap as long counts as none

COLUMNS = (
    "count", "before", "after", "even", "spread", "prosy", "span", "place", "declared", "nearly", "distinct",
    "beside_above", "beside_below",
)  # fmt: skip


class Heads(NamedTuple):
    """Lines with one number, which may be that of the comments: the numbers, and the lines' positions."""

    numbers: Ints
    positions: Ints


class Recurrence:
    """The lines of a page by one key: for each line its group, and the neighbours in it."""

    def __init__(self, key: Keys) -> None:
        size = len(key)
        order = np.argsort(key, kind="stable")
        ordered = key[order]
        opens = np.ones(size, bool)
        opens[1:] = ordered[1:] != ordered[:-1]
        first = np.flatnonzero(opens)
        self.counts = np.diff(np.append(first, size))
        self.group = np.empty(size, np.int64)
        self.group[order] = np.cumsum(opens) - 1
        self.rank = np.empty(size, np.int64)
        self.rank[order] = np.arange(size) - np.repeat(first, self.counts)
        self.following = np.full(size, -1, np.int64)
        self.previous = np.full(size, -1, np.int64)
        self.following[order[:-1]] = np.where(opens[1:], -1, order[1:])
        self.previous[order[1:]] = np.where(opens[1:], -1, order[:-1])
        self.start, self.stop = order[first], order[first + self.counts - 1]

    def mean(self, values: Floats) -> Floats:
        """The mean of a value over the group of each line."""
        sums = np.bincount(self.group, values, len(self.counts))
        means: Floats = (sums / self.counts)[self.group]
        return means

    def declared(self, heads: Heads, slack: int) -> Floats:
        """Which groups have as many lines as a head says that stands shortly above their first."""
        if not len(heads.numbers):
            return np.zeros(len(self.group), np.float32)
        size = len(self.group) + 1
        places = np.sort(heads.numbers * size + heads.positions)
        wanted = (self.counts - slack) * size + self.start
        at = np.searchsorted(places, wanted) - 1
        found = (at >= 0) & (wanted - places[at] <= _NEAR) & (places[at] // size == self.counts - slack)
        flags: Floats = found[self.group].astype(np.float32)
        return flags


class Around(NamedTuple):
    """What stands around each line, whatever it reads.

    `prose` is how many words of running text stand above it, `distinct` how rare it is, `key` what neighbours are
    compared by.
    """

    prose: Floats
    distinct: Floats
    key: Keys


def read_recurrence(seen: Recurrence, around: Around, heads: Heads) -> list[Floats]:
    """The columns of one key."""
    prose, distinct, key = around
    size = len(key)
    at = np.arange(size)
    count = seen.counts[seen.group]
    has_next, has_last = seen.following >= 0, seen.previous >= 0
    to_next = np.where(has_next, seen.following - at, 0)
    to_last = np.where(has_last, at - seen.previous, 0)
    many = count > 1
    mean_gap = np.where(many, (seen.stop - seen.start)[seen.group] / np.maximum(1, count - 1), 0)
    square = seen.mean((to_next * to_next).astype(np.float64)) * count / np.maximum(1, count - 1)
    spread = np.sqrt(np.maximum(0, square - mean_gap**2)) / np.maximum(1, mean_gap)
    even = np.where(has_next & has_last, np.minimum(to_next, to_last) / np.maximum(1, np.maximum(to_next, to_last)), 0)
    between = has_next & (prose[seen.following] > prose[at])
    prosy = np.where(many, seen.mean(between.astype(np.float64)) * count / np.maximum(1, count - 1), 0)
    padded = np.concatenate((key[:1] ^ np.uint64(1), key, key[-1:] ^ np.uint64(2)))
    other = np.where(has_next, seen.following, np.where(has_last, seen.previous, at))
    above = (padded[other] == padded[at]) & (other != at)
    below = (padded[other + 2] == padded[at + 2]) & (other != at)
    return [
        np.log(count), np.log1p(np.minimum(to_last, _FAR)), np.log1p(np.minimum(to_next, _FAR)), even,
        np.where(many, np.minimum(spread, 3), -1), prosy, (seen.stop - seen.start)[seen.group] / size,
        np.where(many, seen.rank / np.maximum(1, count - 1), -1), seen.declared(heads, 0),
        np.maximum(seen.declared(heads, 1), seen.declared(heads, -1)), np.where(many, seen.mean(distinct), 0),
        above, below,
    ]  # fmt: skip
