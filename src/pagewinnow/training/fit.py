"""From pages to a model, and to what it reaches on sites, and on corpora, that it was not trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from pagewinnow.training.rows import MAIN
from pagewinnow.training.tables import AllVotes, collect

THRESHOLDS = (0.1, 0.6)
_FROM_WORDS = ("word_mean", "word_sum", "line_score", "_score", "_lines")
_WORDLESS, _NAMELESS, _CASELESS, _STOPLESS = 0.4, 0.1, 0.2, 0.1  # of the steps
_FROM_STOPS = ("stops", "stops_per_word", "commas", "last_stop")
_GROUPS = 6  # of sites; a group's features come from tables of the other groups
_SMALL, _LOUDER = 100, 2.5  # pages: each page of a corpus of fewer counts as so many
# The convention that a page is cleaned by: half of the main corpus's, which alone has pages of all types, half of none.
_MAIN_SHARE = 0.5
# Where the confidence curve is cut, as shares of the pages: finely where it is low, for there it is acted on.
_CUTS = (0.0, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 0.75, 1.0)


class Pages(NamedTuple):
    """The pages that have blocks, with what is needed again and again; and those that have none.

    `corpora` are the names of the corpora, `corpus` the number of each page's.
    """

    empty: tuple[Page, ...]
    full: tuple[Page, ...]
    raws: tuple[Raw, ...]
    votes: AllVotes
    fold: Ints
    group: Ints
    corpora: tuple[str, ...]
    corpus: Ints


def gather(pages: Sequence[Page]) -> Pages:
    """The given pages, and the votes of all that have blocks."""
    full = tuple(page for page in pages if page.raw is not None)
    raws = tuple(page.raw for page in full if page.raw is not None)
    sites = {site: number for number, site in enumerate(sorted({page.site for page in full}))}
    corpora = tuple(sorted({page.corpus for page in full}))
    site = np.array([sites[page.site] for page in full])
    return Pages(
        empty=tuple(page for page in pages if page.raw is None),
        full=full,
        raws=raws,
        votes=collect(raws, [page.cover for page in full], site),
        fold=np.array([page.fold for page in full]),
        group=np.array([crc32(page.site.encode()) % _GROUPS for page in full]),
        corpora=corpora,
        corpus=np.array([corpora.index(page.corpus) for page in full]),
    )


class Fitted(NamedTuple):
    """Tables and a network, and the names of the features it reads."""

    tables: Tables
    names: tuple[str, ...]
    network: Network

    def probabilities(self, raw: Raw) -> Floats:
        """How likely each block is main content."""
        logits = self.network.logits(columns(raw, self.tables), raw.pools)
        return spare_copies(1 / (1 + np.exp(-logits)), raw.same, raw.homes, raw.text.counts[WORDS])


def fit(pages: Pages, use: NDArray[np.bool_], schedule: Schedule) -> Fitted:
    """Train on the pages in use."""
    chosen = np.flatnonzero(use).tolist()
    features = _lay_out(pages, use)
    task = Task(
        features=np.concatenate([features[i] for i in chosen]),
        target=np.concatenate([np.nan_to_num(pages.full[i].cover) for i in chosen]),
        weight=np.concatenate([_weigh(pages.full[i], pages.raws[i]) for i in chosen]),
        starts=np.cumsum([0, *(len(pages.full[i].cover) for i in chosen)]),
        pools=tuple(pages.raws[i].pools for i in chosen),
        corpus=pages.corpus[chosen],
        say=_say(pages, use)[chosen],
    )
    del features
    names = names_of(pages.raws[chosen[0]])
    convention = np.array([_MAIN_SHARE * (name == MAIN) for name in pages.corpora], np.float32)
    network = train(task, convention, schedule, _witnesses(names))
    return Fitted(pages.votes.tables(use), names, network)


def _lay_out(pages: Pages, use: NDArray[np.bool_]) -> dict[int, Floats]:
    """The features of the pages in use, each group's from the tables of the others."""
    features: dict[int, Floats] = {}
    for group in range(_GROUPS):
        tables = pages.votes.tables(use & (pages.group != group))
        for i in np.flatnonzero(use & (pages.group == group)).tolist():
            features[i] = columns(pages.raws[i], tables).astype(np.float16)
    return features


