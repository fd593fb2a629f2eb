"""The lines of a text that may be the beats of a thread, sorted into kinds: one kind is one rhythm.

times      lines with a time, by what else stands in them, before them, behind them
counts     lines with the number of a post, one more each time
speakers   lines that say who speaks
frames     short lines that begin and end alike
repeats    lines that read the same each time
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.threads.model import width
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.text import key

LONGEST_BEAT = 120  # characters of a line that may be a beat
SHORT = 60  # characters of a line that may be part of a head
SENTENCE_ENDS = tuple(".!?\u2026\u3002\uff01\uff1f\u061f\u0964")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_COUNT = re.compile(r"(?:^|[^\w#&])[#\uff03\u2116]\s?(\d{1,6})(?![\w.,]*\d)")
_LEADING = re.compile(r"\W{0,2}(\d{1,5})\s?[.:\uff1a)\uff0e]")
_RIM = 40  # characters at either end of a line with a time
_LONGEST_COUNT = 50  # characters of a line with the number of a post
_LETTERS = 12  # in such a line, without a time: "Post #3", not the heading of a step
_FEWEST_COUNTS = 3
_COUNTED = 0.6  # of the lines with a number are in the count
_SAME = 0.6  # of the lines with a time are written alike: then the others are none of them
_LEADS = (1, 2)  # words before a time that tell its kind
_TALK = frozenset({"says", "reply", "report", "permalink"})


class Beat(NamedTuple):
    """A line with a beat: its position, and the time in it, if any."""

    position: int
    time: Time | None


@lru_cache(maxsize=8192)
def mask(text: str) -> str:
    """A line with its figures masked: what is left recurs.

    >>> mask("Reply 12 (#3)")
    'Reply 0 (#0)'
    """
    return _FIGURES.sub("0", text) if len(text) <= SHORT else text


def find_time(maker: Clockmaker, text: str) -> Time | None:
    """The time in a line; a relative one is looked for in short texts only, so at both ends of a longer line."""
    if len(text) > LONGEST_BEAT:
        return None
    time = maker.find(text)
    if time is None and len(text) > _RIM and any(map(str.isdigit, text)):
        time = maker.find(text[: text.rfind(" ", 0, _RIM) + 1])
        at = text.find(" ", len(text) - _RIM)
        if time is None and at >= 0 and (time := maker.find(text[at:])) is not None:
            time = time._replace(start=time.start + at, end=time.end + at)
    return time


def times_of(view: View, maker: Clockmaker) -> dict[int, Time]:
    """The times in the lines of a text that may be beats, by the lines' positions."""
    short = [block for block in view.document.blocks if len(block.text) <= LONGEST_BEAT]
    telling = maker.may_tell(block.text for block in short)
    found = ((b.position, find_time(maker, b.text)) for b in short if b.text in telling)
    return {position: time for position, time in found if time is not None}


def find_times(
    view: View, maker: Clockmaker, times: Mapping[int, Time], masked: Sequence[str], count: Mapping[str, int]
) -> dict[str, list[Beat]]:
    """Lines with a time, by what else stands in them, and by what always stands before or behind them."""
    rows: list[tuple[str, Beat]] = []
    kinds: dict[str, list[Beat]] = defaultdict(list)
    same: dict[str, int] = defaultdict(int)
    for position, time in times.items():
        block = view.document.blocks[position]
        if not _is_quoting(view, position):
            lead, trail = key(block.text[: time.start]).split(), key(block.text[time.end :]).split()
            rest = " ".join(_FIGURES.sub("0", w) for w in (*lead, *trail)[:12] if w not in maker.forms.weekdays)
            beat = Beat(block.position, time)
            rows.append((rest, beat))
            same[rest] += 1
            for rim in _rims(lead, trail):
                kinds[f"time {rim}"].append(beat)
    for rest, beat in rows:
        if not rest or same[rest] > 1:
            kinds[f"time {rest}"].append(beat)
            for step in (-1, 1):
                at = beat.position + step
                if 0 <= at < len(masked) and masked[at] and count[masked[at]] > 1:
                    kinds[f"time {rest} {step} {masked[at]}"].append(beat)
        if rest and same[rest] < _SAME * len(rows):
            kinds["time *"].append(beat)
    return dict(kinds)


def _rims(lead: Sequence[str], trail: Sequence[str]) -> Iterator[str]:
    """What lines with a time may begin or end alike with."""
    for size in _LEADS:
        if len(lead) > size:
            yield f"{' '.join(lead[:size])} *"
        if len(trail) >= size:
            yield f"* {' '.join(trail[-size:])}"


