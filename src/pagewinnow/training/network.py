"""Trains the small network in numpy alone: one thread, one seed, the same bytes.

A step sees the blocks of a few pages. Every page counts the same, and within it a block by the root of its words: the
score is a mean over pages of a word F1. Dropout hits whole features as well as hidden units; and in some steps all that
the tables of words say is left out, or all that they say of names, or all that capital letters or full stops say, so
that the model can do without: most languages are not in the tables, many scripts have no capitals, some no full stops.

People who wrote down what is main content did not agree what that is. So a page comes with its corpus, one more input
a corpus, which is often left out. What is not known of a page to clean is set once, for all pages: a convention, a
share of each corpus, which goes into the first layer's biases.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.model import Network, add_pools
from pagewinnow.learned.pools import Pool, group
from pagewinnow.learned.text_columns import Floats, Ints

_REACH = 4  # standard deviations: a feature further out is no further out
_PIECE = 10_000  # rows
_SAMPLED = 3  # every so manieth page says how features are scaled


class Schedule(NamedTuple):
    """How long and how hard to train. `hidden` are the sizes of the hidden layers."""

    hidden: tuple[int, int] = (128, 48)
    epochs: int = 8
    pages: int = 8
    rate: float = 2e-3
    decay: float = 0.02
    dropout: float = 0.3
    feature_dropout: float = 0.1
    incognito: float = 0.4  # of the pages are shown without their corpus
    longest: int = 600  # blocks of a page in one step
    seed: int = 1


class Task(NamedTuple):
    """The rows of all pages: page `i` has `starts[i]` to `starts[i + 1] - 1`; its `weight` adds up to 1.

    `pools` are its blocks' groups, `corpus` the number of its corpus, `say` how much it counts.
    """

    features: Floats
    target: Floats
    weight: Floats
    starts: Ints
    pools: Sequence[Sequence[Pool]]
    corpus: Ints
    say: Floats


class Witness(NamedTuple):
    """Columns that fall silent together: in `chance` of the steps they are 0, as on a page that no table knows."""

    columns: Ints
    chance: float


class _Window(NamedTuple):
    """The rows of a page that a step sees."""

    page: int
    first: int
    stop: int


def train(task: Task, convention: Floats, schedule: Schedule, witnesses: Sequence[Witness] = ()) -> Network:
    """A network trained on all pages; `convention` has a share of each corpus, for the pages that it will be asked."""
    rng = np.random.default_rng(schedule.seed)
    middle, scale = _measure(task)
    scaled = _scale(task.features, middle, scale)
    silent = _scale(np.zeros((1, len(middle)), np.float16), middle, scale)[0]
    layers = _start(task, schedule, len(convention), rng)
    adam = _Adam(layers, schedule, schedule.epochs * -(-len(task.say) // schedule.pages))
    for windows in _batches(task, schedule, rng):
        rows = np.concatenate([np.arange(window.first, window.stop) for window in windows])
        told = _tell_corpus(task, windows, len(convention), schedule, rng)
        inputs = np.empty((len(rows), len(middle) + len(convention)), np.float32)
        features = inputs[:, : len(middle)]
        features[:] = scaled[rows]
        for witness in witnesses:
            if rng.random() < witness.chance:
                features[:, witness.columns] = silent[witness.columns]
        features *= _chances(rng, features.shape) >= schedule.feature_dropout
        inputs[:, len(middle) :] = told
        step = _Step(inputs, _pools(task, windows), schedule, rng)
        adam.step(step.gradients(layers, task.target[rows], _weigh(task, windows, rows, schedule)))
    return _fold(middle, scale, layers, convention)


def _measure(task: Task) -> tuple[Floats, Floats]:
    """The mean of each feature, and one over its spread."""
    pages = range(0, len(task.say), _SAMPLED)
    seen = np.concatenate([task.features[task.starts[page] : task.starts[page + 1]] for page in pages])
    seen = seen.astype(np.float32)
    return seen.mean(0), 1 / (seen.std(0) + 1e-2)


def _scale(features: Floats, middle: Floats, scale: Floats) -> Floats:
    """The features about 0, none far from it; a piece at a time, since they take most of the memory there is."""
    scaled = np.empty(features.shape, np.float16)
    for first in range(0, len(features), _PIECE):
        piece = features[first : first + _PIECE].astype(np.float32)
        scaled[first : first + _PIECE] = np.clip((piece - middle) * scale, -_REACH, _REACH)
    return scaled


def _fold(middle: Floats, scale: Floats, layers: list[Floats], convention: Floats) -> Network:
    """The network on features as they come: scaling and convention go into the first layer."""
    count = len(middle)
    first = layers[0][:count] * scale[:, None]
    moved = middle.astype(np.float64) @ first - convention @ layers[0][count:]
    reach = _REACH / scale
    return Network(
        low=middle - reach,
        high=middle + reach,
        weights=(first, layers[2], layers[4]),
        biases=((layers[1] - moved).astype(np.float32), layers[3], layers[5]),
    )


def _start(task: Task, schedule: Schedule, corpora: int, rng: np.random.Generator) -> list[Floats]:
    """Weights and biases of the layers, one after the other."""
    features, (wide, narrow), kinds = task.features.shape[1], schedule.hidden, len(task.pools[0]) + 1
    sizes = ((features + corpora, wide, 1), (wide, narrow * kinds, kinds), (narrow, 1, 1))
    layers: list[Floats] = []
    for inputs, outputs, parts in sizes:
        layers.append((rng.standard_normal((inputs, outputs)) * np.sqrt(1 / (inputs * parts))).astype(np.float32))
        layers.append(np.zeros(outputs // parts, np.float32))
    layers[0][features:] = 0
    return layers


def _batches(task: Task, schedule: Schedule, rng: np.random.Generator) -> Iterator[list[_Window]]:
    """The pages of each step, the long ones cut to a window."""
    for _ in range(schedule.epochs):
        order = rng.permutation(len(task.starts) - 1)
        for first in range(0, len(order), schedule.pages):
            windows = []
            for page in order[first : first + schedule.pages].tolist():
                start, stop = int(task.starts[page]), int(task.starts[page + 1])
                if stop - start > schedule.longest:
                    start += int(rng.integers(stop - start - schedule.longest))
                    stop = start + schedule.longest
                windows.append(_Window(page, start, stop))
            yield windows


def _tell_corpus(
    task: Task, windows: Sequence[_Window], corpora: int, schedule: Schedule, rng: np.random.Generator
) -> Floats:
    """For each row a 1 in the column of its corpus, or nothing."""
    told = np.zeros((len(windows), corpora), np.float32)
    for row, window in enumerate(windows):
        if rng.random() >= schedule.incognito:
            told[row, task.corpus[window.page]] = 1
    return np.repeat(told, [window.stop - window.first for window in windows], axis=0)


def _pools(task: Task, windows: Sequence[_Window]) -> list[Pool]:
    """The groups of the blocks of several pages."""
    found = []
    for number in range(len(task.pools[0])):
        keys, many = [], 0
        for page, first, stop in windows:
            start, place = task.starts[page], task.pools[page][number].place
            keys.append(place[first - start : stop - start] + many)
            many += int(place.max()) + 1
        found.append(group(np.concatenate(keys)))
    return found


def _weigh(task: Task, windows: Sequence[_Window], rows: Ints, schedule: Schedule) -> Floats:
    say = np.repeat([task.say[window.page] for window in windows], [window.stop - window.first for window in windows])
    weights: Floats = task.weight[rows] * say.astype(np.float32) / schedule.pages
    return weights


def _chances(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Numbers from 0 to 1, in steps of a 256th: a byte each is drawn five times as fast."""
    drawn: Floats = np.frombuffer(rng.bytes(math.prod(shape)), np.uint8).reshape(shape) / np.float32(256)
    return drawn


