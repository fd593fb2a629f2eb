"""From what each line may be to a reading of the page: the likeliest sequence of tags that makes sense.

It adapts to the page. Where nearly all comments stand apart, two that touch are two halves of one. And where a head
says how many comments there are, a reading with as many is taken before a slightly likelier one with more or fewer.
All the readings are found by one run of Viterbi's algorithm (1967), a row of states for each.
"""

from __future__ import annotations

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


def read_tags(log_odds: Floats, steps: Floats, heads: Heads, eager: float = 0.0) -> Reading | None:
    """The reading of a page; `None` where no line begins a comment.

    `eager` is what it costs a line to be outside: the check of the whole reading throws out what is too eager.
    """
    if not len(log_odds) or log_odds[:, FIRST].max() < np.log(_HOPE):
        return None
    inside = np.flatnonzero(log_odds[:, OUTSIDE] < np.log1p(-_INSIDE))
    start, stop = max(0, int(inside[0]) - _RIM), min(len(log_odds), int(inside[-1]) + 1 + _RIM)
    part = log_odds[start:stop].astype(np.float64)
    transitions = _TRUST * steps.astype(np.float64)
    transitions[OUTSIDE, FURTHER] = _NEVER
    apart = transitions.copy()
    apart[FIRST, FIRST] -= _APART
    apart[FURTHER, FIRST] -= _APART
    ways = [(table, bias) for table in (transitions, apart) for bias in _BIASES]
    wanted = _blur(part)
    wanted[:, OUTSIDE] -= eager
    found = _search(wanted, np.stack([table for table, _ in ways]), np.array([bias for _, bias in ways]))
    plain = found[0]
    firsts = np.flatnonzero(plain == FIRST)
    touching = sum(at > 0 and plain[at - 1] in (FIRST, FURTHER) for at in firsts.tolist())
    stand_apart = touching <= _TOUCHING * len(firsts)
    table = apart if stand_apart else transitions
    readings = found[len(_BIASES) :] if stand_apart else found[: len(_BIASES)]
    scores = [_score(wanted, table, tags) for tags in readings]
    best = _choose(readings, scores, heads, start, np.flatnonzero(part[:, FIRST] > _SURE))
    tags = np.full(len(log_odds), OUTSIDE, np.int64)
    tags[start:stop] = readings[best]
    if not (tags == FIRST).any():
        return None
    nothing = _score(part, table, np.full(stop - start, OUTSIDE))
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


def _search(part: Floats, tables: Floats, biases: Floats) -> list[Ints]:
    """The best sequence of each way: `tables` are ways x tags x tags."""
    ways, size = len(biases), len(part)
    emissions = np.repeat(part[None], ways, axis=0)
    emissions[:, :, FIRST] += biases[:, None]
    back = np.zeros((size, ways, len(TAGS)), np.int8)
    score = emissions[:, 0] + tables[:, OUTSIDE]
    for at in range(1, size):
        through = score[:, :, None] + tables
        chosen = through.argmax(1)
        back[at] = chosen
        score = np.take_along_axis(through, chosen[:, None], 1)[:, 0] + emissions[:, at]
    rows = np.arange(ways)
    tags = np.zeros((ways, size), np.int64)
    tags[:, -1] = (score + tables[:, :, OUTSIDE]).argmax(1)
    for at in range(size - 1, 0, -1):
        tags[:, at - 1] = back[at, rows, tags[:, at]]
    return list(tags)


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
