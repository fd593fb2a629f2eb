"""Where pages come from: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pagewinnow.errors import SourceError
from pagewinnow.records import InputKind

STDIN = "-"
_KINDS: dict[str, InputKind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text", ".md": "markdown",
}  # fmt: skip


class Input(NamedTuple):
    """One page to be cleaned: where it lies, its bytes, and what its name says it is."""

    path: str
    content: bytes
    kind: InputKind


def read_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """The pages of files, of folders (every page in them, by name) and of `-`, standard input.

    Raises:
        SourceError: a path is not there or cannot be read.
    """
    for path in paths:
        if path == STDIN:
            yield Input(path, sys.stdin.buffer.read(), "auto")
            continue
        for file in _files(Path(path)):
            try:
                content = file.read_bytes()
            except OSError as error:
                raise SourceError(str(file), error.strerror or "cannot be read") from error
            yield Input(str(file), content, _KINDS.get(file.suffix.lower(), "auto"))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(f for f in path.rglob("*") if f.is_file() and f.suffix.lower() in _KINDS)
    elif path.exists():
        yield path
    else:
        raise SourceError(str(path), "no such file or folder")
