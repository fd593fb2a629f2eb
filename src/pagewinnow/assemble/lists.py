"""Where a block of a list stands in it: is it the item, or does it follow in one? A meaning stands below its term."""

from __future__ import annotations

from functools import cached_property
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

    @cached_property
    def _items(self) -> list[tuple[int, int]]:
        """For each node: the nearest item that it is or stands in, -1 outside of any; and the meanings around it."""
        found: list[tuple[int, int]] = []
        for node, (tag, parent) in enumerate(zip(self._skeleton.tags, self._skeleton.parents, strict=True)):
            item, meanings = found[parent] if parent >= 0 else (-1, 0)
            found.append((node if tag in _ITEMS else item, meanings + (tag == "dd")))
        return found

    def place(self, block: Block) -> Place:
        """The second block of an item is a paragraph in it; a meaning is one deeper than its term."""
        if not block.depth and block.kind != "list_item":
            return Place(block.kind, block.depth)
        item, meanings = self._items[block.node]
        depth = block.depth + meanings
        if block.kind != "list_item" or item < 0:
            return Place(block.kind, depth)
        if item in self._begun:
            return Place("paragraph", depth + 1)
        self._begun.add(item)
        return Place(block.kind, depth)
