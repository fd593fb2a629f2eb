"""Profiles: `lang/<language>/profile.toml`, what is to be known of a language beside its phrases.

name, script        of the language, in English
stop_words          the commonest words
sentence_ends, quotes   the characters
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pagewinnow.rules.toml import ListOf, Table, Text, read_file
from pagewinnow.text import words


class Profile(NamedTuple):
    """The profile of one language. The stop words are folded."""

    language: str
    name: str
    script: str
    stop_words: frozenset[str]
    sentence_ends: str
    quotes: str


def _fold(text: str) -> str:
    return " ".join(words(text))


PROFILE = Table(
    {
        "name": Text(),
        "script": Text(),
        "stop_words": ListOf(Text(_fold)),
        "sentence_ends": Text(),
        "quotes": Text(),
    },
    required=("name", "script", "sentence_ends", "quotes"),
)
"""What a profile may hold."""


def read_profile(file: Path) -> Profile:
    """The profile of the language whose folder `file` stands in.

    Raises:
        RuleError: the file breaks the specification.
    """
    found = read_file(file, PROFILE)
    found["stop_words"] = frozenset(found["stop_words"])
    return Profile(language=file.parent.name, **found)
