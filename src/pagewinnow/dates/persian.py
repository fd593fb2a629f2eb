"""Days of the Persian calendar (Solar Hijri) in ours.

The first six months have 31 days, the next five 30, the last 29, or 30 in a leap year. From 1178 to 1633 a year is leap
where (25 y + 11) mod 33 < 8: "Solar Hijri calendar" in Wikipedia.
"""

from __future__ import annotations

from datetime import date

MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1300, 1499
"""The years that a date may have: 1921 to 2121 of ours."""
BEHIND = 621
"""Years that it is behind ours, from its new year in March on."""
_LONG_MONTHS = 6  # of 31 days; those behind them have 30
_CYCLE, _LEAPS, _PHASE = 33, 8, 29
_NEW_YEAR = date(2021, 3, 21).toordinal()  # 1 Farvardin 1400


def is_persian_year(year: int) -> bool:
    """Is it a year of our time in that calendar?"""
    return FIRST_YEAR <= year <= LAST_YEAR


def persian_day(year: int, month: int, day: int) -> date | None:
    """A day of the Persian calendar in ours; `None` if that calendar has no such day, or it is none of our time.

    >>> persian_day(1402, 5, 14), persian_day(1403, 12, 30), persian_day(1402, 12, 30)
    (datetime.date(2023, 8, 5), datetime.date(2025, 3, 20), None)
    """
    if not is_persian_year(year) or not 1 <= month <= MONTHS:
        return None
    start = _new_year(year) + 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    stop = start + (31 if month <= _LONG_MONTHS else 30)
    if month == MONTHS:
        stop = _new_year(year + 1)
    return date.fromordinal(start + day - 1) if 1 <= day <= stop - start else None


def _new_year(year: int) -> int:
    """The ordinal of the first day of a year."""
    return _NEW_YEAR + 365 * (year - 1400) + _leaps_until(year - 1) - _leaps_until(1399)


def _leaps_until(year: int) -> int:
    """How many leap years there are up to a year."""
    return (_LEAPS * year + _PHASE) // _CYCLE
