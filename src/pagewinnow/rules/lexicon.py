"""The words that sentences of walls and blocked pages are made of: `data/lang/<language>/words.toml`, lists by class.

`CLASSES` names them and says what each is. An entry is compared folded (see `text.fold`), word by word. A `*` at an end
of a word stands for any letters, by itself for up to three words; a `#` before it for a number: `#` is any word that
begins with a digit. In a script without spaces every character is a word, so an entry is found anywhere. `und` holds what is valid in any language, and
the words of languages that have no folder of their own. A user's folder has files of the same names: their lists are
added. Which classes together make a sentence, `sentences` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import ListOf, Table, Text, read_file
from pagewinnow.text import words

FILE = "words.toml"
CLASSES: Mapping[str, str] = MappingProxyType({
    "payer": "who may read: subscriber, member, premium, or what makes one: to subscribe",
    "account": "log in, register, account",
    "rest": "of a text: the rest, full, whole, to unlock",
    "onward": "to continue reading",
    "text": "article, story, post",
    "this": "the demonstrative",
    "only": "only, reserved, exclusively",
    "read": "to read, to see",
    "spent": "a meter that has run out: your last free article",
    "offer": "how one pays: a month, for free, trial, cancel at any time",
    "period": "month, week, day: beside a price",
    "price": "a price with its currency as a word",
    "already": "already a customer, not one yet",
    "other": "what a sentence is about instead: comments, newsletters, podcasts, donations, somebody who said it",
    "more": "a line that leads to the whole text: read more",
    "count": "how long a text is: 500 words",
    "feed": "what a feed writes below an excerpt: appeared first on",
    "thing": "page, address, content: what is missing, or kept from the reader",
    "missing": "not found, does not exist, was removed",
    "region": "in your country",
    "denied": "not available, blocked",
    "wrong": "something went wrong, an error of the server",
    "law": "court, law, authority, order",
    "upkeep": "maintenance, overloaded",
    "soon": "at the moment, later",
    "retry": "too many requests, slow down, try again",
    "confirm": "to verify, to check",
    "human": "you are human, not a robot",
    "years": "or older, of age: beside a number",
    "enter": "to enter, adults",
    "grown": "your age, of legal age",
    "partners": "our partners",
    "device": "cookies, on your device",
    "tracking": "advertising and tracking",
    "accept": "to accept, to agree, to refuse",
    "wait": "loading, please wait",
    "script": "needs JavaScript",
})  # fmt: skip

_APART = 3
"""Words that a `*` of its own stands for at most."""
_REMEMBERED = 100_000
"""Words whose entries are remembered; then they are forgotten, so that no crawl fills the memory."""
_Entry = tuple[str, ...]


class Span(NamedTuple):
    """The words `first` to `stop - 1` of a text are of a class."""

    kind: str
    first: int
    stop: int


class Lexicon:
    """The words of some languages. Looking a word up costs one look into a dictionary."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[tuple[str, _Entry]]] = {}
        self._begun: dict[str, list[tuple[str, str, _Entry]]] = {}
        self._inner: list[tuple[str, str, _Entry]] = []
        for kind, texts in entries.items():
            for text in sorted(set(texts)):
                self._file(kind, _tokens(text))
        self._known: dict[str, tuple[tuple[str, _Entry], ...]] = {}

    def _file(self, kind: str, entry: _Entry) -> None:
        """By the first word: as it is, by its first letter where its end is open, or by itself."""
        first, rest = entry[0], entry[1:]
        if first.startswith(("*", "#")):
            self._inner.append((first, kind, rest))
        elif first.endswith("*"):
            self._begun.setdefault(first[0], []).append((first, kind, rest))
        else:
            self._exact.setdefault(first, []).append((kind, rest))

    def starts(self, word: str) -> tuple[tuple[str, _Entry], ...]:
        """The entries that may begin with a word: their classes and what must follow."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            likely = (*self._begun.get(word[:1], ()), *self._inner)
            found = (*self._exact.get(word, ()), *[(kind, rest) for first, kind, rest in likely if _fits(first, word)])
            self._known[word] = found
        return found

    def find_words(self, text: Iterable[str]) -> frozenset[str]:
        """Those of some words with which an entry may begin."""
        return frozenset([word for word in set(text) if self.starts(word)])

    def find(self, text: Sequence[str]) -> list[Span]:
        """Where the words of each class stand in a text.

        >>> Lexicon({"account": ["log in"], "price": ["# euro*"]}).find("please log in for 2 euros".split())
        [Span(kind='account', first=1, stop=3), Span(kind='price', first=4, stop=6)]
        """
        found = []
        for first, word in enumerate(text):
            for kind, rest in self.starts(word):
                stop = _follow(text, first + 1, rest)
                if stop:
                    found.append(Span(kind, first, stop))
        return found


def _tokens(text: str) -> _Entry:
    """The folded words of an entry, with their stars and number signs."""
    tokens: list[str] = []
    for word in text.split():
        bare = word.strip("*#")
        if not bare:
            tokens.append(word)
            continue
        folded = words(bare)
        if word.startswith(("*", "#")):
            folded[0] = word[0] + folded[0]
        if word.endswith("*"):
            folded[-1] += "*"
        tokens += folded
    return tuple(tokens)


def _follow(text: Sequence[str], at: int, rest: _Entry) -> int:
    """Where the rest of an entry ends, if it stands at a word; 0 if it does not. A gap is as short as may be."""
    if not rest:
        return at
    if rest[0] == "*":
        stops = (_follow(text, at + gap, rest[1:]) for gap in range(_APART + 1))
        return next((stop for stop in stops if stop), 0)
    if at < len(text) and _fits(rest[0], text[at]):
        return _follow(text, at + 1, rest[1:])
    return 0


def _fits(token: str, word: str) -> bool:
    bare = token.strip("*#")
    if token == bare:
        return word == bare
    if token.startswith("#") and not word[:1].isdigit():
        return False
    if token.endswith("*"):
        return bare in word if token.startswith(("*", "#")) else word.startswith(bare)
    return word.endswith(bare)


def load_lexicon(languages: Iterable[str] = (), folders: Sequence[Path] = ()) -> Lexicon:
    """The words of some languages and of `und`; of every language, if none is named.

    >>> [span.kind for span in load_lexicon(["en"]).find("the remaining part".split())]
    ['rest']

    Raises:
        RuleError: a file breaks the specification.
    """
    return _load(frozenset(languages), tuple(folders))


@lru_cache(maxsize=64)
def _load(languages: frozenset[str], folders: tuple[Path, ...]) -> Lexicon:
    found: dict[str, list[str]] = {kind: [] for kind in CLASSES}
    for file in files_of(f"lang/*/{FILE}", folders):
        if not languages or file.parent.name in languages or file.parent.name == "und":
            for kind, entries in read_words(file).items():
                found[kind] += entries
    return Lexicon(found)


def read_words(file: Path) -> dict[str, tuple[str, ...]]:
    """The lists of one file, by class.

    Raises:
        RuleError: the file breaks the specification.
    """
    return read_file(file, SHAPE)


def _entry(text: str) -> str:
    if not text.strip("*# "):
        raise ValueError("a word is needed beside the stars")
    return text


SHAPE = Table({name: ListOf(Text(_entry)) for name in CLASSES})
"""What `words.toml` may hold."""
