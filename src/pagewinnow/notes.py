"""The notes that a text refers to: which blocks say what a raised number, or a number in brackets, leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pagewinnow.document import Block, Document, Skeleton
from pagewinnow.marks import read_marks

_LONGEST = 12  # blocks of a note: what is longer is a section


def find_notes(document: Document, positions: Collection[int]) -> Mapping[int, str]:
    """The blocks that are notes, with the address within the page that leads to each.

    Args:
        document: the page.
        positions: of the blocks whose references count.

    A note stands behind its first reference, and holds few blocks. A link back stands in the note and leads before it.
    """
    skeleton = document.skeleton
    attributes = skeleton.attributes
    inner = frozenset([node for node in skeleton.having.get("href", ()) if attributes[node]["href"].startswith("#")])
    if not inner:
        return {}
    notes: dict[int, str] = {}
    for position in positions:
        for href in _references(document.blocks[position], skeleton, inner):
            for target in _target(skeleton, href):
                if target.start > position and len(target) <= _LONGEST:
                    for note in target:
                        notes.setdefault(note, href)
    return notes


def _references(block: Block, skeleton: Skeleton, inner: frozenset[int]) -> Iterator[str]:
    """The addresses that the references of a block lead to; `inner` are the links within the page."""
    if any(run.node in inner for run in block.runs):
        for mark in read_marks(block, skeleton):
            if mark.kind == "footnote" and mark.href is not None:
                yield mark.href


def _target(skeleton: Skeleton, href: str) -> Iterator[range]:
    """The blocks of the element that an address within the page names; of the first, if several have the name."""
    for attribute in ("id", "name"):
        for node in skeleton.nodes_by_value(attribute).get(href[1:], ())[:1]:
            yield range(skeleton.firsts[node], skeleton.stops[node])
            return
