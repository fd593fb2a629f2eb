"""The Persian calendar: known days, its leap years, and that the day behind each is ours behind it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagewinnow.dates.persian import FIRST_YEAR, LAST_YEAR, MONTHS, persian_day

KNOWN = [
    ((1357, 11, 22), date(1979, 2, 11)),
    ((1368, 3, 14), date(1989, 6, 4)),
    ((1370, 1, 1), date(1991, 3, 21)),
    ((1375, 12, 30), date(1997, 3, 20)),
    ((1399, 12, 30), date(2021, 3, 20)),
    ((1400, 1, 1), date(2021, 3, 21)),
    ((1402, 5, 14), date(2023, 8, 5)),
    ((1402, 6, 31), date(2023, 9, 22)),
    ((1402, 7, 1), date(2023, 9, 23)),
    ((1403, 1, 1), date(2024, 3, 20)),
    ((1403, 12, 30), date(2025, 3, 20)),
    ((1404, 1, 1), date(2025, 3, 21)),
    ((1408, 12, 30), date(2030, 3, 20)),
    ((1300, 1, 1), date(1921, 3, 21)),
]
NONE = [
    (1402, 12, 30),
    (1404, 12, 30),
    (1402, 7, 31),
    (1402, 6, 32),
    (1402, 1, 0),
    (1402, 0, 1),
    (1402, 13, 1),
    (1299, 12, 1),
    (1500, 1, 1),
    (2024, 3, 5),
]
LEAPS = {0, 4, 9, 13, 17, 21, 25, 29, 33, 37, 42, 46, 50, 54, 58, 62, 66, 70, 75, 79, 83, 87, 91, 95, 99}


@pytest.mark.parametrize(("day", "ours"), KNOWN)
def test_a_known_day(day: tuple[int, int, int], ours: date) -> None:
    assert persian_day(*day) == ours


@pytest.mark.parametrize("day", NONE)
def test_what_is_no_day(day: tuple[int, int, int]) -> None:
    assert persian_day(*day) is None


def test_the_leap_years_of_a_century() -> None:
    assert {year for year in range(100) if persian_day(1300 + year, MONTHS, 30)} == LEAPS


@given(year=st.integers(FIRST_YEAR, LAST_YEAR), month=st.integers(1, MONTHS), day=st.integers(1, 31))
def test_the_day_behind_a_day_is_the_next_of_the_same_month_or_the_first_of_the_next(
    year: int, month: int, day: int
) -> None:
    ours = persian_day(year, month, day)
    if ours is None:
        assert day > 29
        return
    later = persian_day(year, month, day + 1)
    if later is None:
        later = persian_day(year, month + 1, 1) if month < MONTHS else persian_day(year + 1, 1, 1)
    assert later == ours + timedelta(days=1) or (year, month) == (LAST_YEAR, MONTHS)
