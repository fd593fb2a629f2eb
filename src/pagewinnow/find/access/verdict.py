"""The verdict: what was this page, and is its text all there?

Each question has its evidence (`fronts`, `walls`, `ends`) and its scorer (`learned.access`). What is certain decides
alone: a status, what the page declares, a vendor's wall where the text ends, letters in disorder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pagewinnow.find.access.certain import Certain, find_certain, find_said_error
from pagewinnow.find.access.ends import find_leads, find_missing, is_whole, may_be_all
from pagewinnow.find.access.evidence import Piece, named
from pagewinnow.find.access.fronts import find_front
from pagewinnow.find.access.own_text import Front, has_own_text, holds_text, may_stand_before
from pagewinnow.find.access.parts import goes_on, is_later_page
from pagewinnow.find.access.seen import Seen, look
from pagewinnow.find.access.shape import LITTLE
from pagewinnow.find.access.walls import Wall, blocks_of, find_walls
from pagewinnow.find.view import View
from pagewinnow.findings import Verdict
from pagewinnow.learned.access import Scorer, load_scorers
from pagewinnow.records import Access, AccessStatus, Evidence, RemovedLabel

_SHOWN = 8
"""Pieces of evidence that a record shows."""
_EVEN, _LIKELY, _TITLED = 0.5, 0.6, 0.4
"""The probability from which a thing is so; what costs much where it is wrong; what the title tells."""
_COSTLY: frozenset[Front] = frozenset({"challenge", "consent", "empty"})
"""Verdicts that must be likely: their words are on many good pages, or a short text would be lost as an empty page."""
_WALLED, _OFFERED, _FREE = 0.55, 0.6, 0.99
"""The probability from which a wall is one; from which offers alone are; on a page that declares itself free."""
_SAYS_THIS = frozenset({"says/strong", "says/decides", "says/ask", "vendor/decides", "breaks"})
"""Pieces of a wall that speaks of this text, or stands where it breaks off."""
_UNSURE = 0.25
"""The probability of missing text from which a walled page is not called complete."""
_OPEN_QUESTION = 0.45
"""The probability at most where a text may be all: less than even, and too much to call the page complete."""
FRONTS: tuple[Front, ...] = ("challenge", "consent", "error", "empty")
_JUST_OVER = 2 * LITTLE
"""The weight of running text from which no page is asked whether it stands before another."""


def find_access(view: View) -> Verdict:
    """The access verdict of a page, with its evidence, and the blocks that belong to it."""
    seen = look(view)
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


def _judge_front(seen: Seen, certain: Certain, walled: float) -> Verdict | None:
    """The verdict of a page that stands before the page, if it is one."""
    if certain.challenged:
        return Verdict(Access("challenge", None, None, 0.95, certain.challenged[:_SHOWN]))
    if certain.failed:
        return Verdict(_judge_failed(seen, certain))
    if not seen.shown and not seen.body.weight and not holds_text(seen):
        return Verdict(_judge_nothing(seen))
    if certain.walled or not is_asked(seen.body.weight) or has_own_text(seen):
        return None
    scorers = load_scorers()
    questions = find_front(seen)
    scored = {
        question: scorers[question].probability(named(questions[question]))
        if may_stand_before(seen, question, questions[question])
        else 0.0
        for question in FRONTS
    }
    best = _titled(questions, scored) or choose_front(scored, walled)
    if best is None:
        return _judge_said_error(seen, walled)
    evidence = _heaviest(questions[best], scorers[best])
    return Verdict(Access(best, None, None, round(scored[best], 3), evidence))


def _titled(questions: Mapping[str, Sequence[Piece]], scored: Mapping[Front, float]) -> Front | None:
    """The likely verdict that the title tells in so many words, whatever the lines below it say."""
    for question in FRONTS:
        if scored[question] >= _TITLED and any(piece.name == "title/decides" for piece in questions[question]):
            return question
    return None


def _judge_said_error(seen: Seen, walled: float) -> Verdict | None:
    """An error that the title or a heading tells, on a page without a text of its own or a wall."""
    said = tuple(find_said_error(seen)) if walled < _EVEN else ()
    return Verdict(Access("error", None, None, 0.9, said[:_SHOWN])) if said else None


def _judge_failed(seen: Seen, certain: Certain) -> Access:
    """A response that failed: an error, unless its words are those of a challenge."""
    pieces = find_front(seen)["challenge"]
    scorer = load_scorers()["challenge"]
    likely = scorer.probability(named(pieces))
    if likely >= _EVEN:
        return Access("challenge", None, None, round(likely, 3), _heaviest(pieces, scorer))
    return Access("error", None, None, 0.95, certain.failed[:_SHOWN])


def _judge_nothing(seen: Seen) -> Access:
    """A page that shows no text: what its title says, if anything."""
    questions = find_front(seen)
    for status in ("challenge", "error"):
        said = [piece for piece in questions[status] if piece.name.startswith("title/") and piece.source]
        if said:
            return Access(status, None, None, 0.9, tuple(piece.shown(None) for piece in said[:_SHOWN]))
    return Access("empty", None, None, 0.95, (Evidence("shape", "shape/empty", "0 characters"),))


def least_walled(names: Collection[str], *, free: bool | None) -> float:
    """How likely a wall must be to be one: more than even, since an alarm on an open page costs more than a miss.

    `names` are those of its pieces. A page that declares itself free is believed nearly always. One without any text
    of its own has nothing that an alarm would cost.
    """
    if free:
        return _FREE
    if "no-text" in names:
        return _EVEN
    return _OFFERED if _SAYS_THIS.isdisjoint(names) else _WALLED


def is_asked(weight: int) -> bool:
    """May a page with so much running text stand before another?"""
    return weight <= _JUST_OVER


def choose_front(scored: Mapping[Front, float], walled: float) -> Front | None:
    """What the page stands before, if it does: the likeliest, unless it is likelier that it is a wall.

    A challenge has a wall's words now and then: a form, a login.
    """
    best = max(FRONTS, key=lambda question: scored[question])
    if scored[best] < (_LIKELY if best in _COSTLY else _EVEN) or (walled > scored[best] and best != "challenge"):
        return None
    return best


def _judge_wall(seen: Seen, certain: Certain, wall: Wall | None, walled: float) -> Verdict:
    """Open or paywalled, and complete or not."""
    scorers = load_scorers()
    stands = wall is not None and walled >= least_walled(named(wall.pieces), free=seen.declared.free)
    counts = wall is not None and (stands or (certain.walled and walled >= _UNSURE))
    pieces = find_missing(seen, wall if counts else None, walled if counts else 0.0)
    surely = certain.garbled or certain.cut or _next_part(seen)
    missing = 1.0 if surely else _weigh_missing(seen, wall if counts else None, pieces)
    cut = missing >= _EVEN
    status: AccessStatus = "paywalled" if certain.walled or stands else "open"
    is_nothing = "body" not in seen.labels and not seen.body.weight and not cut
    complete = None if is_nothing or is_later_page(seen) else _complete(missing, status)
    shown: list[Evidence] = list(certain.walled)
    if stands:
        shown += _heaviest(wall.pieces, scorers["walled"])  # type: ignore[union-attr]
    if cut:
        shown += surely or _heaviest(pieces, scorers["missing"])
    if status == "open":
        shown = [*seen.declared.evidence, *shown]
    sure = 0.97 if certain.walled else max(walled, 1 - walled)
    access = Access(status, complete, seen.declared.free, round(sure, 3), tuple(_distinct(shown))[:_SHOWN])
    blocks: dict[int, RemovedLabel] = dict.fromkeys(find_leads(seen, wall if stands else None, cut=cut), "nav")
    if stands and wall is not None:
        blocks |= dict.fromkeys(blocks_of(wall, seen), "paywall")
    return Verdict(access, blocks)


def _next_part(seen: Seen) -> tuple[Evidence, ...]:
    """What tells that the text goes on at another page."""
    return (Evidence("markup", "shape/next-page", "rel=next"),) if goes_on(seen) else ()


def _weigh_missing(seen: Seen, wall: Wall | None, pieces: Sequence[Piece]) -> float:
    """How likely text is missing: not at all where the page declares all that is there, uncertain at a long text."""
    if is_whole(seen, pieces):
        return 0.0
    missing = load_scorers()["missing"].probability(named(pieces))
    return min(missing, _OPEN_QUESTION) if may_be_all(seen, wall, pieces) else missing


def _complete(missing: float, status: AccessStatus) -> bool | None:
    """Is the text all there, by the probability that some is missing?"""
    if missing >= _EVEN:
        return False
    return None if status == "paywalled" and missing >= _UNSURE else True


def _heaviest(pieces: Sequence[Piece], scorer: Scorer) -> tuple[Evidence, ...]:
    """The pieces that a reader is shown, those that weighed most first."""
    best: dict[str, tuple[float, Piece]] = {}
    for piece in pieces:
        weight = scorer.weights.get(piece.name, 0.0) * piece.value
        if piece.source is not None and weight >= 0 and weight > best.get(piece.name, (-1.0, piece))[0]:
            best[piece.name] = (weight, piece)
    ranked = sorted(best.values(), key=lambda item: -item[0])
    return tuple(piece.shown(round(weight, 2)) for weight, piece in ranked[:_SHOWN])


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    found: dict[tuple[str, str], Evidence] = {}
    for one in evidence:
        found.setdefault((one.rule, one.text), one)
    return list(found.values())
