"""Dates in strings: absolute ones to ISO 8601, in any language whose forms are known. Nothing reads the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pagewinnow.dates.clock import Clock, clock_before, clock_behind, make_offset, read_clock
from pagewinnow.dates.figures import Day, day_in_figures, day_of, make_day
from pagewinnow.dates.forms import Forms, Token, may_name, tokenize

_STAMP = re.compile(r"\d{10}(?:\d{3})?")
# How machines write it: 2024-03-05T17:04:26+01:00, 20240305, 20240305T170426Z.
_MACHINES = re.compile(
    r"(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d)(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_PACKED = re.compile(r"(?<!\s)\s*((?:19|20)\d{2})(\d{2})(\d{2})\s*")  # 20240305, and nothing else
# What every date has: four figures, a short year behind a sign or a month's name, figures behind a sign of East Asia.
_MAY = re.compile(r"\d{4}|\d\s?[./-]\s?[^\W_]|['\u2019]\d\d|[\u2e80-\uffef]\d|\d\s[^\W\d_]{3,12}\s\d\d(?![^\W_])")
_IN_FIGURES = re.compile(r"\d\s?[./-]\s?\d\d?\s*[./-]\s*\d")  # what every date has that names nothing
_GLUED = re.compile(r"(?<=[^\W_])[A-Z][a-z]+$")  # a name of a month that touches the word before it
_BETWEEN = frozenset(",.-\u2013/'\u2019\u060c()\u00b7\u0970\u05f3\u05f4")  # signs between the parts of a date
_APOSTROPHES = frozenset("'\u2019")
_PASSED = 5  # tokens between two parts of a date
_SHORT = 4  # letters of a word between them: "de", "of", "năm", "gada"
_PIECES = 3  # words of a month's name
_EAST_ASIAN = "\u2e80"


class Found(NamedTuple):
    """A date in a string: the slice `start:end`, and what it is in ISO 8601."""

    start: int
    end: int
    iso: str


def find_date(text: str, forms: Forms) -> Found | None:
    """The first absolute date in the head of `text`, with the time of day that stands beside it.

    >>> find_date("on 2024-03-05 17:04", Forms({}))
    Found(start=3, end=19, iso='2024-03-05T17:04')
    >>> find_date("5.3.2024", Forms({})).iso, find_date("3/5/2024", Forms({}, "mdy")).iso
    ('2024-03-05', '2024-03-05')
    >>> find_date("3 hours ago", Forms({})) is None
    True
    """
    if _MAY.search(text) is None:
        return None
    packed = _PACKED.fullmatch(text)
    if packed and (alone := make_day(*packed.groups())):
        return Found(packed.start(1), packed.end(3), alone.isoformat())
    if not _IN_FIGURES.search(text) and not may_name(text, forms):
        return None
    tokens = tokenize(text)
    best: Day | None = None
    for day in _days(text, tokens, forms):
        if best is None or day.start < best.start:
            best = day
    return _with_clock(tokens, best, forms) if best else None


def parse_date(text: str | None, forms: Forms) -> str | None:
    """A date that stands in a machine's attribute or a short string: ISO 8601 or `None`.

    >>> parse_date("2024-03-05T17:04:26Z", Forms({})), parse_date("20240305", Forms({}))
    ('2024-03-05T17:04:26Z', '2024-03-05')
    >>> parse_date("1709658266", Forms({}))
    '2024-03-05T17:04:26Z'
    """
    if not text:
        return None
    plain = text.strip()
    machines = _MACHINES.fullmatch(plain)
    told = _of_machine(machines) if machines else None
    if told:
        return told
    if _STAMP.fullmatch(plain):
        return datetime.fromtimestamp(int(plain[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = find_date(text, forms)
    return found.iso if found else None


def _of_machine(match: re.Match[str]) -> str | None:
    """A date as machines write it, in one spelling."""
    year, _, month, day, hour, minute, second, zone = match.groups()
    found = make_day(year, month, day)
    if found is None or hour is None:
        return found.isoformat() if found else None
    seconds = f":{second}" if second else ""
    offset = zone if zone in {None, "Z"} else make_offset(zone[0], zone[1:3] + zone[-2:])
    return f"{found.isoformat()}T{hour}:{minute}{seconds}{offset or ''}"


def _days(text: str, tokens: Sequence[Token], forms: Forms) -> Iterator[Day]:
    """Every day in the tokens, by figures alone and by the names of months: two numbers stand beside such a name."""
    has_several = sum(token.kind == "figures" for token in tokens) > 1
    for at, token in enumerate(tokens):
        if token.kind == "figures":
            found = day_in_figures(tokens, at, forms)
            if found is not None:
                yield found
        stop, month, glued = month_at(text, tokens, at, forms) if has_several else (at, 0, 0)
        if month:
            named = _named(tokens, at, stop, month) or _named_in_short(tokens, at, stop, month, forms)
            if named is not None:
                yield named._replace(glued=glued) if named.start == at else named


def month_at(text: str, tokens: Sequence[Token], at: int, forms: Forms) -> tuple[int, int, int]:
    """The month whose name begins at a token: the token behind it, its number (0: none), the characters before it.

    Those are of a word that the name touches.
    """
    first = tokens[at]
    if first.kind == "sign" or (first.kind == "figures" and not _is_numbered_month(tokens, at)):
        return at, 0, 0
    name, pieces, stop, month = "", 0, at, 0
    for place in range(at, min(len(tokens), at + 2 * _PIECES)):
        token = tokens[place]
        if token.kind == "sign":
            if token.text not in {".", "\u0970"}:
                break
            continue
        name, pieces = name + token.text, pieces + 1
        if name in forms.months:
            stop, month = place + 1, forms.months[name]
        if pieces == _PIECES or (token.kind == "figures" and pieces > 1):
            break
    if month or first.kind != "word" or first.text == text[first.start : first.end]:  # without a capital
        return stop, month, 0
    glued = _GLUED.search(text, first.start, first.end)
    month = forms.months.get(glued[0].lower(), 0) if glued else 0
    return at + 1, month, glued.start() - first.start if glued and month else 0


def _is_numbered_month(tokens: Sequence[Token], at: int) -> bool:
    """Does a sign for "month" touch the figures, as East Asian languages write it?"""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and behind.text >= _EAST_ASIAN and behind.start == tokens[at].end


def _named(tokens: Sequence[Token], at: int, stop: int, month: int) -> Day | None:
    """A date with the name of its month in the tokens `at` to `stop - 1`, and the day and the year around it."""
    before, behind = _number_before(tokens, at), _number_behind(tokens, stop)
    if behind is not None and before is not None and _is_day(tokens, before) and _is_year(tokens, behind):
        return day_of(before, behind + 1, tokens[behind].text, str(month), tokens[before].text)
    if behind is not None and _is_day(tokens, behind):
        later = _number_behind(tokens, behind + 1)
        if later is not None and not _is_year(tokens, later):
            later = _behind_clock(tokens, later)
        if later is not None and _is_year(tokens, later):
            return day_of(at, later + 1, tokens[later].text, str(month), tokens[behind].text)
        if before is not None and len(tokens[before].text) == 4:
            return day_of(before, behind + 1, tokens[before].text, str(month), tokens[behind].text)
    if before is not None and _is_day(tokens, before):
        earlier = _number_before(tokens, before)
        if earlier is not None and len(tokens[earlier].text) == 4:
            return day_of(earlier, stop, tokens[earlier].text, str(month), tokens[before].text)
    return None


def _named_in_short(tokens: Sequence[Token], at: int, stop: int, month: int, forms: Forms) -> Day | None:
    """A date whose year is two bare figures, as in Tue 1 Jan 08, if that day is the weekday that stands before it."""
    before, year = at - 1, stop
    if before < 1 or stop >= len(tokens) or not tokens[before].kind == tokens[year].kind == "figures":
        return None
    is_short = len(tokens[year].text) == len("08") and _sign_behind(tokens, year) != ":"
    if not is_short or not _is_day(tokens, before):
        return None
    found = day_of(before, year + 1, tokens[year].text, str(month), tokens[before].text)
    return found if found is not None and _with_weekday(tokens, found, forms) < before else None


def day_beside(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The token with the day of the month before or behind the name of a month in the tokens `at` to `stop - 1`."""
    for place in (_number_before(tokens, at), _number_behind(tokens, stop)):
        if place is not None and _is_day(tokens, place) and _sign_behind(tokens, place) not in {":", "%"}:
            return place
    return None


