"""How dates are written on a page: the forms of its language, and the one order in which its figures are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from pagewinnow.dates.absolute import find_date
from pagewinnow.dates.figures import make_day
from pagewinnow.dates.forms import Forms, Order, fold_word
from pagewinnow.document import Document
from pagewinnow.find.view import View
from pagewinnow.rules import Rules
from pagewinnow.rules.dates import forms_of, is_day_first
from pagewinnow.rules.declarations import load_declarations

_LONGEST = 120  # characters of a block with a date
_MONTHS = 12
_NEAR = 20  # days between two dates of one page
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_NAME = re.compile(r"\s?\(?([^\W\d_]+)")
_MACHINES = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_dates(view: View) -> Forms:
    """The forms of dates on a page; its article and its comments are read by the same."""
    language = view.found.language
    return forms_of(view.rules.folders, language, _find_order(view.document, language, view.rules))


def dates_of(view: View) -> Forms:
    """What `find_dates` found; a room that is asked alone finds it itself."""
    return view.found.dates or find_dates(view)


def _find_order(document: Document, language: str | None, rules: Rules) -> Order | None:
    """The order that the page's own dates show; else that of its region; `None`: its language decides.

    A figure over twelve is a day; a date that the page tells a machine too is read as the machine reads it, one with
    the name of its weekday as is on that. Where nothing tells, it is read as lies near a date that the page writes out.
    """
    forms = forms_of(rules.folders, language)
    days = months = 0
    figures = [match for text in _short_texts(document) for match in _FIGURES.finditer(text)]
    known = frozenset(_machines_days(document)) if figures else frozenset()
    for match in figures:
        first, second, year = match[1], match[3], match[4]
        by_day, by_month = make_day(year, second, first), make_day(year, first, second)
        weekday = _weekday_behind(match, forms)
        is_day = int(first) > _MONTHS or (by_day != by_month and _is_told(by_day, known, weekday))
        is_month = int(second) > _MONTHS or (by_day != by_month and _is_told(by_month, known, weekday))
        days += is_day and not is_month
        months += is_month and not is_day
    if figures and days == months:
        days, months = _near_written(document, figures, forms)
    if days != months:
        return "dmy" if days > months else "mdy"
    return "dmy" if is_day_first(rules.folders, language, _region(document, rules)) else None


def _weekday_behind(match: re.Match[str], forms: Forms) -> int:
    """The number of the day whose name stands behind a date, as in 03/05/24(Tue); 0 for none."""
    name = _NAME.match(match.string, match.end())
    return forms.weekdays.get(fold_word(name[1]), 0) if name else 0


def _is_told(day: date | None, known: frozenset[str], weekday: int) -> bool:
    return day is not None and (str(day) in known or day.isoweekday() == weekday)


def _near_written(document: Document, figures: list[re.Match[str]], forms: Forms) -> tuple[int, int]:
    """How many dates lie near one that the page writes out only with the day first, and only with the month first."""
    texts = [b.text for b in document.blocks if len(b.text) <= _LONGEST and _YEAR.search(b.text)]
    found = [find_date(text, forms) for text in texts if not _FIGURES.search(text)]
    written = {date.fromisoformat(one.iso[:10]).toordinal() for one in found if one is not None}
    days = months = 0
    for match in figures:
        by_day, by_month = make_day(match[4], match[3], match[1]), make_day(match[4], match[1], match[3])
        if by_day and by_month and by_day != by_month:
            is_day, is_month = (_is_near(day.toordinal(), written) for day in (by_day, by_month))
            days += is_day and not is_month
            months += is_month and not is_day
    return days, months


def _is_near(day: int, written: set[int]) -> bool:
    return any(abs(day - other) <= _NEAR for other in written)


def _short_texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if len(block.text) <= _LONGEST and ("/" in block.text or "-" in block.text):
            yield block.text


def _machines_days(document: Document) -> Iterator[str]:
    """The days that metas, JSON-LD and attributes tell."""
    declared, skeleton = document.declared, document.skeleton
    told: list[object] = [content for _, content in declared.metas]
    told += [value for thing in declared.json_ld for value in thing.values()]
    told += [skeleton.attributes[node]["datetime"] for node in skeleton.having.get("datetime", ())]
    for value in told:
        found = _MACHINES.match(value) if isinstance(value, str) else None
        if found:
            yield found[0]


def _region(document: Document, rules: Rules) -> str | None:
    """The region of the declared language, or else the top-level domain, in lower case."""
    declared, names = document.declared, load_declarations(rules.folders).metas["region"]
    for tag in (declared.language, *(content for name, content in declared.metas if name in names)):
        region = (tag or "").replace("_", "-").partition("-")[2].rpartition("-")[2].lower()
        if len(region) == len("gb"):
            return region
    try:
        host = urlsplit(document.source.url or "").hostname
    except ValueError:
        return None
    return host.rpartition(".")[2] if host else None
