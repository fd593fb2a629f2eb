"""The trained model: its tables and weights, how they are read from their file, and what they say of features.

The file is an uncompressed `.npz` without pickles: arrays alone, so nothing in it can run, and the same arrays are
always the same bytes. Scores of the tables are stored in a byte each.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np

from pagewinnow.learned.base import Table, Tables
from pagewinnow.learned.pools import Pool
from pagewinnow.learned.text_columns import Floats, Ints

_SCORE_UNIT = 32  # a score of 1 is stored as this
_PIECE = 1 << 19  # multiplications; OpenBLAS takes a second thread from about a million
_ROWS = 1 << 14  # blocks whose hidden layer is held at once: a page of 200,000 takes 250 MB less
_COPY_WORDS = 8  # a line of fewer words may well stand twice ("Add to cart")
_RIM, _MOSTLY = 0.05, 0.5  # likelihood of the first and the last block, share of the words
_COPY = np.float32(0.05)  # what is left of a copy's probability


class Network(NamedTuple):
    """A small network over features: every layer but the last is rectified; `weights[i]` is inputs x outputs.

    A feature is first brought within `low` and `high`. How features are scaled is in the first layer's weights. The
    second layer reads the first layer's row of each block, and for each pool the mean row of the block's likes: its
    weights stand side by side, those for the block itself first.
    """

    low: Floats
    high: Floats
    weights: tuple[Floats, Floats, Floats]
    biases: tuple[Floats, Floats, Floats]

    def logits(self, features: Floats, pools: Sequence[Pool]) -> Floats:
        """The log-odds of each row."""
        products = np.empty((len(features), self.weights[1].shape[1]), np.float32)
        for first in range(0, len(features), _ROWS):
            products[first : first + _ROWS] = self._products(features[first : first + _ROWS])
        del features  # on a page of 200,000 blocks they are the most that is held
        rows = np.maximum(add_pools(products, pools) + self.biases[1], 0)
        logits: Floats = multiply(rows, self.weights[2])[:, 0] + self.biases[2]
        return logits

    def _products(self, features: Floats) -> Floats:
        """What the first layer makes of some rows, times the weights of the second."""
        rows = np.clip(features, self.low, self.high)
        rows = np.maximum(multiply(rows, self.weights[0]) + self.biases[0], 0)
        return multiply(rows, self.weights[1])


def add_pools(products: Floats, pools: Sequence[Pool]) -> Floats:
    """The second layer's sums: what the block says itself, and the mean of what its likes say to each pool's weights.

    The mean is taken of the products, which are half as wide as the rows: it is the same.
    """
    width = products.shape[1] // (len(pools) + 1)
    sums = products[:, :width]
    for number, pool in enumerate(pools, 1):
        sums = sums + pool.mean(products[:, number * width : (number + 1) * width])
    return sums


def multiply(rows: Floats, weights: Floats) -> Floats:
    """The product, in pieces so small that the library does not spread them over threads.

    Threads cost more than they bring for a page, and a sum split over them differs in its last bit from machine to
    machine.
    """
    step = max(1, _PIECE // weights.size)
    if len(rows) <= step:
        return rows @ weights
    return np.concatenate([rows[i : i + step] @ weights for i in range(0, len(rows), step)])


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
        "low": model.network.low.astype(np.float32),
        "high": model.network.high.astype(np.float32),
        "thresholds": np.array(model.thresholds, np.float32),
        "expected": model.expected.astype(np.float32),
        "reached": model.reached.astype(np.float32),
    }
    for name, table in zip(Tables._fields, model.tables, strict=True):
        arrays[f"{name}_hashes"] = table.hashes
        arrays[f"{name}_scores"] = np.round(np.clip(table.scores, -3.9, 3.9) * _SCORE_UNIT).astype(np.int8)
    for i, (weights, biases) in enumerate(zip(model.network.weights, model.network.biases, strict=True)):
        arrays[f"weights_{i}"], arrays[f"biases_{i}"] = weights.astype(np.float32), biases.astype(np.float32)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # its entries are dated 1980, whatever the day
    return out.getvalue()


def from_bytes(content: bytes) -> Model:
    """The model of a file's bytes."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
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
                arrays["low"],
                arrays["high"],
                (arrays["weights_0"], arrays["weights_1"], arrays["weights_2"]),
                (arrays["biases_0"], arrays["biases_1"], arrays["biases_2"]),
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


