"""What a comment of a platform looks like when its markup is gone: the tables `[[stripped]]` of the platform files.

    head    the lines before the words of a comment, in order; or
    foot    the lines behind them
    answers true: it answers the last post before it whose pattern does not say so
    around  lines that are none of its words, where they stand at the edge of them
    opens   true: it is the post that opens the page (a question)

A line is a pattern for the whole line; one in square brackets may be missing. The placeholders: `{name}` who wrote it,
`{handle}` the same in one word, `{parent}` whom it answers, `{date}` a time of any language, `{says}` a line of the
rules that says who speaks, `{n}` a number, `{any}` anything or nothing. A line with `{date}`, `{says}` or `#{n}` is
looked for first; where there is none, one with a name and a few words of its own. A line has one `{name}` or
`{handle}`, one `{parent}`, `{date}` and `{says}`, and two `{any}` and three `{n}` at most: with more of them the time
that a line takes would grow with its third power and more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pagewinnow.rules.toml import Flag, ListOf, Place, Table, Text

Sought = Literal["times", "speakers", "counts", "lines"]  # the lines that an anchor may be among

DATE, SAYS = "{date}", "{says}"
_COUNT = "#{n}"
_PLACEHOLDERS = {
    "{name}": r"(?P<name>\S(?:.{0,60}?\S)?)",
    "{handle}": r"(?P<name>\S{1,40})",
    "{parent}": r"(?P<parent>\S(?:.{0,60}?\S)?)",
    "{n}": r"[-\u2212+]?\d[\d.,\s]*[kKmM]?",
    "{any}": ".*?",
    DATE: re.escape(DATE),
    SAYS: re.escape(SAYS),
}
_MOST: Mapping[str, int] = MappingProxyType({"{any}": 2, "{n}": 3})
"""How often a placeholder may stand in a line; the others once."""
_TELLING = 6  # characters of a line's own words
_PLACEHOLDER = re.compile(r"(\{[a-z]+\})")


class Row(NamedTuple):
    """One line of a pattern. What it is matched with has its time, or all of it, replaced by a placeholder.

    `regex` has the source of what matches it; `literal` is the longest piece of it, in small letters, that no
    placeholder stands for; `line` is what was written.
    """

    regex: str
    optional: bool
    literal: str
    line: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches it. Of hundreds of lines few are ever compared: their words stand in no page."""
        return _compile(self.regex)


class Stripped(NamedTuple):
    """One table: its rows, the row that is looked for first and among what, and what the table's keys say."""

    rows: tuple[Row, ...]
    anchor: int
    sought: Sought
    closes: bool
    opens: bool
    answers: bool
    around: tuple[Row, ...]


@cache
def _compile(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


def read_row(line: str) -> Row:
    """One line of a pattern.

    >>> read_row("[Posted by {name}]").pattern.fullmatch("posted by Anna")["name"]
    'Anna'

    Raises:
        ValueError: it has a placeholder that is unknown, or too many.
    """
    optional = _is_optional(line)
    parts = _PLACEHOLDER.split(line[1:-1] if optional else line)
    counts = Counter(parts[1::2])
    for part in counts:
        if part not in _PLACEHOLDERS:
            raise ValueError(f"unknown placeholder: {part}")
        if counts[part] > _MOST.get(part, 1):
            raise ValueError(f"{part} may not stand in a line so often")
    if counts["{name}"] and counts["{handle}"]:
        raise ValueError("{name} and {handle} are the same: a line has one of them")
    regex = "".join(_PLACEHOLDERS[p] if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return Row(regex, optional, max(parts[::2], key=len).lower(), line)


_ROWS = ListOf(Text(read_row))
STRIPPED = Table({"head": _ROWS, "foot": _ROWS, "opens": Flag(), "answers": Flag(), "around": _ROWS})
"""What a table may hold."""


def make_stripped(table: dict[str, Any], place: Place) -> Stripped:
    """A table that was read.

    Raises:
        RuleError: it has no line to look for, or both a head and a foot.
    """
    head, foot = table["head"], table["foot"]
    if bool(head) == bool(foot):
        raise place.error("either head or foot is needed")
    rows: tuple[Row, ...] = head or foot
    lines = [row.line for row in rows]
    anchor = _anchor(lines)
    if anchor is None:
        needed = "a line with a date, a speaker, a number of posts or words around a name is needed"
        raise place.under("head" if head else "foot").error(needed)
    return Stripped(rows, anchor, _sought(lines[anchor]), bool(foot), table["opens"], table["answers"], table["around"])


def _is_optional(line: str) -> bool:
    return line.startswith("[") and line.endswith("]")


def _literal(line: str) -> str:
    return max(_PLACEHOLDER.split(line)[::2], key=len)


def _sought(line: str) -> Sought:
    if DATE in line:
        return "times"
    return "speakers" if SAYS in line else "counts" if _COUNT in line else "lines"


def _anchor(lines: Sequence[str]) -> int | None:
    for sign in (SAYS, DATE, _COUNT):
        for number, line in enumerate(lines):
            if sign in line and not _is_optional(line):
                return number
    for number, line in enumerate(lines):
        if ("{name}" in line or "{handle}" in line) and not _is_optional(line) and len(_literal(line)) >= _TELLING:
            return number
    return None
