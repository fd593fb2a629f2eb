"""The block that is being read: pieces of text, and what stands where among them, until it is closed.

Places are numbers of pieces while the block is open, and characters of its text when it is closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from pagewinnow.document import Aside, Block, Mark, Run
from pagewinnow.records import BlockKind
from pagewinnow.rules.elements import elements
from pagewinnow.segment.asides import (
    SOFT_HYPHEN,
    Left,
    Span,
    blank_numbers,
    join_words,
    place,
    strip_hyphens,
    take_out,
)
from pagewinnow.segment.code import find_language, find_numbers, is_gutter
from pagewinnow.segment.elements import CELLS, COPY, INLINE, Context
from pagewinnow.segment.marks import image_mark, in_order, read_marks
from pagewinnow.segment.nodes import ATTRIBUTES, PARENT, TAG, Node
from pagewinnow.segment.spaces import SpaceSkipper, collapse_space, keep_space

LONG_CELL = 160  # characters: a cell that is longer is one of a layout, not of a table
_WIDEST_SPAN = 20  # columns that one cell may take
_DEEP = 4  # elements between a formula and the annotation in it
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

    def close(self, position: int, context: Context, node: int, *, in_cell: bool) -> Block | None:
        """The block; `None` where there is no text in it that is its own."""
        pieces, left = self._strip(context)
        flatten = keep_space if context.pre else collapse_space
        text, ends = flatten(pieces)
        hidden = context.hidden
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
        if in_cell and context.pre and is_gutter(text):
            self._wait([Left(0, text, "other", "markup/line-number")])
            return None
        return self._make(position, text, ends, context._replace(hidden=hidden) if hidden else context, node, left)

    def clear(self, *, is_made: bool) -> None:
        """Begin the next block; images and formulas that no block has yet stand at its head."""
        for places in (self.pieces, self.runs, self.spans, self.cells):
            places.clear()  # type: ignore[attr-defined]
        if is_made:
            self.images.clear()
            self.tex.clear()
        elif (self.images and self.images[-1][0]) or (self.tex and self.tex[-1][0]):
            self.images[:] = [(0, index) for _, index in self.images]
            self.tex[:] = [(0, node, text) for _, node, text in self.tex]

    def _strip(self, context: Context) -> tuple[list[str], list[Left]]:
        """The pieces of the text, and what was taken out of them."""
        pieces, left = self.pieces, []
        if self.spans:
            formulas = [Span(*run[:2], INLINE, run[2]) for run in self.runs if self._nodes[run[2]][TAG] == "math"]
            pieces, left = take_out(pieces, self.spans, formulas)
        if context.pre and (numbers := find_numbers(pieces, self.runs)):
            pieces, found = blank_numbers(pieces, numbers)
            left += found
        return pieces, left

    def _wait(self, left: Sequence[Left]) -> None:
        self.waiting += [Aside(0, one.text, one.label, one.rule) for one in left]

    def _make(
        self, position: int, text: str, ends: list[int], context: Context, node: int, left: list[Left]
    ) -> Block:
        kind, level, _, hidden, noscript, _, quotes, header = context
        asides: tuple[Aside, ...] = place(left, ends) if left else ()
        if self.waiting:
            asides = (*self.waiting, *asides)
            self.waiting.clear()
        runs = self._find_runs(text, ends) if self.runs else ()
        marks, links = read_marks(runs, self._nodes, self._read_tex()) if runs else ([], 0)
        if kind == "table_row":
            kind, header = self._tell_row(text, runs, header=header)
            if kind == "table_row":
                marks += self._borders(text, ends)
        if self.images:
            marks += self._place_images(text, ends)
        if self.tex:
            marks += self._place_tex(text, ends)
        language = None
        if kind == "code":
            language, marks = find_language(self._nodes, node, (run.node for run in runs)), []
        return _make(
            Block,
            (position, text, kind, level, node, hidden, noscript, links, 0, runs, in_order(marks) if marks else (),
             asides, quotes, None, language, header and kind == "table_row"),
        )  # fmt: skip

    def _find_runs(self, text: str, ends: list[int]) -> tuple[Run, ...]:
        """The inline elements of the block as slices of its text."""
        found = []
        skip = SpaceSkipper(text).skip
        for first, stop, index in self.runs:
            start, end = skip(ends[first - 1] if first else 0), ends[stop - 1]
            if start < end:
                found.append(_make(Run, (start, end, index)))
        return tuple(found)

    def _tell_row(self, text: str, runs: Sequence[Run], *, header: bool) -> tuple[BlockKind, bool]:
        """Is what stands in a row one of a table, and its head?"""
        tags = [self._nodes[run.node][TAG] for run in runs]
        cells = [tag for tag in tags if tag in CELLS]
        if len(text) > LONG_CELL and len(cells) < 2:
            return "paragraph", False
        return "table_row", header or (bool(cells) and all(tag == "th" for tag in cells))

    def _borders(self, text: str, ends: list[int]) -> list[Mark]:
        """The borders of the cells of a row; a cell over more than one column has those after it too."""
        marks: list[Mark] = []
        wider = 0
        for number, (piece, node) in enumerate(self.cells):
            at = ends[piece - 2] if piece > 1 else 0
            marks += [Mark(at, at, "cell")] * (wider + (number > 0))
            wider = _columns(self._nodes[node]) - 1
        return marks + [Mark(len(text), len(text), "cell")] * wider

    def _place_images(self, text: str, ends: list[int]) -> list[Mark]:
        skip = SpaceSkipper(text).skip
        places = [(skip(ends[piece - 1]) if piece else 0, node) for piece, node in self.images]
        return [mark for at, node in places if (mark := image_mark(at, self._nodes[node]))]

    def _read_tex(self) -> dict[int, str]:
        """The formulas that hold their own TeX, by their nodes."""
        found = {}
        for span in self.spans:
            encoding = self._nodes[span.node][ATTRIBUTES].get("encoding", "") if span.role == COPY else ""
            if encoding.lower() in elements().formula_encodings and (formula := self._formula_around(span.node)):
                found[formula] = join_words(self.pieces[span.first : span.stop])
        return found

    def _formula_around(self, node: int) -> int | None:
        for _ in range(_DEEP):
            node = self._nodes[node][PARENT]
            if node < 0 or self._nodes[node][TAG] == "math":
                break
        return node if node > 0 and self._nodes[node][TAG] == "math" else None

    def _place_tex(self, text: str, ends: list[int]) -> list[Mark]:
        """Formulas that a script holds, each over what stands for it before the script, or at the place of the script."""
        skip = SpaceSkipper(text).skip
        shown = {(stop, self._nodes[index][PARENT]): first for first, stop, index in self.runs}
        marks = []
        for piece, around, formula in self.tex:
            first = shown.get((piece, around), piece)
            end = ends[piece - 1] if piece else 0
            start = min(skip(ends[first - 1] if first else 0), end)
            marks.append(Mark(start, end, "math", None, formula))
        return marks


def _columns(cell: Node) -> int:
    value = cell[ATTRIBUTES].get("colspan", "")
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isdecimal() and len(value) < 4 else 1