def _is_quoting(view: View, position: int) -> bool:
    """Does the line say whom the lines below it quote?"""
    return any(hit.role in {"says", "quote_head"} and hit.at == "whole" for hit in view.found.phrases.get(position, ()))


def find_counts(view: View, times: Mapping[int, Time]) -> dict[str, list[Beat]]:
    """Lines with the number of a post: "#7", or "7:" and a time; each is one more, or one less, than the one before."""
    marked: list[tuple[int, Beat]] = []
    leading: list[tuple[int, Beat]] = []
    for block in view.document.blocks:
        text = block.text
        if len(text) <= _LONGEST_COUNT and (found := _COUNT.search(text)):
            time = times.get(block.position)
            if time or sum(map(str.isalpha, text)) <= _LETTERS:
                marked.append((int(found[1]), Beat(block.position, time)))
        elif len(text) <= LONGEST_BEAT and text[:3].strip("([# ")[:1].isdigit() and (found := _LEADING.match(text)):
            time = times.get(block.position)
            if time and time.start >= found.end():
                leading.append((int(found[1]), Beat(block.position, time)))
    chains = {"count #": _chain(marked), "count 1": _chain(leading)}
    return {kind: chain for kind, chain in chains.items() if chain}


def _chain(rows: Sequence[tuple[int, Beat]]) -> list[Beat]:
    """The rows that count up or down by one from row to row; what says the same number again is left out."""
    best: list[Beat] = []
    for step in (1, -1):
        chain: list[Beat] = []
        last: int | None = None
        for number, beat in rows:
            if last is None or number == last + step:
                chain.append(beat)
                last = number
            elif number != last and len(chain) < _FEWEST_COUNTS:
                chain, last = [beat], number
        best = max(best, chain, key=len)
    distinct = len({number for number, _ in rows})
    return best if len(best) >= _FEWEST_COUNTS and len(best) >= _COUNTED * distinct else []


def speakers_of(view: View, maker: Clockmaker) -> dict[int, str]:
    """The lines that say who speaks, and the names in them. With a time before the name, a line says who is quoted."""
    blocks = view.document.blocks
    return {
        position: hit.name
        for position, hits in sorted(view.found.phrases.items())
        for hit in hits
        if hit.role == "says"
        and hit.name
        and len(blocks[position].text) <= LONGEST_BEAT
        and maker.find(hit.name) is None
    }


def find_speakers(view: View, maker: Clockmaker) -> dict[str, list[Beat]]:
    """Lines that say who speaks."""
    return {"says": [Beat(position, None) for position in speakers_of(view, maker)]}


def find_frames(masked: Sequence[str]) -> dict[str, list[Beat]]:
    """Short lines that begin and end alike and differ between: "by Anna (12) writes:"."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, line in enumerate(masked):
        tokens = line.split()
        if len(tokens) >= 3 and len(line) <= 80 and not line.endswith(SENTENCE_ENDS):
            places[tokens[0], tokens[-1]].append(position)
    return {
        f"frame {first} {last}": [Beat(p, None) for p in found]
        for (first, last), found in places.items()
        if len(found) > 2 and len({masked[p] for p in found}) > 0.6 * len(found)
    }


def find_repeats(view: View, masked: Sequence[str], count: Mapping[str, int]) -> dict[str, list[Beat]]:
    """Lines that read the same each time: three times, or twice where they are known to stand around comments."""
    places: dict[str, list[Beat]] = defaultdict(list)
    for position, line in _repeated(masked, count):
        places[f"={line}"].append(Beat(position, None))
    return {kind: beats for kind, beats in places.items() if len(beats) > 2 or is_talk(view, beats[0].position)}


def _repeated(masked: Sequence[str], count: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    for position, line in enumerate(masked):
        if line and count[line] > 1 and any(map(str.isalpha, line)):
            yield position, line


def is_talk(view: View, position: int) -> bool:
    """Is the line one that is known to stand around comments?"""
    return any(
        hit.role in _TALK or (hit.label == "comment_control" and hit.strength == "decides")
        for hit in view.found.phrases.get(position, ())
    )


def is_short(text: str) -> bool:
    """May a line be part of a head? It is short and does not end like a sentence.

    >>> is_short("Anna Example"), is_short("I think so.")
    (True, False)
    """
    return len(text) <= SHORT and not text.endswith(SENTENCE_ENDS) and width(text) <= SHORT


def first_prose(blocks: Sequence[Block], stop: int, lines: int, short_lines: int) -> int:
    """Where the text begins that ends before `stop`: below the last `short_lines` short lines in a row."""
    start, short = stop, 0
    for position in range(stop - 1, max(-1, stop - lines), -1):
        short = short + 1 if is_short(blocks[position].text) else 0
        if not short:
            start = position
        elif short >= short_lines and start < stop:
            break
    return start
