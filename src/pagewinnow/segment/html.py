"""HTML to blocks: one handler of parser events, so one pass, whatever parser sends them.

What breaks a block and what does not follows what a reader sees: block-level elements break it, inline elements and a
single `<br>` do not, `<br><br>` does. A table row is one block, unless a cell is long (a layout table). `pre` keeps its
white space. `noscript` is read like the rest (some forums ship their posts in it); hidden elements are flagged.
Inline elements with text are kept as runs, table cells too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Any

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Run, Script, Signals, Skeleton, Source
from pagewinnow.dom import drive
from pagewinnow.segment.declared import read_json_ld
from pagewinnow.segment.elements import (
    CELL,
    CELLS,
    CHANGING,
    CHILDLESS,
    DECLARING,
    INLINE,
    LINE_BREAK,
    MUTING,
    NAMING,
    OUTSIDE,
    ROLES,
    SKIPPING,
    Context,
    enter,
    find_role,
    is_hidden,
)
from pagewinnow.segment.spaces import CELL_GAP, LINE, collapse_space, keep_space, skip_space

_EMPTY_PAGE = 3  # elements that a parser makes of anything
_LONG_CELL = 160  # characters: a cell longer than this is a block of its own, its table a layout
# An element as it is read: a list, since nothing else is made and changed as fast (slots: 0.2 parses more a page).
# The first six are the columns of the skeleton.
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class
_TAG, _PARENT, _ATTRIBUTES, _END, _FIRST, _STOP, _INDEX, _ROLE, _CONTEXT, _BLOCK_NODE, _PIECE = range(11)


def segment_html(source: Source) -> Document:
    """The blocks of an HTML page and the skeleton they stand in."""
    reader = _Reader()
    drive(source.text, reader)
    document = reader.document(source)
    reader.let_go()
    return document


class _Reader:
    """The handler. Methods are long and hot: a third of the time of cleaning a page is spent in them."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._scripts: list[Script] = []
        self._metas: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._title: list[str] = []
        self._language: str | None = None
        self._base: str | None = None
        self._depth = self._cells = 0
        self._nodes: list[list[Any]] = []
        self._named: dict[str, list[int]] = defaultdict(list)  # the elements by the names of their attributes
        self._stack: list[list[Any]] = []  # the elements that are open
        self._open: list[list[Any]] = []  # the inline ones and cells among them
        self._pieces: list[str] = []  # of the block that is open
        self._runs: list[tuple[int, int, int]] = []  # its inline elements that are closed: first and last piece, index
        self._muted = self._skipped = 0
        self._captured: list[str] | None = None

    def document(self, source: Source) -> Document:
        """The page that was read."""
        skeleton, scripts = self._skeleton(), tuple(self._scripts)
        declared = Declared(
            title=" ".join("".join(self._title).split()) or None,
            language=self._language,
            base=self._base,
            metas=tuple(self._metas),
            links=tuple(self._links),
            json_ld=read_json_ld(scripts),
        )
        signals = Signals(scripts, self._depth, max(map(len, skeleton.attributes)), self._cells)
        return Document(source, "html", self._blocks, skeleton, declared, signals)

    def _skeleton(self) -> Skeleton:
        if not self._nodes:
            return Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [0])
        tags, parents, attributes, ends, firsts, stops = map(list, islice(zip(*self._nodes, strict=True), _INDEX))
        return Skeleton(tags, parents, attributes, ends, firsts, stops, dict(self._named))

    def let_go(self) -> None:
        """Hold nothing more: the parser keeps its handler in a cycle, and to search all this costs 0.3 parses."""
        vars(self).clear()

    def read_any(self) -> bool:
        return bool(self._blocks or self._scripts) or len(self._nodes) > _EMPTY_PAGE

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:  # noqa: C901, PLR0912 - one call an element
        if self._skipped:
            self._skipped += 1
            return
        role = ROLES.get(tag)
        if role is None:
            role = find_role(tag)
        elif role == LINE_BREAK:
            self._break_line()
            return
        stack, index, piece = self._stack, len(self._nodes), 0
        if stack:
            top = stack[-1]
            parent, context, block_node = top[_INDEX], top[_CONTEXT], top[_BLOCK_NODE]
        else:
            parent, context, block_node = -1, OUTSIDE, index
        if attrib:
            if ("style" in attrib or "hidden" in attrib) and is_hidden(attrib):
                context = context._replace(hidden=True)
            named = self._named
            for name in attrib:
                named[name].append(index)
        else:
            attrib = NO_ATTRIBUTES
        if role == INLINE:
            piece = len(self._pieces)
        elif role == CELL:
            self._cells += 1
            if self._pieces:
                self._pieces.append(CELL_GAP)
            context, piece = enter(tag, context), len(self._pieces)
        elif role <= CHANGING:
            if self._pieces:
                self._flush()
            block_node = index
            if role == CHANGING or context[0] == "table_row":
                context = enter(tag, context)
        else:
            block_node = self._start_special(role, tag, attrib, block_node, index)
        first = len(self._blocks)
        node = [tag, parent, attrib, index + 1, first, first, index, role, context, block_node, piece]
        self._nodes.append(node)
        if tag not in CHILDLESS:
            stack.append(node)
            if role <= CELL:
                self._open.append(node)
            if len(stack) > self._depth:  # noqa: PLR1730 - a call to max costs four times as much
                self._depth = len(stack)

    def _start_special(self, role: int, tag: str, attrib: Mapping[str, str], block_node: int, index: int) -> int:
        """What is rare: elements without text, or that declare something. Returns the block-level element around."""
        if role == MUTING:
            self._muted += 1
            if tag == "script":
                self._captured = []
        elif role == SKIPPING:
            self._skipped = 1
        elif role == DECLARING:
            self._declare(tag, attrib)
        elif role == NAMING:
            if self._pieces:
                self._flush()
            self._declare(tag, attrib)
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
        if stack and stack[-1][_TAG] == tag:
            self._close_top()
        elif tag not in CHILDLESS and any(opened[_TAG] == tag for opened in stack):
            while stack[-1][_TAG] != tag:
                self._close_top()
            self._close_top()

    def close(self) -> None:
        while self._stack:
            self._close_top()
        self._flush()

    def _close_top(self) -> None:
        node, pieces = self._stack[-1], self._pieces
        role = node[_ROLE]
        if role == INLINE:
            self._open.pop()
            if node[_PIECE] < len(pieces):
                self._runs.append((node[_PIECE], len(pieces), node[_INDEX]))
        elif role == CELL:
            self._end_cell(node)
        elif role <= CHANGING:
            if pieces:
                self._flush()
        elif role == MUTING:
            self._muted -= 1
            if node[_TAG] == "script":
                self._keep_script(node[_ATTRIBUTES])
        elif role == NAMING:
            self._end_naming(node[_TAG])
        self._stack.pop()
        node[_END] = len(self._nodes)
        node[_STOP] = len(self._blocks) + 1 if pieces else len(self._blocks)

    def _end_cell(self, node: list[Any]) -> None:
        self._open.pop()
        if node[_PIECE] < len(self._pieces):
            self._runs.append((node[_PIECE], len(self._pieces), node[_INDEX]))
        if node[_TAG] != "option" and sum(map(len, self._pieces)) > _LONG_CELL:
            self._flush()

    def _break_line(self) -> None:
        for piece in reversed(self._pieces):
            if piece is LINE:
                self._flush()
                return
            if not piece.isspace():
                self._pieces.append(LINE)
                return

    def _end_naming(self, tag: str) -> None:
        """A title that stands in the body by mistake is one too."""
        if self._pieces:
            if tag == "title" and not self._title:
                self._title += self._pieces
            self._flush()
        self._captured = None

    def _keep_script(self, attrib: Mapping[str, str]) -> None:
        kind = attrib.get("type", "").partition(";")[0].strip().lower()
        text = "".join(self._captured or ())
        self._scripts.append(Script(kind, attrib.get("id", ""), attrib.get("src", ""), text))
        self._captured = None

    def _declare(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "meta":
            name, content = (
                attrib.get("property") or attrib.get("name") or attrib.get("itemprop"),
                attrib.get("content"),
            )
            if name and content:
                self._metas.append((name.lower(), content))
        elif tag == "link" and attrib.get("rel") and attrib.get("href"):
            self._links.append((attrib["rel"].lower(), attrib["href"]))
        elif tag == "base" and self._base is None:
            self._base = attrib.get("href")
        elif tag == "html" and self._language is None:
            self._language = attrib.get("lang") or attrib.get("xml:lang")
        elif tag == "title" and self._muted and not self._title:
            self._captured = self._title

    def _flush(self) -> None:
        """Close the block that the pieces make, if they hold any text."""
        pieces, runs = self._pieces, self._runs
        for opened in self._open:
            if opened[_PIECE] < len(pieces):
                runs.append((opened[_PIECE], len(pieces), opened[_INDEX]))
            opened[_PIECE] = 0
        if pieces:
            top = self._stack[-1] if self._stack else None
            context, node = (top[_CONTEXT], top[_BLOCK_NODE]) if top else (OUTSIDE, 0)
            text, ends = keep_space(pieces) if context[5] else collapse_space(pieces)
            if text and text != "\n":
                self._append(text, context, node, self._find_runs(text, ends) if runs else ())
            pieces.clear()
        runs.clear()

    def _find_runs(self, text: str, ends: list[int]) -> tuple[Run, ...]:
        """The inline elements of the block as slices of its text."""
        found = []
        for first, stop, index in self._runs:
            start, end = skip_space(text, ends[first - 1] if first else 0), ends[stop - 1]
            if start < end:
                found.append(_make(Run, (start, end, index)))
        return tuple(found)

    def _append(self, text: str, context: Context, node: int, runs: tuple[Run, ...]) -> None:
        kind, level, _, hidden, noscript, _ = context
        links, nodes, blocks = 0, self._nodes, self._blocks
        for start, end, index in runs:
            if nodes[index][_TAG] == "a":
                links += end - start
        if kind == "table_row" and len(text) > _LONG_CELL and sum(nodes[run.node][_TAG] in CELLS for run in runs) < 2:
            kind = "paragraph"
        blocks.append(_make(Block, (len(blocks), text, kind, level, node, hidden, noscript, links, 0, runs)))
