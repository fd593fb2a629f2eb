"""The add-on in a real crawl of a real server, and the pipeline alone."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from archives import page
from pagewinnow.pipeline import clean

scrapy = pytest.importorskip("scrapy")
pytestmark = pytest.mark.slow

PAGES = 100
NOT_FOUND = b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/")
        media, body = ("image/png", b"\x89PNG\r\n\x1a\n") if name == "picture" else ("text/html", page(int(name)))
        if name == "7":
            body = NOT_FOUND
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def crawled(address: str, tmp_path: Path) -> dict[str, Any]:
    out = tmp_path / "out.json"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(Path(__file__).with_name("crawl.py")), address, str(PAGES), str(out)]
    subprocess.run(command, env=environment, check=True, timeout=300, cwd=tmp_path)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.mark.timeout(400)
def test_a_crawl_of_a_hundred_pages_gives_a_record_for_each(crawled: dict[str, Any], address: str) -> None:
    items, stats = crawled["items"], crawled["stats"]
    assert crawled["errors"] == 0
    pages = {item["page"]["url"]: item["page"] for item in items if item.get("page")}
    dropped = f"{address}/7"
    assert set(pages) == {f"{address}/{n}" for n in range(PAGES)} - {dropped}
    for number in (0, 1, 2, 3):  # one of each kind of item
        expected = clean(page(number), url=f"{address}/{number}").to_dict()
        assert pages[f"{address}/{number}"]["article"] == expected["article"]
    failed = [item for item in items if item.get("failure")]
    assert [item["failure"]["reason"] for item in failed] == ["not_a_page"]
    assert all(item.get("response") is None for item in items)
    assert Counter("link" in item for item in items)[True] == PAGES // 4
    del stats["pagewinnow/seconds"]
    assert stats == {
        "pagewinnow/pages": PAGES + 1, "pagewinnow/passed": PAGES // 4, "pagewinnow/articles": PAGES - 1,
        "pagewinnow/comments": 0, "pagewinnow/access/open": PAGES - 1, "pagewinnow/access/error": 1,
        "pagewinnow/dropped/error": 1, "pagewinnow/failures/not_a_page": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("PAGEWINNOW_JOB", 1), ("PAGEWINNOW_DROP", ["close"]), ("PAGEWINNOW_OPTIONS", {"second": 1})],
)
def test_wrong_settings_are_refused(name: str, value: object) -> None:
    from scrapy.settings import Settings  # noqa: PLC0415 - where it is installed

    from pagewinnow.integrations.scrapy import read_settings  # noqa: PLC0415 - the same

    read_settings(Settings({"PAGEWINNOW_JOBS": "2", "PAGEWINNOW_DROP": "error,failure"}))
    with pytest.raises((ValueError, TypeError)):
        read_settings(Settings({name: value}))


def test_a_response_in_a_callback() -> None:
    from scrapy.http import HtmlResponse  # noqa: PLC0415 - where it is installed

    from pagewinnow.integrations.scrapy import clean_response, read_fetch  # noqa: PLC0415 - the same

    headers = {"Content-Type": "text/html; charset=latin-1", "Date": "Thu, 02 May 2024 08:00:00 GMT"}
    response = HtmlResponse("https://ferry.example/", 410, headers, "<p>The caf\u00e9 is open again.".encode("latin-1"))
    assert read_fetch(response).fetched_at == "2024-05-02T08:00:00+00:00"
    assert clean_response(response).access.status == "error"
    response = HtmlResponse("https://ferry.example/", 200, {**headers, "Date": "soon"}, response.body)
    assert read_fetch(response).fetched_at is None
    article = clean_response(response).article
    assert article is not None
    assert article.text == "The caf\u00e9 is open again."


def test_an_item_without_a_page_is_passed_on() -> None:
    from scrapy.settings import Settings  # noqa: PLC0415 - the same
    from scrapy.statscollectors import MemoryStatsCollector  # noqa: PLC0415 - the same
    from scrapy.utils.test import get_crawler  # noqa: PLC0415 - the same

    from pagewinnow.integrations.scrapy import Pipeline, read_settings  # noqa: PLC0415 - where it is installed

    pipeline = Pipeline(read_settings(Settings()), MemoryStatsCollector(get_crawler()))
    for item in ({"text": "One sentence."}, {"html": ""}, {}):
        assert asyncio.run(pipeline.process_item(dict(item))) == item
