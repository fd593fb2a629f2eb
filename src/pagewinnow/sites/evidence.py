"""How sure is it that a line which a host repeats is chrome? Each piece of evidence has its weight, and they add up.

What speaks for it: a great share of the host's pages has the line; many pages have it. What speaks against it: it
stands inside articles, and more so where it is long (a sentence that several articles quote, the standing head of a
series), an item of a list ("salt") or a heading (a recipe's "Ingredients"), or where few pages are known. At the edge
of a body, with nothing of the page's own outside of it, a line stands inside only because nobody knew the menu for
one. In a thread it must stand on nearly every page that has one: readers say "Thanks!" on many pages, a platform's
notice stands on all of them.
"""

from __future__ import annotations

from math import log2
from typing import Literal

from pagewinnow.records import BlockKind
from pagewinnow.sites.memory import Counted, HostMemory

Spot = Literal["thread", "edge", "other"]
"""Where a line stands on the page in hand: among comments, at an edge of the body, or anywhere else."""

FEWEST = 5
"""Pages of a host: fewer decide nothing."""
LONG = 8
"""Words: a line as long is a sentence."""
_BIAS, _SHARE, _SUPPORT = -5.5, 10.0, 0.5
_INSIDE, _LONG_INSIDE, _FEW_INSIDE = -5.0, -1.5, -4.0
_FEW = 10  # pages of a host: fewer say little of what stands inside articles
_AGAINST: dict[BlockKind, float] = {"list_item": -2.0, "table_row": -2.0, "heading": -6.0}
_THREAD = -3.0


def weigh_line(counted: Counted, memory: HostMemory, kind: BlockKind, words: int, spot: Spot) -> float:
    """The log-odds that a line is chrome of its host; positive is more likely than not.

    Args:
        counted: on which pages of the host's sample the line stands.
        memory: what is known of the host.
        kind: the kind of the block that the line is on this page.
        words: the number of its words.
        spot: where it stands on this page.

    >>> memory = HostMemory(pages=40, threads=0, lines={})
    >>> weigh_line(Counted(38, 0, 38, 0, 0), memory, "paragraph", 3, "other") > 0
    True
    >>> weigh_line(Counted(3, 0, 3, 0, 0), memory, "paragraph", 14, "other") > 0
    False
    """
    if memory.pages < FEWEST:
        return float("-inf")
    share = counted.pages / memory.pages
    if spot == "thread" and memory.threads:
        share = max(share, counted.thread / memory.threads)
    weight = _BIAS + _SHARE * share + _SUPPORT * log2(counted.pages)
    if spot == "thread":
        return weight + _THREAD
    against = 0.0 if spot == "edge" else _INSIDE
    if memory.pages < _FEW:
        against += _FEW_INSIDE
    if words >= LONG:
        against += _LONG_INSIDE
    if kind in _AGAINST:
        against += _AGAINST[kind]
    return weight + against * counted.inside / counted.pages
