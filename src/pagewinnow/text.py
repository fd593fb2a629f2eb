"""Pure functions on strings: the folding that all rules are matched in, its words, and the way back to the original.

Folded text is what two wordings of the same line have in common:

    NFKC, case folded         full-width letters, ligatures and capitals are plain letters
    apostrophes are dropped   straight, curly or missing, they are the same word
    punctuation is a space    and white space is one space; signs such as arrows, stars and emoji stay, as words
    vowel points are dropped  of Arabic and Hebrew, and soft hyphens, joiners, direction marks in any script

Marks that belong to a letter (Devanagari, Thai) stay on it. Scripts that are written without spaces (Han, kana,
Thai, Lao, Khmer, Burmese) lose the spaces between their characters in `fold`; for `words` each character is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

# The scripts without spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han with its extensions.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0edf\u0f00-\u0fda\u1000-\u109f\u1780-\u17e9"
    "\u3005-\u3007\u3041-\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that stand on the character before them (of the scripts above; others need no such care).
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
_LETTER = re.compile(f"([{_UNSPACED}][{_MARKS}]*)")
_SPACED_OUT = re.compile(f"(?<=[{_UNSPACED}{_MARKS}]) (?=[{_UNSPACED}])")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")

_APOSTROPHES = "'`\u00b4\u02bc\u2018\u2019\u201b\u2032\uff07"
# Points that readers leave out: Arabic vowel signs and the stroke that only stretches a word, Hebrew points.
_POINTS = frozenset(
    map(chr, chain(range(0x064B, 0x0653), (0x0670, 0x0640), range(0x0591, 0x05BE), (0x05BF, 0x05C1, 0x05C2)))
)


def _fold_char(char: str) -> str | None:
    """What `str.translate` puts for a character that is case folded already: itself, a space, or nothing."""
    if char in _APOSTROPHES or char in _POINTS:
        return None
    kind = unicodedata.category(char)
    if kind == "Cf":
        return None
    if kind[0] in "LNM":
        return char
    if kind == "So" or (kind == "Sm" and char > "\u2000"):
        return f" {char} "
    return " "


class _FoldTable(dict[int, str | None]):
    """`_fold_char`, remembered. A page shows a few hundred characters; a hostile one cannot fill more than Unicode."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDED = _FoldTable()


# A block separator goes through folding as it is; a text that holds one is folded on its own.
SEPARATOR = "\x1e"


def _byte_table() -> tuple[bytes, bytes, dict[str, str]]:
    """The same for the bytes of cp1252, six times as fast: a table, the bytes to drop, and what takes a second look.

    A second look is for a character that folds to more than one, such as a sharp s or a ligature: it is replaced later.
    """
    table, dropped, later = bytearray(256), bytearray(), {}
    for code in range(256):
        char = bytes([code]).decode("cp1252", "ignore")
        folded = _fold_any(char)
        if folded and not folded.strip():
            table[code] = 32
        elif len(folded) == 1 and (plain := folded.encode("cp1252", "ignore")):
            table[code] = plain[0]
        elif folded:
            table[code] = code
            later[char] = folded
        if char and not folded:
            dropped.append(code)
    table[ord(SEPARATOR)] = ord(SEPARATOR)
    return bytes(table), bytes(dropped), later


def _fold_western(text: str) -> str | None:
    """`text` folded, its white space as it comes, or `None` if it is not all of Western letters."""
    if text.isascii():  # these codecs are in C, that of cp1252 is not
        return text.encode("ascii").translate(_BYTES, _DROPPED).decode("ascii")
    try:
        raw = text.encode("cp1252")
    except UnicodeEncodeError:
        return None
    folded = raw.translate(_BYTES, _DROPPED).decode("cp1252")
    if not folded.isascii():
        for char, put in _LATER.items():
            folded = folded.replace(char, put)
    return folded


def _fold_any(text: str) -> str:
    """`text` of any script, with each character of an unspaced script set off by spaces."""
    text = unicodedata.normalize("NFKC", text.replace("\u00b4", "'")).casefold().translate(_FOLDED)
    return _LETTER.sub(r" \1 ", text) if _IS_UNSPACED.search(text) else text


_BYTES, _DROPPED, _LATER = _byte_table()


def fold(text: str) -> str:
    """What two wordings of the same line have in common; see the module's docstring.

    >>> fold("It\u2019s  Here\u2026 \u201cTake\u201d IT!")
    'its here take it'
    >>> fold("\u7d9a\u304d \u3092 \u8aad\u3080") == "\u7d9a\u304d\u3092\u8aad\u3080"
    True
    """
    return _SPACED_OUT.sub("", key(text))


def key(text: str) -> str:
    """The folded words of `text`, joined by single spaces; a character of an unspaced script is a word.

    >>> key("Wait \u2013 what?")
    'wait what'
    >>> key("\u7d9a\u304d5\u4ef6")
    '\u7d9a \u304d 5 \u4ef6'
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of `text`.

    >>> words("Don't stop!")
    ['dont', 'stop']
    """
    western = _fold_western(text.replace(SEPARATOR, " "))
    return (_fold_any(text) if western is None else western).split()


def shingles(text: str) -> list[tuple[str, ...]]:
    """The folded words of `text` in overlapping runs of six, by which a quotation is known; none of a shorter text.

    >>> shingles("One two three four five six seven")[1][:2], shingles("Too few words")
    (('two', 'three'), [])
    """
    own = words(text)
    return [tuple(own[start : start + _SHINGLE]) for start in range(len(own) - _SHINGLE + 1)]


