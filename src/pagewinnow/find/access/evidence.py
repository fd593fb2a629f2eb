"""Pieces of evidence: what was seen, under a name that the scorers know, with the witness that a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pagewinnow.records import Evidence, EvidenceSource


class Piece(NamedTuple):
    """One piece of evidence: its name, how much of it there is (0 to 1), and who saw it in which words.

    A piece without a `source` is a circumstance (how much text there is): it is weighed and not shown.
    """

    name: str
    value: float = 1.0
    source: EvidenceSource | None = None
    rule: str = ""
    text: str = ""

    def shown(self, weight: float | None) -> Evidence:
        """What the record tells of it."""
        return Evidence(self.source or "text", self.rule or self.name, self.text[:200], weight)


def among(name: str, value: float, limits: Iterable[tuple[str, float]], last: str) -> Piece:
    """The piece that says between which limits a value lies.

    >>> among("after", 300, (("none", 80), ("little", 600)), "much").name
    'after/little'
    """
    return Piece(f"{name}/{next((step for step, limit in limits if value <= limit), last)}")


def named(pieces: Iterable[Piece]) -> dict[str, float]:
    """The value of each piece, the largest where a name comes twice."""
    found: dict[str, float] = {}
    for piece in pieces:
        found[piece.name] = max(found.get(piece.name, 0.0), piece.value)
    return found


def crossed(pieces: Iterable[Piece], pairs: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    """Two pieces that mean more together: `a & b`, of the value of both. A name that ends in `/` is any of its kind."""
    values = named(pieces)
    for first, second in pairs:
        value = _value(values, first) * _value(values, second)
        if value:
            yield Piece(f"{first} & {second}", value)


def _value(values: dict[str, float], name: str) -> float:
    if not name.endswith("/"):
        return values.get(name, 0.0)
    return max((value for one, value in values.items() if one.startswith(name)), default=0.0)
