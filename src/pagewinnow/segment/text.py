"""Stripped text to blocks: a line a block, with the blank lines before it."""

from __future__ import annotations

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Signals, Skeleton, Source


def segment_text(source: Source) -> Document:
    r"""The blocks of a text page.

    >>> source = Source("A headline\n\nA paragraph.\nAnother.", "text", None, None, "")
    >>> [(b.text, b.gap) for b in segment_text(source).blocks]
    [('A headline', 0), ('A paragraph.', 1), ('Another.', 0)]
    """
    blocks: list[Block] = []
    gap = 0
    for line in source.text.splitlines():
        text = " ".join(line.split())
        if text:
            blocks.append(Block(len(blocks), text, "line", None, 0, gap=gap))
            gap = 0
        elif blocks:
            gap += 1
    skeleton = Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [len(blocks)])
    return Document(source, "text", blocks, skeleton, Declared(), Signals())
