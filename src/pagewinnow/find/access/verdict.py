"""The verdict: what was this page, and is its text all there?

Each question has its evidence (`fronts`, `walls`, `ends`) and its scorer (`learned.access`). What is certain decides
alone: a status, what the page declares, a vendor's wall where the text ends, letters in disorder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pagewinnow.find.access.certain import Certain, find_certain
from pagewinnow.find.access.ends import find_missing
from pagewinnow.find.access.evidence import Piece, named
from pagewinnow.find.access.fronts import find_front
from pagewinnow.find.access.seen import Seen, look
from pagewinnow.find.access.shape import LITTLE
from pagewinnow.find.access.walls import Wall, find_walls
from pagewinnow.findings import View
from pagewinnow.learned.access import Question, Scorer, load_scorers
from pagewinnow.records import Access, AccessStatus, Evidence, Fetch

_SHOWN = 8
"""Pieces of evidence that a record shows."""
_UNSURE = 0.25
"""The probability of missing text from which a walled page is not called complete."""
_FRONTS: tuple[Question, ...] = ("challenge", "consent", "error", "empty")
_JUST_OVER = 2 * LITTLE
"""The weight of running text from which no page is asked whether it stands before another."""


class Judged(NamedTuple):
    """The verdict, and the blocks that belong to it: a wall's lines, all that an interstitial shows."""

    access: Access
    blocks: tuple[int, ...] = ()


def find_access(view: View, fetch: Fetch | None) -> Judged:
    """The access verdict of a page, with its evidence, and the positions of the blocks that are the wall."""
    seen = look(view, fetch)
    certain = find_certain(seen)
    wall, walled = find_wall(seen, certain)
    return _judge_front(seen, certain, walled) or _judge_wall(seen, certain, wall, walled)


def find_wall(seen: Seen, certain: Certain) -> tuple[Wall | None, float]:
    """The likeliest wall of the page, and how likely it is one."""
    scorer = load_scorers()["walled"]
    best, most = None, 0.0
    for wall in find_walls(seen, certain.elements):
        likely = scorer.probability(named(wall.pieces))
        if likely > most:
            best, most = wall, likely
    return best, most


def _judge_front(seen: Seen, certain: Certain, walled: float) -> Judged | None:
    """The verdict of a page that stands before the page, if it is one."""
    if certain.failed:
        return Judged(Access("error", None, None, 0.95, certain.failed), _all_shown(seen))
    if seen.body.weight > _JUST_OVER:
        return None
    scorers = load_scorers()
    questions = find_front(seen)
    scored = {status: scorers[status].probability(named(questions[status])) for status in _FRONTS}
    best = max(_FRONTS, key=lambda status: scored[status])
    if scored[best] < 0.5 or (walled > scored[best] and best != "challenge") or certain.walled:
        return None
    evidence = _heaviest(questions[best], scorers[best])
    status: AccessStatus = best  # type: ignore[assignment]
    return Judged(Access(status, None, None, round(scored[best], 3), evidence), _all_shown(seen))


def _all_shown(seen: Seen) -> tuple[int, ...]:
    return tuple(block.position for block in seen.blocks if not block.hidden and not block.noscript)


def _judge_wall(seen: Seen, certain: Certain, wall: Wall | None, walled: float) -> Judged:
    """Open or paywalled, and complete or not."""
    scorers = load_scorers()
    stands = wall is not None and walled >= 0.5
    pieces = find_missing(seen, wall if walled >= _UNSURE else None, walled)
    missing = 1.0 if certain.garbled else scorers["missing"].probability(named(pieces))
    cut = missing >= 0.5
    status: AccessStatus = "paywalled" if certain.walled or stands else "open"
    complete = None if not seen.body.weight and not cut else _complete(missing, status)
    shown: list[Evidence] = list(certain.walled)
    if stands:
        shown += _heaviest(wall.pieces, scorers["walled"])  # type: ignore[union-attr]
    if cut:
        shown += certain.garbled or _heaviest(pieces, scorers["missing"])
    if status == "open":
        shown = [*seen.declared.evidence, *shown]
    sure = 0.97 if certain.walled else max(walled, 1 - walled)
    access = Access(status, complete, seen.declared.free, round(sure, 3), tuple(_distinct(shown))[:_SHOWN])
    return Judged(access, tuple(wall.positions) if stands and wall else ())


def _complete(missing: float, status: AccessStatus) -> bool | None:
    """Is the text all there, by the probability that some is missing?"""
    if missing >= 0.5:
        return False
    return None if status == "paywalled" and missing >= _UNSURE else True


def _heaviest(pieces: Sequence[Piece], scorer: Scorer) -> tuple[Evidence, ...]:
    """The pieces that a reader is shown, those that weighed most first."""
    best: dict[str, tuple[float, Piece]] = {}
    for piece in pieces:
        weight = scorer.weights.get(piece.name, 0.0) * piece.value
        if piece.source is not None and weight > 0 and weight > best.get(piece.name, (0.0, piece))[0]:
            best[piece.name] = (weight, piece)
    ranked = sorted(best.values(), key=lambda item: -item[0])
    return tuple(piece.shown(round(weight, 2)) for weight, piece in ranked[:_SHOWN])


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    found: dict[tuple[str, str], Evidence] = {}
    for one in evidence:
        found.setdefault((one.rule, one.text), one)
    return list(found.values())


def probabilities(values: Mapping[Question, Mapping[str, float]]) -> dict[Question, float]:
    """How likely each question is answered yes, by the values of its pieces."""
    scorers = load_scorers()
    return {question: scorers[question].probability(pieces) for question, pieces in values.items()}
