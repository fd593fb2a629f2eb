"""When each comment was written: of the times around its words those of the slot that most comments fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.slots import Named, Slot, Timed, slots_of
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View

_LABELLED = re.compile(r"[:\uff1a]\s*$")
_FEWEST_STEPS = 2  # from day to day


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
        clocks = sum(t.time.clock for t in told)
        return (
            (2 * len(told) - 0.8 * labelled + 0.5 * clocks) / len(items)
            + 0.3 * (slot[0] == "named")
            + _ordered(found[slot])
        )

    chosen: dict[int, Timed] = {}
    for slot in sorted(found, key=worth, reverse=True):
        for index, timed in found[slot].items():
            chosen.setdefault(index, timed)
    return chosen


def _ordered(times: Mapping[int, Timed]) -> float:
    """How far times rise, or fall, from comment to comment: those of members' first days do neither. 0 to 1."""
    days = [timed.time.iso[:10] for _, timed in sorted(times.items()) if timed.time.iso]
    steps = list(pairwise(days))
    if len(steps) < _FEWEST_STEPS:
        return 0.5
    return max(sum(a <= b for a, b in steps), sum(a >= b for a, b in steps)) / len(steps)
