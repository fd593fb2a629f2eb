"""The features of blocks: one row a block, one column a feature, float32, roughly within -4 to 4.

`read` takes from a document what no learned table is needed for; `columns` looks its names and words up in the tables
and lays everything out. Training calls them apart, because its tables change from fold to fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Document
from pagewinnow.learned.text_columns import Floats, Ints, TextColumns, read_texts
from pagewinnow.learned.tree_columns import TAG_NUMBERS, TAGS, TreeColumns, carry_down, read_tree, wider

_KINDS = ("paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", "line")
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_LEVELS = 5  # wider and wider ancestors that a block knows
_WINDOWS = (1, 3, 8, 20)  # blocks on each side
_LONG = 10  # words: a block with as many, not all of them links, is long text
_REGIONS = ("article", "main", "nav", "header", "footer", "aside", "form", "ul", "ol", "table", "li", "p", "a", "section",
            "dl", "figure", "blockquote", "button", "select", "label", "option", "noscript")


class Raw(NamedTuple):
    """What one reading of a document gives, before any learned table."""

    text: TextColumns
    tree: TreeColumns | None
    blocks: Floats
    same: Ints
    title: Floats
    is_text: bool


BLOCK_COLUMNS = ("kind", "level", "hidden", "noscript", "link_chars", "gap")


class Table(NamedTuple):
    """A learned score for each of some hashes, which are sorted; what is not in it scores 0."""

    hashes: NDArray[np.uint32]
    scores: Floats

    def look_up(self, hashes: NDArray[np.uint32]) -> Floats:
        """The scores of the given hashes."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.float32)
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.scores[at], np.float32(0))


class Tables(NamedTuple):
    """The learned tables: of an element's name tokens, of words, of whole short lines."""

    names: Table
    words: Table
    lines: Table


def read(document: Document) -> Raw:
    """The columns of a document with at least one block."""
    blocks = document.blocks
    _, texts, kinds, levels, _, hidden, noscript, links, gaps, _ = zip(*blocks, strict=True)
    columns = np.empty((len(blocks), len(BLOCK_COLUMNS)), np.float32)
    columns[:, 0] = [_KIND_NUMBERS[kind] for kind in kinds]
    columns[:, 1] = [level or 0 for level in levels]
    for column, values in enumerate((hidden, noscript, links, gaps), start=2):
        columns[:, column] = values
    seen: dict[str, int] = {}
    same = np.array([seen.setdefault(text, len(seen)) for text in texts])
    is_text = document.kind != "html"
    return Raw(
        text=read_texts(texts),
        tree=None if is_text else read_tree(document.skeleton, blocks),
        blocks=columns,
        same=same,
        title=_titled(texts, document.declared.title),
        is_text=is_text,
    )


def _titled(texts: Sequence[str], title: str | None) -> Floats:
    """For each block, how much of the declared title it is: 1 if the title begins with it or holds it whole."""
    found = np.zeros(len(texts), np.float32)
    if title:
        title = title.lower()
        for i, text in enumerate(texts):
            if 8 <= len(text) <= 300 and text.lower() in title:
                found[i] = len(text) / len(title)
    return found


def columns(raw: Raw, tables: Tables, wanted: Sequence[str]) -> Floats:
    """The features of the given names, blocks x features."""
    rows, names = all_columns(raw, tables)
    return rows if names == tuple(wanted) else rows[:, [names.index(name) for name in wanted]]


def all_columns(raw: Raw, tables: Tables) -> tuple[Floats, tuple[str, ...]]:
    """All features, blocks x features, and their names."""
    out = _Columns(len(raw.blocks))
    base = _Base(raw)
    _add_own(out, raw, base)
    _add_learned_words(out, raw, tables)
    _add_windows(out, raw, base, out)
    _add_places(out, raw, base)
    if raw.tree is not None:
        _add_tree(out, raw, raw.tree, base, tables)
    _add_page(out, raw, base)
    return out.stacked()


