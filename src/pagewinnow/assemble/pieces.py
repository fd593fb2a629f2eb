"""What is kept of a block and what is cut out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pagewinnow.document import Cut


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
