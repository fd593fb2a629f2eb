"""Footnotes: references and what they lead to, as GitHub Flavored Markdown has them: `[^1]` and `[^1]: ...`.

A block that is a note, or a part of one, has an empty mark of the kind `footnote` at its head, with the address that
leads to it; a reference is a mark of the same kind and address over its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pagewinnow.records import ArticleBlock

_NO_NAME = re.compile(r"[^\w.-]+")
_SIGN = re.compile(r"\s*+[\[(]?\^?([\w.-]{1,20}?)(?:[\])]?[.:]?)\s++")


def name_notes(blocks: Sequence[ArticleBlock]) -> Mapping[str, str]:
    """The name of every note that has a reference, by its address: what the reference says, else its number."""
    told = {href for block in blocks if (href := note_of(block)) is not None}
    names: dict[str, str] = {}
    for block in blocks:
        for mark in block.marks:
            if mark.kind == "footnote" and mark.start < mark.end and mark.href in told and mark.href not in names:
                name = _NO_NAME.sub("", block.text[mark.start : mark.end])
                is_free = bool(name) and name not in names.values()
                names[mark.href] = name if is_free else f"note-{len(names) + 1}"
    return names


def note_of(block: ArticleBlock) -> str | None:
    """The address that leads to the note that a block is a part of."""
    for mark in block.marks:
        if mark.kind == "footnote" and mark.start == mark.end == 0:
            return mark.href
    return None


def skip_sign(text: str, name: str) -> int:
    """Where the words of a note begin behind its own sign.

    >>> skip_sign("[1] In 1819.", "1"), skip_sign("1819 was wet.", "1")
    (4, 0)
    """
    found = _SIGN.match(text)
    return found.end() if found and found[1] == name and found.end() < len(text) else 0
