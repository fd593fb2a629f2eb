"""The tagger, fitted by torch: cross-entropy of the tags, a page a row, a few pages a step. One seed, one thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.find.threads.lines.features import names
from pagewinnow.find.threads.lines.tagger import DILATIONS, Tagger
from pagewinnow.find.threads.lines.tags import OUTSIDE, TAGS
from pagewinnow.learned.text_columns import Floats, Ints
from pagewinnow.training.threads.lines.taught import UNTOLD, Taught
from pagewinnow.training.threads.lines.views import look_at

if TYPE_CHECKING:
    import torch
    from torch import nn

_REACH = 5  # standard deviations: a feature further out is no further out
_LEAST = 0.02  # the least standard deviation
_LONGEST = 500  # lines of a page in one step
_TOLD = 3  # times that a real page with comments is learned from
_SILENT = 0.4  # of the pages show nothing that rules know
_SLACK = 0.5  # counted to every step from tag to tag


class Example(NamedTuple):
    """A page as rows of features, the tag of each row, how much the page counts."""

    features: NDArray[np.float16]
    tags: Ints
    weight: float


def examples_of(made: Iterable[Taught], real: Sequence[Taught]) -> list[Example]:
    """The pages as rows: every made one, every real one with comments several times, of those without every other."""
    found = [_example(page) for page in made if page.lines]
    for index, page in enumerate(real):
        if page.lines and (page.source != "none" or index % 2 == 0):
            found += [_example(page)] * (1 if page.source == "none" else _TOLD)
    return found


def _example(page: Taught) -> Example:
    return Example(look_at(page).evidence.rows.astype(np.float16), np.array(page.tags), 1.0)


def silent_columns() -> list[tuple[Ints, float]]:
    """The columns that fall silent together, and how often: what rules know, so that the tagger can do without."""
    known = [index for index, name in enumerate(names()) if name.startswith("known:")]
    return [(np.array(known), _SILENT)]


class Schedule(NamedTuple):
    """How long and how hard to train; `silent` are columns that fall silent together in half of the steps."""

    channels: int = 48
    epochs: int = 10
    lines: int = 2400
    rate: float = 3e-3
    decay: float = 0.01
    dropout: float = 0.1
    seed: int = 1


def _build(features: int, schedule: Schedule) -> nn.ModuleDict:
    """The network, untrained: `Tagger` with dropout."""
    from torch import nn  # noqa: PLC0415

    size = schedule.channels
    return nn.ModuleDict(
        {
            "first": nn.Linear(features, size),
            "whole": nn.Linear(size, size, bias=False),
            "layers": nn.ModuleList(nn.Conv1d(size, size, 3, dilation=d, padding=d) for d in DILATIONS),
            "last": nn.Linear(size, len(TAGS)),
            "drop": nn.Dropout(schedule.dropout),
        }
    )


def _forward(network: nn.ModuleDict, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The logits of the tags: pages x lines x tags."""
    import torch  # noqa: PLC0415 - of the extra `train`, as below

    hidden = torch.relu(network["first"](rows)) * mask
    hidden = (hidden + network["whole"](hidden.sum(1, keepdim=True) / mask.sum(1, keepdim=True))) * mask
    hidden = network["drop"](hidden)
    for layer in network["layers"]:
        hidden = (hidden + network["drop"](torch.relu(layer(hidden.transpose(1, 2)).transpose(1, 2)))) * mask
    return network["last"](hidden)


def fit(
    examples: Sequence[Example],
    schedule: Schedule,
    silent: Sequence[tuple[Ints, float]],
    start: Tagger | None = None,
) -> Tagger:
    """A tagger of pages, from nothing or from another. `silent` are columns that are 0 together, and how often."""
    import torch  # noqa: PLC0415 - of the extra `train`, as below
    from torch import nn  # noqa: PLC0415

    torch.manual_seed(schedule.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    rng = np.random.default_rng(schedule.seed)
    sample = np.concatenate(
        [examples[i].features for i in rng.choice(len(examples), min(3000, len(examples)), replace=False)]
    ).astype(np.float32)
    middle, scale = sample.mean(0), 1 / np.maximum(sample.std(0), _LEAST)
    network = _build(sample.shape[1], schedule)
    if start is not None:
        _unfold(network, start, middle, scale)
    adam = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=schedule.decay)
    total = schedule.epochs * len(list(_batches(examples, schedule, np.random.default_rng(0))))
    rate = torch.optim.lr_scheduler.OneCycleLR(adam, schedule.rate, total_steps=total + 50, pct_start=0.15)
    network.train()
    for epoch in range(schedule.epochs):
        lost = seen = 0.0
        for batch in _batches(examples, schedule, rng):
            rows, tags, mask, weight = _stack(batch, middle, scale, silent, rng)
            loss = (
                nn.functional.cross_entropy(_forward(network, rows, mask).transpose(1, 2), tags, reduction="none")
                * weight
            ).sum() / weight.sum()
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            rate.step()
            lost, seen = lost + float(loss.detach()), seen + 1
        print(f"epoch {epoch + 1}: {lost / max(1, seen):.4f}", flush=True)  # noqa: T201 - a command's own output
    return _fold(network.eval(), middle, scale, _steps(examples))


