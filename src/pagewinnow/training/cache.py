"""Keeps what is slow to make again: the segmented pages, and how they align with what people wrote down.

A page's entry is named by its bytes, by what is asked of it, and by the code and rules that read it: a change to any
of them makes a new entry. Entries of older code are left; the folder may be deleted at any time.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_READERS = (
    "load", "segment", "rules/elements.py", "rules/data/elements.toml", "dom.py", "text.py", "document.py",
    "options.py", "training/align.py", "training/flatten.py",
)  # fmt: skip
_SUFFIXES = (".py", ".toml")


def recall(folder: Path | None, key: bytes, make: Callable[[], T]) -> T:
    """What `make` gives for `key`: from the folder where it was made before, else made and kept there."""
    if folder is None:
        return make()
    path = folder / sha256(_code_digest() + key).hexdigest()[:32]
    if path.exists():
        found: T = pickle.loads(path.read_bytes())  # noqa: S301 - the user's own folder
        return found
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(made, protocol=5))
    part.replace(path)  # whole, or not there
    return made


@cache
def _code_digest() -> bytes:
    """A hash of the code and the rules that turn bytes into labelled blocks."""
    digest = sha256()
    root = files("pagewinnow")
    for name in _READERS:
        for content in _contents(root.joinpath(*name.split("/"))):
            digest.update(content)
    return digest.digest()


def _contents(place: Traversable) -> list[bytes]:
    if place.is_file():
        return [place.read_bytes()] if place.name.endswith(_SUFFIXES) else []
    found = []
    for inner in sorted(place.iterdir(), key=lambda item: item.name):
        found += _contents(inner)
    return found
