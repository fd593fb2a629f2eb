"""What the words of a page's short blocks say: the classes of their words, the sentences made of them, the phrases.

One look at all the page's words tells which of them belong to any class. Only blocks with such a word are read closely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.findings import Hit
from pagewinnow.records import RemovedLabel
from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.lexicon import Lexicon, load_lexicon
from pagewinnow.rules.sentences import Sentence, find_figures, load_sentences
from pagewinnow.text import parse_number, words, words_of_all

_QUOTES = "\"'“„«»”‘「『"
_ASKS = frozenset("?？؟")
_COUNTS = frozenset("%％٪")

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

        A count of what is left to read ("3 free articles left") is a meter's, and the page is open; a share is a wall's.
        """
        for hit in self.hits:
            span = self.block.text[hit.start : hit.end]
            if hit.label == "paywall" and hit.strength == "decides" and _ASKS.isdisjoint(span):
                if hit.number is None or not _COUNTS.isdisjoint(span):
                    return True
        return False

    @property
    def count(self) -> int | None:
        """The words that a text has, where the line tells it."""
        text = self.block.text
        number = parse_number(text) if "count" in self.kinds and len(text) <= _COUNT_LINE else None
        return number if number is not None and _FEWEST <= number <= _MOST else None


class Reader:
    """Reads blocks in the words of some languages; of each language there is, where a page does not tell its own."""

    def __init__(self, rules: Rules, language: str | None) -> None:
        self.sentences = load_sentences(rules.folders)
        if language is not None:
            self.lexicons: Sequence[Lexicon] = (load_lexicon((language, *ALWAYS), rules.folders),)
        else:
            self.lexicons = [load_lexicon((code,), rules.folders) for code in rules.languages]

    def read(self, blocks: Sequence[Block], hits: Mapping[int, tuple[Hit, ...]], dense: float) -> dict[int, Line]:
        """The lines of the blocks that say something, by position; `dense` is the weight of a character."""
        found: dict[int, Line] = {}
        folded = words_of_all([block.text for block in blocks])
        every = frozenset().union(*folded)
        for lexicon in self.lexicons:
            live = lexicon.find_words(every)
            for block, text in zip(blocks, folded, strict=True):
                if not live.isdisjoint(text):
                    line = self._line(lexicon, block, text, dense)
                    found[block.position] = _join(found.get(block.position), line)
        shown = {block.position: block for block in blocks}
        for position in hits.keys() & shown.keys():
            line = found.get(position) or Line(shown[position], frozenset(), (), ())
            found[position] = line._replace(hits=hits[position])
        return found

    def read_title(self, title: str, hits: tuple[Hit, ...]) -> Line:
        """The line of a page's declared title, or of a part of it."""
        block = Block(-1, title, "heading", 1, 0)
        return self.read([block], {-1: hits} if hits else {}, 1.0).get(-1) or Line(block, frozenset(), (), ())

    def _line(self, lexicon: Lexicon, block: Block, text: Sequence[str], dense: float) -> Line:
        spans = lexicon.find(text)
        if not spans:
            return Line(block, frozenset(), (), ())
        kinds = frozenset([span.kind for span in spans]).union(find_figures(block.text))
        if block.text[:1] in _QUOTES:
            return Line(block, kinds, (), ())
        weight = dense * len(block.text)
        said = tuple(one for one in self.sentences if weight <= one.longest and one.is_said(kinds, spans))
        return Line(block, kinds, said, ())


def _join(one: Line | None, other: Line) -> Line:
    if one is None:
        return other
    return Line(one.block, one.kinds | other.kinds, tuple(dict.fromkeys((*one.sentences, *other.sentences))), ())


def is_short(text: str) -> bool:
    """Is this no sentence: a word or two?"""
    return len(words(text)) < 3
