"""Parquet: a page a row; `offset` is the number of the row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Failure
from pagewinnow.sources.items import Hints, Item, fail_reading
from pagewinnow.sources.rows import is_record, read_row

_ROWS = 64  # read at a time: a row may be a page of megabytes


def read_parquet(raw: BufferedReader, path: str, hints: Hints) -> Iterator[Item | Failure]:
    """The pages of the file."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and half a second to import
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtraError("parquet") from error
    if not raw.seekable():
        yield fail_reading(path, "error", "Parquet cannot be read from a stream")
        return
    offset = 0
    try:
        for batch in ParquetFile(raw).iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                if is_record(row):
                    yield fail_reading(path, "error", "a table of records is not read back; JSON Lines are", offset)
                    return
                yield read_row(row, path, offset, hints)
                offset += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        yield fail_reading(path, "damaged", str(error), offset)
