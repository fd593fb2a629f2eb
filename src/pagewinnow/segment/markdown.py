"""Markdown to lines of words: headings, list items, quotes, code, rows of tables, without the signs that make them so.

What the signs say stands beside the words: how deep, which number, which language, what is linked or stressed.

It is read as crawlers' tools write it, not as the standard has it: a line that no other goes on in is a block, for
such tools write a name and a date one below the other and mean two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pagewinnow.document import Aside
from pagewinnow.records import BlockKind, Mark
from pagewinnow.segment.inline import Inline, read_inline, read_row
from pagewinnow.segment.wrapping import find_width, join, joins

_FENCE = re.compile(r"( {0,3})(?:```+|~~~+)[ \t]*+([\w+#.-]*+)[^`]*$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_DELIMITER = re.compile(r"[ \t]*+\|?+(?:[ \t]*+:?-++:?[ \t]*+\|)++[ \t]*+(?::?-++:?)?[ \t]*+$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_CELLS = re.compile(r"(?<!\\)\|")
_RIMS = re.compile(r"^\||(?<!\\)\|$")
_QUOTE = re.compile(r" {0,3}((?:>[ \t]?)+)(.*)$")
# The number of an item is for its reader too, so it stays beside the words.
_ITEM = re.compile(r"([ \t]*+)(?:[-*+][ \t]++(?:\[[ xX]\][ \t]++)?|((\d{1,3})[.)])[ \t]++)(\S.*)$")
# A link around whole blocks opens in one line and closes in another.
_OPENS = re.compile(r"(?<![ \t])[ \t]*+!?\[(?=[^\[\]]*$)")
_CLOSES = re.compile(r"^(?P<words>[^\[\]]*+)\]\((?:[^\s()]|\([^\s()]*+\))*+(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\)[ \t]*+$")
_WIDEST_LINK = 12  # lines
_DEFINITION = re.compile(
    r" {0,3}\[([^\]^\n]++)\]:[ \t]*+(<[^<>]++>|(?=[^\s/.#]*+[/.#])\S++)(?:[ \t]++[\"'(].*[\"')])?[ \t]*+$"
)
_INDENTED = re.compile(r"(?: {4}|\t)(.*)$")
_BORDER = "\t"  # between the cells of a row, whose own white space is one space
_OUTLIERS = 200  # characters: a line that holds long addresses says nothing of where lines were broken


class Line(NamedTuple):
    """A line of words before it is a block."""

    text: str
    kind: BlockKind
    level: int | None
    gap: int
    link_chars: int = 0
    marks: tuple[Mark, ...] = ()
    asides: tuple[Aside, ...] = ()
    depth: int = 0
    number: int | None = None
    language: str | None = None
    header: bool = False


class _Raw(NamedTuple):
    """A line with its signs for words and links still in it; `source` is the line as it stood."""

    text: str
    kind: BlockKind
    level: int | None
    gap: int
    source: str
    is_link: bool = False
    depth: int = 0
    number: str = ""  # of an item, with its sign
    language: str | None = None
    header: bool = False


def read_markdown(lines: Sequence[str]) -> Iterator[Line]:
    r"""The lines of words in a Markdown page.

    >>> page = "# A *title*\n\n- one\n  - [two](/2)\n![Map](m.png)"
    >>> [(line.kind, line.level, line.text, line.link_chars) for line in read_markdown(page.splitlines())]
    [('heading', 1, 'A title', 0), ('list_item', 1, 'one', 0), ('list_item', 2, 'two', 3), ('caption', None, 'Map', 0)]
    """
    raws = _close_links(list(_Reader(lines).read()))
    references = {found[1].lower(): found[2].strip("<>") for line in lines if (found := _DEFINITION.match(line))}
    width = find_width([raw.source if len(raw.source) < _OUTLIERS else "" for raw in _spaced(raws)])
    for raw in raws if width is None else _unwrap(raws, width):
        if raw.kind == "code":
            yield Line(raw.text, raw.kind, None, raw.gap, depth=raw.depth, language=raw.language)
            continue
        inline = (
            read_row(raw.text.split(_BORDER), references)
            if raw.kind == "table_row"
            else read_inline(raw.text, references)
        )
        if inline.text:
            yield _make_line(raw, inline)
        for image in inline.images:
            yield Line(image, "caption", None, 0 if inline.text else raw.gap)


def _make_line(raw: _Raw, inline: Inline) -> Line:
    linked = len(inline.text) if raw.is_link else inline.link_chars
    marks = inline.marks
    if (
        marks
        and marks[0].kind == "footnote"
        and inline.text[marks[0].end : marks[0].end + 1] == ":"
        and not marks[0].start
    ):
        marks = (Mark(0, 0, "footnote", marks[0].href), *marks[1:])  # it begins the note itself
    asides = (Aside(0, f"{raw.number} ", "other", "markup/list-number"),) if raw.number else ()
    number = int(raw.number[:-1]) if raw.number else None
    return Line(
        inline.text, raw.kind, raw.level, raw.gap, linked, marks, asides, raw.depth, number, None, header=raw.header
    )


def _close_links(raws: list[_Raw]) -> list[_Raw]:
    """The lines without the signs of links that open in one line and close in another."""
    opened: int | None = None
    for at, raw in enumerate(raws):
        if raw.kind == "code":
            continue
        if _OPENS.match(raw.text):
            opened = at
        elif opened is not None and (found := _CLOSES.match(raw.text)):
            if at - opened <= _WIDEST_LINK:
                raws[opened] = raws[opened]._replace(text=_OPENS.sub("", raws[opened].text))
                raws[at] = raw._replace(text=found["words"])
                raws[opened : at + 1] = [inner._replace(is_link=True) for inner in raws[opened : at + 1]]
            opened = None
    return raws


def _spaced(raws: Sequence[_Raw]) -> Iterator[_Raw]:
    """The lines that an editor may have broken, with the gaps between them as empty ones."""
    for raw in raws:
        if raw.gap or raw.kind in {"heading", "code", "table_row"}:
            yield raw._replace(source="")
        if raw.kind not in {"heading", "code", "table_row"}:
            yield raw


def _unwrap(raws: Sequence[_Raw], width: int) -> Iterator[_Raw]:
    """The lines with those that an editor broke put together again."""
    whole: _Raw | None = None
    last = first = ""
    for raw in raws:
        is_rest = (
            whole is not None
            and not raw.gap
            and raw.kind in {"paragraph", "quote"}
            and (raw.kind == whole.kind or (whole.kind == "list_item" and raw.kind == "paragraph"))
            and joins(last, raw.source, width, first)
        )
        if is_rest and whole is not None:
            whole = whole._replace(text=join(whole.text, raw.text))
        else:
            if whole is not None:
                yield whole
            whole, first = raw, raw.source
        last = raw.source
    if whole is not None:
        yield whole


def _without_signs(text: str) -> str:
    """The words of a heading without the signs that close it."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else text