def words_of_all(texts: Sequence[str]) -> list[list[str]]:
    """`words` of each text. Western texts are folded all at once: a call costs 1 microsecond, a text more 0.3.

    >>> words_of_all(["One, two", "Three"])
    [['one', 'two'], ['three']]
    """
    found: list[list[str]] = [[]] * len(texts)
    for group in ([i for i, t in enumerate(texts) if t.isascii()], [i for i, t in enumerate(texts) if not t.isascii()]):
        western = _fold_western(SEPARATOR.join([texts[i] for i in group]))
        parts = western.split(SEPARATOR) if western is not None else []
        if len(parts) == len(group):
            for i, part in zip(group, parts, strict=True):
                found[i] = part.split()
        else:
            for i in group:
                found[i] = words(texts[i])
    return found


class Word(NamedTuple):
    """A folded word and the slice `start:end` of the original text that it came from."""

    text: str
    start: int
    end: int


# Letters and digits, with single apostrophes between them: what nearly every word is.
_SHINGLE = 6  # words
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['`\u2019][^\W_]+)*")
_PLAIN_APOSTROPHES = str.maketrans("", "", "'`\u2019")


def word_spans(text: str, folded: Sequence[str] | None = None) -> list[Word] | None:
    """`words`, each with where it stands in `text`; `folded` are the words, where they are known.

    `None` says that the way back is lost: a mark that folding joined to a letter farther off. That is rare.

    >>> word_spans("It's, well... 5")
    [Word(text='its', start=0, end=4), Word(text='well', start=6, end=10), Word(text='5', start=14, end=15)]
    """
    block = words(text) if folded is None else folded
    places = [match.span() for match in _PLAIN_WORD.finditer(text)]
    if len(places) == len(block) and all(
        _is_plain(text[a:b], word) for (a, b), word in zip(places, block, strict=True)
    ):
        return [Word(word, start, end) for (start, end), word in zip(places, block, strict=True)]
    found = _spans_by_character(text)
    return found if [word.text for word in found] == list(block) else None


def _is_plain(piece: str, word: str) -> bool:
    """Is the piece of a text the folded word but for its capitals, or but for an apostrophe?"""
    lowered = piece.lower()
    return lowered == word or lowered.translate(_PLAIN_APOSTROPHES) == word


def _spans_by_character(text: str) -> list[Word]:
    found: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for first, last, piece in _pieces(text):
        if not piece.isspace():
            start = start if letters else first
            end = last
            letters.append(piece)
        elif letters:
            found.append(Word("".join(letters), start, end))
            letters = []
    if letters:
        found.append(Word("".join(letters), start, end))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Each character of `text`, with the marks on it, as the words and spaces that it folds to."""
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        # On its own a mark cannot be composed with its letter, nor a Korean vowel or final with its initial.
        while end < size and text[end] > "\u02ff" and _joins(text[end]):
            end += 1
        for piece in _fold_cluster(text[start:end]):
            yield start, end, piece
        start = end


def _joins(char: str) -> bool:
    # The two letters are half a mark: NFKC splits it off, and it goes to the consonant before.
    return (
        unicodedata.category(char)[0] == "M"
        or char in "\u0e33\u0eb3"
        or "\u1160" <= char <= "\u11ff"
        or "\uff9e" <= char <= "\uff9f"
    )


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\s|\S+", _fold_any(cluster)))


def is_unspaced(text: str) -> bool:
    """Does the text hold a character of a script that is written without spaces?

    >>> is_unspaced("\u7d9a"), is_unspaced("plain")
    (True, False)
    """
    return not text.isascii() and _IS_UNSPACED.search(text) is not None


def unspaced_runs(text: str) -> list[tuple[int, int]]:
    """The slices of a text that are of scripts without spaces.

    >>> unspaced_runs("It is \u7d9a\u304d.")
    [(6, 8)]
    """
    return [match.span() for match in _UNSPACED_RUN.finditer(text)]


def count_words(text: str) -> int:
    """The words of `text`; in scripts without spaces every character is one.

    >>> count_words("It is well-known"), count_words("\u7d9a\u304d\u3092\u8aad\u3080")
    (3, 5)
    """
    return len(words(text)) if is_unspaced(text) else len(text.split())


_SCALES = {"k": 1_000, "m": 1_000_000}
# Thousands are set off by a point, comma, space or apostrophe; a fraction counts only where a scale follows it.
_NUMBER = re.compile(
    r"""(\d+)
        (?:[.,\s'\u2019](\d{3})\b)?  (?:[.,\s'\u2019](\d{3})\b)?
        ([.,]\d{1,2}(?=\s?[kKmM]\b))?  \s?([kKmM]\b)?""",
    re.VERBOSE,
)


def parse_number(text: str) -> int | None:
    """The first number in `text`, with its separators of thousands and its `k` or `M`; at most 15 digits.

    >>> [parse_number(t) for t in ("(5)", "1,234", "12.345.678", "1.2K", "3M", "none")]
    [5, 1234, 12345678, 1200, 3000000, None]
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    head, *thousands, fraction, scale = found.groups()
    digits = "".join(part or "" for part in (head, *thousands))
    if len(digits) > 15:
        return None
    times = _SCALES.get((scale or "").lower(), 1)
    return int(digits) * times + (round(float(f"0.{fraction[1:]}") * times) if fraction else 0)


def slug(text: str) -> str:
    """The folded words of `text` joined by hyphens: a name for it.

    >>> slug("Read {any}: now!")
    'read-any-now'
    """
    return "-".join(words(text))
