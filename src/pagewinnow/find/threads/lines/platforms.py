"""A platform's pattern read: its lines decide where comments stand, the tagger what else is none of their words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.posts import Item, make_items
from pagewinnow.find.threads.lines.stripped import Known, Sighting
from pagewinnow.find.threads.lines.tags import (
    ABOVE,
    AROUND,
    AUTHOR,
    BELOW,
    FIRST,
    FOOT,
    FURTHER,
    HEAD,
    NAMED,
    OUTSIDE,
    SIGNED,
    WORDS,
)
from pagewinnow.learned.text_columns import Floats, Ints

_LONGEST_TEXT = 80  # lines of a comment before which nothing tells where it begins
_HIGHEST = 24  # lines of a head above a pattern
_NAMED = 0.5  # of the sightings name somebody: a pattern that names nobody is believed near others alone
_NEAR = 40  # lines
_FEWEST_THINNED, _IDLE = 4, 0.3  # sightings; of them have nothing but another behind them, if heads have two
_PROSE = 70  # characters of a line of running text
_FAR_OUTSIDE = -0.03  # a line is outside, as a logarithm
_NEVER = -30.0  # the logarithm of what is not believed


def believe(known: Known) -> tuple[Sighting, ...]:
    """The sightings that may be a thread's: those that name somebody, and others near them."""
    sightings = known.sightings
    if sum(s.name is not None for s in sightings) >= _NAMED * len(sightings):
        return sightings
    return tuple(
        s for k, s in enumerate(sightings)
        if s.name or any(abs(other.start - s.start) <= _NEAR for j, other in enumerate(sightings) if j != k)
    )  # fmt: skip


def read_known(blocks: Sequence[Block], known: Known, log_odds: Floats) -> list[Item]:
    """The items of a page on which a platform's pattern was seen: between its lines there is nothing but comments."""
    sightings = _thin(believe(known), log_odds)
    if not sightings:
        return []
    tags = np.full(len(blocks), OUTSIDE, np.int64)
    bounds = _closed(sightings, log_odds) if known.closes else _opened(blocks, sightings, log_odds)
    for start, stop in bounds:
        _tag_words(blocks, tags, range(start, stop), known, log_odds)
    name, other = (SIGNED, FOOT) if known.closes else (AUTHOR, HEAD)
    for sighting in sightings:
        for position in range(sighting.start, sighting.stop):
            is_name = sighting.name is not None and sighting.name in blocks[position].text
            tags[position] = name if is_name else other
    first, last = (bounds[0][0], sightings[-1].stop) if known.closes else (sightings[0].start, bounds[-1][1])
    _tag_rim(blocks, tags, range(first - 1, max(-1, first - _HIGHEST), -1), log_odds, ABOVE)
    _tag_rim(blocks, tags, range(last, min(len(blocks), last + _HIGHEST)), log_odds, BELOW)
    return make_items(tags, _insist(tags, log_odds))


def _thin(sightings: Sequence[Sighting], log_odds: Floats) -> Sequence[Sighting]:
    """The sightings without those that only another follows: where heads have two each, the later counts."""
    if len(sightings) < _FEWEST_THINNED:
        return sightings
    idle = [all(_is_frame(log_odds, p) for p in range(a.stop, b.start)) for a, b in pairwise(sightings)]
    if sum(idle) < _IDLE * len(idle):
        return sightings
    return [*(one for one, is_idle in zip(sightings, idle, strict=False) if not is_idle), sightings[-1]]


def _insist(tags: Ints, log_odds: Floats) -> Floats:
    """The odds, but sure of the lines that the pattern has told."""
    sure = np.full_like(log_odds, _NEVER)
    sure[np.arange(len(tags)), tags] = 0
    return np.where((log_odds.argmax(1) == tags)[:, None], log_odds, sure)


def _opened(blocks: Sequence[Block], sightings: Sequence[Sighting], log_odds: Floats) -> list[tuple[int, int]]:
    """The lines behind each sighting, up to the next; behind the last as long as the tagger sees its words."""
    stops = [*(s.start for s in sightings[1:]), _end(blocks, log_odds, sightings[-1].stop)]
    return [(s.stop, stop) for s, stop in zip(sightings, stops, strict=True)]


def _closed(sightings: Sequence[Sighting], log_odds: Floats) -> list[tuple[int, int]]:
    """The lines above each sighting, down from the last; above the first as far as the tagger sees its words."""
    starts = [_begin(log_odds, sightings[0].start), *(s.stop for s in sightings[:-1])]
    return [(start, s.start) for s, start in zip(sightings, starts, strict=True)]


def _tag_words(blocks: Sequence[Block], tags: Ints, lines: range, known: Known, log_odds: Floats) -> None:
    """Which lines are a comment's words: not those at the pattern's edges, nor what the tagger takes for frame."""
    start, stop = lines.start, lines.stop
    while start < stop and start in known.around:
        start += 1
    while start < stop and stop - 1 in known.around:
        stop -= 1
    best = log_odds[lines.start : lines.stop].argmax(1)
    tags[lines.start : lines.stop] = np.where(np.isin(best, AROUND), best, FOOT)
    own = [p for p in range(start, stop) if not _is_frame(log_odds, p) or len(blocks[p].text) >= _PROSE]
    if not own:
        own = [p for p in range(start, stop) if int(best[p - lines.start]) not in NAMED]
    for index, position in enumerate(own):
        tags[position] = FURTHER if index else FIRST


def _tag_rim(blocks: Sequence[Block], tags: Ints, lines: range, log_odds: Floats, kinds: tuple[int, int]) -> None:
    """The frame above the first comment, or below the last."""
    for position in lines:
        best = int(log_odds[position].argmax())
        if best not in kinds or len(blocks[position].text) >= _PROSE:
            break
        tags[position] = best


def _begin(log_odds: Floats, stop: int) -> int:
    """The line that begins the words above a pattern."""
    position = stop
    while position > 0 and _is_frame(log_odds, position - 1):  # controls between the words and the pattern
        position -= 1
    position = max(0, position - 1)
    while position > 0 and stop - position < _LONGEST_TEXT:
        tags = log_odds[position]
        if tags[FIRST] > tags[FURTHER] or int(log_odds[position - 1].argmax()) not in WORDS:
            break
        position -= 1
    return position


def _end(blocks: Sequence[Block], log_odds: Floats, start: int) -> int:
    """Where the words of the last comment end."""
    position = start
    while position < len(log_odds) and _is_frame(log_odds, position):
        position += 1
    position += 1
    while position < len(log_odds) and (
        log_odds[position].argmax() == FURTHER or _may_go_on(blocks, position, log_odds)
    ):
        position += 1
    return min(position, len(log_odds))


def _may_go_on(blocks: Sequence[Block], position: int, log_odds: Floats) -> bool:
    """Is a line below the last pattern running text that may be its comment's?"""
    return len(blocks[position].text) >= _PROSE and log_odds[position, OUTSIDE] < _FAR_OUTSIDE


def _is_frame(log_odds: Floats, position: int) -> bool:
    return int(log_odds[position].argmax()) in AROUND
