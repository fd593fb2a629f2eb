"""Text to blocks: a line a block, with the blank lines before it.

wrapping.py   lines that an editor broke are one; a page that is one line is its sentences
markdown.py   Markdown -> lines with their kind; inline.py takes the signs out of them
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Signals, Skeleton, Source
from pagewinnow.segment.front import read_front
from pagewinnow.segment.markdown import Line, read_markdown
from pagewinnow.segment.wrapping import find_width, join, joins, split_lines


def segment_text(source: Source) -> Document:
    r"""The blocks of a text page or a Markdown page.

    >>> source = Source("A headline\n\nA paragraph.\nAnother.", "text", None, None, "")
    >>> [(b.text, b.gap) for b in segment_text(source).blocks]
    [('A headline', 0), ('A paragraph.', 1), ('Another.', 0)]
    """
    lines = source.text.splitlines()
    declared = Declared()
    if source.kind == "markdown":
        front = read_front(lines)
        declared = Declared(title=dict(front.entries).get("title"), metas=front.entries)
        read = chain(_read_front(lines[: front.lines]), read_markdown(lines[front.lines :]))
        blocks = [_make_block(position, line) for position, line in enumerate(read)]
    else:
        blocks = [
            Block(position, text, "line", None, 0, gap=gap, indent=len(first) - len(first.lstrip()))
            for position, (text, gap, first) in enumerate(_read_plain(lines))
        ]
    if blocks and blocks[0].gap:
        blocks[0] = blocks[0]._replace(gap=0)
    skeleton = Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [len(blocks)])
    return Document(source, "markdown" if source.kind == "markdown" else "text", blocks, skeleton, declared, Signals())


def _make_block(position: int, line: Line) -> Block:
    return Block(
        position, line.text, line.kind, line.level, 0, link_chars=line.link_chars, gap=line.gap, marks=line.marks,
        asides=line.asides, depth=line.depth, number=line.number, language=line.language, header=line.header,
    )  # fmt: skip


def _read_front(lines: list[str]) -> Iterator[Line]:
    """The lines of the front matter; no other block of a Markdown page is a plain line."""
    for line in lines[1:-1]:
        if text := " ".join(line.split()):
            yield Line(text, "line", None, 0)


def _read_plain(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    """The lines of a plain text, the blank lines before each, and its first line as it stands in the page."""
    lines = split_lines(lines)
    width = find_width(lines)
    gap = 0
    whole = last = first = ""
    before = 0
    for line in lines:
        text = " ".join(line.split())
        if not text:
            gap += 1
        elif width is not None and whole and not gap and joins(last, line, width, first):
            whole = join(whole, text)
            last = line
        else:
            if whole:
                yield whole, before, first
            whole, before, last, first, gap = text, gap, line, line, 0
    if whole:
        yield whole, before, first
