"""The tags of the lines of a page whose comments people wrote down: text and author of each.

Where a comment's words stand is looked for word by word. What stands between two comments is frame: foot of the one and
head of the other, as their names tell. Where no name stands there, the lines teach only that they are no words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FOOT, FURTHER, HEAD, OUTSIDE, SIGNED
from pagewinnow.training.align import tokens
from pagewinnow.training.threads.lines.taught import UNTOLD

_OPENING = 4  # words that a comment is looked for by
_OWN = 0.6  # of the words of a line are the comment's
_BEHIND = 6  # lines among a comment's that may be none of its words
_HIGHEST = 14  # lines of a head
_LONGEST_NAMED = 120  # characters of a line that names who wrote
_ALIKE = 0.6  # of the heads have a line of a shape at a place


class _Placed(NamedTuple):
    """Where a comment's words stand, and who wrote it."""

    start: int
    stop: int
    name: str


def tag_lines(lines: Sequence[str], told: Sequence[Mapping[str, Any]]) -> list[int]:
    """The tags of the lines of a page with these comments."""
    words = [tokens(line) for line in lines]
    tags = [OUTSIDE] * len(lines)
    cursor = 0
    spans: list[_Placed] = []
    for comment in told:
        place = _locate(words, tokens(comment.get("text_q") or comment["text"]), cursor)
        place = place or _locate(words, tokens(comment["text"]), 0)
        if place and all(tags[p] == OUTSIDE for p in range(place[0], place[-1] + 1)):
            tags[place[0] : place[-1] + 1] = [FIRST] + [FURTHER] * (place[-1] - place[0])
            name = " ".join((comment.get("author") or "").split()).casefold()
            spans.append(_Placed(place[0], place[-1] + 1, name))
            cursor = place[-1] + 1
    if spans:
        _tag_frames(lines, tags, sorted(spans))
    return tags


def _locate(words: Sequence[Sequence[str]], comment: Sequence[str], start: int) -> list[int]:
    """The lines that hold the words of a comment, from the first that begins it."""
    opening = list(comment[:_OPENING])
    for first in range(start, len(words)):
        at = _begins(words[first], opening)
        if at is None:
            continue
        left = Counter(comment) - Counter(words[first][at:])
        place = [first]
        position = first + 1
        while left.total() and position < min(len(words), place[-1] + _BEHIND):
            here = Counter(words[position])
            if here and (here & left).total() >= _OWN * here.total() and (here.total() > 1 or left.total() <= _BEHIND):
                place.append(position)
                left -= here
            position += 1
        if left.total() <= (1 - _OWN) * len(comment):
            return place
    return []


def _begins(line: Sequence[str], opening: Sequence[str]) -> int | None:
    """Where in a line a comment begins: with its first words, as many as the line has room for."""
    for at in range(len(line) if opening else 0):
        room = len(line) - at
        if list(line[at : at + len(opening)]) == opening[:room] and (room >= len(opening) or at == 0):
            return at
    return None


def _tag_frames(lines: Sequence[str], tags: list[int], spans: Sequence[_Placed]) -> None:
    above = [_find_name(lines, range(_floor(spans, k), span.start), span.name) for k, span in enumerate(spans)]
    below = [_find_name(lines, range(span.stop, _ceiling(lines, spans, k)), span.name) for k, span in enumerate(spans)]
    has_heads = sum(p is not None for p in above) >= sum(p is not None for p in below)
    named = above if has_heads else below
    if all(p is None for p in named):
        for a, b in pairwise(spans):
            tags[a.stop : b.start] = [UNTOLD] * (b.start - a.stop)
        return
    reach = _reach(lines, spans, above) if has_heads else 0
    feet: list[int] = []
    for k, (a, b) in enumerate(pairwise(spans)):
        at = above[k + 1]
        if has_heads and at is None and b.start > a.stop:
            tags[a.stop : b.start] = [UNTOLD] * (b.start - a.stop)
            continue
        cut = max(a.stop, (b.start if at is None else at) - reach) if has_heads else b.start
        tags[a.stop : cut] = [FOOT] * (cut - a.stop)
        tags[cut : b.start] = [HEAD] * (b.start - cut)
        feet.append(cut - a.stop)
    if above[0] is not None and has_heads:
        start = max(0, above[0] - reach)
        tags[start : spans[0].start] = [HEAD] * (spans[0].start - start)
    _tag_last(lines, tags, spans, sorted(feet)[len(feet) // 2] if feet else 0)
    for position in named:
        if position is not None:
            tags[position] = AUTHOR if has_heads else SIGNED


def _tag_last(lines: Sequence[str], tags: list[int], spans: Sequence[_Placed], usual: int) -> None:
    """The foot of the last comment: as many lines as the others have, as long as they are like theirs."""
    shapes = {_shape(lines[p]) for a, b in pairwise(spans) for p in range(a.stop, b.start) if tags[p] == FOOT}
    for position in range(spans[-1].stop, min(len(lines), spans[-1].stop + usual)):
        if _shape(lines[position]) not in shapes:
            break
        tags[position] = FOOT


def _floor(spans: Sequence[_Placed], k: int) -> int:
    return spans[k - 1].stop if k else max(0, spans[0].start - _HIGHEST)


def _ceiling(lines: Sequence[str], spans: Sequence[_Placed], k: int) -> int:
    return spans[k + 1].start if k + 1 < len(spans) else min(len(lines), spans[k].stop + _HIGHEST)


def _find_name(lines: Sequence[str], where: range, name: str) -> int | None:
    """The line that names somebody: the one that says least else."""
    found = [p for p in where if name and name in lines[p].casefold() and len(lines[p]) <= _LONGEST_NAMED]
    return min(found, key=lambda p: len(lines[p]), default=None)


def _reach(lines: Sequence[str], spans: Sequence[_Placed], above: Sequence[int | None]) -> int:
    """How many lines of a head stand above its name: those that are alike above most names, the first among them."""
    places = [(p, _floor(spans, k), spans[k].name) for k, p in enumerate(above) if p is not None]
    if len(places) < 2 or above[0] is None:
        return 0
    reach = 0
    for up in range(1, _HIGHEST):
        shapes = [_kind(lines[p - up], name) for p, floor, name in places if p - up >= floor]
        first = places[0][0] - up
        if first < 0 or shapes.count(_kind(lines[first], spans[0].name)) < max(2, _ALIKE * len(places)):
            break
        reach = up
    return reach


def _kind(line: str, name: str) -> str:
    """A line's shape; of plain words the words themselves, but for the name."""
    shape = _shape(line)
    return shape if shape != "w" else "name" if line.casefold() == name else line


def _shape(line: str) -> str:
    """A line's kind: its marks and figures, however long its words.

    >>> _shape("Posts: 1,204"), _shape("Anna Reed")
    ('w: 0,0', 'w')
    """
    return re.sub(r"[^\W\d_]+(?: [^\W\d_]+)*", "w", re.sub(r"\d+", "0", line))[:20]
