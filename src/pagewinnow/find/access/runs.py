"""Lines that stand together and may be one wall: those that speak of readers and texts, and what is between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.find.access.lines import Line
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import ends_abruptly
from pagewinnow.records import RemovedLabel

_MOST = 24
"""Blocks of a wall at most."""
_GAP = 2
"""Blocks between two lines of a wall that say nothing of it: a label of a field, a bullet."""
_FILLING = 160
"""The weight of such a block at most."""
OFFERS = frozenset({"payer", "account", "offer", "price", "amount", "spent", "already"})
"""Classes of which two make a line of a wall, and one a line that stands in it."""
SECTIONS: frozenset[RemovedLabel] = frozenset({
    "comment_control", "reply_form", "newsletter", "related", "bio", "share"
})  # fmt: skip
"""Labels of boxes that stand below texts beside walls."""
_ASKED = frozenset({"payer", "account"})
"""Classes of which a button has one that ends the sentence above it."""


def find_runs(seen: Seen) -> Iterator[tuple[Line, ...]]:
    """Lines that stand together, with one among them that speaks of readers and texts."""
    run: list[Line] = []
    body = frozenset(seen.body.positions)
    for position in sorted(seen.lines):
        line = seen.lines[position]
        weak = position not in body and _is_weak(line)
        if not (_is_worded(line) or weak or _is_clause(line)) or line.block.kind in ("table_row", "quote"):
            continue
        if run and not _is_joined(run, position, seen):
            yield from _trimmed(run)
            run = []
        run.append(line)
    yield from _trimmed(run)


def _trimmed(run: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """A run from its first worded line on, if it has one."""
    first = next((at for at, line in enumerate(run) if _is_worded(line) or goes_on(line, run[at + 1 : at + 2])), None)
    if first is not None:
        yield tuple(run[first:])


def _is_worded(line: Line) -> bool:
    if line.hints("paywall") or any(line.made_for("paywall")):
        return True
    return len(OFFERS & line.kinds) > 1 and "other" not in line.kinds


def _is_weak(line: Line) -> bool:
    """Has a line a word of an offer, and is none of another box: of a form to reply, of a newsletter?"""
    if OFFERS.isdisjoint(line.kinds) or "other" in line.kinds:
        return False
    return not any(line.says(label) for label in SECTIONS)


def is_of_section(line: Line) -> bool:
    """Is a line another box's, and no field to log in by: "Password" stands in a form to reply too?"""
    return "account" not in line.kinds and any(line.says(label) for label in SECTIONS)


def _is_clause(line: Line) -> bool:
    """Is it the first half of a sentence that goes on in a button: "To read the full story"?"""
    text = line.block.text
    if ends_abruptly(text) != "open" or 2 * line.block.link_chars > len(text):
        return False
    return any(sentence.name == "whole" for sentence in line.sentences)


def goes_on(line: Line, following: Sequence[Line]) -> bool:
    """Does the next line say to a clause who may read: "Subscribe"?"""
    if not _is_clause(line) or not following:
        return False
    kinds = following[0].kinds
    return not _ASKED.isdisjoint(kinds) and "other" not in kinds


def _is_joined(run: Sequence[Line], position: int, seen: Seen) -> bool:
    """Does a line stand so near the last of a run that both are one wall?"""
    if position - run[-1].position > _GAP + 1 or position - run[0].position >= _MOST:
        return False
    between = seen.blocks[run[-1].position + 1 : position]
    return all(seen.dense * len(block.text) <= _FILLING for block in between)
