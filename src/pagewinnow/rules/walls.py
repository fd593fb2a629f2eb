"""The words that a wall's sentences are made of: `data/walls/<language>.toml`, a list of words for each class.

    payer       who may read: subscriber, member, premium, or what makes one: to subscribe
    account     log in, register, account
    rest        of a text: the rest, full, whole, to unlock; it counts beside a `text`
    onward      to continue reading: complete in itself
    text        article, story, post
    this        the demonstrative; it counts before a `text`
    only        only, reserved, exclusively, "for subscribers"
    read        to read, to see
    spent       a meter that has run out: "your last free article"; a sentence in itself
    other       what the sentence is about instead: comments, newsletters, podcasts, donations, somebody who said it

One word says nothing; `assemble.access.sentences` knows which of them together do. They are compared folded (see
`text.fold`). A `*` at an end of a word stands for any letters, by itself for up to three words. In a script that is
written without spaces an entry is found anywhere. A user's folder has files of the same names: their lists are added.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from pagewinnow.errors import RuleError
from pagewinnow.text import fold

WordClass = Literal["payer", "account", "rest", "onward", "text", "this", "only", "read", "spent", "other"]
WallWords = Mapping[WordClass, re.Pattern[str]]
"""The pattern of each class; a class without words has one that finds nothing."""

CLASSES: tuple[WordClass, ...] = get_args(WordClass)
_OWN = Path(__file__).parent / "data"
_NEVER = "(?!)"
_GAP = r"(?:\S++ ){0,3}"
_UNSPACED = re.compile("[\u3041-\u30fc\u3400-\u4dbf\u4e00-\u9fff]")


def load_wall_words(languages: Iterable[str], folders: Sequence[Path] = ()) -> WallWords:
    """The words of some languages together; of every language, if none is named.

    >>> load_wall_words(["en"])["rest"].search("the remaining part")[0]
    'remaining'

    Raises:
        RuleError: a file breaks the specification.
    """
    return _load(frozenset(languages), tuple(folders))


@lru_cache(maxsize=64)
def _load(languages: frozenset[str], folders: tuple[Path, ...]) -> WallWords:
    found: dict[WordClass, list[str]] = {name: [] for name in CLASSES}
    for folder in (_OWN, *folders):
        for file in sorted((folder / "walls").glob("*.toml")):
            if not languages or file.stem in languages:
                for name, entries in _read(file).items():
                    found[name] += entries
    return {name: _compile(tuple(entries)) for name, entries in found.items()}


def _read(file: Path) -> dict[WordClass, list[str]]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(str(file), "file", str(error)) from error
    unknown = sorted(set(table).difference(CLASSES))
    if unknown:
        raise RuleError(str(file), unknown[0], f"unknown key; known are {', '.join(CLASSES)}")
    for name, entries in table.items():
        if not isinstance(entries, list) or not all(isinstance(e, str) and e.strip("* ") for e in entries):
            raise RuleError(str(file), name, "a list of strings that are not empty is needed")
    return {name: table[name] for name in CLASSES if name in table}


def _compile(entries: Sequence[str]) -> re.Pattern[str]:
    """All entries of a class as one pattern over folded text; those that begin a word are asked at its beginning."""
    parts = [
        f"{start}(?:{'|'.join(sorted({_pattern(e) for e in entries if _is_inner(e) == inner}, reverse=True))})"
        for inner, start in ((False, r"(?<!\S)"), (True, ""))
        if any(_is_inner(e) == inner for e in entries)
    ]
    return re.compile("|".join(parts) or _NEVER)


def _is_inner(entry: str) -> bool:
    """May the entry begin within a word?"""
    return entry.startswith("*") or _UNSPACED.search(entry) is not None


def _pattern(entry: str) -> str:
    if _UNSPACED.search(entry):
        return re.escape(fold(entry))
    words = ((word.strip("*"), word.endswith("*")) for word in entry.split())
    parts = [re.escape(fold(word)) + r"\S*+" * more + " " if word else _GAP for word, more in words]
    return "".join(parts).rstrip() + r"(?!\S)"
