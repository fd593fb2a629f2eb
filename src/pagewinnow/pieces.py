"""The pieces of a block: what is kept of it, what is cut out of it, what of it is a post's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pagewinnow.document import Block, Document
from pagewinnow.findings import Cut, Post


def kept_text(text: str, cuts: Iterable[Cut]) -> str:
    """The text of a block without its cuts.

    >>> kept_text("Well said. Reply", [Cut(11, 16, "comment_control", "r")])
    'Well said.'
    """
    return _join_kept(text, sorted(cuts)).strip()


def _join_kept(text: str, cuts: Iterable[Cut]) -> str:
    at, kept = 0, []
    for cut in cuts:
        kept.append(text[at : cut.start])
        at = max(at, cut.end)
    kept.append(text[at:])
    return "".join(kept)


def kept_places(text: str, cuts: Iterable[Cut], places: Sequence[int]) -> list[int]:
    """Where places of a block's text, in order, are in what is kept of it; one in a cut is where the cut was.

    >>> kept_places("Reply. Well said", [Cut(0, 6, "comment_control", "r")], [3, 7, 11])
    [0, 0, 4]
    """
    ordered = sorted(cuts)
    joined = _join_kept(text, ordered)
    skipped, size = len(joined) - len(joined.lstrip()), len(joined.strip())
    found = []
    for place in places:
        before = _join_kept(text[:place], [cut for cut in ordered if cut.start < place])
        found.append(min(max(0, len(before) - skipped), size))
    return found


def whole_text(block: Block) -> str:
    """The text of a block with what stood in it and is no text of it.

    >>> from pagewinnow.document import Aside
    >>> aside = Aside(3, " (new tab)", "hidden", "r")
    >>> whole_text(Block(0, "Map of the town", "paragraph", None, 0, asides=(aside,)))
    'Map (new tab) of the town'
    """
    at, parts = 0, []
    for aside in sorted(block.asides, key=lambda aside: aside.start):
        parts += [block.text[at : aside.start], aside.text]
        at = aside.start
    return "".join([*parts, block.text[at:]]).strip()


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
