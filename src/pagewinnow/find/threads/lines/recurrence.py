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
    """The lines of a page by several keys (keys x lines): for each key and line its group, and the neighbours in it.

    Groups are numbered through all keys, so that one look at the arrays serves them all.
    """

    def __init__(self, keys: Keys) -> None:
        count, size = keys.shape
        order = np.argsort(keys, axis=1, kind="stable")
        ordered = np.take_along_axis(keys, order, 1)
        opens = np.ones((count, size), bool)
        np.not_equal(ordered[:, 1:], ordered[:, :-1], out=opens[:, 1:])
        first = np.flatnonzero(opens)
        self.counts = np.diff(np.append(first, count * size))
        ranks = np.arange(count * size) - np.repeat(first, self.counts)
        self.group, self.rank = np.empty((2, count, size), np.int64)
        self.following, self.previous = np.full((2, count, size), -1, np.int64)
        row = np.arange(count)[:, None]
        self.group[row, order] = np.cumsum(opens).reshape(count, size) - 1
        self.rank[row, order] = ranks.reshape(count, size)
        self.following[row, order[:, :-1]] = np.where(opens[:, 1:], -1, order[:, 1:])
        self.previous[row, order[:, 1:]] = np.where(opens[:, 1:], -1, order[:, :-1])
        places = order.ravel()
        self.start, self.stop = places[first], places[first + self.counts - 1]

    def mean(self, values: Floats) -> Floats:
        """The mean of a value over the group of each line."""
        whole = np.broadcast_to(values, self.group.shape).ravel()
        sums = np.bincount(self.group.ravel(), whole, len(self.counts))
        means: Floats = (sums / self.counts)[self.group]
        return means

    def declared(self, heads: Heads, slack: int) -> Floats:
        """Which groups have as many lines as a head says that stands shortly above their first."""
        if not len(heads.numbers):
            return np.zeros(self.group.shape, np.float32)
        size = self.group.shape[1] + 1
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


def read_recurrence(seen: Recurrence, around: Around, heads: Heads) -> Floats:
    """The columns of each key: keys x columns x lines."""
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
    columns = (
        np.log(count), np.log1p(np.minimum(to_last, _FAR)), np.log1p(np.minimum(to_next, _FAR)), even,
        np.where(many, np.minimum(spread, 3), -1), prosy, (seen.stop - seen.start)[seen.group] / size,
        np.where(many, seen.rank / np.maximum(1, count - 1), -1), seen.declared(heads, 0),
        np.maximum(seen.declared(heads, 1), seen.declared(heads, -1)), np.where(many, seen.mean(distinct), 0),
        above, below,
    )  # fmt: skip
    return np.stack(columns, axis=1, dtype=np.float32, casting="same_kind")
