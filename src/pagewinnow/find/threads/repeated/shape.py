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
    """A text in an item: a whole block or an inline element of it. `path` is the tags from the item down to it."""

    path: str
    position: int
    start: int
    end: int
    node: int
    text: str
    is_block: bool


def path_of(skeleton: Skeleton, top: int, node: int) -> str:
    """The tags from below `top` down to `node`.

    >>> from pagewinnow.document import Skeleton
    >>> skeleton = Skeleton(["li", "div", "p"], [-1, 0, 1], [{}, {}, {}], [3, 3, 3], [0, 0, 0], [1, 1, 1])
    >>> path_of(skeleton, 0, 2)
    'div p'
    """
    tags: list[str] = []
    while node > top:
        tags.append(skeleton.tags[node])
        node = skeleton.parents[node]
    return " ".join(reversed(tags))


def pieces_of(document: Document, item: Item) -> Iterator[Piece]:
    """The blocks of an item, and the inline elements in its short blocks."""
    skeleton, top = document.skeleton, item.node
    paths: dict[int, str] = {}
    for position, text, _, _, node, _, _, _, _, runs, *_ in document.blocks[item.start : item.stop]:
        path = paths.get(node) or _path(skeleton, top, node, paths)
        yield _make(Piece, (path, position, 0, len(text), node, text, True))
        if runs and len(text) <= _SHORT and len(runs) <= _MOST_RUNS:
            for start, end, inner in runs:
                if inner > top:
                    path = paths.get(inner) or _path(skeleton, top, inner, paths)
                    yield _make(Piece, (path, position, start, end, inner, text[start:end], False))


def _path(skeleton: Skeleton, top: int, node: int, paths: dict[int, str]) -> str:
    """`path_of`, remembered: the elements of an item share most of their paths."""
    parent = skeleton.parents[node]
    if parent not in paths:
        paths[parent] = path_of(skeleton, top, parent)
    before = paths[parent] if parent > top else ""
    path = paths[node] = (f"{before} {skeleton.tags[node]}" if before else skeleton.tags[node]) if node > top else ""
    return path


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
