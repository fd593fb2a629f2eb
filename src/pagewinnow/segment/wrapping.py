"""Which lines of a text are one: lines that an editor broke at a column, and a page that is all one line.

An editor fills a line until the next word does not fit. So where nearly every long line could not have held the first
word of the line below it, the lines are broken at that column; a list, verse or a table is not broken so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from pagewinnow.text import is_unspaced

_NARROWEST, _WIDEST = 50, 110  # columns that editors break at
_LONG_SHARE = 0.15  # of the characters may stand in longer lines: addresses, tables
_MOST = 0.95  # of the lines are no longer than the width
_NEAR = 0.75  # of the width: a line as long is one that an editor filled, or could have
_FILLED = 0.85  # of those lines are full
_FEWEST = 4  # full lines in the middle of a sentence
_CAPITALS = 0.75  # of the lines below them that begin with a capital: verse, names
_HALF = 0.5  # of the width: a shorter line is no broken one
_BULLET = re.compile(
    r"(?:[-*+\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014\u00b7\u30fb]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+\S"
)
_END = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u2019\u00bb)\u300d\u300f]*$")
_WIDE = frozenset("WF")
_ONE_LINE = 1000  # characters
_ONE_LINE_SHARE = 0.9  # of the page's characters
_MOST_LINES = 3
# The end of a sentence, with marks that close behind it; in scripts without spaces nothing need follow.
_STOP = re.compile(
    r"(?:(?<![.!?\u2026\u061f\u06d4\u0964])[.!?\u2026\u061f\u06d4\u0964]++[\"'\u201d\u2019\u00bb)\]]*+"
    r"(?=\s++[\"'\u201c\u2018\u00ab\u201e\u00bf\u00a1(\[]*+[^\W_])"
    r"|[\u3002\uff01\uff1f\uff0e]++[\u300d\u300f\u201d\u2019\uff09)]*+)\s*+"
)
_BEFORE_STOP = re.compile(r"(?:^|[\s(\"'\u201c\u201e\u00ab.])([^\W_]+)$")
_ABBREVIATION = 3  # letters of a word before a full stop that may be cut short by it: a name's, or one without vowels
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def find_width(lines: Sequence[str]) -> int | None:
    """The column at which the lines of a text were broken; `None` where they were not."""
    full = [line for line in lines if line]
    long = sum(len(line) for line in full if len(line) > _WIDEST)
    if len(full) <= _FEWEST or long > _LONG_SHARE * sum(map(len, full)):
        return None
    sizes = [_columns(line) for line in lines]
    told = sorted(size for size in sizes if _NARROWEST // 2 < size <= _WIDEST)
    width = told[int(_MOST * (len(told) - 1))] if told else 0
    return width if width >= _NARROWEST and _is_filled(lines, sizes, width) else None


def _is_filled(lines: Sequence[str], sizes: Sequence[int], width: int) -> bool:
    """Could nearly no long line have held the first word of the line below it?"""
    near = full = inner = capitals = 0
    for (line, following), size in zip(pairwise(lines), sizes, strict=False):
        if size >= _NEAR * width and following.strip():
            near += 1
            if size + _first_word(following) > width:
                full += 1
                if not _END.search(line):
                    inner += 1
                    capitals += following.lstrip()[0].isupper()
    return full >= _FILLED * near and inner >= _FEWEST and capitals < _CAPITALS * inner


def joins(line: str, following: str, width: int, first: str) -> bool:
    """Is the line that follows the rest of a broken line? `first` is the line that the block began with.

    >>> joins("It was in the end a long and", "tiring walk.", 30, "It was in the end a long and")
    True
    >>> joins("A list:", "- one", 30, "A list:"), joins("The end.", "    A new one", 9, "The end.")
    (False, False)
    """
    if not following.strip():
        return False
    hangs = _BULLET.match(first.lstrip()) is not None
    if _BULLET.match(following.lstrip()) or (not hangs and _indent(following) > _indent(line) + 1):
        return False
    if hangs and _indent(following) < _indent(first):
        return False
    size = _columns(line)
    if size + _first_word(following) > width:
        return True
    return size >= _HALF * width and following.lstrip()[0].islower() and not _END.search(line)


def join(line: str, following: str) -> str:
    r"""Two parts of a broken line: a space between them, but none in scripts without spaces, none behind a hyphen.

    >>> join("well-", "known"), join("one", "two"), join("\u7d9a", "\u8aad")
    ('well-known', 'one two', '\u7d9a\u8aad')
    """
    if line.endswith("-") and line[-2:-1].isalpha() and following[:1].islower():
        return line + following
    if is_unspaced(line[-1:]) and is_unspaced(following[:1]):
        return line + following
    if (
        line[-1:] in "\u3001\u3002\uff0c\uff01\uff1f\u300d\u300f\uff1b\uff1a"
        or following[:1] in "\u300c\u300e\u3001\u3002"
    ):
        return line + following
    return f"{line} {following}"


def _columns(line: str) -> int:
    if line.isascii():
        return len(line)
    return len(line) + sum(char > "\u10ff" and unicodedata.east_asian_width(char) in _WIDE for char in line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_word(line: str) -> int:
    """The columns that the first word of a line that is not blank, with the space before it, would have taken."""
    line = line.lstrip()
    if is_unspaced(line[0]) or unicodedata.east_asian_width(line[0]) in _WIDE:
        return 4  # a character, and one that may not begin a line
    return 1 + _columns(line.split(None, 1)[0])


def split_lines(lines: list[str]) -> list[str]:
    """The lines of a page; if it is all one line, its sentences."""
    full = [line for line in lines if line] if len(lines) <= 4 * _MOST_LINES else []
    if not full or len(full) > _MOST_LINES or max(map(len, full)) < _ONE_LINE:
        return lines
    longest = max(full, key=len)
    if len(longest) < _ONE_LINE_SHARE * sum(map(len, full)):
        return lines
    at = lines.index(longest)
    return [*lines[:at], *split_sentences(longest), *lines[at + 1 :]]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text. What is short before its full stop may be an abbreviation, and does not end one.

    >>> split_sentences("Dr. Ann Reed came on 3. May. She said: no! Did she?")
    ['Dr. Ann Reed came on 3. May. She said: no!', 'Did she?']
    """
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _is_abbreviated(text, stop):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _is_abbreviated(text: str, stop: re.Match[str]) -> bool:
    """Does the full stop cut a word short or make a number an ordinal, or does the text go on in small letters?"""
    following = text[stop.end() : stop.end() + 1]
    if following.islower():
        return True
    if stop[0].rstrip() != ".":
        return False
    found = _BEFORE_STOP.search(text, max(0, stop.start() - 12), stop.start())
    word = found[1] if found else ""
    if not 0 < len(word) <= _ABBREVIATION or is_unspaced(word):
        return False
    if word.isdigit():
        return len(word) < _ABBREVIATION
    return len(word) == 1 or word[0].isupper() or (word.isascii() and _VOWEL.search(word) is None)
