"""Whatever is damaged in an archive or a table, reading it ends, never raises, and goes forward."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st

from archives import PACKERS, archive, page, record
from pagewinnow.records import Failure
from pagewinnow.sources.items import Item, Skipped
from pagewinnow.sources.reading import read_paths


def _table() -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"html": [page(n).decode() for n in range(5)]}), out)
    return out.getvalue()


ROWS = b"".join(json.dumps({"html": page(n).decode(), "url": str(n)}).encode() + b"\n" for n in range(5))
FILES = [
    *(archive([record(n) for n in range(5)], suffix) for suffix in PACKERS),
    PACKERS[".gz"](archive([record(n) for n in range(5)], "")),
    *(pack(ROWS) for pack in PACKERS.values()),
    _table(),
]


def _mutate(content: bytes, at: float, size: int, put: bytes) -> bytes:
    start = int(at * len(content))
    return content[:start] + put + content[start + size :]


MUTATED = st.builds(_mutate, st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 3000), st.binary(max_size=30))


@settings(max_examples=300)
@given(st.builds(_mutate, MUTATED, st.floats(0, 1), st.integers(0, 300), st.binary(max_size=3)))
def test_damage_is_read_past(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl")
        path.write_bytes(content)
        found = list(read_paths([str(path)]))
    assert all(isinstance(one, Item | Failure | Skipped) for one in found)
    offsets = [one.offset for one in found if isinstance(one, Item) and one.fetch is not None]
    assert offsets == sorted(offsets, key=lambda offset: offset or 0)
