"""Sentences that no phrase lists: a wall says who may read, and what of this text, in one breath.

A word says nothing. A reader's word ("subscribe", "log in") beside one for the rest of a text, or for this text and
what keeps it, is a wall's sentence in any language. Prose says the same things, and so do other texts' teasers: only a
short block right after the last running text is asked.
"""

from __future__ import annotations

import re
from typing import Literal

from pagewinnow.rules.walls import WallWords
from pagewinnow.text import fold, is_unspaced

Kind = Literal["onward", "rest", "only", "read", "spent", "share", "label", "marked", "lines"]

LONGEST = 320  # characters of a wall's sentence, with the offer that may follow it
_FEWEST = 2  # spaces in it, where words are set apart by them
_LINE = 90  # of the line that a wall begins with
_WORDS = 48  # of a block with one
_APART = 4  # words between two that belong together
_BRIDGE = 14  # characters between them in a script without spaces
_ENDS = re.compile(r"[.!?]\s+|[。！？؟\n]")
_PLUS = re.compile(r"[^\W\d]{2}\+(?![\w+])")  # after a name: the part of a site that is paid for
_SHARE = re.compile(r"(?<!\d)[1-9]\d? ?[%％٪]|[%％٪] ?[1-9]\d?(?!\d)")


def find_kind(text: str, words: WallWords) -> Kind | None:
    """What makes a block's text a wall's sentence, if it is one.

    >>> from pagewinnow.rules.walls import load_wall_words
    >>> [find_kind(t, load_wall_words(["en"])) for t in ("To see the rest of this story, subscribe.", "Subscribe now")]
    ['rest', None]
    """
    if len(text) > LONGEST:
        return None
    if text.count(" ") < _FEWEST and not is_unspaced(text):
        return None
    folded = fold(text)
    payer = bool(_PLUS.search(text) or words["payer"].search(folded))
    reader = payer or words["account"].search(folded) is not None
    kind = (_of_reader(words, folded, text, payer=payer) if reader else None) or _of_share(words, folded, text)
    return kind if kind and folded.count(" ") < _WORDS and not words["other"].search(folded) else None


def opens_lines(text: str, words: WallWords) -> bool:
    """May a wall begin here that is spread over lines: the text that is kept, then the offer and the door?"""
    if len(text) > _LINE:
        return False
    folded = fold(text)
    return _touch(words, "rest", "text", text) and not words["other"].search(folded)


def ends_lines(texts: list[str], words: WallWords) -> bool:
    """Do the lines after such a beginning hold both an offer and the door for readers?

    >>> from pagewinnow.rules.walls import load_wall_words
    >>> ends_lines(["Subscribe from $1", "Log in"], load_wall_words(["en"]))
    True
    """
    folded = fold(" ".join(texts))
    asked = words["payer"].search(folded) and words["account"].search(folded)
    return bool(asked) and not words["other"].search(folded)


def _of_share(words: WallWords, folded: str, text: str) -> Kind | None:
    """Of a sentence that counts: what is left to read of this text, or of what one may read for nothing."""
    if words["spent"].search(folded):
        return "spent"
    return "share" if _SHARE.search(text) and _touch(words, "rest", "text", text) else None


def _of_reader(words: WallWords, folded: str, text: str, *, payer: bool) -> Kind | None:
    """Of a sentence that has a reader's word: does it go on, or keep this text, or name it as kept?"""
    if words["onward"].search(folded):
        return "onward"
    if _touch(words, "rest", "text", text):
        return "rest"
    only = words["only"].search(folded)
    if _touch(words, "this", "text", text):
        return "only" if only else "read" if words["read"].search(folded) else None
    kept = only or (words["account"].search(folded) and words["read"].search(folded))
    return "label" if kept and payer and words["text"].search(folded) else None


def _touch(words: WallWords, first: Literal["rest", "this"], second: Literal["text"], text: str) -> bool:
    """Do two words stand so near, in one sentence, that they are of one phrase?"""
    for sentence in _ENDS.split(text):
        folded = fold(sentence)
        ends = [found.span() for found in words[second].finditer(folded)]
        if ends and any(_is_near(folded, found.span(), o) for found in words[first].finditer(folded) for o in ends):
            return True
    return False


def _is_near(folded: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    between = folded[min(one[1], other[1]) : max(one[0], other[0])]
    return between.count(" ") <= _APART + 1 and (" " in between or len(between) <= _BRIDGE)
