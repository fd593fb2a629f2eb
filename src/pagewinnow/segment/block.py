"""The block that is being read: pieces of text, and what stands where among them, until it is closed.

Places are numbers of pieces while the block is open, and characters of its text when it is closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagewinnow.document import Aside, Block, Run
from pagewinnow.records import BlockKind, Mark
from pagewinnow.segment.asides import SOFT_HYPHEN, Left, Span, blank_numbers, place, strip_hyphens, take_out
from pagewinnow.segment.code import find_language, find_numbers, is_gutter
from pagewinnow.segment.elements import CELLS, INLINE, Context
from pagewinnow.segment.marks import Borders, mark_formulas, mark_images, mark_scripts
from pagewinnow.segment.nodes import ATTRIBUTES, TAG, Node
from pagewinnow.segment.spaces import SpaceSkipper, collapse_space, keep_space

LONG_CELL = 160  # characters: a cell that is longer is one of a layout, not of a table
_NESTED = frozenset({"list_item", "quote"})  # stand in a list or a quote of their own
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class


class OpenBlock:
    """What was read of a block. Lists are public and shared with the reader, which fills them."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int]] = []  # first and last piece of an inline element or a cell, its node
        self.spans: list[Span] = []  # the inline elements that may be no text of the block
        self.images: list[tuple[int, int]] = []  # piece, node
        self.cells: list[tuple[int, int]] = []  # piece, node
        self.tex: list[tuple[int, int, str]] = []  # piece, node around, formula
        self.waiting: list[Aside] = []  # no text of any block, for the next one to keep
        self._borders = Borders(nodes)
        self._links = 0  # characters in links, of the block that was closed last

    def close(self, position: int, context: Context, node: int, in_cell: bool) -> Block | None:  # noqa: FBT001 - hot
        """The block; `None` where there is no text in it that is its own."""
        kind, level, _, hidden, noscript, pre, depth, header = context
        pieces: Sequence[str] = self.pieces
        left: list[Left] = []
        if pre or self.spans:
            pieces, left = self._strip(pre=pre)
        flatten = keep_space if pre else collapse_space
        text, ends = flatten(pieces)
        if SOFT_HYPHEN in text:
            pieces, hyphens = strip_hyphens(pieces)
            text, ends = flatten(pieces)
            left += hyphens
        if left and not text.strip():
            if all(one.label == "nav" for one in left):
                self._wait(left)
                return None
            hidden = hidden or all(one.label == "hidden" for one in left)
            text, ends = flatten(self.pieces)
            left = []
        if not text or text == "\n":
            return None
        if pre and in_cell and is_gutter(text):
            self._wait([Left(0, text, "other", "markup/line-number")])
            return None
        self._links = 0
        runs = self._find_runs(text, ends) if self.runs else ()
        if depth and kind in _NESTED:
            depth -= 1
        if kind == "table_row":
            kind, header = self._tell_row(text, runs, header=header)
        marks = self._mark(kind, text, ends) if self.images or self.cells or self.tex or self.spans else ()
        asides = self._place(left, ends) if left or self.waiting else ()
        language = find_language(self._nodes, node, runs) if kind == "code" else None
        return _make(
            Block,
            (position, text, kind, level, node, hidden, noscript, self._links, 0, runs, marks, asides, depth, None,
             language, header and kind == "table_row", 0),
        )  # fmt: skip

    def clear(self, *, is_made: bool) -> None:
        """Begin the next block; images and formulas that no block has yet stand at its head."""
        self.pieces.clear()
        if self.runs:
            self.runs.clear()
            self.spans.clear()
        if self.cells:
            self.cells.clear()
        if not self.images and not self.tex:
            return
        if is_made:
            self.images.clear()
            self.tex.clear()
        elif (self.images and self.images[-1][0]) or (self.tex and self.tex[-1][0]):
            self.images[:] = [(0, index) for _, index in self.images]
            self.tex[:] = [(0, node, text) for _, node, text in self.tex]

    def _strip(self, *, pre: bool) -> tuple[list[str], list[Left]]:
        """The pieces of the text, and what was taken out of them."""
        pieces: list[str] = self.pieces
        left: list[Left] = []
        if self.spans:
            formulas = [Span(*run[:2], INLINE, run[2]) for run in self.runs if self._nodes[run[2]][TAG] == "math"]
            pieces, left = take_out(pieces, self.spans, formulas)
        if pre and (numbers := find_numbers(pieces, self.runs)):
            pieces, found = blank_numbers(pieces, numbers)
            left += found
        return pieces, left

    def _wait(self, left: Sequence[Left]) -> None:
        self.waiting += [Aside(0, f"{one.text.strip()} ", one.label, one.rule) for one in left]

    def _place(self, left: Sequence[Left], ends: Sequence[int]) -> tuple[Aside, ...]:
        asides = (*self.waiting, *place(left, ends))
        self.waiting.clear()
        return asides

    def _find_runs(self, text: str, ends: list[int]) -> tuple[Run, ...]:
        """The inline elements of the block as slices of its text. Counts what is in links that lead somewhere."""
        found = []
        links, nodes, spaces = 0, self._nodes, None
        for first, stop, index in self.runs:
            start, end = ends[first - 1] if first else 0, ends[stop - 1]
            if start >= end:
                continue
            if text[start] <= " " or text[start].isspace():
                spaces = spaces or SpaceSkipper(text)
                start = spaces.skip(start)
                if start >= end:
                    continue
            found.append(_make(Run, (start, end, index)))
            node = nodes[index]
            if node[TAG] == "a" and "href" in node[ATTRIBUTES]:
                links += end - start
        self._links = links
        return tuple(found)

    def _tell_row(self, text: str, runs: Sequence[Run], *, header: bool) -> tuple[BlockKind, bool]:
        """Is what stands in a row one of a table, and its head?"""
        tags = [self._nodes[run.node][TAG] for run in runs]
        cells = [tag for tag in tags if tag in CELLS]
        if len(text) > LONG_CELL and len(cells) < 2:
            return "paragraph", False
        return "table_row", header or (bool(cells) and all(tag == "th" for tag in cells))

    def _mark(self, kind: BlockKind, text: str, ends: Sequence[int]) -> tuple[Mark, ...]:
        """The marks that no run tells: borders of cells, images, formulas."""
        marks: list[Mark] = []
        if kind == "table_row" and self.cells:
            marks += self._borders.mark(self.cells, text, ends)
        if kind != "code":
            if self.spans:
                marks += mark_formulas(self.spans, self.pieces, self.runs, self._nodes, text, ends)
            if self.tex:
                marks += mark_scripts(self.tex, self.runs, self._nodes, text, ends)
            if self.images:
                told = [mark.alt for mark in marks if mark.kind == "math"]
                marks += mark_images(self.images, self._nodes, text, ends, told)
        return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)) if len(marks) > 1 else marks)
