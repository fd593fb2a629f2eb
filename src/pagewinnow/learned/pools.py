"""Blocks that are alike, and the mean over each group of them: so a block hears what its likes look like.

On a page that repeats itself, a list, a forum, a row of teasers, one block alone says little; the mean of a hidden
layer over all that look the same says much (Zaheer et al., Deep Sets, 2017, have the idea for whole sets).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pagewinnow.learned.text_columns import Floats, Ints


class Pool(NamedTuple):
    """Groups of blocks: `place` is the number of each block's group, `counts` the size of each group.

    `order` lists the blocks group by group, and `starts` says where each group begins in it.
    """

    place: Ints
    counts: Ints
    order: Ints
    starts: Ints

    def mean(self, rows: Floats) -> Floats:
        """For each block the mean row of its group.

        >>> group(np.array([7, 3, 7])).mean(np.array([[1.0], [2.0], [3.0]])).tolist()
        [[2.0], [2.0], [2.0]]
        """
        sums = np.add.reduceat(rows[self.order], self.starts, axis=0)
        means: Floats = (sums / self.counts[:, None].astype(rows.dtype))[self.place]
        return means


def group(keys: Ints) -> Pool:
    """The groups of blocks that have the same key.

    >>> found = group(np.array([7, 3, 7]))
    >>> found.place.tolist(), found.counts.tolist()
    ([1, 0, 1], [1, 2])
    """
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    first = np.empty(len(keys), bool)
    first[:1] = True
    np.not_equal(ranked[1:], ranked[:-1], out=first[1:])
    place = np.empty(len(keys), np.int64)
    place[order] = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    return Pool(place, np.diff(np.append(starts, len(keys))), order, starts)
