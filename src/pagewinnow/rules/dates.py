"""The forms of dates by language: `data/dates/<language>.toml`. A user's folder has files of the same names.

A file holds `order` (`dmy`, `mdy`, `ymd`: how figures alone are read), `months` (twelve lists of names) and `weekdays`
(seven, from Monday); `am` and `pm`, the words for the halves of the day; `eras`, the year before the first of each; the
words for `now`, `today`, `yesterday` and `before_yesterday`; and a table `ago` with the forms of each unit, `{n}` for
the number. The tables `one` and `two` hold the forms that have the number in their words. `day_first` are the regions
(and their top-level domains) that write the day before the month in a language where others do not. All may be
missing. What a user's file gives is added, and its order wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar, get_args

from pagewinnow.dates.forms import Ago, Forms, Order, Unit, name_key
from pagewinnow.dates.relative import ago_key
from pagewinnow.errors import RuleError
from pagewinnow.rules.own import OWN

_ValueT = TypeVar("_ValueT")
KIND = "dates"
_FIXED: Mapping[str, Ago] = {
    "now": Ago("second", 0), "today": Ago("day", 0), "yesterday": Ago("day", 1), "before_yesterday": Ago("day", 2),
}  # fmt: skip
_NUMBERS = {"ago": None, "one": 1, "two": 2}
_UNITS: tuple[Unit, ...] = get_args(Unit)
_ORDERS: tuple[Order, ...] = get_args(Order)
_COUNTS = {"months": 12, "weekdays": 7}
_KEYS = ("order", *_COUNTS, "am", "pm", "eras", "day_first", *_FIXED, *_NUMBERS)


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
    ago: dict[str, dict[str, Ago]] = {}
    for key, value in _first_of([written.ago for written in ordered]).items():
        ago.setdefault(key.partition(" ")[0], {})[key] = value
    return Forms(
        _first_of([written.months for written in ordered]),
        (own.order if own else None) or "dmy",
        _first_of([written.weekdays for written in ordered]),
        _first_of(
            [written.halves for written in (ordered[:2] if own else ordered)]
        ),  # elsewhere such short words are others
        _first_of([written.eras for written in ordered]),
        ago,
    )


def _first_of(tables: list[Mapping[str, _ValueT]]) -> Mapping[str, _ValueT]:
    """The tables in one, an earlier over a later."""
    found: dict[str, _ValueT] = {}
    for table in reversed(tables):
        found.update(table)
    return found


@lru_cache(maxsize=8)
def _languages(folders: tuple[Path, ...]) -> Mapping[str, Written]:
    """The forms by language, in the order of their codes."""
    found: dict[str, Written] = {}
    for folder in (OWN, *folders):
        for file in sorted((folder / KIND).glob("*.toml")):
            written, known = read_forms(file), found.get(file.stem)
            found[file.stem] = _add(known, written) if known else written
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
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(str(file), "file", str(error)) from error
    unknown = sorted(set(table).difference(_KEYS))
    if unknown:
        raise RuleError(str(file), unknown[0], f"unknown key; known are {', '.join(_KEYS)}")
    if table.get("order") not in (*_ORDERS, None):
        raise RuleError(str(file), "order", f"one of {', '.join(_ORDERS)} is needed")
    halves = {name_key(word): hours for key, hours in (("am", 0), ("pm", 12)) for word in _strings(file, table, key)}
    return Written(
        table.get("order"),
        _numbered(file, table, "months"),
        _numbered(file, table, "weekdays"),
        halves,
        _eras(file, table),
        dict(_agos(file, table)),
        frozenset(_strings(file, table, "day_first")),
    )


def _strings(file: Path, table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise RuleError(str(file), key, "a list of strings that are not empty is needed")
    return value


def _numbered(file: Path, table: Mapping[str, object], key: str) -> dict[str, int]:
    lists = table.get(key, [])
    if not isinstance(lists, list) or len(lists) not in {0, _COUNTS[key]}:
        raise RuleError(str(file), key, f"{_COUNTS[key]} lists of names are needed, or none")
    found: dict[str, int] = {}
    for number, names in enumerate(lists, 1):
        for name in _strings(file, {key: names}, key):
            found.setdefault(name_key(name), number)
    return found


def _eras(file: Path, table: Mapping[str, object]) -> dict[str, int]:
    value = table.get("eras", {})
    if not isinstance(value, dict) or not all(isinstance(year, int) for year in value.values()):
        raise RuleError(str(file), "eras", "a table of years is needed")
    return {name_key(name): year for name, year in value.items()}


def _agos(file: Path, table: Mapping[str, object]) -> Iterator[tuple[str, Ago]]:
    for key, ago in _FIXED.items():
        yield from ((ago_key(form), ago) for form in _strings(file, table, key))
    for name, n in _NUMBERS.items():
        units = table.get(name, {})
        if not isinstance(units, dict) or not set(units).issubset(_UNITS):
            raise RuleError(str(file), name, f"a table is needed; its keys are {', '.join(_UNITS)}")
        for unit in _UNITS:
            yield from _of_unit(file, f"{name}.{unit}", _strings(file, units, unit), Ago(unit, n))


def _of_unit(file: Path, place: str, written: Iterable[str], ago: Ago) -> Iterator[tuple[str, Ago]]:
    for form in written:
        if (ago.n is None) != ("{n}" in form):
            raise RuleError(str(file), place, "{n} stands in every form of `ago`, and in no other")
        yield ago_key(form), ago
