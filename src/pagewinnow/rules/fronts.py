"""The words of what stands before a page: `data/lang/<language>/fronts.toml`, a list of words for each class.

    thing       page, address, content: what is missing, or kept from the reader
    missing     not found, does not exist, was removed
    region      in your country
    denied      not available, blocked
    upkeep      maintenance
    soon        at the moment, later: of a page that comes back
    confirm     to verify, to check
    human       you are human, not a robot
    years       or older, of age: they count beside a number
    enter       to enter, adults
    grown       your age, of legal age
    partners    our partners
    device      cookies, on your device

One word says nothing; `find.access.fronts` knows which of them together do. How the lists are written and compared,
`wordlists` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from re import Pattern
from typing import Literal, cast, get_args

from pagewinnow.rules.wordlists import load_words

FrontClass = Literal[
    "thing", "missing", "region", "denied", "upkeep", "soon", "confirm", "human", "years", "enter", "grown", "partners",
    "device",
]  # fmt: skip
FrontWords = Mapping[FrontClass, Pattern[str]]
"""The pattern of each class, of all languages: such a page has too few words to tell its own."""

CLASSES: tuple[FrontClass, ...] = get_args(FrontClass)


def load_front_words(folders: Sequence[Path] = ()) -> FrontWords:
    """The words of every language.

    >>> load_front_words()["human"].search("verify that you are human")[0]
    'you are human'

    Raises:
        RuleError: a file breaks the specification.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> FrontWords:
    return cast("FrontWords", load_words("fronts", CLASSES, frozenset(), folders))
