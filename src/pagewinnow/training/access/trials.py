"""How well the scorers do on what they have not seen: by fold, by site, by language, and how sure they may be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.find.access.verdict import FRONTS, choose_front, is_asked, least_walled
from pagewinnow.learned.access import Question, Scorer
from pagewinnow.training.access.examples import Example
from pagewinnow.training.access.fit import Settings, best_of, fit_all, missing_values

BINS = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 1.01)
Key = Callable[[Example], object]


class Trial(NamedTuple):
    """An example that was left out, and what was said of it."""

    example: Example
    status: str
    walled: float
    missing: float
    front: float

    @property
    def is_right(self) -> bool:
        """Is the verdict one of those accepted?"""
        return self.status in self.example.gold.status


def decide(example: Example, scorers: dict[Question, Scorer]) -> Trial:
    """What the scorers make of an example."""
    best = best_of(example.candidates, scorers["walled"])
    walled = scorers["walled"].probability(best.values) if best else 0.0
    missing = scorers["missing"].probability(missing_values(example, scorers["walled"]))
    scored = {question: scorers[question].probability(example.fronts[question]) for question in FRONTS}
    front = choose_front(scored, walled) if is_asked(example.weight) and not example.certain else None
    stands = best is not None and walled >= least_walled(best.values, free=None)
    status = example.certain or front or ("paywalled" if stands else "open")
    return Trial(example, status, walled, missing, max(scored.values()))


def cross_validate(
    examples: Sequence[Example], settings: Settings, key: Key = lambda example: example.fold
) -> list[Trial]:
    """Every example, judged by scorers that saw none with the same key."""
    groups = defaultdict(list)
    for example in examples:
        groups[key(example)].append(example)
    trials: list[Trial] = []
    for group, left_out in groups.items():
        scorers = fit_all([example for example in examples if key(example) != group], settings)
        trials += [decide(example, scorers) for example in left_out]
    return trials


def report(trials: Sequence[Trial]) -> Iterator[str]:
    """What the trials tell, a line each."""
    for source in ("real", "made"):
        chosen = [trial for trial in trials if trial.example.source == source]
        right = sum(trial.is_right for trial in chosen)
        yield f"{source} {len(chosen)} pages, {right} verdicts right"
        yield from _by_status(chosen)
        yield from _reliability("walled", [(t.walled, t.example.gold.wall_shown) for t in chosen])
        yield from _reliability("missing", [(t.missing, t.example.gold.missing) for t in chosen])


def _by_status(trials: Sequence[Trial]) -> Iterator[str]:
    said = Counter(trial.status for trial in trials if len(trial.example.gold.status) == 1)
    true = Counter(next(iter(t.example.gold.status)) for t in trials if len(t.example.gold.status) == 1)
    both = Counter(trial.status for trial in trials if trial.example.gold.status == {trial.status})
    for status in sorted(true):
        precision, recall = both[status] / max(1, said[status]), both[status] / true[status]
        yield f"  {status:10} precision {precision:.3f} recall {recall:.3f} of {true[status]}"


def _reliability(name: str, answers: Sequence[tuple[float, bool | None]]) -> Iterator[str]:
    for low, high in pairwise(BINS):
        asked = [answer for likely, answer in answers if answer is not None and low <= likely < high]
        if asked:
            share = sum(asked) / len(asked)
            yield f"  {name:8} promised {low:.2f} to {min(1.0, high):.2f}: {share:.2f} of {len(asked)}"