class _Columns:
    """Collects columns under names."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[str] = []
        self.rows: list[Floats] = []

    def add(self, name: str, values: NDArray[np.generic]) -> None:
        self.names.append(name)
        self.rows.append(values)

    def __getitem__(self, name: str) -> Floats:
        return self.rows[self.names.index(name)]

    def stacked(self) -> tuple[Floats, tuple[str, ...]]:
        return np.nan_to_num(np.stack(self.rows, axis=1).astype(np.float32)), tuple(self.names)


class _Base:
    """The columns that many features are made of."""

    def __init__(self, raw: Raw) -> None:
        counts = raw.text.counts
        self.chars, self.words = counts[:, 0], np.maximum(counts[:, 1], 0.5)
        self.links = np.minimum(raw.blocks[:, 4] / self.chars, 1)
        self.plain = self.words * (1 - self.links)
        self.stops = counts[:, 5]
        self.commas = counts[:, 6]
        self.long = np.where((self.plain >= _LONG), self.plain, 0)
        self.hidden = raw.blocks[:, 2]
        # A mass that says "running text": words in long blocks with sentence marks.
        self.mass = self.long * np.minimum(1, (self.stops + 0.5 * self.commas + 0.2))
        self.total = float(self.words.sum())
        self.total_mass = float(self.mass.sum()) + 1e-3


def _log(values: NDArray[np.generic]) -> Floats:
    return np.log1p(np.maximum(values, 0)).astype(np.float32)


def _add_own(out: _Columns, raw: Raw, base: _Base) -> None:
    counts = raw.text.counts
    out.add("words", _log(base.words))
    out.add("chars", _log(base.chars) / 2)
    out.add("word_length", counts[:, 2] / base.words / 5)
    out.add("digits", counts[:, 3] / base.chars)
    out.add("upper", counts[:, 4] / np.maximum(1, counts[:, 2]))
    out.add("stops", _log(counts[:, 5]))
    out.add("stops_per_word", counts[:, 5] / base.words)
    out.add("commas", _log(counts[:, 6]))
    out.add("marks", np.minimum(1, counts[:, 7] / base.words))
    out.add("symbols", np.minimum(1, counts[:, 8] / base.words))
    out.add("lines", _log(counts[:, 9]))
    for column in range(10, 14):
        out.add(f"edge{column}", counts[:, column])
    out.add("is_long", (base.long > 0) * 1.0)
    for number, kind in enumerate(_KINDS):
        out.add(f"kind_{kind}", (raw.blocks[:, 0] == number) * 1.0)
    out.add("level", raw.blocks[:, 1] / 3)
    out.add("hidden", base.hidden)
    out.add("noscript", raw.blocks[:, 3])
    out.add("links", base.links)
    out.add("gap", np.minimum(raw.blocks[:, 5], 3))
    out.add("title", raw.title)
    times = np.bincount(raw.same)[raw.same]
    first = np.zeros(len(raw.same))
    first[np.unique(raw.same, return_index=True)[1]] = 1
    out.add("times", _log(times - 1))
    out.add("again", 1 - first)


def _add_learned_words(out: _Columns, raw: Raw, tables: Tables) -> None:
    scores = tables.words.look_up(raw.text.hashes)
    owner, size = raw.text.owner, len(raw.blocks)
    count = np.maximum(1, np.bincount(owner, minlength=size))
    total = np.bincount(owner, scores, minlength=size)
    out.add("word_mean", total / count)
    out.add("word_sum", np.clip(total / 4, -4, 4))
    low, high = np.zeros(size, np.float32), np.zeros(size, np.float32)
    np.minimum.at(low, owner, scores)
    np.maximum.at(high, owner, scores)
    out.add("word_min", low)
    out.add("word_max", high)
    out.add("line_score", np.where(raw.text.counts[:, 1] <= 8, tables.lines.look_up(raw.text.key), 0))


def _windowed(values: Floats, reach: int, running: Floats | None = None) -> Floats:
    """Sums over `reach` blocks on both sides, the block itself included."""
    size = len(values)
    running = np.concatenate((np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0))) if running is None else running
    at = np.arange(size)
    return running[np.minimum(size, at + reach + 1)] - running[np.maximum(0, at - reach)]


def _add_windows(out: _Columns, raw: Raw, base: _Base, made: _Columns) -> None:
    size = len(raw.blocks)
    heading = (raw.blocks[:, 0] == 1) * 1.0
    stack = np.stack(
        [base.words, base.words * base.links, base.long, base.stops, np.ones(size), heading,
         made["word_mean"], made["line_score"], made["times"], made["upper"], made["digits"], (base.links > 0.5) * 1.0], axis=1)
    running = np.concatenate((np.zeros((1, stack.shape[1])), np.cumsum(stack, axis=0)))
    at = np.arange(size)
    for reach in _WINDOWS:
        for side, (low, high) in {
            "both": (np.maximum(0, at - reach), np.minimum(size, at + reach + 1)),
            "before": (np.maximum(0, at - reach), at),
            "after": (at + 1, np.minimum(size, at + reach + 1)),
        }.items():
            if side != "both" and reach == 20:
                continue
            sums = running[np.maximum(high, low)] - running[low]
            n = np.maximum(1, sums[:, 4])
            tag = f"w{reach}_{side}_"
            out.add(tag + "words", _log(sums[:, 0] / n))
            out.add(tag + "links", sums[:, 1] / np.maximum(1, sums[:, 0]))
            out.add(tag + "long", sums[:, 2] / np.maximum(1, sums[:, 0]))
            out.add(tag + "score", sums[:, 6] / n)
            out.add(tag + "lines", sums[:, 7] / n)
            if side == "both":
                out.add(tag + "stops", sums[:, 3] / np.maximum(1, sums[:, 0]) * 5)
                out.add(tag + "headings", sums[:, 5] / n)
                out.add(tag + "times", sums[:, 8] / n)
                out.add(tag + "upper", sums[:, 9] / n)
                out.add(tag + "digits", sums[:, 10] / n)
                out.add(tag + "linked", sums[:, 11] / n)


def _add_places(out: _Columns, raw: Raw, base: _Base) -> None:
    size = len(raw.blocks)
    at = np.arange(size)
    out.add("place", at / size)
    out.add("from_start", _log(at) / 3)
    out.add("from_end", _log(size - 1 - at) / 3)
    words = np.cumsum(base.words)
    out.add("word_place", words / base.total)
    out.add("mass_before", np.cumsum(base.mass) / base.total_mass)
    heads = np.flatnonzero((raw.blocks[:, 0] == 1) & (raw.blocks[:, 1] == 1))
    _add_distance(out, "h1", heads[:1], at)
    _add_distance(out, "last_h1", heads[-1:], at)
    titled = np.flatnonzero(raw.title >= max(0.25, raw.title.max() * 0.999))
    _add_distance(out, "titled", titled[-1:], at)
    for low in (10, 25):
        longs = np.flatnonzero(base.plain >= low)
        _add_distance(out, f"first_long{low}", longs[:1], at)
        _add_distance(out, f"last_long{low}", longs[-1:], at)
        before = np.searchsorted(longs, at, side="right") - 1
        after = np.searchsorted(longs, at, side="left")
        none = np.full(size, 200)
        out.add(f"since_long{low}", _log(np.where(before >= 0, at - longs[np.maximum(before, 0)], none) if len(longs) else none) / 2)
        out.add(f"until_long{low}", _log(np.where(after < len(longs), longs[np.minimum(after, len(longs) - 1)] - at, none) if len(longs) else none) / 2)
    headings = np.flatnonzero(raw.blocks[:, 0] == 1)
    before = np.searchsorted(headings, at, side="right") - 1
    out.add("since_heading", _log(np.where(before >= 0, at - headings[np.maximum(before, 0)], 100) if len(headings) else np.full(size, 100)) / 2)


def _add_distance(out: _Columns, name: str, places: Ints, at: Ints) -> None:
    if not len(places):
        out.add(name + "_gone", np.ones(len(at)))
        out.add(name + "_distance", np.zeros(len(at)))
        return
    apart = at - places[0]
    out.add(name + "_gone", np.zeros(len(at)))
    out.add(name + "_distance", np.sign(apart) * (0.3 + np.log1p(np.abs(apart)) / 3))


def _add_page(out: _Columns, raw: Raw, base: _Base) -> None:
    size = len(raw.blocks)
    page = {
        "blocks": np.log1p(size) / 2,
        "all_words": np.log1p(base.total) / 3,
        "words_each": np.log1p(base.total / size),
        "mass_share": base.total_mass / base.total,
        "long_share": float(base.long.sum()) / base.total,
        "link_share": float((base.words * base.links).sum()) / base.total,
        "longs": float(np.log1p((base.long > 0).sum())) / 2,
        "longest": float(np.log1p(base.words.max())) / 2,
        "linked": float((base.links > 0.5).mean()),
        "distinct": len(np.unique(raw.same)) / size,
        "stops_share": float(base.stops.sum()) / base.total * 5,
        "headings": float((raw.blocks[:, 0] == 1).mean()),
        "unique_mean": float(out["word_mean"] @ base.words) / base.total,
        "hidden_share": float(base.words @ base.hidden) / base.total,
    }
    for name, value in page.items():
        out.add("page_" + name, np.full(size, value))


def _add_tree(out: _Columns, raw: Raw, tree: TreeColumns, base: _Base, tables: Tables) -> None:
    size = len(raw.blocks)
    own_words = np.stack([base.words, base.words * base.links, base.mass, base.stops, np.ones(size), (base.long > 0) * 1.0, out["word_mean"], (raw.blocks[:, 0] == 1) * 1.0], axis=1)
    running = np.concatenate((np.zeros((1, own_words.shape[1])), np.cumsum(own_words, axis=0)))
    sums = running[tree.stops] - running[tree.firsts]
    words, links, mass, stops, count, longs, score, heads = np.maximum(sums, 0).T
    score = sums[:, 6]
    count1, words1 = np.maximum(1, count), np.maximum(1, words)
    sizes = tree.stops - tree.firsts
    up = wider(tree.parents, sizes)
    named, named_low, named_high = _score_names(tree, tables.names)
    node = tree.node
    # the names of the ancestors
    out.add("name_own", named[node])
    parent = np.maximum(tree.parents[node], 0)
    out.add("name_parent", named[parent])
    grand = np.maximum(tree.parents[parent], 0)
    out.add("name_grand", named[grand])
    out.add("name_sum", np.clip(carry_down(named, tree.parents, np.add)[node] / 3, -4, 4))
    out.add("name_min", carry_down(named, tree.parents, np.minimum)[node])
    out.add("name_max", carry_down(named, tree.parents, np.maximum)[node])
    out.add("part_min", carry_down(named_low, tree.parents, np.minimum)[node])
    out.add("part_max", carry_down(named_high, tree.parents, np.maximum)[node])
    last = _last(tree, named != 0)
    out.add("name_last", np.where(last >= 0, named[np.maximum(last, 0)], 0)[node])
    # the inline elements
    weight = np.maximum(1, base.chars)
    for name in ("strong", "span", "time", "td", "code", "i"):
        of = tree.run_tags == TAG_NUMBERS[name]
        out.add("run_" + name, np.minimum(1, np.bincount(tree.run_owner[of], tree.run_chars[of], minlength=size) / weight))
    anchors = tree.run_tags == TAG_NUMBERS["a"]
    out.add("run_anchors", _log(np.bincount(tree.run_owner[anchors], minlength=size)))
    run_score = named_of(tree, tables.names)[tree.run_names]
    runs = np.bincount(tree.run_owner, minlength=size)
    out.add("run_score", np.bincount(tree.run_owner, run_score, minlength=size) / np.maximum(1, runs))
    # the path of tags
    for name in _REGIONS:
        here = (tree.tags == TAG_NUMBERS[name]) * 1
        out.add("in_" + name, np.minimum(1, carry_down(here, tree.parents, np.add)[node]))
    for name in ("div", "p", "li", "td", "span", "a", "section"):
        out.add("at_" + name, (tree.tags[node] == TAG_NUMBERS[name]) * 1.0)
    out.add("depth", tree.depth[node] / 10)
    # the containers
    share = mass / base.total_mass
    density = mass / words1
    value = share * np.sqrt(density)
    _add_containers(out, tree, up, share, words, base)
    at = node
    # level 0: the own element's container (the widest element with the same blocks speaks for it)
    for level in range(_LEVELS):
        tag = f"up{level}_"
        out.add(tag + "share", share[at])
        out.add(tag + "words_each", _log(words[at] / count1[at]))
        out.add(tag + "links", links[at] / words1[at])
        out.add(tag + "density", density[at])
        out.add(tag + "count", _log(count[at]) / 2)
        out.add(tag + "place", tree.firsts[at] / size)
        out.add(tag + "stops", stops[at] / words1[at] * 5)
        out.add(tag + "name", named[at])
        out.add(tag + "score", score[at] / count1[at])
        out.add(tag + "heads", heads[at] / count1[at])
        out.add(tag + "order", (np.arange(size) - tree.firsts[at]) / count1[at])
        at = np.where(up[at] >= 0, up[at], at)
    _add_groups(out, raw, tree, up, base, words, count, mass, links, stops, longs)


def named_of(tree: TreeColumns, table: Table) -> Floats:
    """The score of each distinct name: the mean of its tokens that have one."""
    scores = table.look_up(tree.name_hashes)
    owner = np.repeat(np.arange(len(tree.name_starts) - 1), np.diff(tree.name_starts))
    size = len(tree.name_starts) - 1
    known = np.bincount(owner, scores != 0, minlength=size)
    return (np.bincount(owner, scores, minlength=size) / np.maximum(1, known)).astype(np.float32)


def _score_names(tree: TreeColumns, table: Table) -> tuple[Floats, Floats, Floats]:
    """For each element the mean, least and most of its name's token scores."""
    scores = table.look_up(tree.name_hashes)
    size = len(tree.name_starts) - 1
    owner = np.repeat(np.arange(size), np.diff(tree.name_starts))
    low, high = np.zeros(size, np.float32), np.zeros(size, np.float32)
    np.minimum.at(low, owner, scores)
    np.maximum.at(high, owner, scores)
    return named_of(tree, table)[tree.name_of], low[tree.name_of], high[tree.name_of]


