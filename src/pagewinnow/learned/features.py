"""The features of blocks: one row a block, one column a feature, float32.

`read` takes from a document what needs no learned table; `columns` looks its names and words up in the tables and lays
everything out. Training calls them apart, because its tables change from fold to fold. Features come in families, each
a few array operations, with the names of its columns beside it; a family gives its columns one after the other, alone
or several as the rows of an array.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Document
from pagewinnow.learned import containers
from pagewinnow.learned.base import Base, Columns, Raw, Tables, log
from pagewinnow.learned.pools import Pool, group
from pagewinnow.learned.text_columns import (
    COMMAS,
    COUNTS,
    DIGITS,
    FIRST_DIGIT,
    FIRST_UPPER,
    LAST_STOP,
    LETTERS,
    LINES,
    MARKS,
    STOPS,
    SYMBOLS,
    UPPER,
    WORDS,
    Floats,
    Ints,
    TextColumns,
    read_texts,
)
from pagewinnow.learned.tree_columns import read_tree

_KINDS = ("paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", "line")
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_ALL_KINDS = np.arange(len(_KINDS))[:, None]
_SHORT_LINE = 8  # words: a line of more is not looked up as a whole
_TITLE_CHARS = (8, 300)  # a block of so many characters may be the title
# Windows around a block: blocks before it, blocks after it.
_WINDOWS = ((3, 3), (8, 8), (20, 20), (2, -1), (-1, 2))
_WIDEST = 20
_WINDOWED = (
    "words", "links", "long", "stops", "headings", "score", "lines", "times", "upper", "digits", "linked",
)  # fmt: skip
_FAR = 200  # blocks

OWN_NAMES = (
    "words", "chars", "word_length", "digits", "upper", "stops", "stops_per_word", "commas", "marks", "symbols",
    "lines", *COUNTS[11:], "is_long", *(f"kind_{kind}" for kind in _KINDS), "level", "hidden", "noscript", "links",
    "gap", "title", "times", "again", "word_mean", "word_sum", "line_score",
)  # fmt: skip
WINDOW_NAMES = tuple(f"window_{before}_{after}_{name}" for before, after in _WINDOWS for name in _WINDOWED)
PLACE_NAMES = (
    "place", "from_start", "from_end", "word_place", "mass_place",
    "words_before", "words_after", "mass_before", "mass_after", "mass_since_h1", "words_since_h1",
    "since_long", "until_long", "since_longer", "until_longer", "since_heading", "until_heading",
    *(f"{what}_{side}" for what in ("h1", "last_h1", "titled", "first_long", "last_long", "first_longer", "last_longer")
      for side in ("gone", "distance")),
)  # fmt: skip
PAGE_NAMES = (
    "page_blocks", "page_words", "page_words_each", "page_mass", "page_long", "page_links", "page_longs",
    "page_longest", "page_linked", "page_distinct", "page_stops", "page_headings", "page_score", "page_hidden",
)  # fmt: skip
TEXT_NAMES = (*OWN_NAMES, *WINDOW_NAMES, *PLACE_NAMES, *PAGE_NAMES)
HTML_NAMES = (*TEXT_NAMES, *containers.NAMES)


def read(document: Document) -> Raw:
    """The columns of a document with at least one block."""
    blocks = document.blocks
    _, texts, kinds, levels, nodes, hidden, noscript, links, gaps, *_ = zip(*blocks, strict=True)
    seen: dict[str, int] = {}
    tree = read_tree(document.skeleton, np.array(nodes)) if document.kind == "html" else None
    text = read_texts(texts)
    numbers = np.fromiter(map(_KIND_NUMBERS.__getitem__, kinds), np.int64, len(kinds))
    return Raw(
        text=text,
        tree=tree,
        kinds=numbers,
        levels=np.fromiter([level or 0 for level in levels], np.float32, len(levels)),
        flags=np.array((hidden, noscript, links, gaps), np.float32),
        same=np.fromiter([seen.setdefault(text, len(seen)) for text in texts], np.int64, len(texts)),
        homes=tree.parents[tree.node] if tree is not None else np.arange(len(texts)),
        title=_match_title(texts, document.declared.title),
        pools=containers.pool(tree) if tree is not None else _pool(text, numbers),
    )


def _pool(text: TextColumns, kinds: Ints) -> tuple[Pool, ...]:
    """Lines of a text that are alike: of one kind, about as long, beginning and ending alike."""
    counts = text.counts
    size = np.log2(counts[WORDS] + 1).astype(np.int64)
    ends = counts[FIRST_UPPER] * 4 + counts[FIRST_DIGIT] * 2 + counts[LAST_STOP]
    return (group((size * 8 + ends.astype(np.int64)) * len(_KINDS) + kinds),)


def _match_title(texts: Sequence[str], title: str | None) -> Floats:
    """For each block, how much of the declared title it is."""
    found = np.zeros(len(texts), np.float32)
    if title:
        title = title.lower()
        low, high = _TITLE_CHARS
        high = min(high, len(title))
        for i, text in enumerate(texts):
            if low <= len(text) <= high and text.lower() in title:
                found[i] = len(text) / len(title)
    return found


def names_of(raw: Raw) -> tuple[str, ...]:
    """The names of the columns that `columns` gives."""
    return TEXT_NAMES if raw.tree is None else HTML_NAMES


def columns(raw: Raw, tables: Tables) -> Floats:
    """The features, blocks x features, named `names_of(raw)`."""
    base = Base.of(raw, tables)
    return lay_out(_families(raw, base, tables), len(names_of(raw)), base.size)


def _families(raw: Raw, base: Base, tables: Tables) -> Iterator[NDArray[Any]]:
    """The columns of every family; each is let go when it is laid out: all at once take half a gigabyte at worst."""
    yield from _own(raw, base)
    yield from _windows(raw, base)
    yield from _places(raw, base)
    yield _page(raw, base)
    if raw.tree is not None:
        yield from containers.columns(raw, raw.tree, base, tables.names)


def lay_out(families: Iterable[NDArray[Any]], width: int, size: int) -> Floats:
    """The columns side by side; each lies in one piece, since to join them by rows takes a fifth of a parse.

    >>> lay_out([np.array([1, 2]), np.array([[3], [4]])], 3, 2).tolist()
    [[1.0, 3.0, 4.0], [2.0, 3.0, 4.0]]
    """
    out = np.empty((width, size), np.float32)
    first = 0
    for family in families:
        stop = first + (1 if family.ndim == 1 else len(family))
        out[first:stop] = family
        first = stop
    return out.T


def _own(raw: Raw, base: Base) -> Columns:
    """What the block is by itself."""
    counts = raw.text.counts
    again = np.ones(base.size)
    again[np.unique(raw.same, return_index=True)[1]] = 0
    hidden, noscript, _, gap = raw.flags
    return [
        log(base.words), log(base.chars) / 2, counts[LETTERS] / base.words / 5, counts[DIGITS] / base.chars,
        counts[UPPER] / np.maximum(1, counts[LETTERS]), log(counts[STOPS]), counts[STOPS] / base.words,
        log(counts[COMMAS]), np.minimum(1, counts[[MARKS, SYMBOLS]] / base.words), log(counts[LINES]),
        counts[11:], base.long > 0, raw.kinds == _ALL_KINDS, raw.levels / 3, hidden, noscript, base.links,
        np.minimum(gap, 3), raw.title, base.times, again, base.score, np.clip(base.score_sum / 4, -4, 4),
        np.where(counts[WORDS] <= _SHORT_LINE, base.lines, 0),
    ]  # fmt: skip


def _windows(raw: Raw, base: Base) -> Iterator[Floats]:
    """The same of the neighbours: means over windows around the block, before it, after it."""
    counts = raw.text.counts
    stack = np.array((
        base.words, base.words * base.links, base.long, 5 * counts[STOPS], raw.kinds == 1, base.score, base.lines,
        base.times, counts[UPPER] / np.maximum(1, counts[LETTERS]), counts[DIGITS] / base.chars, base.links > 0.5,
    ), np.float32)  # fmt: skip
    width, size = stack.shape
    running = np.zeros((width, size + 2 * _WIDEST + 1), np.float32)
    np.cumsum(stack, axis=1, out=running[:, _WIDEST + 1 : _WIDEST + 1 + size])
    running[:, _WIDEST + 1 + size :] = running[:, _WIDEST + size, None]
    at = np.arange(size)
    for before, after in _WINDOWS:
        first, stop = _WIDEST - before, _WIDEST + after + 1
        sums = running[:, stop : stop + size] - running[:, first : first + size]
        inside = np.maximum(1, np.minimum(size, at + after + 1) - np.maximum(0, at - before)).astype(np.float32)
        sums[1:4] /= np.maximum(1, sums[0])
        sums[0] = np.log1p(np.maximum(0, sums[0] / inside))
        sums[4:] /= inside
        yield sums


def _places(raw: Raw, base: Base) -> Columns:
    """Where the block stands: in the page, and from headings, from the title, from running text."""
    at = np.arange(base.size)
    headings = np.flatnonzero(raw.kinds == 1)
    tops = headings[raw.levels[headings] == 1]
    titled = np.flatnonzero(raw.title >= max(0.25, 0.999 * float(raw.title.max())))
    long, longer = np.flatnonzero(base.plain >= 10), np.flatnonzero(base.plain >= 25)
    words, mass = np.cumsum(base.words), np.cumsum(base.mass)
    top = int(tops[0]) if len(tops) else 0
    logs = np.array([
        at, base.size - 1 - at, words - base.words, base.total - words, mass - base.mass, base.total_mass - mass,
        mass - base.mass - mass[top], words - base.words - words[top],
        *(apart for places in (long, longer, headings) for apart in _nearest(places, at)),
    ], np.float32)  # fmt: skip
    logs = np.log1p(np.maximum(0, logs))
    logs[:2] /= 3
    logs[2:8] /= 4
    logs[8:] /= 2
    ends = (tops[:1], tops[-1:], titled[-1:], long[:1], long[-1:], longer[:1], longer[-1:])
    shares = np.array((words / base.total, mass / base.total_mass))
    return [at / base.size, logs[:2], shares, logs[2:], _distances(ends, at)]


def _distances(places: Sequence[Ints], at: Ints) -> Floats:
    """For each place: is there none? How far before (below 0) or after it is each block?"""
    gone = np.array([not len(place) for place in places])
    there = np.array([int(place[0]) if len(place) else 0 for place in places])
    apart = at - there[:, None]
    out = np.empty((2 * len(places), len(at)), np.float32)
    out[0::2] = gone[:, None]
    out[1::2] = np.sign(apart) * (0.3 + np.log1p(np.abs(apart)) / 3) * ~gone[:, None]
    return out


def _nearest(places: Ints, at: Ints) -> tuple[Ints, Ints]:
    """Blocks since the last and until the next of some places, 0 on them."""
    if not len(places):
        far = np.full(len(at), _FAR)
        return far, far
    before, after = np.searchsorted(places, at, side="right"), np.searchsorted(places, at, side="left")
    since = np.where(before > 0, at - places[before - 1], _FAR)
    until = np.where(after < len(places), places[np.minimum(after, len(places) - 1)] - at, _FAR)
    return since, until


def _page(raw: Raw, base: Base) -> Floats:
    """What the page is as a whole, the same for each of its blocks."""
    size, total = base.size, base.total
    row = (
        np.log1p(size) / 2, np.log1p(total) / 3, np.log1p(total / size), base.total_mass / total,
        float(base.long.sum()) / total, float(base.words @ base.links) / total,
        np.log1p(np.count_nonzero(base.long)) / 2, np.log1p(float(base.words.max())) / 2,
        float((base.links > 0.5).mean()), (int(raw.same.max()) + 1) / size,
        float(raw.text.counts[STOPS].sum()) / total * 5, float((raw.kinds == 1).mean()),
        float(base.score @ base.words) / total, float(base.words @ raw.flags[0]) / total,
    )  # fmt: skip
    return np.array(row, np.float32)[:, None]
