"""Times that are told from the moment of reading: "3 hours ago", "yesterday at 10:15", "Sunday 8th March".

They are found without knowing that moment, and resolved only with the time of the fetch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pagewinnow.dates.absolute import day_beside, month_at
from pagewinnow.dates.clock import Clock, clock_before, clock_behind
from pagewinnow.dates.forms import MARKS, Ago, Forms, Token, Unit, fold_word, may_name, tokenize
from pagewinnow.dates.persian import BEHIND, MONTHS, persian_day

NUMBER = "0"
"""What stands for any number in a key of a form."""
_EAST_ASIAN = "\u2e80"
_MOST_PIECES = 12
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class
_UNSPACED = "\u0e01-\u0e5b\u3040-\u30ff\u3400-\u9fff"
_PIECE = re.compile(rf"\d+|[{_UNSPACED}][{MARKS}]*|[^\W\d_](?:(?![{_UNSPACED}])[^\W\d_]|[{MARKS}])*")
_SHORTEST = 2  # letters: a unit as short ("3h") is a time only where it stands alone
_LONGEST = 60  # characters of a text that tells such a time
_MOST = 5_000  # of a unit: a larger number is none of a time
_DAY = 2  # figures of a day of the month
_BESIDE = 3  # tokens beside a day without a year that belong to it: "on", a comma
_TOLD: frozenset[Unit] = frozenset({"second", "minute", "hour"})  # units that tell the time of day
_DAYS: dict[Unit, int] = {"day": 1, "week": 7}
_SECONDS: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3600}


class Relative(NamedTuple):
    """A time that hangs on the moment of reading: the slice `start:end` of its text.

    One of `ago`, `weekday` (1 is Monday) and `day` (month and day of the month) is given. `clock` is the time of day;
    `last` is where the last part of several begins.
    """

    start: int
    end: int
    ago: tuple[Ago, ...] = ()
    weekday: int | None = None
    day: tuple[int, int] | None = None
    clock: str | None = None
    last: int = 0


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def ago_key(form: str) -> str:
    """The folded words of a form, its number as a sign; a character of a script without spaces is a word.

    >>> ago_key("vor {n} Std."), ago_key("{n}h ago")
    ('vor 0 std', '0 h ago')
    """
    return " ".join(piece.text for piece in _pieces(form.replace("{n}", NUMBER)))


def find_relative(text: str, forms: Forms) -> Relative | None:
    """The first time in a short text that is told from the moment of reading.

    >>> known = {"0": {"0 hours ago": Ago("hour", None)}, "yesterday": {"yesterday": Ago("day", 1)}}
    >>> forms = Forms({"march": 3}, ago=known)
    >>> find_relative("posted 3 hours ago", forms).ago, find_relative("Yesterday at 10:15", forms).clock
    ((Ago(unit='hour', n=3),), '10:15')
    >>> find_relative("8th March", forms).day, find_relative("March of 2024", forms)
    ((3, 8), None)
    """
    if len(text) > _LONGEST:
        return None
    if not may_name(text, forms):
        return None
    found = _find_ago(text, forms)
    if found is not None and any(ago.unit in _TOLD for ago in found.ago):
        return found
    tokens = tokenize(text)
    if found is not None:
        return _with_clock(tokens, found, forms)
    return _weekday(tokens, forms) or _without_year(text, tokens, forms)


def resolve(found: Relative, fetched_at: str | None) -> str | None:
    """The time in ISO 8601: to the minute where it is told in hours or less, else the day. `None` without a fetch.

    >>> hours = Relative(0, 1, (Ago("hour", 3),))
    >>> resolve(hours, "2024-05-02T10:15:30Z"), resolve(Relative(0, 1, (Ago("year", 1),)), "2024-02-29")
    ('2024-05-02T07:15+00:00', '2023-02-28')
    >>> resolve(Relative(0, 1, day=(12, 24)), "2024-05-02"), resolve(hours, None)
    ('2023-12-24', None)
    """
    moment = _moment(fetched_at)
    if moment is None:
        return None
    try:
        if found.ago and any(ago.unit in _TOLD for ago in found.ago):
            return _back(moment, found.ago).isoformat(timespec="minutes")
        day = _day_before(found, moment)
    except (OverflowError, ValueError):
        return None
    if day is None:
        return None
    return day.isoformat() + (f"T{found.clock}" if found.clock else "")


def _moment(fetched_at: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(fetched_at) if fetched_at else None
    except ValueError:
        return None


def _day_before(found: Relative, moment: datetime) -> date | None:
    """The day that is told: so many days or months back, the last day of that name, the last of that date."""
    if found.ago:
        return _back(moment, found.ago).date()
    today = moment.date()
    if found.weekday is not None:
        return today - timedelta(days=(today.isoweekday() - found.weekday) % 7)
    if found.day is None:
        return None
    tomorrow = today + timedelta(days=1)  # of a page in another zone
    return next(
        (
            day
            for year in range(today.year, today.year - 5, -1)
            if (day := _of_year(year, found.day)) and day <= tomorrow
        ),
        None,
    )


def _of_year(year: int, day: tuple[int, int]) -> date | None:
    """A day of a month in a year, or in the Persian year that begins in it."""
    if day[0] > MONTHS:
        return persian_day(year - BEHIND, day[0] - MONTHS, day[1])
    try:
        return date(year, *day)
    except ValueError:  # 29 February
        return None


def _back(moment: datetime, agos: Sequence[Ago]) -> datetime:
    for unit, n in agos:
        if unit in _SECONDS:
            moment -= timedelta(seconds=_SECONDS[unit] * (n or 0))
        elif unit in _DAYS:
            moment -= timedelta(days=_DAYS[unit] * (n or 0))
        else:
            moment = _months_back(moment, (n or 0) * (12 if unit == "year" else 1))
    return moment


def _months_back(moment: datetime, n: int) -> datetime:
    """The same day of an earlier month, or the last of that month."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - n, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=years, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=years, month=month + 1)


