"""One phrase in one block: where it is, what its gaps stand for, and the slice of the original that it is.

Each step is linear in the text: gaps are bounded, and a word is never given back once it is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pagewinnow.findings import Hit
from pagewinnow.rules.phrases import GAPS, Phrase
from pagewinnow.text import Word, parse_number, word_spans, words

CHARS_A_WORD = 10
"""A block with more characters than this for each word that a phrase allows is too long for it, and is not folded."""

# Each word is taken whole and never given back (`++`), so that no gap can be split in two ways.
_GAP_PATTERNS = {
    "{n}": r"(?P<n{i}>\d{{1,12}}(?: \d{{3}}(?!\S)){{0,3}}(?:(?: \d{{1,2}})?[km](?!\w))?)",
    "{name}": r"(?P<name{i}>\S++(?: \S++){{0,4}})",
    "{Name}": r"(?P<name{i}>\S++(?: \S++){{0,4}})",
    "{any}": r"\S++(?: \S++){{0,7}}",
}
_BORDERS = {
    "whole": (r"\A", r"\Z"),
    "start": (r"\A", r"(?!\S)"),
    "end": (r"(?<!\S)", r"\Z"),
    "anywhere": (r"(?<!\S)", r"(?!\S)"),
}  # fmt: skip


class Found(NamedTuple):
    """A phrase in a block's folded words: the words `first:stop`, and the slices of words that its gaps stand for."""

    phrase: Phrase
    first: int
    stop: int
    number: tuple[int, int] | None = None
    name: tuple[int, int] | None = None


def search(phrase: Phrase, key: str, offset: int) -> Found | None:
    """The phrase in the folded words `key`, which are those of the block from word `offset` on."""
    match = _compile(phrase.pattern, phrase.at).search(key)
    if match is None:
        return None

    def slice_of(group: str) -> tuple[int, int] | None:
        if group not in match.re.groupindex:
            return None
        return _words_between(key, *match.span(group), offset)

    return Found(phrase, *_words_between(key, *match.span(), offset), slice_of("n0"), slice_of("name0"))


def _words_between(key: str, start: int, end: int, offset: int) -> tuple[int, int]:
    first = key.count(" ", 0, start) + offset
    return first, first + key.count(" ", start, end) + 1


@cache
def _compile(pattern: tuple[str, ...], at: str) -> re.Pattern[str]:
    """Compiled on first use: most phrases are never so much as looked for in a crawl."""
    before, after = _BORDERS[at]
    parts: list[str] = []
    counts = dict.fromkeys(GAPS, 0)
    for place, word in enumerate(pattern):
        if place:
            parts.append(" ?" if pattern[place - 1] == "{n}" else " ")
        if word in GAPS:
            kind = "{name}" if word == "{Name}" else word
            parts.append(_GAP_PATTERNS[word].format(i=counts[kind]))
            counts[kind] += 1
        else:
            parts.append(re.escape(word))
    return re.compile(before + "".join(parts) + after)


def match_edge(text: str, phrase: Phrase) -> Iterator[Hit]:
    """The phrase at its end of a long block, of which no more is folded than the phrase can need."""
    window = 2 * CHARS_A_WORD * sum(GAPS.get(word, 1) for word in phrase.pattern)
    base = 0 if phrase.at == "start" else max(0, len(text) - window)
    piece = text[base : base + window]
    block = words(piece)
    found = search(phrase, " ".join(block), 0)
    for hit in hits_of(piece, block, () if found is None else (found,)):
        yield hit._replace(start=hit.start + base, end=hit.end + base)


def hits_of(text: str, block: Sequence[str], found: Sequence[Found]) -> list[Hit]:
    """What was found in a block whose words are `block`, as hits; a name in small letters is none where it may not."""
    spans = word_spans(text, block) if any(_needs_spans(one, block) for one in found) else None
    hits = (_hit(text, block, spans, one) for one in found)
    return [hit for hit in hits if hit is not None]


def _needs_spans(found: Found, block: Sequence[str]) -> bool:
    return found.stop - found.first < len(block) or bool(found.number or found.name)


def rank(hit: Hit) -> tuple[bool, int, str]:
    """The order of a block's hits: those that decide first, then the longer ones, then by rule."""
    return hit.strength == "hint", hit.start - hit.end, hit.rule


def _hit(text: str, block: Sequence[str], spans: Sequence[Word] | None, found: Found) -> Hit | None:
    phrase = found.phrase
    name = _original(text, block, spans, found.name)
    if name is not None and "{Name}" in phrase.pattern and not _is_capitalised(name):
        return None
    number = _original(text, block, spans, found.number)
    start, end = _extent(text, spans, found)
    return Hit(
        rule=phrase.rule,
        label=phrase.label,
        strength=phrase.strength,
        at=phrase.at,
        start=start,
        end=end,
        role=phrase.role,
        flag=phrase.flag,
        number=None if number is None else parse_number(number),
        name=name,
    )


def _original(
    text: str, block: Sequence[str], spans: Sequence[Word] | None, place: tuple[int, int] | None
) -> str | None:
    """What stands in the original where these words were found."""
    if place is None:
        return None
    first, stop = place
    return " ".join(block[first:stop]) if spans is None else text[spans[first].start : spans[stop - 1].end]


def _is_capitalised(name: str) -> bool:
    """Do the first and the last word begin with anything but a small letter?"""
    parts = name.split()
    return not (parts[0][0].islower() or parts[-1][0].islower())


def _extent(text: str, spans: Sequence[Word] | None, found: Found) -> tuple[int, int]:
    """The slice of `text` that is the phrase, with its punctuation; up to an edge of the text that it touches."""
    if spans is None:
        return 0, len(text)
    first, stop = found.first, found.stop
    start, end = spans[first].start, spans[stop - 1].end
    before = spans[first - 1].end if first else 0
    after = spans[stop].start if stop < len(spans) else len(text)
    while start > before and unicodedata.category(text[start - 1]) in {"Ps", "Pi"}:
        start -= 1
    while (
        end < after
        and unicodedata.category(text[end])[0] == "P"
        and unicodedata.category(text[end]) not in {"Ps", "Pi"}
    ):
        end += 1
    if not first:
        start = 0
    return start, len(text) if stop == len(spans) else end
