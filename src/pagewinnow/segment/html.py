"""HTML to blocks: one handler of parser events, so one pass, whatever parser sends them.

What breaks a block and what does not follows what a reader sees: block-level elements break it, inline elements and a
single `<br>` do not, `<br><br>` does. A table row is one block, unless a cell is long (a layout table). `pre` keeps its
white space. `noscript` is read like the rest (some forums ship their posts in it); hidden elements are flagged.
Inline elements with text are kept as runs, table cells too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Run, Script, Signals, Skeleton, Source
from pagewinnow.dom import drive
from pagewinnow.records import BlockKind
from pagewinnow.segment.declared import read_json_ld

_BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript "
    "object ol optgroup p pre search section select summary table tbody textarea tfoot thead title tr ul video".split()
)
_CELL = frozenset({"td", "th", "option"})
_MUTE = frozenset({"head", "script", "style"})
_SKIPPED = frozenset({"svg", "template"})  # elements whose inside is no part of the page
_VOID = frozenset("area base col embed img input link meta param source track wbr".split())
_KINDS: Mapping[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list_item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "code",
    "tr": "table_row",
}  # fmt: skip
_INHERITED = frozenset({"heading", "list_item", "quote", "code", "caption"})
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_DECLARING = frozenset({"base", "html", "link", "meta", "title"})
# Elements that may give another context to what is in them than their parent does.
_CHANGING = frozenset({*_KINDS, *_LISTS, *_CELL, "noscript", "textarea"})
# What to do with an element: one look-up a tag, since a page sends thousands.
_INLINE, _PLAIN_BLOCK, _CELL_LIKE, _LINE_BREAK, _MUTING, _SKIPPING, _EMPTY = range(7)
_ROLES: Mapping[str, int] = {
    **dict.fromkeys(_BLOCK, _PLAIN_BLOCK),
    **dict.fromkeys(_CELL, _CELL_LIKE),
    **dict.fromkeys(_MUTE, _MUTING),
    **dict.fromkeys(_SKIPPED, _SKIPPING),
    **dict.fromkeys(_VOID, _EMPTY),
    "br": _LINE_BREAK,
}
_CHILDLESS = frozenset({*_VOID, "br"})
_EMPTY_PAGE = 3  # elements that a parser makes of anything
_LONG_CELL = 160  # characters: a cell longer than this is a block of its own, its table a layout
_CELL_GAP = "\t"  # stands between two cells of a row, in the block too
_BREAK = "\0"  # stands for <br> until the block is closed; load has taken every NUL out of the text


class _Context(NamedTuple):
    """What an element gives to the blocks in it."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    lists: int = 0
    hidden: bool = False
    noscript: bool = False
    pre: bool = False


_OUTSIDE = _Context()
# An element as it is read: a list, since nothing else is made and changed as fast (slots: 0.2 parses more a page).
# The first six are the columns of the skeleton.
_TAG, _PARENT, _ATTRIBUTES, _END, _FIRST, _STOP, _INDEX, _ROLE, _CONTEXT, _BLOCK_NODE, _PIECE = range(11)


def segment_html(source: Source) -> Document:
    """The blocks of an HTML page and the skeleton they stand in."""
    reader = _Reader()
    drive(source.text, reader)
    scripts = tuple(reader.scripts)
    declared = Declared(
        title=" ".join("".join(reader.title).split()) or None,
        language=reader.language,
        base=reader.base,
        metas=tuple(reader.metas),
        links=tuple(reader.links),
        json_ld=read_json_ld(scripts),
    )
    signals = Signals(scripts, reader.max_depth, reader.max_attributes, reader.cells)
    document = Document(source, "html", reader.blocks, reader.skeleton(), declared, signals)
    reader.let_go()
    return document


