"""From pages to a model, and to what it reaches on sites that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.base import Raw, Tables
from pagewinnow.learned.features import columns, names_of
from pagewinnow.learned.model import Model, Network, choose, spare_copies
from pagewinnow.learned.text_columns import WORDS, Floats, Ints
from pagewinnow.training.network import Schedule, Task, Witness, train
from pagewinnow.training.pages import Page
from pagewinnow.training.tables import AllVotes, collect

THRESHOLDS = (0.1, 0.6)
_FROM_WORDS = ("word_mean", "word_sum", "line_score", "_score", "_lines")
_WORDLESS, _NAMELESS = 0.4, 0.1  # of the steps
_GROUPS = 6  # of sites; a group's features come from tables of the other groups
# Where the confidence curve is cut, as shares of the pages: finely where it is low, for there it is acted on.
_CUTS = (0.0, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 0.75, 1.0)


class Corpus(NamedTuple):
    """The pages that have blocks, with what is needed again and again; and those that have none."""

    empty: tuple[Page, ...]
    pages: tuple[Page, ...]
    raws: tuple[Raw, ...]
    votes: AllVotes
    fold: Ints
    site: Ints
    group: Ints
    starts: Ints


def gather(pages: Sequence[Page]) -> Corpus:
    """The corpus of the pages that have blocks."""
    empty = tuple(page for page in pages if page.raw is None)
    pages = tuple(page for page in pages if page.raw is not None)
    raws = tuple(page.raw for page in pages if page.raw is not None)
    sites = sorted({page.site for page in pages})
    return Corpus(
        empty=empty,
        pages=pages,
        raws=raws,
        votes=collect(raws, [page.cover for page in pages]),
        fold=np.array([page.fold for page in pages]),
        site=np.array([sites.index(page.site) for page in pages]),
        group=np.array([crc32(page.site.encode()) % _GROUPS for page in pages]),
        starts=np.cumsum([0, *(len(page.cover) for page in pages)]),
    )


class Fitted(NamedTuple):
    """Tables and a network, and the names of the features it reads."""

    tables: Tables
    names: tuple[str, ...]
    network: Network

    def probabilities(self, raw: Raw) -> Floats:
        """How likely each block is main content."""
        logits = self.network.logits(columns(raw, self.tables))
        return spare_copies(1 / (1 + np.exp(-logits)), raw.same, raw.homes, raw.text.counts[WORDS])


def fit(corpus: Corpus, use: NDArray[np.bool_], schedule: Schedule) -> Fitted:
    """Train on the pages in use."""
    features: list[Floats] = [np.zeros((0, 0), np.float16)] * len(corpus.pages)
    names: tuple[str, ...] = ()
    for group in range(_GROUPS):
        tables = corpus.votes.tables(corpus.site, use & (corpus.group != group))
        for i in np.flatnonzero(use & (corpus.group == group)).tolist():
            features[i] = columns(corpus.raws[i], tables).astype(np.float16)
            names = names_of(corpus.raws[i])
    chosen = np.flatnonzero(use).tolist()
    weights = [np.sqrt(np.maximum(corpus.raws[i].text.counts[WORDS], 0.5)) for i in chosen]
    task = Task(
        features=np.concatenate([features[i] for i in chosen]),
        target=np.concatenate([corpus.pages[i].cover for i in chosen]),
        weight=np.concatenate([(w / w.sum()).astype(np.float32) for w in weights]),
        starts=np.cumsum([0, *(len(corpus.pages[i].cover) for i in chosen)]),
    )
    network = train(task, np.arange(len(chosen)), schedule, _witnesses(names))
    return Fitted(corpus.votes.tables(corpus.site, use), names, network)


def _witnesses(names: Sequence[str]) -> tuple[Witness, ...]:
    """The features that the tables of words give, and those that the table of names gives."""
    words = [i for i, name in enumerate(names) if name.endswith(_FROM_WORDS)]
    marks = [i for i, name in enumerate(names) if name.startswith(("name_", "part_")) or name.endswith("_name")]
    return (Witness(np.array(words, int), _WORDLESS), Witness(np.array(marks, int), _NAMELESS))


class Trial(NamedTuple):
    """A page that the model had not seen: its type, the F1 that the model promised, and the F1 that it reached."""

    type: str
    expected: float
    reached: float


def cross_validate(corpus: Corpus, schedule: Schedule) -> list[Trial]:
    """Each page by a model of the other folds. A page without blocks is right if nothing was wanted of it."""
    trials = [Trial(page.type, 0.0, float(not page.gold)) for page in corpus.empty]
    for fold in np.unique(corpus.fold).tolist():
        fitted = fit(corpus, corpus.fold != fold, schedule)
        for i in np.flatnonzero(corpus.fold == fold).tolist():
            body = fitted.probabilities(corpus.raws[i])
            raw = corpus.raws[i]
            choice = choose(body, raw.text.counts[WORDS], raw.hidden, THRESHOLDS)
            page = corpus.pages[i]
            trials.append(Trial(page.type, choice.expected, page.f1(body >= choice.threshold)))
    return trials


def build(corpus: Corpus, schedule: Schedule, trials: Sequence[Trial]) -> Model:
    """The model of all pages, its confidence from what cross-validation found."""
    fitted = fit(corpus, np.ones(len(corpus.pages), bool), schedule)
    expected, reached = _curve(trials)
    return Model(fitted.tables, fitted.names, fitted.network, THRESHOLDS, expected, reached)


def _curve(trials: Sequence[Trial]) -> tuple[Floats, Floats]:
    """What was reached where so much was promised, never falling."""
    ranked = sorted(trials, key=lambda trial: trial.expected)
    edges = [round(cut * len(ranked)) for cut in _CUTS]
    parts = [range(first, stop) for first, stop in pairwise(edges) if first < stop]
    expected = [float(np.mean([ranked[i].expected for i in part])) for part in parts]
    reached = [float(np.mean([ranked[i].reached for i in part])) for part in parts]
    return np.array(expected, np.float32), np.maximum.accumulate(reached).astype(np.float32)
