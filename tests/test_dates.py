"""Dates in strings: what is read, in which order, and what is left alone."""

from __future__ import annotations

import time

import pytest

from pagewinnow.dates.absolute import find_date, parse_date
from pagewinnow.dates.forms import Forms, Order
from pagewinnow.rules.dates import forms_of

READ = [
    ("2024-03-05", "2024-03-05"),
    ("2024/3/5 17:04", "2024-03-05T17:04"),
    ("2024-03-05T17:04:26Z", "2024-03-05T17:04:26Z"),
    ("2024-03-05T17:04:26.120+02:00", "2024-03-05T17:04:26+02:00"),
    ("2024-03-05T17:04:26+0200", "2024-03-05T17:04:26+02:00"),
    ("March 5, 2024 at 5:04 pm", "2024-03-05T17:04"),
    ("Mar 5th 2024", "2024-03-05"),
    ("on Tuesday March 05, 2024 @12:01AM", "2024-03-05T00:01"),
    ("5. März 2024 um 09:15 Uhr", "2024-03-05T09:15"),
    ("5 de marzo de 2024 a las 9:15", "2024-03-05T09:15"),
    ("5 марта 2024 в 09:15", "2024-03-05T09:15"),
    ("5 مارس 2024 09:15", "2024-03-05T09:15"),
    ("2024年3月5日 09:15", "2024-03-05T09:15"),
    ("2024년 3월 5일", "2024-03-05"),
    ("2024. 3. 5.", "2024-03-05"),
    ("05.03.2024", "2024-03-05"),
    ("05.03.24, 11:20", "2024-03-05T11:20"),
    ("25/12/2023", "2023-12-25"),
    ("12/25/2023", "2023-12-25"),
    ("AnnaMarch 5, 2024 at 2:06 PM", "2024-03-05T14:06"),
    ("Tue 16-Jun-20 16:12:14", "2020-06-16T16:12:14"),
    ("Jun 18 '05", "2005-06-18"),
    ("March 5, 20245:04 pm", "2024-03-05T17:04"),  # two elements stood side by side
    ("Tue 5 Mar 24", "2024-03-05"),
    ("Ana, Porto on 8:21pm Tue 1 Jan 08", "2008-01-01T20:21"),
    ("Tue Mar 5 17:04:26 2024", "2024-03-05T17:04:26"),
    ("Tue Mar 05 2024 17:04:26 GMT+0100 (CET)", "2024-03-05T17:04:26+01:00"),
    ("10:15 am, 5 March 2024", "2024-03-05T10:15"),
    ("5 March 2024, 5pm", "2024-03-05T17:00"),
    ("Tue 05/03/2024", "2024-03-05"),  # no other order gives a Tuesday
    ("٥ مارس ٢٠٢٤", "2024-03-05"),
    ("6 كانون الثاني 2024", "2024-01-06"),
    ("५ मार्च २०२४, 10:15 pm", "2024-03-05T22:15"),
    ("5 มี.ค. 2567", "2024-03-05"),
    ("5 มีนาคม พ.ศ. 2567", "2024-03-05"),
    ("令和6年3月5日", "2024-03-05"),
    ("民國113年3月5日", "2024-03-05"),
    ("中華民國113年3月5日 10:15", "2024-03-05T10:15"),
    ("平成30年3月5日", "2018-03-05"),
    ("5 มีนาคม 2567 10:15", "2024-03-05T10:15"),
    ("5/3/2567", "2024-03-05"),
    ("۱۴ مرداد ۱۴۰۲", "2023-08-05"),
    ("شنبه ۱۴ مرداد ۱۴۰۲ - ۱۲:۳۰", "2023-08-05T12:30"),
    ("14 مرداد 1402", "2023-08-05"),
    ("۱۵ اسد ۱۴۰۲", "2023-08-06"),
    ("2024年3月5日星期二 上午10时15分", "2024-03-05T10:15"),
    ("2024년 3월 5일 오후 3:15", "2024-03-05T15:15"),
    ("5 tháng 3, 2024", "2024-03-05"),
    ("2024. gada 5. martā", "2024-03-05"),
    ("2024 m. kovo 5 d. 10:15", "2024-03-05T10:15"),
    ("2024-03-05T17:04:26+99:99", "2024-03-05T17:04:26"),
    ("2024-03-05T17:04:99", "2024-03-05"),
    ("2024-03-05T25:04", "2024-03-05"),
]
_FORMS = forms_of((), None)
UNREAD = [
    "3 hours ago",
    "yesterday",
    "page 12 of 2024",
    "31/02/2024",
    "version 1.2.3",
    "10:45",
    "March of 2024",
    "",
    "2024-13-45",
    "1/2/3/2024",
    "3 may contain 2024 items",
    "call 2024 12 345",
    "0/5/2024",
    "1402/05/14",  # a day in Persian texts alone
    "5 March 1402",
    "۳۰ اسفند ۱۴۰۲",
    "۱۴ مرداد ۲۰۲۳",
    "令和0年5月1日",
    "5 March 1066",
    "Mon 5 Mar 24",
    "5 Mar 24 people came",
    "Tue 5 Mar 24:30",
]