def choose(probabilities: Floats, words: Floats, hidden: Floats, limits: tuple[float, float]) -> Choice:
    """The threshold, within limits, that makes the expected word F1 of a page the greatest; 0 if the page is clean.

    `words` and `hidden` (0 or 1) are those of the blocks.
    The more certain the blocks, the nearer it is to half of the F1 that can be reached; a page of many half-likely
    blocks takes them all, or its list would be lost: worth .004 of F1 against the best threshold for all pages.

    >>> shown = np.zeros(3)
    >>> choose(np.array([0.01, 0.4, 0.4]), np.array([9, 30, 30]), shown, (0.1, 0.6)).threshold
    0.4
    >>> choose(np.array([0.9, 0.02, 0.4]), np.array([30, 5, 20]), shown, (0.1, 0.6)).threshold
    0.0
    """
    order = np.argsort(-probabilities, kind="stable")
    ranked, weight = probabilities[order].astype(np.float64), words[order].astype(np.float64)
    inside = np.cumsum(ranked * weight)
    expected = 2 * inside / (np.cumsum(weight) + inside[-1] + 1e-9)
    best = int(np.argmax(expected))
    threshold = min(max(float(ranked[best]), limits[0]), limits[1])
    is_clean = not hidden.any() and _is_clean(probabilities, words, threshold)
    return Choice(0.0 if is_clean else threshold, float(expected[best]))


def _is_clean(probabilities: Floats, words: Floats, threshold: float) -> bool:
    """Has somebody cleaned the page before? Then all that it shows is content.

    Chrome stands around an article: where neither the first block nor the last is likely to be chrome, and half of the
    words or more are content, there is none in between. Of texts that are clean it keeps two thirds of the words that
    were cut else; one flattened page in 25 is taken for clean, at .0005 of F1; of pages in HTML one in 600.
    """
    if min(probabilities[0], probabilities[-1]) < _RIM:
        return False
    return float(words[probabilities >= threshold].sum()) > _MOSTLY * float(words.sum())


def spare_copies(probabilities: Floats, same: Ints, homes: Ints, words: Floats) -> Floats:
    """The probabilities with only the likeliest copy of a text left likely, and those that stand beside it.

    Pages hold their text again for another width of screen, for readers without scripts, in quotes. Worth .003 of F1,
    .01 on forums. What an author says twice stands in one element: a refrain is no copy. `same` numbers the distinct
    texts, `homes` the elements that the blocks stand in.

    >>> likely, same, words = np.array([0.8, 0.9, 0.7], np.float32), np.array([0, 0, 1]), np.array([9, 9, 9])
    >>> [round(float(p), 2) for p in spare_copies(likely, same, np.array([1, 2, 2]), words)]
    [0.04, 0.9, 0.7]
    >>> [round(float(p), 2) for p in spare_copies(likely, same, np.array([2, 2, 2]), words)]
    [0.8, 0.9, 0.7]
    """
    repeated = np.flatnonzero((np.bincount(same)[same] > 1) & (words >= _COPY_WORDS))
    if not len(repeated):
        return probabilities
    texts, number = np.unique(same[repeated], return_inverse=True)
    order = np.lexsort((repeated, -probabilities[repeated], number))
    likeliest = repeated[order[np.searchsorted(number[order], np.arange(len(texts)))]]
    copies = repeated[homes[repeated] != homes[likeliest][number]]
    spared = probabilities.copy()
    spared[copies] *= _COPY
    return spared
