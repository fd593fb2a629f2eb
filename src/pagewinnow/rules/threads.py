"""What class names of comments are made of: `data/threads/tokens.toml`, one list of `tokens` in lower case.

A name is split at spaces, signs and capitals; a part must be equal to a token, never contain it: `comment` is in
`wp-comment` and `CommentBody`, not in `commentary`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from pagewinnow.errors import RuleError
from pagewinnow.rules.own import OWN

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST = 300  # characters of a class value that are read; generated ones run to megabytes


def split_names(names: str) -> set[str]:
    """The parts of class names, in lower case.

    >>> sorted(split_names("wp-comment CommentBody_2")), split_names("commentary")
    (['body', 'comment', 'wp'], {'commentary'})
    """
    return {part.lower() for part in _PART.findall(names[:_LONGEST])}


def load_thread_tokens(folders: tuple[Path, ...] = ()) -> frozenset[str]:
    """The tokens of the package, with those of the users' folders.

    >>> "comment" in load_thread_tokens()
    True

    Raises:
        RuleError: a file has no list of `tokens`.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> frozenset[str]:
    found: set[str] = set()
    for folder in (OWN, *folders):
        for path in sorted((folder / "threads").glob("*.toml")):
            tokens = tomllib.loads(path.read_text(encoding="utf-8")).get("tokens")
            if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
                raise RuleError(str(path), "tokens", "wants a list of strings")
            found.update(tokens)
    return frozenset(found)
