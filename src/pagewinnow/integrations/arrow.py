"""Arrow tables in, Arrow tables out: the one function that every engine runs.

A row of what comes out is a page: the columns of its record (`sinks.schema`), and `failure`, which is null where there
is a record; where there is none, all others are null but `url`. The schema is the same whatever the pages hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pagewinnow.batch.many import clean_found, find_pages
from pagewinnow.integrations.setup import Setup
from pagewinnow.records import Failure, Page
from pagewinnow.sinks.schema import import_arrow, page_schema, record_fields
from pagewinnow.sources.items import Item
from pagewinnow.sources.rows import read_row
from pagewinnow.surrogates import repair_json

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 64  # of a table that is made of an archive: records of pages of megabytes fit in memory


@cache
def row_schema() -> pa.Schema:
    """The columns of what comes out."""
    arrow = import_arrow()
    return page_schema().append(arrow.field("failure", arrow.struct(record_fields(Failure))))


def clean_table(table: pa.Table, setup: Setup | None = None) -> pa.Table:
    """The records of a table of pages, a row for each of its rows, in their order; it never raises for a page.

    The columns are those of JSON Lines and Parquet (`html` or `text`, `url`, `status`, `content_type`, `fetched_at`),
    and `path` and `offset`, where the page is from. For many tables start one `ArrowCleaner`.

    Raises:
        MissingExtraError: pyarrow is not there.
        WorkerError: children cannot be started.

    >>> import pyarrow
    >>> pages = pyarrow.table({"html": [b"<p>The ferry runs again from Monday.", b"%PDF-1.7"]})
    >>> rows = clean_table(pages).to_pylist()
    >>> rows[0]["article"]["text"], rows[1]["failure"]["reason"]
    ('The ferry runs again from Monday.', 'not_a_page')
    """
    with ArrowCleaner(setup) as cleaner:
        return cleaner.clean_rows(table)


class ArrowCleaner:
    """Cleans tables, one after the other, in the same children; close it, or use it as a context."""

    def __init__(self, setup: Setup | None = None) -> None:
        """Start the children.

        Raises:
            WorkerError: they cannot be started.
        """
        self._setup = setup or Setup()
        self._supervisor = self._setup.start()

    def clean_rows(self, table: pa.Table) -> pa.Table:
        """As `clean_table`."""
        found = (_read_page(row, self._setup) for row in table.to_pylist())
        return _make_table([_shape(one) for one in clean_found(self._supervisor.run, found)])

    def clean_paths(self, table: pa.Table, column: str = "path") -> Iterator[pa.Table]:
        """The records of all pages in the files that the column names, in tables of at most `ROWS` rows.

        The files (archives, JSON Lines, Parquet...) must be where this runs. One that is damaged or not there is a row
        with a failure.
        """
        paths = [str(path) for path in table.column(column).to_pylist() if path]
        rows = (_shape(one) for one in clean_found(self._supervisor.run, find_pages(paths, self._setup.hints)))
        while some := list(islice(rows, ROWS)):
            yield _make_table(some)

    def close(self) -> None:
        """End the children."""
        self._supervisor.close()

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_page(row: dict[str, Any], setup: Setup) -> Item | Failure:
    path, offset = row.get("path"), row.get("offset")
    return read_row(
        row, path if isinstance(path, str) else None, offset if isinstance(offset, int) else None, setup.hints
    )


def _shape(one: Page | Failure) -> dict[str, Any]:
    if isinstance(one, Page):
        return one.to_dict()
    failure = repair_json(one.to_dict())  # an error may quote whatever the page held
    return {"url": failure["source"]["url"], "failure": failure}


def _make_table(rows: list[dict[str, Any]]) -> pa.Table:
    return import_arrow().Table.from_pylist(rows, row_schema())
