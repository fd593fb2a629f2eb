"""Where the package keeps its rules, and which files of a kind there are in it and in the users' folders over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

OWN = Path(__file__).parent / "data"


def files_of(pattern: str, folders: Iterable[Path]) -> Iterator[Path]:
    """The files of one kind: the package's own, then those of each of the users' folders, in order.

    >>> [file.name for file in files_of("lang/en/pro*.toml", ())]
    ['profile.toml']
    """
    for folder in (OWN, *folders):
        yield from sorted(folder.glob(pattern))
