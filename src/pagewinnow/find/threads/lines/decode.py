"""From what each line may be to a reading of the page: the likeliest sequence of tags that makes sense.

It adapts to the page. Where nearly all comments stand apart, two that touch are two halves of one. And where a head
says how many comments there are, a reading with as many is taken before a slightly likelier one with more or fewer.
All the readings are found by one run of Viterbi's algorithm (1967), a row of states for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.find.threads.lines.recurrence import Heads
from pagewinnow.find.threads.lines.tags import ABOVE, BELOW, FIRST, FURTHER, OUTSIDE, TAGS
from pagewinnow.learned.text_columns import Floats, Ints

EAGER = (0.0, 1.0, 2.5)  # what it may cost a line to be outside
_HOPE = 0.05  # of a comment's first line: on a page without such a line there is no thread
_INSIDE = 0.02  # of a line to be in the thread: others are left out of the search
_RIM = 3  # lines around those
_TRUST = 0.6  # how much the steps from tag to tag count beside what each line says
_NEVER = -1e4
_DOUBT = -1.5  # the logarithm of how likely a line is on the other side of words than the tagger says
_BIASES = (0.0, 1.5, -1.5, 3.0, -3.0)  # for a comment's first line: more comments, fewer
_APART = 3.0  # the price of a comment that touches the one before, where comments stand apart
_TOUCHING = 0.15  # of the comments touch the one before: then they may
_SURE = -0.1  # a line begins a comment, as a logarithm: no number that is declared puts it outside
_MARGIN = 8.0  # how much less likely a reading with the declared number may be
_HEAD_ABOVE = 15  # lines


class Reading(NamedTuple):
    """The tag of every line of the page; `score` is how much likelier it is than that all lines are outside."""

    tags: Ints
    score: float
    declared: int | None

    @property
    def firsts(self) -> Ints:
        """The first lines of the comments."""
        return np.flatnonzero(self.tags == FIRST)


class _Ways(NamedTuple):
    """The ways to read a page: `tables` of the steps from tag to tag, and the `biases` for a comment's first line.

    The first half of them are those of `plain`, the other those of `apart`, where comments stand apart.
    """

    plain: Floats
    apart: Floats

    @property
    def tables(self) -> Floats:
        """Ways x tags x tags."""
        return np.stack([self.plain] * len(_BIASES) + [self.apart] * len(_BIASES))

    @property
    def biases(self) -> Floats:
        """One a way."""
        return np.array(_BIASES * 2)


def read_tags(log_odds: Floats, steps: Floats, heads: Heads, eager: float = 0.0) -> Reading | None:
    """The reading of a page; `None` where no line begins a comment.

    `eager` is what it costs a line to be outside: the check of the whole reading throws out what is too eager.
    """
    return next(read_eagerly(log_odds, steps, heads, (eager,)), None)


def read_eagerly(log_odds: Floats, steps: Floats, heads: Heads, eager: Sequence[float] = EAGER) -> Iterator[Reading]:
    """The readings of a page, one for each `eager` with which a line begins a comment; all are searched at once."""
    if not len(log_odds) or log_odds[:, FIRST].max() < np.log(_HOPE):
        return
    inside = np.flatnonzero(log_odds[:, OUTSIDE] < np.log1p(-_INSIDE))
    start, stop = max(0, int(inside[0]) - _RIM), min(len(log_odds), int(inside[-1]) + 1 + _RIM)
    part = log_odds[start:stop].astype(np.float64)
    ways = _make_ways(steps)
    wanted = np.repeat(_blur(part)[None], len(eager), axis=0)
    wanted[:, :, OUTSIDE] -= np.array(eager)[:, None]
    for own, found in zip(wanted, _search(wanted, ways.tables, ways.biases), strict=True):
        reading = _read(part, own, found, ways, _Frame(heads, start, len(log_odds)))
        if reading is not None:
            yield reading


def _make_ways(steps: Floats) -> _Ways:
    plain = _TRUST * steps.astype(np.float64)
    plain[OUTSIDE, FURTHER] = _NEVER
    apart = plain.copy()
    apart[FIRST, FIRST] -= _APART
    apart[FURTHER, FIRST] -= _APART
    return _Ways(plain, apart)


class _Frame(NamedTuple):
    """What stands around the lines that are searched: the heads, the lines before them, the lines of the page."""

    heads: Heads
    start: int
    size: int


def _read(part: Floats, wanted: Floats, found: Ints, ways: _Ways, frame: _Frame) -> Reading | None:
    """The reading of the best of the sequences that were found; `None` where no line of it begins a comment."""
    heads, start, size = frame
    firsts = np.flatnonzero(found[0] == FIRST)
    touching = sum(at > 0 and found[0][at - 1] in (FIRST, FURTHER) for at in firsts.tolist())
    stand_apart = touching <= _TOUCHING * len(firsts)
    table = ways.apart if stand_apart else ways.plain
    readings = list(found[len(_BIASES) :] if stand_apart else found[: len(_BIASES)])
    scores = [_score(wanted, table, tags) for tags in readings]
    best = _choose(readings, scores, heads, start, np.flatnonzero(part[:, FIRST] > _SURE))
    tags = np.full(size, OUTSIDE, np.int64)
    tags[start : start + len(part)] = readings[best]
    if not (tags == FIRST).any():
        return None
    nothing = _score(part, table, np.full(len(part), OUTSIDE))
    told = _declared(np.flatnonzero(tags == FIRST), heads)
    return Reading(
        tags, _score(part, table, readings[best]) - nothing, told if told == int((tags == FIRST).sum()) else None
    )


def _blur(part: Floats) -> Floats:
    """The odds with some doubt as to whether a line stands above or below words: the order of lines tells it better."""
    blurred = part.copy()
    for one, other in zip(ABOVE, BELOW, strict=True):
        blurred[:, one] = np.logaddexp(part[:, one], part[:, other] + _DOUBT)
        blurred[:, other] = np.logaddexp(part[:, other], part[:, one] + _DOUBT)
    return blurred


def _search(parts: Floats, tables: Floats, biases: Floats) -> Ints:
    """The best sequence of each way for each part (parts x lines x tags): parts x ways x lines."""
    emissions = np.repeat(parts[:, None], len(biases), axis=1)
    emissions[..., FIRST] += biases[:, None]
    count, ways, size, _ = emissions.shape
    emissions = np.ascontiguousarray(emissions.transpose(2, 0, 1, 3))  # a line's lie in one piece
    back = np.zeros((size, count, ways, len(TAGS)), np.int8)
    score = emissions[0] + tables[:, OUTSIDE]
    for at in range(1, size):
        through = score[..., None] + tables
        back[at] = through.argmax(2)
        score = through.max(2) + emissions[at]
    part, way = np.ogrid[:count, :ways]
    tags = np.zeros((count, ways, size), np.int64)
    tags[..., -1] = (score + tables[:, :, OUTSIDE]).argmax(2)
    for at in range(size - 1, 0, -1):
        tags[..., at - 1] = back[at, part, way, tags[..., at]]
    return tags


def _score(part: Floats, table: Floats, tags: NDArray[np.int64]) -> float:
    around = np.concatenate(([OUTSIDE], tags, [OUTSIDE]))
    return float(part[np.arange(len(tags)), tags].sum() + table[around[:-1], around[1:]].sum())


def _choose(readings: list[Ints], scores: list[float], heads: Heads, start: int, sure: Ints) -> int:
    """The likeliest reading, or one nearly as likely that has as many comments as a head above it says."""
    best = int(np.argmax(scores))
    agree = []
    for index, tags in enumerate(readings):
        firsts = np.flatnonzero(tags == FIRST) + start
        if scores[index] < scores[best] - _MARGIN or (tags[sure] == OUTSIDE).any():
            continue
        if len(firsts) and _declared(firsts, heads) == len(firsts):
            agree.append(index)
    return max(agree, key=lambda index: scores[index], default=best)


def _declared(firsts: Ints, heads: Heads) -> int | None:
    """The number in a head shortly above the first comment: that of the comments, if one is."""
    near = (heads.positions < firsts[0]) & (heads.positions >= firsts[0] - _HEAD_ABOVE)
    numbers = heads.numbers[near].tolist()
    return len(firsts) if len(firsts) in numbers else numbers[-1] if numbers else None
