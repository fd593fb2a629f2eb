"""The words for who speaks and who is spoken to, from `persons.toml`: what people write to each other has them."""

from __future__ import annotations

from functools import cache

from pagewinnow.rules.folders import OWN
from pagewinnow.rules.toml import lists_of, read_file

PERSONS = lists_of("persons")
"""What the file may hold."""


@cache
def persons() -> tuple[str, ...]:
    """Words like "I" and "you" of all languages, each once.

    Raises:
        RuleError: the file does not follow the specification.
    """
    words: tuple[str, ...] = read_file(OWN / "persons.toml", PERSONS)["persons"]
    return tuple(dict.fromkeys(words))
