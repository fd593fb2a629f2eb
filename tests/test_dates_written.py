"""Every form of every language, written out and read back; what is told from the moment of reading, resolved."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagewinnow.dates.absolute import find_date, parse_date
from pagewinnow.dates.forms import Ago, Forms
from pagewinnow.dates.persian import persian_day
from pagewinnow.dates.relative import find_relative, resolve
from pagewinnow.errors import RuleError
from pagewinnow.rules import load_rules
from pagewinnow.rules.dates import forms_of, read_forms
from pagewinnow.rules.folders import OWN

FETCHED = "2024-05-02T10:15:30+00:00"
FILES = sorted((OWN / "lang").glob("*/dates.toml"))
IDS = [file.parent.name for file in FILES]
DAYS = st.dates(date(1995, 1, 1), date(2039, 12, 31))
PLAIN = ("{d} {m} {y}", "{m} {d}, {y}", "{d}. {m} {y}", "{d} {m}, {y} 17:04", "{d}-{m}-{y}")
DE = ("{d} de {m} de {y}", "{d} {m} del {y}")
SHAPES: dict[str, tuple[str, ...]] = {
    "es": DE, "pt": DE, "gl": DE, "ca": DE, "hu": ("{y}. {m} {d}.",), "lt": ("{y} m. {m} {d} d.",),
    "lv": ("{y}. gada {d}. {m}",), "zh": ("{y}年{m}{d}日",), "ja": ("{y}年{m}{d}日",), "ko": ("{y}년 {m} {d}일",),
    "th": ("{d} {m} พ.ศ. {y}",), "vi": ("ngày {d} {m} năm {y}",), "ar": ("{d} {m}، {y}",), "eu": ("{y}ko {m} {d}",),
}  # fmt: skip


@pytest.mark.parametrize("language", IDS)
@given(day=DAYS)
def test_a_day_is_read_back_by_every_name_of_its_month(language: str, day: date) -> None:
    names = tomllib.loads((OWN / "lang" / language / "dates.toml").read_text(encoding="utf-8"))["months"][day.month - 1]
    forms = forms_of((), language)
    for name in names:
        for shape in (*PLAIN, *SHAPES.get(language, ())):
            if "年" in shape and not name[0].isdecimal():
                continue  # such names stand before no figures
            text = shape.format(d=day.day, m=name, y=day.year)
            found = find_date(text, forms)
            assert found is not None, text
            assert found.iso[:10] == day.isoformat(), text


@given(day=st.dates(date(1995, 3, 21), date(2039, 3, 20)))
def test_a_persian_day_is_read_back_by_every_name_of_its_month(day: date) -> None:
    year, month = day.year - 621, 1
    if (start := persian_day(year, 1, 1)) is None or day < start:
        year -= 1
    while (later := persian_day(year, month + 1, 1)) is not None and later <= day:
        month += 1
    first = persian_day(year, month, 1)
    assert first is not None
    number = (day - first).days + 1
    file = tomllib.loads((OWN / "lang" / "fa" / "dates.toml").read_text(encoding="utf-8"))
    forms = forms_of((), "fa")
    for name in file["persian_months"][month - 1]:
        for shape in PLAIN:
            assert parse_date(shape.format(d=number, m=name, y=year), forms)[:10] == day.isoformat()  # type: ignore[index]
    assert parse_date(f"{year}/{month:02}/{number:02}", forms) == day.isoformat()
    assert parse_date(f"{year}-{month}-{number}", forms) == day.isoformat()


@given(day=DAYS, order=st.sampled_from(["dmy", "mdy", "ymd"]))
def test_figures_are_read_back_in_their_order(day: date, order: str) -> None:
    y, m, d = day.year, day.month, day.day
    first, second = (m, d) if order == "mdy" else (d, m)
    forms = Forms({}, order)  # type: ignore[arg-type]
    for text in (
        f"{first}/{second}/{y}",
        f"{first:02}-{second:02}-{y}",
        f"{y}-{m}-{d}",
        f"{y}/{m:02}/{d:02}",
        f"{y}년 {m}월 {d}일",
    ):
        assert parse_date(text, forms) == day.isoformat(), text
    assert parse_date(f"{d}.{m}.{y}", forms) == day.isoformat()
    assert parse_date(f"{y}{m:02}{d:02}", forms) == day.isoformat()


@pytest.mark.parametrize("file", FILES, ids=IDS)
@pytest.mark.parametrize("n", [1, 2, 5, 11])
def test_a_relative_time_is_read_back(file: Path, n: int) -> None:
    written = read_forms(file)
    forms = forms_of((), file.parent.name)
    for form, ago in written.ago.items():
        text = " ".join(str(n) if word == "0" else word for word in form.split())
        found = find_relative(text, forms)
        assert found is not None, text
        assert found.ago == (Ago(ago.unit, n if ago.n is None else ago.n),), text


RESOLVED = [
    ("es", "hace 1 año", "2023-05-02"), ("it", "1 anno fa", "2023-05-02"), ("cs", "před 1 rokem", "2023-05-02"),
    ("ro", "acum 1 an", "2023-05-02"), ("ar", "قبل سنة واحدة", "2023-05-02"), ("en", "1 yr ago", "2023-05-02"),
    ("en", "11 wk", "2024-02-15"), ("de", "vor 8 Mon.", "2023-09-02"), ("ru", "3 ч. назад", "2024-05-02T07:15+00:00"),
    ("zh", "昨天 10:15", "2024-05-01T10:15"), ("zh", "刚刚", "2024-05-02T10:15+00:00"),
    ("en", "12:42am On Apr 24", "2024-04-24T00:42"), ("en", "Sunday 8th March", "2024-03-08"),
    ("en", "Tuesday at 4:15 PM", "2024-04-30T16:15"), ("en", "2 years, 3 months ago", "2022-02-02"),
    ("fr", "aujourd'hui à 9h30", "2024-05-02T09:30"), ("tr", "dün 10:15", "2024-05-01T10:15"),
    ("th", "3 ชั่วโมงที่แล้ว", "2024-05-02T07:15+00:00"), ("hi", "3 घंटे पहले", "2024-05-02T07:15+00:00"),
    ("ja", "3月5日", "2024-03-05"), ("en", "December 24", "2023-12-24"),
    ("fa", "۱۴ مرداد", "2023-08-05"), ("fa", "۵ فروردین", "2024-03-24"), ("fa", "۵ اسفند", "2024-02-24"),
]  # fmt: skip
NOT_TOLD = [
    "3 comments",
    "5 items in March",
    "May",
    "3 min read",
    "March of 2024",
    "5 of March 12",
    "3 hours",
    "",
    "12:30",
]


@pytest.mark.parametrize(("language", "text", "iso"), RESOLVED)
def test_what_is_told_from_the_fetch_is_resolved_with_it_alone(language: str, text: str, iso: str) -> None:
    found = find_relative(text, forms_of((), language))
    assert found is not None
    assert resolve(found, FETCHED) == iso
    assert resolve(found, None) is None


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert find_relative(text, forms_of((), "en")) is None


@pytest.mark.parametrize("fetched", ["9999-12-31", "0001-01-01T00:00:00", "yesterday", ""])
def test_a_moment_at_the_end_of_the_calendar_breaks_nothing(fetched: str) -> None:
    forms = forms_of((), "en")
    for text in ("4999 years ago", "4999 weeks ago", "yesterday", "February 29", "Sunday at 10:15"):
        found = find_relative(text, forms)
        assert found is not None
        assert resolve(found, fetched) is None or fetched[0].isdecimal()


def test_every_language_of_the_rules_has_its_forms() -> None:
    assert set(load_rules().profiles) - {"und"} <= set(IDS)


WRONG = [
    ('order = "mdy"', 'order = "dym"', "order"),
    ('["May"],', "", "months"),
    ('["May"]', '"May"', "months[4]"),
    ('["May"]', "[5]", "months[4][0]"),
    ('"{n} weeks ago"', '"weeks ago"', "ago.week[0]"),
    ('"a week ago"', '"{n} week ago"', "one.week[0]"),
    ("[two]", "[three]", "three"),
    ("week =", "fortnight =", "ago.fortnight"),
    ("[ago]", "[ago", "file"),
]


@pytest.mark.parametrize(("old", "new", "place"), WRONG)
def test_a_wrong_file_names_the_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    text = (OWN / "lang" / "en" / "dates.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "en.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_forms(file)
    assert (caught.value.file, caught.value.key) == (str(file), place)


def test_a_users_folder_adds_forms(tmp_path: Path) -> None:
    file = tmp_path / "lang" / "en" / "dates.toml"
    file.parent.mkdir(parents=True)
    file.write_text('order = "dmy"\nyesterday = ["yestreen"]\n', encoding="utf-8")
    forms = forms_of((tmp_path,), "en")
    assert forms.order == "dmy"
    assert find_relative("yestreen", forms) is not None
    assert parse_date("2 May 2024", forms) == "2024-05-02"
