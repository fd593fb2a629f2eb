"""The tiny network over rows of evidence, trained by gradient descent in numpy, and what it reaches on unseen sites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.rows import Rows

Floats = NDArray[np.float32]

UNITS, STEPS, RATE, DECAY, SEEDS = 16, 300, 0.02, 0.3, 6
_NOISE = 0.05  # of a piece's spread: no piece is known to the last digit
_BLIND = 0.3  # of the rows in every other step: without the pieces that names and words give


class Examples(NamedTuple):
    """Groups: `evidence` a row each; targets 0 to 1 with `nan` where nothing is known; the weight and fold of each."""

    names: tuple[str, ...]
    evidence: Floats  # examples x pieces
    targets: Floats  # examples x (thread, opening)
    weight: Floats
    fold: NDArray[np.int64]
    page: tuple[str, ...]


def fit(examples: Examples, use: NDArray[np.bool_], blind: Sequence[str] = (), seed: int = 1) -> Rows:
    """A network for the examples in use; `blind` are the pieces that it must be able to do without."""
    rows, targets, weight = examples.evidence[use], examples.targets[use], examples.weight[use]
    mean, scale = rows.mean(0), rows.std(0) + 0.05
    inputs = (rows - mean) / scale
    usual = [examples.names.index(name) for name in blind]
    random = np.random.default_rng(seed)
    count = inputs.shape[1]
    weights = [
        random.normal(0, 1 / np.sqrt(count), (count, UNITS)), np.zeros(UNITS),
        random.normal(0, 1 / np.sqrt(UNITS), (UNITS, targets.shape[1])), np.zeros(targets.shape[1]),
    ]  # fmt: skip
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    known = ~np.isnan(targets)
    share = known * weight[:, None]
    share = share / share.sum(0)
    for step in range(1, STEPS + 1):
        seen = inputs + random.normal(0, _NOISE, inputs.shape) * (step % 2)
        if usual and step % 2:
            hidden = random.random(len(seen)) < _BLIND
            for place in usual:
                seen[hidden, place] = -mean[place] / scale[place]
        gradients = _gradients(seen, np.nan_to_num(targets), share, weights)
        rate = RATE * (0.5 + 0.5 * np.cos(np.pi * step / STEPS))
        for place, gradient in enumerate(gradients):
            first, second = moments[place]
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient**2 - second)
            corrected = first / (1 - 0.9**step), second / (1 - 0.999**step)
            weights[place] *= 1 - rate * DECAY
            weights[place] -= rate * corrected[0] / (np.sqrt(corrected[1]) + 1e-8)
    return Rows(examples.names, mean, scale, *(w.astype(np.float32) for w in weights))


def _gradients(
    inputs: Floats, targets: Floats, share: Floats, weights: Sequence[NDArray[np.float64]]
) -> list[NDArray[np.float64]]:
    """Of the weighted cross-entropy, by each array of weights."""
    inner = np.tanh(inputs @ weights[0] + weights[1])
    error = (1 / (1 + np.exp(-(inner @ weights[2] + weights[3]))) - targets) * share
    back = error @ weights[2].T * (1 - inner**2)
    return [inputs.T @ back, back.sum(0), inner.T @ error, error.sum(0)]


def fit_several(examples: Examples, use: NDArray[np.bool_], blind: Sequence[str] = ()) -> Rows:
    """Networks from several seeds side by side in one: it says what they say on average, in logits."""
    networks = [fit(examples, use, blind, seed) for seed in range(SEEDS)]
    first = networks[0]
    return first._replace(
        hidden=np.concatenate([n.hidden for n in networks], axis=1),
        hidden_bias=np.concatenate([n.hidden_bias for n in networks]),
        out=np.concatenate([n.out for n in networks]) / SEEDS,
        out_bias=np.mean([n.out_bias for n in networks], axis=0),
    )


def cross_validate(examples: Examples, blind: Sequence[str] = ()) -> Floats:
    """For each example the outputs of a network that has seen no page of its fold."""
    found = np.zeros_like(examples.targets)
    for fold in np.unique(examples.fold).tolist():
        held = examples.fold == fold
        found[held] = fit_several(examples, ~held, blind).probabilities(examples.evidence[held])
    return found
