"""Which blocks of a page are its main content, from the text that people wrote down as such.

The two token streams are aligned by their longest common runs, longest first, each token used once: a bag of words
would call every short line content whose words the article uses. Long runs may stand anywhere (annotators reorder);
short ones must keep the order that the long ones set. What is left are lines of one or two words, which count when
they stand in the hole that their neighbours leave.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pagewinnow.text import is_unspaced

_TOKEN = re.compile(r"\w+")
_SEED = 3  # tokens: a run shorter than this is not looked for
_POPULAR = 60  # places in the reference: a seed that stands in more is no seed
_FREE = 10  # tokens: a run this long may break the order


def tokens(text: str) -> list[str]:
    """The words of a text as the score counts them.

    >>> tokens("It's 5 o'clock")
    ['it', 's', '5', 'o', 'clock']
    """
    return _TOKEN.findall(text.lower())


def _units(text: str) -> list[str]:
    """The tokens that are aligned: words, and single characters of scripts that put no spaces between words.

    >>> _units("An 漢字")
    ['an', '漢', '字']
    """
    found = tokens(text)
    if not is_unspaced(text):
        return found
    units: list[str] = []
    for token in found:
        units.extend(token if is_unspaced(token) else (token,))
    return units


def cover(texts: Sequence[str], reference: str) -> NDArray[np.float32]:
    """For each text of a page, in order, the share of its tokens that the reference holds at that place.

    >>> cover(["Home", "One two three four", "Buy now", "five"], "one two three four five").tolist()
    [0.0, 1.0, 0.0, 1.0]
    """
    page: list[str] = []
    bounds = [0]
    for text in texts:
        page += _units(text)
        bounds.append(len(page))
    gold = _units(reference)
    matched = _align(page, gold)
    _fill_holes(page, gold, matched, bounds)
    total = np.concatenate(([0], np.cumsum(matched >= 0)))
    at = np.asarray(bounds)
    shares: NDArray[np.float32] = ((total[at[1:]] - total[at[:-1]]) / np.maximum(1, np.diff(at))).astype(np.float32)
    return shares


def _align(page: list[str], gold: list[str]) -> NDArray[np.int64]:
    """The place in `gold` of each token of `page`, -1 where there is none."""
    matched = np.full(len(page), -1, np.int64)
    used = np.zeros(len(gold) + 1, bool)
    heap = _runs(page, gold)
    heapq.heapify(heap)
    order: list[tuple[int, int]] = []  # accepted runs: starts in the page and in the gold, both rising
    while heap:
        length, start, at = heapq.heappop(heap)
        length = -length
        free = (matched[start : start + length] < 0) & ~used[at : at + length]
        if not free.all():
            _push_rest(heap, free, start, at)
            continue
        spot = bisect_left(order, (start, at))
        in_order = (spot == 0 or order[spot - 1][1] < at) and (spot == len(order) or order[spot][1] > at)
        if in_order:
            insort(order, (start, at))
        elif length < _FREE:
            continue
        matched[start : start + length] = np.arange(at, at + length)
        used[at : at + length] = True
    return matched


def _runs(page: list[str], gold: list[str]) -> list[tuple[int, int, int]]:
    """The maximal common runs as (-length, start in the page, start in the gold)."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold) - _SEED + 1):
        seeds[tuple(gold[at : at + _SEED])].append(at)
    runs = []
    for start in range(len(page) - _SEED + 1):
        places = seeds.get(tuple(page[start : start + _SEED]), ())
        if len(places) > _POPULAR:
            continue
        for at in places:
            if start and at and page[start - 1] == gold[at - 1]:
                continue
            length = _SEED
            while start + length < len(page) and at + length < len(gold) and page[start + length] == gold[at + length]:
                length += 1
            runs.append((-length, start, at))
    return runs


def _push_rest(heap: list[tuple[int, int, int]], free: NDArray[np.bool_], start: int, at: int) -> None:
    """Put back what others have left of a run, in its parts."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    for first, stop in edges.reshape(-1, 2).tolist():
        if stop - first >= _SEED:
            heapq.heappush(heap, (first - stop, start + first, at + first))


def _fill_holes(page: list[str], gold: list[str], matched: NDArray[np.int64], bounds: list[int]) -> None:
    """Match the texts without any match whose tokens stand in the gold between their neighbours' matches."""
    used = np.zeros(len(gold), bool)
    used[matched[matched >= 0]] = True
    before = -1
    after = _next_matches(matched, bounds)
    for i, (start, stop) in enumerate(pairwise(bounds)):
        here = matched[start:stop]
        if stop > start and not (here >= 0).any():
            limit = after[i] if after[i] > before else min(len(gold), before + 1 + 3 * (stop - start))
            at = _find(page[start:stop], gold, used, before + 1, limit)
            if at >= 0:
                matched[start:stop] = np.arange(at, at + stop - start)
                used[at : at + stop - start] = True
        if stop > start and matched[stop - 1] >= 0:
            before = int(matched[stop - 1])


def _next_matches(matched: NDArray[np.int64], bounds: list[int]) -> list[int]:
    after = [0] * (len(bounds) - 1)
    following = -1
    for i in range(len(bounds) - 2, -1, -1):
        after[i] = following
        here = matched[bounds[i] : bounds[i + 1]]
        if (here >= 0).any():
            following = int(here[here >= 0][0])
    return after


def _find(needle: list[str], gold: list[str], used: NDArray[np.bool_], start: int, stop: int) -> int:
    for at in range(start, stop - len(needle) + 1):
        if gold[at : at + len(needle)] == needle and not used[at : at + len(needle)].any():
            return at
    return -1


def find_piece(texts: Sequence[Sequence[str]], piece: str) -> list[int]:
    """The places of the texts, each given as its tokens, that a piece of the page stands in; it may span several.

    >>> find_piece([["home"], ["one", "two"], ["three"]], "Two, three")
    [1, 2]
    """
    wanted = tokens(piece)
    owner = [place for place, text in enumerate(texts) for _ in text]
    page = [token for text in texts for token in text]
    for start in range(len(page) - len(wanted) + 1):
        if page[start] == wanted[0] and page[start : start + len(wanted)] == wanted:
            return sorted(set(owner[start : start + len(wanted)]))
    return []


def score(predicted: Sequence[str], reference: str) -> float:
    """The word F1 of the predicted texts together, as the project's measuring stick counts it.

    >>> score(["One two"], "one two three four")
    0.6666666666666666
    """
    found, wanted = Counter(token for text in predicted for token in tokens(text)), Counter(tokens(reference))
    if not wanted or not found:
        return float(not wanted and not found)
    same = (found & wanted).total()
    return 2 * same / (found.total() + wanted.total())
