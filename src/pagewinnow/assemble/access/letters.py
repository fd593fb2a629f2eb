"""Is the text what it looks like? Some walls leave letters where the text was: shifted by one, in disorder, or Latin.

A text in a known language holds its commonest words: a fifth of all words and more. A paragraph with next to none of
them, on a page that otherwise reads like its language, is in another language or garbled; which one, its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pagewinnow.rules.vendors import Vendors

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 12
"""Paragraphs that are read, at even distances."""
_GLANCE = 240
"""Characters read of a paragraph, to see whether it is odd; twice as many to see how."""
_TRIED = 60
"""Words that are moved, by each step in turn."""
_FEWEST = 8
"""Words that a paragraph must have to be judged."""
_NATURAL = 0.12
"""The share of stop words from which a text is in its language; English has 0.4, Finnish 0.15."""
_ODD = 0.04
_DECODED = 0.2
"""The share of stop words that shows that a way to undo the disorder is the right one."""
_VOWELS = (0.28, 0.6)
"""The share of vowels between which every alphabet's languages stay; letters at random have a fifth."""
_VARIED = 0.3
"""The share of words that are not said again: one word a hundred times is a test page."""
_LONG = 5
"""Letters of a long word, consonants that no word has in a row, and long words of filler that are no chance."""
_ENOUGH_LETTERS = 200
_UNSAYABLE = 0.16
"""The share of words without a vowel or with five consonants in a row; German and Polish have a twentieth."""
_MOST = 0.35
"""The share of the body's words that must be garbled."""


class Garbled(NamedTuple):
    """How a body is garbled, and a piece of it."""

    how: str
    text: str


def find_garbled(paragraphs: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> Garbled | None:
    """How the body is garbled; `None` for a text in its language, or in any other that may be one.

    >>> from pagewinnow.rules.vendors import load_vendors
    >>> common = frozenset("the of and to in is was that it for on a".split())
    >>> plain = "The bridge of the town was in the hands of the guards and that is the end of it."
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
    if len(words) < _FEWEST:
        return False
    return len(stop_words.intersection(words)) < 1 + _ODD * len(words) or _fills(words, vendors)


def _fills(words: Sequence[str], vendors: Vendors) -> bool:
    """Are there many words of filler, leaving out the short ones that every Romance language has?"""
    return len([w for w in vendors.filler.intersection(w.strip(".,;") for w in words) if len(w) >= _LONG]) >= _LONG


def guess_by_paragraph(paragraphs: Sequence[str], languages: Mapping[str, frozenset[str]]) -> str | None:
    """The language that most of the words of any one paragraph belong to: one is enough, the others may be garbled."""
    best: tuple[float, str] = (_NATURAL, "")
    for paragraph in paragraphs[:_SAMPLE]:
        words = _WORD.findall(paragraph[:_GLANCE].lower())
        if len(words) >= _FEWEST:
            best = max(best, max(((_share(words, known), name) for name, known in languages.items()), default=best))
    return best[1] or None


def _share(words: Sequence[str], known: Iterable[str]) -> float:
    return sum(word in known for word in words) / max(1, len(words))


def _is_filler(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    del stop_words
    return _share(words, vendors.filler) > _DECODED and _fills(words, vendors)


def _is_shifted(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do the stop words come out when every letter is moved by the same step?"""
    del vendors
    text = " ".join(words[:_TRIED])
    for step in (*range(1, 26), -1, -2, -3):
        moved = "".join(_move(char, step) for char in text)
        if _share(moved.split(), stop_words) > _DECODED:
            return True
    return False


def _move(char: str, step: int) -> str:
    if "a" <= char <= "z":
        return chr((ord(char) - 97 - step) % 26 + 97)
    return char if char == " " or not 0 <= ord(char) - step < 0xD800 else chr(ord(char) - step)


def _is_shuffled(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do the stop words of three letters and more come out when the letters of a word may stand in any order?"""
    del vendors
    sorted_stops = {"".join(sorted(word)) for word in stop_words if len(word) > 2}
    found = [word for word in words if "".join(sorted(word)) in sorted_stops]
    return len(found) > _NATURAL * len(words) and len(set(found)) > 3


def _is_random(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Are there too few vowels, or too many, for any language; or do they stand where no word has them?"""
    if _share(words, stop_words) >= _ODD:
        return False
    known = [word for word in words if len(word) >= _LONG - 1 and word[0] < "\u0530"]
    letters = "".join(known)
    if len(letters) < _ENOUGH_LETTERS:
        return False
    vowels = sum(letter in vendors.vowels for letter in letters)
    unsayable = sum(_is_unsayable(word, vendors.vowels) for word in known)
    return not _VOWELS[0] < vowels / len(letters) < _VOWELS[1] or unsayable > _UNSAYABLE * len(known)


def _is_unsayable(word: str, vowels: frozenset[str]) -> bool:
    """Does the word hold no vowel, or five consonants in a row?"""
    run = longest = 0
    for letter in word:
        run = 0 if letter in vowels else run + 1
        longest = max(longest, run)
    return longest == len(word) or longest >= _LONG


_Test = Callable[[Sequence[str], frozenset[str], Vendors], bool]
_TESTS: tuple[tuple[str, _Test], ...] = (
    ("filler", _is_filler),
    ("shifted", _is_shifted),
    ("shuffled", _is_shuffled),
    ("random", _is_random),
)
