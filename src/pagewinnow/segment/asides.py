"""What stands in a block and is no text of it: hidden or spoken words, readings, copies of formulas, links to edit.

Such words are taken out of the pieces of the block before these become its text, and kept beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.document import Aside
from pagewinnow.records import RemovedLabel
from pagewinnow.rules.elements import elements
from pagewinnow.segment.elements import ANCHOR, BACK, COPY, EDITING, HIDDEN, READING, SILENT, SPOKEN
from pagewinnow.segment.spaces import CELL_GAP, LINE

SOFT_HYPHEN = "\u00ad"
_FACT = 40  # characters: hidden words up to there that hold a number are a price, a date, a rating
_REASONS: dict[int, tuple[RemovedLabel, str]] = {
    READING: ("other", "markup/ruby"), COPY: ("duplicate", "markup/annotation"), EDITING: ("nav", "markup/edit-link"),
    BACK: ("nav", "markup/back-link"), ANCHOR: ("nav", "markup/anchor"),
    HIDDEN: ("hidden", "markup/hidden"), SPOKEN: ("hidden", "markup/spoken"), SILENT: ("duplicate", "markup/silent"),
}  # fmt: skip


class Span(NamedTuple):
    """The pieces `first` to `stop - 1` of a block, the role of the element that they stand in, and its node."""

    first: int
    stop: int
    role: int
    node: int


class Left(NamedTuple):
    """Words that were taken out, the piece that they began with, and why."""

    first: int
    text: str
    label: RemovedLabel
    rule: str


def take_out(pieces: Sequence[str], spans: Sequence[Span], formulas: Sequence[Span]) -> tuple[list[str], list[Left]]:
    """The pieces with those blanked that are no text, as many as before; and what was in them.

    >>> take_out(["See", " (new tab)", "."], [Span(1, 2, SPOKEN, 0)], [])
    (['See', '', '.'], [Left(first=1, text=' (new tab)', label='hidden', rule='markup/spoken')])
    """
    kept = list(pieces)
    left: list[Left] = []
    for first, stop, role, _ in _choose(pieces, spans, formulas):
        if words := _with_rims(pieces, first, stop):
            left.append(Left(first, words, *_REASONS[role]))
        kept[first:stop] = [""] * (stop - first)
    return kept, left


def _with_rims(pieces: Sequence[str], first: int, stop: int) -> str:
    """The words of some pieces, with a space where they do not touch what is around them; empty for none."""
    words = join_words(pieces[first:stop])
    if not words:
        return ""
    before, after = pieces[first - 1][-1:] if first else "", pieces[stop - 1][-1:]
    lead = " " if before.isspace() or before in (LINE, CELL_GAP) or pieces[first][:1].isspace() else ""
    return f"{lead}{words} " if after.isspace() else f"{lead}{words}"


def blank_numbers(pieces: Sequence[str], spans: Sequence[Span]) -> tuple[list[str], list[Left]]:
    """The pieces of a listing without the numbers of its lines."""
    kept = list(pieces)
    left = [Left(s.first, join_words(pieces[s.first : s.stop]), "other", "markup/line-number") for s in spans]
    for first, stop, _, _ in spans:
        kept[first:stop] = [""] * (stop - first)
    return kept, left


def strip_hyphens(pieces: Sequence[str]) -> tuple[list[str], list[Left]]:
    """The pieces without the hyphens that only say where a word may be broken."""
    count = sum(piece.count(SOFT_HYPHEN) for piece in pieces)
    kept = [piece.replace(SOFT_HYPHEN, "") for piece in pieces]
    return kept, [Left(len(kept), SOFT_HYPHEN * count, "other", "markup/soft-hyphen")]


def place(left: Sequence[Left], ends: Sequence[int]) -> tuple[Aside, ...]:
    """What was taken out, at its places in the text of the block."""
    return tuple(Aside(ends[one.first - 1] if one.first else 0, one.text, one.label, one.rule) for one in left)


def _choose(pieces: Sequence[str], spans: Sequence[Span], formulas: Sequence[Span]) -> list[Span]:
    """The spans that are no text, in order, none within another."""
    facts = [span for span in spans if span.role in (HIDDEN, SPOKEN) and _is_fact(pieces, span)]
    starts = sorted(span.first for span in formulas)
    told = {*facts, *formulas}
    begin, end = {span.first for span in told}, {span.stop for span in told}
    chosen: list[Span] = []
    reached = 0
    for span in sorted(spans, key=lambda s: (s.first, -s.stop)):
        if span.first < reached:
            continue
        if span.role == SILENT:
            is_aside = _before(pieces, span.first) in end or _behind(pieces, span.stop) in begin
        elif span.role in (HIDDEN, SPOKEN):
            at = bisect_left(starts, span.first)
            is_aside = span not in told and not (at < len(starts) and starts[at] < span.stop)
        elif span.role == ANCHOR:
            is_aside = _is_sign(join_words(pieces[span.first : span.stop]))
        else:
            is_aside = True
        if is_aside:
            chosen.append(span)
            reached = span.stop
    return chosen


def _is_sign(words: str) -> bool:
    """Does a link within the page say nothing, and is it no reference to a note?"""
    return not any(char.isalnum() for char in words) and not elements().note_signs.issuperset(words)


def _is_fact(pieces: Sequence[str], span: Span) -> bool:
    """Do hidden words say what a reader, or a program, looks for on the page: a number?"""
    words = join_words(pieces[span.first : span.stop])
    return len(words) <= _FACT and any(char.isdigit() for char in words)


def _before(pieces: Sequence[str], at: int) -> int:
    return at - 1 if at and pieces[at - 1].isspace() else at


def _behind(pieces: Sequence[str], at: int) -> int:
    return at + 1 if at < len(pieces) and pieces[at].isspace() else at


def join_words(pieces: Sequence[str]) -> str:
    """The words of pieces that are no block."""
    return " ".join("".join(" " if piece in (LINE, CELL_GAP) else piece for piece in pieces).split())
