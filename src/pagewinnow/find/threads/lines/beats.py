"""Times and speakers in the lines of a text, for those who read heads: platforms' patterns, slots, features."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pagewinnow.find.threads.model import width
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View

LONGEST_BEAT = 120  # characters of a line that may hold a time or a speaker
SHORT = 60  # characters of a line that may be part of a head
SENTENCE_ENDS = tuple(".!?\u2026\u3002\uff01\uff1f\u061f\u0964")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$|(?:^|\s)[A-Z\u00c0-\u00de\u0410-\u042f]\w\.$")
_RIM = 40  # characters at either end of a line with a time


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


def is_short(text: str) -> bool:
    """May a line be part of a head? It is short and does not end like a sentence.

    >>> is_short("Anna Example"), is_short("I think so.")
    (True, False)
    """
    return len(text) <= SHORT and not text.endswith(SENTENCE_ENDS) and width(text) <= SHORT


def is_label(name: str) -> bool:
    """Is it no sentence? An initial at the end is none: "Anna K.".

    >>> is_label("Anna K."), is_label("So it is.")
    (True, False)
    """
    if len(name) > SHORT or width(name) > SHORT:
        return False
    return not name.endswith(SENTENCE_ENDS) or _INITIAL.search(name) is not None
