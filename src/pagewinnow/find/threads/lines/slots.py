"""Who wrote each comment, and when: the slots around its words.

A slot is a place that every comment has: the line that the tagger takes for the name's, the so many-th line above the
words, the so many-th of the head. The slot with the names is the one that most comments fill with something name-like,
different from comment to comment. What most of its lines share is its frame, none of the names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.lines.beats import SENTENCE_ENDS, SHORT, mask
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.tags import NAMED
from pagewinnow.find.threads.model import Span, width
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.learned.text_columns import Floats

Slot = tuple[str, int]

_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[#/?!=<>{}\[\]|\u00bb]|:.|\.\s\w{3}|^[\W\d]+\w{0,2}$")
_DATED = re.compile(r"(?<!\w)\d{4}(?!\w)|\d[:./]\d")  # no name
_LABELLED = re.compile(r"[:\uff1a]\s*$")
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$|\b(?:\w\.){2,}$|(?:^|\s)\w{2}\.$")
_TAGS = re.compile(r"</?\w+[^<>]*>?")  # that the page shows by mistake
_EDGES = " \t\u00bb\u00ab~>/\\*\u2192\u2190"
_LONGEST_NAME = 45
_MOST_WORDS = 6
_SHARED = 0.8  # of the lines of a slot have a word of its frame
_TRAILING = 0.3  # of them end with a word that is a badge
_REPEATED, _ALWAYS = 0.5, 0.9  # of the comments have the line
_LIKELY, _HOPE = 0.5, 0.05  # the tagger takes the line for one with a name
_DEEPEST = 10  # lines of a head or foot that are slots
_FILLED = 1.0  # a slot of less worth has no names
_TALK = frozenset({"says", "byline"})
_OTHERS = frozenset({"in_reply_to", "quote_head"})
_NAMES = frozenset({"says", "byline", "in_reply_to", "quote_head"})


class Named(NamedTuple):
    """A name and where it stands."""

    name: str
    span: Span


class Timed(NamedTuple):
    """A time and the line it stands in."""

    time: Time
    position: int


def slots_of(items: Sequence[Item], log_odds: Floats | None) -> dict[Slot, dict[int, int]]:
    """The places that comments have in common: slot -> comment -> position."""
    slots: dict[Slot, dict[int, int]] = defaultdict(dict)
    for index, item in enumerate(items):
        for k, position in enumerate(item.head[:_DEEPEST]):
            slots["top", k][index] = position
        for k, position in enumerate(reversed(item.head[-_DEEPEST:])):
            slots["above", k][index] = position
        for k, position in enumerate(item.foot[:_DEEPEST]):
            slots["below", k][index] = position
        around = [*item.head, *item.foot]
        if log_odds is not None and around:
            best = max(around, key=lambda p: _named(log_odds, p))
            if _named(log_odds, best) > _HOPE:
                slots["tagged", 0][index] = best
    return slots


def _named(log_odds: Floats, position: int) -> float:
    """How likely a line names who wrote."""
    return float(np.exp(log_odds[position, NAMED[0]]) + np.exp(log_odds[position, NAMED[1]]))


def choose_names(
    view: View, items: Sequence[Item], times: Mapping[int, Time], log_odds: Floats | None
) -> dict[int, Named]:
    """The author of each comment that names one, by its index."""
    controls = _controls(view, items, log_odds)
    found: dict[Slot, dict[int, Named]] = {}
    worth: dict[Slot, float] = {}
    for slot, places in slots_of(items, log_odds).items():
        names = _read_slot(view, places, times, controls)
        if names:
            found[slot], worth[slot] = names, _worth(slot, names, len(items), log_odds)
    chosen: dict[int, Named] = {}
    for slot in sorted(found, key=lambda s: worth[s], reverse=True)[:2]:
        if worth[slot] > _FILLED:
            for index, name in found[slot].items():
                chosen.setdefault(index, name)
    return _part(chosen)


def _part(names: dict[int, Named]) -> dict[int, Named]:
    """The names without the second one in a line: "Ben Anna", "Anna answered Ben", where Anna and Ben are known."""
    known = {named.name for named in names.values()}
    parted = {}
    for index, named in names.items():
        parted[index] = named
        for cut in range(named.name.count(" "), 0, -1):
            pieces = named.name.split(" ")
            first, rest = " ".join(pieces[:cut]), " ".join(pieces[cut:])
            if rest in known or (first in known and rest[:1].islower()):
                parted[index] = Named(first, named.span._replace(end=named.span.start + len(first)))
                break
    return parted


def _controls(view: View, items: Sequence[Item], log_odds: Floats | None) -> frozenset[str]:
    """The lines around the words that half of the comments have, or that are known to be controls: they name nobody.

    What the tagger takes for a name may be one that comes back, unless nearly all comments have it.
    """
    blocks = view.document.blocks
    count: Counter[str] = Counter()
    named: Counter[str] = Counter()
    known: set[str] = set()
    for item in items:
        lines = {mask(blocks[p].text): p for p in item.around}
        count.update(lines.keys())
        known.update(line for line, p in lines.items() if _is_control(view, p))
        if log_odds is not None:
            named.update(line for line, p in lines.items() if _named(log_odds, p) > _LIKELY)
    least, most = max(2, _REPEATED * len(items)), max(2, _ALWAYS * len(items))
    repeated = {line for line, n in count.items() if n >= (most if 2 * named[line] > n else least)}
    return frozenset(repeated | known)


def _is_control(view: View, position: int) -> bool:
    return any(
        hit.at == "whole" and hit.strength == "decides" and hit.role not in _NAMES
        for hit in view.found.phrases.get(position, ())
    )


def _read_slot(
    view: View, places: Mapping[int, int], times: Mapping[int, Time], controls: frozenset[str]
) -> dict[int, Named]:
    """The names in the lines of a slot."""
    blocks = view.document.blocks
    rests = {index: _without_time(blocks[p].text, times.get(p)) for index, p in places.items()}
    frame, trailing = _frame(list(rests.values()))
    found: dict[int, Named] = {}
    for index, position in places.items():
        text = blocks[position].text
        if any(h.role in _OTHERS and h.at == "whole" for h in view.found.phrases.get(position, ())):
            continue
        name = next(
            (
                clean_name(h.name)
                for h in view.found.phrases.get(position, ())
                if h.role in _TALK and h.name and h.at != "anywhere"
            ),
            None,
        )
        if name is None and mask(text) not in controls:
            name = next((n for piece in rests[index] if (n := _name_in(piece, frame, trailing))), None)
        if name:
            start = text.find(name)
            found[index] = Named(
                name, Span(position, 0, len(text)) if start < 0 else Span(position, start, start + len(name))
            )
    return found


def _without_time(text: str, time: Time | None) -> tuple[str, ...]:
    """What stands before a line's time, and behind it."""
    return (text,) if time is None else (text[: time.start], text[time.end :])


