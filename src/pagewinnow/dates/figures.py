"""Days that are written in figures alone: 2024-03-05, 5/3/2024, 2024년 3월 5일, 令和6年3月5日."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pagewinnow.dates.forms import Forms, Token
from pagewinnow.dates.persian import MONTHS, is_persian_year, persian_day

_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_BUDDHIST = 543  # years that the Thai calendar is ahead
_STROKES = frozenset("./-")
_EAST_ASIAN = "\u2e80"


class Day(NamedTuple):
    """A day in the tokens `start` to `stop - 1`; `glued` characters of the first are of the word before it."""

    start: int
    stop: int
    day: date
    glued: int = 0


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


def day_of(start: int, stop: int, year: str, month: str, day: str) -> Day | None:
    """A day in the tokens `start` to `stop - 1`, if the calendar has it: months above twelve are of the Persian one."""
    is_persian = int(month) > MONTHS
    found = persian_day(int(year), int(month) - MONTHS, int(day)) if is_persian else make_day(year, month, day)
    return Day(start, stop, found) if found else None


def day_in_figures(tokens: Sequence[Token], at: int, forms: Forms) -> Day | None:
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
    if len(first.text) == 4 and len(third.text) <= 2:
        return day_of(at, at + 5, first.text, _month_in(first.text, second.text, forms), third.text)
    if is_lettered and len(first.text) <= 3:
        year = _year_of_era(tokens, at, forms)
        month = _month_in(year, second.text, forms) if year else ""
        return day_of(at - 1, at + 5, year, month, third.text) if year else None
    return _ordered(tokens, at, forms) if is_stroked else None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Do the three numbers belong to a longer run, as in the number of a version or an address?"""
    before = tokens[at - 1] if at else None
    behind = tokens[at + 5] if at + 5 < len(tokens) else None
    is_led = before is not None and before.end == tokens[at].start and before.text in {".", ",", "/", "-"}
    is_followed = behind is not None and behind.start == tokens[at + 4].end and behind.text in {"/", "-"}
    return is_led or (is_followed and at + 6 < len(tokens) and tokens[at + 6].kind == "figures")


def _ordered(tokens: Sequence[Token], at: int, forms: Forms) -> Day | None:
    """Two numbers before a year: the day first, or the month where the order says so; a weekday beside them knows."""
    first, second, year = tokens[at].text, tokens[at + 2].text, tokens[at + 4].text
    if len(first) > 2 or len(year) not in {2, 4}:
        return None
    if forms.order == "ymd" and len(first) == len(second) == len(year):
        short = day_of(at, at + 5, first, _month_in(first, second, forms), year)
        if short is not None:
            return short
    by_day = day_of(at, at + 5, year, _month_in(year, second, forms), first)
    by_month = day_of(at, at + 5, year, _month_in(year, first, forms), second)
    if by_day is None or by_month is None:
        return by_day or by_month
    weekday = _weekday_beside(tokens, at, at + 5, forms)
    told = [found for found in (by_day, by_month) if found.day.isoweekday() == weekday]
    if len(told) == 1:
        return told[0]
    return by_month if forms.order == "mdy" and tokens[at + 1].text != "." else by_day


def _month_in(year: str, month: str, forms: Forms) -> str:
    """The month in figures as one of the Persian calendar, where the language has it and the year is one of its own."""
    if not 1 <= int(month) <= MONTHS:
        return "0"
    return str(int(month) + MONTHS) if forms.has_persian and is_persian_year(int(year)) else month


def _weekday_beside(tokens: Sequence[Token], start: int, stop: int, forms: Forms) -> int:
    beside = (*tokens[max(0, start - 2) : start], *tokens[stop : stop + 2])
    return next((forms.weekdays[token.text] for token in beside if token.text in forms.weekdays), 0)


def _year_of_era(tokens: Sequence[Token], at: int, forms: Forms) -> str:
    """The year that the figures at `at` are of the era whose name stands before them; empty where none does."""
    before, number = tokens[at - 1].text if at else "", int(tokens[at].text)
    return next((str(zero + number) for name, zero in forms.eras.items() if number and before.endswith(name)), "")
