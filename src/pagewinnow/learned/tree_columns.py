"""The elements of a page as arrays, and what can be computed for all of them at once.

Only elements that hold a block count, and of those that hold the same blocks the outermost speaks for the rest where
it says so (`up`). A value is carried down from the root to the leaves by doubling: each element takes its
ancestor's value and then its ancestor's ancestor, so a page of depth 30 takes five steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Block, Skeleton
from pagewinnow.learned.text_columns import Ints

TAGS = (
    "other", "html", "body", "div", "span", "p", "a", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "section",
    "article", "main", "nav", "header", "footer", "aside", "form", "h1", "h2", "h3", "h4", "h5", "h6", "button",
    "select", "option", "label", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "pre", "code", "noscript",
    "strong", "b", "em", "i", "time", "small", "iframe", "fieldset", "details", "summary", "input", "textarea",
)  # fmt: skip
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_PART = re.compile(r"[a-z]+|[A-Z][a-z]*|[^\W\d_a-zA-Z]+")
_NAMED = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_MAX_PARTS = 24  # of one element: utility classes come by the dozen, and say little


class TreeColumns(NamedTuple):
    """Per element that holds a block: its columns; per block: `node`, its place among them.

    `name_of` numbers the distinct names of the page; name `i` has the hashes
    `name_hashes[name_starts[i]:name_starts[i + 1]]`.
    """

    tags: Ints
    parents: Ints
    firsts: Ints
    stops: Ints
    depth: Ints
    name_of: Ints
    name_hashes: NDArray[np.uint32]
    name_starts: Ints
    node: Ints
    run_owner: Ints
    run_chars: Ints
    run_tags: Ints
    run_names: Ints


def read_tree(skeleton: Skeleton, blocks: Sequence[Block]) -> TreeColumns:
    """The columns of the elements that hold blocks; the root is always one of them."""
    parents = np.array(skeleton.parents, np.int64)
    firsts, stops = np.array(skeleton.firsts, np.int64), np.array(skeleton.stops, np.int64)
    own = np.fromiter((block.node for block in blocks), np.int64, len(blocks))
    used = np.unique(own)
    nodes = np.arange(len(parents))
    holds = np.searchsorted(used, nodes) < np.searchsorted(used, np.array(skeleton.ends, np.int64))
    holds[0] = True
    kept = np.flatnonzero(holds)
    place = np.cumsum(holds) - 1
    tags = np.fromiter((TAG_NUMBERS.get(skeleton.tags[i], 0) for i in kept.tolist()), np.int64, len(kept))
    up = np.where(kept == 0, -1, parents[kept])
    up = np.where(up >= 0, place[up], -1)
    runs = list(chain.from_iterable([block.runs for block in blocks]))
    run_nodes = [run.node for run in runs]
    run_counts = np.fromiter((len(block.runs) for block in blocks), np.int64, len(blocks))
    names = _Names()
    attributes = skeleton.attributes
    name_of = np.fromiter((names.number(attributes[i]) for i in kept.tolist()), np.int64, len(kept))
    run_names = np.fromiter((names.number(attributes[i]) for i in run_nodes), np.int64, len(runs))
    return TreeColumns(
        tags=tags,
        parents=up,
        firsts=np.minimum(firsts[kept], len(blocks)),
        stops=np.minimum(stops[kept], len(blocks)),
        depth=_depths(up),
        name_of=name_of,
        name_hashes=np.array(list(chain.from_iterable(names.parts)), np.uint32),
        name_starts=np.cumsum([0, *map(len, names.parts)]),
        node=place[own],
        run_owner=np.repeat(np.arange(len(blocks)), run_counts),
        run_chars=np.fromiter((run.end - run.start for run in runs), np.int64, len(runs)),
        run_tags=np.fromiter((TAG_NUMBERS.get(skeleton.tags[i], 0) for i in run_nodes), np.int64, len(runs)),
        run_names=run_names,
    )


class _Names:
    """Numbers the distinct names of a page's elements: one is all of an element's class, id, role and the like."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, ...]] = [()]
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def number(self, attributes: Mapping[str, str]) -> int:
        if not attributes:
            return 0
        get = attributes.get
        name = (get("class"), get("id"), get("role"), get("itemprop"))
        number = self._numbers.get(name)
        if number is None:
            parts = hash_name(name)
            number = len(self.parts) if parts else 0
            if parts:
                self.parts.append(parts)
            self._numbers[name] = number
        return number


@lru_cache(maxsize=16384)
def hash_name(name: tuple[str | None, ...]) -> tuple[int, ...]:
    """The hashes of a name's tokens, whole and in parts, each once; digits say nothing.

    >>> len(hash_name(("post-body mt4", None, None, None))) == len({*hash_name(("mt post-body", "post", None, None))})
    True
    """
    found: dict[str, None] = {}
    for attribute, value in zip("ciri", name, strict=True):
        for token in (value or "").split()[:_MAX_PARTS]:
            found[attribute + token] = None
            for part in _PART.findall(token):
                if len(part) > 1:
                    found[part] = None
    return tuple([crc32(part.lower().encode("utf-8", "replace")) for part in found])


def _depths(parents: Ints) -> Ints:
    return carry_down(np.where(parents >= 0, 1, 0), parents, np.add)


def carry_down(values: NDArray[np.generic], parents: Ints, join: np.ufunc) -> Ints:
    """For each element the values of itself and all its ancestors, joined (added, or the least or the most).

    >>> carry_down(np.array([5, 1, 2]), np.array([-1, 0, 1]), np.add).tolist()
    [5, 6, 8]
    """
    values, above = values.copy(), parents
    while (some := above >= 0).any():
        at = above[some]
        values[some] = join(values[some], values[at])
        nxt = np.full_like(above, -1)
        nxt[some] = above[at]
        above = nxt
    return values


def wider(parents: Ints, sizes: Ints) -> Ints:
    """For each element the nearest ancestor that holds more blocks, -1 where there is none.

    >>> wider(np.array([-1, 0, 1, 2]), np.array([5, 3, 3, 3])).tolist()
    [-1, 0, 0, 0]
    """
    above = parents.copy()
    while True:
        same = (above >= 0) & (sizes[np.maximum(above, 0)] == sizes)
        if not same.any():
            return above
        above[same] = above[above[same]]
