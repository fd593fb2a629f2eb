"""The reading of a platform's pattern: its lines decide where comments stand, the tagger what else is none of their words."""

from __future__ import annotations

from collections.abc import Sequence

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_short
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.stripped import Known, Sighting
from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FRAME, FURTHER
from pagewinnow.learned.text_columns import Floats

_LONGEST_TEXT = 80  # lines of a comment before which nothing tells where it begins
_HIGHEST = 24  # lines of a head above a pattern
_NAMED = 0.5  # of the sightings name somebody: a pattern that names nobody is believed near others alone
_NEAR = 40  # lines


def believe(known: Known) -> tuple[Sighting, ...]:
    """The sightings that may be a thread's: those that name somebody, and others near them."""
    told = [s for s in known.sightings if s.name]
    if len(told) >= _NAMED * len(known.sightings):
        return known.sightings
    near = [
        s for k, s in enumerate(known.sightings)
        if s.name or any(abs(other.start - s.start) <= _NEAR for j, other in enumerate(known.sightings) if j != k)
    ]  # fmt: skip
    return tuple(near)


def items_of(blocks: Sequence[Block], known: Known, log_odds: Floats) -> list[Item]:
    """The items around the sightings of a pattern; those without any words are left out."""
    sightings = believe(known)
    if not sightings:
        return []
    items = _closed(blocks, sightings, known, log_odds) if known.closes else _opened(blocks, sightings, known, log_odds)
    return [item for item in items if item.words]


def _opened(blocks: Sequence[Block], sightings: Sequence[Sighting], known: Known, log_odds: Floats) -> list[Item]:
    """Items whose pattern stands before their words."""
    starts = []
    floor = 0
    for sighting in sightings:
        start = sighting.start
        while start > floor and sighting.start - start < _HIGHEST and _is_frame(log_odds, start - 1) and is_short(blocks[start - 1].text):
            start -= 1
        starts.append(start)
        floor = sighting.stop
    items = []
    for index, (sighting, start) in enumerate(zip(sightings, starts, strict=True)):
        is_last = index + 1 == len(sightings)
        stop = _end(log_odds, sighting.stop, len(blocks)) if is_last else starts[index + 1]
        items.append(Item(start, stop, _words(range(sighting.stop, stop), known, log_odds)))
    return items


def _closed(blocks: Sequence[Block], sightings: Sequence[Sighting], known: Known, log_odds: Floats) -> list[Item]:
    """Items whose pattern stands behind their words: the first begins where the tagger sees a comment begin."""
    items = []
    start = _begin(blocks, log_odds, sightings[0].start)
    for sighting in sightings:
        items.append(Item(start, sighting.stop, _words(range(start, sighting.start), known, log_odds)))
        start = sighting.stop
    return items


def _begin(blocks: Sequence[Block], log_odds: Floats, stop: int) -> int:
    """The line that begins the words above a pattern."""
    position = stop - 1
    while position > 0 and stop - position < _LONGEST_TEXT:
        tags = log_odds[position]
        if tags[FIRST] > tags[FURTHER] and tags[FIRST] > max(tags[FRAME], tags[AUTHOR]):
            break
        above = log_odds[position - 1]
        if above.argmax() not in (FIRST, FURTHER) or is_short(blocks[position - 1].text):
            break
        position -= 1
    return position


def _end(log_odds: Floats, start: int, size: int) -> int:
    """Where the last item ends: behind its words, and the frame below them."""
    position = start
    while position < size and _is_frame(log_odds, position):
        position += 1
    position = min(size, position + 1)
    while position < size and log_odds[position].argmax() == FURTHER:
        position += 1
    while position < size and _is_frame(log_odds, position):
        position += 1
    return position


def _is_frame(log_odds: Floats, position: int) -> bool:
    return int(log_odds[position].argmax()) in (AUTHOR, FRAME)


def _words(lines: range, known: Known, log_odds: Floats) -> tuple[int, ...]:
    """Which of the lines are a comment's words: not those of the pattern's edges, not what is surely frame."""
    start, stop = lines.start, lines.stop
    while start < stop and start in known.around:
        start += 1
    while start < stop and stop - 1 in known.around:
        stop -= 1
    words = [p for p in range(start, stop) if not _is_frame(log_odds, p)]
    return tuple(words or range(start, stop))
