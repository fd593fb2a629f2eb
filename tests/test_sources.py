"""Sources: what a file is, what is in it, and what is past the damage in it."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import zstandard

from archives import PACKERS, archive, page, record
from pagewinnow import testing
from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Failure
from pagewinnow.sources import streams
from pagewinnow.sources.formats import tell_format
from pagewinnow.sources.items import Hints, Item, Skipped
from pagewinnow.sources.reading import Found, read_paths
from pagewinnow.sources.warc import read_warc
from places import FIXTURES


def read(path: Path | str, hints: Hints | None = None) -> list[Found]:
    return list(read_paths([str(path)], hints))


def pages(found: list[Found]) -> list[Item]:
    return [one for one in found if isinstance(one, Item)]


def failures(found: list[Found]) -> list[Failure]:
    return [one for one in found if isinstance(one, Failure)]


@pytest.mark.parametrize(
    ("head", "path", "is_named", "expected"),
    [
        (b"<!DOCTYPE html><p>One", "page.php", False, "page"),
        (b"\xef\xbb\xbf \n<!-- one -->\n<html>", "page", False, "page"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "page", False, "page"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><html>", "page", False, "page"),
        (b"One line.", "notes.TXT", False, "page"),
        (b"# One", "notes.md.gz", False, "page"),
        (b"<?xml version='1.0'?><rss><channel>", "feed.xml", False, None),
        (b"body { color: red }", "style.css", False, None),
        (b"<htmlish>", "x", False, None),
        (b"not,a,page", "notes.csv", False, None),
        (b"not,a,page", "notes.csv", True, "page"),
        (b'{"html": "<p>One", "url": null}\n', "crawl", False, "jsonl"),
        (b"", "crawl.jsonl", False, "jsonl"),
        (b'{\n "html": "<p>One"\n}', "pretty.json", False, None),
        (b'{"quoted": "in a text"}', "notes.txt", False, "page"),
        (b"WARC/1.1\r\nWARC-Type: conversion\r\n\r\nOne.", "x.txt", False, "page"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n\r\nWARC/1.1\r\n", "x.txt", False, "warc"),
        (b"WARC/1.1\r\nWARC-Type: conversion\r\n\r\nOne.", "x.wet", False, "warc"),
        (b"PAR1\x15", "x", True, "parquet"),
    ],
)
def test_a_file_is_told_by_its_content(head: bytes, path: str, is_named: bool, expected: str | None) -> None:  # noqa: FBT001
    assert tell_format(head, path, is_named=is_named) == expected


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())
def test_a_page_and_rows_are_read_compressed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a").write_bytes(pack(page(1)))
    (tmp_path / "b").write_bytes(pack(json.dumps({"html": "<p>One", "url": "http://a.example/"}).encode()))
    first, second = pages(read(tmp_path))
    assert first.content == page(1)
    assert (second.content, second.kind, second.url) == ("<p>One", "html", "http://a.example/")


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["page.html", "rows.jsonl"])
def test_a_compressed_file_that_is_cut_is_damaged(tmp_path: Path, suffix: str, name: str) -> None:
    content = (
        page(1) if name == "page.html" else b"".join(json.dumps({"html": "x" * 99}).encode() + b"\n" for _ in range(99))
    )
    packed = PACKERS[suffix](content)
    (tmp_path / name).write_bytes(packed[:-9])
    found = read(tmp_path)
    assert [one.reason for one in failures(found)] == (["damaged"] if suffix or name == "rows.jsonl" else [])


def test_frames_of_zstd_follow_each_other(tmp_path: Path) -> None:
    pack = zstandard.ZstdCompressor().compress
    (tmp_path / "a.txt.zst").write_bytes(pack(b"One. ") + pack(b"Two."))
    assert pages(read(tmp_path))[0].content == b"One. Two."


def test_a_folder_is_read_by_name_and_nothing_is_passed_over_silently(tmp_path: Path) -> None:
    for name, content in {
        "b.html": b"<p>B",
        "a/z.HTML": b"<p>Z",
        "c.css": b"p {}",
        "d": b"<html><p>D",
        "e.jsonl.partial": b"",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    found = read(tmp_path)
    assert [Path(one.path or "").name for one in pages(found)] == ["z.HTML", "b.html", "d"]
    assert [(Path(one.path).name, one.reason) for one in found if isinstance(one, Skipped)] == [
        ("c.css", "no page: .css"),
        ("e.jsonl.partial", "of a run of pagewinnow"),
        ("loop", "a link to a folder"),
        ("pipe", "not a regular file"),
    ]


def test_a_folder_of_cases_gives_a_page_a_case() -> None:
    cases = [case.page for case in testing.find_cases(FIXTURES / "cases")]
    assert sorted(one.path or "" for one in pages(read(FIXTURES / "cases"))) == sorted(map(str, cases))


def test_globs_and_names_that_are_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>A")
    (tmp_path / "a[1].html").write_bytes(b"<p>1")
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_bytes(b"<p>C")
    assert len(pages(read(tmp_path / "*.html"))) == 3
    assert [one.content for one in pages(read(tmp_path / "a[1].html"))] == [b"<p>1"]
    assert pages(read(tmp_path))[-1].path == str(tmp_path / "caf\\xe9.html")
    assert failures(read(tmp_path / "*.txt"))[0].detail == "no file is of this pattern"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0)
    (tmp_path / "b.html").touch(mode=0)
    assert [one.detail for one in failures(read(tmp_path))] == ["Permission denied"] * 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"html": "<p>A", "text": "A"}, ("<p>A", "html", None, None, None, None)),
        ({"content": "A"}, ("A", "auto", None, None, None, None)),
        ({"text": "A", "url": "u", "status": "404"}, ("A", "auto", "u", 404, None, None)),
        ({"text": "A", "status_code": 200, "mime": "text/html"}, ("A", "auto", None, 200, "text/html", None)),
        ({"text": "A", "timestamp": 0}, ("A", "auto", None, None, None, "1970-01-01T00:00:00+00:00")),
        ({"text": "A", "timestamp": "soon", "status": True, "url": 3}, ("A", "auto", None, None, None, None)),
        ({"text": "A", "metadata": {"url": "u"}}, ("A", "auto", "u", None, None, None)),
    ],
)
def test_the_columns_of_a_row(tmp_path: Path, row: dict[str, Any], expected: tuple[Any, ...]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (item,) = pages(read(tmp_path))
    assert item.fetch is not None
    told = (item.fetch.status, item.fetch.content_type, item.fetch.fetched_at)
    assert (item.content, item.kind, item.url, *told) == expected


def test_columns_have_the_names_that_the_user_says(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"html": "no", "r": {"body": "<p>A"}, "u": "v"}', encoding="utf-8")
    (item,) = pages(read(tmp_path, Hints(fields={"html": "r.body", "url": "u"}, status=404)))
    assert (item.content, item.kind, item.url) == ("<p>A", "html", "v")
    assert item.fetch is not None
    assert item.fetch.status == 404


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b'{"a": 1}', "the row has no page"),
        (b'{"html": ""}', "the row has no page"),
        (b'{"html": "\xff"}', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"schema": 2, "access": {}, "made_by": {}}', None),
    ],
)
def test_a_line_that_is_no_row_fails_alone(tmp_path: Path, line: bytes, detail: str | None) -> None:
    good = b'{"html": "<p>A"}\n'
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + good + line + b"\n\n" + good)
    found = read(tmp_path)
    assert [one.offset for one in pages(found) if not one.is_record] == [0, len(good) + 3 + len(line) + 2]
    if detail is not None:
        (failure,) = failures(found)
        assert detail in failure.detail
        assert failure.source.offset == len(good) + 3


def test_a_line_or_page_that_is_too_large_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pages", "jsonl", "rows", "warc", "body"):
        monkeypatch.setattr(f"pagewinnow.sources.{module}.MAX_PAGE", 10_000)
    bomb = gzip.compress(bytes(10_000_000))
    (tmp_path / "a.html.gz").write_bytes(bomb)
    (tmp_path / "b.jsonl").write_bytes(b'{"html": "' + b"x" * 20_000 + b'"}\n{"html": "<p>A"}\n')
    (tmp_path / "c.warc").write_bytes(record(1, bomb, head="Content-Encoding: gzip\r\n") + record(2))
    found = read(tmp_path)
    assert [one.reason for one in failures(found)] == ["error"] * 3
    assert len(pages(found)) == 2


def test_a_table_of_parquet(tmp_path: Path) -> None:
    rows = [{"html": f"<p>{n}", "url": f"http://a.example/{n}"} for n in range(100)]
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a")
    pyarrow.parquet.write_table(pa.table({"x": [1]}), tmp_path / "b")
    (tmp_path / "c").write_bytes((tmp_path / "a").read_bytes()[:-50])
    found = read(tmp_path)
    assert [(one.content, one.offset) for one in pages(found)] == [(f"<p>{n}", n) for n in range(100)]
    assert [one.reason for one in failures(found)] == ["error", "damaged"]


@pytest.mark.parametrize("suffix", PACKERS)
def test_an_archive_gives_its_pages_alone(tmp_path: Path, suffix: str) -> None:
    records = [
        record(0, b"software: test", kind="warcinfo", media="application/warc-fields"),
        record(1, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(2),
        record(3, b"\x89PNG", media="image/png"),
        record(4, b"Nur Text.", kind="conversion", media="text/plain"),
        record(5, b"", kind="revisit"),
        record(6, media="text/html; charset=windows-1251"),
        record(7, page(7), kind="resource"),
    ]
    (tmp_path / "crawl").write_bytes(archive(records, suffix))
    found = read(tmp_path)
    assert [one.url for one in pages(found)] == [f"http://ferry.example/{n}" for n in (2, 4, 6, 7)]
    assert [one.kind for one in pages(found)] == ["auto", "text", "auto", "auto"]
    fetch = pages(found)[2].fetch
    assert fetch is not None
    assert (fetch.status, fetch.content_type, fetch.fetched_at) == (
        200,
        "text/html; charset=windows-1251",
        "2024-05-02T08:00:00Z",
    )
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        "record of type warcinfo",
        "record of type request",
        "content of type image/png",
        "record of type revisit",
    ]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        pytest.param(lambda d: d[: len(d) // 2] + bytes(64) + d[len(d) // 2 + 64 :], 28, id="zeroes"),
        pytest.param(lambda d: d[: len(d) // 2] + bytes(4096) + d[len(d) // 2 + 4096 :], 26, id="many zeroes"),
        pytest.param(lambda d: d[: len(d) // 2] + d[len(d) // 2 + 4096 :], 26, id="a hole"),
        pytest.param(lambda d: d[:-700], 29, id="cut"),
    ],
)
def test_damage_costs_the_records_it_hits(
    tmp_path: Path, suffix: str, damage: Callable[[bytes], bytes], kept: int
) -> None:
    (tmp_path / "crawl.warc").write_bytes(damage(archive([record(n) for n in range(30)], suffix)))
    found = read(tmp_path)
    if suffix or damage(bytes(9000)) != bytes(9000):  # zeroes in a page are not seen where nothing is compressed
        assert failures(found)
    assert len(pages(found)) >= kept
    assert len(failures(found)) <= 2


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize(("cut", "failed"), [(None, 0), (-300, 1)], ids=["whole", "cut"])
def test_an_archive_from_a_pipe(suffix: str, cut: int | None, failed: int) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(archive([record(n) for n in range(9)], suffix)[:cut])
    with os.fdopen(reading, "rb") as raw:
        found = list(read_warc(raw, "-", Hints()))
    assert len(pages(found)) == 9 - failed
    assert [one.reason for one in failures(found)] == ["damaged"] * failed


def test_a_length_that_is_wrong(tmp_path: Path) -> None:
    for name, length in {"large": 10**9, "small": 20}.items():
        (tmp_path / name).write_bytes(record(1) + record(2, length=length) + record(3))
        found = read(tmp_path / name)
        assert {1, 3} <= {int((one.url or "")[-1]) for one in pages(found)}
        assert [one.reason for one in failures(found)] == ["damaged"]


def test_one_member_of_gzip_for_a_whole_archive(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(record(n) for n in range(9)))
    (tmp_path / "a").write_bytes(whole)
    (tmp_path / "b").write_bytes(whole[:-2000])
    assert len(pages(read(tmp_path / "a"))) == 9
    found = read(tmp_path / "b")
    assert 6 <= len(pages(found)) < 9
    assert len(failures(found)) == 1


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(page(1)), "Content-Encoding: gzip\r\n"),
        (zlib.compress(page(1)), "Content-Encoding: deflate\r\n"),
        (page(1), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1)), "Transfer-Encoding: chunked\r\n"),
        (page(1), "Transfer-Encoding: chunked\r\n"),
        (zstandard.ZstdCompressor().compress(page(1)), "Content-Encoding: zstd\r\n"),
    ],
    ids=["gzip", "deflate", "gzip undone before", "chunked", "chunks joined before", "zstd"],
)
def test_the_body_of_a_response_is_decoded(tmp_path: Path, body: bytes, head: str) -> None:
    (tmp_path / "a").write_bytes(record(1, body, head=head))
    assert pages(read(tmp_path))[0].content == page(1)


def test_an_extra_that_is_not_there_fails_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise MissingExtraError("zstd")

    monkeypatch.setattr(streams, "_zstd", missing)
    (tmp_path / "a.html.zst").write_bytes(PACKERS[".zst"](page(1)))
    (failure,) = failures(read(tmp_path))
    assert "pip install 'pagewinnow[zstd]'" in failure.detail
