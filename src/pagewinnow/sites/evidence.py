"""How sure is it that a line which a host repeats is chrome? Each piece of evidence has its weight, and they add up.

What speaks for it: a great share of the host's pages has the line; many pages have it. What speaks against it: it
stands inside articles, and more so where it is long (a sentence that several articles quote, the standing head of a
series) or a heading (a recipe's "Ingredients"). In a thread it must stand on nearly every page that has one: readers
say "Thanks!" on many pages, a platform's notice stands on all of them.
"""

from __future__ import annotations

from math import log2

from pagewinnow.records import BlockKind
from pagewinnow.sites.memory import Counted, HostMemory

FEWEST = 5
"""Pages of a host: fewer decide nothing."""
_BIAS, _SHARE, _SUPPORT = -6.0, 8.0, 1.0
_INSIDE, _INSIDE_LONG, _HEADING = -2.0, -3.0, -6.0
_LONG = 8  # words: a line as long is a sentence
_THREAD = -3.0


def weigh_line(counted: Counted, memory: HostMemory, kind: BlockKind, words: int, *, in_thread: bool) -> float:
    """The log-odds that a line is chrome of its host; positive is more likely than not.

    Args:
        counted: on which pages of the host's sample the line stands.
        memory: what is known of the host.
        kind: the kind of the block that the line is on this page.
        words: the number of its words.
        in_thread: does it stand among comments on this page?

    >>> memory = HostMemory(pages=40, threads=0, lines={})
    >>> weigh_line(Counted(38, 0, 38, 0, 0), memory, "paragraph", 3, in_thread=False) > 0
    True
    >>> weigh_line(Counted(3, 0, 3, 0, 0), memory, "paragraph", 14, in_thread=False) > 0
    False
    """
    if memory.pages < FEWEST:
        return float("-inf")
    pages = memory.threads if in_thread else memory.pages
    share = min(1.0, counted.pages / pages) if pages else 0.0
    weight = _BIAS + _SHARE * share + _SUPPORT * log2(counted.pages)
    if in_thread:
        return weight + _THREAD
    inside = counted.inside / counted.pages
    weight += inside * (_INSIDE + (_INSIDE_LONG if words >= _LONG else 0))
    return weight + (_HEADING * inside if kind == "heading" else 0)
