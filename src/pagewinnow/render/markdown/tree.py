"""The blocks of an article as a tree: what stands in which list's item, in which quote.

`depth` of a list's item or a quote counts the lists and quotes around its own one; of any other block, all around it.
An item one deeper than a quote that is still open stands in that quote, and the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pagewinnow.records import ArticleBlock

_CONTAINERS: dict[str, Literal["item", "quote"]] = {"list_item": "item", "quote": "quote"}


@dataclass(slots=True)
class Container:
    """An item of a list, a quote, or the whole: what stands in it, in order.

    `number` is an item's own, `None` for a bullet.
    """

    kind: Literal["whole", "item", "quote"]
    number: int | None = None
    children: list[Container | ArticleBlock] = field(default_factory=list)


def build_tree(blocks: Sequence[ArticleBlock]) -> Container:
    """The whole, with the containers in it. A block that is deeper than what is open stands in the innermost."""
    whole = Container("whole")
    path = [whole]
    for block in blocks:
        kind = _CONTAINERS.get(block.kind)
        goes_on = kind == "quote" and len(path) > block.depth + 1 and path[block.depth + 1].kind == "quote"
        del path[block.depth + (2 if goes_on else 1) :]
        if kind is not None and not goes_on:
            container = Container(kind, block.number)
            path[-1].children.append(container)
            path.append(container)
        path[-1].children.append(block)
    return whole
