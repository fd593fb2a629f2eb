"""Spark: pages or paths in, records out. The user brings the session, and says how many partitions.

Set `spark.sql.execution.arrow.maxRecordsPerBatch` to 64 or so: of pages, Spark's own ten thousand are a gigabyte.
Children are started for each partition, which takes a second or two: some thousand pages are a good partition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from pagewinnow.errors import MissingExtraError
from pagewinnow.integrations.arrow import ArrowCleaner, row_schema
from pagewinnow.integrations.setup import Setup
from pagewinnow.sinks.schema import import_arrow

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    Batches = Iterator[pa.RecordBatch]


def clean_frame(frame: DataFrame, setup: Setup | None = None) -> DataFrame:
    """The records of a data frame of pages, a row for each row; columns as for `arrow.clean_table`.

    Raises:
        MissingExtraError: Spark or pyarrow is not there.
    """
    return _map(frame, partial(_clean_rows, setup or Setup()))


def clean_paths(frame: DataFrame, setup: Setup | None = None) -> DataFrame:
    """The records of all pages in the files whose paths stand in the column `path`; make a partition of each.

    Raises:
        MissingExtraError: Spark or pyarrow is not there.
    """
    return _map(frame, partial(_clean_paths, setup or Setup()))


def _map(frame: DataFrame, work: Callable[[Batches], Batches]) -> DataFrame:
    try:
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("spark") from error
    return frame.mapInArrow(work, from_arrow_schema(row_schema()))


def _clean_rows(setup: Setup, batches: Batches) -> Batches:
    arrow = import_arrow()
    with ArrowCleaner(setup) as cleaner:
        for batch in batches:
            yield from cleaner.clean_rows(arrow.Table.from_batches([batch])).to_batches()


def _clean_paths(setup: Setup, batches: Batches) -> Batches:
    arrow = import_arrow()
    with ArrowCleaner(setup) as cleaner:
        for batch in batches:
            for table in cleaner.clean_paths(arrow.Table.from_batches([batch])):
                yield from table.to_batches()
