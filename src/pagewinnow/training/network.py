"""Trains the small network in numpy alone: one thread, one seed, the same bytes.

A step sees the blocks of a few pages. Every page counts the same, and within it a block by the root of its words: the
score is a mean over pages of a word F1. Dropout hits whole features as well as hidden units; and in some steps all that
the tables of words say is left out, or all that they say of names, or all that capital letters say, so that the model
can do without: most languages are not in the tables, and many scripts have no capitals.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pagewinnow.learned.model import Network
from pagewinnow.learned.text_columns import Floats, Ints

_REACH = 4  # standard deviations: a feature further out is no further out


class Schedule(NamedTuple):
    """How long and how hard to train. `hidden` are the sizes of the hidden layers."""

    hidden: tuple[int, ...] = (64, 32)
    epochs: int = 12
    pages: int = 8
    rate: float = 2e-3
    decay: float = 0.02
    dropout: float = 0.3
    feature_dropout: float = 0.1
    longest: int = 1200  # blocks of a page in one step
    seed: int = 1


class Task(NamedTuple):
    """The rows of all pages: page `i` has `starts[i]` to `starts[i + 1] - 1`; its `weight` adds up to 1."""

    features: Floats
    target: Floats
    weight: Floats
    starts: Ints


class Witness(NamedTuple):
    """Columns that fall silent together: in `chance` of the steps they are 0, as on a page that no table knows."""

    columns: Ints
    chance: float


def train(task: Task, pages: Ints, schedule: Schedule, witnesses: Sequence[Witness] = ()) -> Network:
    """A network trained on the given pages."""
    rng = np.random.default_rng(schedule.seed)
    rows = np.concatenate([np.arange(task.starts[p], task.starts[p + 1]) for p in pages])
    seen = task.features[rows].astype(np.float32)
    middle, scale = seen.mean(0), 1 / (seen.std(0) + 1e-2)
    del seen
    sizes = (task.features.shape[1], *schedule.hidden, 1)
    layers = _start(sizes, rng)
    steps = schedule.epochs * -(-len(pages) // schedule.pages)
    adam = _Adam(layers, schedule, steps)
    for batch in _batches(task, pages, schedule, rng):
        features = task.features[batch].astype(np.float32)
        for witness in witnesses:
            if rng.random() < witness.chance:
                features[:, witness.columns] = 0
        features = np.clip((features - middle) * scale, -_REACH, _REACH)
        features *= rng.random(sizes[0], np.float32) >= schedule.feature_dropout
        adam.step(_gradients(layers, features, task.target[batch], task.weight[batch] / schedule.pages, schedule, rng))
    return _fold(middle, scale, layers)


def _fold(middle: Floats, scale: Floats, layers: list[Floats]) -> Network:
    """The network on features as they come: the scaling goes into the first layer."""
    first = layers[0] * scale[:, None]
    biases = (layers[1] - middle.astype(np.float64) @ first).astype(np.float32)
    reach = _REACH / scale
    return Network(middle - reach, middle + reach, (first, *layers[2::2]), (biases, *layers[3::2]))


def _start(sizes: Sequence[int], rng: np.random.Generator) -> list[Floats]:
    layers: list[Floats] = []
    for inputs, outputs in pairwise(sizes):
        layers.append((rng.standard_normal((inputs, outputs)) * np.sqrt(1 / inputs)).astype(np.float32))
        layers.append(np.zeros(outputs, np.float32))
    return layers


def _batches(task: Task, pages: Ints, schedule: Schedule, rng: np.random.Generator) -> Iterator[Ints]:
    """The rows of each step: a few pages, the long ones cut to a window."""
    for _ in range(schedule.epochs):
        order = rng.permutation(pages)
        for first in range(0, len(order), schedule.pages):
            parts = []
            for page in order[first : first + schedule.pages]:
                start, stop = int(task.starts[page]), int(task.starts[page + 1])
                if stop - start > schedule.longest:
                    start += int(rng.integers(stop - start - schedule.longest))
                    stop = start + schedule.longest
                parts.append(np.arange(start, stop))
            yield np.concatenate(parts)


def _gradients(
    layers: list[Floats],
    features: Floats,
    target: Floats,
    weight: Floats,
    schedule: Schedule,
    rng: np.random.Generator,
) -> list[Floats]:
    """The gradients of the weighted cross-entropy, in the order of the layers."""
    inputs, masks = [features], []
    for i in range(0, len(layers) - 2, 2):
        hidden = inputs[-1] @ layers[i] + layers[i + 1]
        keep = (rng.random(hidden.shape, np.float32) >= schedule.dropout) / np.float32(1 - schedule.dropout)
        masks.append(keep * (hidden > 0))
        inputs.append(hidden * masks[-1])
    logits = (inputs[-1] @ layers[-2] + layers[-1])[:, 0]
    back = ((1 / (1 + np.exp(-logits)) - target) * weight)[:, None].astype(np.float32)
    found: list[Floats] = []
    for i in range(len(layers) - 2, -1, -2):
        found += [back.sum(0), inputs[i // 2].T @ back]
        if i:
            back = ((back @ layers[i].T) * masks[i // 2 - 1]).astype(np.float32)
    return found[::-1]


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
