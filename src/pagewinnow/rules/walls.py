"""The words that a wall's sentences are made of: `data/lang/<language>/walls.toml`, a list of words for each class.

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

One word says nothing; `find.access.sentences` knows which of them together do. How the lists are written and
compared, `wordlists` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from re import Pattern
from typing import Literal, cast, get_args

from pagewinnow.rules.wordlists import load_words

WordClass = Literal["payer", "account", "rest", "onward", "text", "this", "only", "read", "spent", "other"]
WallWords = Mapping[WordClass, Pattern[str]]
"""The pattern of each class; a class without words has one that finds nothing."""

CLASSES: tuple[WordClass, ...] = get_args(WordClass)


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
    return cast("WallWords", load_words("walls", CLASSES, languages, folders))
