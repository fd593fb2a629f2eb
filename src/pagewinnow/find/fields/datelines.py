"""The dates that a page shows: beside its title, and in the lines that say themselves what date they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pagewinnow.dates.absolute import Found as Dated
from pagewinnow.dates.absolute import find_date, parse_date
from pagewinnow.dates.forms import Forms
from pagewinnow.dates.relative import find_relative
from pagewinnow.document import Block
from pagewinnow.find.fields.marks import Mark
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.values import DIGIT, is_sentence
from pagewinnow.findings import Found

Kind = Literal["published", "modified", "date"]
_LINE = 120  # characters of a line that says what date it gives
_CLOSE = 6  # blocks behind the title
_BARE = 4  # characters beside the date in a block that is nothing else
_CLOCK = re.compile(r"[\W\d]*(?:[ap]\.?m\.?)?[\W\d]*", re.IGNORECASE)  # beside a date
_BORDER = re.compile(r"[\t|]")
_REST = 60  # characters beside the date in a block that is a dateline and nothing else


class Dateline(NamedTuple):
    """A date that the page shows: what the words beside it say that it is, and its block."""

    kind: Kind
    found: Found
    at: int


def find_datelines(sight: Sight, marks: Iterable[Mark], *, anywhere: bool) -> list[Dateline]:
    """The dates near the title; where it has none, and `anywhere`, those in the page that say what they are."""
    times: dict[int, str] = {}
    for mark in marks:
        if mark.field == "time":
            for position in mark.positions:
                times.setdefault(position, mark.value)
    near: list[Dateline] = []
    before: Block | None = None
    seen: set[int] = set()
    for block in sight.head():
        seen.add(block.position)
        line = _dateline(sight, block, before, times.get(block.position))
        if line is not None:
            near.append(line)
        before = block
    near += _loose(sight, seen, times)
    return near if near or not anywhere else _elsewhere(sight, seen, times)


def find_raw(sight: Sight) -> str | None:
    """The time beside the title that is told from the moment of reading, as it is written: "3 hours ago"."""
    for block in sight.head():
        told = find_relative(block.text, sight.vocabulary.forms)
        if told is not None and not is_sentence(block.text[told.end :], sight.vocabulary.sentence_ends):
            return block.text[told.start : told.end]
    return None


def _loose(sight: Sight, seen: set[int], times: dict[int, str]) -> Iterator[Dateline]:
    """The times behind the title that stand in no short block: elements without text."""
    at = sight.title_at
    for position, value in times.items():
        if at is not None and position not in seen and at <= position <= at + _CLOSE:
            yield Dateline("date", Found(value, "time", (), position), position)


def _elsewhere(sight: Sight, seen: set[int], times: dict[int, str]) -> list[Dateline]:
    """Lines such as "Last updated: 2 May 2024" in any place; several different days are those of other articles.

    So is a line that is a day and nothing else, where no line says what its day is.
    """
    found: dict[str, list[Dateline]] = {}
    before: Block | None = None
    for block in sight.document.blocks:
        if _may_date(sight, block, seen):
            line = _dateline(sight, block, before, times.get(block.position))
            kind = _kind_elsewhere(sight, block, before, line)
            if line is not None and kind is not None:
                found.setdefault(kind, []).append(line if kind == "bare" else line._replace(kind=kind))
        before = block
    bare = found.pop("bare", [])
    told = [lines[0] for lines in found.values() if len({line.found.value for line in lines}) == 1]
    return told or ([bare[0]] if len({line.found.value for line in bare}) == 1 else [])


def _may_date(sight: Sight, block: Block, seen: set[int]) -> bool:
    is_short = len(block.text) <= _LINE and DIGIT.search(block.text) is not None
    return is_short and not (
        block.position in seen or block.position in sight.skipped or block.position in sight.chrome
    )


def _kind_elsewhere(
    sight: Sight, block: Block, before: Block | None, line: Dateline | None
) -> Literal["published", "modified", "bare"] | None:
    """What a dateline far from the title is: as its words say, of publication beside a byline, or bare."""
    if line is None:
        return None
    if line.kind != "date":
        return line.kind if _leads(sight, block.text) or _is_told(sight, before) else None
    value, text, by = line.found.value, block.text, sight.vocabulary.by
    if by.match(text) or by.match(text.partition(value)[2].lstrip(" |,")):
        return "published"
    rest = text.replace(value, " ")
    is_bare = len(text) - len(value) <= _BARE or _CLOCK.fullmatch(rest) is not None
    return "bare" if is_bare and not sight.is_beside(block) else None


def _is_told(sight: Sight, before: Block | None) -> bool:
    return before is not None and len(before.text) < 30 and _kind(sight, before.text) != "date"


def _leads(sight: Sight, text: str) -> bool:
    words = sight.vocabulary
    return bool(words.modified.match(text) or words.published.match(text))


def _dateline(sight: Sight, block: Block, before: Block | None, machine: str | None) -> Dateline | None:
    """The date in a short block. A `time` element's attribute is believed before the text that it shows."""
    text = block.text
    forms = sight.vocabulary.forms
    shown = _in_one_cell(text, forms) if machine is not None or DIGIT.search(text) else None
    if shown is None and machine is None:
        told = find_relative(text, forms) if sight.fetched_at else None
        shown = Dated(told.start, told.end, "") if told else None
    if shown is None and (machine is None or parse_date(machine, forms) is None):
        return None
    lead = text[: shown.start] if shown else text
    kind = _kind(sight, lead)
    if kind == "date" and not lead.strip() and before is not None and before.position == block.position - 1:
        kind = _kind(sight, before.text)
    rest = text[: shown.start] + " " + text[shown.end :] if shown else text
    is_prose = is_sentence(rest, sight.vocabulary.sentence_ends)
    if is_prose and kind == "date" and machine is None:
        return None  # a day that the text is about
    found = _found(text, shown, machine, block.position)
    return Dateline(kind, found._replace(positions=()) if is_prose else found, block.position)


def _in_one_cell(text: str, forms: Forms) -> Dated | None:
    """The first date in a text that stands in one cell of it: "2020 | May | 7" counts something in May."""
    found = find_date(text, forms)
    border = _BORDER.search(text, found.start, found.end) if found else None
    return find_date(text[: border.start()], forms) if border else found


def _found(text: str, shown: Dated | None, machine: str | None, position: int) -> Found:
    if shown is None:
        return Found(machine or "", "time", (), position)
    alone = (position,) if len(text) - (shown.end - shown.start) < _REST else ()
    if machine is not None and machine[:4].isdigit():
        return Found(machine, "time", alone, position)
    return Found(text[shown.start : shown.end], "dateline", alone, position)


def _kind(sight: Sight, lead: str) -> Kind:
    """What the words before a date say of it."""
    words = lead.split()
    for size in range(min(4, len(words)), 0, -1):
        tail = " ".join(words[-size:]).strip(" :|•·–-")
        if sight.vocabulary.modified.fullmatch(tail):
            return "modified"
        if sight.vocabulary.published.fullmatch(tail):
            return "published"
    return "date"
