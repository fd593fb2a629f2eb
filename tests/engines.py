"""Runs an engine over the pages of a file, as its user would, in a process of its own: `engines.py ENGINE FILE OUT`.

What comes out is written as JSON Lines: once from the pages, once from the path of the file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from pagewinnow.batch.many import find_pages
from pagewinnow.batch.outcomes import Limits
from pagewinnow.integrations.setup import Setup
from pagewinnow.options import Options
from pagewinnow.sources.items import Hints, Item
from trouble import TroubleMaker

HINTS = Hints(kind="html")
LIMITS = Limits(timeout=5.0)
SETUP = Setup(hints=HINTS, limits=LIMITS, maker=TroubleMaker(Options()))
Rows = Iterable[dict[str, Any]]


def read_items(path: str) -> list[dict[str, Any]]:
    """The pages of the file as rows."""
    rows = []
    for item in find_pages([path], HINTS):
        assert isinstance(item, Item)
        rows.append({"html": item.content, "url": item.url, "path": item.path, "offset": item.offset})
    return rows


def read_tables(tables: Iterable[pa.Table]) -> Iterator[dict[str, Any]]:
    """The rows of what `arrow` makes, as records and failures."""
    for table in tables:
        for row in table.to_pylist(maps_as_pydicts="strict"):
            failure = row.pop("failure")
            yield failure or row


def run_ray(path: str) -> Iterator[Rows]:
    import ray  # noqa: PLC0415 - where it is installed

    from pagewinnow.integrations.ray import clean_dataset, clean_paths  # noqa: PLC0415 - the same

    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200_000_000, log_to_driver=False)
    pages = ray.data.from_arrow(pa.Table.from_pylist(read_items(path)))
    cleaned = clean_dataset(pages, SETUP, cores=0.5)
    yield read_tables(cleaned.iter_batches(batch_format="pyarrow"))
    paths = ray.data.from_arrow(pa.table({"path": [path]}))
    yield read_tables(clean_paths(paths, SETUP, cores=0.5).iter_batches(batch_format="pyarrow"))
    ray.shutdown()


def run_spark(path: str) -> Iterator[Rows]:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else Spark takes the first `python3` of the path
    from pyspark.sql import SparkSession  # noqa: PLC0415 - where it is installed

    from pagewinnow.integrations.spark import clean_frame, clean_paths  # noqa: PLC0415 - the same

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "64").config("spark.driver.memory", "1g")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    spark = session.getOrCreate()
    pages = spark.createDataFrame(pa.Table.from_pylist(read_items(path)))
    yield read_tables([clean_frame(pages, SETUP).toArrow()])
    yield read_tables([clean_paths(spark.createDataFrame([(path,)], ["path"]), SETUP).toArrow()])
    spark.stop()


def run_datatrove(path: str) -> Iterator[Rows]:
    from datatrove.data import Document  # noqa: PLC0415 - where it is installed

    from pagewinnow.integrations.datatrove import CleanDocuments, CleanPaths  # noqa: PLC0415 - the same

    rows = read_items(path)
    documents = [Document(text=row.pop("html"), id=str(n), metadata=row) for n, row in enumerate(rows)]
    for step, data in ((CleanDocuments(SETUP), iter(documents)), (CleanPaths([path], SETUP), None)):
        yield [one.metadata.get("page") or one.metadata["failure"] for one in step(data)]


ENGINES: dict[str, Callable[[str], Iterator[Rows]]] = {
    "ray": run_ray,
    "pyspark": run_spark,
    "datatrove": run_datatrove,
}


def main(engine: str, path: str, out: str) -> None:
    for number, rows in enumerate(ENGINES[engine](path)):
        lines = [json.dumps(row) + "\n" for row in rows]
        Path(f"{out}.{number}").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
