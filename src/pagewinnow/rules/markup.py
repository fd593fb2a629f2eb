"""Class and id tokens that tell what an element holds: data/markup/<any>.toml.

One table a label, `tokens` in it. A class or id is split at spaces, hyphens, underscores and capitals; a token must be
equal, never contained: `share` is in `btn-share` and `shareBar`, not in `shareholder`. Two words with a hyphen in the
data stand for the two tokens in a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import cast

from pagewinnow.records import REMOVED_LABELS, RemovedLabel
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import Choice, ListOf, Table, TableOf, Text, read_file

_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_SEPARATORS = dict.fromkeys(map(ord, "-_:./0123456789"), " ")
MARKUP = TableOf(Choice(REMOVED_LABELS), Table({"tokens": ListOf(Text())}, required=("tokens",)))
"""What a file may hold."""
_LONGEST = 300  # characters of a class value that are read; generated ones run to megabytes


@dataclass(frozen=True)
class Markup:
    """The token table: (token,) or (token, token) -> label and rule."""

    tokens: Mapping[tuple[str, ...], tuple[RemovedLabel, str]]
    _cache: dict[tuple[str, str], tuple[RemovedLabel, str] | None] = field(default_factory=dict, compare=False)

    def label_of(self, classes: str, identifier: str) -> tuple[RemovedLabel, str] | None:
        """The label and rule of the first token that tells, in the classes and then in the id.

        >>> markup = Markup({("share",): ("share", "markup/share#share")})
        >>> markup.label_of("entry btn-share", ""), markup.label_of("shareholder", "")
        (('share', 'markup/share#share'), None)
        """
        key = (classes, identifier)
        if key not in self._cache:
            if len(self._cache) > 20_000:  # generated names must not fill the memory of a long crawl
                self._cache.clear()
            self._cache[key] = self._look_up(f"{classes[:_LONGEST]} {identifier[:_LONGEST]}")
        return self._cache[key]

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(key[0] for key in self.tokens)

    def _look_up(self, names: str) -> tuple[RemovedLabel, str] | None:
        # Most names tell nothing, and are written without capitals: a glance spares them the closer look (1 of 10 us).
        plain = names.translate(_SEPARATORS)
        if plain.islower() and self._starts.isdisjoint(plain.split()):
            return None
        for name in names.split():
            tokens = [t.lower() for t in _SPLIT.findall(name)]
            for key in (*pairwise(tokens), *((t,) for t in tokens)):
                if key in self.tokens:
                    return self.tokens[key]
        return None


@lru_cache(maxsize=8)
def load_markup(folders: tuple[Path, ...] = ()) -> Markup:
    """The tables of the package with those of the user's `folders` laid over them.

    Raises:
        RuleError: a file does not follow the specification.
    """
    tokens: dict[tuple[str, ...], tuple[RemovedLabel, str]] = {}
    for file in files_of("markup/*.toml", folders):
        for label, table in read_file(file, MARKUP).items():
            for name in table["tokens"]:
                tokens[tuple(name.split("-"))] = (cast("RemovedLabel", label), f"markup/{label}#{name}")
    return Markup(tokens)