def _last(tree: TreeColumns, has: NDArray[np.bool_]) -> Ints:
    """For each element the nearest ancestor, itself included, that has something: the one that stands last."""
    return carry_down(np.where(has, np.arange(len(has)), -1), tree.parents, np.maximum)


def _add_containers(out: _Columns, tree: TreeColumns, up: Ints, share: Floats, words: Floats, base: _Base) -> None:
    """Is the block in the smallest element that holds most of the running text? How far outside is it?"""
    size = out.size
    at = np.arange(size)
    density = share * base.total_mass / np.maximum(1, words)
    for name, best in {
        "half": _smallest(share >= 0.5, tree),
        "most": _smallest(share >= 0.75, tree),
        "all": _smallest(share >= 0.95, tree),
        "dense": int(np.argmax(share * density)),
        "denser": int(np.argmax(share**2 * density + 1e-9 * tree.depth)),
        "sqrt": int(np.argmax(np.sqrt(share) * density)),
    }.items():
        first, stop = tree.firsts[best], tree.stops[best]
        inside = (at >= first) & (at < stop)
        away = np.where(at < first, at - first, np.where(at >= stop, at - stop + 1, 0))
        out.add("in_" + name, inside * 1.0)
        out.add("away_" + name, np.sign(away) * np.log1p(np.abs(away)) / 3)
        out.add("page_in_" + name, np.full(size, words[best] / base.total))


