"""What of a block's text is a link, code, stressed, raised, a note, a formula or an image: its marks.

Most marks are inline elements, which a block has as runs. They are read for the blocks that are kept alone, since most
links of a page stand in its menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pagewinnow.document import Block, Skeleton
from pagewinnow.records import Mark, MarkKind
from pagewinnow.rules.elements import elements

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
_NOTE = re.compile(r"[\[(]\w{1,3}[\])]")  # what a reference to a note says, where it is not raised
# A formula between the signs of LaTeX, or those of TeX for one on a line of its own.
_TEX_SIGNS = frozenset("\\^_={}")  # of which a formula between dollars has one: dollars are money too
_TEX = re.compile(r"\\\(((?:[^\\]|\\(?![()]))++)\\\)|\\\[((?:[^\\]|\\(?![\[\]]))++)\\\]|\$\$([^$]++)\$\$")


def read_marks(block: Block, skeleton: Skeleton) -> tuple[Mark, ...]:
    """The marks of a block from the first to the last, an outer one before those in it; a listing has none.

    >>> from pagewinnow.document import Run
    >>> skeleton = Skeleton(["p", "a"], [-1, 0], [{}, {"href": "/map"}], [2, 2], [0, 0], [1, 1])
    >>> read_marks(Block(0, "See the map.", "paragraph", None, 0, runs=(Run(8, 11, 1),)), skeleton)
    (Mark(start=8, end=11, kind='link', href='/map', alt=None),)
    """
    if block.kind == "code":
        return ()
    typed = list(_read_typed(block.text))
    if not block.runs and not typed:
        return block.marks
    formulas = {(mark.start, mark.end) for mark in block.marks if mark.kind == "math"}
    marks = [
        mark for mark in _read_runs(block, skeleton) if mark.kind != "math" or (mark.start, mark.end) not in formulas
    ]
    return tuple(sorted([*block.marks, *marks, *typed], key=lambda mark: (mark.start, -mark.end)))


def _read_typed(text: str) -> Iterator[Mark]:
    r"""The formulas that stand in the text as their writer typed them, for a script to set.

    >>> [(mark.start, mark.end, mark.alt) for mark in _read_typed(r"So \(a < b\) holds.")]
    [(3, 12, 'a < b')]
    >>> list(_read_typed("It costs $$, or even $$."))
    []
    """
    if "\\(" not in text and "\\[" not in text and "$$" not in text:
        return
    for found in _TEX.finditer(text):
        formula = found[found.lastindex or 0].strip()
        if formula and (found[3] is None or not _TEX_SIGNS.isdisjoint(formula)):
            yield Mark(found.start(), found.end(), "math", None, formula)


def _read_runs(block: Block, skeleton: Skeleton) -> Iterator[Mark]:
    for start, end, node in block.runs:
        kind = _KINDS.get(skeleton.tags[node])
        attributes = skeleton.attributes[node]
        if kind == "link":
            href = attributes.get("href")
            if href is not None:  # else it is the name of a place
                words = block.text[start:end]
                is_note = len(href) > 1 and href[0] == "#" and (_NOTE.fullmatch(words) or _is_note(node, skeleton))
                yield Mark(start, end, "footnote" if is_note else kind, href)
        elif kind == "code" and node < block.node:
            continue  # around the whole block, and others: a listing that nobody closed
        elif kind is not None:
            yield Mark(start, end, kind, None, attributes.get("alttext") if kind == "math" else None)


def _is_note(node: int, skeleton: Skeleton) -> bool:
    """Does a link within the page lead to a note: a raised one, or one that says so?"""
    if skeleton.tags[skeleton.parents[node]] == "sup":
        return True
    if node + 1 < skeleton.ends[node] and skeleton.tags[node + 1] == "sup":
        return True
    known, attributes = elements(), skeleton.attributes[node]
    if attributes.get("role") in known.footnote_roles:
        return True
    return not known.footnote_classes.isdisjoint(attributes.get("class", "").lower().split())
