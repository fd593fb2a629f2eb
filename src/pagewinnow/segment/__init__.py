"""Segment: a `Source` comes in, a `Document` goes out: blocks in reading order, with all that markup knows of them.

    html.py       HTML -> blocks and the skeleton of elements, in one pass over the parser's events
    text.py       stripped text -> blocks
    declared.py   what the page declares of itself: JSON-LD out of its scripts

A block is the smallest piece that is kept or cut whole. Another kind of input is one more front end here; after this
stage nobody asks which it was.
"""

from __future__ import annotations

from pagewinnow.document import Document, Source
from pagewinnow.segment.html import segment_html
from pagewinnow.segment.text import segment_text


def segment(source: Source) -> Document:
    """The blocks of a page, HTML or text."""
    return segment_html(source) if source.kind == "html" else segment_text(source)
