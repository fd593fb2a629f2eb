"""The head of a stripped text: which of its first lines is the title, if one surely is."""

from __future__ import annotations

import re

from pagewinnow.dates.absolute import find_date
from pagewinnow.document import Block
from pagewinnow.find.fields.namelists import read_names
from pagewinnow.find.fields.names import is_surely_name
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.titles import share_of, slug_of
from pagewinnow.find.fields.values import DIGIT
from pagewinnow.findings import Found
from pagewinnow.records import Label
from pagewinnow.text import is_unspaced, words

_PARAGRAPH = 120  # characters of a line that is running text
_TITLE = 200
_FEW = 6  # lines of a head without chrome before it
_FAR = 400  # lines that are compared with the address
_MOST = 0.6  # of the address's words
_SEARCHED = 16  # lines before the body
# What speaks for a line, in points: all its words stand in the text, a field is near behind it, it stands twice; and
# one for each of its words, one against it for each line up to the text.
_IN_TEXT, _OVER_FIELD, _TWICE, _LONG = 15, 5, 5, 10
_ENOUGH = 16
_LINE = 60  # characters: longer lines are the text, shorter ones name somebody
_FEWEST_WORDS, _FEWEST_UNSPACED = 3, 6
_OPENING = "\"'“‘«„¿¡「『（("
_SENTENCE_END = re.compile(r"[.。…;:,|]['\"”’)]*$")
_MACHINE_MADE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg)\b|\b\d{2,}[a-z]{3,}|[a-z]{3,}[A-Z][a-z]{3,}\b|\d{3,}x\d{3,}|\w_\w|\w/\w+/", re.ASCII
)


def text_title(sight: Sight) -> Found | None:
    """The line of a text that is its title; `None` where that is not sure.

    It is the line for which most speaks; where that is not enough, and no chrome before it, the first that can be one.
    """
    start = _start(sight)
    if start is None:
        return None
    before = [b for b in sight.document.blocks[max(0, start - _SEARCHED) : start] if _is_kept(sight, b)]
    title = _named_by_address(sight) or _likeliest(sight, before, start)
    if title is None and start <= _FEW:
        title = _first(sight, before)
    if title is None or not _can_be_title(sight, title):
        return None
    return Found(title.text, "line", (title.position,))


def _start(sight: Sight) -> int | None:
    """Where the text begins: with the first post of a thread, or the first line that is running text and no chrome."""
    thread = sight.thread
    if thread is not None and thread.is_page:
        return thread.start
    running = [b.position for b in sight.document.blocks if _is_running(b) and b.position not in sight.skipped]
    return next((at for at in running if _label(sight, at) == "body"), next(iter(running), None))


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
    """The first line that is no field; without the name of the site, where it stands without it too."""
    lines = [b for b in before if not _is_field(sight, b)]
    return next(
        (b for b in lines[1:] if _can_be_title(sight, b) and lines[0].text.startswith(b.text)), next(iter(lines), None)
    )


def _likeliest(sight: Sight, before: list[Block], start: int) -> Block | None:
    """The line for which most speaks: its words stand in the text, it is long, near to it, over a field, said twice."""
    blocks = sight.document.blocks
    text = {piece for b in blocks[start:] if len(b.text) > _LINE and _is_kept(sight, b) for piece in _pieces(b.text)}
    best: Block | None = None
    most = float(_ENOUGH)
    for block in before:
        if _is_field(sight, block) or _is_name(sight, block) or not _can_be_title(sight, block):
            continue
        pieces = _pieces(block.text)
        at = block.position
        points = _IN_TEXT * len(text.intersection(pieces)) / len(set(pieces))
        points += min(len(pieces) / (2 if is_unspaced(block.text) else 1), _LONG) - (start - at)
        points += _OVER_FIELD * any(_is_field(sight, b) or _is_name(sight, b) for b in blocks[at + 1 : at + 4])
        points += _TWICE * any(block.text in b.text for b in blocks[:start] if b is not block)
        if points >= most:
            best, most = block, points
    return best


def _pieces(text: str) -> list[str]:
    """Its words; its letters where no spaces part them."""
    return [char for char in text if char.isalnum()] if is_unspaced(text) else words(text)


def _is_name(sight: Sight, block: Block) -> bool:
    """Does the line name a person: the author, a photographer?"""
    vocabulary = sight.vocabulary
    if len(block.text) > _LINE:
        return False
    if vocabulary.not_by.match(block.text) or vocabulary.by.match(block.text):
        return True
    return any(is_surely_name(name, vocabulary) for name in read_names(block.text, vocabulary)[:1])


def _is_running(block: Block) -> bool:
    """Is the line a paragraph, or at least a whole sentence?"""
    longest = _PARAGRAPH / 2 if is_unspaced(block.text) or block.text[0] > "\u1100" else _PARAGRAPH
    return len(block.text) > longest or (len(block.text) > longest / 2 and block.text[-1] in ".。")


def _is_kept(sight: Sight, block: Block) -> bool:
    """Did no labeller call the line boilerplate?"""
    return _label(sight, block.position) in {"body", "title", "field", "other"}


def _label(sight: Sight, at: int) -> Label:
    return sight.labels[at] if at < len(sight.labels) else "body"


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
    return not any(words(text)[:2] == words(b.text)[:2] for b in following if not _is_running(b))
