"""WARC and WET archives, plain or compressed: the responses and texts in them, past whatever is damaged.

fastwarc raises where an archive is damaged. Then the next record that begins behind the last good one is looked for,
and what lies between is one failure. A record of a compressed archive begins with the magic number of its compression.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from pagewinnow.errors import MissingExtraError
from pagewinnow.fetch import Fetch
from pagewinnow.records import Failure
from pagewinnow.sources.body import TooLargeError, decode_body
from pagewinnow.sources.items import MAX_PAGE, Hints, Item, Skipped, fail_reading, show_path
from pagewinnow.sources.rows import read_time
from pagewinnow.sources.streams import GZIP, ZSTD, Tape

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", ""}
_START = re.compile(rb"WARC/[01]\.\d\r?\n(?:[!-9;-~]+:|\r?\n)")
_BLOCK = 1 << 20
_OVERLAP = 256  # bytes: a start may lie across two blocks


def read_warc(raw: BinaryIO, path: str, hints: Hints) -> Iterator[Item | Skipped | Failure]:
    """The pages of the archive; `offset` is where a record begins in the file.

    Raises:
        MissingExtraError: fastwarc is not there.
    """
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("warc") from error
    stream = raw if raw.seekable() else cast("BinaryIO", Tape(raw))  # fastwarc asks where it is
    start: int | None = 0
    is_damaged = False  # one failure for each damaged place, however many records are tried in it
    while start is not None:
        last, damage = start, ""
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                last = record.stream_pos
                yield _read_record(record, path, hints)
                is_damaged = False
        except (OSError, ValueError) as error:
            damage = str(error)
        else:
            damage = "" if _ends_whole(raw, last) else "the archive ends in the middle of a record"
        if damage and not is_damaged:
            yield fail_reading(path, "damaged", damage, last)
        is_damaged = bool(damage)
        start = _find_start(raw, last + 1) if damage else None


def _read_record(record: WarcRecord, path: str, hints: Hints) -> Item | Skipped | Failure:
    """The page of a record.

    Raises:
        OSError: the record is damaged.
    """
    if record.headers.get("Content-Length") is None:  # what fastwarc makes of a head that is cut
        raise OSError("the record has no length")
    name = str(record.record_type)
    if name == "conversion":
        content = _read_content(record)
        return _make_item(record, content, path, hints, Fetch(fetched_at=_date(record, hints)))
    if name not in {"response", "resource"}:
        return Skipped(show_path(path), f"record of type {name}")
    record.parse_http()
    headers = record.http_headers if record.is_http_parsed else None
    declared = headers.get("Content-Type") if headers else record.headers.get("Content-Type")
    declared = declared or record.headers.get("WARC-Identified-Payload-Type")
    media = (declared or "").partition(";")[0].strip().lower()
    if media not in _TYPES:
        return Skipped(show_path(path), f"content of type {media}")
    content = _read_content(record)
    if headers:
        try:
            content = decode_body(content, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"))
        except TooLargeError:
            return _fail_large(record, path)
    if len(content) > MAX_PAGE:
        return _fail_large(record, path)
    fetch = Fetch(_date(record, hints), headers.status_code if headers else hints.status, declared)
    return _make_item(record, content, path, hints, fetch)


def _read_content(record: WarcRecord) -> bytes:
    wanted = min(record.content_length, MAX_PAGE + 1)
    content = record.reader.read(wanted) if wanted else b""
    if len(content) < wanted:
        raise OSError(f"the record ends after {len(content)} of {record.content_length} bytes")
    return content


def _make_item(record: WarcRecord, content: bytes, path: str, hints: Hints, fetch: Fetch) -> Item:
    kind = hints.kind
    if kind == "auto" and str(record.record_type) == "conversion":
        kind = "text"
    url = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return Item(show_path(path), record.stream_pos, content, kind, url or hints.url, fetch)


def _date(record: WarcRecord, hints: Hints) -> str | None:
    return read_time(record.headers.get("WARC-Date")) or hints.fetched_at


def _fail_large(record: WarcRecord, path: str) -> Failure:
    return fail_reading(path, "error", f"a page of more than {MAX_PAGE >> 20} MiB", record.stream_pos)


def _ends_whole(raw: BinaryIO, last: int) -> bool:
    """Is the last record of a gzip archive there to its end? fastwarc takes one that is cut in its head for none."""
    if not raw.seekable():
        return True
    raw.seek(last)
    if not raw.read(2).startswith(GZIP):
        return True
    raw.seek(last)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while not member.eof:
        block = raw.read(_BLOCK)
        if not block:
            return False
        while block and not member.eof:
            member.decompress(block, _BLOCK)
            block = member.unconsumed_tail
    return True


def _find_start(raw: BinaryIO, after: int) -> int | None:
    """Where the next record may begin, and the file set to it; `None` at the end, and in a stream."""
    if not raw.seekable():
        return None
    raw.seek(0)
    magic = raw.read(4)
    start = _START
    if magic.startswith(GZIP):
        start = re.compile(re.escape(GZIP + b"\x08"))
    elif magic.startswith(ZSTD):
        start = re.compile(re.escape(ZSTD))
    raw.seek(after)
    kept = b""
    while block := raw.read(_BLOCK):
        held = kept + block
        if found := start.search(held):
            position = raw.tell() - len(held) + found.start()
            raw.seek(position)
            return position
        kept = held[-_OVERLAP:]
    return None
