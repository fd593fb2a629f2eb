"""The elements of a page as arrays, and what can be computed for all of them at once.

Only elements that hold blocks count: the others say nothing of any block. A value is carried down from the root to the
leaves by doubling: each element takes its ancestor's value and then its ancestor's ancestor, so a page of depth 30
takes five steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Skeleton
from pagewinnow.learned.text_columns import Hashes, Ints, read_names

TAGS = (
    "other", "html", "body", "div", "span", "p", "a", "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "section",
    "article", "main", "nav", "header", "footer", "aside", "form", "h1", "h2", "h3", "h4", "h5", "h6", "button",
    "select", "option", "label", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "pre", "code", "noscript",
    "strong", "b", "em", "i", "time", "small", "iframe", "fieldset", "details", "summary", "input", "textarea",
)  # fmt: skip
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_FURTHER = ("id", "role", "itemprop")  # attributes that are part of a name, beside the class
_Name = str | tuple[str | None, ...] | None
_NAMES = 4096  # names of one page that are told apart
_NAME_CHARS = 400  # of one element's class list: utility classes come by the dozen, and say little


class TreeColumns(NamedTuple):
    """Elements: `tags` to `names`, one row each, in document order; the root is the first, its parent is itself.

    `firsts` and `stops` bound an element's blocks. `names` numbers the distinct names of the page (0: none); the tokens
    of the names are `tokens`, and `token_names` says of which. `node` is each block's element. `looks` are numbers of
    tag and name together; `wider` is the next element around that holds more blocks.
    """

    tags: Ints
    parents: Ints
    firsts: Ints
    stops: Ints
    names: Ints
    tokens: Hashes
    token_names: Ints
    node: Ints
    looks: Ints
    wider: Ints


def read_tree(skeleton: Skeleton, own: Ints) -> TreeColumns:
    """The columns of the elements that hold blocks; `own` is the element of each block."""
    parents, ends = _ints(skeleton.parents), _ints(skeleton.ends)
    held = np.zeros(len(parents) + 1, np.int64)
    held[own + 1] = 1
    np.cumsum(held, out=held)
    holds = held[ends] > held[:-1]
    holds[0] = True
    kept = np.flatnonzero(holds)
    place = np.cumsum(holds) - 1
    listed = kept.tolist()
    names, tokens, token_names = _name(skeleton, listed, holds, place)
    number, tag_of = TAG_NUMBERS.get, skeleton.tags
    tags = np.array([number(tag_of[i], 0) for i in listed], np.int64)
    near = place[np.maximum(parents[kept], 0)]
    firsts = np.minimum(_ints(skeleton.firsts)[kept], len(own))
    stops = np.minimum(_ints(skeleton.stops)[kept], len(own))
    return TreeColumns(
        tags=tags,
        parents=near,
        firsts=firsts,
        stops=stops,
        names=names,
        tokens=tokens,
        token_names=token_names,
        node=place[own],
        looks=tags * _NAMES + names % _NAMES,
        wider=widen(near, stops - firsts),
    )


def _ints(values: Sequence[int]) -> Ints:
    return np.fromiter(values, np.int64, len(values))


def _name(skeleton: Skeleton, kept: Sequence[int], holds: NDArray[np.bool_], place: Ints) -> tuple[Ints, Hashes, Ints]:
    """The number of each kept element's name; the tokens of all names, and of which name each is."""
    attributes = skeleton.attributes
    names: list[_Name] = [attributes[node].get("class") for node in kept]
    # Few elements have more of a name, and who made the skeleton knows which: a tuple for each costs twice as much.
    for node in {node for name in _FURTHER for node in skeleton.having.get(name, ())}:
        if holds[node]:
            get = attributes[node].get
            names[place[node]] = (get("class"), get("id"), get("role"), get("itemprop"))
    numbers: dict[_Name, int] = {None: 0}
    number = numbers.setdefault
    numbered = [number(name, len(numbers)) for name in names]
    return (np.array(numbered), *read_names([_spell(name) for name in numbers]))


def _spell(name: _Name) -> str:
    if not isinstance(name, tuple):
        return name[:_NAME_CHARS] if name else ""
    classes, identity, role, prop = name
    tokens = classes[:_NAME_CHARS] if classes else ""
    if identity:
        tokens = f"{tokens} #{identity[:_NAME_CHARS]}"
    if role or prop:
        tokens = f"{tokens} @{(role or '')[:_NAME_CHARS]} ${(prop or '')[:_NAME_CHARS]}"
    return tokens


class Line:
    """The way from each element to the root, in leaps of one, two, four... elements, for `carry`."""

    def __init__(self, parents: Ints) -> None:
        self._size = len(parents)
        leap = np.append(parents, self._size)
        leap[0] = self._size  # a place beyond the last stands for "none"
        self._leaps = []
        while int(leap[:-1].min(initial=self._size)) < self._size:
            self._leaps.append(leap)
            leap = leap[leap]

    def carry(self, values: NDArray[Any], join: np.ufunc, neutral: float) -> NDArray[Any]:
        """For each element the values of itself and all its ancestors, joined; elements are the last axis.

        >>> Line(np.array([0, 0, 1])).carry(np.array([5, 1, 2]), np.add, 0).tolist()
        [5, 6, 8]
        """
        padded = np.concatenate((values, np.full((*values.shape[:-1], 1), neutral, values.dtype)), axis=-1)
        for leap in self._leaps:
            padded = join(padded, padded[..., leap])
        return padded[..., :-1]


def widen(parents: Ints, sizes: Ints) -> Ints:
    """For each element the nearest ancestor that holds more blocks; the widest have themselves.

    >>> widen(np.array([0, 0, 1, 2]), np.array([5, 3, 3, 3])).tolist()
    [0, 0, 0, 0]
    """
    above = np.where(sizes[parents] > sizes, parents, -1)
    skip = np.where(above < 0, parents, np.arange(len(parents)))
    while True:
        further = skip[skip]
        if np.array_equal(further, skip):
            break
        skip = further
    return np.where(above[skip] < 0, skip, above[skip])
