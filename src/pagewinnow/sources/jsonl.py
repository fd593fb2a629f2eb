"""JSON Lines: a page a line, or a record of our own a line, which is read back as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from pagewinnow.records import Failure
from pagewinnow.sources.items import MAX_PAGE, Hints, Item, fail_reading, show_path
from pagewinnow.sources.rows import is_record, read_row
from pagewinnow.sources.streams import decompress

_BOM = b"\xef\xbb\xbf"


def read_jsonl(raw: BufferedReader, path: str, hints: Hints) -> Iterator[Item | Failure]:
    """The pages of the file; `offset` counts the bytes of what is decompressed."""
    stream = decompress(raw)
    offset = 0
    while line := stream.readline(MAX_PAGE + 1):
        if len(line) > MAX_PAGE:
            yield fail_reading(path, "error", f"a line of more than {MAX_PAGE >> 20} MiB", offset)
            offset += len(line) + _skip_line(stream, line)
            continue
        if line.strip():
            yield _read_line(line, path, offset, hints)
        offset += len(line)


def _skip_line(stream: BinaryIO, line: bytes) -> int:
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
        skipped += len(line)
    return skipped


def _read_line(line: bytes, path: str, offset: int, hints: Hints) -> Item | Failure:
    try:
        row = json.loads(line.removeprefix(_BOM) if offset == 0 else line)
    except (ValueError, RecursionError) as error:  # what is no JSON, no UTF-8, or nested too deep
        return fail_reading(path, "damaged", f"no JSON: {error}", offset)
    if not isinstance(row, dict):
        return fail_reading(path, "damaged", "the line is no JSON object", offset)
    if is_record(row):
        return Item(show_path(path), offset, line, is_record=True)
    return read_row(row, path, offset, hints)
