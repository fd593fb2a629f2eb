"""Segment: a `Source` comes in, a `Document` goes out: blocks in reading order, with all that markup knows of them.

    html.py       HTML -> blocks and the skeleton of elements, in one pass over the parser's events
    text.py       stripped text and Markdown -> blocks
    unseen.py     text that the page holds and does not show
    declared.py   what the page declares of itself: JSON-LD out of its scripts

A block is the smallest piece that is kept or cut whole. Another kind of input is one more front end here; after this
stage nobody asks which it was.
"""

from __future__ import annotations

from dataclasses import replace

from pagewinnow.document import Block, Document, Skeleton, Source, Unseen
from pagewinnow.marks import read_marks
from pagewinnow.segment.html import segment_html
from pagewinnow.segment.text import segment_text
from pagewinnow.segment.unseen import find_unseen


def segment(source: Source) -> Document:
    """The blocks of a page, HTML or text; last, those of a text that it holds and does not show."""
    return _with_unseen(segment_html(source)) if source.kind == "html" else segment_text(source)


def _with_unseen(document: Document) -> Document:
    found = find_unseen(document)
    if found is None:
        return document
    text, place = found
    source = replace(document.source, text=text)
    inner = segment_html(source) if "</" in text else segment_text(source)
    count = len(document.blocks)
    blocks = [_adopt(block, count, inner.skeleton) for block in inner.blocks]
    return replace(document, blocks=[*document.blocks, *blocks], unseen=Unseen(count, place))


def _adopt(block: Block, count: int, skeleton: Skeleton) -> Block:
    """A block of another page, behind the `count` of this one; its nodes are not here: it stands under the root."""
    marks = read_marks(block, skeleton)
    return block._replace(position=count + block.position, node=0, runs=(), marks=marks, link_chars=0)
