"""Dates in strings: absolute ones to ISO 8601, in any language whose months are known. Nothing reads the clock.

The names of months come from outside (the profiles of the rules); what needs none (figures, years, clocks) is known
here. A relative time ("3 hours ago") is no date: it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from pagewinnow.text import words

Order = Literal["dmy", "mdy", "ymd"]
_LONGEST = 200  # characters of a string that are looked at: a date stands at the head of a line, not in a paragraph

# 2024-03-05, 2024/3/5, and the same with one letter after each number, as East Asian languages write it.
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:\s?[^\W\d]\s?|\s?[-/.]\s?)(\d{1,2})(?:\s?[^\W\d]\s?|\s?[-/.]\s?)(\d{1,2})(?!\d)"
)
_YEAR_LAST = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])")
# A day, a word, a year, with one short word or a point between them at most: 5 March 2024, 5 de marzo de 2024.
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|\.)?[\s,.-]*(?:[^\W\d]{1,3}[\s.]+)??([^\W\d]{3,14})[\s,.’'-]*(?:[^\W\d]{1,3}\s+)??(\d{4}|(?<=[’'])\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,40}+)[\s.-]*(\d{1,2})(?:[^\W\d]{2})?(?:[\s,.-]|[^\W\d]{1,3}\s)+(\d{4})(?!\d)")
# A year, a month's name, a day, as Hungarian writes it: 2024. május 2.
_YEAR_AND_NAME = re.compile(r"(?<!\d)(\d{4})[\s,.]{1,3}([^\W\d]{3,14})\.?[\s,]{1,3}(\d{1,2})(?!\d)")
_YEAR_AND_MORE = re.compile(r"\d\D++\d{4}|\d{4}\D++\d")  # what all but figures with a short year have
_GLUED = re.compile(r"(?<=[^\W_])[A-Z][a-z]+$")  # a name that touches the month behind it
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})([:.h])(\d{2})(?::(\d{2}))?(?:\.\d+)?\s?([aApP]\.?\s?[mM]\b)?")
_ZONE = re.compile(r"\s?(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})")
_STAMP = re.compile(r"\d{10}(\d{3})?")


class Found(NamedTuple):
    """A date in a string: the slice `start:end`, and what it is in ISO 8601."""

    start: int
    end: int
    iso: str


class Months(NamedTuple):
    """Folded names of months, by number; and the order that figures alone are read in."""

    names: Mapping[str, int]
    order: Order = "dmy"


def month_table(tables: Iterable[Sequence[Sequence[str]]]) -> dict[str, int]:
    """The names of months of several languages; an earlier table wins over a later.

    >>> month_table([[["january", "jan"], ["february"]]])
    {'january': 1, 'jan': 1, 'february': 2}
    """
    found: dict[str, int] = {}
    for table in tables:
        for number, names in enumerate(table, 1):
            for name in names:
                found.setdefault(name, number)
    return found


def find_date(text: str, months: Months) -> Found | None:
    """The first absolute date in the head of `text`, with the time of day that follows it.

    >>> find_date("on 2024-03-05 17:04", Months({}))
    Found(start=3, end=19, iso='2024-03-05T17:04')
    >>> find_date("March 5th, 2024 at 5:04 pm", Months({"march": 3})).iso
    '2024-03-05T17:04'
    >>> find_date("5.3.2024", Months({})).iso, find_date("3/5/2024", Months({}, "mdy")).iso
    ('2024-03-05', '2024-03-05')
    >>> find_date("3 hours ago", Months({})) is None
    True
    """
    text = text[:_LONGEST]
    best: Found | None = None
    for start, end, day in _days(text, months):
        if best is None or start < best.start:
            best = Found(start, end, day.isoformat())
    return _with_clock(text, best) if best else None


def _days(text: str, months: Months) -> Iterable[tuple[int, int, date]]:
    # Each pattern is tried where the text has what it cannot do without: a third of the time is saved.
    has_year = _YEAR_AND_MORE.search(text) is not None
    for found in _YEAR_FIRST.finditer(text) if has_year else ():
        yield from _day(found, found[1], found[2], found[3])
    for found in _YEAR_LAST.finditer(text) if "." in text or "/" in text or "-" in text else ():
        first, second = found[1], found[3]
        if (months.order == "mdy" and found[2] != "." and int(first) <= 12) or int(second) > 12:
            first, second = second, first
        yield from _day(found, found[4], second, first)
    for found in _DAY_FIRST.finditer(text) if has_year or "'" in text or "’" in text else ():
        yield from _day(found, found[3], _month(found[2], months), found[1])
    for found in _YEAR_AND_NAME.finditer(text) if has_year else ():
        yield from _day(found, found[1], _month(found[2], months), found[3])
    for found in _MONTH_FIRST.finditer(text) if has_year else ():
        month, at = _month(found[1], months), found.start()
        glued = _GLUED.search(found[1]) if month == "0" else None
        if glued:
            month, at = _month(glued[0], months), at + glued.start()
        yield from ((at, end, day) for _, end, day in _day(found, found[3], month, found[2]))


def _month(name: str, months: Months) -> str:
    return str(months.names.get("".join(words(name)), 0))


def _day(found: re.Match[str], year: str, month: str, day: str) -> Iterable[tuple[int, int, date]]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if 1970 <= full <= 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        try:
            yield found.start(), found.end(), date(full, int(month), int(day))
        except ValueError:
            return


def _with_clock(text: str, day: Found) -> Found:
    """Add the time of day that stands behind the date, or before it within a few characters."""
    after = _CLOCK.search(text, day.end, day.end + 24)
    clock = after or next((c for c in _CLOCK.finditer(text, max(0, day.start - 14), day.start)), None)
    if clock is None or (clock[2] == "." and clock is not after):
        return day
    before = text[: clock.start()].rstrip()[-1:]
    if (
        before >= "\u2e80" and before.isalpha() and before not in "\u65e5\uc77c"
    ):  # a word for the half of the day: unread
        return day
    hour, minute = int(clock[1]), int(clock[3])
    half = (clock[5] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return day
    seconds = f":{clock[4]}" if clock[4] else ""
    zone = _ZONE.match(text, clock.end())
    offset = "" if zone is None else _offset(zone[1])
    end = zone.end() if zone else clock.end()
    return Found(min(day.start, clock.start()), max(day.end, end), f"{day.iso}T{hour:02}:{minute:02}{seconds}{offset}")


def _offset(zone: str) -> str:
    if not zone[1:].isdigit() and ":" not in zone:
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def parse_date(text: str | None, months: Months) -> str | None:
    """A date that stands in a machine's attribute or a short string: ISO 8601 or `None`.

    >>> parse_date("2024-03-05T17:04:26Z", Months({}))
    '2024-03-05T17:04:26Z'
    >>> parse_date("1709658266", Months({}))
    '2024-03-05T17:04:26Z'
    """
    if not text:
        return None
    stamp = _STAMP.fullmatch(text.strip())
    if stamp:
        seconds = int(text.strip()[:10])
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = find_date(text, months)
    return found.iso if found else None