def _pieces(text: str) -> list[_Piece]:
    return [_make(_Piece, (_piece(match[0]), *match.span())) for match in _PIECE.finditer(text)]


def _piece(text: str) -> str:
    if text[0].isdecimal():
        return str(int(text)) if len(text) < 5 else text
    return text.lower() if text.isascii() else fold_word(text)


def _find_ago(text: str, forms: Forms) -> Relative | None:
    """The longest form in the text, with the parts before it that share its words ("2 years, 3 months ago")."""
    pieces = _pieces(text)[: 2 * _MOST_PIECES]
    signs = [NUMBER if piece.text.isdecimal() else piece.text for piece in pieces]
    best: tuple[int, int, Ago] | None = None
    for start, sign in enumerate(signs):
        size, ago = _longest_at(signs, start, forms.ago.get(sign)) if sign in forms.ago else (0, None)
        if ago is not None and (best is None or size > best[1]) and _may_stand(signs, start, size, ago):
            best = start, size, ago
    if best is None:
        return None
    start, size, ago = best
    number = next((piece.text for piece in pieces[start : start + size] if piece.text.isdecimal()), "0")
    if len(number) > len(str(_MOST)):
        return None
    told = ago if ago.n is not None else Ago(ago.unit, int(number))
    return _with_larger(pieces, signs, (start, size), told, forms)


def _longest_at(signs: Sequence[str], start: int, known: Mapping[str, Ago] | None) -> tuple[int, Ago | None]:
    """How many words the longest form that begins at a word has, and what it says."""
    for size in range(min(_MOST_PIECES, len(signs) - start), 0, -1):
        ago = known.get(" ".join(signs[start : start + size])) if known else None
        if ago is not None:
            return size, ago
    return 0, None


def _may_stand(signs: Sequence[str], start: int, size: int, ago: Ago) -> bool:
    """May a form stand so in its line? "3h" stands alone; a word for a day ("yesterday") is near the beginning."""
    own = signs[start : start + size]
    if size < len(signs) and max(map(len, own)) <= _SHORTEST and own[-1] < _EAST_ASIAN:
        return False
    return ago.n is None or size > 1 or (start <= 1 and len(signs) <= start + _MOST_PIECES // 2)


def _with_larger(
    pieces: Sequence[_Piece], signs: Sequence[str], place: tuple[int, int], told: Ago, forms: Forms
) -> Relative:
    """The time with the larger unit before it, where the words behind its own unit fit that unit too."""
    start, size = place
    end = pieces[start + size - 1].end
    if start >= 2 and signs[start] == signs[start - 2] == NUMBER:
        whole = (*signs[start - 2 : start], *signs[start + 2 : start + size])
        larger = forms.ago.get(NUMBER, {}).get(" ".join(whole))
        number = pieces[start - 2].text
        if larger is not None and larger.n is None and len(number) <= len(str(_MOST)):
            return Relative(
                pieces[start - 2].start, end, (Ago(larger.unit, int(number)), told), last=pieces[start].start
            )
    return Relative(pieces[start].start, end, (told,))


def _with_clock(tokens: Sequence[Token], found: Relative, forms: Forms) -> Relative:
    """A day that is told with the time of day behind or before it."""
    start = next(at for at, token in enumerate(tokens) if token.end > found.start)
    stop = next((at for at, token in enumerate(tokens) if token.start >= found.end), len(tokens))
    clock = clock_behind(tokens, stop, forms) or clock_before(tokens, start, forms)
    return _joined(tokens, found, clock)


def _joined(tokens: Sequence[Token], found: Relative, clock: Clock | None) -> Relative:
    if clock is None:
        return found
    start, end = tokens[clock.start].start, tokens[clock.stop - 1].end
    return found._replace(start=min(found.start, start), end=max(found.end, end), clock=clock.iso)


def _weekday(tokens: Sequence[Token], forms: Forms) -> Relative | None:
    """The name of a day and a clock, and nothing else: Tuesday at 4:15 PM."""
    if not tokens or tokens[0].text not in forms.weekdays:
        return None
    clock = clock_behind(tokens, 1, forms)
    if clock is None or clock.stop + 1 < len(tokens):
        return None
    return _joined(tokens, Relative(tokens[0].start, tokens[0].end, weekday=forms.weekdays[tokens[0].text]), clock)


def _without_year(text: str, tokens: Sequence[Token], forms: Forms) -> Relative | None:
    """A day and a month that are, with a weekday and a clock perhaps, all that the text says."""
    if not any(token.kind == "figures" and len(token.text) <= _DAY for token in tokens):
        return None
    for at in range(len(tokens)):
        stop, month, _ = month_at(text, tokens, at, forms)
        place = day_beside(tokens, at, stop) if month else None
        if place is None:
            continue
        first, last = min(at, place), max(stop, place + 1)
        found = Relative(tokens[first].start, tokens[last - 1].end, day=(month, int(tokens[place].text)))
        found = _joined(tokens, found, clock_behind(tokens, last, forms) or clock_before(tokens, first, forms))
        rest = [t for t in tokens if not found.start <= t.start < found.end and t.text not in forms.weekdays]
        words = [t for t in rest if t.kind == "word"]
        is_alone = len(words) <= 1 and not any(t.kind == "figures" or len(t.text) > _BESIDE for t in rest)
        return found if is_alone else None
    return None
