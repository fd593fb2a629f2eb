"""The words that sentences of walls and blocked pages are made of: `data/lang/<language>/words.toml`, lists by class.

`CLASSES` names them and says what each is. An entry is compared folded (see `text.fold`), word by word. A `*` at an end
of a word stands for any letters, by itself for up to three words; a `#` before it for a number: `#` is any word that
begins with a digit. In a script without spaces every character is a word, so an entry is found anywhere.

`und` holds what is valid in any language, and the words of languages that have no folder of their own. A user's folder
has files of the same names: their lists are added. Which classes together make a sentence, `sentences` tells.
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
    "asked": "what you requested, are looking for",
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
    "uses": "we use cookies",
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
    """The words `first` to `stop - 1` of a text are of a class, in a language."""

    kind: str
    first: int
    stop: int
    language: str


class _Filed(NamedTuple):
    """An entry under its first word: its class, its language, the words that must follow."""

    kind: str
    language: str
    rest: _Entry
    second: str | None
    """The next word, where it is given in full: most entries that begin with a common word end here."""


class Lexicon:
    """The words of some languages, by class. Looking a word up costs one look into a dictionary."""

    def __init__(self, entries: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        """`entries` are the lists of words by language and class."""
        self._exact: dict[str, list[_Filed]] = {}
        self._begun: dict[str, list[tuple[str, _Filed]]] = {}
        self._inner: list[tuple[str, _Filed]] = []
        self._numbered: list[tuple[str, _Filed]] = []  # the same, with those that begin with a number
        for language, lists in entries.items():
            for kind, texts in lists.items():
                for text in dict.fromkeys(texts):
                    first, *rest = _tokens(text)
                    second = rest[0] if rest and rest[0].strip("*#") == rest[0] else None
                    self._file(first, _Filed(kind, language, tuple(rest), second))
        self._known: dict[str, tuple[_Filed, ...]] = {}

    def _file(self, first: str, filed: _Filed) -> None:
        """By the first word: as it is, by its first letter where its end is open, or by itself."""
        if first.startswith(("*", "#")):
            self._numbered.append((first, filed))
            if first.startswith("*"):
                self._inner.append((first, filed))
        elif first.endswith("*"):
            self._begun.setdefault(first[0], []).append((first.rstrip("*#"), filed))
        else:
            self._exact.setdefault(first, []).append(filed)

    def starts(self, word: str) -> tuple[_Filed, ...]:
        """The entries that may begin with a word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            begun = [filed for start, filed in self._begun.get(word[:1], ()) if word.startswith(start)]
            open_ones = self._numbered if word[:1].isdigit() else self._inner
            inner = [filed for first, filed in open_ones if _fits(first, word)]
            found = (*self._exact.get(word, ()), *begun, *inner)
            self._known[word] = found
        return found

    def find_words(self, text: Iterable[str]) -> frozenset[str]:
        """Those of some words with which an entry may begin."""
        known, live = self._known, []
        for word in set(text):
            entries = known.get(word)
            if self.starts(word) if entries is None else entries:
                live.append(word)
        return frozenset(live)

    def find(self, text: Sequence[str], live: frozenset[str] | None = None) -> list[Span]:
        """Where the words of each class stand in a text; `live` are those of its words that begin any, if known.

        >>> lexicon = Lexicon({"en": {"account": ["log in"], "price": ["# euro*"]}})
        >>> found = lexicon.find("please log in for 2 euros".split())
        >>> [(span.kind, span.first, span.stop) for span in found]
        [('account', 1, 3), ('price', 4, 6)]
        """
        found = []
        for first, word in enumerate(text):
            if live is None or word in live:
                following = text[first + 1] if first + 1 < len(text) else ""
                for kind, language, rest, second in self.starts(word):
                    if second is None:
                        stop = _follow(text, first + 1, rest) if rest else first + 1
                    elif second == following:
                        stop = _follow(text, first + 2, rest[1:])
                    else:
                        continue
                    if stop:
                        found.append(Span(kind, first, stop, language))
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
    if at < len(text) and (rest[0] == text[at] or _fits(rest[0], text[at])):
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
    found: dict[str, dict[str, list[str]]] = {}
    for file in files_of(f"lang/*/{FILE}", folders):
        language = file.parent.name
        if not languages or language in languages or language == "und":
            for kind, entries in read_words(file).items():
                found.setdefault(language, {}).setdefault(kind, []).extend(entries)
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
    if text.startswith("* "):
        raise ValueError("an entry begins with a word: a gap before it stands for nothing")
    return text


SHAPE = Table({name: ListOf(Text(_entry)) for name in CLASSES})
"""What `words.toml` may hold."""
