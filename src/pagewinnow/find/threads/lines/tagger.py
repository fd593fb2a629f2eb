"""The tagger: what each line of a text is to a thread, said by a small network over the lines and their neighbours.

A layer over each line's features, what the page has of it on the whole, then dilated convolutions, each of which sees
twice as far as the last (Strubell et al. 2017, Iterated Dilated Convolutions). Trained by torch, read by numpy alone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.model import multiply
from pagewinnow.learned.text_columns import Floats

DILATIONS = (1, 2, 4, 8, 16)


class Tagger(NamedTuple):
    """The weights. A feature is first brought within `low` and `high`; scaling is in the first layer.

    `steps[a, b]` is how likely a line of tag `b` follows one of tag `a`, as a logarithm.
    """

    low: Floats
    high: Floats
    first: tuple[Floats, Floats]
    whole: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    last: tuple[Floats, Floats]
    steps: Floats

    def log_odds(self, features: Floats) -> Floats:
        """The logarithm of each tag's probability, of each line: lines x tags."""
        rows = np.clip(features, self.low, self.high)
        hidden = np.maximum(multiply(rows, self.first[0]) + self.first[1], 0)
        hidden += hidden.mean(0) @ self.whole
        for (weights, biases), reach in zip(self.layers, DILATIONS, strict=True):
            padded = np.zeros((len(hidden) + 2 * reach, hidden.shape[1]), np.float32)
            padded[reach:-reach] = hidden
            window = np.concatenate((padded[: -2 * reach], hidden, padded[2 * reach :]), axis=1)
            hidden = hidden + np.maximum(multiply(window, weights) + biases, 0)
        logits = multiply(hidden, self.last[0]) + self.last[1]
        logits -= logits.max(1, keepdims=True)
        found: Floats = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        return found


def to_arrays(tagger: Tagger) -> dict[str, NDArray[Any]]:
    """The tagger as arrays by name, half as precise as it was trained: the tags are the same."""
    arrays: dict[str, NDArray[Any]] = {
        "low": tagger.low,
        "high": tagger.high,
        "whole": tagger.whole,
        "steps": tagger.steps,
    }
    for k, (weights, biases) in enumerate((tagger.first, *tagger.layers, tagger.last)):
        arrays[f"weights_{k}"], arrays[f"biases_{k}"] = weights, biases
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def from_arrays(arrays: Any) -> Tagger:  # noqa: ANN401 - a mapping, or numpy's own file
    """The tagger of its arrays."""
    layers = [
        (arrays[f"weights_{k}"].astype(np.float32), arrays[f"biases_{k}"].astype(np.float32))
        for k in range(len(DILATIONS) + 2)
    ]
    low, high, whole, steps = (arrays[name].astype(np.float32) for name in ("low", "high", "whole", "steps"))
    return Tagger(low, high, layers[0], whole, tuple(layers[1:-1]), layers[-1], steps)