def _smallest(fits: NDArray[np.bool_], tree: TreeColumns) -> int:
    places = np.flatnonzero(fits)
    return int(places[np.argmin(tree.stops[places] - tree.firsts[places])]) if len(places) else 0


def _add_groups(out, raw, tree, up, base, words, count, mass, links, stops, longs) -> None:  # noqa: ANN001, PLR0913
    """The repeated structure: elements of one look under one parent, and blocks of one path anywhere."""
    size = out.size
    nodes = len(tree.tags)
    look = tree.tags * 4096 + tree.name_of % 4096
    looks = int(look.max()) + 1
    _, group, members = np.unique(tree.parents * looks + look, return_inverse=True, return_counts=True)
    many = members[group]
    mean = [np.bincount(group, column)[group] / many for column in (words, count, mass, links)]
    at = tree.node
    best_many, best_at = np.ones(size), at
    for level in range(_LEVELS):
        tag = f"group{level}_"
        out.add(tag + "many", _log(many[at] - 1) / 2)
        if level < 3:
            out.add(tag + "words", _log(mean[0][at]))
            out.add(tag + "mass", mean[2][at] / np.maximum(1, mean[0][at]))
            out.add(tag + "links", mean[3][at] / np.maximum(1, mean[0][at]))
        better = many[at] > best_many * 1.01
        best_at = np.where(better, at, best_at)
        best_many = np.maximum(best_many, many[at])
        above = tree.parents[at]
        at = np.where(above >= 0, above, at)
    # the biggest repeated group, by words, that the block is in
    volume = np.where(many >= 3, mean[0] * many, 0)
    top = carry_down(volume, tree.parents, np.maximum)
    out.add("group_volume", top[tree.node] / base.total)
    out.add("group_biggest", (top[tree.node] >= volume.max() * 0.999) * 1.0 if volume.max() > 0 else np.zeros(size))
    outer = carry_down(np.where(many >= 3, np.arange(nodes), -1), tree.parents, np.maximum)[tree.node]
    there = np.maximum(outer, 0)
    out.add("item_many", np.where(outer >= 0, _log(many[there]), 0))
    out.add("item_words", np.where(outer >= 0, _log(mean[0][there]), 0))
    out.add("item_blocks", np.where(outer >= 0, _log(mean[1][there]), 0))
    out.add("item_mass", np.where(outer >= 0, mean[2][there] / np.maximum(1, mean[0][there]), 0))
    out.add("item_order", np.where(outer >= 0, (np.arange(size) - tree.firsts[there]) / np.maximum(1, count[there]), 0))
    # blocks of one path: the look of their element and of the two above
    parent = np.maximum(tree.parents, 0)
    path1 = look * 31 + look[parent]
    path2 = path1 * 31 + look[parent[parent]]
    for name, path in (("path1", path1), ("path2", path2)):
        _, kind = np.unique(path[tree.node], return_inverse=True)
        n = np.bincount(kind)
        out.add(name + "_many", _log(n[kind] - 1) / 2)
        out.add(name + "_words", _log(np.bincount(kind, base.words)[kind] / n[kind]))
        out.add(name + "_share", np.bincount(kind, base.mass)[kind] / base.total_mass)
        out.add(name + "_links", (np.bincount(kind, base.links) / n)[kind])
        distinct = np.bincount(np.unique(kind * (size + 1) + raw.same) // (size + 1), minlength=len(n))
        out.add(name + "_distinct", distinct[kind] / n[kind])
        out.add(name + "_score", (np.bincount(kind, out["word_mean"]) / n)[kind])