@pytest.mark.parametrize(("text", "iso"), READ)
def test_a_date_is_read(text: str, iso: str) -> None:
    found = find_date(text, _FORMS)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_date_stays(text: str) -> None:
    assert find_date(text, _FORMS) is None


def test_the_order_of_figures_is_the_languages() -> None:
    assert parse_date("03/04/2024", forms_of((), None, "mdy")) == "2024-03-04"
    assert parse_date("03/04/2024", forms_of((), None, "dmy")) == "2024-04-03"


WITH_WEEKDAY = [
    ("03/05/24(Tue)12:34", "mdy", "2024-03-05T12:34"),
    ("03/05/24(Tue)12:34", "dmy", "2024-03-05T12:34"),
    ("05/03/24 (Tue)", "mdy", "2024-03-05"),
    ("03/02/24(Sat)12:34", "mdy", "2024-03-02T12:34"),  # both are Saturdays
    ("03/02/24(Sat)12:34", "dmy", "2024-02-03T12:34"),
    ("03/05/24(Mon)", "dmy", "2024-05-03"),  # neither is a Monday
]


@pytest.mark.parametrize(("text", "order", "iso"), WITH_WEEKDAY)
def test_a_weekday_knows_the_order_where_one_of_both_is_on_it(text: str, order: Order, iso: str) -> None:
    assert parse_date(text, forms_of((), "en", order)) == iso


IN_PERSIAN = [
    ("1402/05/14", "2023-08-05"),
    ("۱۴۰۲/۰۵/۱۴ ۱۲:۳۰", "2023-08-05T12:30"),
    ("1402-05-14", "2023-08-05"),
    ("14/05/1402", "2023-08-05"),
    ("2024/03/05", "2024-03-05"),
    ("1402/13/14", None),
    ("13/14/1402", None),
    ("14/13/1402", None),
    ("13/05/1402", "2023-08-04"),
    ("1402/07/31", None),
    ("1500/01/01", None),
    ("1299/12/01", None),
    ("1340/01/01", "1961-03-21"),
]


@pytest.mark.parametrize(("text", "iso"), IN_PERSIAN)
def test_figures_in_a_persian_text_may_be_of_its_calendar(text: str, iso: str | None) -> None:
    assert parse_date(text, forms_of((), "fa")) == iso


def test_a_word_for_the_half_of_the_day_leaves_the_clock_unread() -> None:
    assert parse_date("2024년 3월 5일 오후 3:15", Forms({})) == "2024-03-05"


def test_time_stamps_are_read_in_attributes_alone() -> None:
    assert parse_date("1709658266", Forms({})) == "2024-03-05T17:04:26Z"
    assert parse_date("1709658266000", Forms({})) == "2024-03-05T17:04:26Z"
    assert find_date("1709658266", Forms({})) is None


@pytest.mark.parametrize("text", ["1" * 5000, "a " * 3000, "1/" * 3000, "2024 " * 2000, "May" * 3000])
def test_long_strings_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    find_date(text, _FORMS)
    assert time.perf_counter() - start < 0.1