class _Step:
    """One step forward and back."""

    def __init__(self, inputs: Floats, pools: Sequence[Pool], schedule: Schedule, rng: np.random.Generator) -> None:
        self._inputs, self._pools, self._dropout, self._rng = inputs, pools, schedule.dropout, rng

    def gradients(self, layers: list[Floats], target: Floats, weight: Floats) -> list[Floats]:
        """The gradients of the weighted cross-entropy, in the order of the layers."""
        wide = self._inputs @ layers[0] + layers[1]
        wide_mask = self._keep(wide)
        wide = wide * wide_mask
        narrow = add_pools(wide @ layers[2], self._pools) + layers[3]
        narrow_mask = self._keep(narrow)
        narrow = narrow * narrow_mask
        logits = (narrow @ layers[4] + layers[5])[:, 0]
        back = ((1 / (1 + np.exp(-logits)) - target) * weight)[:, None].astype(np.float32)
        narrow_back = (back @ layers[4].T) * narrow_mask
        # A mean over a group is its own transpose.
        spread = np.hstack((narrow_back, *(pool.mean(narrow_back) for pool in self._pools)))
        wide_back = (spread @ layers[2].T) * wide_mask
        return [
            self._inputs.T @ wide_back, wide_back.sum(0), wide.T @ spread, narrow_back.sum(0), narrow.T @ back,
            back.sum(0),
        ]  # fmt: skip

    def _keep(self, sums: Floats) -> Floats:
        """What each unit lets through: nothing below 0, nothing of those that are dropped."""
        kept: NDArray[np.bool_] = (_chances(self._rng, sums.shape) >= self._dropout) & (sums > 0)
        return kept / np.float32(1 - self._dropout)


class _Adam:
    """AdamW with one rise and fall of the rate."""

    def __init__(self, layers: list[Floats], schedule: Schedule, steps: int) -> None:
        self._layers, self._schedule, self._steps = layers, schedule, steps
        self._mean = [np.zeros_like(layer) for layer in layers]
        self._square = [np.zeros_like(layer) for layer in layers]
        self._done = 0

    def step(self, gradients: list[Floats]) -> None:
        self._done += 1
        rate = self._rate(self._done / self._steps)
        norm = float(np.sqrt(sum(float((g * g).sum()) for g in gradients)))
        for i, gradient in enumerate(gradients):
            gradient = gradient / max(1.0, norm)  # noqa: PLW2901 - clipped
            self._mean[i] = 0.9 * self._mean[i] + 0.1 * gradient
            self._square[i] = 0.999 * self._square[i] + 0.001 * gradient**2
            move = self._mean[i] / (1 - 0.9**self._done)
            spread = np.sqrt(self._square[i] / (1 - 0.999**self._done)) + 1e-8
            self._layers[i] -= (rate * (move / spread + self._schedule.decay * self._layers[i])).astype(np.float32)

    def _rate(self, done: float) -> float:
        top, rise = self._schedule.rate, 0.15
        if done < rise:
            return top * (0.04 + 0.96 * (1 - math.cos(math.pi * done / rise)) / 2)
        return top * (1 + math.cos(math.pi * (done - rise) / (1 - rise))) / 2
