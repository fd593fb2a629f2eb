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

    def place(self, block: Block) -> Place:
        """The second block of an item is a paragraph in it; a meaning is one deeper than its term."""
        if not block.depth and block.kind != "list_item":
            return Place(block.kind, block.depth)
        tags = self._skeleton.tags
        items = [node for node in self._skeleton.ancestors(block.node) if tags[node] in _ITEMS]
        depth = block.depth + sum(tags[node] == "dd" for node in items)
        if block.kind != "list_item" or not items:
            return Place(block.kind, depth)
        if items[0] in self._begun:
            return Place("paragraph", depth + 1)
        self._begun.add(items[0])
        return Place(block.kind, depth)
