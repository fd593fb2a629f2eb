"""What a model reaches on pages that it had not seen, in words for the model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pagewinnow.training.fit import Trial
from pagewinnow.training.rows import MAIN

BANDS = ((0.0, 0.45), (0.45, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01))


def tell_corpora(trials: Sequence[Trial]) -> str:
    """A line a corpus, and one for each type of the main corpus's pages; variations of pages apart."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        page = trial.page
        groups["varied" if page.varied else page.corpus].append(trial)
        if page.corpus == MAIN and not page.varied:
            groups[f"{MAIN} {page.type}"].append(trial)
    return "".join(f"{name:20} {len(group):5} pages   {_tell(group)}\n" for name, group in sorted(groups.items()))


def _tell(trials: Sequence[Trial]) -> str:
    whole = [trial.reached for trial in trials if trial.page.gold is not None]
    if whole:
        return f"word F1 {sum(whole) / len(whole):.4f}"
    right, taken, wanted = (sum(trial.pieces[i] for trial in trials) for i in range(3))
    precision, recall = right / max(1, taken), right / max(1, wanted)
    return f"pieces F1 {2 * right / max(1, taken + wanted):.4f} P {precision:.4f} R {recall:.4f}"


def tell_confidence(trials: Sequence[Trial]) -> str:
    """What was reached where so much was promised; pages whose whole text people wrote down."""
    lines = []
    asked = [trial for trial in trials if not trial.page.varied and trial.page.gold is not None]
    for low, high in BANDS:
        band = [trial.reached for trial in asked if low <= trial.expected < high]
        mean = sum(band) / max(1, len(band))
        lines.append(f"promised {low:.2f} to {min(high, 1):.2f} {len(band):5} pages   word F1 {mean:.4f}\n")
    return "".join(lines)
