"""How dates are written: names of months, days and halves of the day in a set of languages, and the order of figures.

The forms come from the rules (`rules/data/dates`), a file a language. What needs no language is known in the readers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from pagewinnow.text import words

Order = Literal["dmy", "mdy", "ymd"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

_NONE: Mapping[str, int] = MappingProxyType({})
# Vowel signs and the like are no letters to `re`, but belong to the word that they stand in.
MARKS = "".join(chr(code) for code in range(0x300, 0x1CFF) if unicodedata.category(chr(code))[0] == "M") + "\u200c"
# A year that the time of day touches, as where two elements stood side by side, is a number by itself.
_TOKEN = re.compile(rf"(?:19|20)\d\d(?=\d{{1,2}}:\d\d)|\d+|[^\W\d_](?:[^\W\d_]|[{MARKS}])*|\S")
_make = tuple.__new__  # of a named tuple's own class: half the time of calling the class
_PLAIN_WORD = re.compile("[a-z]+")
_TOUCHING = re.compile("[A-Za-z][A-Z][a-z]")  # a word with a capital in it: two words that touch
_NO_NAME = re.compile(r"[\W_]+")
_LONGEST = 200  # characters of a string that are looked at: a date stands at the head of a line, not in a paragraph


class Ago(NamedTuple):
    """A relative time: so many units before now. `n` is `None` in a form whose number stands in the text."""

    unit: Unit
    n: int | None


class Forms(NamedTuple):
    """The forms of a set of languages. Names are keys as `name_key` makes them.

    `months` and `weekdays` are numbered from 1 (Monday), the months of the Persian calendar from 13; `halves` are the
    hours to add to a clock of twelve; `eras` the year before the first of an era; `ago` the relative times as
    `relative.ago_key` writes them, by their first word; `worded` those of them that are words alone, without the spaces
    between these. `words` are those that a month's name begins with, and the longest of each relative time: one of them
    is needed; `None` where nobody knows.
    `has_persian` if figures may be a day of the Persian calendar.
    """

    months: Mapping[str, int]
    order: Order = "dmy"
    weekdays: Mapping[str, int] = _NONE
    halves: Mapping[str, int] = _NONE
    eras: Mapping[str, int] = _NONE
    ago: Mapping[str, Mapping[str, Ago]] = MappingProxyType({})
    worded: frozenset[str] = frozenset()
    words: frozenset[str] | None = None
    has_persian: bool = False


class Token(NamedTuple):
    """A run of figures, a word, or a sign: folded, figures in ASCII; its slice `start:end` of the text."""

    text: str
    kind: Literal["figures", "word", "sign"]
    start: int
    end: int


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens in the head of a text.

    >>> [token.text for token in tokenize("5. März '24")]
    ['5', '.', 'märz', "'", '24']
    """
    return _tokenize(text[:_LONGEST])


@lru_cache(maxsize=1024)  # comments, fields and access ask for the same lines of a page
def _tokenize(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece[0].isdecimal():
            plain = piece if piece.isascii() else "".join(str(unicodedata.decimal(char)) for char in piece)
            found.append(_make(Token, (plain, "figures", *match.span())))
        elif piece[0].isalpha():
            folded = piece.lower() if piece.isascii() else fold_word(piece)
            found.append(_make(Token, (folded, "word", *match.span())))
        else:
            found.append(_make(Token, (piece, "sign", *match.span())))
    return tuple(found)


def may_name(text: str, forms: Forms) -> bool:
    """May a month, a relative time, or a weekday at its head stand in the text? One look at its words, if plain.

    >>> forms = Forms({"march": 3}, words=frozenset({"march"}))
    >>> may_name("5 March 2024", forms), may_name("Page 5 of 12", forms), may_name("UpdatedMarch 5", forms)
    (True, False, True)
    """
    if forms.words is None or not text.isascii() or _TOUCHING.search(text):
        return True
    found = _PLAIN_WORD.findall(text.lower())
    return not forms.words.isdisjoint(found) or (bool(found) and found[0] in forms.weekdays)


def name_key(name: str) -> str:
    """The letters and figures of a name, folded, without what stands between them.

    >>> name_key("A.M."), name_key("Tháng 3")
    ('am', 'tháng3')
    """
    if name.isascii():
        return _NO_NAME.sub("", name[:_LONGEST]).lower()
    return "".join([token.text for token in tokenize(name) if token.kind != "sign"])


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """A word as it is compared: without capitals, vowel points and the width of its letters."""
    return "".join(words(word))
