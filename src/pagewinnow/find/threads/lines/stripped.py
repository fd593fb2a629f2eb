"""Comments of known platforms in a text: the lines before or behind them, as the platform files have them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.lines.beats import LONGEST_BEAT, Beat, speakers_of
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.rules.platforms import Opening, load_platforms
from pagewinnow.rules.stripped import DATE, SAYS, Row, Sought, Stripped

_COUNT = re.compile(r"[#\uff03\u2116]\s?\d+")
_NEAR = 60  # lines before the first and after the last sighting
_LONGEST_COUNT = 12  # characters of a line that is the number of a post


class Sighting(NamedTuple):
    """A pattern found: its lines `start` to `stop - 1`, the beat among them, who wrote it and whom it answers."""

    start: int
    stop: int
    beat: Beat
    name: str | None
    parent: str | None
    opens: bool
    answers: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The comments of one platform, in order; in `closes` the lines stand behind the words.

    `around` are the lines that are words of no comment where they stand at its edge.
    """

    platform: str
    sightings: tuple[Sighting, ...]
    closes: bool
    around: frozenset[int]
    opening: Opening


@lru_cache(maxsize=8)
def _patterns(folders: tuple[Path, ...]) -> tuple[tuple[str, Opening, bool, tuple[Stripped, ...]], ...]:
    """The patterns of every platform: those before the words, and those behind them."""
    return tuple(
        (platform.name, platform.opening, closes, chosen)
        for platform in load_platforms(folders)
        for closes in (False, True)
        if (chosen := tuple(one for one in platform.stripped if one.closes == closes))
    )


def find_known(view: View, maker: Clockmaker, times: Mapping[int, Time]) -> list[Known]:
    """What the platform files find in a text, by platform."""
    anchors = _Anchors(view, maker, times)
    found = []
    for platform, opening, closes, patterns in _patterns(view.options.rules):
        seen: dict[int, Sighting] = {}
        for pattern in patterns:
            for sighting in anchors.find(pattern):
                seen.setdefault(sighting.beat.position, sighting)
        if seen:
            sightings = tuple(_apart(seen[p] for p in sorted(seen)))
            found.append(Known(platform, sightings, closes, anchors.find_around(patterns, sightings), opening))
    return found


def _apart(sightings: Iterator[Sighting]) -> Iterator[Sighting]:
    """The sightings without those that share lines with the one before."""
    stop = 0
    for sighting in sightings:
        if sighting.start >= stop:
            yield sighting
            stop = sighting.stop


class _Anchors:
    """The lines of a page that a pattern may be looked for at, with their times replaced by a placeholder."""

    def __init__(self, view: View, maker: Clockmaker, times: Mapping[int, Time]) -> None:
        self._view, self._blocks = view, view.document.blocks
        self._times = times
        self._lines: dict[int, str] = {}
        for position, time in times.items():
            text = self._blocks[position].text
            self._lines[position] = f"{text[: time.start]}{DATE}{text[time.end :]}"
        short = [block for block in self._blocks if len(block.text) <= LONGEST_BEAT]
        self._lowered = {b.position: self._lines.get(b.position, b.text).lower() for b in short}
        self._found: dict[str, list[tuple[int, Mapping[str, str | None]]]] = {}  # by the source of a row
        self._said = speakers_of(view, maker)
        counts = [b.position for b in short if len(b.text) <= _LONGEST_COUNT and "#" in b.text]
        self._lowered |= dict.fromkeys(self._said, SAYS)
        self._whole = "\n".join(self._lowered.values())
        self._ends = list(accumulate([len(line) + 1 for line in self._lowered.values()]))  # of the lines in it
        self._order = list(self._lowered)
        self._places: Mapping[Sought, Collection[int]] = {
            "times": times, "speakers": self._said, "counts": frozenset(counts), "lines": self._lowered,
        }  # fmt: skip

    def find(self, pattern: Stripped) -> Iterator[Sighting]:
        for position, names in self._anchored(pattern):
            found = self._around(pattern, position, names)
            if found is not None:
                yield found

    def _anchored(self, pattern: Stripped) -> list[tuple[int, Mapping[str, str | None]]]:
        """The lines that match the anchor of a pattern; many patterns have the same."""
        row = pattern.rows[pattern.anchor]
        found = self._found.get(row.regex)
        if found is None:
            sought = self._places[pattern.sought]
            if row.literal:  # of most patterns no line of a page has the words
                sought = [position for position in self._holding(row.literal) if position in sought]
            matches = ((position, self._match(row, position)) for position in sought)
            found = [(position, names) for position, names in matches if names is not None]
            self._found[row.regex] = found
        return found

    def _holding(self, words: str) -> Iterator[int]:
        """The lines that hold some words, found in all lines at once."""
        at = self._whole.find(words)
        while at >= 0:
            line = bisect_right(self._ends, at)
            yield self._order[line]
            at = self._whole.find(words, self._ends[line])

    def find_around(self, patterns: Sequence[Stripped], sightings: Sequence[Sighting]) -> frozenset[int]:
        """The lines near the sightings that are none of a comment's words."""
        rows = [row for pattern in patterns for row in pattern.around]
        near = range(max(0, sightings[0].start - _NEAR), min(len(self._blocks), sightings[-1].stop + _NEAR))
        return frozenset(p for p in (near if rows else ()) if any(self._match(row, p) is not None for row in rows))

    def _match(self, row: Row, position: int) -> Mapping[str, str | None] | None:
        if not 0 <= position < len(self._blocks):
            return None
        if position in self._said and row.pattern.fullmatch(SAYS):
            return {"name": self._said[position]}
        text = self._lines.get(position) or self._blocks[position].text
        found = row.pattern.fullmatch(text) if len(text) <= LONGEST_BEAT else None
        return found.groupdict() if found else None

    def _around(self, pattern: Stripped, position: int, names: Mapping[str, str | None]) -> Sighting | None:
        """The whole pattern around its anchor."""
        told = {key: value for key, value in names.items() if value}
        ends = []
        for rows, step in ((pattern.rows[: pattern.anchor][::-1], -1), (pattern.rows[pattern.anchor + 1 :], 1)):
            at = position
            for row in rows:
                more = self._match(row, at + step)
                if more is not None:
                    at += step
                    told |= {key: value for key, value in more.items() if value}
                elif not row.optional:
                    return None
            ends.append(at)
        near = (position, *range(ends[0], ends[1] + 1))
        timed = next((p for p in near if p in self._times), None)
        beat = Beat(position if timed is None else timed, None if timed is None else self._times[timed])
        name, parent = _name(told.get("name")), _name(told.get("parent"))
        return Sighting(ends[0], ends[1] + 1, beat, name, parent, pattern.opens, pattern.answers)


def _name(text: str | None) -> str | None:
    """The name that a pattern gives; a time is none, nor is a number behind a sign."""
    name = clean_name(text)
    return None if name is None or DATE in name or _COUNT.fullmatch(name) else name
