"""One file of output: it is written under another name, and takes its own when it is whole."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

from pagewinnow.errors import MissingExtraError

UNFINISHED = ".partial"
Compression = Literal["gzip", "zstd"] | None


class Part(Protocol):
    """What a target writes into."""

    def write(self, payload: Any, name: str) -> None:  # noqa: ANN401 - what the format shaped
        """Add what a page was shaped to; `name` is for formats that give a page a file."""

    def save(self) -> int:
        """Bring all that was written to the disk; the bytes of the file so far."""

    def finish(self) -> None:
        """Close, and take the name."""

    def abandon(self, *, keep: bool) -> None:
        """Close, take no name, and keep what is not whole only if the run can go on with it."""


def name_partial(path: Path) -> Path:
    """The name of a file that is not whole."""
    return path.with_name(path.name + UNFINISHED)


def take_name(path: Path) -> None:
    """Give the whole file its name: what was there is replaced, its permissions stay."""
    partial = name_partial(path)
    if path.exists():
        partial.chmod(path.stat().st_mode & 0o7777)
    partial.replace(path)


class BytesPart:
    """A file of lines or prose, plain or compressed; it can be saved in the middle and gone on with from there.

    Each stretch between two saves is a member of its own (RFC 1952, RFC 8878), so its bytes depend on nothing else.
    """

    def __init__(self, path: Path, compression: Compression = None, *, head: bytes = b"", start: int = 0) -> None:
        """Begin, or go on behind the first `start` bytes of what an earlier run left.

        Raises:
            OSError: the file cannot be written.
            MissingExtraError: zstd was asked for, and the extra is not there.
        """
        self.path = path
        self._make = _COMPRESSORS[compression]
        self._make()  # what is missing is missed before a file is made
        self._member: _Compressor | None = None
        self._raw = _open(name_partial(path), start)
        if not start:
            self.write(head)

    def write(self, payload: bytes, name: str = "") -> None:  # noqa: ARG002 - see Part
        """Add the bytes."""
        if not payload:
            return
        if self._member is None:
            self._member = self._make()
        self._raw.write(self._member.compress(payload))

    def save(self) -> int:
        """Bring all that was written to the disk; the bytes of the file so far."""
        if self._member is not None:
            self._raw.write(self._member.flush())
            self._member = None
        self._raw.flush()
        os.fsync(self._raw.fileno())
        return self._raw.tell()

    def finish(self) -> None:
        """Close, and take the name."""
        self.save()
        self._raw.close()
        take_name(self.path)

    def abandon(self, *, keep: bool) -> None:
        """Close, take no name; the disk may be full."""
        with suppress(OSError):
            self._raw.close()
        if not keep:
            name_partial(self.path).unlink(missing_ok=True)


class StreamPart:
    """Standard output, a pipe or a device: it is written at once, and nothing takes a name."""

    def __init__(self, stream: BinaryIO, *, head: bytes = b"") -> None:
        self._stream = stream
        self.write(head)

    def write(self, payload: bytes, name: str = "") -> None:  # noqa: ARG002 - see Part
        """Write the bytes, so that whoever reads has them now."""
        self._stream.write(payload)
        self._stream.flush()

    def save(self) -> int:
        """All was written."""
        return 0

    def finish(self) -> None:
        """All was written."""

    def abandon(self, *, keep: bool) -> None:
        """All was written."""


class FilesPart:
    """A folder with a file a page."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder = folder
        self.suffix = suffix

    def write(self, payload: bytes, name: str) -> None:
        """Write the page's file."""
        path = self.folder / f"{name}{self.suffix}"
        name_partial(path).write_bytes(payload)
        take_name(path)

    def save(self) -> int:
        """All was written."""
        return 0

    def finish(self) -> None:
        """All was written."""

    def abandon(self, *, keep: bool) -> None:
        """All was written."""


def _open(path: Path, start: int) -> BinaryIO:
    if not start:
        return path.open("wb")
    raw = path.open("r+b")
    raw.truncate(start)
    raw.seek(start)
    return raw


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Plain:
    def compress(self, data: bytes, /) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


def _gzip() -> _Compressor:
    return zlib.compressobj(wbits=zlib.MAX_WBITS | 16)  # the head that this writes has no time in it


def _zstd() -> _Compressor:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("zstd") from error
    made: _Compressor = zstandard.ZstdCompressor().compressobj()
    return made


_COMPRESSORS: dict[Compression, Callable[[], _Compressor]] = {None: _Plain, "gzip": _gzip, "zstd": _zstd}
