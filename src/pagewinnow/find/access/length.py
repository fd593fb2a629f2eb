"""How long the text is against what the page says of its length: in JSON-LD, or in a line."""

from __future__ import annotations

from pagewinnow.find.access.evidence import Piece, among
from pagewinnow.find.access.seen import Seen
from pagewinnow.records import EvidenceSource
from pagewinnow.text import count_words

_SHORTER = (("far", 0.35), ("short", 0.6), ("less", 0.85))
"""Shares of the declared words: markup and lists make the count inexact."""
_FEWEST = 60
"""Words that are worth a comparison."""
_A_WORD = 5.5
"""Characters of a word, for scripts without spaces."""


def compare_length(seen: Seen) -> Piece | None:
    """The piece that says what share of the declared words was found; `None` where nothing is declared.

    Some pages declare characters for words.
    """
    said = seen.declared.words or next((line.told_words for line in seen.lines.values() if line.told_words), None)
    if said is None or said < _FEWEST or 0.7 < said / max(1, seen.body.weight) < 1.4:
        return None
    found = count_body_words(seen)
    name = among("words", found / said, _SHORTER, "enough").name
    source: EvidenceSource = "jsonld" if seen.declared.words else "text"
    return Piece(name, 1.0, source, "wordCount", f"{said} declared, {found} found")


def count_body_words(seen: Seen) -> int:
    """The words of the running text."""
    if seen.dense > 1:
        return int(seen.body.weight / _A_WORD)
    return sum(count_words(seen.blocks[position].text) for position in seen.body.kept)