def _frame(rests: Sequence[tuple[str, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that most lines of a slot share, and those that many end with: ranks behind a name."""
    if len(rests) < 2:
        return frozenset(), frozenset()
    count: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    leads: dict[str, set[str]] = defaultdict(set)
    for pieces in rests:
        words = [mask(word) for piece in pieces for word in piece.split()]
        count.update(set(words))
        if len(words) > 1:
            ends[words[-1]] += 1
            leads[words[-1]].add(words[0])
    frame = frozenset(word for word, n in count.items() if n >= max(2, _SHARED * len(rests)))
    least = max(3, _TRAILING * len(rests))
    return frame, frozenset(word for word, n in ends.items() if n >= least and len(leads[word]) >= 0.6 * n)


def _name_in(piece: str, frame: frozenset[str], trailing: frozenset[str]) -> str | None:
    """The name in a piece of a line: what is left without the words of the slot's frame, if it is like a name."""
    words = piece.split()
    if len(words) > 1 or (words and len(frame) and _LETTER.search(words[0]) is None):
        kept = [word for word in words if mask(word) not in frame]
        while len(kept) > 1 and mask(kept[-1]) in trailing:
            kept.pop()
        words = kept or ([] if frame else words)
    name = clean_name(_TAGS.sub("", " ".join(words)).strip(_EDGES))
    if name and name.count("(") > name.count(")"):
        name = clean_name(name[: name.rindex("(")])
    if (
        not name
        or len(name) > _LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
        or _DATED.search(name)
        or not _LETTER.search(name)
    ):
        return None
    return name if _is_label(name) else None


def _is_label(name: str) -> bool:
    """Is it no sentence? An initial at the end is none: "Anna K.".

    >>> _is_label("Anna K."), _is_label("So it is.")
    (True, False)
    """
    if len(name) > SHORT or width(name) > SHORT:
        return False
    return not name.endswith(SENTENCE_ENDS) or _INITIAL.search(name) is not None


def _worth(slot: Slot, names: Mapping[int, Named], n: int, log_odds: Floats | None) -> float:
    """How like a slot of names it is: filled, distinct, where the tagger sees names; with few odd signs."""
    every = [named.name for named in names.values()]
    kinds = len({mask(name) for name in every})
    distinct = kinds / len(every) if kinds > 1 or n < 2 else -2.0
    odd = sum(bool(_ODD.search(name)) or len(name.split()) > 4 for name in every) / len(every)
    likely = 0.0
    if log_odds is not None:
        likely = float(sum(_named(log_odds, named.span.position) for named in names.values())) / len(every)
    return (
        2 * len(every) / n
        + 1.2 * min(0.6, distinct)
        + 1.6 * likely
        - 1.5 * odd
        - 0.4 * (slot[0] == "below")
        + 0.05 * (slot[0] == "tagged")
    )


def choose_times(
    view: View, items: Sequence[Item], times: Mapping[int, Time], names: Mapping[int, Named]
) -> dict[int, Timed]:
    """When each comment was written: of the times around its words those of the slot that most comments fill.

    A time with a label, a day in a profile, is worth less than one that stands alone or beside the name.
    """
    blocks = view.document.blocks
    found: dict[Slot, dict[int, Timed]] = defaultdict(dict)
    for slot, places in slots_of(items, None).items():
        for index, position in places.items():
            if position in times:
                found[slot][index] = Timed(times[position], position)
    for index, named in names.items():
        if named.span.position in times:
            found["named", 0][index] = Timed(times[named.span.position], named.span.position)

    def worth(slot: Slot) -> float:
        told = found[slot].values()
        labelled = sum(_LABELLED.search(blocks[t.position].text[: t.time.start]) is not None for t in told)
        days = len({blocks[t.position].text for t in told})
        clocks = sum(t.time.clock for t in told)
        return (2 * len(told) - 0.8 * labelled + 0.5 * clocks + 0.3 * days) / len(items) + 0.3 * (slot[0] == "named")

    chosen: dict[int, Timed] = {}
    for slot in sorted(found, key=worth, reverse=True):
        for index, timed in found[slot].items():
            chosen.setdefault(index, timed)
    return chosen
