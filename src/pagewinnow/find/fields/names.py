"""Is a text the name of a person, an account, a desk: where one is sure to stand, and wherever it stands?"""

from __future__ import annotations

import re

from pagewinnow.find.fields.values import clean_value
from pagewinnow.rules.vocabulary import Vocabulary
from pagewinnow.text import words

_NOT_IN_NAMES = re.compile(r"[/\\?!=#*~^{}<>|\"“”]|\w{2}\.\w{2,}\.\w|\d{4}[\s,/.-]")
_NEVER_IN_PERSONS = re.compile(r"[\d?!:;,&]|[a-z]{3}\.$|[a-z][A-Z]\w*[a-z][A-Z]")
_OF_ACCOUNT = re.compile(r"\w[._]\w|\d|[a-z][A-Z]")
_LONGEST_NAME = 60
_MOST_WORDS = 7
_MOST_IN_TITLE = 4
_FEWEST_OF_PROSE = 3


def is_name(text: str, vocabulary: Vocabulary) -> bool:
    """May `text` be the name of a person, an account or an agency, where one is sure to stand?"""
    parts = words(text)
    if not parts or len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS:
        return False
    if _NOT_IN_NAMES.search(text) or not any(char.isalpha() for char in text):
        return False
    if text.islower() and _holds_common_word(text.split(), vocabulary):
        return False
    return not (_is_other_word(text, parts, vocabulary) or is_role(parts, vocabulary))


def _holds_common_word(parts: list[str], vocabulary: Vocabulary) -> bool:
    """Is one of three words or more a common one, as in "reviews full time later in"?"""
    common = vocabulary.stop_words - vocabulary.particles
    return len(parts) >= _FEWEST_OF_PROSE and not common.isdisjoint(parts)


def _is_other_word(text: str, parts: list[str], vocabulary: Vocabulary) -> bool:
    """Is it an account that is nobody's, a degree, a date, a common word?"""
    first = parts[0]
    if " ".join(parts) in vocabulary.nobody or first.isdigit():
        return True
    if len(parts) == 1 and (first in vocabulary.credentials or len(first) == 1):
        return True
    if text[0].islower() and first in vocabulary.stop_words and first not in vocabulary.particles:
        return True
    if all(part in vocabulary.dated or part.isdigit() for part in parts):
        return True
    if vocabulary.modified.match(text):
        return True
    return is_dated(text, vocabulary) or vocabulary.not_by.match(text) is not None


def is_surely_name(text: str, vocabulary: Vocabulary) -> bool:
    """Does `text` look like a person's name wherever it stands: two to four capitalised words, none of them common?

    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.rules.vocabulary import vocabulary_of
    >>> english = vocabulary_of(load_rules(), "en")
    >>> [is_surely_name(t, english) for t in ("Ann van der Reed", "The Harbour", "Ann", "Read More 2")]
    [True, False, False, False]
    """
    parts = text.split()
    if not 2 <= len(parts) <= 5 or _NEVER_IN_PERSONS.search(text) or len(text) > _LONGEST_NAME:
        return False
    big = [part for part in parts if part[0].isupper()]
    small = [part for part in parts if not part[0].isupper()]
    if not 2 <= len(big) <= 4 or not parts[-1][0].isupper() or any(len(part) > 3 for part in small):
        return False
    if not is_name(text, vocabulary) or (text.isupper() and len(parts) > 3):
        return False
    folded = [" ".join(words(part)) for part in big]
    if not vocabulary.stop_words.isdisjoint(folded):
        return False
    return len(big) > 2 or folded[1] not in vocabulary.dated


def is_account(name: str) -> bool:
    """Is a name that of an account rather than a person's: one word with a sign, a figure or a capital inside?

    >>> [is_account(name) for name in ("ann.reed", "AnnR", "annreed2", "Ann Reed", "Ann", "Marie-Claude")]
    [True, True, True, False, False, False]
    """
    return " " not in name and _OF_ACCOUNT.search(name) is not None


def desk_name(text: object, vocabulary: Vocabulary) -> str | None:
    """A declared author that is no person's name but a title: "Community Editor"; `None` for accounts of nobody.

    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.rules.vocabulary import vocabulary_of
    >>> english = vocabulary_of(load_rules(), "en")
    >>> desk_name("Community Editor", english), desk_name("Editor", english), desk_name("We edit posts", english)
    ('Community Editor', None, None)
    """
    value = clean_value(text)
    parts = words(value or "")
    if value is None or not is_role(parts, vocabulary) or " ".join(parts) in vocabulary.nobody:
        return None
    is_title = len(parts) <= _MOST_IN_TITLE and all(word[0].isupper() for word in value.split())
    return value if is_title and not _NOT_IN_NAMES.search(value) else None


def is_role(parts: list[str], vocabulary: Vocabulary) -> bool:
    """Is it a job title: does it hold a word of one? A team (`Guest Staff`) is no title."""
    if len(parts) <= 1:
        return False
    roles = [part for part in parts if part in vocabulary.roles]
    return bool(roles) and not any(part in vocabulary.teams for part in parts)


def is_dated(text: str, vocabulary: Vocabulary) -> bool:
    """Is it a word that stands before a date?"""
    return bool(vocabulary.published.fullmatch(text) or vocabulary.modified.fullmatch(text))
