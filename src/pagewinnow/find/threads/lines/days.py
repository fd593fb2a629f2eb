"""When each comment was written: of the times around its words those of the slot that most comments fill."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pagewinnow.find.threads.lines.beats import is_short, mask
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.slots import Named, Slot, Timed, slots_of
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View

_COLONS = (":", "\uff1a")
_FEWEST_STEPS = 2  # from day to day
_FEWEST_LABELS = 2
_LABELLED = 0.5  # of the times of a slot have the same line above


def choose_times(
    view: View, items: Sequence[Item], times: Mapping[int, Time], names: Mapping[int, Named]
) -> dict[int, Timed]:
    """When each comment was written: of the times around its words those of the slot that most comments fill.

    A time with a label, a day in a profile, is worth less than one that stands alone or beside the name; when a comment
    was changed counts only where nothing else does.
    """
    edited = _edits(view, items, times)
    found: dict[Slot, dict[int, Timed]] = defaultdict(dict)
    for slot, places in slots_of(items, None).items():
        for index, position in places.items():
            if position in times and position not in edited:
                found[slot][index] = Timed(times[position], position)
    for index, named in names.items():
        position = named.span.position
        if position in times:
            found["named", 0][index] = Timed(times[position], position)
    worth = {slot: _worth(view, slot, told, items) for slot, told in found.items()}
    chosen: dict[int, Timed] = {}
    for slot in sorted(found, key=lambda slot: worth[slot], reverse=True):
        for index, timed in found[slot].items():
            chosen.setdefault(index, timed)
    for index, item in enumerate(items):
        for position in (p for p in item.around if p in edited):
            chosen.setdefault(index, Timed(times[position], position))
    return chosen


def _edits(view: View, items: Sequence[Item], times: Mapping[int, Time]) -> frozenset[int]:
    """The lines around the words that say when a comment was changed."""
    before: dict[int, str] = {}
    for item in items:
        for position in item.around:
            if position in times:
                before[position] = view.document.blocks[position].text[: times[position].start].strip(" :-\u2013")
    labels = sorted({label for label in before.values() if label and is_short(label)})
    matcher = view.rules.matcher([view.found.language] if view.found.language else [])
    hits = matcher.match_all(labels) if labels else {}
    known = {labels[k] for k, found in hits.items() if any(h.flag == "edited" and h.at == "whole" for h in found)}
    return frozenset(position for position, label in before.items() if label in known)


def _worth(view: View, slot: Slot, told: Mapping[int, Timed], items: Sequence[Item]) -> float:
    """How like a slot of posting times it is: filled, without labels, with times that rise or fall."""
    labels = _count_labels(view, told, items)
    clocks = sum(timed.time.clock for timed in told.values())
    return (2 * len(told) - 0.8 * labels + 0.5 * clocks) / len(items) + 0.3 * (slot[0] == "named") + _ordered(told)


def _count_labels(view: View, told: Mapping[int, Timed], items: Sequence[Item]) -> int:
    """How many times have a label: before them in the line, or in the line above, the same above most of them."""
    blocks = view.document.blocks
    before = [blocks[timed.position].text[: timed.time.start].rstrip() for timed in told.values()]
    above = Counter(
        mask(blocks[timed.position - 1].text)
        for index, timed in told.items()
        if timed.time.start == 0 and timed.position > items[index].start
    )
    label, count = above.most_common(1)[0] if above else ("", 0)
    if count < max(_FEWEST_LABELS, _LABELLED * len(told)) or not any(map(str.isalpha, label)):
        count = 0
    return sum(text.endswith(_COLONS) for text in before) + count


def _ordered(times: Mapping[int, Timed]) -> float:
    """How far times rise, or fall, from comment to comment: those of members' first days do neither. 0 to 1."""
    days = [timed.time.iso[:10] for _, timed in sorted(times.items()) if timed.time.iso]
    steps = list(pairwise(days))
    if len(steps) < _FEWEST_STEPS:
        return 0.5
    return max(sum(a <= b for a, b in steps), sum(a >= b for a, b in steps)) / len(steps)
