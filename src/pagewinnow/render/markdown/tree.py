"""The blocks of an article as a tree: what stands in which list's item, in which quote.

`depth` of a list's item or a quote counts the lists and quotes around its own one; of any other block, all around it.
An item one deeper than a quote that is still open stands in that quote, and the other way round.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pagewinnow.records import ArticleBlock
from pagewinnow.render.markdown.notes import note_of

_CONTAINERS: dict[str, Literal["item", "quote"]] = {"list_item": "item", "quote": "quote"}


@dataclass(slots=True)
class Container:
    """An item of a list, a quote, or the whole: what stands in it, in order.

    `number` is an item's own, `None` for a bullet.
    """

    kind: Literal["whole", "item", "quote", "note"]
    number: int | None = None
    note: str | None = None  # the address that leads to it
    children: list[Container | ArticleBlock] = field(default_factory=list)


def build_tree(blocks: Sequence[ArticleBlock], names: Collection[str] = ()) -> Container:
    """The whole, with the containers in it. A block that is deeper than what is open stands in the innermost.

    `names` are the addresses of the notes that are written as such: each is a container of the whole.
    """
    whole = Container("whole")
    path = [whole]
    for block in blocks:
        note = note_of(block)
        if note in names:
            if path[-1].note != note:
                path = [whole, Container("note", note=note)]
                whole.children.append(path[-1])
            path[-1].children.append(block)
            continue
        if path[-1].note is not None:
            path = [whole]
        kind = _CONTAINERS.get(block.kind)
        goes_on = kind == "quote" and len(path) > block.depth + 1 and path[block.depth + 1].kind == "quote"
        del path[block.depth + (2 if goes_on else 1) :]
        if kind is not None and not goes_on:
            container = Container(kind, block.number)
            path[-1].children.append(container)
            path.append(container)
        path[-1].children.append(block)
    return whole
