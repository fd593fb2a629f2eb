"""How text flows into blocks: what ends one, what goes on in it, and what is a row, a line of code, a side column."""

from __future__ import annotations

from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.marks import MARKED
from pagewinnow.segment.asides import Span
from pagewinnow.segment.block import LONG_CELL, OpenBlock
from pagewinnow.segment.elements import ANCHOR, CELLS, INLINE, OUTSIDE, Context, enter, tell_run
from pagewinnow.segment.nodes import ATTRIBUTES, BLOCK_NODE, CONTEXT, FIRST, INDEX, PARENT, PIECE, ROLE, TAG, Node
from pagewinnow.segment.spaces import CELL_GAP, LINE, count_columns

_MOST_OPEN = 24  # inline elements around a block that are its runs: what nobody closes stays open to the end of a page
_TABLE = 2  # elements from a row to its table
_SIGNS = 2  # pieces of a link that is a sign: itself, a space
_LISTING = 2  # lines, from which on elements that keep their space are a listing


class _Held(NamedTuple):
    """What goes on when the element that it stands in has ended: its context and node, the pieces so far, its lines."""

    context: Context
    node: int
    pieces: int
    lines: int = 0


class Flow:
    """The blocks of a page as they are made. `stack` and `nodes` are the reader's; it fills `opened` and `cells`."""

    def __init__(self, nodes: list[Node], stack: list[Node]) -> None:
        self._nodes, self._stack = nodes, stack
        self.blocks: list[Block] = []
        self.opened: list[Node] = []  # inline elements and cells
        self.block = OpenBlock(nodes)
        self.flushed = 0  # pieces of the blocks before; elements count theirs from the beginning of the page
        self.held: _Held | None = None
        self.number: int | None = None  # of the list item that began last, until a block has it
        self._pieces = self.block.pieces
        self.cells: list[Node] = []  # those that are open
        self._tables: set[int] = set()  # those with head cells, which are no layouts
        self._in_line = False  # of a listing

    def end(self) -> None:
        """The page ends: what waits for a block that never came is one."""
        self.flush()
        for aside in self.block.waiting:
            self.blocks.append(Block(len(self.blocks), aside.text.strip(), "paragraph", None, 0))

    def break_block(self) -> None:
        """A block-level element, or two line breaks, end the block; in a cell they end what its row was before it."""
        if self.cells:
            before = self.cells[-1][PIECE] - self.flushed
            if before > 0:
                self._split(before)
        self.flush()

    def flush(self) -> None:
        """Close the block that the pieces make, if they hold any text."""
        pieces, block = self._pieces, self.block
        if not pieces:
            return
        held = self.held
        if held is not None and held.lines and not self._is_blank_from(held.pieces):
            self._split(held.pieces - self.flushed)  # what stands behind a listing is none of it
        top = self._stack[-1] if self._stack else None
        context, node = (top[CONTEXT], top[BLOCK_NODE]) if top else (OUTSIDE, 0)
        if self.held is not None:
            context, node = self._tell_place(self.held, context, node)
        if self.opened:
            self._keep_open(node)
        made = block.close(len(self.blocks), context, node, bool(self.cells))
        if made is not None:
            if self.number is not None and made.kind == "list_item":
                made, self.number = made._replace(number=self.number), None
            self.blocks.append(made)
        self.flushed += len(pieces)
        block.clear(is_made=made is not None)

    def _tell_place(self, held: _Held, context: Context, node: int) -> tuple[Context, int]:
        """The context and the node of a block that goes on behind its element."""
        self.held = None
        if not self._is_blank_from(held.pieces) or 0 < held.lines < _LISTING:
            return context, node
        return held.context, held.node

    def _keep_open(self, node: int) -> None:
        """The inline elements that are open are runs of the block too: those in it, and those that mark its text."""
        for opened in self.opened[-_MOST_OPEN:]:
            first = opened[PIECE] - self.flushed
            if first < len(self._pieces) and (opened[INDEX] > node or opened[TAG] in MARKED):
                self.keep_run(first, opened)

    def break_line(self) -> None:
        """A line break; the second in a row ends the block, but in a listing it is an empty line."""
        pieces = self._pieces
        if pieces and self._stack and self._stack[-1][CONTEXT].pre:
            pieces.append(LINE)
            return
        for piece in reversed(pieces):
            if piece is LINE:
                self.break_block()
                return
            if not piece.isspace():
                pieces.append(LINE)
                return

    def keep_run(self, first: int, node: Node) -> None:
        """An inline element or a cell holds the pieces from `first` on, or from the first where that is below 0."""
        block, index = self.block, node[INDEX]
        first, stop = first if first > 0 else 0, len(self._pieces)  # noqa: FURB136 - a call to max costs more
        block.runs.append((first, stop, index))
        role, attributes = node[ROLE], node[ATTRIBUTES]
        if role < INLINE or (attributes and role == INLINE and (role := tell_run(attributes)) < INLINE):
            block.spans.append(Span(first, stop, role, index))
        elif node[TAG] == "a" and stop - first <= _SIGNS and attributes.get("href", "")[:1] == "#":
            block.spans.append(Span(first, stop, ANCHOR, index))

    def hold(self, node: Node) -> None:
        """An author's own element has ended: what is in it is a block, unless text follows at once."""
        if self._pieces and (self.held is None or not self._is_blank_from(self.held.pieces)):
            self.held = _Held(node[CONTEXT], node[INDEX], self.flushed + len(self._pieces))

    def end_held(self) -> None:
        """Another element begins: what was held open is a block if no text came between."""
        if self.held is not None and not self.held.lines and self._is_blank_from(self.held.pieces):
            self.break_block()

    def _is_blank_from(self, piece: int) -> bool:
        return all(not one or one.isspace() for one in self._pieces[max(piece - self.flushed, 0) :])

    def start_cell(self, tag: str, index: int, parent: int) -> int:
        """A cell begins. Returns the number of the piece that it begins with."""
        if self._pieces:
            if self._pieces[-1] is LINE:
                self._pieces[-1] = ""  # the paragraph that ends the cell before
            self._pieces.append(CELL_GAP)
        if tag == "th":
            self._tables.add(self._table_of(parent))
        cells = self.block.cells
        if cells and self._nodes[cells[-1][1]][PARENT] != parent:  # of a row without text
            cells.clear()
        cells.append((len(self._pieces), index))
        return self.flushed + len(self._pieces)

    def is_cell_of_table(self, node: int) -> bool:
        """Is this a cell of a table with heads? A paragraph in it is a line of its row."""
        return self._nodes[node][TAG] in CELLS and self._table_of(self._nodes[node][PARENT]) in self._tables

    def break_cell_line(self) -> None:
        """A paragraph in a cell begins or ends: a line of its own, if there is anything before it in its cell."""
        pieces = self._pieces
        first = max(self.cells[-1][PIECE] - self.flushed, 0) if self.cells else 0
        if len(pieces) > first and not self._is_blank_from(self.flushed + first) and pieces[-1] is not LINE:
            pieces.append(LINE)

    def end_cell(self, node: Node) -> None:
        """A cell ends. In a layout it is a block of its own, and so is what stands before it in its row."""
        self.cells.pop()
        first = max(node[PIECE] - self.flushed, 0)
        if node[TAG] != "option" and self._is_layout(node, first):
            if first:
                self._split(first)
            self.flush()

    def _is_layout(self, cell: Node, first: int) -> bool:
        if not self._pieces or self._table_of(cell[PARENT]) in self._tables:
            return False
        has_blocks = self._nodes[max(cell[PARENT], 0)][FIRST] < len(self.blocks)
        return has_blocks or sum(map(count_columns, self._pieces[first:])) > LONG_CELL

    def _table_of(self, node: int) -> int:
        for _ in range(_TABLE):
            if node <= 0 or self._nodes[node][TAG] == "table":
                break
            node = self._nodes[node][PARENT]
        return node

    def _split(self, at: int) -> None:
        """Close what the first pieces of the row make as a block of its own; the others wait."""
        block, pieces = self.block, self._pieces
        rest = pieces[at:]
        runs = [(first - at, stop - at, node) for first, stop, node in block.runs if first >= at]
        spans = [span._replace(first=span.first - at, stop=span.stop - at) for span in block.spans if span.first >= at]
        cells = [(piece - at, node) for piece, node in block.cells if piece >= at]
        images = [(piece - at, node) for piece, node in block.images if piece >= at]
        del pieces[at:]
        block.runs[:] = [run for run in block.runs if run[1] <= at]
        block.spans[:] = [span for span in block.spans if span.stop <= at]
        block.cells[:] = block.cells[: len(block.cells) - len(cells)]
        block.images[:] = block.images[: len(block.images) - len(images)]
        self.flush()
        pieces += rest
        block.runs += runs
        block.spans += spans
        block.cells += cells
        block.images += images

    def start_line(self, context: Context, node: int) -> Context:
        """An element that is a line of a listing begins. Returns the context in it."""
        pieces, held = self._pieces, self.held
        if not context.pre:
            goes_on = held is not None and held.lines and held.node == node and self._is_blank_from(held.pieces)
            if pieces and not goes_on:
                self.break_block()
            context = enter("pre", context)
        if len(pieces) > 1 and pieces[-1].isspace() and pieces[-2] is LINE:
            pieces[-2:] = ["", LINE]  # the space between two lines is no line
        if pieces and not pieces[-1].endswith(("\n", LINE)):
            pieces.append(LINE)
        self._in_line = True
        return context

    def end_line(self, node: Node) -> None:
        """It ends; outside a `pre` what was read goes on, for the next may follow."""
        if self._in_line and self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append(LINE)
        self._in_line = False
        if not self._nodes[max(node[PARENT], 0)][CONTEXT].pre and self._pieces:
            lines = 1 + (self.held.lines if self.held else 0)
            self.held = _Held(node[CONTEXT], node[BLOCK_NODE], self.flushed + len(self._pieces), lines)
