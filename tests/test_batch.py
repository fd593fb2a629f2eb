"""Runs: what is written, what is refused, what is left when a run is ended, and how it goes on."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import zstandard
from click.testing import CliRunner, Result

import pagewinnow
from archives import archive, page, record
from pagewinnow.batch import shards
from pagewinnow.batch.many import Many
from pagewinnow.cli import main
from pagewinnow.records import Failure, Page
from pagewinnow.sinks.schema import page_schema

WALL = b"<html><body><h1>The ferry</h1><p>The ferry runs again from Monday.</p><p>Subscribe to continue reading.</p>"
THREAD = b"""<html lang="en"><body>
<article><h1>The ferry</h1><p>The ferry runs again from Monday, the town said.</p></article>
<ol class="commentlist"><li class="comment" id="comment-1">
<div class="comment-author"><cite class="fn">Ann Lee</cite></div>
<div class="comment-meta"><time datetime="2024-05-02T08:00:00">May 2, 2024</time></div>
<div class="comment-content"><p>At last. My aunt can come for dinner.</p></div></li></ol></body></html>"""


@pytest.fixture(autouse=True)
def alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `fork` pages are cleaned in the process itself, which is fast; `children` marks what wants them."""
    if request.node.get_closest_marker("children") is None:
        monkeypatch.delattr(os, "fork")


def run(*args: object, code: int = 0, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    assert result.exit_code == code, result.output
    return result


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A folder with pages, an archive that is damaged, rows, and what is no page."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    (folder / "a.html").write_bytes(THREAD)
    (folder / "b.warc.gz").write_bytes(archive([record(n, page(n, padding=20)) for n in range(7)], ".gz")[:-99])
    (folder / "c.jsonl").write_bytes(b'{"text": "The bridge is open again."}\n{\n')
    (folder / "d.html").write_bytes(b"%PDF-1.7")
    (folder / "e.html").write_bytes(WALL)
    (folder / "f.csv").write_bytes(b"no,page")
    return folder


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "PAGES", 2)


def test_a_run_over_everything(crawl: Path, tmp_path: Path) -> None:
    failures = tmp_path / "failures.jsonl"
    result = run("clean", crawl, "--failures", failures, code=1)
    places = [(Path(one["source"]["path"]).name, one["source"]["offset"] > 0) for one in lines(result.stdout)]
    assert [name for name, _ in places] == ["a.html", *["b.warc.gz"] * 6, "c.jsonl", "e.html"]
    assert [is_inside for _, is_inside in places[2:7]] == [True] * 5
    failed = [Failure.from_dict(one) for one in lines(failures.read_text("utf-8"))]
    assert [(one.stage, one.reason) for one in failed] == [
        ("read", "damaged"),
        ("read", "damaged"),
        ("load", "not_a_page"),
    ]
    assert failed[2].source.sha256 is not None
    for line in (
        "12 pages read",
        "9 articles, 1 comments",
        "failed: 2 damaged, 1 not_a_page",
        "skipped: 1 no page: .csv (",
    ):
        assert line in result.stderr


@pytest.mark.children
@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("output", ["", "out.jsonl.gz", "out/"])
def test_the_bytes_do_not_depend_on_the_jobs(crawl: Path, tmp_path: Path, output: str) -> None:
    written = []
    for jobs in 1, 3:
        (tmp_path / str(jobs)).mkdir()
        place = tmp_path / str(jobs) / output
        target = ["-o", f"{place}/" if output.endswith("/") else place] if output else []
        result = run("clean", crawl, "--quiet", "--jobs", jobs, *target, code=1)
        files = sorted(path for path in place.rglob("*") if path.is_file()) or [place] * bool(output)
        written.append([result.stdout, *[(path.name, path.read_bytes()) for path in files]])
    assert written[0] == written[1]


def read_jsonl(path: Path) -> list[str]:
    return [one["id"] for one in lines(path.read_text("utf-8"))]


