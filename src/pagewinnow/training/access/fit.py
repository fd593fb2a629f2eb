"""Fit the scorers: a logistic regression a question, over named pieces of evidence.

The wall's scorer is asked of candidates, but pages are annotated: of a walled page the likeliest candidate counts,
which is chosen again after each fit (multiple-instance learning: Andrews, Tsochantaridis and Hofmann 2003, mi-SVM).
Where a wall was grafted the candidate is known. Words are dropped at random: on unseen sites words are unseen too.
Weights are kept small by L2 and have the sign that the evidence must have; a piece that was met in few pages has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.access import QUESTIONS, Question, Scorer
from pagewinnow.training.access.examples import Candidate, Example, Values, scaled

Floats = NDArray[np.float64]
_ROUNDS = 4
_STEPS = 60
_FEWEST = 4  # examples that a piece must be met in
_DROPPED = 0.15  # of the pieces that words give
_WORDED = ("says/", "word/", "head/", "page/", "title/", "lead/")
_UNSURE = 0.25
_MOST = 6.0  # logits that a piece may weigh
_FOR = (
    "says/decides", "says/hint", "says/two", "says/strong", "says/onward", "says/rest", "says/only", "says/read",
    "says/spent", "says/share", "says/ask", "says/door", "says/offer", "says/plan", "says/kept", "word/", "at/next",
    "after/none", "breaks", "names/wall", "vendor/", "ends/dots", "ends/open", "ends/bracket", "this at",
    "this-text at", "offers at", "walled", "wall/says", "wall/at", "wall/after/none", "wall/vendor",
    "wall/preview/none", "wall/preview/l", "wall/preview/some", "wall/share", "end/dots", "end/bracket", "end/open",
    "end/joined", "end/lower", "end/alone-of", "lead/", "broken", "words/far", "words/short", "minutes", "clipped",
    "held", "free/no", "lines/many", "says/invites", "title/", "first", "head/", "page/", "heading/", "script/",
    "markup/", "share", "said-twice", "waits",
    "status/failed",
)  # fmt: skip
_AGAINST = (
    "this below", "this-text below", "offers below",
    "says/other", "says/rest & says/plan", "plain",
    "linked", "listed", "section/", "in/nav", "in/header", "after/much", "after/more", "after/some",
    "this elsewhere", "this-text elsewhere", "offers elsewhere", "offer ", "hint ", "before/longer", "before/long",
    "names/other", "thread", "free/yes", "said/often", "whole", "words/enough", "more/often", "end/full",
    "before/none & after/", "says/strong & names/unshown", "names/unshown", "says/strong & at/far", "at/far",
    "says/decides & at/far", "declares-article", "holds-text", "wall-words", "says/strong & listed",
    "says/decides & listed", "says/strong & after/much", "says/decides & after/much", "says/strong & before/long",
    "says/decides & before/long", "walled & whole", "walled & words/enough", "walled & end/full",
    "walled & weight/more", "walled & weight/much", "end/as-others", "end/apart", "among-headlines", "questioned",
    "amid", "says/strong & amid", "says/decides & amid", "ends/colon & amid", "end/continued",
    "says/label & at/far", "says/label & after", "says/label & listed",
)  # fmt: skip


class Row(NamedTuple):
    """One thing to learn: the pieces, the answer, how much it counts."""

    values: Values
    answer: bool
    counts: float


class Settings(NamedTuple):
    """`ridge` holds the weights down; `real` is how much a real page counts against a made one, for its verdict.

    `ends` is the same for missing text: there the few real pages are mostly of two sites. `open` is what a page of
    the main corpus counts, which is open by the look of it.
    """

    ridge: float = 0.5
    real: float = 6.0
    ends: float = 4.0
    open: float = 0.3
    seed: int = 1

    def weigh(self, example: Example) -> float:
        """How much the verdict of an example counts."""
        return {"real": self.real, "open": self.open}.get(example.source, 1.0)


def fit_all(examples: Sequence[Example], settings: Settings) -> dict[Question, Scorer]:
    """The scorers of all questions."""
    walled = fit_walled(examples, settings)
    scorers: dict[Question, Scorer] = {
        "walled": walled,
        "missing": fit(_missing_rows(examples, walled, settings), settings),
    }
    for question in QUESTIONS[2:]:
        scorers[question] = fit(_front_rows(examples, question, settings), settings)
    return scorers


def fit_walled(examples: Sequence[Example], settings: Settings) -> Scorer:
    """The scorer of walls: chosen candidates of walled pages, all candidates of open ones."""
    scorer = Scorer(0.0, {"says/decides": 2.0, "says/strong": 2.0, "at/next": 1.0, "after/none": 1.0, "breaks": 1.0})
    for _ in range(_ROUNDS):
        scorer = fit(_wall_rows(examples, scorer, settings), settings)
    return scorer


def _wall_rows(examples: Sequence[Example], scorer: Scorer, settings: Settings) -> Iterable[Row]:
    for example in examples:
        counts = settings.weigh(example)
        if example.gold.wall_shown is False:
            # The likeliest alone would do; the others keep the scorer from learning the place alone.
            best = best_of(example.candidates, scorer)
            for candidate in example.candidates:
                yield Row(candidate.values, answer=False, counts=counts if candidate is best else 0.2 * counts)
        elif example.gold.wall_shown:
            known = [one for one in example.candidates if one.right] or list(example.candidates)
            best = best_of(known, scorer)
            if best is not None:
                yield Row(best.values, answer=True, counts=counts)
            for candidate in example.candidates:
                if candidate.right is False:
                    yield Row(candidate.values, answer=False, counts=0.2 * counts)


def best_of(candidates: Sequence[Candidate], scorer: Scorer) -> Candidate | None:
    """The likeliest candidate."""
    return max(candidates, key=lambda one: scorer.probability(one.values), default=None)


def _missing_rows(examples: Sequence[Example], walled: Scorer, settings: Settings) -> Iterable[Row]:
    for example in examples:
        if example.gold.missing is not None and not example.gold.status.isdisjoint(("open", "paywalled")):
            counts = settings.ends if example.source == "real" else 1.0
            yield Row(missing_values(example, walled), answer=example.gold.missing, counts=counts)


def missing_values(example: Example, walled: Scorer) -> Values:
    """What speaks of missing text, given the wall that was found."""
    best = best_of(example.candidates, walled)
    likely = walled.probability(best.values) if best else 0.0
    return scaled(best.missing, likely) if best and likely >= _UNSURE else example.missing


def _front_rows(examples: Sequence[Example], question: Question, settings: Settings) -> Iterable[Row]:
    for example in examples:
        status = example.gold.status
        if question in status and len(status) > 1 and question not in ("error", "empty"):
            continue
        counts = settings.weigh(example)
        if question == "empty" and question in status and len(status) > 1 and "open" in status:
            continue
        yield Row(example.fronts[question], answer=question in status, counts=counts)


def fit(rows: Iterable[Row], settings: Settings) -> Scorer:
    """One logistic regression, by Newton's method on the penalised likelihood."""
    rows = list(rows)
    met = Counter(name for row in rows for name, value in row.values.items() if value)
    names = sorted(name for name, count in met.items() if count >= _FEWEST)
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for at, row in enumerate(rows):
        for name, value in row.values.items():
            if name in column:
                matrix[at, column[name]] = value
    answers = np.array([row.answer for row in rows], float)
    counts = np.array([row.counts for row in rows], float)
    matrix, answers, counts = _dropped(matrix, answers, counts, names, settings)
    weights = _newton(matrix, answers, counts, settings.ridge, _bounds(names))
    return Scorer(float(weights[-1]), {name: float(weight) for name, weight in zip(names, weights[:-1], strict=True)})


