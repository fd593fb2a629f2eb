"""The head of a stripped text: which of its first lines is the title, if one surely is."""

from __future__ import annotations

import re
from itertools import pairwise

from pagewinnow.dates.absolute import find_date
from pagewinnow.document import Block
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.titles import share_of, slug_of
from pagewinnow.find.fields.values import DIGIT
from pagewinnow.findings import Found
from pagewinnow.text import is_unspaced, words

_PARAGRAPH = 120  # characters of a line that is running text
_TITLE = 200
_FEW = 6  # lines of a head without chrome before it
_FAR = 400  # lines that are compared with the address
_MOST = 0.6  # of the address's words
_SEARCHED = 12  # lines before the body
_FEWEST_WORDS, _FEWEST_UNSPACED = 3, 6
_OPENING = "\"'“‘«„¿¡「『（("
_SENTENCE_END = re.compile(r"[.。…;:,|]['\"”’)]*$")
_MACHINE_MADE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg)\b|\b\d{2,}[a-z]{3,}|[a-z]{3,}[A-Z][a-z]{3,}\b|\d{3,}x\d{3,}|\w_\w|\w/\w+/", re.ASCII
)


def text_title(sight: Sight) -> Found | None:
    """The line of a text that is its title; `None` where that is not sure.

    Without chrome before it, it is the first line that can be one; else the line before a byline or a dateline.
    """
    blocks = sight.document.blocks
    stop = next((b.position for b in blocks if _is_running(b) and b.position not in sight.skipped), None)
    if stop is None:
        return None
    before = [b for b in blocks[max(0, stop - _SEARCHED) : stop] if _is_kept(sight, b)]
    title = _named_by_address(sight) or (_first(sight, before) if stop <= _FEW else _before_field(sight, before))
    if title is None or not _can_be_title(sight, title):
        return None
    return Found(title.text, "line", (title.position,))


def _named_by_address(sight: Sight) -> Block | None:
    """The first line that says what the address says."""
    slug = slug_of(sight.address)
    if len(slug) < _FEWEST_WORDS:
        return None
    for block in sight.document.blocks[:_FAR]:
        if len(block.text) <= _TITLE and block.position not in sight.skipped and share_of(block.text, slug) >= _MOST:
            return block
    return None


def _first(sight: Sight, before: list[Block]) -> Block | None:
    return next((b for b in before if not _is_field(sight, b)), None)


def _before_field(sight: Sight, before: list[Block]) -> Block | None:
    """The line right before a byline or a dateline."""
    for block, following in pairwise(before):
        if _is_field(sight, following) and not _is_field(sight, block) and _can_be_title(sight, block):
            return block
    return None


def _is_running(block: Block) -> bool:
    """Is the line a paragraph, or at least a whole sentence?"""
    longest = _PARAGRAPH / 2 if is_unspaced(block.text) or block.text[0] > "\u1100" else _PARAGRAPH
    return len(block.text) > longest or (len(block.text) > longest / 2 and block.text[-1] in ".。")


def _is_kept(sight: Sight, block: Block) -> bool:
    """Did no labeller call the line boilerplate?"""
    labels = sight.labels
    label = labels[block.position] if block.position < len(labels) else "body"
    return label in {"body", "title", "field", "other"}


def _is_field(sight: Sight, block: Block) -> bool:
    """Is the line a byline or a dateline?"""
    text, vocabulary = block.text, sight.vocabulary
    if len(text) > 100:
        return False
    if vocabulary.by.match(text) and len(words(text)) <= 10:
        return True
    found = find_date(text, vocabulary.forms) if DIGIT.search(text) else None
    return found is not None and len(text) - (found.end - found.start) < 40


def _can_be_title(sight: Sight, block: Block) -> bool:
    """Has it a title's length, no full stop, and is it no file name, no name of the site with a slug behind it?"""
    text = block.text
    size = len(text) if is_unspaced(text) else len(words(text))
    fewest = _FEWEST_UNSPACED if is_unspaced(text) else _FEWEST_WORDS
    if len(text) > _TITLE or size < fewest or _SENTENCE_END.search(text) or _MACHINE_MADE.search(text):
        return False
    if sight.site.is_named(text) or not (text[0].isalnum() or text[0] in _OPENING):
        return False
    following = sight.document.blocks[block.position + 1 : block.position + 2]
    return not any(words(text)[:2] == words(b.text)[:2] for b in following)
