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
_SAMPLE = 50
"""Words read of a paragraph; and as many paragraphs."""
_FEWEST = 8
"""Words that a paragraph must have to be judged."""
_NATURAL = 0.12
"""The share of stop words from which a text is in its language; English has 0.4, Finnish 0.15."""
_ODD = 0.04
_DECODED = 0.2
"""The share of stop words that shows that a way to undo the disorder is the right one."""
_VOWELS = (0.28, 0.6)
"""The share of vowels between which every alphabet's languages stay; letters at random have a fifth."""
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
    samples = [_WORD.findall(p[:600].lower())[:_SAMPLE] for p in paragraphs[:_SAMPLE]]
    samples = [words for words in samples if len(words) >= _FEWEST]
    total = sum(map(len, samples))
    odd = [words for words in samples if _share(words, stop_words) < _ODD]
    words = [word for sample in odd for word in sample]
    if not words or len(words) < _MOST * total or len(words) < 3 * _FEWEST:
        return None
    how = next((name for name, test in _TESTS if test(words, stop_words, vendors)), None)
    return Garbled(how, " ".join(odd[0])[:120]) if how else None


def guess_by_paragraph(paragraphs: Sequence[str], languages: Mapping[str, frozenset[str]]) -> str | None:
    """The language that most of the words of any one paragraph belong to: one is enough, the others may be garbled."""
    best: tuple[float, str] = (_NATURAL, "")
    for paragraph in paragraphs[:_SAMPLE]:
        words = _WORD.findall(paragraph[:600].lower())[:_SAMPLE]
        if len(words) >= _FEWEST:
            best = max(best, max(((_share(words, known), name) for name, known in languages.items()), default=best))
    return best[1] or None


def _share(words: Sequence[str], known: Iterable[str]) -> float:
    return sum(word in known for word in words) / max(1, len(words))


def _is_filler(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    del stop_words
    return _share(words, vendors.filler) > _DECODED


def _is_shifted(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Do the stop words come out when every letter is moved by the same step?"""
    del vendors
    text = " ".join(words)
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
    """Do the stop words come out when the letters of a word may stand in any order? (Words of three letters and more.)"""
    del vendors
    sorted_stops = {"".join(sorted(word)) for word in stop_words if len(word) > 2}  # noqa: PLR2004
    found = [word for word in words if "".join(sorted(word)) in sorted_stops]
    return len(found) > _NATURAL * len(words) and len(set(found)) > 3  # noqa: PLR2004


def _is_random(words: Sequence[str], stop_words: frozenset[str], vendors: Vendors) -> bool:
    """Are there too few vowels, or too many, for any language?"""
    del stop_words
    letters = [char for char in "".join(words) if char < "\u0530"]
    share = sum(char in vendors.vowels for char in letters) / max(1, len(letters))
    return len(letters) > 200 and not _VOWELS[0] < share < _VOWELS[1]  # noqa: PLR2004


_Test = Callable[[Sequence[str], frozenset[str], Vendors], bool]
_TESTS: tuple[tuple[str, _Test], ...] = (
    ("filler", _is_filler),
    ("shifted", _is_shifted),
    ("shuffled", _is_shuffled),
    ("random", _is_random),
)
