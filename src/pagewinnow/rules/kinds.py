"""The kinds of rule files: where each stands in a folder, and what reads it. A user's folder is checked by them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pagewinnow.rules.dates import read_forms
from pagewinnow.rules.declarations import SHAPE as DECLARATIONS
from pagewinnow.rules.lexicon import read_words
from pagewinnow.rules.markup import MARKUP
from pagewinnow.rules.phrases import read_phrases
from pagewinnow.rules.platforms import read_platform
from pagewinnow.rules.profiles import read_profile
from pagewinnow.rules.sentences import read_sentences
from pagewinnow.rules.threads import TOKENS
from pagewinnow.rules.toml import Place, read_file
from pagewinnow.rules.vendors import read_vendors
from pagewinnow.rules.vocabulary import NAMES


class Kind(NamedTuple):
    """Where the files of a kind stand, and what reads one and raises `RuleError`."""

    place: str
    read: Callable[[Path], object]


KINDS = (
    Kind("lang/*/profile.toml", read_profile),
    Kind("lang/*/names.toml", partial(read_file, shape=NAMES)),
    Kind("lang/*/dates.toml", read_forms),
    Kind("lang/*/words.toml", read_words),
    Kind("lang/*/*.toml", read_phrases),
    Kind("sentences.toml", read_sentences),
    Kind("platforms/*.toml", read_platform),
    Kind("vendors/*.toml", read_vendors),
    Kind("markup/*.toml", partial(read_file, shape=MARKUP)),
    Kind("threads/*.toml", partial(read_file, shape=TOKENS)),
    Kind("declarations/*.toml", partial(read_file, shape=DECLARATIONS)),
)
"""The first whose place fits is the kind of a file. (`elements.toml` and `persons.toml` are the package's own.)"""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_folders(folders: tuple[Path, ...]) -> None:
    """Read every file of the users' folders.

    Raises:
        RuleError: a folder holds no rules, or a file that does not follow its specification, or one of no kind.
    """
    for folder in folders:
        files = sorted(folder.rglob("*.toml"))
        if not files:
            raise Place(folder, ("folder",)).error("no rule file is in this folder")
        for file in files:
            _check_file(file, file.relative_to(folder))


def _check_file(file: Path, place: Path) -> None:
    if place.parts[0] == "lang" and len(place.parts) > 1 and not _LANGUAGE.fullmatch(place.parts[1]):
        raise Place(file).error(f"{place.parts[1]!r} is no code of a language: two or three small letters")
    kind = next((kind for kind in KINDS if _fits(place, kind.place)), None)
    if kind is None:
        raise Place(file).error(f"no rule file belongs here; they are {', '.join(kind.place for kind in KINDS)}")
    kind.read(file)


def _fits(place: Path, pattern: str) -> bool:
    return len(place.parts) == len(Path(pattern).parts) and place.match(pattern)
