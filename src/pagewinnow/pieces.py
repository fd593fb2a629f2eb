"""The pieces of a block: what is kept of it, what is cut out of it, what of it is a post's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pagewinnow.document import Document
from pagewinnow.findings import Cut, Post


def kept_text(text: str, cuts: Iterable[Cut]) -> str:
    """The text of a block without its cuts.

    >>> kept_text("Well said. Reply", [Cut(11, 16, "comment_control", "r")])
    'Well said.'
    """
    at, kept = 0, []
    for cut in sorted(cuts):
        kept.append(text[at : cut.start])
        at = max(at, cut.end)
    kept.append(text[at:])
    return "".join(kept).strip()


def cut_texts(text: str, cuts: Iterable[Cut]) -> Iterator[tuple[Cut, str]]:
    """Each cut with its words; cuts that overlap share nothing."""
    at = 0
    for cut in sorted(cuts):
        piece = text[max(at, cut.start) : cut.end].strip()
        at = max(at, cut.end)
        if piece:
            yield cut, piece


def post_text(document: Document, post: Post, role: Literal["text", "quote"]) -> str:
    """The words of a post, or those that it quotes, a blank line between blocks."""
    parts = [part for part in post.parts if part.role == role]
    texts = [document.blocks[part.position].text[part.start : part.end].strip() for part in parts]
    return "\n\n".join(text for text in texts if text)
