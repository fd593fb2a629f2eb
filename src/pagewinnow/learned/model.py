"""The trained model: its tables and weights, how they are read from their file, and what they say of features.

The file is an uncompressed `.npz` without pickles: arrays alone, so nothing in it can run, and the same arrays are
always the same bytes. Weights are stored as float16 and scores as eighths of a bit in int8: .0001 of F1 apart.
"""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np

from pagewinnow.learned.features import Table, Tables
from pagewinnow.learned.text_columns import Floats

_SCORE_UNIT = 32  # a score of 1 is stored as this


class Network(NamedTuple):
    """A small network over features: `weights[i]` is inputs x outputs, and every layer but the last is rectified."""

    middle: Floats
    scale: Floats
    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]

    def logits(self, features: Floats) -> Floats:
        """The log-odds of each row."""
        rows = np.clip((features - self.middle) * self.scale, -4, 4)
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            rows = np.maximum(rows @ weights + biases, 0)
        logits: Floats = (rows @ self.weights[-1] + self.biases[-1])[:, 0]
        return logits


class Model(NamedTuple):
    """All that was learned for one kind of input.

    `features` are the names of the columns that the network reads. A page's threshold lies within `thresholds`.
    `expected` and `reached` are a curve: the F1 that the probabilities promise, and what held in cross-validation.
    """

    tables: Tables
    features: tuple[str, ...]
    network: Network
    thresholds: tuple[float, float]
    expected: Floats
    reached: Floats


def to_bytes(model: Model) -> bytes:
    """The model as the bytes of its file."""
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "features": np.array(model.features),
        "middle": model.network.middle.astype(np.float32),
        "scale": model.network.scale.astype(np.float32),
        "thresholds": np.array(model.thresholds, np.float32),
        "expected": model.expected.astype(np.float32),
        "reached": model.reached.astype(np.float32),
    }
    for name, table in zip(Tables._fields, model.tables, strict=True):
        arrays[f"{name}_hashes"] = table.hashes
        arrays[f"{name}_scores"] = np.round(np.clip(table.scores, -3.9, 3.9) * _SCORE_UNIT).astype(np.int8)
    for i, (weights, biases) in enumerate(zip(model.network.weights, model.network.biases, strict=True)):
        arrays[f"weights_{i}"], arrays[f"biases_{i}"] = weights.astype(np.float16), biases.astype(np.float16)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # its entries are dated 1980, whatever the day
    return out.getvalue()


def from_bytes(content: bytes) -> Model:
    """The model of a file's bytes."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        layers = range(sum(name.startswith("weights_") for name in arrays.files))
        low, high = arrays["thresholds"].tolist()
        return Model(
            tables=Tables(
                *(
                    Table(arrays[f"{name}_hashes"], arrays[f"{name}_scores"].astype(np.float32) / _SCORE_UNIT)
                    for name in Tables._fields
                )
            ),
            features=tuple(arrays["features"].tolist()),
            network=Network(
                arrays["middle"],
                arrays["scale"],
                tuple(arrays[f"weights_{i}"].astype(np.float32) for i in layers),
                tuple(arrays[f"biases_{i}"].astype(np.float32) for i in layers),
            ),
            thresholds=(low, high),
            expected=arrays["expected"],
            reached=arrays["reached"],
        )


def digest(content: bytes) -> str:
    """A short hash of a model file."""
    return sha256(content).hexdigest()[:12]


class Choice(NamedTuple):
    """Where to cut the probabilities of a page, and the word F1 that they then promise."""

    threshold: float
    expected: float


def choose(probabilities: Floats, words: Floats) -> Choice:
    """The threshold that makes the expected word F1 of a page the greatest.

    The more certain the blocks, the nearer it is to half of the F1 that can be reached; a page of many half-likely
    blocks takes them all, or its list would be lost: worth .004 of F1 against the best threshold for all pages.

    >>> choice = choose(np.array([0.9, 0.4, 0.4, 0.01]), np.array([10, 30, 30, 50]))
    >>> round(choice.threshold, 2)
    0.4
    """
    order = np.argsort(-probabilities, kind="stable")
    ranked, weight = probabilities[order].astype(np.float64), words[order].astype(np.float64)
    inside = np.cumsum(ranked * weight)
    expected = 2 * inside / (np.cumsum(weight) + inside[-1] + 1e-9)
    best = int(np.argmax(expected))
    return Choice(float(ranked[best]), float(expected[best]))
