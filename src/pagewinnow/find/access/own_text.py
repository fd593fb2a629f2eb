"""What keeps a page from standing before another: a text of its own, shown or held for a script to show.

A cookie banner, a captcha's script and a `noscript` line are on every other page. Words beside an article never make
it a challenge, a consent wall, an error or a shell, however many they are; the scorers decide among the pages without.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal

from pagewinnow.find.access.evidence import Piece
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import LITTLE, NOTHING

Front = Literal["challenge", "consent", "error", "empty"]
_HELD = 600
"""Characters of hidden main content from which a page is no shell."""
_OPENINGS = ("first", "said-twice", "share/0.5", "title/", "script/", "markup/")
"""Beginnings of the names of pieces that tell a challenge beside one sentence at the end of something else."""
_MOST: Mapping[Front, int] = MappingProxyType({
    "challenge": LITTLE // 2, "consent": NOTHING, "error": LITTLE // 3, "empty": NOTHING,
})  # fmt: skip
"""The weight of other running text that such a page has at most: teasers, its site's own lines."""


def may_stand_before(seen: Seen, status: Front, pieces: Collection[Piece]) -> bool:
    """Has the page no more text of its own than one with this verdict may have?

    The title of a failed page tells what the page is: below it there may be teasers of others. A challenge begins with
    its words, has several, or a title or a vendor's sign that tells it: a form has one such sentence at its end. An
    error that only the page's head, foot or navigation tells is one of a script, where the page shows anything else.
    """
    names = {piece.name for piece in pieces}
    if status == "empty" and holds_text(seen):
        return False
    if status == "challenge" and not any(name.startswith(_OPENINGS) for name in names):
        return False
    if status == "error" and "beside/none" not in names and not any(piece.source for piece in pieces):
        return False
    most = _MOST[status]
    if status == "error" and "title/decides" in names:
        most = LITTLE
    return weigh_other_text(seen, status) <= most


def has_own_text(seen: Seen) -> bool:
    """Has the page so much text of its own that no question needs to be asked?"""
    if any(line.says("error") for line in seen.titled):
        return weigh_other_text(seen, "error") > LITTLE
    return all(weigh_other_text(seen, status) > most for status, most in _MOST.items())


def weigh_other_text(seen: Seen, status: Front) -> int:
    """The weight of the running text that does not speak of a verdict."""
    told: set[int] = set()
    if status != "empty":
        told = {p for p, line in seen.lines.items() if line.hints(status) or any(line.made_for(status))}
    other = [p for p in seen.body.positions if p not in told and seen.labels[p] != status]
    return int(seen.dense * sum(len(seen.blocks[position].text) for position in other))


def holds_text(seen: Seen) -> bool:
    """Does the page hold running text hidden, for a script to show?"""
    hidden = [block for block in seen.blocks if block.hidden and seen.labels[block.position] == "body"]
    return sum(len(block.text) for block in hidden) >= _HELD
