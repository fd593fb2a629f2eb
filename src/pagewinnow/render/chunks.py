"""A `Page` in pieces of a bounded size, for indexes and retrieval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pagewinnow.records import Page

_SENTENCE = re.compile(r"(?<=[.!?\u2026\u3002\uff01\uff1f\u061f\u0964])\s*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a page: its text, the headings that it stands under, and the comment that it is of, if any.

    `positions` are the first and the last block of the page in it.
    """

    text: str
    section: tuple[str, ...]
    comment_id: str | None
    positions: tuple[int, int]


class _Piece(NamedTuple):
    text: str
    section: tuple[str, ...]
    position: int


def chunks(page: Page, size: int) -> Iterator[Chunk]:
    """The article in pieces of at most `size` characters, then each comment in its own.

    A piece ends where a heading begins, else between two blocks, else between two sentences; a sentence that is longer
    is cut. No piece holds something of the article and of a comment, or of two comments.

    Raises:
        ValueError: `size` is not positive.

    >>> import pagewinnow
    >>> page = pagewinnow.clean("The bridge over the river is open again. The town said so.", kind="text")
    >>> [chunk.text for chunk in chunks(page, 45)]
    ['The bridge over the river is open again.', 'The town said so.']
    """
    if size < 1:
        raise ValueError(f"size wants a positive number of characters, not {size}")
    if page.article is not None:
        yield from _gather(_article_pieces(page), size, None)
    for comment in page.comments:
        paragraphs = comment.text.split("\n\n")
        pieces = [_Piece(paragraph, (), comment.position) for paragraph in paragraphs]
        yield from _gather(iter(pieces), size, comment.id)


def _article_pieces(page: Page) -> Iterator[_Piece]:
    assert page.article is not None
    for block in page.article.blocks:
        section = (*block.section, block.text) if block.kind == "heading" else block.section
        yield _Piece(block.text, section, block.position)


def _gather(pieces: Iterator[_Piece], size: int, comment_id: str | None) -> Iterator[Chunk]:
    """Pieces of one section together, as many as fit."""
    held: list[_Piece] = []
    for piece in pieces:
        for part in _split(piece, size):
            if held and (part.section != held[0].section or _size(held) + 2 + len(part.text) > size):
                yield _chunk(held, comment_id)
                held = []
            held.append(part)
    if held:
        yield _chunk(held, comment_id)


def _size(held: list[_Piece]) -> int:
    return sum(len(piece.text) for piece in held) + 2 * (len(held) - 1)


def _chunk(held: list[_Piece], comment_id: str | None) -> Chunk:
    text = "\n\n".join(piece.text for piece in held)
    return Chunk(text, held[0].section, comment_id, (held[0].position, held[-1].position))


def _split(piece: _Piece, size: int) -> Iterator[_Piece]:
    """The piece, in parts where it is too long."""
    if len(piece.text) <= size:
        if piece.text:
            yield piece
        return
    held = ""
    for sentence in _SENTENCE.split(piece.text):
        if held and len(held) + 1 + len(sentence) > size:
            yield piece._replace(text=held)
            held = ""
        rest = sentence
        while len(rest) > size:
            yield piece._replace(text=rest[:size])
            rest = rest[size:]
        held = f"{held} {rest}" if held and rest else held or rest
    if held:
        yield piece._replace(text=held)
