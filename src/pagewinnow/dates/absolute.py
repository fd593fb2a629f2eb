"""Dates in strings: absolute ones to ISO 8601, in any language whose forms are known. Nothing reads the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from pagewinnow.dates.clock import Clock, clock_before, clock_behind, make_offset, read_clock
from pagewinnow.dates.forms import Forms, Token, tokenize

_STAMP = re.compile(r"\d{10}(?:\d{3})?")
# How machines write it: 2024-03-05T17:04:26+01:00, 20240305, 20240305T170426Z.
_MACHINES = re.compile(
    r"(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d)(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
# What every date has: four figures, a short year behind a sign, figures behind a sign of East Asia.
_MAY = re.compile(r"\d{4}|\d\s?[./-]\s?[^\W_]|['\u2019]\d\d|[\u2e80-\uffef]\d")
_GLUED = re.compile(r"(?<=[^\W_])[A-Z][a-z]+$")  # a name of a month that touches the word before it
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_BUDDHIST = 543  # years that the Thai calendar is ahead
_BETWEEN = frozenset(",.-\u2013/'\u2019\u060c()\u00b7\u0970\u05f3\u05f4")  # signs between the parts of a date
_APOSTROPHES = frozenset("'\u2019")
_STROKES = frozenset("./-")
_PASSED = 5  # tokens between two parts of a date
_SHORT = 4  # letters of a word between them: "de", "of", "năm", "gada"
_PIECES = 3  # words of a month's name
_EAST_ASIAN = "\u2e80"


class Found(NamedTuple):
    """A date in a string: the slice `start:end`, and what it is in ISO 8601."""

    start: int
    end: int
    iso: str


class _Day(NamedTuple):
    """A day in the tokens `start` to `stop - 1`."""

    start: int
    stop: int
    day: date


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
    tokens = tokenize(text)
    best: _Day | None = None
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
    if machines and (found := _of_machine(machines)):
        return found
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


def make_day(year: str, month: str, day: str) -> date | None:
    """A day of the calendar, or `None`. A short year is of this century; the Thai calendar's is put right."""
    full = int(year) + (2000 if len(year) == 2 else 0)
    if full - _BUDDHIST >= _FIRST_YEAR and full > _LAST_YEAR:
        full -= _BUDDHIST
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _days(text: str, tokens: Sequence[Token], forms: Forms) -> Iterator[_Day]:
    """Every day in the tokens, by figures alone and by the names of months."""
    for at, token in enumerate(tokens):
        if token.kind == "figures":
            found = _figures(tokens, at, forms)
            if found is not None:
                yield found
        start, stop, month = month_at(text, tokens, at, forms)
        if month:
            named = _named(tokens, at, stop, month)
            if named is not None:
                yield named._replace(start=start) if named.start == at else named


def month_at(text: str, tokens: Sequence[Token], at: int, forms: Forms) -> tuple[int, int, int]:
    """The month whose name begins at a token: its first token, the token behind it, its number (0: there is none)."""
    name, pieces, stop, month = "", 0, at, 0
    for place in range(at, min(len(tokens), at + 2 * _PIECES)):
        token = tokens[place]
        if token.kind == "sign":
            if token.text not in {".", "\u0970"} or not name:
                break
            continue
        if token.kind == "figures" and not name and not _is_numbered_month(tokens, at):
            break
        name, pieces = name + token.text, pieces + 1
        if name in forms.months:
            stop, month = place + 1, forms.months[name]
        if pieces == _PIECES or (token.kind == "figures" and pieces > 1):
            break
    if not month and tokens[at].kind == "word":
        glued = _GLUED.search(text, tokens[at].start, tokens[at].end)
        month = forms.months.get(glued[0].lower(), 0) if glued else 0
        stop = at + 1
    return at, stop, month


def _is_numbered_month(tokens: Sequence[Token], at: int) -> bool:
    """Does a sign for "month" touch the figures, as East Asian languages write it?"""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and behind.text >= _EAST_ASIAN and behind.start == tokens[at].end