def _weigh(page: Page, raw: Raw) -> Floats:
    """The weights of a page's blocks, which add up to 1: by the root of their words, 0 where nobody said."""
    weights = np.sqrt(np.maximum(raw.text.counts[WORDS], 0.5)) * np.isfinite(page.cover)
    shares: Floats = (weights / max(1e-6, float(weights.sum()))).astype(np.float32)
    return shares


def _say(pages: Pages, use: NDArray[np.bool_]) -> Floats:
    """How much each page counts: small corpora are not drowned."""
    sizes = np.bincount(pages.corpus[use], minlength=len(pages.corpora))
    say: Floats = np.where(sizes < _SMALL, _LOUDER, 1.0)[pages.corpus].astype(np.float32)
    return say


def _witnesses(names: Sequence[str]) -> tuple[Witness, ...]:
    """What the tables of words give, what the table of names gives, what capital letters say, what full stops say."""
    words = [i for i, name in enumerate(names) if name.endswith(_FROM_WORDS)]
    marks = [i for i, name in enumerate(names) if name.startswith(("name_", "part_")) or name.endswith("_name")]
    capitals = [i for i, name in enumerate(names) if name.endswith("upper")]
    stops = [i for i, name in enumerate(names) if name.endswith(_FROM_STOPS)]
    return (
        Witness(np.array(words, int), _WORDLESS),
        Witness(np.array(marks, int), _NAMELESS),
        Witness(np.array(capitals, int), _CASELESS),
        Witness(np.array(stops, int), _STOPLESS),
    )


class Trial(NamedTuple):
    """A page that the model had not seen: the F1 that was promised, that was reached, the pieces (`count_pieces`)."""

    page: Page
    expected: float
    reached: float
    pieces: tuple[int, int, int] = (0, 0, 0)


def cross_validate(pages: Pages, schedule: Schedule, parts: int) -> list[Trial]:
    """Each page by a model of the other parts of the folds; without blocks it is right if nothing was wanted of it."""
    trials = [Trial(page, 0.0, float(not page.gold)) for page in pages.empty]
    part = pages.fold % parts
    for asked in np.unique(part).tolist():
        trials += _try(pages, fit(pages, part != asked, schedule), part == asked)
    return trials


def leave_out(pages: Pages, schedule: Schedule) -> Iterator[tuple[str, list[Trial]]]:
    """Each corpus by a model of the other corpora: what pages of a corpus that nobody knows will say."""
    for number, corpus in enumerate(pages.corpora):
        of_corpus = pages.corpus == number
        yield corpus, list(_try(pages, fit(pages, ~of_corpus, schedule), of_corpus))


def _try(pages: Pages, fitted: Fitted, asked: NDArray[np.bool_]) -> Iterator[Trial]:
    for i in np.flatnonzero(asked).tolist():
        page, raw = pages.full[i], pages.raws[i]
        body = fitted.probabilities(raw)
        choice = choose(body, raw.text.counts[WORDS], raw.hidden, THRESHOLDS)
        chosen = body >= choice.threshold
        yield Trial(page, choice.expected, page.f1(chosen), page.count_pieces(chosen))


def build(pages: Pages, schedule: Schedule, trials: Sequence[Trial]) -> Model:
    """The model of all pages, its confidence from what cross-validation found."""
    fitted = fit(pages, np.ones(len(pages.full), bool), schedule)
    expected, reached = _curve(trials)
    return Model(fitted.tables, fitted.names, fitted.network, THRESHOLDS, expected, reached)


def _curve(trials: Sequence[Trial]) -> tuple[Floats, Floats]:
    """What was reached where so much was promised, never falling; of pages whose whole text people wrote down."""
    asked = [trial for trial in trials if not trial.page.varied and trial.page.gold is not None]
    ranked = sorted(asked, key=lambda trial: trial.expected)
    edges = [round(cut * len(ranked)) for cut in _CUTS]
    parts = [range(first, stop) for first, stop in pairwise(edges) if first < stop]
    expected = [float(np.mean([ranked[i].expected for i in part])) for part in parts]
    reached = [float(np.mean([ranked[i].reached for i in part])) for part in parts]
    return np.array(expected, np.float32), np.maximum.accumulate(reached).astype(np.float32)
