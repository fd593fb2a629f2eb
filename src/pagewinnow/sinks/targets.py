"""Where the output goes: standard output, one file, or a folder of parts, one for each shard of the input."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, Protocol

from pagewinnow.errors import OutputError
from pagewinnow.sinks.formats import Style
from pagewinnow.sinks.output import Output
from pagewinnow.sinks.parquet import ParquetPart
from pagewinnow.sinks.parts import BytesPart, FilesPart, Part, StreamPart

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 60  # characters of a page's own name in the name of its file


class Target(Protocol):
    """What the runner writes to."""

    def write(self, payload: Any, shard: int, name: str) -> None:  # noqa: ANN401 - what the format shaped
        """Add what a page of the shard was shaped to."""

    def end_shard(self, shard: int) -> int:
        """All pages of the shard were written: bring them to the disk; the bytes of the output so far."""

    def finish(self) -> None:
        """The run is over: whatever is whole takes its name."""

    def abandon(self, *, keep: bool) -> None:
        """The run was broken off: nothing that is not whole takes a name; `keep` it if the run can go on with it."""


class FileTarget:
    """One file, or standard output."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def write(self, payload: Any, shard: int, name: str) -> None:  # noqa: ANN401, ARG002 - see Target
        """Add what a page was shaped to."""
        self._part.write(payload, name)

    def end_shard(self, shard: int) -> int:  # noqa: ARG002 - see Target
        """Save."""
        return self._part.save()

    def finish(self) -> None:
        """Take the name."""
        self._part.finish()

    def abandon(self, *, keep: bool) -> None:
        """Close."""
        self._part.abandon(keep=keep)


class FolderTarget:
    """A folder with a part for each shard; of prose a file a page."""

    def __init__(self, folder: Path, style: Style) -> None:
        self._folder = folder
        self._style = style
        self._part: Part | None = None

    def write(self, payload: Any, shard: int, name: str) -> None:  # noqa: ANN401 - see Target
        """Add what a page was shaped to."""
        self._open(shard).write(payload, name)

    def end_shard(self, shard: int) -> int:
        """The part takes its name, also if no page of it was wanted."""
        self._open(shard).finish()
        self._part = None
        return 0

    def _open(self, shard: int) -> Part:
        if self._part is None:
            self._part = _open_part(self._folder / f"part-{shard:05d}{self._style.suffix}", self._style)
        return self._part

    def finish(self) -> None:
        """Every part has its name."""

    def abandon(self, *, keep: bool) -> None:  # noqa: ARG002 - a part is begun again in any case
        """Close the part that is not whole."""
        if self._part is not None:
            self._part.abandon(keep=False)


def _open_part(path: Path, style: Style) -> Part:
    if style.format.is_prose:
        return FilesPart(path.parent, style.format.suffixes[0])
    if style.name == "parquet":
        return ParquetPart(path, style.table, style.view)
    return BytesPart(path, style.compression, head=style.format.head(style.table, style.view))


def open_target(output: Output | None, style: Style, *, start: int = 0) -> Target:
    """The target of a run; `None` is standard output; `start` is the bytes of one file that an earlier run saved.

    Raises:
        OutputError: it cannot be written.
        MissingExtraError: what the format needs is not installed.
    """
    head = style.format.head(style.table, style.view)
    try:
        if output is None:
            if sys.stdout is None:
                raise OutputError("standard output", "is closed")
            return FileTarget(StreamPart(sys.stdout.buffer, head=head))
        if output.is_folder:
            output.path.mkdir(parents=True, exist_ok=True)
            return FolderTarget(output.path, style)
        if output.is_device:
            return FileTarget(StreamPart(output.path.open("wb"), head=head))
        path = Path(os.path.realpath(output.path))
        if style.name == "parquet":
            return FileTarget(ParquetPart(path, style.table, style.view))
        return FileTarget(BytesPart(path, style.compression, head=head, start=start))
    except OSError as error:
        raise OutputError(
            str(output.path) if output else "standard output", error.strerror or "cannot be written"
        ) from error


def name_page(ordinal: int, path: str | None) -> str:
    """The name of a page's own file: its number in the input, and what is safe of its name.

    >>> name_page(12, "crawl/The ferry is back!.html")
    '00000012-The-ferry-is-back'
    """
    stem = _UNSAFE.sub("-", Path(path or "").stem).strip("-")[:_LONGEST]
    return f"{ordinal:08d}-{stem}" if stem else f"{ordinal:08d}"
