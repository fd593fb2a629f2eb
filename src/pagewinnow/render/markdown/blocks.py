"""Blocks as lines of Markdown: each kind has its writer, a container puts its marker before what its blocks wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pagewinnow.records import ArticleBlock, Mark
from pagewinnow.render.markdown.inline import Wanted, longest_run, write_inline
from pagewinnow.render.markdown.notes import name_notes, skip_sign
from pagewinnow.render.markdown.tree import Container, build_tree

_INFO = re.compile(r"[^\w+#.-]+")
_CLOSING = re.compile(r"(^|\s)(#+)$")  # signs at the end of a heading that would be taken for its end
_ENOUGH = 3  # backticks of a fence, at least


def write_blocks(blocks: Sequence[ArticleBlock], wanted: Wanted) -> str:
    """The blocks as Markdown, a blank line between them; the items of a list stand together."""
    names = name_notes(blocks)
    return "\n".join(_write_children(build_tree(blocks, names), wanted._replace(notes=names)))


def _write_children(container: Container, wanted: Wanted) -> list[str]:
    lines: list[str] = []
    before: Container | ArticleBlock | None = None
    sign = "."
    for piece in _pieces(container):
        first = piece[0]
        if isinstance(first, Container):
            sign = _next_sign(before, first, sign)
            written = _write_container(first, sign, wanted)
        else:
            written = _WRITERS.get(first.kind, _write_paragraph)(
                [b for b in piece if isinstance(b, ArticleBlock)], wanted
            )
        if lines and not _are_tight(before, first):
            lines.append("")
        lines += written
        before = first
    return lines


def _pieces(container: Container) -> Iterator[list[Container | ArticleBlock]]:
    """What is written at once: the rows of a table together, all else by itself."""
    for is_row, group in groupby(container.children, key=_is_row):
        if is_row:
            yield from _tables(list(group))
        else:
            yield from ([child] for child in group)


def _tables(rows: list[Container | ArticleBlock]) -> Iterator[list[Container | ArticleBlock]]:
    """The tables that follow each other: a head behind rows that are none begins the next."""
    start = 0
    for at in range(1, len(rows)):
        before, row = rows[at - 1], rows[at]
        if isinstance(before, ArticleBlock) and isinstance(row, ArticleBlock) and row.header and not before.header:
            yield rows[start:at]
            start = at
    yield rows[start:]


def _is_row(child: Container | ArticleBlock) -> bool:
    return isinstance(child, ArticleBlock) and child.kind == "table_row"


def _are_tight(before: Container | ArticleBlock | None, after: Container | ArticleBlock) -> bool:
    """Two items of a list that hold one block each, or a block and the list in it: no blank line between them."""
    if not isinstance(after, Container) or after.kind != "item":
        return False
    if isinstance(before, ArticleBlock):
        return before.kind == "list_item" and after.number in (None, 1)  # no other number may end a paragraph
    return before is not None and before.kind == "item" and _is_simple(before) and _is_simple(after)


def _is_simple(item: Container) -> bool:
    """Is the item one block, with lists in it at most?"""
    first, *others = item.children
    if isinstance(first, Container) or first.kind != "list_item":
        return False
    return all(isinstance(other, Container) and other.kind == "item" and _is_simple(other) for other in others)


def _next_sign(before: Container | ArticleBlock | None, item: Container, sign: str) -> str:
    """The sign behind an item's number: another one where a list ends and the next begins to count again."""
    if item.number is None or not isinstance(before, Container) or before.number is None:
        return sign
    return {".": ")", ")": "."}[sign] if item.number <= before.number else sign


def _write_container(container: Container, sign: str, wanted: Wanted) -> list[str]:
    if container.note is not None:
        return _write_note(container, wanted.notes[container.note], wanted)
    inner = _write_children(container, wanted)
    if container.kind == "quote":
        return [f"> {line}" if line else ">" for line in inner]
    marker = "- " if container.number is None else f"{container.number}{sign} "
    indent = " " * len(marker)
    return [(marker if at == 0 else indent if line else "") + line for at, line in enumerate(inner)]


