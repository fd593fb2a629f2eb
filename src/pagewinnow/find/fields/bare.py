"""Names near the title that no word and no class marks: what stands around them tells that they are the authors'."""

from __future__ import annotations

import re

from pagewinnow.dates.absolute import find_date
from pagewinnow.document import Block
from pagewinnow.find.fields.byline import Byline
from pagewinnow.find.fields.namelists import leading_name, read_names
from pagewinnow.find.fields.names import is_role, is_surely_name
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.values import DIGIT
from pagewinnow.rules.vocabulary import Vocabulary
from pagewinnow.text import words

DATELINE = 40  # characters of a block that is a date and next to nothing else
_SECOND = 2  # the second block behind the title
_NEXT_TO_TITLE = 4  # blocks
_NEAR = 12
_SOON = 3  # blocks behind a name in which its date stands
_TOLD = 60  # characters of a line about a person
_SHORT = 80  # characters of a line between a name and its date
_MOST_OF_TEAM = 5  # words
_SHORTEST = 3  # letters of a word that is looked for


def find_bare(sight: Sight, block: Block, before: Block | None, after: Block | None) -> Byline | None:
    """The names in a block of the head, if a date, a line about the person, or the same name elsewhere speaks for them.

    A date stands in the block, beside it, or behind a few short lines; a team wants a date.
    """
    behind = block.position - (sight.title_at or 0)
    has_date = is_date(sight, block.text, len(block.text))
    if not (0 < behind <= _NEAR or (has_date and -_NEXT_TO_TITLE <= behind < 0)):
        return None
    if block.kind == "list_item" and behind < 0:
        return None
    if (block.kind == "heading" and behind > 1) or (not has_date and 2 * block.link_chars > len(block.text)):
        return None
    names = _names_in(sight, block, has_date=has_date)
    if not names:
        return None
    beside = (other for other in (before if behind == _SECOND else None, after) if other is not None)
    is_dated = has_date or any(is_date(sight, other.text, DATELINE) for other in beside)
    if not is_dated and 0 < behind <= _NEXT_TO_TITLE and block.kind != "heading":
        is_dated = _is_dated_soon(sight, block) or _is_told_of(sight, block, names[0])
    return Byline(names, "byline", (block.position,)) if is_dated else None


def is_date(sight: Sight, text: str, longest: int) -> bool:
    """Has a text a date in it, and is it no longer than so many characters?"""
    if len(text) > longest or not DIGIT.search(text):
        return False
    return find_date(text, sight.vocabulary.forms) is not None


def _is_common_word(sight: Sight, word: str) -> bool:
    """Does the page write the first word of a name small elsewhere, as it does in "Shopping Basket", "New Delhi"?"""
    if word.islower() or len(word) < _SHORTEST:
        return False
    small = re.compile(rf"(?<!\w){re.escape(word.lower())}(?!\w)")
    return any(small.search(block.text) for block in sight.document.blocks)


def _names_in(sight: Sight, block: Block, *, has_date: bool) -> tuple[str, ...]:
    """The names that the block is, beside a date or a job title."""
    vocabulary, text = sight.vocabulary, block.text
    if not has_date and _is_team(text, vocabulary):
        return (text,)
    if not has_date and not _is_name_with_role(text, vocabulary):
        return ()
    names = read_names(text, vocabulary) if has_date else (text.partition(",")[0],)
    names = tuple(n for n in (leading_name(name, vocabulary) for name in names) if is_surely_name(n, vocabulary))
    if not all(name in " ".join(text.split()) for name in names):
        return ()  # "WESTPORT, Wash." is no "Wash WESTPORT"
    if names and _is_common_word(sight, names[0].split()[0]):
        return ()
    return names if names and len(text) <= len(names[0]) + DATELINE else ()


def _is_name_with_role(text: str, vocabulary: Vocabulary) -> bool:
    """Is it a person's name, with a job title behind a comma perhaps?"""
    name, _, role = text.partition(",")
    return is_surely_name(name, vocabulary) and (not role.strip() or is_role(words(role), vocabulary))


def _is_team(text: str, vocabulary: Vocabulary) -> bool:
    """Is it the name of a team: "The Harbour Team"?"""
    parts = text.split()
    is_name = 1 < len(parts) <= _MOST_OF_TEAM and all(part[0].isupper() for part in parts)
    return is_name and not vocabulary.teams.isdisjoint(words(parts[-1]))


def _is_dated_soon(sight: Sight, block: Block) -> bool:
    """Does a line that is a date stand behind the block, with none but short lines that are no sentence between?"""
    for other in sight.document.blocks[block.position + 1 : block.position + 1 + _SOON]:
        if is_date(sight, other.text, DATELINE):
            return True
        if len(other.text) > _SHORT or other.kind == "heading":
            return False
    return False


def _is_told_of(sight: Sight, block: Block, name: str) -> bool:
    """Does a longer line elsewhere begin with the name?"""
    blocks = sight.document.blocks
    return any(b.text.startswith(name) and len(b.text) > len(name) + _TOLD for b in blocks if b is not block)
