"""The witness of texts: the patterns of platforms first, else what the tagger reads; then one way to posts for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pagewinnow.find.threads.lines.beats import is_short, times_of
from pagewinnow.find.threads.lines.calls import relate
from pagewinnow.find.threads.lines.check import LIKELY, read_facts
from pagewinnow.find.threads.lines.days import choose_times
from pagewinnow.find.threads.lines.decode import EAGER, read_tags
from pagewinnow.find.threads.lines.features import Evidence, read_evidence
from pagewinnow.find.threads.lines.file import load_reader
from pagewinnow.find.threads.lines.namelike import part_names
from pagewinnow.find.threads.lines.names import choose_names
from pagewinnow.find.threads.lines.opening import Told, find_opening, numbers_of
from pagewinnow.find.threads.lines.platforms import read_known
from pagewinnow.find.threads.lines.posts import Item, drop_signatures, give_names, make_items, reach_out
from pagewinnow.find.threads.lines.slots import Named, Timed, names_somebody
from pagewinnow.find.threads.lines.stripped import Known, find_known
from pagewinnow.find.threads.model import Item as Range
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.paint import Mark, paint
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread
from pagewinnow.learned.text_columns import Floats

_FEWEST_LINES = 3
_AS_MANY = 0.8  # of the comments of the tagger's reading: a platform's pattern with so many is believed
_NAMED = 0.3  # a line names who wrote
_DECLARED = 0.1  # probability of as many comments as a head declares
_SURE = 0.98  # probability of one comment, or of comments with next to nothing around them
_HEAD_ABOVE = 12  # lines


class Found(NamedTuple):
    """A thread before its posts are read: its items, the platform that told them, how likely it is one.

    `is_declared`: a head above says that there are as many.
    """

    items: list[Item]
    known: Known | None
    confidence: float
    is_declared: bool = False


def find_by_lines(view: View) -> Thread | None:
    """The thread of a text."""
    blocks = view.document.blocks
    if view.document.kind == "html" or len(blocks) < _FEWEST_LINES:
        return None
    times = times_of(view, maker := Clockmaker(view))
    reader = load_reader()
    evidence = read_evidence(blocks, view.found.phrases, times)
    log_odds = reader.tagger.log_odds(evidence.rows)
    found = _read(view, evidence, log_odds, times)
    for known in find_known(view, maker, times):
        items = read_known(blocks, known, log_odds)
        if _is_thread(view, items, known) and len(items) >= _AS_MANY * (len(found.items) if found else 0):
            found = Found(items, known, 1.0, found is not None and found.is_declared)
    return _to_thread(view, found, times, log_odds) if found is not None else None


def _read(view: View, evidence: Evidence, log_odds: Floats, times: Mapping[int, Time]) -> Found | None:
    """Of what the tagger reads, more and less eager to find a thread, the best that the check takes for one.

    The best has as many comments as a head declares, if one has, and is the likeliest of those.
    """
    reader, blocks = load_reader(), view.document.blocks
    readings: list[Found] = []
    for eager in EAGER:
        reading = read_tags(log_odds, reader.tagger.steps, evidence.heads, eager)
        items = make_items(reading.tags, log_odds) if reading is not None else []
        if reading is not None and items:
            probability = reader.check.probability(read_facts(view, reading, items, log_odds, times))
            is_declared = reading.declared is not None and len(items) > 1
            if probability >= (_DECLARED if is_declared else _least(view, items, log_odds, times)):
                readings.append(Found(give_names(blocks, items, log_odds), None, probability, is_declared))
    return max(readings, key=lambda one: (one.is_declared, one.confidence), default=None)


def _least(view: View, items: Sequence[Item], log_odds: Floats, times: Mapping[int, Time]) -> float:
    """How likely a thread must be: one comment, or comments that nothing names, dates or announces, must be surer."""
    around = [p for item in items for p in item.around]
    told = any(p in times or names_somebody(log_odds, p) > _NAMED for p in around)
    if len(items) > 1 and (told or _has_head(view, items[0].start)):
        return LIKELY
    return _SURE


def _is_thread(view: View, items: Sequence[Item], known: Known) -> bool:
    """Is a platform's pattern there often enough, or announced by a head?"""
    return len(items) > 1 or (len(items) == 1 and (_has_head(view, items[0].start) or known.sightings[0].opens))


def _has_head(view: View, start: int) -> bool:
    near = range(max(0, start - _HEAD_ABOVE), start + 1)
    return any(hit.role == "comments_head" for p in near for hit in view.found.phrases.get(p, ()))


def _to_thread(view: View, found: Found, times: Mapping[int, Time], log_odds: Floats) -> Thread:
    known = found.known
    items = reach_out(view.document.blocks, found.items)
    names = part_names(choose_names(view, items, times, log_odds) | _told(view, items, known))
    items = drop_signatures(view.document.blocks, items, {index: named.name for index, named in names.items()})
    dates = choose_times(view, items, times, names)
    posts = [_to_post(view, item, names.get(k), dates.get(k)) for k, item in enumerate(items)]
    numbers = numbers_of(view.document.blocks, items, times)
    opening = find_opening(
        view, items, posts, Told(known, numbers, times, found.is_declared or _has_head(view, items[0].start))
    )
    first = opening.post
    if opening.is_page and first is None and not opening.is_later:
        first, posts, numbers = posts[0], posts[1:], numbers[1:]
    start = first.start if first else posts[0].start
    related = tuple(relate(view, posts, first, known.sightings if known else (), numbers))
    witness = f"text/{known.platform}" if known else "text"
    stop = items[-1].stop
    return Thread(related, witness, None, first, opening.is_page, start, stop, probability=round(found.confidence, 4))


def _told(view: View, items: Sequence[Item], known: Known | None) -> dict[int, Named]:
    """The names that a platform's pattern gives."""
    found: dict[int, Named] = {}
    sightings = {s.start: s for s in known.sightings} if known else {}
    for index, item in enumerate(items):
        sighting = next((sightings[p] for p in range(item.start, item.stop) if p in sightings), None)
        if sighting is not None and sighting.name:
            lines = view.document.blocks[sighting.start : sighting.stop]
            line = next((b for b in lines if sighting.name in b.text), lines[0])
            at = max(0, line.text.find(sighting.name))
            found[index] = Named(sighting.name, Span(line.position, at, min(len(line.text), at + len(sighting.name))))
    return found


def _to_post(view: View, item: Item, named: Named | None, timed: Timed | None) -> Post:
    """The post of an item: its words are text, its name and time fields, what else stands around them control."""
    blocks = view.document.blocks
    marks = [Mark(Span(p, 0, len(blocks[p].text)), "text") for p in item.words]
    for position in item.around:
        is_name = named is not None and is_short(blocks[position].text) and blocks[position].text.startswith(named.name)
        is_answer = any(h.role == "in_reply_to" and h.at == "whole" for h in view.found.phrases.get(position, ()))
        marks.append(
            Mark(Span(position, 0, len(blocks[position].text)), "field" if is_answer or is_name else "control")
        )
    if timed:
        marks.append(Mark(Span(timed.position, timed.time.start, timed.time.end), "field"))
    if named:
        marks.append(Mark(named.span, "field"))
    raw = blocks[timed.position].text[timed.time.start : timed.time.end] if timed else None
    parts = paint(view.document, Range(0, item.start, item.stop), marks)
    return Post(
        item.start, item.stop, parts, named.name if named else None, None, timed.time.iso if timed else None, raw
    )
