"""Parquet: three tables joined by the page's id, `pages`, `comments` and `removed`; or one, of comments or verdicts."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Page
from pagewinnow.sinks.parts import name_partial, take_name
from pagewinnow.sinks.schema import table_schemas
from pagewinnow.sinks.tables import Table, make_rows
from pagewinnow.sinks.view import View

Rows = dict[str, list[dict[str, Any]]]
_GROUP = 1000  # rows of a row group


def shape_parquet(page: Page, table: Table, view: View) -> Rows:
    """The page's rows by table."""
    if table != "pages":
        return {table: make_rows(page, table, view)}
    record = view.trim(page.to_dict())
    record.pop("comments", None)
    removed = [{"page_id": page.id, **piece} for piece in record.pop("removed", ())]
    return {"pages": [record], "comments": make_rows(page, "comments", View()), "removed": removed}


class ParquetPart:
    """A file a table: the first has the part's own name, the others the table's name before the suffix."""

    def __init__(self, path: Path, table: Table, view: View) -> None:
        """Begin the files.

        Raises:
            OSError: a file cannot be written.
            MissingExtraError: pyarrow is not there.
        """
        try:
            from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - an extra, and half a second to import
        except ImportError as error:
            raise MissingExtraError("parquet") from error
        names = [table] if table != "pages" else ["pages", "comments", *(["removed"] if view.removed else [])]
        self._paths = {name: path if name == table else _beside(path, name) for name in names}
        self._schemas = table_schemas()
        self._rows: Rows = {name: [] for name in names}
        self._writers = {
            name: ParquetWriter(name_partial(one), self._schemas[name]) for name, one in self._paths.items()
        }

    def write(self, payload: Rows, name: str = "") -> None:  # noqa: ARG002 - see Part
        """Add the rows of a page."""
        for table, rows in self._rows.items():
            rows.extend(payload.get(table, ()))
            if len(rows) >= _GROUP:
                self._flush(table)

    def _flush(self, table: str) -> None:
        import pyarrow as pa  # noqa: PLC0415 - see above

        if self._rows[table]:
            self._writers[table].write_table(pa.Table.from_pylist(self._rows[table], self._schemas[table]))
            self._rows[table] = []

    def save(self) -> int:
        """Nothing is saved before the end: a Parquet file has its index there."""
        return 0

    def finish(self) -> None:
        """Close, and take the names."""
        for table, path in self._paths.items():
            self._flush(table)
            self._writers[table].close()
            with name_partial(path).open("rb") as raw:
                os.fsync(raw.fileno())
        for path in self._paths.values():
            take_name(path)

    def abandon(self, *, keep: bool) -> None:  # noqa: ARG002 - see Part
        """Close, and take no name; what is not whole is of no use."""
        for table, writer in self._writers.items():
            with suppress(OSError):
                writer.close()
            name_partial(self._paths[table]).unlink(missing_ok=True)


def _beside(path: Path, table: str) -> Path:
    """The file of another table.

    >>> _beside(Path("out/crawl.parquet"), "comments").name
    'crawl.comments.parquet'
    """
    return path.with_name(f"{path.stem}.{table}{path.suffix}")
