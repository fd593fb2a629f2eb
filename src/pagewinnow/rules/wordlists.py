"""Lists of words by language, for sentences that no phrase lists: `lang/<language>/<kind>.toml`, a list for each class.

They are compared folded (see `text.fold`). A `*` at an end of a word stands for any letters, by itself, between two
words, for up to three of them. In a script that is written without spaces an entry is found anywhere. A user's folder
has files of the same names: their lists are added. `walls` and `fronts` name the classes of their kinds, and what they
are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import ListOf, Table, Text, read_file
from pagewinnow.text import fold

_NEVER = "(?!)"
_GAP = r"(?:\S++ ){0,3}"
_UNSPACED = re.compile("[\u3041-\u30fc\u3400-\u4dbf\u4e00-\u9fff]")


def load_words(
    kind: str, classes: Sequence[str], languages: frozenset[str], folders: Iterable[Path]
) -> Mapping[str, re.Pattern[str]]:
    """The pattern of each class of a kind, over folded text; of every language, if none is named.

    Raises:
        RuleError: a file breaks the specification.
    """
    found: dict[str, list[str]] = {name: [] for name in classes}
    for file in files_of(f"lang/*/{kind}.toml", folders):
        if not languages or file.parent.name in languages:
            for name, entries in read_words(file, classes).items():
                found[name] += entries
    return _Patterns(found)


class _Patterns(Mapping[str, re.Pattern[str]]):
    """The patterns by class, each compiled when it is first asked for: all of 22 languages take 0.1 s."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._entries = entries
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._compiled:
            self._compiled[name] = _compile(self._entries[name])
        return self._compiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def read_words(file: Path, classes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The lists of one file.

    Raises:
        RuleError: the file breaks the specification.
    """
    return read_file(file, shape_of(classes))


def shape_of(classes: Iterable[str]) -> Table:
    """What a file of a kind with these classes may hold."""
    return Table({name: ListOf(Text(_read_entry)) for name in classes})


def _read_entry(entry: str) -> str:
    if not entry.strip("* "):
        raise ValueError("an entry needs a word")
    if entry.startswith("* ") or entry.endswith(" *"):  # it would say nothing, and be tried at every letter
        raise ValueError("a star that stands alone needs a word on both sides")
    return entry


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
