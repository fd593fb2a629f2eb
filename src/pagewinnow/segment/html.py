"""HTML to blocks: one handler of parser events, so one pass, whatever parser sends them.

What breaks a block and what does not follows what a reader sees: block-level elements break it, inline elements and a
single `<br>` do not, `<br><br>` does. A table row is one block, unless it is one of a layout. `pre` keeps its white
space and its lines. An author's own element breaks no sentence. `noscript` is read like the rest (some forums ship
their posts in it); hidden elements are flagged. Inline elements with text are kept as runs, table cells too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from pagewinnow.document import NO_ATTRIBUTES, Document, Signals, Skeleton, Source
from pagewinnow.dom import drive
from pagewinnow.segment.elements import (
    BLOCK,
    CELL,
    CELL_LINE,
    CHANGING,
    CHILDLESS,
    DECLARING,
    IMAGE,
    INLINE,
    LINE,
    LINE_BREAK,
    LINE_OF_CODE,
    LINES_OF_CODE,
    MUTING,
    NAMING,
    OUTSIDE,
    OWN,
    READING,
    ROLES,
    RUBY,
    SENTENCES,
    SKIPPING,
    enter,
    is_content,
    is_hidden,
    is_line,
    keeps_space,
)
from pagewinnow.segment.flow import Flow
from pagewinnow.segment.head import Head
from pagewinnow.segment.lists import Numbers
from pagewinnow.segment.nodes import (
    ATTRIBUTES,
    BLOCK_NODE,
    CONTEXT,
    END,
    INDEX,
    PARENT,
    PIECE,
    ROLE,
    SKELETON,
    STOP,
    TAG,
    Node,
)

_EMPTY_PAGE = 3  # elements that a parser makes of anything


def segment_html(source: Source) -> Document:
    """The blocks of an HTML page and the skeleton they stand in."""
    reader = drive(source.text, _Reader)
    document = reader.document(source)
    reader.let_go()
    return document


class _Reader:
    """The handler. Methods are long and hot: a third of the time of cleaning a page is spent in them."""

    def __init__(self) -> None:
        self._head = Head()
        self._depth = self._cells = 0
        self._nodes: list[Node] = []
        self._named: dict[str, list[int]] = defaultdict(list)  # the elements by the names of their attributes
        self._stack: list[Node] = []  # the elements that are open
        self._numbers = Numbers()
        self._flow = Flow(self._nodes, self._stack)
        self._pieces = self._flow.block.pieces  # for the hot methods
        self._blocks = self._flow.blocks
        self._muted = self._skipped = 0
        self._captured: list[str] | None = None

    def document(self, source: Source) -> Document:
        """The page that was read."""
        skeleton = self._skeleton()
        declared, scripts = self._head.declared(), tuple(self._head.scripts)
        signals = Signals(scripts, self._depth, max(map(len, skeleton.attributes)), self._cells)
        return Document(source, "html", self._blocks, skeleton, declared, signals)

    def _skeleton(self) -> Skeleton:
        if not self._nodes:
            return Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [0])
        tags, parents, attributes, ends, firsts, stops = map(list, islice(zip(*self._nodes, strict=True), SKELETON))
        return Skeleton(tags, parents, attributes, ends, firsts, stops, dict(self._named))

    def let_go(self) -> None:
        """Hold nothing more: the parser keeps its handler in a cycle, and to search all this costs 0.3 parses."""
        vars(self).clear()

    def read_any(self) -> bool:
        return bool(self._blocks or self._head.scripts) or len(self._nodes) > _EMPTY_PAGE

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:  # noqa: C901, PLR0912, PLR0915 - one call an element
        if self._skipped:
            self._skipped += 1
            return
        role = ROLES.get(tag)
        if role is None:
            role = self._tell_rare(tag, attrib)
        elif role == LINE_BREAK:
            self._flow.break_line()
            return
        elif role == READING:
            self._end_reading()
        stack, index, piece = self._stack, len(self._nodes), 0
        if stack:
            top = stack[-1]
            parent, context, block_node = top[INDEX], top[CONTEXT], top[BLOCK_NODE]
        else:
            parent, context, block_node = -1, OUTSIDE, index
        if attrib:
            named = self._named
            for name in attrib:
                named[name].append(index)
            if "style" in attrib or "hidden" in attrib:
                if is_hidden(attrib):
                    context = context._replace(hidden=True)
                elif role == BLOCK and keeps_space(attrib):
                    role = LINE_OF_CODE
            if role == BLOCK and "class" in attrib and LINE in attrib["class"] and is_line(attrib["class"]):
                role = LINE_OF_CODE
        else:
            attrib = NO_ATTRIBUTES
        flow = self._flow
        if tag == "p" and flow.cells and flow.is_cell_of_table(parent):
            role = CELL_LINE
            flow.break_cell_line()
            piece = flow.flushed + len(self._pieces)
        elif role <= INLINE:
            if flow.held is not None:
                flow.end_held()
            piece = flow.flushed + len(self._pieces)
        elif role == CELL:
            self._cells += 1
            context, piece = enter(tag, context), flow.start_cell(tag, index, parent)
        elif role == LINE_OF_CODE or (context[5] and tag in LINES_OF_CODE):
            role, context = LINE_OF_CODE, flow.start_line(context, block_node)
        elif role <= CHANGING:
            if self._pieces:
                flow.break_block()
            block_node = index
            if role == CHANGING or context[0] == "table_row":
                context = enter(tag, context)
                if tag == "li":
                    flow.number = self._numbers.count(stack[-1], attrib) if stack else None
        else:
            block_node = self._start_special(role, tag, attrib, block_node, index)
        first = len(self._blocks)
        node = [tag, parent, attrib, index + 1, first, first, index, role, context, block_node, piece]
        self._nodes.append(node)
        if tag not in CHILDLESS:
            stack.append(node)
            if role <= CELL:
                flow.opened.append(node)
                if role == CELL:
                    flow.cells.append(node)
            if len(stack) > self._depth:  # noqa: PLR1730 - a call to max costs four times as much
                self._depth = len(stack)

    def _tell_rare(self, tag: str, attrib: Mapping[str, str]) -> int:
        """The role of an element that is none of HTML's, or depends on what is around it.

        An author's own element is inline by the standard; where it begins no sentence and stands in none, it is laid
        out as a block as a rule.
        """
        if tag == "template":
            return BLOCK if is_content(attrib) else SKIPPING
        if tag == "rb":
            self._end_reading()
            return INLINE
        top = self._stack[-1] if self._stack else None
        if "-" not in tag or top is None or top[CONTEXT].pre or self._nodes[top[BLOCK_NODE]][TAG] in SENTENCES:
            return INLINE
        self._flow.end_held()
        return INLINE if self._pieces or top[ROLE] <= CELL else OWN

    def _start_special(  # noqa: C901 - one test a role
        self, role: int, tag: str, attrib: Mapping[str, str], block_node: int, index: int
    ) -> int:
        """What is rare: elements without text, or that declare something. Returns the block-level element around."""
        if role == OWN:
            return index
        if role == MUTING:
            self._muted += 1
            if tag == "script":
                self._captured = []
        elif role == SKIPPING:
            self._skipped = 1
        elif role == IMAGE:
            self._flow.block.images.append((len(self._pieces), index))
        elif role == DECLARING:
            self._head.declare(tag, attrib)
        elif role == NAMING:
            if self._pieces:
                self._flow.break_block()
            if tag == "html":
                self._head.declare(tag, attrib)
            elif self._muted and not self._head.title:
                self._captured = self._head.title
            return index
        return block_node

    def data(self, data: str) -> None:
        if not self._muted:
            if not self._skipped and (self._pieces or not data.isspace()):
                self._pieces.append(data)
        elif self._captured is not None:
            self._captured.append(data)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            if self._skipped:
                return
        stack = self._stack
        if stack and stack[-1][TAG] == tag:
            self._close_top()
        elif tag not in CHILDLESS and tag not in RUBY and any(opened[TAG] == tag for opened in stack):
            while stack[-1][TAG] != tag:
                self._close_top()
            self._close_top()

    def close(self) -> None:
        while self._stack:
            self._close_top()
        self._flow.end()

    def _close_top(self) -> None:  # noqa: C901 - one test a role
        node, pieces = self._stack[-1], self._pieces
        role = node[ROLE]
        if role <= CELL:
            flow = self._flow
            flow.opened.pop()
            first = node[PIECE] - flow.flushed
            if first < len(pieces):
                flow.keep_run(first, node)
            if role == CELL:
                flow.end_cell(node)
            elif role == CELL_LINE:
                flow.break_cell_line()
        elif role == LINE_OF_CODE:
            self._flow.end_line(node)
        elif role <= CHANGING:
            if pieces:
                self._flow.break_block()
        elif role == OWN:
            self._flow.hold(node)
        elif role == MUTING:
            self._muted -= 1
            if node[TAG] == "script":
                self._end_script(node)
        elif role == NAMING:
            self._end_naming(node)
        self._stack.pop()
        node[END] = len(self._nodes)
        node[STOP] = len(self._blocks) + 1 if pieces else len(self._blocks)

    def _end_naming(self, node: Node) -> None:
        if self._pieces:
            self._flow.break_block()
            if node[TAG] == "title" and not self._head.title and self._blocks:
                self._head.title.append(self._blocks[-1].text)  # outside the head, where readers see it too
        self._captured = None

    def _end_script(self, node: Node) -> None:
        text = "".join(self._captured or ())
        self._captured = None
        if self._head.keep_script(node[ATTRIBUTES], text):
            self._flow.block.tex.append((len(self._pieces), node[PARENT], text.strip()))

    def _end_reading(self) -> None:
        """What is read above a character ends where the next begins."""
        if self._stack and self._stack[-1][TAG] in RUBY:
            self._close_top()