def _figures(tokens: Sequence[Token], at: int, forms: Forms) -> _Day | None:
    """A date of three numbers: 2024-03-05, 2024년 3월 5일, 5/3/2024."""
    if at + 4 >= len(tokens):
        return None
    first, left, second, right, third = tokens[at : at + 5]
    if second.kind != "figures" or third.kind != "figures" or len(second.text) > 2 or _goes_on(tokens, at):
        return None
    is_stroked = left.text in _STROKES and left.text == right.text
    is_lettered = min(left.text, right.text) >= _EAST_ASIAN and left.kind == right.kind == "word"
    if not (is_stroked or is_lettered) or max(left.start - first.end, second.start - left.end) > 1:
        return None
    if is_lettered and len(first.text) <= 3:
        year = _year_of_era(tokens, at, forms)
        return _day_of(tokens, at - 1, at + 5, year, second.text, third.text) if year else None
    if len(first.text) == 4 and len(third.text) <= 2:
        return _day_of(tokens, at, at + 5, first.text, second.text, third.text)
    if is_stroked and len(first.text) <= 2 and len(third.text) in {2, 4}:
        if forms.order == "ymd" and len(first.text) == len(second.text) == len(third.text):
            found = _day_of(tokens, at, at + 5, first.text, second.text, third.text)
            if found is not None:
                return found
        return _ordered(tokens, at, forms)
    return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Do the three numbers belong to a longer run, as in the number of a version or an address?"""
    before = tokens[at - 1] if at else None
    behind = tokens[at + 5] if at + 5 < len(tokens) else None
    is_led = before is not None and before.end == tokens[at].start and before.text in {".", ",", "/", "-"}
    is_followed = behind is not None and behind.start == tokens[at + 4].end and behind.text in {"/", "-"}
    return is_led or (is_followed and at + 6 < len(tokens) and tokens[at + 6].kind == "figures")


def _ordered(tokens: Sequence[Token], at: int, forms: Forms) -> _Day | None:
    """Two numbers before a year: the day first, or the month where the order says so; a weekday beside them knows."""
    first, second, year = tokens[at].text, tokens[at + 2].text, tokens[at + 4].text
    by_day = _day_of(tokens, at, at + 5, year, second, first)
    by_month = _day_of(tokens, at, at + 5, year, first, second)
    if by_day is None or by_month is None:
        return by_day or by_month
    weekday = _weekday_beside(tokens, at, at + 5, forms)
    for found in (by_day, by_month):
        if weekday == found.day.isoweekday() and by_day.day != by_month.day:
            return found
    return by_month if forms.order == "mdy" and tokens[at + 1].text != "." else by_day


def _weekday_beside(tokens: Sequence[Token], start: int, stop: int, forms: Forms) -> int:
    beside = (*tokens[max(0, start - 2) : start], *tokens[stop : stop + 2])
    return next((forms.weekdays[token.text] for token in beside if token.text in forms.weekdays), 0)


def _year_of_era(tokens: Sequence[Token], at: int, forms: Forms) -> str:
    """The year that the figures at `at` are of the era whose name stands before them; empty where none does."""
    before = tokens[at - 1].text if at else ""
    return next((str(zero + int(tokens[at].text)) for name, zero in forms.eras.items() if before.endswith(name)), "")


def _named(tokens: Sequence[Token], at: int, stop: int, month: int) -> _Day | None:
    """A date with the name of its month in the tokens `at` to `stop - 1`, and the day and the year around it."""
    before, behind = _number_before(tokens, at), _number_behind(tokens, stop)
    if behind is not None and before is not None and _is_day(tokens, before) and _is_year(tokens, behind):
        return _day_of(tokens, before, behind + 1, tokens[behind].text, str(month), tokens[before].text)
    if behind is not None and _is_day(tokens, behind):
        later = _number_behind(tokens, behind + 1)
        if later is not None and not _is_year(tokens, later):
            later = _behind_clock(tokens, later)
        if later is not None and _is_year(tokens, later):
            return _day_of(tokens, at, later + 1, tokens[later].text, str(month), tokens[behind].text)
        if before is not None and len(tokens[before].text) == 4:
            return _day_of(tokens, before, behind + 1, tokens[before].text, str(month), tokens[behind].text)
    if before is not None and _is_day(tokens, before):
        earlier = _number_before(tokens, before)
        if earlier is not None and len(tokens[earlier].text) == 4:
            return _day_of(tokens, earlier, stop, tokens[earlier].text, str(month), tokens[before].text)
    return None


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


def _day_of(tokens: Sequence[Token], start: int, stop: int, year: str, month: str, day: str) -> _Day | None:
    found = make_day(year, month, day)
    return _Day(start, stop, found) if found else None


def _with_clock(tokens: Sequence[Token], day: _Day, forms: Forms) -> Found:
    """The date with the time of day that stands behind it, or before it within a few characters."""
    start, end = tokens[_with_weekday(tokens, day.start, forms)].start, tokens[day.stop - 1].end
    clock = clock_behind(tokens, day.stop, forms) or clock_before(tokens, day.start, forms) or _clock_within(tokens, day, forms)
    if clock is None:
        return Found(start, end, day.day.isoformat())
    start, end = min(start, tokens[clock.start].start), max(end, tokens[clock.stop - 1].end)
    return Found(start, end, f"{day.day.isoformat()}T{clock.iso}")


def _with_weekday(tokens: Sequence[Token], start: int, forms: Forms) -> int:
    """Where a date begins that the name of its day stands before."""
    at = start - 1
    while at > 0 and tokens[at].text in {",", "."}:
        at -= 1
    return at if at >= 0 and tokens[at].text in forms.weekdays else start


def _clock_within(tokens: Sequence[Token], day: _Day, forms: Forms) -> Clock | None:
    """The clock between the day and the year, as machines write it."""
    for at in range(day.start, day.stop - 3):
        if tokens[at].kind == "figures" and tokens[at + 1].text == ":":
            return read_clock(tokens, at, forms)
    return None
