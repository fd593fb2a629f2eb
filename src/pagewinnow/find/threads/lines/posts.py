"""From the tags of lines to items: where each comment begins and ends, and which of its lines are its words.

The tagger says of the lines between two comments which belong to the one and which to the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_label, mask
from pagewinnow.find.threads.lines.tags import ABOVE, AROUND, AUTHOR, BELOW, FIRST, NAMED, WORDS
from pagewinnow.learned.text_columns import Floats, Ints

_ALIKE = 0.7  # how much less likely a cut may be, as a logarithm, if all are alike then
_HOPE = -1.6  # the tagger takes the line for one with a name, as the logarithm of one in five
_USUAL = 0.3  # how much likelier, if they are as at the rim
_BEGUN = 0.3  # of the heads begin with a line of the shape that stands between most comments
_PLAIN = re.compile(r"[w0 .]*")  # a shape that any name may have
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_MOST = 0.7  # of the comments have a name above their words


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
    gaps = [(before[-1] + 1, after[0]) for before, after in pairwise(runs)]
    above, below = _reach(tags, runs[0][0] - 1, -1), _reach(tags, runs[-1][-1] + 1, 1)
    widest = max((stop - start for start, stop in gaps), default=0)
    is_nameless = not np.isin(tags, NAMED).any()
    if not below and above and (is_nameless or widest <= above):
        cuts = [start for start, _ in gaps]  # all of it is head: as much stands above the first
    elif not above and below and (is_nameless or widest <= below):
        cuts = [stop for _, stop in gaps]
    else:
        cuts = _cut_all(log_odds, gaps, above, below)
    bounds = [runs[0][0] - above, *cuts, runs[-1][-1] + 1 + below]
    return [Item(start, stop, tuple(run)) for (start, stop), run in zip(pairwise(bounds), runs, strict=True)]


def _runs(tags: Ints) -> list[list[int]]:
    """The lines of each comment's words."""
    runs: list[list[int]] = []
    for position in np.flatnonzero(np.isin(tags, WORDS)).tolist():
        if tags[position] == FIRST or not runs:
            runs.append([])
        runs[-1].append(position)
    return runs


def _reach(tags: Ints, position: int, step: int) -> int:
    """How many lines from a position on are frame."""
    size = 0
    while 0 <= position + step * size < len(tags) and tags[position + step * size] in AROUND:
        size += 1
    return size


def _cut_all(log_odds: Floats, gaps: Sequence[tuple[int, int]], above: int, below: int) -> list[int]:
    """Where the head of the next comment begins, in all gaps between two.

    As most frames are the same each time, all heads have as many lines, or all feet, unless that is much less likely:
    as many as there are `above` the first comment, or `below` the last, if possible.
    """
    likely = [_cuts(log_odds, start, stop) for start, stop in gaps]
    best = [int(one.argmax()) for one in likely]
    most = sum(float(one[cut]) for one, cut in zip(likely, best, strict=True)) - _ALIKE * len(gaps)
    for size in range(max((len(one) for one in likely), default=0)):
        heads, feet = [max(0, len(one) - 1 - size) for one in likely], [min(size, len(one) - 1) for one in likely]
        for alike, is_usual in ((heads, size == above), (feet, size == below)):
            score = sum(float(one[cut]) for one, cut in zip(likely, alike, strict=True))
            score += _USUAL * len(gaps) * is_usual
            if score > most:
                best, most = alike, score
    return [start + cut for (start, _), cut in zip(gaps, best, strict=True)]


def _cuts(log_odds: Floats, start: int, stop: int) -> Floats:
    """How likely each place in a gap is where the next head begins: lines above it are foot, lines below it head."""
    below = np.logaddexp(log_odds[start:stop, BELOW[0]], log_odds[start:stop, BELOW[1]])
    above = np.logaddexp(log_odds[start:stop, ABOVE[0]], log_odds[start:stop, ABOVE[1]])
    return np.concatenate(([0], np.cumsum(below))) + np.concatenate((np.cumsum(above[::-1])[::-1], [0]))


def give_names(blocks: Sequence[Block], items: Sequence[Item], log_odds: Floats) -> list[Item]:
    """The items; where a name stands above the words of most, one may stand above the first, or be the first words."""
    above = [_name_above(item, log_odds) for item in items]
    usual = Counter(up for up in above if up).most_common(1)
    if not usual or sum(up > 0 for up in above) < _MOST * len(items):
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


def _name_above(item: Item, log_odds: Floats) -> int:
    """How many lines above an item's words the name stands; 0 where none does."""
    best = max(item.head, key=lambda p: float(log_odds[p, AUTHOR]), default=None)
    return 0 if best is None or log_odds[best, AUTHOR] < _HOPE else item.words[0] - best


def reach_out(blocks: Sequence[Block], items: Sequence[Item]) -> list[Item]:
    """The items; what stands around others more than once is frame above the first and below the last as well."""
    count = Counter(mask(blocks[p].text) for item in items for p in item.around)
    start, stop = items[0].start, items[-1].stop
    most = max(len(item.around) for item in items)
    while start > max(0, items[0].words[0] - most) and count[mask(blocks[start - 1].text)] > 1:
        start -= 1
    while stop < min(len(blocks), items[-1].words[-1] + 1 + most) and count[mask(blocks[stop].text)] > 1:
        stop += 1
    done = [items[0]._replace(start=start), *items[1:]]
    return [*done[:-1], done[-1]._replace(stop=stop)]


def align(blocks: Sequence[Block], items: Sequence[Item]) -> list[Item]:
    """The items; a line such as heads begin with begins a head, where it was taken for foot of the one before."""
    begins = Counter(_shape(blocks[item.start].text) for item in items if item.head)
    stands = Counter(
        shape
        for before, item in pairwise(items)
        for shape in {_shape(blocks[p].text) for p in (*before.foot, *item.head)}
    )
    usual = next((shape for shape, _ in begins.most_common() if _PLAIN.fullmatch(shape) is None), "")
    if begins[usual] < max(2, _BEGUN * len(items)) or stands[usual] < _MOST * (len(items) - 1):
        return list(items)
    done = list(items)
    for k, (before, item) in enumerate(pairwise(items)):
        if item.head and _shape(blocks[item.start].text) == usual:
            continue
        cut = next((p for p in reversed(before.foot) if _shape(blocks[p].text) == usual), None)
        if cut is not None:
            done[k], done[k + 1] = done[k]._replace(stop=cut), item._replace(start=cut)
    return done


def _shape(text: str) -> str:
    """A line's marks and figures, however long its words.

    >>> _shape("Anna Reed, March 5, 2024")
    'w, w 0, 0'
    """
    return _WORDS.sub("w", mask(text))


def drop_signatures(blocks: Sequence[Block], items: Sequence[Item], authors: Mapping[int, str]) -> list[Item]:
    """The items without the last lines that another comment of the same author ends with too."""
    ends: dict[tuple[str, str], set[int]] = defaultdict(set)
    for index, item in enumerate(items):
        for position in (item.words[-1], *item.foot):
            ends[authors.get(index, ""), blocks[position].text].add(index)
    done = []
    for index, item in enumerate(items):
        author, last = authors.get(index), blocks[item.words[-1]].text
        is_signature = author is not None and len(item.words) > 1 and len(ends[author, last]) > 1
        done.append(item._replace(words=item.words[:-1]) if is_signature else item)
    return done