def _sign_behind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].text if at + 1 < len(tokens) else ""


def _behind_clock(tokens: Sequence[Token], at: int) -> int | None:
    """The number behind the clock at `at`: Tue Mar 5 17:04:26 2024."""
    clock = read_clock(tokens, at, Forms({}))
    return _number_behind(tokens, clock.stop) if clock else None


def _number_behind(tokens: Sequence[Token], at: int) -> int | None:
    for place in range(at, min(len(tokens), at + _PASSED + 1)):
        if tokens[place].kind == "figures":
            return place
        if not _may_stand_between(tokens[place]):
            return None
    return None


def _number_before(tokens: Sequence[Token], at: int) -> int | None:
    for place in range(at - 1, max(-1, at - _PASSED - 2), -1):
        if tokens[place].kind == "figures":
            return place
        if not _may_stand_between(tokens[place]):
            return None
    return None


def _may_stand_between(token: Token) -> bool:
    return token.text in _BETWEEN if token.kind == "sign" else len(token.text) <= _SHORT


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    return len(tokens[at].text) <= 2 and 1 <= int(tokens[at].text) <= 31


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    """Four figures; two behind an apostrophe, or joined by hyphens as in 16-Jun-20."""
    if len(tokens[at].text) == 4:
        return True
    before = tokens[at - 1]
    is_joined = before.text in {"-", "/"} and at >= 4 and tokens[at - 3].text == before.text
    return len(tokens[at].text) == 2 and (before.text in _APOSTROPHES or is_joined)


def _with_clock(tokens: Sequence[Token], day: Day, forms: Forms) -> Found:
    """The date with the time of day that stands behind it, or before it within a few characters."""
    start, end = tokens[_with_weekday(tokens, day, forms)].start + day.glued, tokens[day.stop - 1].end
    clock = (
        clock_behind(tokens, day.stop, forms)
        or clock_before(tokens, day.start, forms)
        or _clock_within(tokens, day, forms)
    )
    if clock is None:
        return Found(start, end, day.day.isoformat())
    start, end = min(start, tokens[clock.start].start), max(end, tokens[clock.stop - 1].end)
    return Found(start, end, f"{day.day.isoformat()}T{clock.iso}")


def _with_weekday(tokens: Sequence[Token], day: Day, forms: Forms) -> int:
    """Where a date begins that the name of its day stands before; of another day it is another word."""
    at = day.start - 1
    while at > 0 and tokens[at].text in {",", "."}:
        at -= 1
    return at if at >= 0 and forms.weekdays.get(tokens[at].text) == day.day.isoweekday() else day.start


def _clock_within(tokens: Sequence[Token], day: Day, forms: Forms) -> Clock | None:
    """The clock between the day and the year, as machines write it."""
    for at in range(day.start, day.stop - 3):
        if tokens[at].kind == "figures" and tokens[at + 1].text == ":":
            return read_clock(tokens, at, forms)
    return None
