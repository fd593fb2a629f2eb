"""The check of a whole reading, fitted: a small network over its facts that says how likely it is a thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.check import LIKELY, Check, read_facts
from pagewinnow.find.threads.lines.decode import EAGER, read_tags
from pagewinnow.find.threads.lines.file import Reader
from pagewinnow.find.threads.lines.posts import make_items
from pagewinnow.find.threads.lines.tagger import Tagger
from pagewinnow.find.threads.lines.tags import FIRST, FURTHER, OUTSIDE
from pagewinnow.learned.text_columns import Floats
from pagewinnow.training.threads.lines.taught import Taught
from pagewinnow.training.threads.lines.views import look_at

_RIGHT, _WRONG = 0.6, 0.3  # of the comments are found: a reading between is neither right nor wrong
_ALIKE = 0.8  # of the characters of a comment
_EAGER = (0.0, 1.0, 2.5, 5.0)  # how eager the tagger is to find a thread
_HIDDEN = 12
_DROPOUT = 0.2
_STEPS = 1500
_DECAY = 0.03
_REACH = 4
_REAL = 4.0  # how much a real page counts


class Case(NamedTuple):
    """The facts of a reading, whether it is a thread, how much it counts."""

    facts: Floats
    is_thread: bool
    weight: float


def judge_cases(pages: Iterable[Taught], tagger: Tagger) -> Iterator[Case]:
    """The cases of pages: what the tagger reads in each, and what it would if it were more eager to find a thread."""
    for page in pages:
        seen = look_at(page)
        log_odds = tagger.log_odds(seen.evidence.rows)
        is_made = page.source == "made" or page.source.startswith("trap")
        known: list[list[int]] = []
        for eager in _EAGER:
            reading = read_tags(log_odds, tagger.steps, seen.evidence.heads, eager)
            items = make_items(reading.tags, log_odds) if reading is not None else []
            if reading is None or not items or reading.tags.tolist() in known:
                continue
            known.append(reading.tags.tolist())
            reached = f1(page.lines, page.tags, known[-1])
            if reached >= _RIGHT or reached <= _WRONG:
                facts = read_facts(seen.view, reading, items, log_odds, seen.times)
                yield Case(facts, reached >= _RIGHT, 1.0 if is_made else _REAL)


def spans(tags: Sequence[int]) -> list[frozenset[int]]:
    """The lines of each comment's words."""
    found: list[set[int]] = []
    for position, tag in enumerate(tags):
        if tag == FIRST:
            found.append({position})
        elif tag == FURTHER and found:
            found[-1].add(position)
    return [frozenset(span) for span in found]


def f1(lines: Sequence[str], wanted: Sequence[int], got: Sequence[int]) -> float:
    """The F1 of the comments of a reading: one is found if most of its characters are."""
    right, claimed, told = count_found(lines, wanted, got)
    return 2 * right / max(1, claimed + told)


def count_found(lines: Sequence[str], wanted: Sequence[int], got: Sequence[int]) -> tuple[int, int, int]:
    """How many comments were found, claimed, and told."""
    told, claimed = spans(wanted), spans(got)
    left = set(told)
    right = 0
    for span in claimed:
        for other in left:
            same = _size(lines, span & other)
            if same and 2 * same >= _ALIKE * (_size(lines, span) + _size(lines, other)):
                left.remove(other)
                right += 1
                break
    return right, len(claimed), len(told)


def _size(lines: Sequence[str], span: Iterable[int]) -> int:
    return sum(len(lines[p]) for p in span)


def fit_check(cases: Sequence[Case], seed: int) -> Check:
    """The check that fits the cases best."""
    import torch  # noqa: PLC0415 - of the extra `train`, as below
    from torch import nn  # noqa: PLC0415

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    facts = np.stack([case.facts for case in cases])
    middle, scale = facts.mean(0), 1 / np.maximum(facts.std(0), 1e-2)
    rows = torch.from_numpy(np.clip((facts - middle) * scale, -_REACH, _REACH).astype(np.float32))
    target = torch.tensor([float(case.is_thread) for case in cases])
    weight = torch.tensor([case.weight for case in cases])
    first, last = nn.Linear(facts.shape[1], _HIDDEN), nn.Linear(_HIDDEN, 1)
    network = nn.Sequential(first, nn.ReLU(), nn.Dropout(_DROPOUT), last)
    adam = torch.optim.AdamW(network.parameters(), lr=5e-3, weight_decay=_DECAY)
    for _ in range(_STEPS):
        logits = network(rows)[:, 0]
        loss = (
            nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none") * weight
        ).sum() / weight.sum()
        adam.zero_grad()
        loss.backward()
        adam.step()
    weights = first.weight.detach().numpy().T * scale[:, None]
    biases = first.bias.detach().numpy() - middle @ weights
    reach = _REACH / scale
    return Check(
        middle - reach, middle + reach, weights, biases, last.weight.detach().numpy()[0], last.bias.detach().numpy()
    )


def report(pages: Iterable[Taught], reader: Reader) -> str:
    """What the reader reaches on pages: the F1 of comments, how many pages it claims that have none."""
    right = claimed = told = false = without = 0
    for page in pages:
        if not page.lines:
            continue
        reading = read_page(page, reader)
        found = count_found(page.lines, page.tags, reading)
        if FIRST in page.tags:
            right, claimed, told = right + found[0], claimed + found[1], told + found[2]
        else:
            false, without = false + (found[1] > 0), without + 1
    f1_all = 2 * right / max(1, claimed + told)
    return f"made pages: comments F1 {f1_all:.3f}, {false} false of {without} without comments\n"


def read_page(page: Taught, reader: Reader) -> list[int]:
    """The tags that a reader gives the lines of a page."""
    seen = look_at(page)
    log_odds = reader.tagger.log_odds(seen.evidence.rows)
    best, most = [OUTSIDE] * len(page.lines), LIKELY
    for eager in EAGER:
        reading = read_tags(log_odds, reader.tagger.steps, seen.evidence.heads, eager)
        items = make_items(reading.tags, log_odds) if reading is not None else []
        if reading is not None and items:
            facts = read_facts(seen.view, reading, items, log_odds, seen.times)
            if reader.check.probability(facts) > most:
                best, most = reading.tags.tolist(), reader.check.probability(facts)
    return best
