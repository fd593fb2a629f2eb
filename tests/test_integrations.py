"""What every integration stands on: a setup that is sent, an Arrow table of one schema, a cleaner to wait for."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from archives import archive, page, record
from pagewinnow.batch.many import clean_many
from pagewinnow.batch.outcomes import Limits
from pagewinnow.errors import WorkerError
from pagewinnow.fetch import Fetch
from pagewinnow.integrations.arrow import ROWS, ArrowCleaner, row_schema
from pagewinnow.integrations.awaiting import AsyncCleaner
from pagewinnow.integrations.setup import Setup
from pagewinnow.options import Options
from pagewinnow.records import Failure, Page
from trouble import TroubleMaker, make_page

pytestmark = pytest.mark.children
TROUBLE = Setup(limits=Limits(timeout=3.0), maker=TroubleMaker(Options()))


def test_a_setup_is_the_same_where_it_was_sent() -> None:
    assert pickle.loads(pickle.dumps(TROUBLE)) == TROUBLE


def test_tables_have_one_schema_and_a_row_for_each_page(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(archive([record(n, page(n, padding=20)) for n in range(ROWS + 1)], ""))
    pages = [
        {"html": page(1), "url": "https://ferry.example/1", "status": 404, "path": "a.parquet", "offset": 7},
        {"html": make_page("raise").encode(), "url": "https://ferry.example/2"},
        {"html": b"%PDF-1.7"},
        {"html": None},
    ]
    with ArrowCleaner(TROUBLE) as cleaner:
        table = cleaner.clean_rows(pa.Table.from_pylist(pages))
        nothing = cleaner.clean_rows(pa.Table.from_pylist(pages[:0], schema=pa.schema([("html", pa.string())])))
        tables = list(cleaner.clean_paths(pa.table({"path": [str(crawl), str(tmp_path / "nowhere.warc")]})))
    assert {one.schema for one in (table, nothing, *tables)} == {row_schema()}
    first, *failed = table.to_pylist()
    assert (first["access"]["status"], first["source"]["path"], first["source"]["offset"]) == ("error", "a.parquet", 7)
    assert first["failure"] is None
    assert [row["failure"]["reason"] for row in failed] == ["error", "not_a_page", "damaged"]
    assert [row["url"] for row in failed] == ["https://ferry.example/2", None, None]
    assert [one.num_rows for one in tables] == [ROWS, 2]
    *rows, missing = [row for one in tables for row in one.to_pylist(maps_as_pydicts="strict")]
    assert missing["failure"]["stage"] == "read"
    records = [{name: value for name, value in row.items() if name != "failure"} for row in rows]
    assert records == [one.to_dict() for one in clean_many([crawl])]


async def clean_all(setup: Setup, contents: list[bytes]) -> list[Page | Failure]:
    async with AsyncCleaner(setup) as cleaner:
        return await asyncio.gather(*(cleaner.clean(one, fetch=Fetch(status=200)) for one in contents))


def test_a_cleaner_to_wait_for_takes_many_at_once_and_lives_through_a_crash() -> None:
    contents = [page(1), make_page("crash").encode(), page(2), b"%PDF-1.7", page(3)]
    results = asyncio.run(clean_all(TROUBLE, contents))
    assert [one.reason if isinstance(one, Failure) else one.access.status for one in results] == [
        "open", "crash", "open", "not_a_page", "open",
    ]  # fmt: skip


def test_a_cleaner_that_cannot_start_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkerError):
        asyncio.run(clean_all(Setup(options=Options(rules=(tmp_path / "nowhere",))), []))
