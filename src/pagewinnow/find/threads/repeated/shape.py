"""The shape of items: what stands where in them, told by tags alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pagewinnow.document import Document, Skeleton
from pagewinnow.find.threads.model import Item, width

_SHORT = 400  # characters of a block whose inline elements are looked at: the head of an item, not its prose
_MOST_RUNS = 40
_LABEL, _LONGEST_CONSTANT = 40, 80  # characters: what is longer than a label must recur more often
_NUMBER = re.compile(r"\d+")
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class
_NUMBERED, _WORDS = 20, 3  # characters and words of a label with a number in it that differs


class Piece(NamedTuple):
    """A text in an item: a whole block or an inline element of it. `path` is that from the item down to it."""

    path: int
    position: int
    start: int
    end: int
    node: int
    text: str
    is_block: bool


class Paths(dict[int, int]):
    """The paths from `top` down to the nodes in it, as numbers: paths of the same tags have the same one; 0 is `top`.

    `numbers` are shared by all items. As texts they would be as long as the page is deep, and a page can be deep.

    >>> from pagewinnow.document import Skeleton
    >>> tags, parents, empty = ["ul", "li", "p", "li", "p", "b"], [-1, 0, 1, 0, 3, 4], [0] * 6
    >>> skeleton, numbers = Skeleton(tags, parents, [{}] * 6, [6, 3, 3, 6, 6, 6], empty, empty), {}
    >>> Paths(skeleton, 1, numbers)[2], Paths(skeleton, 3, numbers)[4], Paths(skeleton, 3, numbers)[5]
    (1, 1, 2)
    """

    def __init__(self, skeleton: Skeleton, top: int, numbers: dict[tuple[int, str], int]) -> None:
        super().__init__()
        self.top = top
        self._skeleton, self._numbers = skeleton, numbers

    def __missing__(self, node: int) -> int:
        """The number of a path that was not asked for before."""
        tags, parents, numbers = self._skeleton.tags, self._skeleton.parents, self._numbers
        way = []
        while node > self.top and node not in self:
            way.append(node)
            node = parents[node]
        number = self.get(node, 0)
        for inner in reversed(way):
            number = self[inner] = numbers.setdefault((number, tags[inner]), len(numbers) + 1)
        return number


def pieces_of(document: Document, item: Item, paths: Paths) -> Iterator[Piece]:
    """The blocks of an item, and the inline elements in its short blocks."""
    for position, text, _, _, node, _, _, _, _, runs, *_ in document.blocks[item.start : item.stop]:
        yield _make(Piece, (paths[node], position, 0, len(text), node, text, True))
        if runs and len(text) <= _SHORT and len(runs) <= _MOST_RUNS:
            for start, end, inner in runs:
                if inner > item.node:
                    yield _make(Piece, (paths[inner], position, start, end, inner, text[start:end], False))


def constants(items: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """The short texts that recur in most items, numbers aside: controls, labels, ranks."""
    signs: dict[str, str] = {}
    count: Counter[str] = Counter()
    for pieces in items:
        texts = {p.text for p in pieces if len(p.text) <= _LONGEST_CONSTANT}
        signs.update({text: _sign(text) for text in texts if text not in signs})
        count.update({signs[text] for text in texts})
    often, oftener = max(2, 0.5 * len(items)), max(3, 0.6 * len(items))
    return frozenset(text for text, sign in signs.items() if count[sign] >= (often if len(text) <= _LABEL else oftener))


def _sign(text: str) -> str:
    """The text, in a label with any number in the place of each: "Like (3)" is the same control as "Like (12)"."""
    return _NUMBER.sub("0", text) if width(text) <= _NUMBERED and text.count(" ") < _WORDS else text