class _Reader:
    """The handler. Methods are short and hot: half of the time of cleaning a page is spent in them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.scripts: list[Script] = []
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.title: list[str] = []
        self.language: str | None = None
        self.base: str | None = None
        self.max_depth = self.max_attributes = self.cells = 0
        self._nodes: list[list[Any]] = []
        self._named: dict[str, list[int]] = defaultdict(list)  # the elements by the names of their attributes
        self._stack: list[list[Any]] = []  # the elements that are open
        self._open: list[list[Any]] = []  # the inline ones and cells among them
        self._pieces: list[str] = []  # of the block that is open
        self._runs: list[tuple[int, int, int]] = []  # its inline elements that are closed: first and last piece, index
        self._muted = self._skipped = 0
        self._captured: list[str] | None = None

    def let_go(self) -> None:
        """Hold nothing more: the parser keeps its handler in a cycle, and to search all this costs 0.3 parses."""
        vars(self).clear()

    def read_any(self) -> bool:
        return bool(self.blocks or self.scripts) or len(self._nodes) > _EMPTY_PAGE

    def skeleton(self) -> Skeleton:
        """The elements as columns."""
        if not self._nodes:
            return Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [0])
        tags, parents, attributes, ends, firsts, stops, *_ = map(list, zip(*self._nodes, strict=True))
        return Skeleton(tags, parents, attributes, ends, firsts, stops, dict(self._named))

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:  # noqa: C901, PLR0912 - one call an element
        if self._skipped:
            self._skipped += 1
            return
        role = _ROLES.get(tag)
        if role is None:
            role = _PLAIN_BLOCK if "-" in tag else _INLINE
        elif role == _LINE_BREAK:
            self._break_line()
            return
        stack, index = self._stack, len(self._nodes)
        if stack:
            top = stack[-1]
            parent, context, block_node = top[_INDEX], top[_CONTEXT], top[_BLOCK_NODE]
        else:
            parent, context, block_node = -1, _OUTSIDE, index
        if role == _PLAIN_BLOCK:
            if self._pieces:
                self._flush()
            block_node = index
            if tag in _CHANGING or context.kind == "table_row":
                context = _inside(tag, attrib, context)
        elif role == _CELL_LIKE:
            context = _inside(tag, attrib, context)
            self.cells += 1
            if self._pieces:
                self._pieces.append(_CELL_GAP)
        elif role == _MUTING:
            self._muted += 1
            self._captured = [] if tag == "script" else self._captured
        elif role == _SKIPPING:
            self._skipped = 1
        if attrib:
            if "style" in attrib or "hidden" in attrib:
                context = _inside(tag, attrib, context)
            for name in attrib:
                self._named[name].append(index)
            if len(attrib) > self.max_attributes:  # noqa: PLR1730 - a call to max costs four times as much
                self.max_attributes = len(attrib)
        else:
            attrib = NO_ATTRIBUTES
        if tag in _DECLARING:
            self._declare(tag, attrib)
        first = len(self.blocks)
        node = [tag, parent, attrib, index + 1, first, first, index, role, context, block_node, len(self._pieces)]
        self._nodes.append(node)
        if role != _EMPTY:
            stack.append(node)
            if role in (_INLINE, _CELL_LIKE):
                self._open.append(node)
            if len(stack) > self.max_depth:  # noqa: PLR1730
                self.max_depth = len(stack)

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
        if tag in _CHILDLESS:
            return
        stack = self._stack
        if not stack or stack[-1][_TAG] != tag:
            if all(opened[_TAG] != tag for opened in stack):
                return
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
        if role == _PLAIN_BLOCK:
            if pieces:
                self._flush()
            if node[_TAG] == "title":
                self._captured = None
        elif role == _INLINE:
            self._open.pop()
            if node[_PIECE] < len(pieces):
                self._runs.append((node[_PIECE], len(pieces), node[_INDEX]))
        elif role == _CELL_LIKE:
            self._end_cell(node)
        elif role == _MUTING:
            self._muted -= 1
            if node[_TAG] == "script":
                self._keep_script(node[_ATTRIBUTES])
        self._stack.pop()
        node[_END] = len(self._nodes)
        node[_STOP] = len(self.blocks) + bool(pieces)

    def _end_cell(self, node: list[Any]) -> None:
        self._open.pop()
        if node[_PIECE] < len(self._pieces):
            self._runs.append((node[_PIECE], len(self._pieces), node[_INDEX]))
        if node[_TAG] != "option" and sum(map(len, self._pieces)) > _LONG_CELL:
            self._flush()

    def _break_line(self) -> None:
        for piece in reversed(self._pieces):
            if piece is _BREAK:
                self._flush()
                return
            if not piece.isspace():
                self._pieces.append(_BREAK)
                return

    def _keep_script(self, attrib: Mapping[str, str]) -> None:
        kind = attrib.get("type", "").partition(";")[0].strip().lower()
        text = "".join(self._captured or ())
        self.scripts.append(Script(kind, attrib.get("id", ""), attrib.get("src", ""), text))
        self._captured = None

    def _declare(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "meta":
            name, content = (
                attrib.get("property") or attrib.get("name") or attrib.get("itemprop"),
                attrib.get("content"),
            )
            if name and content:
                self.metas.append((name.lower(), content))
        elif tag == "link" and attrib.get("rel") and attrib.get("href"):
            self.links.append((attrib["rel"].lower(), attrib["href"]))
        elif tag == "base" and self.base is None:
            self.base = attrib.get("href")
        elif tag == "html" and self.language is None:
            self.language = attrib.get("lang") or attrib.get("xml:lang")
        elif tag == "title" and self._muted and not self.title:
            self._captured = self.title

    def _flush(self) -> None:
        """Close the block that the pieces make, if they hold any text."""
        pieces, runs = self._pieces, self._runs
        for opened in self._open:
            if opened[_PIECE] < len(pieces):
                runs.append((opened[_PIECE], len(pieces), opened[_INDEX]))
            opened[_PIECE] = 0
        if pieces:
            top = self._stack[-1] if self._stack else None
            context, block_node = (top[_CONTEXT], top[_BLOCK_NODE]) if top else (_OUTSIDE, 0)
            if context.pre:
                text, ends = _keep_space(pieces)
            elif len(pieces) == 1 or (len(pieces) == 2 and pieces[1].isspace()):
                text = " ".join(pieces[0].split())
                ends = [len(text), len(text)]
            else:
                text, ends = _collapse_space(pieces)
            if text and text != "\n":
                self._append(text, context, block_node, [(_at(text, ends, a), ends[b - 1], n) for a, b, n in runs])
            pieces.clear()
        runs.clear()

    def _append(self, text: str, context: _Context, node: int, spans: list[tuple[int, int, int]]) -> None:
        runs: tuple[Run, ...] = ()
        links, kind, position = 0, context.kind, len(self.blocks)
        if spans:
            nodes = self._nodes
            runs = tuple([Run(a, b, n) for a, b, n in spans if a < b])
            for start, end, index in runs:
                if nodes[index][_TAG] == "a":
                    links += end - start
        if kind == "table_row" and len(text) > _LONG_CELL and sum(self._nodes[r.node][_TAG] in _CELL for r in runs) < 2:
            kind = "paragraph"
        block = Block(position, text, kind, context.level, node, context.hidden, context.noscript, links, 0, runs)
        self.blocks.append(block)


def _inside(tag: str, attrib: Mapping[str, str], outer: _Context) -> _Context:
    """The context in an element of this tag within `outer`."""
    return _enter(tag, outer, bool(attrib) and _is_hidden(attrib))


@lru_cache(maxsize=4096)  # a page has thousands of elements in a few dozen contexts
def _enter(tag: str, outer: _Context, hides: bool) -> _Context:  # noqa: FBT001 - positional for the cache
    kind = _KINDS.get(tag) or (outer.kind if outer.kind in _INHERITED or tag in _CELL else "paragraph")
    lists = outer.lists + 1 if tag in _LISTS else outer.lists
    level = outer.level if kind == outer.kind else None
    if kind == "heading" and tag in _KINDS:
        level = int(tag[1])
    elif kind == "list_item":
        level = max(1, lists)
    noscript, pre = outer.noscript or tag == "noscript", outer.pre or tag in ("pre", "textarea")
    return _Context(kind, level, lists, outer.hidden or hides, noscript, pre)


def _is_hidden(attrib: Mapping[str, str]) -> bool:
    if "hidden" in attrib:
        return True
    style = attrib.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _collapse_space(pieces: list[str]) -> tuple[str, list[int]]:
    """The text with white space collapsed and `<br>` as a newline; and the length reached after each piece."""
    out: list[str] = []
    ends: list[int] = []
    length, space = 0, False
    for piece in pieces:
        if piece is _BREAK:
            if length:
                out.append("\n")
                length += 1
            space = False
        elif piece is _CELL_GAP:
            out.append("\t")
            length += 1
            space = False
        elif words := piece.split():
            if length and out[-1] not in "\n\t" and (space or piece[0].isspace()):
                out.append(" ")
                length += 1
            text = " ".join(words)
            out.append(text)
            length += len(text)
            space = piece[-1].isspace()
        else:
            space = True
        ends.append(length)
    text = "".join(out).rstrip("\n\t")
    return text, [min(e, len(text)) for e in ends]


def _keep_space(pieces: list[str]) -> tuple[str, list[int]]:
    """The text of a `pre` as it is, without empty lines around it; and the length reached after each piece."""
    joined = "".join("\n" if p is _BREAK else p for p in pieces)
    lead = len(joined) - len(joined.lstrip("\n\r"))
    text = joined.strip("\n\r") if joined.strip() else ""
    ends, length = [], -lead
    for piece in pieces:
        length += len(piece)
        ends.append(min(max(length, 0), len(text)))
    return text, ends


def _at(text: str, ends: list[int], piece: int) -> int:
    """Where in `text` the given piece begins, white space skipped."""
    start = ends[piece - 1] if piece else 0
    while start < len(text) and text[start].isspace():
        start += 1
    return start
