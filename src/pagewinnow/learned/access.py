"""The scorers of the access verdict: sums of weighed evidence, a question each. `access.json` holds their weights.

They are logistic regressions over named pieces of evidence, made by `python -m pagewinnow.training.access`; what they
learned from and what they reach is in `MODEL_CARD.md`. The sum needs no numpy: a page has some forty pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Literal, NamedTuple, get_args

Question = Literal["walled", "missing", "challenge", "consent", "error", "empty"]
QUESTIONS: tuple[Question, ...] = get_args(Question)
FILE = "access.json"


class Scorer(NamedTuple):
    """The weight of each piece of evidence, in logits, and of having none."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, values: Mapping[str, float]) -> float:
        """How likely the answer is yes, 0 to 1, by the value of each piece.

        >>> Scorer(-1.0, {"words": 3.0}).probability({"words": 1.0, "unknown": 1.0}) > 0.85
        True
        """
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in values.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def weigh(self, names: Iterable[str]) -> dict[str, float]:
        """The weight of each of some pieces."""
        return {name: self.weights.get(name, 0.0) for name in names}


@cache
def load_scorers() -> Mapping[Question, Scorer]:
    """The scorers of the package."""
    table = json.loads(_content())
    return {question: Scorer(table[question]["bias"], table[question]["weights"]) for question in QUESTIONS}


def _content() -> bytes:
    return files(__package__).joinpath(FILE).read_bytes()
