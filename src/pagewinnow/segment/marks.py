"""The runs of a block become its marks: what of its text is a link, code, stressed, a formula, a note, an image."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pagewinnow.document import Mark, Run
from pagewinnow.records import MarkKind
from pagewinnow.rules.elements import elements
from pagewinnow.segment.nodes import ATTRIBUTES, PARENT, TAG, Node

_KINDS: Mapping[str, MarkKind] = {
    "a": "link",
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("em", "i"), "em"),
    "sub": "sub",
    "sup": "sup",
    "math": "math",
}  # fmt: skip
MARKED = frozenset(_KINDS)
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class


def read_marks(runs: Sequence[Run], nodes: Sequence[Node], formulas: Mapping[int, str]) -> tuple[list[Mark], int]:
    """The marks that the inline elements of a block make, and how many characters of it are in links.

    `formulas` are the nodes of formulas with their TeX.
    """
    marks: list[Mark] = []
    linked = 0
    for start, end, index in runs:
        kind = _KINDS.get(nodes[index][TAG])
        if kind is None:
            continue
        if kind == "link":
            href = nodes[index][ATTRIBUTES].get("href")
            if href is None:  # the name of a place
                continue
            linked += end - start
            if href[:1] == "#" and _is_note(nodes, index):
                kind = "footnote"
            marks.append(_make(Mark, (start, end, kind, href, None)))
        else:
            alt = formulas.get(index) or nodes[index][ATTRIBUTES].get("alttext") if kind == "math" else None
            marks.append(_make(Mark, (start, end, kind, None, alt)))
    return marks, linked


def _is_note(nodes: Sequence[Node], index: int) -> bool:
    """Does a link within the page lead to a note: a raised one, or one that says so?"""
    node = nodes[index]
    if nodes[node[PARENT]][TAG] == "sup":
        return True
    if index + 1 < len(nodes) and nodes[index + 1][TAG] == "sup" and nodes[index + 1][PARENT] == index:
        return True
    known, attributes = elements(), node[ATTRIBUTES]
    if attributes.get("role") in known.footnote_roles:
        return True
    return "class" in attributes and not known.footnote_classes.isdisjoint(attributes["class"].lower().split())


def image_mark(at: int, node: Node) -> Mark | None:
    """The mark of an image at a place in the text; `None` if it has no address but data of its own."""
    attributes = node[ATTRIBUTES]
    for name in elements().image_attributes:
        address = attributes.get(name, "").strip()
        if address and not address.startswith("data:"):
            alt = " ".join(attributes.get("alt", "").split())
            return Mark(at, at, "image", address, alt or None)
    return None


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks from the first to the last, the outer before the inner."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
