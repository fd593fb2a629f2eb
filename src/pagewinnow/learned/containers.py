"""The features that only markup gives: the elements that a block stands in.

Their names and what those said elsewhere; the regions; the share of the page's running text in narrower and wider
elements; elements of one look under one parent, and blocks of one path, which make a page's repeated structure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.base import Base, Columns, Raw, Table, log
from pagewinnow.learned.pools import Pool, group
from pagewinnow.learned.text_columns import STOPS, Floats, Ints
from pagewinnow.learned.tree_columns import TAG_NUMBERS, Line, TreeColumns

LOOK = 0  # the place in `Raw.pools` of blocks that look the same
_LEVELS = 3  # wider and wider elements that a block knows
_REGIONS = (
    "article", "main", "nav", "header", "footer", "aside", "form", "ul", "ol", "table", "li", "p", "a", "section",
    "dl", "figure", "blockquote", "button", "select", "label", "option", "noscript",
)  # fmt: skip
_CONTAINERS = ("half", "most", "all", "dense", "denser", "root")
_LEVEL = (
    "share", "words_each", "links", "density", "count", "place", "stops", "score", "heads", "name", "many",
    "group_words", "group_mass", "group_links", "order",
)  # fmt: skip
_PATH = ("many", "words", "share", "links", "score")
NAMES = (
    "name_min", "part_min", "name_max", "part_max", "name_sum", "name_parent", "name_grand", "name_last", "depth",
    *(f"in_{region}" for region in _REGIONS),
    *(f"{what}_{name}" for name in _CONTAINERS for what in ("in", "away", "size")),
    *(f"up{level}_{name}" for level in range(_LEVELS) for name in _LEVEL),
    *(f"path_{name}" for name in _PATH),
)  # fmt: skip


class _Sums(NamedTuple):
    """What each element holds."""

    words: Floats
    links: Floats
    mass: Floats
    stops: Floats
    score: Floats
    heads: Floats
    blocks: Ints


def columns(raw: Raw, tree: TreeColumns, base: Base, names: Table) -> Iterator[NDArray[Any]]:
    """The features of this family, named `NAMES`."""
    line = Line(tree.parents)
    sums = _sum_up(raw, tree, base)
    named, low, high = _score_names(tree, names)
    alike, many = _group(tree)
    yield from _names(tree, line, named, low, high)
    yield _regions(tree, line)
    yield _containers(tree, base, sums)
    yield from _levels(tree, base, sums, named, alike, many)
    yield _paths(raw.pools[LOOK], base)


def _sum_up(raw: Raw, tree: TreeColumns, base: Base) -> _Sums:
    stack = np.array(
        (base.words, base.words * base.links, base.mass, raw.text.counts[STOPS], base.score, raw.kinds == 1)
    )
    running = np.zeros((len(stack), base.size + 1))
    np.cumsum(stack, axis=1, out=running[:, 1:])
    words, links, mass, stops, score, heads = running[:, tree.stops] - running[:, tree.firsts]
    return _Sums(words, links, mass, stops, score, heads, np.maximum(1, tree.stops - tree.firsts))


def _score_names(tree: TreeColumns, names: Table) -> tuple[Floats, Floats, Floats]:
    """For each element the mean of the scores of its name's known tokens, the least and the most."""
    scores = names.look_up(tree.tokens)
    size = int(tree.names.max()) + 1
    known = np.bincount(tree.token_names, scores != 0, minlength=size)
    mean = np.bincount(tree.token_names, scores, minlength=size) / np.maximum(1, known)
    low, high = np.zeros(size, np.float32), np.zeros(size, np.float32)
    np.minimum.at(low, tree.token_names, scores)
    np.maximum.at(high, tree.token_names, scores)
    return mean[tree.names], low[tree.names], high[tree.names]


def _names(tree: TreeColumns, line: Line, named: Floats, low: Floats, high: Floats) -> Columns:
    node = tree.node
    parent = tree.parents[node]
    # The least of some values is the negative of the most of their negatives: one way down for all of them.
    known = np.where(named != 0, np.arange(len(named)), 0)
    extremes = line.carry(np.array((-named, -low, named, high, known)), np.maximum, 0.0)[:, node]
    total, depth = line.carry(np.array((named / 3, np.full(len(named), 0.1))), np.add, 0.0)[:, node]
    last = extremes[4].astype(np.int64)
    return [
        -extremes[:2], extremes[2:4], np.clip(total, -4, 4), named[parent], named[tree.parents[parent]], named[last],
        depth,
    ]  # fmt: skip


