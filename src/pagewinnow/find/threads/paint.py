"""From marks on blocks to the parts of a post: the later mark covers the earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.find.threads.model import Item, Span
from pagewinnow.findings import Part

Role = Literal["text", "quote", "field", "control"]


class Mark(NamedTuple):
    """A span and what it is."""

    span: Span
    role: Role


def paint(document: Document, item: Item, marks: Iterable[Mark]) -> tuple[Part, ...]:
    """The parts of an item's blocks. What no mark covers is left out: it counts as control."""
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        if item.start <= mark.span.position < item.stop and mark.span.start < mark.span.end:
            by_block.setdefault(mark.span.position, []).append(mark)
    parts: list[Part] = []
    for position in sorted(by_block):
        parts += paint_block(document.blocks[position], by_block[position])
    return tuple(parts)


def paint_block(block: Block, marks: list[Mark]) -> list[Part]:
    """The parts of one block.

    >>> block = Block(7, "Anna: well said", "paragraph", None, 0)
    >>> marks = [Mark(Span(7, 0, 15), "text"), Mark(Span(7, 0, 5), "field")]
    >>> [(p.role, p.start, p.end) for p in paint_block(block, marks)]
    [('field', 0, 5), ('text', 6, None)]
    """
    size = len(block.text)
    if len(marks) == 1 and marks[0].span.start == 0 and marks[0].span.end >= size:
        return [Part(block.position, marks[0].role)]
    edges = sorted({0, size, *(e for m in marks for e in (m.span.start, min(m.span.end, size)))})
    parts: list[Part] = []
    for start, end in pairwise(edges):
        role = next((m.role for m in reversed(marks) if m.span.start <= start and end <= m.span.end), None)
        if role is None:
            continue
        if parts and parts[-1].role == role and parts[-1].end == start:
            parts[-1] = parts[-1]._replace(end=end)
        else:
            parts.append(Part(block.position, role, start, end))
    trimmed = [_trim(block.text, part) for part in parts]
    kept = [p for p in trimmed if p.end is None or p.start < p.end]
    return [p._replace(end=None) if p.end == size else p for p in kept]


def repaint(document: Document, parts: Sequence[Part], marks: Mapping[int, list[Mark]]) -> tuple[Part, ...]:
    """The parts with more marks on top."""
    blocks = document.blocks
    out: list[Part] = []
    done: set[int] = set()
    for part in parts:
        if part.position not in marks:
            out.append(part)
        elif part.position not in done:
            done.add(part.position)
            block = blocks[part.position]
            old = [
                Mark(Span(p.position, p.start, len(block.text) if p.end is None else p.end), p.role)
                for p in parts
                if p.position == part.position
            ]
            out += paint_block(block, [*old, *marks[part.position]])
    return tuple(out)


def _trim(text: str, part: Part) -> Part:
    start, end = part.start, len(text) if part.end is None else part.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return part._replace(start=start, end=end)


def words_of(document: Document, parts: Iterable[Part], role: Role = "text") -> str:
    r"""The text of a post's parts of one role, a line for each block.

    >>> from pagewinnow.document import Declared, Signals, Skeleton, Source
    >>> blocks = [Block(0, "One two", "line", None, 0), Block(1, "Three", "line", None, 0)]
    >>> source, nowhere = Source("", "text", None, None, ""), Skeleton([], [], [], [], [], [])
    >>> page = Document(source, "text", blocks, nowhere, Declared(), Signals())
    >>> words_of(page, [Part(0, "text", 4), Part(1, "text")])
    'two\nThree'
    """
    pieces: list[str] = []
    last = -1
    for part in parts:
        if part.role == role:
            pieces.append(" " if part.position == last else "\n")
            pieces.append(document.blocks[part.position].text[part.start : part.end])
            last = part.position
    return "".join(pieces[1:])
