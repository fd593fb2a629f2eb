"""The words for who speaks and who is spoken to, from `data/persons.toml`: what people write to each other has them."""

from __future__ import annotations

import tomllib
from functools import cache

from pagewinnow.errors import RuleError
from pagewinnow.rules.own import OWN

_FILE = OWN / "persons.toml"


@cache
def persons() -> tuple[str, ...]:
    """Words like "I" and "you" of all languages, each once.

    Raises:
        RuleError: the file has no such list of strings.
    """
    words = tomllib.loads(_FILE.read_text(encoding="utf-8")).get("persons")
    if not isinstance(words, list) or not all(isinstance(one, str) and one for one in words):
        raise RuleError(str(_FILE), "persons", "wants a list of strings that are not empty")
    return tuple(dict.fromkeys(words))
