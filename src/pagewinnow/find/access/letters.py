"""Is the text what it looks like? Some walls leave letters where the text was: shifted by one, in disorder, or Latin.

A text in a known language holds its commonest words: a third of all words in most. A paragraph with few of them, on a
page that otherwise reads like its language, is in another language or garbled; which one, its letters say. In every
language that writes vowels they and the consonants take turns, two times in three and more; in disorder, half the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.rules.vendors import Vendors

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 12
"""Paragraphs that are read, at even distances."""
_GLANCE = 240
"""Characters read of a paragraph, to see whether it is odd; twice as many to see how."""
_TRIED = 80
"""Words that are moved, by each step in turn."""
_FEWEST = 8
"""Words that a paragraph must have to be judged."""
_ODD = 0.2
"""The share of stop words from which a text is no disorder; English has 0.4."""
_NATURAL = 0.12
"""The share of stop words from which a text is in its language; Finnish has 0.15."""
_DECODED = 0.15
"""The share of stop words that shows that a way to undo the disorder is the right one."""
_SHORT = 3
"""Letters from which a stop word is not a chance."""
_LONG = 5
"""Letters of a long word; and as many long words of filler are no chance."""
_TURNS = 0.61
"""The share of neighbours that are a vowel and a consonant: 0.66 to 0.82 in thirteen languages, 0.5 at random."""
_PAIRS = 300
"""Neighbours that must be counted for that."""
_VARIED = 0.3
"""The share of words that are not said again: one word a hundred times is a test page."""
_MOST = 0.35
"""The share of the text that must be odd."""


class Garbled(NamedTuple):
    """How a body is garbled, and a piece of it."""

    how: str
    text: str


def find_garbled(paragraphs: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> Garbled | None:
    """How the body is garbled; `None` for a text in its language, or in any other that may be one.

    >>> from pagewinnow.rules.vendors import load_vendors
    >>> common = frozenset("the of and to in is was that it for on a".split())
    >>> plain = "The bridge of the town was in the hands of the guards and that is the end of it for the year."
    >>> shifted = "".join(chr(ord(c) + 1) if c.isalpha() else c for c in plain.lower())
    >>> find_garbled([plain, shifted, shifted], common, load_vendors()).how
    'shifted'
    >>> find_garbled([plain, plain], common, load_vendors()) is None
    True
    """
    sample = paragraphs[:: max(1, len(paragraphs) // _SAMPLE)]
    odd = [p for p in sample if _is_odd(p[:_GLANCE].lower().split(), stop_words, vendors)]
    if not odd or sum(map(len, odd)) < _MOST * sum(map(len, sample)):
        return None
    words = [word for p in odd for word in _WORD.findall(p[: 2 * _GLANCE].lower())]
    if len(words) < 3 * _FEWEST or len(set(words)) < _VARIED * len(words):
        return None
    how = next((name for name, test in _TESTS if test(words, stop_words, vendors)), None)
    return Garbled(how, odd[0][:120]) if how else None


def _is_odd(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """A first look, in sets: are few of the stop words there, or many words of filler?"""
    if len(words) < _FEWEST:
        return False
    return (
        len(stop_words.intersection(words)) < _NATURAL * len(words) or len(vendors.filler.intersection(words)) >= _LONG
    )


def guess_by_paragraph(paragraphs: Sequence[str], languages: Mapping[str, frozenset[str]]) -> str | None:
    """The language that most of the words of any one paragraph belong to: one is enough, the others may be garbled."""
    best: tuple[float, str] = (_NATURAL, "")
    for paragraph in paragraphs[:_SAMPLE]:
        words = _WORD.findall(paragraph[:_GLANCE].lower())
        if len(words) >= _FEWEST:
            best = max(best, max(((_share(words, known), name) for name, known in languages.items()), default=best))
    return best[1] or None


def _share(words: Sequence[str], known: Collection[str]) -> float:
    return sum([word in known for word in words]) / max(1, len(words))


def _is_filler(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Are there many words of filler, not the short ones alone that every Romance language has?"""
    del stop_words
    long = [word for word in vendors.filler.intersection(words) if len(word) >= _LONG]
    return _share(words, vendors.filler) > _ODD and len(long) >= _LONG


def _is_shifted(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do the stop words come out when every letter is moved by the same step?"""
    del vendors
    known = [word for word in words[:_TRIED] if len(word) >= _SHORT]
    text = " ".join(known)
    letters = set(text)
    for step in (*range(1, 26), -1, -2, -3):
        moved = text.translate({ord(letter): _move(letter, step) for letter in letters})
        if _tells(moved.split(), known, stop_words):
            return True
    return False


def _move(char: str, step: int) -> str:
    if "a" <= char <= "z":
        return chr((ord(char) - 97 - step) % 26 + 97)
    return char if char == " " or not 0 <= ord(char) - step < 0xD800 else chr(ord(char) - step)


def _is_shuffled(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do the stop words come out when the letters of a word may stand in any order?"""
    del vendors
    known = [word for word in words if len(word) >= _SHORT]
    ordered = {"".join(sorted(word)): word for word in stop_words if len(word) >= _SHORT}
    return _tells([ordered.get("".join(sorted(word)), "") for word in known], known, stop_words)


def _tells(undone: Sequence[str], words: Sequence[str], stop_words: frozenset[str]) -> bool:
    """Do the undone words read like the language, and the words as they stand not?"""
    share = _share(undone, stop_words)
    return share > max(_DECODED, 2 * _share(words, stop_words)) and len(stop_words.intersection(undone)) >= _SHORT


def _is_random(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do vowels and consonants take turns less often than in any language?"""
    if _share(words, stop_words) >= _ODD:
        return False
    known = [word for word in words if len(word) >= _SHORT and word[0] < "\u0530"]
    sounds = [[letter in vendors.vowels for letter in word] for word in known]
    turns = [a != b for word in sounds for a, b in pairwise(word)]
    return len(turns) >= _PAIRS and sum(turns) < _TURNS * len(turns)


_Test = Callable[[Sequence[str], frozenset[str], Vendors], bool]
_TESTS: tuple[tuple[str, _Test], ...] = (
    ("filler", _is_filler),
    ("shifted", _is_shifted),
    ("shuffled", _is_shuffled),
    ("random", _is_random),
)