READERS: dict[str, Callable[[Path], list[str]]] = {
    "out.jsonl": read_jsonl,
    "out.jsonl.gz": lambda path: [one["id"] for one in lines(gzip.decompress(path.read_bytes()).decode())],
    "out.jsonl.zst": lambda path: [
        one["id"]
        for one in lines(
            zstandard.ZstdDecompressor().stream_reader(path.read_bytes(), read_across_frames=True).read().decode()
        )
    ],
    "out.csv": lambda path: [row["id"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))],
    "out.parquet": lambda path: pyarrow.parquet.read_table(path)["id"].to_pylist(),
    "out.md": lambda path: [line[5:-1] for line in path.read_text("utf-8").splitlines() if line.startswith('id: "')],
}


@pytest.mark.usefixtures("small_shards")
def test_each_format_has_every_page(crawl: Path, tmp_path: Path) -> None:
    run("clean", crawl, "-q", "-o", tmp_path / "records.jsonl", code=1)
    wanted = read_jsonl(tmp_path / "records.jsonl")
    for name, read in READERS.items():
        run("clean", tmp_path / "records.jsonl", "-q", "-o", tmp_path / name)
        assert read(tmp_path / name) == wanted, name
    run("clean", tmp_path / "records.jsonl", "-q", "-o", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text("utf-8").count("\f\n") == len(wanted)
    assert (tmp_path / "out.comments.parquet").exists()
    assert not list(tmp_path.glob("*.partial"))


def test_records_are_read_back_as_they_are(crawl: Path) -> None:
    first = run("clean", crawl / "a.html", "-q").stdout
    assert run("clean", "-", "-q", stdin=first.encode()).stdout == first
    result = run("clean", "-", stdin=first.replace('"hostname"', '"host"').encode(), code=3)
    assert "-: damaged: not a whole record: KeyError('hostname')" in result.stderr


def test_a_record_goes_through_arrow(crawl: Path) -> None:
    record = lines(run("clean", crawl / "a.html", "-q").stdout)[0]
    table = pyarrow.Table.from_pylist([record], page_schema())
    back = table.to_pylist()[0]
    back["article"]["sources"] = dict(back["article"]["sources"])  # a map comes back as pairs
    assert Page.from_dict(back).to_dict() == record
    assert pyarrow.Table.from_pylist([record | {"article": None, "comments": []}], page_schema()).schema == table.schema


@pytest.mark.parametrize(
    ("options", "check"),
    [
        (
            ["--fields", "id,article.title"],
            lambda one: (list(one), list(one["article"])) == (["id", "article"], ["title"]),
        ),
        (["--fields", "article.date.x"], lambda one: one["article"]["date"] in (None, {"x": None})),
        (["--no-removed"], lambda one: "removed" not in one and "comments" in one),
        (["--no-blocks"], lambda one: "blocks" not in one["article"] and one["article"]["text"]),
        (["--comment-authors", "drop"], lambda one: "Ann Lee" not in json.dumps(one)),
        (["--comment-authors", "hash"], lambda one: "Ann Lee" not in json.dumps(one) and one["comments"][0]["author"]),
        (["--only", "open"], lambda one: one["access"]["status"] == "open"),
        (["--language", "en"], lambda one: one["language"] == "en"),
    ],
)
def test_what_is_seen_of_a_record(crawl: Path, options: list[str], check: Callable[[dict[str, Any]], bool]) -> None:
    (one,) = lines(run("clean", crawl / "a.html", "-q", *options).stdout)
    assert check(one)


@pytest.mark.parametrize("options", [["--only", "paywalled"], ["--language", "de"]])
def test_pages_that_are_not_wanted(crawl: Path, options: list[str]) -> None:
    result = run("clean", crawl / "a.html", *options)
    assert result.stdout == ""
    assert "written: 0 of 1" in result.stderr


def test_comments_and_verdicts_alone(crawl: Path) -> None:
    (comment,) = lines(run("comments", crawl / "a.html", "-q").stdout)
    assert (comment["author"], comment["page_path"]) == ("Ann Lee", str(crawl / "a.html"))
    rows = list(csv.DictReader(io.StringIO(run("comments", crawl / "a.html", "-q", "--format", "csv").stdout)))
    assert [row["text"] for row in rows] == ["At last. My aunt can come for dinner."]
    first, second = lines(run("access", crawl / "a.html", crawl / "e.html", "-q").stdout)
    assert (first["status"], second["status"]) == ("open", "paywalled")
    assert second["evidence"]


def test_what_the_files_do_not_say(crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{crawl}/a.html\thttp://ferry.example/a\n", encoding="utf-8")
    (one,) = lines(run("clean", crawl / "a.html", "--urls", tmp_path / "urls", "--status", 404, "-q").stdout)
    assert (one["url"], one["access"]["status"]) == ("http://ferry.example/a", "error")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["clean", "{crawl}/a.html", "-o", "{crawl}/a.html"], "is an input"),
        (["clean", "{crawl}", "-o", "{crawl}/a.html"], "is an input"),
        (["clean", "{crawl}", "-o", "{crawl}/link.html"], "is an input"),
        (["clean", "{crawl}", "--failures", "{crawl}/a.html"], "is an input"),
        (["clean", "{crawl}", "-o", "{crawl}/out/"], "is in the input"),
        (["clean", "{crawl}/a.html", "-o", "{crawl}/"], "in the folder of the output"),
        (["clean", "{crawl}", "-o", "{tmp}/other/"], "is not empty"),
        (["clean", "{crawl}", "-o", "{tmp}/none/out.jsonl"], "is not there"),
        (["clean", "{crawl}", "-o", "{tmp}/x", "--failures", "{tmp}/x"], "is the output"),
        (["clean", "{crawl}", "--resume"], "wants an output"),
        (["clean", "-", "--resume", "-o", "{tmp}/x"], "cannot be read again"),
        (["clean", "{crawl}", "--resume", "-o", "{tmp}/x.parquet"], "FOLDER"),
        (["clean", "{crawl}", "--format", "parquet"], "a file of its own"),
        (["clean", "{crawl}", "--fields", "titel"], "no such field: titel"),
        (["clean", "{crawl}", "--fields", "id", "--format", "md"], "no fields to choose"),
        (["comments", "{crawl}", "--format", "md"], "writes pages"),
        (["clean", "{crawl}", "--url", "http://a.example/"], "--urls"),
        (["clean", "{crawl}", "--only", "closed"], "is none of"),
        (["clean", "{crawl}", "--fetched-at", "noon"], "noon"),
        (["clean", "{crawl}/a.html", "--rules", "{tmp}/other"], "no rule"),
    ],
)
def test_misuse_changes_nothing(crawl: Path, tmp_path: Path, args: list[str], words: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine").write_text("mine", encoding="utf-8")
    (crawl / "link.html").symlink_to(crawl / "a.html")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = run(*[arg.format(crawl=crawl, tmp=tmp_path) for arg in args], code=2)
    assert words in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_output_that_is_there_is_replaced_when_the_new_one_is_whole(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(out)
    run("clean", crawl / "a.html", "-q", "-o", link)
    assert link.is_symlink()
    assert len(read_jsonl(out)) == 1
    assert out.stat().st_mode & 0o777 == 0o640


class Ended(BaseException):
    """What ends a run in the middle, as Ctrl-C does."""


@pytest.fixture
def ended_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Ends a run after so many things that were found."""

    def end_after(count: int) -> None:
        read = shards.read_pieces

        def read_some(*args: Any, **named: Any) -> Iterator[shards.Piece]:  # noqa: ANN401
            for number, piece in enumerate(read(*args, **named)):
                if number == count:
                    raise Ended
                yield piece

        monkeypatch.setattr("pagewinnow.batch.run.read_pieces", read_some)

    yield end_after
    monkeypatch.undo()


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz", "out/"])
def test_a_run_that_was_ended_goes_on(
    crawl: Path, tmp_path: Path, ended_after: Callable[[int], None], name: str
) -> None:
    failures = ["--failures", tmp_path / "failures.jsonl"]
    (tmp_path / "whole").mkdir()
    whole, out = f"{tmp_path}/whole/{name}", f"{tmp_path}/{name}"
    run("clean", crawl, "-q", "-o", whole, "--resume", "--failures", tmp_path / "all.jsonl", code=1)
    for count in 3, 2, 6:
        ended_after(count)
        with pytest.raises(Ended):
            run("clean", crawl, "-q", "-o", out, "--resume", *failures)
        assert not Path(out).is_file()
    ended_after(-1)
    for _ in "goes on", "ends at once":
        run("clean", crawl, "-q", "-o", out, "--resume", *failures, code=1)
        assert read_files(Path(out)) == read_files(Path(whole))
        assert (tmp_path / "failures.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    for changed in ["--no-blocks"], ["--timeout", "9"], ["--rules", str(tmp_path)]:
        run("clean", crawl, "-q", "-o", out, "--resume", *failures, *changed, code=2)
    (crawl / "z.html").write_bytes(WALL)
    assert "not the same input" in run("clean", crawl, "-q", "-o", out, "--resume", *failures, code=2).stderr
    assert "--resume" in run("clean", crawl, "-q", "-o", out, code=2).stderr


def read_files(path: Path) -> dict[str, bytes]:
    paths = sorted(path.iterdir()) if path.is_dir() else [path]
    return {one.name: one.read_bytes() for one in paths if one.suffix != ".manifest"}


@pytest.mark.usefixtures("small_shards")
def test_a_full_disk_stops_a_run_that_goes_on_when_it_is_not(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("clean", crawl, "-q", "-o", tmp_path / "whole.jsonl", code=1)
    calls = iter(range(99))

    def fill(_: int) -> None:
        if next(calls) == 4:  # the manifest's head, two shards with their lines, and no more
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fill)
        result = run("clean", crawl, "-q", "-o", tmp_path / "out.jsonl", "--resume", code=2)
    assert f"{tmp_path}/out.jsonl: No space left on device" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert (tmp_path / "out.jsonl.partial").exists()
    run("clean", crawl, "-q", "-o", tmp_path / "out.jsonl", "--resume", code=1)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_run_that_was_ended_leaves_what_was_there(
    crawl: Path, tmp_path: Path, ended_after: Callable[[int], None]
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    ended_after(3)
    with pytest.raises(Ended):
        CliRunner().invoke(main, ["clean", str(crawl), "-q", "-o", str(out)], catch_exceptions=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crawl", "out.jsonl"]
    assert out.read_text("utf-8") == "old"


def test_prose_in_a_folder_is_a_file_a_page(crawl: Path, tmp_path: Path) -> None:
    run("clean", crawl / "a.html", crawl / "e.html", "-q", "-o", f"{tmp_path}/md/", "--format", "md")
    names = sorted(path.name for path in (tmp_path / "md").iterdir())
    assert names == ["00000001-a.md", "00000002-e.md", "pagewinnow.manifest"]


@pytest.mark.children
def test_many_from_python(crawl: Path) -> None:
    items: list[Many] = [
        "The bridge is open.",
        (THREAD, "http://ferry.example/"),
        {"html": "<p>One.", "url": "u"},
        {"x": 1},
        crawl / "c.jsonl",
        b"%PDF-",
    ]
    for jobs in 1, 2:
        results = list(pagewinnow.clean_many(items, jobs=jobs, on_error="yield"))
        kinds = [type(one).__name__ for one in results]
        assert kinds == ["Page", "Page", "Page", "Failure", "Page", "Failure", "Failure"]
        assert [one.reason for one in results if isinstance(one, Failure)] == ["damaged", "damaged", "not_a_page"]
        assert [one.url for one in results if isinstance(one, Page)] == [None, "http://ferry.example/", "u", None]
    assert len(list(pagewinnow.clean_many(["One line.", "Another."]))) == 2
    with pytest.raises(pagewinnow.InputError, match="application/pdf"):
        list(pagewinnow.clean_many(["One line.", b"%PDF-"]))
    with pytest.raises(TypeError, match="clean_many wants"):
        list(pagewinnow.clean_many([3]))  # type: ignore[list-item]


@pytest.mark.children
def test_a_page_over_its_limit_is_one_failure() -> None:
    large = b"<html><body>" + b"<p>One line of many, and a word more.</p>" * 200_000
    limits = pagewinnow.Limits(timeout=60, memory=64 << 20)
    first, second, third = pagewinnow.clean_many(["One.", large, "Two."], limits=limits, on_error="yield")
    assert (isinstance(first, Page), isinstance(third, Page)) == (True, True)
    assert isinstance(second, Failure)
    assert (second.stage, second.reason) == ("clean", "memory")
