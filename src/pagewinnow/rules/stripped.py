"""What a comment of a platform looks like when its markup is gone: the tables `[[stripped]]` of the platform files.

    head    the lines before the words of a comment, in order; or
    foot    the lines behind them
    answers true: it answers the last post before it whose pattern does not say so
    around  lines that are none of its words, where they stand at the edge of them
    opens   true: it is the post that opens the page (a question)

A line is a pattern for the whole line; one in square brackets may be missing. The placeholders: `{name}` who wrote it,
`{handle}` the same in one word, `{parent}` whom it answers, `{date}` a time of any language, `{says}` a line of the
rules that says who speaks, `{n}` a number, `{any}` anything or nothing. A line with `{date}`, `{says}` or `#{n}` is
looked for first; where there is none, one with a name and a few words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

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
_TELLING = 6  # characters of a line's own words
_PLACEHOLDER = re.compile(r"(\{[a-z]+\})")


class Row(NamedTuple):
    """One line of a pattern. What it is matched with has its time, or all of it, replaced by a placeholder.

    `literal` is the longest piece of it, in small letters, that no placeholder stands for.
    """

    pattern: re.Pattern[str]
    optional: bool
    literal: str


class Stripped(NamedTuple):
    """One table: its rows, the row that is looked for first and among what, and what the table's keys say."""

    rows: tuple[Row, ...]
    anchor: int
    sought: Sought
    closes: bool
    opens: bool
    answers: bool
    around: tuple[Row, ...]


def read_stripped(table: Mapping[str, object]) -> Iterator[Stripped]:
    """The tables `stripped` of a platform's file.

    >>> [one] = read_stripped({"stripped": [{"head": ["[Staff]", "{name} wrote on {date}:"]}]})
    >>> one.anchor, one.rows[1].pattern.fullmatch("Anna wrote on {date}:")["name"]
    (1, 'Anna')

    Raises:
        ValueError: they do not follow the specification.
    """
    tables = table.get("stripped", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise ValueError("a list of tables is needed")
    for one in tables:
        if unknown := set(one) - {"head", "foot", "opens", "answers", "around"}:
            raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
        lines, around = one.get("head") or one.get("foot"), one.get("around", [])
        for strings in (lines, around):
            if not isinstance(strings, list) or not all(isinstance(line, str) and line for line in strings):
                raise ValueError("a list of lines is needed")
        assert isinstance(lines, list)
        yield Stripped(
            tuple(_row(line) for line in lines),
            _anchor(lines),
            _sought(lines[_anchor(lines)]),
            "foot" in one,
            one.get("opens") is True,
            one.get("answers") is True,
            tuple(_row(line) for line in around),
        )


def _row(line: str) -> Row:
    optional = _is_optional(line)
    parts = _PLACEHOLDER.split(line[1:-1] if optional else line)
    for part in parts[1::2]:
        if part not in _PLACEHOLDERS:
            raise ValueError(f"unknown placeholder: {part}")
    written = "".join(_PLACEHOLDERS[p] if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return Row(re.compile(written, re.IGNORECASE), optional, max(parts[::2], key=len).lower())


def _is_optional(line: str) -> bool:
    return line.startswith("[") and line.endswith("]")


def _literal(line: str) -> str:
    return max(_PLACEHOLDER.split(line)[::2], key=len)


def _sought(line: str) -> Sought:
    if DATE in line:
        return "times"
    return "speakers" if SAYS in line else "counts" if _COUNT in line else "lines"


def _anchor(lines: Sequence[str]) -> int:
    for sign in (SAYS, DATE, _COUNT):
        for number, line in enumerate(lines):
            if sign in line and not _is_optional(line):
                return number
    for number, line in enumerate(lines):
        if ("{name}" in line or "{handle}" in line) and not _is_optional(line) and len(_literal(line)) >= _TELLING:
            return number
    raise ValueError("a line with a date, a speaker, a number of posts or words around a name is needed")
