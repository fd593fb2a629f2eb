"""One row of features a line: what the tagger sees of a text. None is a word, but for who speaks to whom.

looks      length, marks, figures, capitals: of the line, and of the lines beside it the network sees by itself
numbers    clocks, days, years; numbers that count up; a number that may be how many comments there are
place      where in the page, and below how much running text
recurs     how lines that read alike come back, by each key (`recurrence`)
known      times and phrases of the rules, in the languages that they know; the tagger can do without
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.characters import KEYS, Characters, read_characters
from pagewinnow.find.threads.lines.numbers import COLUMNS as NUMBER_COLUMNS
from pagewinnow.find.threads.lines.numbers import Numbers, count_up, find_heads, read_numbers
from pagewinnow.find.threads.lines.recurrence import COLUMNS as RECURRENCE_COLUMNS
from pagewinnow.find.threads.lines.recurrence import Around, Heads, Recurrence, read_recurrence
from pagewinnow.find.threads.times import Time
from pagewinnow.findings import Hit
from pagewinnow.learned.text_columns import (
    CHARS,
    COMMAS,
    DIGITS,
    LETTERS,
    MARKS,
    STOPS,
    SYMBOLS,
    UNSPACED,
    UPPER,
    WORDS,
    Floats,
    Hashes,
    TextColumns,
    read_texts,
)
from pagewinnow.rules.persons import persons

_PROSE = 70  # characters, a line as long is running text
_NAME = 40  # characters of a name
_NAME_WORDS = 4
_FAR = 300  # lines
_ENDS = tuple(map(ord, ":\uff1a?\uff1f!\uff01.\u3002\u2026)"))
_BEGINS = tuple(map(ord, "@#>-\u2013\u2014*\u2022\"\u201c\u00ab\u2018'[("))
_HEAD_BELOW = 15  # lines
_COUNTING = ("figures", "marks", "begins")  # keys of lines that may be numbered

LOOKS = (
    "chars", "words", "tokens", "letters", "digits", "upper", "unspaced", "stops", "commas", "marks", "symbols",
    "first_upper", "first_digit", "last_stop", "last_mark", "capitals", "all_upper", "person", "persons", "prose",
    "name_like", "handle_like", "figures", "short_20", "short_60", "long_200", "long_600", "gap", "gap_below",
    "word_size",
    *(f"ends_{chr(c)}" for c in _ENDS), *(f"begins_{chr(c)}" for c in _BEGINS),
)  # fmt: skip
PLACE = (
    "position",
    "from_top",
    "from_end",
    "lines",
    "prose_above",
    "prose_below",
    "since_prose",
    "until_prose",
    "mass",
)
KNOWN = (
    "time",
    "clock",
    "time_share",
    "absolute",
    "head",
    "says",
    "control",
    "end",
    "byline",
    "chrome",
    "answer",
    "votes",
)
_FREQUENT = ("same", "figures")


def names() -> tuple[str, ...]:
    """The names of the columns, in order; the part before the first colon is the group."""
    return (
        *(f"looks:{name}" for name in LOOKS),
        *(f"numbers:{name}" for name in NUMBER_COLUMNS),
        *(f"place:{name}" for name in PLACE),
        *(f"recurs:{key}:{name}" for key in KEYS for name in RECURRENCE_COLUMNS),
        *(f"known:{name}" for name in KNOWN),
    )


class Evidence(NamedTuple):
    """The features of the lines of a text, lines x names, and the lines that may say how many comments there are."""

    rows: Floats
    heads: Heads


def read_evidence(blocks: Sequence[Block], hits: Mapping[int, tuple[Hit, ...]], times: Mapping[int, Time]) -> Evidence:
    """What the lines of a text show; `hits` are the phrases of the rules in them, `times` the times."""
    texts = [block.text for block in blocks]
    columns, characters = read_texts(texts), read_characters(texts)
    numbers = read_numbers(texts, columns.counts[DIGITS])
    gaps = np.fromiter((block.gap for block in blocks), np.float32, len(blocks))
    chars = columns.counts[CHARS] + columns.counts[UNSPACED]
    running = np.where(chars >= _PROSE, columns.counts[WORDS], 0)
    seen = Recurrence(characters.keys)
    heads = find_heads(numbers, chars)
    rows = [
        *_looks(columns, characters, gaps, chars),
        *_numbers(numbers, seen, heads),
        *_place(running, chars),
        *_recurrence(characters, seen, running, heads),
        *_known(len(blocks), texts, hits, times),
    ]
    features = np.empty((len(blocks), len(rows)), np.float32)
    for k, row in enumerate(rows):
        features[:, k] = row
    return Evidence(features, heads)


def _looks(columns: TextColumns, characters: Characters, gaps: Floats, chars: Floats) -> list[Floats]:
    counts = columns.counts
    size = np.maximum(counts[CHARS], 1)
    tokens = np.maximum(characters.tokens, 1)
    words = np.maximum(counts[WORDS], 0.5)
    spoken = np.bincount(columns.owner, _name_persons(columns.hashes), len(size))
    capitals = characters.capitals / tokens
    letters = counts[LETTERS] / size
    is_short = (chars <= _NAME) & (counts[13] == 0)
    named = (
        is_short
        & (tokens <= _NAME_WORDS)
        & (letters > 0.7)
        & ((capitals > 0.5) | (counts[UNSPACED] > 0) | (tokens == 1))
    )
    handle = (tokens == 1) & (chars <= _NAME) & (counts[LETTERS] > 0)
    return [
        np.log1p(chars), np.log1p(words), np.log1p(tokens), letters, counts[DIGITS] / size, counts[UPPER] / size,
        counts[UNSPACED] / size, counts[STOPS] / words, counts[COMMAS] / words, counts[MARKS] / size,
        counts[SYMBOLS] / size, *counts[11:15], capitals, counts[UPPER] > 0.8 * np.maximum(1, counts[LETTERS]),
        spoken / words, spoken > 0, chars >= _PROSE, named, handle, np.log1p(characters.figures), chars <= 20,
        chars <= 60,
        chars >= 200, chars >= 600, np.minimum(gaps, 3), np.minimum(np.append(gaps[1:], 3), 3),
        counts[LETTERS] / tokens,
        *(characters.last == code for code in _ENDS), *(characters.first == code for code in _BEGINS),
    ]  # fmt: skip


def _numbers(numbers: Numbers, seen: Recurrence, heads: Heads) -> list[Floats]:
    up, down = count_up(numbers, seen, [KEYS.index(key) for key in _COUNTING])
    head = np.zeros(len(numbers.first))
    head[heads.positions] = 1
    last = np.maximum.accumulate(np.where(head > 0, np.arange(len(head)), -_FAR))
    near = np.arange(len(head)) - last <= _HEAD_BELOW
    small = (numbers.first >= 0) & (numbers.first < 32)
    return [*np.minimum(numbers.kinds, 2), np.minimum(numbers.many, 4), small, up, down, head, near]


def _place(running: Floats, chars: Floats) -> list[Floats]:
    size = len(running)
    at = np.arange(size)
    total = np.cumsum(running)
    above = total - running
    is_prose = chars >= _PROSE
    last = np.maximum.accumulate(np.where(is_prose, at, -_FAR))
    following = np.minimum.accumulate(np.where(is_prose, at, size + _FAR)[::-1])[::-1]
    return [
        at / size, np.log1p(at), np.log1p(size - 1 - at), np.full(size, np.log1p(size)),
        above / max(1.0, float(total[-1])), np.log1p(total[-1] - total), np.log1p(np.minimum(at - last, _FAR)),
        np.log1p(np.minimum(following - at, _FAR)), np.log1p(above),
    ]  # fmt: skip


def _recurrence(characters: Characters, seen: Recurrence, running: Floats, heads: Heads) -> Iterable[Floats]:
    distinct = 1 / seen.counts[seen.group[0]]
    around = Around(np.cumsum(running), distinct, characters.keys[KEYS.index("marks")])
    return read_recurrence(seen, around, heads).reshape(-1, len(running))


def _known(size: int, texts: Sequence[str], hits: Mapping[int, tuple[Hit, ...]], times: Mapping[int, Time]) -> Floats:
    rows = np.zeros((len(KNOWN), size), np.float32)
    for position, time in times.items():
        rows[0, position] = 1
        rows[1, position] = time.clock
        rows[2, position] = (time.end - time.start) / len(texts[position])
        rows[3, position] = time.iso is not None
    for position, found in hits.items():
        for hit in found:
            if hit.at != "anywhere" and hit.strength == "decides":
                rows[_column_of(hit), position] = 1
    return rows


_ROLES = {"comments_head": 4, "says": 5, "byline": 8, "in_reply_to": 10, "quote_head": 10, "votes": 11}
_LABELS = {"comment_control": 6, "reply_form": 7}
_CHROME = 9


def _column_of(hit: Hit) -> int:
    if hit.role == "comments_end":
        return 7
    return _ROLES.get(hit.role or "", _LABELS.get(hit.label, _CHROME))


def _name_persons(hashes: Hashes) -> NDArray[np.bool_]:
    """Which words are for who speaks or is spoken to."""
    known = person_hashes()
    at = np.searchsorted(known, hashes)
    found: NDArray[np.bool_] = known[np.minimum(at, len(known) - 1)] == hashes
    return found


@cache
def person_hashes() -> Hashes:
    """The hashes of the words for who speaks and who is spoken to, in order."""
    return np.unique(read_texts(persons()).hashes)