class _Reader:
    """Reads lines one after the other; what opens and closes over several lines is kept beside."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0
        self._gap = 0
        self._indents: list[int] = []  # of the list items that are open
        self._in_table = False
        self._fences = [i for i, line in enumerate(lines) if _FENCE.match(line)]

    def read(self) -> Iterator[_Raw]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._gap += 1
                self._in_table = False
                self._at += 1
                continue
            raw = self._read_code(line) or self._read_line(line)
            if raw is not None:
                yield raw
                self._gap = 0

    def _read_code(self, line: str) -> _Raw | None:
        """A block of code: between fences, or indented below a blank line and in no list."""
        if fence := _FENCE.match(line):
            stop = next((i for i in self._fences if i > self._at), None)
            if stop is not None:
                indent = len(fence[1])
                rows = [row[min(indent, len(row) - len(row.lstrip(" "))) :] for row in self._lines[self._at + 1 : stop]]
                self._at = stop + 1
                raw = self._take_code(rows)
                depth = self._depth_at(indent) if indent else 0
                return raw._replace(language=fence[2] or None, depth=depth) if raw else None
        elif _INDENTED.match(line) and self._gap and not self._indents:
            stop = self._at
            rows = []
            while stop < len(self._lines) and (found := _INDENTED.match(self._lines[stop])):
                rows.append(found[1])
                stop += 1
            self._at = stop
            return self._take_code(rows)
        return None

    def _take_code(self, rows: Sequence[str]) -> _Raw | None:
        text = "\n".join(row.rstrip() for row in rows).strip("\n")
        return _Raw(text, "code", None, self._gap, "") if text else None

    def _depth_at(self, indent: int) -> int:
        """In how many open items stands what begins at a column?"""
        return sum(opened < indent for opened in self._indents)

    def _read_line(self, line: str) -> _Raw | None:
        self._at += 1
        if _FENCE.match(line) or _DEFINITION.match(line):
            return None
        if found := _HEADING.match(line):
            self._indents.clear()
            return self._raw(_without_signs(found[2] or ""), "heading", len(found[1]), line)
        if _DELIMITER.match(line):
            self._in_table = True
            return None
        if _RULE.match(line):
            return None
        is_head = self._heads_table()
        if is_head or _ROW.match(line) or (self._in_table and "|" in line):
            cells = _CELLS.split(_RIMS.sub("", line.strip()))
            row = self._raw(_BORDER.join(" ".join(cell.split()) for cell in cells), "table_row", None, line)
            return row._replace(header=is_head) if row else None
        return self._read_words(line)

    def _heads_table(self) -> bool:
        following = self._lines[self._at] if self._at < len(self._lines) else ""
        return "|" in self._lines[self._at - 1] and _DELIMITER.match(following) is not None

    def _read_words(self, line: str) -> _Raw | None:
        """A line of a quote, an item or a paragraph; a paragraph with a line drawn under it is a heading."""
        if found := _QUOTE.match(line):
            return self._read_quote(found[1].count(">"), found[2])
        if found := _ITEM.match(line):
            level = self._level(len(found[1].expandtabs(4)))
            raw = self._raw(found[4], "list_item", level, line)
            return raw._replace(depth=level - 1, number=found[2] or "") if raw else None
        if not line[:1].isspace():
            self._indents.clear()
        following = self._lines[self._at] if self._at < len(self._lines) else ""
        if following and (drawn := _UNDERLINE.match(following)):
            self._at += 1
            return self._raw(line.strip(), "heading", 1 if drawn[1] else 2, line)
        raw = self._raw(line.strip(), "paragraph", None, line)
        depth = self._depth_at(len(line) - len(line.lstrip())) if self._indents else 0
        return raw._replace(depth=depth) if raw and depth else raw

    def _read_quote(self, quotes: int, text: str) -> _Raw | None:
        """A line in a quote: an item of a list in it, or the quote's own words."""
        found = _ITEM.match(text)
        if found is None:
            raw = self._raw(text.strip(), "quote", None, text)
            return raw._replace(depth=quotes - 1) if raw else None
        level = self._level(len(found[1].expandtabs(4)))
        raw = self._raw(found[4], "list_item", level, text)
        return raw._replace(depth=quotes + level - 1, number=found[2] or "") if raw else None

    def _level(self, indent: int) -> int:
        """How deep an item stands: the items before it that are open and farther left, and itself."""
        while self._indents and self._indents[-1] >= indent:
            self._indents.pop()
        self._indents.append(indent)
        return len(self._indents)

    def _raw(self, text: str, kind: BlockKind, level: int | None, source: str) -> _Raw | None:
        return _Raw(text, kind, level, self._gap, source) if text.strip() else None
