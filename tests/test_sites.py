"""What a host repeats: counted over its pages, the same in whatever order, and cut out where it is chrome."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main
from pagewinnow.errors import SourceError
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import InputKind, Page, Removed
from pagewinnow.sites.evidence import weigh_line
from pagewinnow.sites.learn import learn_pages, merge_memories
from pagewinnow.sites.lines import line_keys, page_digest, page_lines
from pagewinnow.sites.memory import Counted, HostMemory, read_host
from sites_crawl import CrawledPage, crawl

HOST = HostMemory(pages=40, threads=30, lines={})


@pytest.fixture(scope="module")
def crawled() -> list[CrawledPage]:
    return list(crawl(seed=3, hosts=10, most=14))


@pytest.fixture(scope="module")
def records(crawled: list[CrawledPage]) -> list[Page]:
    cleaner = Cleaner()
    return [cleaner.clean(page.html, url=page.url, kind="html") for page in crawled]


def dump(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as memory:
        return [row for table in ("hosts", "pages", "lines") for row in memory.execute(f"select * from {table}")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Page 3 of 12", "page 4 of 7!", True),
        ("Ｄａｔｅｎｓｃｈｕｔｚ", "Datenschutz", True),
        ("続きを 読む", "続きを読む", True),
        ("Share this", "Share these", False),
        ("so " * 38 + "it is", "so " * 38 + "it was", False),
        ("so " * 40 + "it is", "so " * 40 + "it was", True),
    ],
)
def test_lines_are_counted_folded(one: str, other: str, *, alike: bool) -> None:
    first, second = line_keys([one, other])
    assert (first == second) is alike


@pytest.mark.parametrize(
    ("counted", "kind", "words", "spot", "is_chrome"),
    [
        pytest.param(Counted(38, 38, 0, 0, 0), "line", 2, "other", True, id="a menu"),
        pytest.param(Counted(38, 0, 38, 0, 0), "paragraph", 4, "other", True, id="a line between paragraphs"),
        pytest.param(Counted(6, 0, 6, 0, 0), "paragraph", 14, "other", False, id="a sentence that six articles quote"),
        pytest.param(Counted(14, 0, 14, 0, 0), "paragraph", 12, "other", False, id="the head of a series"),
        pytest.param(Counted(39, 0, 39, 0, 0), "heading", 1, "other", False, id="Ingredients"),
        pytest.param(Counted(39, 0, 0, 39, 0), "heading", 2, "other", True, id="a heading at the foot"),
        pytest.param(Counted(30, 0, 0, 0, 30), "paragraph", 5, "thread", True, id="a notice in all threads"),
        pytest.param(Counted(9, 0, 0, 0, 9), "paragraph", 1, "thread", False, id="Thanks!"),
        pytest.param(Counted(5, 5, 0, 0, 0), "line", 2, "other", False, id="a menu of one section"),
        pytest.param(Counted(24, 0, 24, 0, 0), "line", 4, "other", False, id="a label inside three articles of five"),
        pytest.param(Counted(39, 0, 39, 0, 0), "line", 20, "other", True, id="a notice inside nearly all articles"),
        pytest.param(Counted(36, 0, 36, 0, 0), "line", 20, "other", False, id="a sentence inside nine of ten"),
        pytest.param(Counted(34, 0, 34, 0, 0), "line", 7, "other", True, id="seven words inside most"),
        pytest.param(Counted(34, 0, 34, 0, 0), "line", 8, "other", False, id="a sentence inside most"),
        pytest.param(Counted(39, 19, 20, 0, 0), "heading", 2, "other", True, id="a heading, inside half of the time"),
        pytest.param(Counted(24, 0, 0, 0, 24), "line", 5, "thread", True, id="a notice in four threads of five"),
        pytest.param(Counted(17, 0, 0, 0, 17), "line", 1, "thread", False, id="a word in half of the threads"),
        pytest.param(Counted(20, 0, 20, 0, 0), "line", 2, "edge", True, id="a menu of one section, taken for the body"),
        pytest.param(Counted(17, 0, 17, 0, 0), "line", 8, "edge", False, id="a sentence at the head of some"),
        pytest.param(Counted(20, 0, 20, 0, 0), "line", 8, "edge", True, id="a long line at the edge of half of them"),
        pytest.param(Counted(40, 0, 40, 0, 0), "list_item", 2, "other", True, id="a link in the list of all articles"),
        pytest.param(Counted(37, 0, 37, 0, 0), "list_item", 2, "other", False, id="salt"),
        pytest.param(Counted(37, 0, 37, 0, 0), "table_row", 2, "other", False, id="a row of a table"),
        pytest.param(Counted(37, 0, 37, 0, 0), "line", 2, "other", True, id="a line as frequent"),
        pytest.param(Counted(12, 0, 4, 0, 10), "line", 5, "thread", False, id="a word in a third of the threads"),
    ],
)  # fmt: skip
def test_evidence_is_weighed(counted: Counted, kind: str, words: int, spot: str, *, is_chrome: bool) -> None:
    weight = weigh_line(counted, HOST, kind, words, spot)  # type: ignore[arg-type]
    assert (weight > 0) is is_chrome


@pytest.mark.parametrize(
    ("pages", "inside", "decides"), [(4, 0, False), (5, 0, True), (5, 5, False), (9, 9, False), (10, 10, True)]
)
def test_a_host_of_few_pages_decides_little(pages: int, inside: int, *, decides: bool) -> None:
    memory = HostMemory(pages, 0, {})
    weight = weigh_line(Counted(pages, pages - inside, inside, 0, 0), memory, "line", 2, "other")
    assert (weight > 0) is decides


def test_the_order_of_pages_and_the_number_of_files_do_not_matter(records: list[Page], tmp_path: Path) -> None:
    whole, parts, merged = tmp_path / "whole.db", [tmp_path / "a.db", tmp_path / "b.db"], tmp_path / "merged.db"
    learn_pages(records, whole)
    shuffled = random.Random(1).sample(records, len(records))
    learn_pages(shuffled[: len(records) // 3], parts[0])
    learn_pages(shuffled[len(records) // 3 :], parts[1])
    merge_memories(parts, merged)
    assert dump(merged) == dump(whole)


def test_a_host_is_sampled(tmp_path: Path) -> None:
    cleaner = Cleaner()
    pages = (
        cleaner.clean(
            f"Ferry {chr(97 + n % 26)}{chr(97 + n // 26)} of the list came in.", url="https://a.example/", kind="text"
        )
        for n in range(128)
    )
    learn_pages(pages, tmp_path / "sites.db")
    assert read_host(tmp_path / "sites.db", "a.example").pages == 64


def test_what_was_committed_survives(tmp_path: Path, cleaner: Cleaner) -> None:
    page = cleaner.clean("The ferry runs again.", url="https://a.example/", kind="text")

    def pages() -> Iterator[Page]:
        yield from repeat(page, 1_500)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        learn_pages(pages(), tmp_path / "sites.db")
    with sqlite3.connect(tmp_path / "sites.db") as memory:
        assert memory.execute("select seen from hosts").fetchall() == [(1_000,)]


def test_the_lines_of_a_long_page_are_bounded(cleaner: Cleaner) -> None:
    page = cleaner.clean("The ferry runs again.", kind="text")
    rest = tuple(Removed("nav", "a-rule", f"place {'x' * n}", n + 1, "cut") for n in range(2_500))
    assert len(page_lines(replace(page, article=None, removed=rest))) == 2_000


@pytest.mark.parametrize(("version", "is_read"), [(0, False), (1, True), (2, False)])
def test_a_memory_of_another_version_is_refused(version: int, *, is_read: bool, tmp_path: Path) -> None:
    path = tmp_path / "sites.db"
    learn_pages([], path)
    with sqlite3.connect(path) as memory:
        memory.execute(f"pragma user_version = {version}")
    with nullcontext() if is_read else pytest.raises(SourceError, match="another version"):
        read_host(path, "a.example")


def kept_lines(record: Page) -> set[str]:
    said = [record.article.text if record.article else "", *(comment.text for comment in record.comments)]
    return set("\n".join(said).split("\n"))


@pytest.mark.parametrize(("kind", "wanted"), [("html", 0.99), ("text", 0.97)])
def test_the_chrome_of_hosts_goes_and_their_words_stay(kind: InputKind, wanted: float, tmp_path: Path) -> None:
    crawled = list(crawl(seed=5, hosts=6, least=10, most=12))
    records = [Cleaner().clean(read(page, kind), url=page.url, kind=kind) for page in crawled]
    learn_pages(records, tmp_path / "sites.db")
    cleaner = Cleaner(Options(sites=tmp_path / "sites.db"))
    repeated = {line for line, count in Counter(line for page in crawled for line in page.chrome).items() if count >= 5}
    taken = chrome = lost = own = 0
    for page, alone in zip(crawled, records, strict=True):
        before = kept_lines(alone)
        after = kept_lines(cleaner.clean(read(page, kind), url=page.url, kind=kind))
        told = repeated.intersection(page.chrome)
        taken += len(told - after)
        chrome += len(told)
        lost += sum(line in before and line not in after for line in page.own)
        own += len(page.own)
    assert taken / chrome >= wanted
    assert lost / own <= 0.001


def read(page: CrawledPage, kind: InputKind) -> str:
    return page.html if kind == "html" else page.text


NOTICE = "Please ask at the harbour office before you board the ferry."
SAID = ["The tide was late", "Nobody saw the pilot", "The crane is mended", "Two boats came in", "It rained all day"]


def ferry_pages(lines: str) -> list[str]:
    """Twelve texts of a host: `{own}` in the lines is a sentence of each page alone, `{most}` stands on eight."""
    pages = []
    for n in range(12):
        own = (
            f"{said} while we stood at pier {'abcdefghijkl'[n]}{'abcde'[k]} of the town." for k, said in enumerate(SAID)
        )
        text = re.sub("{own}", lambda _: next(own), lines)  # noqa: B023 - used at once
        pages.append(re.sub("{most}\n*", "All next sailings\n\n" if n % 3 else "", text))
    return pages


@pytest.mark.parametrize(
    ("lines", "line", "is_chrome"),
    [
        pytest.param("{own}\n\nOur other boats\n\n{own}\n\n{own}", "Our other boats", True, id="between paragraphs"),
        pytest.param("{own}\n\nEquipment\n\n{own}\n\n{own}", "Equipment", False, id="perhaps a heading"),
        pytest.param("{own}\n\nEquipment\n\n{own}\n\nEquipment\n\n{own}", "Equipment", True, id="twice: no heading"),
        pytest.param("{own}\n\nEquipment\n\nSails and ropes\n\n{own}", "Equipment", True, id="not alone"),
        pytest.param("{own}\n\nSails and ropes here\n\n{own}\n\n{own}", "Sails and ropes here", True, id="three words"),
        pytest.param("{most}{own}\n\n{own}\n\n{own}", "All next sailings", True, id="at the edge, on eight"),
        pytest.param("{own}\n\n{own}\n\n{most}{own}", "All next sailings", False, id="inside, on eight"),
        pytest.param("{own}\n\n* 12 34 *\n\n{own}\n\n{own}", "12 34", False, id="figures alone"),
    ],
)
def test_lines_of_a_text(lines: str, line: str, *, is_chrome: bool, tmp_path: Path) -> None:
    texts = ferry_pages(lines)
    cleaner = Cleaner()
    learn_pages(
        [cleaner.clean(t, url=f"https://a.example/{n}", kind="text") for n, t in enumerate(texts)], tmp_path / "a"
    )
    page = Cleaner(Options(sites=tmp_path / "a")).clean(texts[1], url="https://a.example/1", kind="text")
    assert (line in [piece.text for piece in page.removed if piece.label == "repeated"]) is is_chrome


def test_pages_of_one_article_count_as_one(cleaner: Cleaner) -> None:
    one, later, other = (
        cleaner.clean(f"The ferry came in {day}. It was read {n} times.", kind="text")
        for day, n in (("late", 12), ("late", 3400), ("early", 12))
    )
    assert page_digest(one) == page_digest(later) != page_digest(other)


def test_a_page_is_never_emptied(tmp_path: Path) -> None:
    cleaner = Cleaner()
    text = "Please ask at the harbour."
    pages = [
        cleaner.clean(f"{text}\n\nNotice {'abcdefgh'[n]}", url=f"https://a.example/{n}", kind="text") for n in range(8)
    ]
    learn_pages(pages, tmp_path / "sites.db")
    page = Cleaner(Options(sites=tmp_path / "sites.db")).clean(text, url="https://a.example/9", kind="text")
    assert page.article is not None
    assert page.article.text == text


def test_the_memory_stands_in_made_by(records: list[Page], tmp_path: Path) -> None:
    learn_pages(records, tmp_path / "sites.db")
    assert Cleaner(Options(sites=tmp_path / "sites.db")).made_by.sites
    assert Cleaner().made_by.sites is None


@pytest.mark.parametrize("content", [None, b"no database", b""])
def test_what_is_no_memory_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "sites.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=r"sites\.db"):
        Cleaner(Options(sites=path)).clean("The ferry runs again.", url="https://a.example/", kind="text")


def test_the_command_learns_and_cleans(crawled: list[CrawledPage], tmp_path: Path) -> None:
    host = [page for page in crawled if "host1.example" in page.url]
    rows = [json.dumps({"html": page.html, "url": page.url}) for page in host]
    (tmp_path / "pages.jsonl").write_text("\n".join(rows), encoding="utf-8")
    source, memory, output = str(tmp_path / "pages.jsonl"), str(tmp_path / "sites.db"), tmp_path / "out.jsonl"
    run = CliRunner()
    assert run.invoke(main, ["learn", source, "-o", memory, "--jobs", "1"]).exit_code == 0
    for sites in (memory, "auto"):
        result = run.invoke(main, ["clean", source, "--sites", sites, "-o", str(output), "--jobs", "1", "-q"])
        assert result.exit_code == 0, result.output
        labels = {
            piece["label"] for line in output.read_text("utf-8").splitlines() for piece in json.loads(line)["removed"]
        }
        assert "repeated" in labels


def test_standard_input_is_not_read_twice() -> None:
    assert CliRunner().invoke(main, ["clean", "-", "--sites", "auto"], input="<p>x").exit_code == 2
