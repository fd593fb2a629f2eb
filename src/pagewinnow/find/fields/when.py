"""When: the day of publication and of the last change, from the best witness that gives a day within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pagewinnow.dates.absolute import parse_date
from pagewinnow.dates.relative import find_relative, resolve
from pagewinnow.fetch import Fetch
from pagewinnow.find.fields.datelines import Dateline, Kind, find_datelines
from pagewinnow.find.fields.marks import Mark
from pagewinnow.find.fields.metas import values_of
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.values import clean_value
from pagewinnow.findings import Found
from pagewinnow.jsonld import Thing

_FIRST_DAY = "1995-01-01"  # before it there were next to no pages
_LAST_DAY = "2099-12-31"  # where nobody knows when the page was fetched
_NEAR = 8  # blocks behind the title
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.+-]|$)")
_BELIEVED: tuple[Kind, ...] = ("published", "date", "modified")


class Days(NamedTuple):
    """The day of publication and that of the last change, as their witnesses write them; see `iso`."""

    published: Found | None
    modified: Found | None


def window_of(fetch: Fetch | None) -> tuple[str, str]:
    """The first and last day that a date may have: a day of grace for time zones after the fetch.

    >>> window_of(Fetch(fetched_at="2024-05-02T10:00:00Z"))
    ('1995-01-01', '2024-05-03')
    """
    if fetch is None or not fetch.fetched_at:
        return _FIRST_DAY, _LAST_DAY
    try:
        return _FIRST_DAY, (date.fromisoformat(fetch.fetched_at[:10]) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return _FIRST_DAY, _LAST_DAY


def iso(sight: Sight, text: str | None) -> str | None:
    """The date in `text` in ISO 8601, or `None` if there is none within bounds; relative ones with the fetch alone."""
    if not text:
        return None
    found = parse_date(text, sight.vocabulary.forms)
    if found is None and sight.fetched_at:
        told = find_relative(text, sight.vocabulary.forms)
        found = resolve(told, sight.fetched_at) if told else None
    return found if found and sight.window[0] <= found[:10] <= sight.window[1] else None


def read_days(sight: Sight, marks: Iterable[Mark]) -> Days:
    """The two days of a page.

    A page that shows only the day of its last change is dated by it; one that hides even that in its head is not.
    """
    marks = list(marks)
    declared = _earlier(sight, next(_believed(sight, _declared(sight, marks)), None), _of_opening(sight))
    lines = [line for line in find_datelines(sight, marks, anywhere=declared is None) if iso(sight, line.found.value)]
    modified = next(_believed(sight, _modified(sight, marks, lines)), None)
    published = _corrected(sight, declared, modified, lines)
    if published is None:
        published = next(_believed(sight, (*_of_address(sight, lines), *_shown(sight, lines))), None)
    return Days(_with_lines(sight, published, lines), _with_lines(sight, modified, lines))


def tell_days(sight: Sight, marks: Iterable[Mark]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """All days that are told of the publication, and of the last change, in the order in which they are believed."""
    marks = list(marks)
    lines = find_datelines(sight, marks, anywhere=True)
    shown = [line.found for line in lines if line.kind != "modified"]
    return (*_declared(sight, marks), *_of_address(sight, lines), *shown), tuple(_modified(sight, marks, lines))


def _with_lines(sight: Sight, found: Found | None, lines: list[Dateline]) -> Found | None:
    """The day with the blocks near the title that show it and are nothing else."""
    day = iso(sight, found.value) if found else None
    if found is None or day is None:
        return found
    shown = {
        at for line in lines if (iso(sight, line.found.value) or "")[:10] == day[:10] for at in line.found.positions
    }
    return found._replace(positions=tuple(sorted(shown.union(found.positions))))


def _shown(sight: Sight, lines: list[Dateline]) -> Iterator[Found]:
    """The days that the page shows: those between its title and the next heading first, of these what they are."""
    blocks, at = sight.document.blocks, sight.title_at
    start = -1 if at is None else at
    stop = next((b.position for b in blocks[start + 1 :] if b.kind == "heading"), len(blocks))
    close = [line for line in lines if start < line.at < stop]
    for ranked in (close, lines):
        yield from (line.found for kind in _BELIEVED for line in ranked if line.kind == kind)


def _corrected(sight: Sight, declared: Found | None, modified: Found | None, lines: list[Dateline]) -> Found | None:
    """The declared day; where that is no earlier than the last change, an earlier day beside the title.

    Templates declare the day of the last change, or of the last build of the site, as that of publication.
    """
    day = iso(sight, declared.value) if declared else None
    if day is None or modified is None or (iso(sight, modified.value) or "")[:10] > day[:10] or sight.thread:
        return declared
    for line in lines:
        near = sight.title_at is not None and 0 < line.at - sight.title_at <= _NEAR
        if near and line.kind != "modified":
            return line.found if (iso(sight, line.found.value) or day)[:10] < day[:10] else declared
    return declared


def _earlier(sight: Sight, declared: Found | None, opening: Found | None) -> Found | None:
    """A thread is as old as its opening post; what shows the day of a post may show the day of its last edit."""
    known = [found for found in (declared, opening) if found is not None]
    return min(known, key=lambda found: (iso(sight, found.value) or "")[:10], default=None)


def _of_opening(sight: Sight) -> Found | None:
    """The day of the post that is the article of a thread."""
    thread = sight.thread
    opening = thread.opening if thread is not None and thread.is_page else None
    if opening is None:
        return None
    given = next((text for text in (opening.date, opening.date_raw) if iso(sight, text)), None)
    return Found(given, "thread") if given else None


def _believed(sight: Sight, witnesses: Iterable[Found]) -> Iterator[Found]:
    return (found for found in witnesses if iso(sight, found.value))


def _declared(sight: Sight, marks: list[Mark]) -> Iterator[Found]:
    known = sight.known
    yield from _of_thing(sight.article, known.properties["published"])
    yield from _of_metas(sight, known.metas["published"], known.spellings["published"])
    yield from (Found(m.value, "microdata:published", m.positions) for m in marks if m.field == "published")
    yield from _of_thing(sight.page, known.properties["published"])


def _modified(sight: Sight, marks: list[Mark], lines: list[Dateline]) -> Iterator[Found]:
    known = sight.known
    yield from _of_thing(sight.article, known.properties["modified"])
    yield from _of_metas(sight, known.metas["modified"], known.spellings["modified"])
    yield from (Found(m.value, "microdata:modified", m.positions) for m in marks if m.field == "modified")
    yield from _of_thing(sight.page, known.properties["modified"])
    yield from (line.found for line in lines if line.kind == "modified")


def _of_thing(thing: Thing | None, names: tuple[str, ...]) -> Iterator[Found]:
    for name, value in values_of(thing or {}, *names):
        text = clean_value(value[0] if isinstance(value, list) else value)
        if text:
            yield Found(text, f"jsonld:{name}")


def _of_metas(sight: Sight, names: tuple[str, ...], spelt: re.Pattern[str]) -> Iterator[Found]:
    for name, values in (*sight.metas.of(names), *sight.metas.like(spelt)):
        text = clean_value(values[0])
        if text:
            yield Found(text, f"meta:{name}")


def _of_address(sight: Sight, lines: list[Dateline]) -> Iterator[Found]:
    """The day in the address: a line that says the same day, with the time perhaps, is the better witness."""
    found = _IN_ADDRESS.search(sight.address or "")
    if found:
        day = f"{found[1]}-{found[2]}-{found[3]}"
        yield from (line.found for line in lines if (iso(sight, line.found.value) or "")[:10] == day)
        yield Found(day, "url")
