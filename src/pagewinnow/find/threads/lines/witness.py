"""The witness of texts: the patterns of platforms first, else what the tagger reads; then one way to posts for both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pagewinnow.find.threads.lines.beats import is_short, mask, times_of
from pagewinnow.find.threads.lines.calls import relate
from pagewinnow.find.threads.lines.check import LIKELY, read_facts
from pagewinnow.find.threads.lines.dated import split_at_heads
from pagewinnow.find.threads.lines.days import choose_times
from pagewinnow.find.threads.lines.decode import read_eagerly
from pagewinnow.find.threads.lines.features import read_evidence
from pagewinnow.find.threads.lines.file import Reader, load_reader
from pagewinnow.find.threads.lines.namelike import part_names
from pagewinnow.find.threads.lines.names import choose_names
from pagewinnow.find.threads.lines.opening import Told, find_opening, numbers_of
from pagewinnow.find.threads.lines.platforms import read_known
from pagewinnow.find.threads.lines.posts import Item, align, drop_signatures, give_names, make_items, reach_out
from pagewinnow.find.threads.lines.recurrence import Heads
from pagewinnow.find.threads.lines.slots import Named, Timed, names_somebody
from pagewinnow.find.threads.lines.stripped import Known, find_known
from pagewinnow.find.threads.model import Item as Range
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.paint import Mark, paint
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.findings import Hit, Post, Thread
from pagewinnow.learned.text_columns import Floats

_FEWEST_LINES = 3
_AS_MANY = 0.8  # of the comments of the tagger's reading: a platform's pattern with so many is believed
_NAMED = 0.3  # a line names who wrote
_DECLARED = 0.1  # probability of as many comments as a head declares
_SURE = 0.98  # probability of one comment, or of comments with next to nothing around them, that nothing announces
_HEAD_ABOVE = 12  # lines
_FIGURES = re.compile(r"\d+")


class Found(NamedTuple):
    """A thread before its posts are read: its items, the platform that told them, how likely it is one.

    `is_declared`: a head above says that there are as many.
    """

    items: list[Item]
    known: Known | None
    confidence: float
    is_declared: bool = False


class Read(NamedTuple):
    """A thread with its posts read, each of an item, and what tells which of them opens the page."""

    found: Found
    items: list[Item]
    posts: list[Post]
    told: Told


def find_by_lines(view: View) -> Thread | None:
    """The thread of a text."""
    if view.document.kind == "html" or len(view.document.blocks) < _FEWEST_LINES:
        return None
    read = read_text(view, load_reader())
    return _to_thread(view, read) if read is not None else None


def read_text(view: View, reader: Reader) -> Read | None:
    """What is read in a text before it is told what opens the page, and who answers whom."""
    blocks = view.document.blocks
    times = times_of(view, maker := Clockmaker(view))
    evidence = read_evidence(blocks, view.found.phrases, times)
    log_odds = reader.tagger.log_odds(evidence.rows)
    found = _find(view, reader, evidence.heads, log_odds, times)
    for known in find_known(view, maker, times):
        items = read_known(blocks, known, log_odds)
        if _is_thread(view, items, known) and len(items) >= _AS_MANY * (len(found.items) if found else 0):
            found = Found(items, known, 1.0, found is not None and found.is_declared)
    return _read_posts(view, found, times, log_odds) if found is not None else None


def _find(view: View, reader: Reader, heads: Heads, log_odds: Floats, times: Mapping[int, Time]) -> Found | None:
    """Of what the tagger reads, more and less eager to find a thread, the best that the check takes for one.

    The best has as many comments as a head declares, if one has, and is the likeliest of those.
    """
    blocks = view.document.blocks
    readings: list[Found] = []
    for reading in read_eagerly(log_odds, reader.tagger.steps, heads):
        items = make_items(reading.tags, log_odds)
        if items:
            probability = reader.check.probability(read_facts(view, reading, items, log_odds, times))
            is_declared = reading.declared is not None and len(items) > 1
            is_announced = reading.declared is not None or bool(_heads(view, items[0].start))
            least = LIKELY if is_announced or _is_told(items, log_odds, times) else _SURE
            if probability >= (_DECLARED if is_declared else least):
                readings.append(Found(give_names(blocks, items, log_odds), None, probability, is_declared))
    return max(readings, key=lambda one: (one.is_declared, one.confidence), default=None)


def _is_told(items: Sequence[Item], log_odds: Floats, times: Mapping[int, Time]) -> bool:
    """Are there several comments, and does anything name or date one of them?"""
    around = [p for item in items for p in item.around]
    return len(items) > 1 and any(p in times or names_somebody(log_odds, p) > _NAMED for p in around)


def _is_thread(view: View, items: Sequence[Item], known: Known) -> bool:
    """Is a platform's pattern there often enough, or announced by a head?"""
    return len(items) > 1 or (len(items) == 1 and (bool(_heads(view, items[0].start)) or known.sightings[0].opens))


def _heads(view: View, start: int) -> list[Hit]:
    """The phrases that announce comments, shortly above a line."""
    near = range(max(0, start - _HEAD_ABOVE), start + 1)
    return [hit for p in near for hit in view.found.phrases.get(p, ()) if hit.role == "comments_head"]


def _below_head(view: View, items: list[Item], times: Mapping[int, Time]) -> list[Item]:
    """The items; the line that announces them, or says how many they are, is no part of the first."""
    blocks, first = view.document.blocks, items[0]
    others = {mask(blocks[p].text) for item in items[1:] for p in item.around}
    stop = first.start
    for position in first.head:
        text = blocks[position].text
        is_head = any(hit.role == "comments_head" for hit in view.found.phrases.get(position, ()))
        is_count = _FIGURES.findall(text) == [str(len(items))] and position not in times and mask(text) not in others
        stop = position + 1 if is_head or is_count else stop
    return [first._replace(start=stop), *items[1:]]


def _read_posts(view: View, found: Found, times: Mapping[int, Time], log_odds: Floats) -> Read:
    """The posts of what was found: who wrote each of them, and when."""
    blocks = view.document.blocks
    items = _below_head(view, align(blocks, reach_out(blocks, split_at_heads(blocks, found.items, times))), times)
    names = part_names(choose_names(view, items, times, log_odds) | _told(view, items, found.known))
    items = drop_signatures(blocks, items, {index: named.name for index, named in names.items()})
    dates = choose_times(view, items, times, names)
    posts = [_to_post(view, item, names.get(k), dates.get(k)) for k, item in enumerate(items)]
    heads = _heads(view, items[0].start)
    count = next((hit.number for hit in reversed(heads) if hit.number is not None), None)
    told = Told(found.known, numbers_of(blocks, items, times), found.is_declared or bool(heads), count)
    return Read(found, items, posts, told)


def _to_thread(view: View, read: Read) -> Thread:
    found, items, posts, told = read
    known, numbers = told.known, told.numbers
    opening = find_opening(view, items, posts, told, load_reader().opening)
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
