"""Where a page repeats itself: anchors of one kind, and the largest elements that hold one each.

An anchor is a place that every comment has: a time, or a control that reads the same in all of them. From two anchors
on, the items are found by climbing: as long as the ancestors of all anchors, so many levels up, are elements of one
tag and different from each other, they are items. Nested answers do not disturb it: a comment holds its answers, and
is still not the element that holds the anchor of an answer at the same height.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.threads.fields import TIME_ATTRIBUTES
from pagewinnow.find.threads.model import Item, is_foreign
from pagewinnow.find.threads.repeated.rows import find_rows
from pagewinnow.find.threads.repeated.signatures import find_signatures
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.rules.threads import load_thread_tokens

_LONGEST_HEAD = 120  # characters of a block that may hold an anchor
_LONGEST_CONTROL = 30
_LEVELS_OF_KIND = 3  # tags around an anchor that tell its kind
_MOST_CONTROLS = 20
_ENOUGH = 500  # characters of prose in an item; a group of few large items is no better than one of many
_PROSE_SHARE = 0.5  # of the items of a group hold prose
_LEAST_PROSE = 0.25  # of the characters in a group
_HEAD = 3  # blocks: fewer may be the head of a comment whose words stand behind it
_LABEL = 16  # characters: shorter texts are labels
_SHORTEST = 4  # characters of a sentence
_FEWEST_TIMES = 2  # on a page that says nothing of comments: most of three items at least have one
_DISTINCT = 0.8  # of the ancestors at one height: an item may hold its time twice
_HIGHEST = 60
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_SPOKEN = frozenset({"comments_head", "reply", "says"})
_SAID = frozenset({"says", "reply", "report"})


class Group(NamedTuple):
    """Anchors of one kind, and the items climbed to from them, in document order.

    `rows` are the items where no element holds one: each begins with its node and goes on in the node's brothers.
    `dated`: do most of them show a time?
    """

    kind: str
    anchors: tuple[int, ...]
    nodes: tuple[int, ...]
    rows: tuple[Item, ...]
    dated: bool


class _Sums(NamedTuple):
    """Running sums over the blocks of a page: what stands in any range of them is one subtraction away."""

    prose: list[int]
    chars: list[int]

    def share(self, ranges: Sequence[tuple[int, int]]) -> float:
        """How much of the characters in the ranges is prose."""
        prose = sum(self.prose[stop] - self.prose[start] for start, stop in ranges)
        return prose / max(1, sum(self.chars[stop] - self.chars[start] for start, stop in ranges))

    def wordy(self, ranges: Sequence[tuple[int, int]]) -> float:
        """How many of the ranges hold prose, as a share."""
        return sum(self.prose[stop] > self.prose[start] for start, stop in ranges) / len(ranges)

    def is_thin(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Do most of the ranges hold one block or two, as a head does, or little prose?"""
        thin = sum(stop - start < _HEAD or self.prose[stop] == self.prose[start] for start, stop in ranges)
        return thin >= _PROSE_SHARE * len(ranges)

    def is_between(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Does more prose stand between the ranges than in them?"""
        inside = sum(self.prose[stop] - self.prose[start] for start, stop in ranges)
        return self.prose[ranges[-1][1]] - self.prose[ranges[0][0]] > 2 * inside

    def weight(self, ranges: Sequence[tuple[int, int]]) -> int:
        """How much prose the ranges hold, none counted for more than enough."""
        return sum(min(_ENOUGH, self.prose[stop] - self.prose[start]) for start, stop in ranges)


def find_groups(view: View, maker: Clockmaker) -> list[Group]:
    """The groups of items of a page that hold prose, those with more of it first."""
    skeleton = view.document.skeleton
    blocks = view.document.blocks
    marked = find_signatures(skeleton, load_thread_tokens(view.options.rules))
    kinds, dated = _anchors(view, maker)
    speaks = _speaks_of_comments(view)
    if not (speaks or marked or len(dated) >= _FEWEST_TIMES):
        return []
    kinds |= marked
    told = sorted({*dated, *_machine_dated(skeleton)})
    sums = _Sums(
        _count_prose(blocks, tuple(view.rules.profiles["und"].sentence_ends)),
        list(accumulate([len(b.text) for b in blocks], initial=0)),
    )
    found: dict[tuple[int, ...], tuple[int, Group]] = {}
    for kind, anchors in kinds.items():
        span = (skeleton.firsts[anchors[0]], skeleton.stops[skeleton.parents[anchors[-1]]])
        if sums.prose[span[1]] - sums.prose[span[0]] < _SHORTEST * (len(anchors) - 1):
            continue
        nodes = climb(skeleton, anchors)
        if len(nodes) < 2 or nodes in found:
            continue
        ranges = [(skeleton.firsts[n], skeleton.stops[n]) for n in nodes]
        rows = find_rows(skeleton, blocks, anchors, told) if sums.is_thin(ranges) or sums.is_between(ranges) else ()
        if rows:
            ranges = [(row.start, row.stop) for row in rows]
        if sums.wordy(ranges) < _PROSE_SHARE or sums.share(ranges) < _LEAST_PROSE:
            continue
        if speaks or kind in marked or _are_dated(ranges, dated):
            group = Group(kind, tuple(anchors), nodes, rows, _are_dated(ranges, told))
            found[nodes] = (sums.weight(ranges), group)
    ranked = sorted(found.values(), key=lambda entry: (-entry[0], -len(entry[1].nodes), entry[1].kind))
    return [group for _, group in ranked]


def _are_dated(ranges: Sequence[tuple[int, int]], dated: Sequence[int]) -> bool:
    """Does a block with a time stand in most of the ranges?"""
    held = 0
    for start, stop in ranges:
        at = bisect_left(dated, start)
        held += at < len(dated) and dated[at] < stop
    return held >= _PROSE_SHARE * len(ranges)


def _machine_dated(skeleton: Skeleton) -> list[int]:
    """The blocks at which an element tells a machine its time."""
    nodes = [*skeleton.having.get("datetime", ()), *skeleton.having.get("title", ())]
    return [
        skeleton.firsts[node]
        for node in nodes
        if any(_YEAR.search(skeleton.attributes[node].get(name, "")) for name in TIME_ATTRIBUTES)
    ]


def _count_prose(blocks: Sequence[Block], ends: tuple[str, ...]) -> list[int]:
    """For each block the characters of prose before it; prose is no link, and longer than a label or a sentence."""
    return list(
        accumulate(
            [
                n if (n := len(b.text) - b.link_chars) >= _LABEL or (n >= _SHORTEST and b.text.endswith(ends)) else 0
                for b in blocks
            ],
            initial=0,
        )
    )


def _anchors(view: View, maker: Clockmaker) -> tuple[dict[str, list[int]], list[int]]:
    """The anchors of the page by kind, in document order; only kinds with two at least. And the blocks with a time."""
    skeleton = view.document.skeleton
    times: dict[str, list[int]] = defaultdict(list)
    controls: dict[str, list[int]] = defaultdict(list)
    dated: list[int] = []
    short = [b for b in view.document.blocks if len(b.text) <= _LONGEST_HEAD]
    count = Counter([b.text for b in short if len(b.text) <= _LONGEST_CONTROL])
    repeated = {text for text, n in count.items() if n > 1}
    telling = maker.may_tell({b.text for b in short})
    for block in short:
        text = block.text
        if text in repeated:
            controls[text].append(block.node)
        for role in {hit.role for hit in view.found.phrases.get(block.position, ()) if hit.role in _SAID}:
            times[f"!{role}"].append(block.node)
        if text in telling and (node := _find_time(block, maker)) is not None:
            dated.append(block.position)
            times[_kind(skeleton, node)].append(node)
    ranked = sorted(controls.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:_MOST_CONTROLS]
    named = [*times.items(), *((f"={text}", nodes) for text, nodes in ranked)]
    kinds = {kind: sorted(set(nodes)) for kind, nodes in named if len(set(nodes)) > 1}
    return kinds, dated


def _find_time(block: Block, maker: Clockmaker) -> int | None:
    """The innermost node of a block that holds its time. Where inline elements touch, only they can be read."""
    time = maker.find(block.text)
    if time is not None:
        inside = [r.node for r in block.runs if r.start <= time.start and time.end <= r.end]
        return inside[0] if inside else block.node
    for run in block.runs if block.runs and maker.may_touch(block.text) else ():
        text = block.text[run.start : run.end]
        if len(text) < len(block.text) and _DIGIT.search(text) and maker.find(text):
            return run.node
    return None


def _speaks_of_comments(view: View) -> bool:
    """Do phrases say that there are comments? In a language without phrases nobody can know: it may."""
    if is_foreign(view):
        return True
    controls = sum(any(hit.label == "comment_control" for hit in hits) for hits in view.found.phrases.values())
    return controls > 1 or any(hit.role in _SPOKEN for hits in view.found.phrases.values() for hit in hits)


def _kind(skeleton: Skeleton, node: int) -> str:
    tags = []
    for near in skeleton.ancestors(node):
        tags.append(skeleton.tags[near])
        if len(tags) == _LEVELS_OF_KIND:
            break
    return " ".join(tags)


def climb(skeleton: Skeleton, anchors: Sequence[int]) -> tuple[int, ...]:
    """The highest elements of one tag that the anchors stand in, one each.

    >>> tags, parents = ["ul", "li", "i", "li", "i"], [-1, 0, 1, 0, 3]
    >>> skeleton = Skeleton(tags, parents, [{}] * 5, [5, 3, 3, 5, 5], [0] * 5, [1] * 5)
    >>> climb(skeleton, [2, 4])
    (1, 3)
    """
    names, parents = skeleton.tags, skeleton.parents
    best: tuple[int, ...] = ()
    level = list(anchors)
    for _ in range(_HIGHEST):
        distinct = sorted(set(level))
        if len(distinct) < 2 or len(distinct) < _DISTINCT * len(anchors):
            break
        tags = [names[node] for node in distinct]
        if tags.count(tags[0]) < len(tags) and max(Counter(tags).values()) < 0.9 * len(tags):
            break
        best = tuple(distinct)
        level = [parents[node] for node in level]
        if -1 in level:
            break
    return best


def complete(skeleton: Skeleton, nodes: Sequence[int]) -> list[int]:
    """The items and, between the first and the last of a list, the elements of the same tag without an anchor."""
    homes: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        homes[skeleton.parents[node]].append(node)
    found = set(nodes)
    for home, items in homes.items():
        if len(items) < 2 or home < 0:
            continue
        tag = skeleton.tags[items[0]]
        for child in skeleton.children(home):
            if (
                items[0] < child < items[-1]
                and skeleton.tags[child] == tag
                and skeleton.firsts[child] < skeleton.stops[child]
            ):
                found.add(child)
    return sorted(found)
