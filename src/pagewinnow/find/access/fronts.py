"""Sentences of a page that stands before the page, which no phrase lists: known by the words that they are made of.

"Not found" says nothing, nor does "page": together, in one short sentence at the head of a page that has no other text,
they are the page. Prose says the same; so a page with a paragraph of its own is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.records import RemovedLabel
from pagewinnow.rules.fronts import FrontClass, FrontWords
from pagewinnow.text import fold

_QUESTION_OF_AGE, _LONGEST, _NOTICE = 90, 140, 500
"""The weight of such a sentence: of a question of age, of most, of a notice of partners and cookies, or of law."""
_BEFORE = 100
"""The weight of what may stand before it, the page's head and navigation aside: no form, no list of headlines."""
_QUOTES = "\"'“„«»”‘「『"
_FURNITURE = frozenset({"header", "nav", "footer", "aside"})
_QUESTION = re.compile("[?\uff1f\u061f]|\uae4c\\s*$")
_AGE = re.compile(r"(?<!\d)(?:1[5-9]|2[01])(?!\d)")


class Front(NamedTuple):
    """A block that says what the page is: the label of all that it shows, and what its words say."""

    position: int
    label: RemovedLabel
    kind: str

    @property
    def rule(self) -> str:
        """The name that evidence gives."""
        return f"words/{self.kind}"


_SAID: tuple[tuple[RemovedLabel, str, tuple[FrontClass, FrontClass], int], ...] = (
    ("challenge", "human", ("confirm", "human"), _LONGEST),
    ("error", "region", ("region", "denied"), _NOTICE),
    ("error", "missing", ("thing", "missing"), _LONGEST),
    ("error", "upkeep", ("upkeep", "soon"), _LONGEST),
    ("consent", "partners", ("partners", "device"), _NOTICE),
    ("consent", "age", ("confirm", "grown"), _LONGEST),
)
"""What two classes of words say together, in which length."""


def find_fronts(document: Document, words: FrontWords, dense: float) -> Iterator[Front]:
    """The sentences of this kind at the head of a page. Whether the page has other text, the caller knows.

    A notice of partners and their cookies may stand anywhere: the caller asks how much of the page it is.

    `dense` is the weight of a character.
    """
    head = {block.position for block in blocks_at_head(document, dense)}
    for block in _own_blocks(document):
        found = _front_of(block, words, dense * len(block.text))
        if found is not None and (block.position in head or found.kind == "partners"):
            yield found


def blocks_at_head(document: Document, dense: float) -> Iterator[Block]:
    """The blocks that a page begins with, beside its head, foot and navigation."""
    before = 0.0
    for block in _own_blocks(document):
        yield block
        before += dense * len(block.text)
        if before > _BEFORE:
            return


def _own_blocks(document: Document) -> Iterator[Block]:
    tags = document.skeleton.tags
    for block in document.blocks:
        is_shown = not block.hidden and not block.noscript
        if is_shown and not any(tags[node] in _FURNITURE for node in document.skeleton.ancestors(block.node)):
            yield block


def _front_of(block: Block, words: FrontWords, weight: float) -> Front | None:
    text = block.text
    if weight > _NOTICE or text[:1] in _QUOTES:
        return None
    folded = fold(text)
    asks = _QUESTION.search(text) is not None
    if weight <= _QUESTION_OF_AGE and _is_of_age(words, text, folded, asks=asks):
        return Front(block.position, "consent", "age")
    for label, kind, (first, second), longest in _SAID:
        if weight > longest or (asks and label == "error"):
            continue
        if words[first].search(folded) and words[second].search(folded):
            return Front(block.position, label, kind)
    return None


def _is_of_age(words: FrontWords, text: str, folded: str, *, asks: bool) -> bool:
    """Is the reader asked whether they are old enough, or let in if they are?"""
    if not _AGE.search(text) or not words["years"].search(folded):
        return False
    return asks or words["enter"].search(folded) is not None
