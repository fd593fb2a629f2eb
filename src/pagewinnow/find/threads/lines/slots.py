"""The slots around the words of comments: the places that all of them have in common.

A slot is the so many-th line above the words, the so many-th of the head, the so many-th below the words, or the line
that the tagger takes for the name's. `names` finds the slot of those who wrote, `days` that of when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.tags import NAMED
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.times import Time
from pagewinnow.learned.text_columns import Floats

Slot = tuple[str, int]

_HOPE = 0.05  # the tagger takes the line for one with a name
_DEEPEST = 10  # lines of a head or foot that are slots


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
            best = max(around, key=lambda p: names_somebody(log_odds, p))
            if names_somebody(log_odds, best) > _HOPE:
                slots["tagged", 0][index] = best
    return slots


def names_somebody(log_odds: Floats, position: int) -> float:
    """How likely a line names who wrote."""
    return float(np.exp(log_odds[position, NAMED[0]]) + np.exp(log_odds[position, NAMED[1]]))
