"""Comments that the tagger lost in others: a dated line such as heads have begins a comment wherever it stands.

Of few comments the tagger loses one now and then, in the words of the comment above it or at a rim. The lines with a
time tell: in a frame they read alike, and all of them stand as far from the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_label
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.times import Time

_FEWEST, _MOST = 2, 0.6  # of the heads have a line of the kind in the same place
_LONGER = 3  # times the longest comment: more above the first is no comment


class _Place(NamedTuple):
    """Where in a head its dated line stands: lines of the head above it and below it, and how it reads."""

    above: int
    below: int
    kind: tuple[bool, bool, bool]


def split_at_heads(blocks: Sequence[Block], items: Sequence[Item], times: Mapping[int, Time]) -> list[Item]:
    """The items, and those that begin with a dated line in the words of another, or right above the first."""
    place = _usual_place(blocks, items, times)
    if place is None:
        return list(items)
    found = [part for item in items for part in _split(blocks, item, times, place)]
    first = _first_above(blocks, found[0], times, place, max(_count_chars(blocks, item) for item in found))
    return [first, *found] if first else found


def _usual_place(blocks: Sequence[Block], items: Sequence[Item], times: Mapping[int, Time]) -> _Place | None:
    """Where the dated line of most heads stands; nowhere, where feet are dated as often."""
    places = [
        _Place(p - item.start, item.words[0] - 1 - p, _kind(blocks[p].text, times[p]))
        for item in items
        for p in item.head
        if p in times
    ]
    place, count = max(Counter(places).items(), key=lambda entry: entry[1], default=(None, 0))
    feet = sum(any(p in times for p in item.foot) for item in items)
    return place if count >= max(_FEWEST, _MOST * len(items)) and feet < count else None


def _kind(text: str, time: Time) -> tuple[bool, bool, bool]:
    """Does a line begin with its time, does it end with it, and has it a clock?"""
    return time.start == 0, time.end >= len(text.rstrip(" .:)")), time.clock


def _split(blocks: Sequence[Block], item: Item, times: Mapping[int, Time], place: _Place) -> Iterator[Item]:
    """The item, ended before each line in its words that is a head's, and the items that begin there."""
    start, words = item.start, item.words
    for position in item.words[1:]:
        begin, said = position - place.above, position + place.below + 1
        if begin <= words[0] or said > item.words[-1] or not _is_head(blocks, range(begin, said), times, place):
            continue
        yield Item(start, begin, tuple(p for p in words if p < begin))
        start, words = begin, tuple(p for p in item.words if p >= said)
    yield Item(start, item.stop, words)


def _is_head(blocks: Sequence[Block], lines: range, times: Mapping[int, Time], place: _Place) -> bool:
    """Do the lines read as a head: its dated line as in the others, labels around it?"""
    dated = lines.start + place.above
    if lines.start < 0 or dated not in times or _kind(blocks[dated].text, times[dated]) != place.kind:
        return False
    return all(is_label(blocks[p].text) for p in lines if p != dated)


def _first_above(
    blocks: Sequence[Block], first: Item, times: Mapping[int, Time], place: _Place, longest: int
) -> Item | None:
    """A comment right above the first: its head, and all lines between as its words."""
    for position in range(first.start - 1, -1, -1):
        begin, said = position - place.above, position + place.below + 1
        size = sum(len(blocks[p].text) for p in range(position, first.start))
        if size > _LONGER * longest:
            return None
        if said < first.start and _is_head(blocks, range(begin, said), times, place):
            return Item(begin, first.start, tuple(range(said, first.start)))
    return None


def _count_chars(blocks: Sequence[Block], item: Item) -> int:
    return sum(len(blocks[p].text) for p in range(item.start, item.stop))
