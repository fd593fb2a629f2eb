"""What class names of comments are made of: `data/threads/<any>.toml`, one list of `tokens` in lower case.

A name is split at spaces, signs and capitals; a part must be equal to a token, never contain it: `comment` is in
`wp-comment` and `CommentBody`, not in `commentary`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import ListOf, Table, Text, read_file

TOKENS = Table({"tokens": ListOf(Text())}, required=("tokens",))
"""What a file may hold."""
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
    return frozenset(
        token for file in files_of("threads/*.toml", folders) for token in read_file(file, TOKENS)["tokens"]
    )
