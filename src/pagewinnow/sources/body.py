"""The body of an HTTP response as a server sent it: its chunks joined, its compression undone, both with a bound."""

from __future__ import annotations

import io
import zlib

from pagewinnow.sources.items import MAX_PAGE
from pagewinnow.sources.streams import GZIP, ZSTD

_CHUNK_LINE = 64  # characters of the line before a chunk


class TooLargeError(ValueError):
    """The body is larger than a page may be."""


def decode_body(body: bytes, transfer: str | None, encodings: str | None) -> bytes:
    r"""The body as it was meant. Archives often keep the headers of a body that they store decoded: it stays as it is.

    >>> decode_body(b"5\r\nhello\r\n0\r\n\r\n", "chunked", None)
    b'hello'
    >>> decode_body(b"<p>stored decoded</p>", "chunked", "gzip")
    b'<p>stored decoded</p>'

    Raises:
        TooLargeError: it is larger than a page may be.
    """
    if transfer and "chunked" in transfer.lower():
        body = _join_chunks(body)
    for encoding in reversed((encodings or "").lower().split(",")):
        body = _decompress(body, encoding.strip())
    return body


def _join_chunks(body: bytes) -> bytes:
    """The chunks joined (RFC 9112, section 7.1); the body itself where it has none, what there is where it is cut."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + _CHUNK_LINE)
        try:
            size = int(body[at:end].partition(b";")[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)


def _decompress(body: bytes, encoding: str) -> bytes:
    if encoding in {"gzip", "x-gzip"} and body.startswith(GZIP):
        return _inflate(body, zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        return _inflate(body, zlib.MAX_WBITS) or _inflate(body, -zlib.MAX_WBITS) or body
    if encoding == "br" or (encoding == "zstd" and body.startswith(ZSTD)):
        return _read_bounded(body, encoding)
    return body


def _inflate(body: bytes, window: int) -> bytes:
    try:
        plain = zlib.decompressobj(window).decompress(body, MAX_PAGE + 1)
    except zlib.error:
        return b""
    if len(plain) > MAX_PAGE:
        raise TooLargeError
    return plain


def _read_bounded(body: bytes, encoding: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415 - an extra, which whoever is here has

    reader = (BrotliReader if encoding == "br" else ZstdReader)(io.BytesIO(body))
    try:
        plain = reader.read(MAX_PAGE + 1)
    except OSError:
        return body
    if len(plain) > MAX_PAGE:
        raise TooLargeError
    return plain
