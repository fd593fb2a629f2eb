"""Parquet: a page a row; `offset` is the number of the row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Failure
from pagewinnow.sources.items import Hints, Item, fail_reading
from pagewinnow.sources.rows import has_page, read_row

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
        table = ParquetFile(raw)
        if not has_page(table.schema_arrow.names, hints):
            yield fail_reading(path, "error", "no column holds a page; records are read back from JSON Lines alone")
            return
        for batch in table.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield read_row(row, path, offset, hints)
                offset += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        yield fail_reading(path, "damaged", str(error), offset)