def _dropped(
    matrix: Floats, answers: Floats, counts: Floats, names: Sequence[str], settings: Settings
) -> tuple[Floats, Floats, Floats]:
    """The rows, and once more with some of their words unseen."""
    random = np.random.default_rng(settings.seed)
    worded = np.array([name.startswith(_WORDED) for name in (*names, "")])
    keep = (random.random(matrix.shape) >= _DROPPED) | ~worded
    return np.vstack([matrix, matrix * keep]), np.tile(answers, 2), np.tile(counts, 2) / 2


def _newton(matrix: Floats, answers: Floats, counts: Floats, ridge: float, bounds: tuple[Floats, Floats]) -> Floats:
    """Weights within their bounds, by projected Newton steps (Bertsekas 1982): those held at a bound stand still."""
    low, high = bounds
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], ridge)
    penalty[-1] = 1e-3
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (counts * (likely - answers)) + penalty * weights
        held = ((weights <= low) & (slope > 0)) | ((weights >= high) & (slope < 0))
        free = np.flatnonzero(~held)
        bend = (matrix[:, free] * (counts * likely * (1 - likely))[:, None]).T @ matrix[:, free] + np.diag(
            penalty[free]
        )
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(bend, slope[free])
        size = float(np.abs(step).max())
        moved = np.clip(weights - step * min(1.0, 1.0 / max(size, 1e-9)), low, high)
        change = float(np.abs(moved - weights).max())
        weights = moved
        if change < 1e-4:
            break
    return weights


def _bounds(names: Sequence[str]) -> tuple[Floats, Floats]:
    """What each weight may be at least and at most: evidence for a thing never speaks against it."""
    low = np.array(
        [0.0 if name.startswith(_FOR) and not name.startswith(_AGAINST) else -_MOST for name in (*names, "")]
    )
    high = np.array([0.0 if name.startswith(_AGAINST) else _MOST for name in (*names, "")])
    low[-1], high[-1] = -np.inf, np.inf
    return low, high


def to_table(scorers: Mapping[Question, Scorer]) -> dict[str, object]:
    """What is written to the model's file."""
    return {
        question: {
            "bias": round(scorer.bias, 3),
            "weights": {
                name: round(weight, 3) for name, weight in sorted(scorer.weights.items()) if abs(weight) >= 0.02
            },
        }
        for question, scorer in scorers.items()
    }


def groups_of(examples: Iterable[Example], key: Callable[[Example], str]) -> list[str]:
    """What is left out in turn."""
    return sorted({key(example) for example in examples})