def _regions(tree: TreeColumns, line: Line) -> NDArray[np.bool_]:
    bits = np.zeros(len(TAG_NUMBERS), np.int64)
    for i, region in enumerate(_REGIONS):
        bits[TAG_NUMBERS[region]] = 1 << i
    inside = line.carry(bits[tree.tags], np.bitwise_or, 0)[tree.node]
    regions: NDArray[np.bool_] = (inside >> np.arange(len(_REGIONS))[:, None] & 1) != 0
    return regions


def _containers(tree: TreeColumns, base: Base, sums: _Sums) -> Floats:
    """Is the block in the smallest element that holds most of the running text? How far outside is it?"""
    share = np.maximum(sums.mass, 0) / base.total_mass
    density = sums.mass / np.maximum(1, sums.words)
    chosen = np.array([
        *(_smallest(share >= least, sums.blocks) for least in (0.5, 0.75, 0.95)),
        int(np.argmax(share * density)), int(np.argmax(share**2 * density)), int(np.argmax(np.sqrt(share) * density)),
    ])  # fmt: skip
    at = np.arange(base.size)
    first, stop = tree.firsts[chosen, None], tree.stops[chosen, None]
    before, after = np.maximum(0, first - at), np.maximum(0, at - stop + 1)
    out = np.empty((len(chosen), 3, base.size), np.float32)
    out[:, 0] = before + after == 0
    out[:, 1] = (np.log1p(before) + np.log1p(after)) / 3
    out[:, 2] = sums.words[chosen, None] / base.total
    return out.reshape(-1, base.size)


def _smallest(fits: NDArray[np.bool_], counts: Ints) -> int:
    places = np.flatnonzero(fits)
    return int(places[np.argmin(counts[places])]) if len(places) else 0


def _group(tree: TreeColumns) -> tuple[Ints, Ints]:
    """For each element the number of its group (elements of one look under one parent), and the group's size."""
    found = group(tree.parents * (1 << 20) + tree.looks)
    return found.place, found.counts[found.place]


def _levels(
    tree: TreeColumns, base: Base, sums: _Sums, named: Floats, alike: Ints, many: Ints
) -> Iterator[NDArray[Any]]:
    """The block's element and the wider and wider ones around it."""
    words = np.maximum(1, sums.words)
    all_words, all_mass, all_links = (np.bincount(alike, held)[alike] for held in (sums.words, sums.mass, sums.links))
    stack = np.array((
        sums.mass / base.total_mass, log(sums.words / sums.blocks), sums.links / words, sums.mass / words,
        log(sums.blocks) / 2, tree.firsts / base.size, sums.stops / words * 5, sums.score / sums.blocks,
        sums.heads / sums.blocks, named, log(many - 1) / 2, log(all_words / many),
        all_mass / np.maximum(1, all_words), all_links / np.maximum(1, all_words),
    ), np.float32)  # fmt: skip
    at, blocks = tree.node, np.arange(base.size)
    for _ in range(_LEVELS):
        yield stack[:, at]
        yield (blocks - tree.firsts[at]) / sums.blocks[at]
        at = tree.wider[at]


def _paths(alike: Pool, base: Base) -> Floats:
    """Blocks whose elements look the same, and the two elements around them too."""
    kind, many = alike.place, alike.counts
    stack = np.array((
        log(many - 1) / 2, log(np.bincount(kind, base.words) / many),
        np.bincount(kind, base.mass) / base.total_mass, np.bincount(kind, base.links) / many,
        np.bincount(kind, base.score) / many,
    ), np.float32)  # fmt: skip
    found: Floats = stack[:, kind]
    return found


def pool(tree: TreeColumns) -> tuple[Pool, ...]:
    """Blocks that are alike: by the looks of three elements, and by tag within the next wider element."""
    looks, parents = tree.looks, tree.parents
    path = (looks * 31 + looks[parents]) * 31 + looks[parents[parents]]
    return group(path[tree.node]), group(tree.wider[tree.node] * len(TAG_NUMBERS) + tree.tags[tree.node])
