"""What stands between two paragraphs of the article, in the element that holds both, and is a part of their text.

A table, a listing or a short list in the middle of an article says little by itself, so the model is unsure of it; what
is around it says the rest. Lists of links and adverts stand there too: of those the model is sure. Two paragraphs
enclose what is between them where they are children of one element.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from pagewinnow.document import Block, Document
from pagewinnow.learned import Scores

_KINDS = frozenset({"table_row", "list_item", "code", "quote"})
_LEAST = 0.03  # probability of such a piece, the mean of its blocks
_MOST_LINKED = 0.5  # of its characters
_FLOWING = "paragraph"


def complete_enclosed(body: Mapping[int, float], scores: Scores, document: Document) -> dict[int, float]:
    """The choice with what its paragraphs enclose."""
    whole = dict(body)
    flowing = [position for position in sorted(body) if document.blocks[position].kind == _FLOWING]
    for before, after in pairwise(flowing):
        if after - before > 1 and _are_siblings(document, before, after):
            for piece in _pieces(document.blocks[before + 1 : after]):
                if _belongs(piece, scores):
                    whole.update((block.position, float(scores.body[block.position])) for block in piece)
    return dict(sorted(whole.items()))


def _are_siblings(document: Document, before: int, after: int) -> bool:
    """Are both children of one element?"""
    one, other = document.blocks[before], document.blocks[after]
    parents = document.skeleton.parents
    if len(parents) == 1:  # a text: all of it stands side by side
        return True
    return one.node != other.node and parents[one.node] == parents[other.node]


def _pieces(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The tables, lists, quotes and listings among blocks."""
    for kind, piece in groupby(blocks, key=lambda block: block.kind):
        if kind in _KINDS:
            yield list(piece)


def _belongs(piece: Sequence[Block], scores: Scores) -> bool:
    if any(block.hidden for block in piece):
        return False
    linked, size = sum(block.link_chars for block in piece), sum(len(block.text) for block in piece)
    mean = sum(float(scores.body[block.position]) for block in piece) / len(piece)
    return mean >= _LEAST and linked <= _MOST_LINKED * size
