"""Where a block of a list stands in it: is it the item, or does it follow in one? A meaning stands below its term."""

from __future__ import annotations

from typing import NamedTuple

from pagewinnow.document import Block, Skeleton
from pagewinnow.records import BlockKind

_ITEMS = frozenset({"li", "dd", "dt"})


class Place(NamedTuple):
    """What a block is to its list, and how many lists and quotes are around it."""

    kind: BlockKind
    depth: int


class Lists:
    """Reads the places of the blocks of an article, one after the other."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        self._begun: set[int] = set()  # items that have a block
        self._known: dict[int, tuple[int, int]] = {}

    def place(self, block: Block) -> Place:
        """The second block of an item is a paragraph in it; a meaning is one deeper than its term."""
        if not block.depth and block.kind != "list_item":
            return Place(block.kind, block.depth)
        item, meanings = self._look_around(block.node)
        depth = block.depth + meanings
        if block.kind != "list_item" or item < 0:
            return Place(block.kind, depth)
        if item in self._begun:
            return Place("paragraph", depth + 1)
        self._begun.add(item)
        return Place(block.kind, depth)

    def _look_around(self, node: int) -> tuple[int, int]:
        """The nearest item that a node is or stands in, -1 outside of any, and the meanings that it is or stands in."""
        way = []
        while node >= 0 and node not in self._known:
            way.append(node)
            node = self._skeleton.parents[node]
        item, meanings = self._known.get(node, (-1, 0))
        for inner in reversed(way):
            tag = self._skeleton.tags[inner]
            if tag in _ITEMS:
                item, meanings = inner, meanings + (tag == "dd")
            self._known[inner] = (item, meanings)
        return item, meanings
