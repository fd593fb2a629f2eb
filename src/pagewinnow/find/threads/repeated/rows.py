"""Items that no element holds: a head and its words are brothers, and the next head ends them.

Old guestbooks (`dt` and `dd`), tables with a row for the head and one for the words, and headings with paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.threads.model import Item

_SHORT = 60  # characters of an element that belongs to the head below it
_ALIKE = 0.8  # of the heads that have the same element before them
_MOST_BEFORE = 3  # elements of a head before the one that was found


def find_rows(
    skeleton: Skeleton, blocks: Sequence[Block], anchors: Sequence[int], dated: Sequence[int]
) -> tuple[Item, ...]:
    """An item for each anchor: the head it stands in with what belongs to it, and all up to the next head.

    `dated` are the blocks with a time. They tell of a control that it ends an item and begins none.

    >>> tags, parents = ["dl", "dt", "dd", "dt", "dd"], [-1, 0, 0, 0, 0]
    >>> skeleton = Skeleton(tags, parents, [{}] * 5, [5, 2, 3, 4, 5], [0, 0, 1, 2, 3], [4, 1, 2, 3, 4])
    >>> blocks = [Block(k, "Anna" if k % 2 == 0 else "Well said.", "paragraph", None, k + 1) for k in range(4)]
    >>> [(item.node, item.start, item.stop) for item in find_rows(skeleton, blocks, [1, 3], [])]
    [(1, 0, 2), (3, 2, 4)]
    """
    brothers, places = _place_heads(skeleton, anchors)
    if len(places) < 2 or len(places) < _ALIKE * len(anchors):
        return ()
    gaps = [range(a + 1, b) for a, b in pairwise(places)]
    if sum(any(_width(skeleton, blocks, brothers[k]) for k in gap) for gap in gaps) < len(gaps):
        return ()
    if _are_ends(skeleton, brothers, places, dated):
        stops = [k + 1 for k in places]
        starts = [stops[0] - _usual_size(places), *stops[:-1]]
    else:
        before = _count_before(skeleton, blocks, brothers, places)
        starts = [k - before for k in places]
        stops = [*starts[1:], _find_stop(skeleton, brothers, starts, places[-1])]
    return tuple(
        Item(brothers[a], skeleton.firsts[brothers[a]], skeleton.stops[brothers[b - 1]])
        for a, b in zip(starts, stops, strict=True)
    )


def _place_heads(skeleton: Skeleton, anchors: Sequence[int]) -> tuple[list[int], list[int]]:
    """The elements of the list that the heads stand in, and the places of the heads among them."""
    levels = list(anchors)
    while len({skeleton.parents[node] for node in levels}) > 1 and min(levels) > 0:
        levels = [skeleton.parents[node] for node in levels]
    home = skeleton.parents[levels[0]]
    if home < 0 or len(set(levels)) < len(levels):
        return [], []
    brothers = [c for c in skeleton.children(home) if skeleton.firsts[c] < skeleton.stops[c]]
    place = {child: k for k, child in enumerate(brothers)}
    return brothers, [place[node] for node in levels if node in place]


def _are_ends(skeleton: Skeleton, brothers: Sequence[int], places: Sequence[int], dated: Sequence[int]) -> bool:
    """Does a time stand before the first anchor, as far away as the next anchor is, and none behind the last?"""
    size = _usual_size(places)
    if places[0] + 1 < size:
        return False
    above, last = brothers[places[0] + 1 - size : places[0]], brothers[places[-1] : places[-1] + size]
    return _holds_time(skeleton, above, dated) and not _holds_time(skeleton, last, dated)


def _usual_size(places: Sequence[int]) -> int:
    return median_low([b - a for a, b in pairwise(places)])


def _holds_time(skeleton: Skeleton, brothers: Sequence[int], dated: Sequence[int]) -> bool:
    """Does a block with a time stand in one of the elements?"""
    if not brothers:
        return False
    at = bisect_left(dated, skeleton.firsts[brothers[0]])
    return at < len(dated) and dated[at] < skeleton.stops[brothers[-1]]


def _count_before(skeleton: Skeleton, blocks: Sequence[Block], brothers: Sequence[int], places: Sequence[int]) -> int:
    """How many elements before each head belong to it: short ones, of the same tag in most items."""
    for count in range(_MOST_BEFORE):
        near = [k - count - 1 for k in places]
        last = [-1, *places[:-1]]
        if any(k <= limit for k, limit in zip(near, last, strict=True)):
            return count
        tags = [skeleton.tags[brothers[k]] for k in near]
        short = sum(_width(skeleton, blocks, brothers[k]) <= _SHORT for k in near)
        if max(map(tags.count, set(tags))) < len(tags) or short < _ALIKE * len(near):
            return count
    return _MOST_BEFORE


def _width(skeleton: Skeleton, blocks: Sequence[Block], node: int) -> int:
    return sum(len(block.text) for block in blocks[skeleton.firsts[node] : skeleton.stops[node]])


def _find_stop(skeleton: Skeleton, brothers: Sequence[int], starts: Sequence[int], last: int) -> int:
    """Where the last item ends: before the first element of a tag that no other item has, if not with the list.

    It may be longer than the longest before it by one element, but where all of those have as many.
    """
    known = {skeleton.tags[node] for node in brothers[starts[0] : starts[-1]]}
    sizes = {b - a for a, b in pairwise(starts)}
    most = max(sizes) + (len(sizes) > 1)
    for k in range(last + 1, min(len(brothers), starts[-1] + most)):
        if skeleton.tags[brothers[k]] not in known:
            return k
    return min(len(brothers), starts[-1] + most)
