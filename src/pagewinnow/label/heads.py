"""The lines that a stripped page begins with: its site's name with a slug, the names of image files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pagewinnow.document import Block, Decision
from pagewinnow.label.view import View

_LOOKED_AT = 6  # lines at the head of a page
_SENTENCE = 8  # words: a line as long is where the text begins
_NAME = 2  # first words that two lines share if they begin with the site's name
_IMAGE = re.compile(r"(?:\b[a-z]+[A-Z][a-z]+|\.(?:jpe?g|png|gif|webp|avif|svg))$")


def label_heads(view: View) -> Iterator[tuple[int, Decision]]:
    """The lines before the first sentence of a text that are no title: they repeat a name, or are a file's."""
    if view.document.kind == "html":
        return
    lines = list(_head(view.document.blocks))
    starts = Counter(_start(line) for line in lines)
    for line in lines:
        if _IMAGE.search(line.text):
            yield line.position, Decision("caption", "shape/image-name", 0.8)
        elif starts[_start(line)] > 1:
            yield line.position, Decision("nav", "shape/site-name", 0.8)


def _head(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks[:_LOOKED_AT]:
        if block.text[-1] in ".!?…" and len(block.text.split()) >= _SENTENCE:
            return
        yield block


def _start(line: Block) -> tuple[str, ...]:
    return tuple(line.text.split()[:_NAME])