def _batches(examples: Sequence[Example], schedule: Schedule, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Pages of like length together: few rows are padding."""
    sizes = np.array([min(len(e.tags), _LONGEST) for e in examples])
    order = np.argsort(sizes * np.exp(rng.normal(0, 0.1, len(sizes))), kind="stable")
    batches: list[list[int]] = [[]]
    for index in order.tolist():
        if batches[-1] and (len(batches[-1]) + 1) * sizes[index] > schedule.lines:
            batches.append([])
        batches[-1].append(index)
    for number in rng.permutation(len(batches)).tolist():
        yield [examples[index] for index in batches[number]]


def _stack(
    batch: Sequence[Example],
    middle: Floats,
    scale: Floats,
    silent: Sequence[tuple[Ints, float]],
    rng: np.random.Generator,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    import torch  # noqa: PLC0415 - of the extra `train`, as below

    size = min(_LONGEST, max(len(e.tags) for e in batch))
    rows = np.zeros((len(batch), size, len(middle)), np.float32)
    tags = np.zeros((len(batch), size), np.int64)
    mask = np.zeros((len(batch), size, 1), np.float32)
    weight = np.zeros((len(batch), size), np.float32)
    for k, example in enumerate(batch):
        start = int(rng.integers(len(example.tags) - size + 1)) if len(example.tags) > size else 0
        part = slice(start, start + size)
        features = example.features[part].astype(np.float32)
        for columns, chance in silent:
            if rng.random() < chance:
                features[:, columns] = 0
        here = len(features)
        rows[k, :here] = np.clip((features - middle) * scale, -_REACH, _REACH)
        told = example.tags[part]
        tags[k, :here], mask[k, :here] = np.maximum(told, 0), 1
        weight[k, :here] = example.weight / np.sqrt(here) * (told != UNTOLD)
    return torch.from_numpy(rows), torch.from_numpy(tags), torch.from_numpy(mask), torch.from_numpy(weight)


def _steps(examples: Sequence[Example]) -> Floats:
    counts = np.full((len(TAGS), len(TAGS)), _SLACK)
    for example in examples:
        tags = np.concatenate(([OUTSIDE], example.tags, [OUTSIDE]))
        told = (tags[:-1] >= 0) & (tags[1:] >= 0)
        np.add.at(counts, (tags[:-1][told], tags[1:][told]), example.weight)
    steps: Floats = np.log(counts / counts.sum(1, keepdims=True)).astype(np.float32)
    return steps


def _unfold(network: nn.ModuleDict, tagger: Tagger, middle: Floats, scale: Floats) -> None:
    """Give the network the weights of a tagger: `_fold` backwards."""
    import torch  # noqa: PLC0415 - of the extra `train`

    weights, biases = tagger.first
    size = weights.shape[1]
    state = {
        "first.weight": (weights / scale[:, None]).T,
        "first.bias": biases + middle @ weights,
        "whole.weight": tagger.whole.T,
        "last.weight": tagger.last[0].T,
        "last.bias": tagger.last[1],
    }
    for k, (stacked, bias) in enumerate(tagger.layers):
        state[f"layers.{k}.weight"] = stacked.reshape(3, size, size).transpose(2, 1, 0)
        state[f"layers.{k}.bias"] = bias
    network.load_state_dict({name: torch.tensor(np.ascontiguousarray(array)) for name, array in state.items()})


def _fold(network: nn.ModuleDict, middle: Floats, scale: Floats, steps: Floats) -> Tagger:
    """The network on features as they come: the scaling goes into the first layer."""

    def read(tensor: Any) -> Floats:  # noqa: ANN401 - a tensor
        found: Floats = tensor.detach().numpy().astype(np.float32)
        return found

    first = read(network["first"].weight).T * scale[:, None]
    biases = (read(network["first"].bias) - middle.astype(np.float64) @ first).astype(np.float32)
    layers = tuple(
        (np.concatenate(list(read(layer.weight).transpose(2, 1, 0)), axis=0), read(layer.bias))
        for layer in network["layers"]
    )
    reach = _REACH / scale
    return Tagger(middle - reach, middle + reach, (first, biases), read(network["whole"].weight).T.copy(), layers,
                  (read(network["last"].weight).T.copy(), read(network["last"].bias)), steps)  # fmt: skip
