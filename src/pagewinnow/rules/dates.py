"""How a language writes dates: `lang/<language>/dates.toml`. A user's file adds to the package's, and its order wins.

order            dmy, mdy or ymd: how figures alone are read
day_first        regions (and their top-level domains) that write the day before the month, where others do not
months, weekdays twelve and seven lists of names; the first day is Monday
persian_months   twelve lists: the names of the months of the Persian calendar; figures are read by it too, where
                 their year is one of it
am, pm           the words for the halves of the day
eras             the year before the first of each
now, today, yesterday, before_yesterday   the words for them
ago              a table: the forms of each unit (`second` to `year`), with `{n}` for the number
one, two         the same, of the forms that have the number in their words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

from pagewinnow.dates.forms import Ago, Forms, Order, Unit, name_key
from pagewinnow.dates.persian import MONTHS
from pagewinnow.dates.relative import NUMBER, ago_key
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import Choice, Count, ListOf, Table, TableOf, Text, read_file

_ValueT = TypeVar("_ValueT")
_UNITS: tuple[Unit, ...] = get_args(Unit)
_FIXED: Mapping[str, Ago] = {
    "now": Ago("second", 0), "today": Ago("day", 0), "yesterday": Ago("day", 1), "before_yesterday": Ago("day", 2),
}  # fmt: skip
_NUMBERS = {"ago": None, "one": 1, "two": 2}


def _counted(form: str) -> str:
    if "{n}" not in form:
        raise ValueError("{n} is needed in the form")
    return ago_key(form)


def _worded(form: str) -> str:
    if "{n}" in form:
        raise ValueError("{n} stands in forms of `ago` alone")
    return ago_key(form)


def _of_units(text: Text) -> Table:
    return Table({unit: ListOf(text) for unit in _UNITS}, default=dict.fromkeys(_UNITS, ()))


DATES = Table(
    {
        "order": Choice(get_args(Order)),
        "day_first": ListOf(Text()),
        "months": ListOf(ListOf(Text(name_key)), sizes=(0, 12)),
        "persian_months": ListOf(ListOf(Text(name_key)), sizes=(0, 12)),
        "weekdays": ListOf(ListOf(Text(name_key)), sizes=(0, 7)),
        "am": ListOf(Text(name_key)),
        "pm": ListOf(Text(name_key)),
        "eras": TableOf(Text(name_key), Count(), default={}),
        **{name: ListOf(Text(_worded)) for name in _FIXED},
        "ago": _of_units(Text(_counted)),
        "one": _of_units(Text(_worded)),
        "two": _of_units(Text(_worded)),
    }
)
"""What `dates.toml` may hold."""


class Written(NamedTuple):
    """The forms of one language, keyed as `Forms` has them; `order` is `None` where a user's file gives none."""

    order: Order | None
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    halves: Mapping[str, int]
    eras: Mapping[str, int]
    ago: Mapping[str, Ago]
    day_first: frozenset[str]


def forms_of(folders: tuple[Path, ...], language: str | None, order: Order | None = None) -> Forms:
    """The forms of every language, those of `language` and of English first; `order`, or else that of the language.

    >>> forms = forms_of((), "de")
    >>> forms.order, forms.months["märz"], forms.ago["vor"]["vor 0 std"].unit
    ('dmy', 3, 'hour')

    Raises:
        RuleError: a file breaks the specification.
    """
    found = _forms(folders, language)
    return found._replace(order=order) if order else found


def names_of(folders: tuple[Path, ...], language: str | None) -> frozenset[str]:
    """The names of months and days in a language and in English."""
    every = _languages(folders)
    own = [every[code] for code in (language or "en", "en") if code in every]
    return frozenset(name for written in own for name in (*written.months, *written.weekdays))


def is_day_first(folders: tuple[Path, ...], language: str | None, region: str | None) -> bool:
    """Does a region write the day before the month, though others that share its language do not?

    >>> is_day_first((), "en", "gb"), is_day_first((), "en", "us"), is_day_first((), None, "gb")
    (True, False, False)
    """
    own = _languages(folders).get(language or "")
    return own is not None and region in own.day_first


@lru_cache(maxsize=64)
def _forms(folders: tuple[Path, ...], language: str | None) -> Forms:
    every = _languages(folders)
    own = every.get(language or "")
    ordered = [every[code] for code in dict.fromkeys((language or "en", "en", *every)) if code in every]
    near = ordered[:2] if own else ordered  # words for the halves of the day are short: elsewhere they are others
    told = _first_of([written.ago for written in ordered])
    ago: dict[str, dict[str, Ago]] = {}
    for key, value in told.items():
        ago.setdefault(key.partition(" ")[0], {})[key] = value
    months = _first_of([written.months for written in ordered])
    words = [max([word for word in key.split() if word != NUMBER], key=len) for key in told]
    return Forms(
        months,
        (own.order if own else None) or "dmy",
        _first_of([written.weekdays for written in ordered]),
        _first_of([written.halves for written in near]),
        _first_of([written.eras for written in ordered]),
        ago,
        frozenset(key.replace(" ", "") for key in told if NUMBER not in key.split()),
        frozenset([*words, *(name.rstrip("0123456789") for name in months)]),
        has_persian=own is not None and max(own.months.values(), default=0) > MONTHS,
    )


def _first_of(tables: list[Mapping[str, _ValueT]]) -> Mapping[str, _ValueT]:
    """The tables in one, an earlier over a later."""
    found: dict[str, _ValueT] = {}
    for table in reversed(tables):
        found.update(table)
    return found


@lru_cache(maxsize=8)
def _languages(folders: tuple[Path, ...]) -> Mapping[str, Written]:
    """The forms by language."""
    found: dict[str, Written] = {}
    for file in files_of("lang/*/dates.toml", folders):
        language = file.parent.name
        written, known = read_forms(file), found.get(language)
        found[language] = _add(known, written) if known else written
    return found


def _add(known: Written, more: Written) -> Written:
    return Written(
        more.order or known.order,
        {**known.months, **more.months},
        {**known.weekdays, **more.weekdays},
        {**known.halves, **more.halves},
        {**known.eras, **more.eras},
        {**known.ago, **more.ago},
        known.day_first | more.day_first,
    )


def read_forms(file: Path) -> Written:
    """The forms of one file.

    Raises:
        RuleError: the file breaks the specification.
    """
    found = read_file(file, DATES)
    return Written(
        found["order"],
        {**_numbered(found["persian_months"], MONTHS + 1), **_numbered(found["months"])},
        _numbered(found["weekdays"]),
        {**dict.fromkeys(found["am"], 0), **dict.fromkeys(found["pm"], 12)},
        found["eras"],
        dict(_agos(found)),
        frozenset(found["day_first"]),
    )


def _numbered(lists: Iterable[Iterable[str]], first: int = 1) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, names in enumerate(lists, first):
        for name in names:
            found.setdefault(name, number)
    return found


def _agos(table: Mapping[str, Any]) -> Iterator[tuple[str, Ago]]:
    for name, ago in _FIXED.items():
        yield from ((key, ago) for key in table[name])
    for name, n in _NUMBERS.items():
        for unit in _UNITS:
            yield from ((key, Ago(unit, n)) for key in table[name][unit])
