"""What the words of a page's short blocks say: the classes of their words, the sentences made of them, the phrases.

One look at all the page's words tells which of them belong to any class. Only blocks with such a word are read closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.findings import Hit
from pagewinnow.records import RemovedLabel
from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.lexicon import Span, load_lexicon
from pagewinnow.rules.sentences import Sentence, find_figures, likely_sentences
from pagewinnow.text import parse_number, words_of_all

_QUOTES = "\"'“„«»”‘「『"
_QUOTED = re.compile('[«„“"「『][^«»„“”"「」『』]{15,}[»“”"」』]')
"""A quotation of a sentence, and not of a name."""
_ASKS = frozenset("?？؟")
_COUNTS = frozenset("%％٪")

"""Sets of classes whose sentences are remembered; then they are forgotten, so that no crawl fills the memory."""
_COUNT_LINE = 90
"""Characters of a line that tells how many words a text has."""
_FEWEST, _MOST = 60, 50_000
"""Words of a text whose count is told."""


class Line(NamedTuple):
    """What the words of one block say. `kinds` are classes of words and figures; `hits` are phrases of the rules."""

    block: Block
    kinds: frozenset[str]
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]

    @property
    def position(self) -> int:
        """Of the block."""
        return self.block.position

    def says(self, label: RemovedLabel) -> bool:
        """Does a phrase decide for a label?"""
        return any(hit.label == label and hit.strength == "decides" for hit in self.hits)

    def hints(self, label: RemovedLabel) -> bool:
        """Does any phrase, deciding or not, speak of a label?"""
        return any(hit.label == label for hit in self.hits)

    def made_for(self, label: RemovedLabel) -> Iterator[Sentence]:
        """The sentences of a label."""
        return (sentence for sentence in self.sentences if sentence.label == label)

    @property
    def walls(self) -> bool:
        """Does a phrase say that this text is kept? A question ("a subscriber already?") and a count do not.

        A count of what is left to read ("3 free articles left") is a meter's: the page is open. A share is a wall's.
        """
        for hit in self.hits:
            span = self.block.text[hit.start : hit.end]
            counts = hit.number is not None and _COUNTS.isdisjoint(span)
            if hit.label == "paywall" and hit.strength == "decides" and _ASKS.isdisjoint(span) and not counts:
                return True
        return False

    @property
    def told_words(self) -> int | None:
        """The words that a text has, where the line tells it."""
        text = self.block.text
        number = parse_number(text) if "count" in self.kinds and len(text) <= _COUNT_LINE else None
        return number if number is not None and _FEWEST <= number <= _MOST else None


class Reader:
    """Reads blocks in the words of some languages; of each language there is, where a page does not tell its own."""

    def __init__(self, rules: Rules, language: str | None) -> None:
        self.folders = tuple(rules.folders)
        self.lexicon = load_lexicon((language, *ALWAYS) if language is not None else (), rules.folders)
        self.mixes = language is None

    def read(self, blocks: Sequence[Block], hits: Mapping[int, tuple[Hit, ...]], dense: float) -> dict[int, Line]:
        """The lines of the blocks that say something, by position; `dense` is the weight of a character."""
        found: dict[int, Line] = {}
        folded = words_of_all([block.text for block in blocks])
        live = self.lexicon.find_words(frozenset().union(*folded))
        for block, text in zip(blocks, folded, strict=True):
            spans = self.lexicon.find(text, live) if not live.isdisjoint(text) else ()
            if spans:
                found[block.position] = self._line(block, spans, dense * len(block.text))
        shown = {block.position: block for block in blocks}
        for position in hits.keys() & shown.keys():
            line = found.get(position) or Line(shown[position], frozenset(), (), ())
            found[position] = line._replace(hits=hits[position])
        return found

    def read_title(self, title: str, hits: tuple[Hit, ...]) -> Line:
        """The line of a page's declared title, or of a part of it."""
        block = Block(-1, title, "heading", 1, 0)
        return self.read([block], {-1: hits} if hits else {}, 1.0).get(-1) or Line(block, frozenset(), (), ())

    def _line(self, block: Block, spans: Sequence[Span], weight: float) -> Line:
        """What the words of a block say; those of several languages do not make a sentence together."""
        figures = frozenset(find_figures(block.text))
        kinds: set[str] = set(figures)
        said: dict[Sentence, None] = {}
        for own in _by_language(spans) if self.mixes else (spans,):
            there = figures.union([span.kind for span in own])
            kinds |= there
            likely = likely_sentences(there, self.folders)
            made = [one for one in likely if weight <= one.longest and one.is_said(there, own)]
            if made and _is_quoting(block.text):  # a notice of cookies names its buttons
                made = [one for one in made if one.label == "consent" and block.text[0] not in _QUOTES]
            said.update(dict.fromkeys(made))
        return Line(block, frozenset(kinds), tuple(said), ())


def _is_quoting(text: str) -> bool:
    """Is it somebody's words, or a paragraph that holds some? A page does not quote its own wall."""
    return text[:1] in _QUOTES or _QUOTED.search(text) is not None


@lru_cache(maxsize=64)
def load_reader(rules: Rules, language: str | None) -> Reader:
    """The reader for pages in a language, remembered."""
    return Reader(rules, language)


def _by_language(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans of each language, with those that are valid in any."""
    languages = dict.fromkeys([span.language for span in spans if span.language != "und"]) or {"und": None}
    for language in languages:
        yield [span for span in spans if span.language in (language, "und")]