def _write_note(container: Container, name: str, wanted: Wanted) -> list[str]:
    """What a note says behind its name; its further blocks are indented."""
    first = container.children[0]
    if isinstance(first, ArticleBlock):
        container.children[0] = _drop_sign(first, name)
    inner = _write_children(container, wanted)
    return [f"[^{name}]: {line}" if at == 0 else f"    {line}" if line else "" for at, line in enumerate(inner)]


def _drop_sign(block: ArticleBlock, name: str) -> ArticleBlock:
    """A note without the sign that it begins with, which its name says already."""
    skipped = skip_sign(block.text, name)
    marks = tuple(_shift(mark, skipped) for mark in block.marks if mark.start >= skipped)
    return replace(block, text=block.text[skipped:], marks=marks) if skipped else block


def _write_paragraph(blocks: Sequence[ArticleBlock], wanted: Wanted) -> list[str]:
    block = blocks[0]
    formula = _whole_formula(block)
    return [f"$${formula}$$"] if formula else write_lines(block.text, block.marks, wanted)


def _whole_formula(block: ArticleBlock) -> str | None:
    """The formula that is all there is in a block, which then stands on a line of its own."""
    marks = [mark for mark in block.marks if mark.kind == "math" and mark.alt]
    if len(marks) != 1 or block.text[: marks[0].start].strip() or block.text[marks[0].end :].strip():
        return None
    return " ".join((marks[0].alt or "").split()) if marks[0].start < marks[0].end else None


def write_lines(text: str, marks: Sequence[Mark], wanted: Wanted) -> list[str]:
    """The lines of a paragraph; one that is blank, or begins with white space, would be read as something else."""
    lines = write_inline(text, marks, wanted).split("\n")
    return [line.lstrip() for line in lines if line.strip()]


def _write_heading(blocks: Sequence[ArticleBlock], wanted: Wanted) -> list[str]:
    words = " ".join(write_lines(blocks[0].text, blocks[0].marks, wanted))
    words = _CLOSING.sub(r"\1\\\2", " ".join(words.split()))
    return [f"{'#' * (blocks[0].level or 2)} {words}"]


def _write_code(blocks: Sequence[ArticleBlock], _wanted: Wanted) -> list[str]:
    block = blocks[0]
    fence = "`" * max(_ENOUGH, longest_run(block.text, "`") + 1)
    return [f"{fence}{_INFO.sub('', block.language or '')}", *block.text.split("\n"), fence]


def _write_table(blocks: Sequence[ArticleBlock], wanted: Wanted) -> list[str]:
    """A table of GitHub Flavored Markdown. It must have a head: the row that is one, or else an empty one."""
    rows = [_write_row(block, wanted) for block in blocks]
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    if not blocks[0].header:
        lines.insert(0, f"|{'  |' * width}")
    return [lines[0], f"|{' --- |' * width}", *lines[1:]]


def _write_row(block: ArticleBlock, wanted: Wanted) -> list[str]:
    cells = []
    start = 0
    for end, following in (*_borders(block), (len(block.text), 0)):
        marks = [_shift(mark, start) for mark in block.marks if start <= mark.start and mark.end <= end]
        cell = write_inline(block.text[start:end], [m for m in marks if m.kind != "cell"], wanted)
        cells.append("<br>".join(line.strip() for line in cell.split("\n") if line.strip()).replace("|", "\\|"))
        start = following
    return cells


def _borders(block: ArticleBlock) -> Iterator[tuple[int, int]]:
    """Where each cell but the last ends and the next begins: at a mark, or where there is none at a tab."""
    marks = [mark.start for mark in block.marks if mark.kind == "cell"]
    if marks:
        yield from ((at, at) for at in marks)
    else:
        yield from ((found.start(), found.end()) for found in re.finditer("\t", block.text))


def _shift(mark: Mark, start: int) -> Mark:
    return Mark(mark.start - start, mark.end - start, mark.kind, mark.href, mark.alt)


_WRITERS: dict[str, Callable[[Sequence[ArticleBlock], Wanted], list[str]]] = {
    "heading": _write_heading, "code": _write_code, "table_row": _write_table,
}  # fmt: skip
