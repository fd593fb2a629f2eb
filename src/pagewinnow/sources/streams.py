"""The bytes of a file, whatever it is compressed with."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, BinaryIO, cast

from pagewinnow.errors import MissingExtraError
from pagewinnow.sources.items import STDIN

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SUFFIXES = (".gz", ".zst")
HEAD = 1 << 16  # bytes that tell what a file is
_CHUNK = 1 << 12  # compressed bytes at a time: a bomb makes at most thirty thousand bytes of one
DAMAGE: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)  # what reading a damaged stream raises


@contextmanager
def open_raw(path: str) -> Iterator[io.BufferedReader]:
    """The file itself; standard input for `-`, which stays open.

    Raises:
        OSError: it cannot be opened.
    """
    if path != STDIN:
        with open(path, "rb") as raw:
            yield raw
    elif sys.stdin is None:
        raise OSError("standard input is closed")
    else:
        buffer: Any = sys.stdin.buffer
        yield buffer if isinstance(buffer, io.BufferedReader) else io.BufferedReader(buffer)


class Tape(io.RawIOBase):
    """A stream that cannot be sought in, and tells how much of it was read."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._read = 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401, D102 - a buffer of any kind
        found = self._raw.read(len(buffer))
        buffer[: len(found)] = found
        self._read += len(found)
        return len(found)

    def tell(self) -> int:
        """How many bytes were read."""
        return self._read


def read_head(raw: io.BufferedReader) -> bytes:
    """The first 64 KB of what the file holds, decompressed; the file stands where it stood.

    Raises:
        MissingExtraError: the file is compressed with zstd, and the extra is not there.
    """
    start = raw.peek(HEAD)[:HEAD]
    if raw.seekable() and len(start) < HEAD:
        at = raw.tell()
        start = raw.read(HEAD)
        raw.seek(at)
    if start.startswith(GZIP):
        return _begin(zlib.decompressobj(zlib.MAX_WBITS | 16), start)
    if start.startswith(ZSTD):
        return _begin_zstd(start)
    return start


def _begin(decompressor: zlib._Decompress, start: bytes) -> bytes:
    try:
        return decompressor.decompress(start, HEAD)
    except zlib.error:
        return b""


def _begin_zstd(start: bytes) -> bytes:
    library = _zstd()
    try:
        return cast("bytes", library.ZstdDecompressor().stream_reader(io.BytesIO(start)).read(HEAD))
    except library.ZstdError:
        return b""


def decompress(raw: io.BufferedReader) -> BinaryIO:
    """The bytes that the file holds, decompressed as they are read.

    Raises:
        MissingExtraError: the file is compressed with zstd, and the extra is not there.
    """
    start = raw.peek(4)[:4]
    if start.startswith(GZIP):
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if start.startswith(ZSTD):
        return io.BufferedReader(_ZstdFrames(raw), HEAD)
    return raw


def _zstd() -> ModuleType:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("zstd") from error
    return zstandard


class _ZstdFrames(io.RawIOBase):
    """The frames of a zstd file, one after the other; the library's own reader takes a file that is cut for its end."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._library = _zstd()
        self._frame: Any = None
        self._given = b""  # what is decompressed and not yet read
        self._rest = b""  # what is read and belongs to the next frame

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a buffer of any kind
        while not self._given:
            chunk = self._rest or self._raw.read(_CHUNK)
            if not chunk:
                if self._frame is not None:
                    raise EOFError("compressed file ended before the end-of-stream marker was reached")
                return 0
            self._decompress(chunk)
        count = min(len(buffer), len(self._given))
        buffer[:count] = self._given[:count]
        self._given = self._given[count:]
        return count

    def _decompress(self, chunk: bytes) -> None:
        if self._frame is None:
            self._frame = self._library.ZstdDecompressor(max_window_size=2**31).decompressobj()
        try:
            self._given = self._frame.decompress(chunk)
        except self._library.ZstdError as error:
            raise OSError(str(error)) from error
        self._rest = b""
        if self._frame.eof:
            self._rest = self._frame.unused_data
            self._frame = None
