"""A crawl as its user would run it, in a process of its own: `crawl.py ADDRESS PAGES OUT`, with the README's lines.

Written to OUT: the items, the stats, and the longest time that the event loop stood still.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import attrs
import scrapy
from itemadapter import ItemAdapter
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

README = Path(__file__).parent.parent / "README.md"
TICK = 0.01


@dataclass
class Data:
    response: Response | None
    page: dict[str, Any] | None = None


@attrs.define
class Attrs:
    html: str
    url: str
    page: dict[str, Any] | None = None
    failure: dict[str, Any] | None = None


class Item(scrapy.Item):  # type: ignore[misc] # scrapy is not checked
    response = scrapy.Field()
    page = scrapy.Field()
    failure = scrapy.Field()


class Spider(scrapy.Spider):  # type: ignore[misc] # the same
    name = "ferry"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        self.watch = asyncio.create_task(self.watch_the_loop())
        self.stood = 0.0
        for number in range(self.pages):
            yield scrapy.Request(f"{self.address}/{number}")
        yield scrapy.Request(f"{self.address}/picture")

    async def watch_the_loop(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            self.stood = max(self.stood, time.perf_counter() - began - TICK)

    def parse(self, response: Response) -> Iterator[Any]:
        number = response.url.rpartition("/")[2]
        kind = int(number) % 4 if number.isdecimal() else 1
        if kind == 0:
            yield Data(response)
        elif kind == 1:
            yield Item(response=response)
        elif kind == 2:
            yield Attrs(response.text, response.url)
        else:
            yield {"response": response, "seen": True}
            yield {"link": response.url}


def read_settings() -> dict[str, Any]:
    """The settings that the README tells to write."""
    code = README.read_text(encoding="utf-8").split("```py\n# settings.py\n")[1].split("```")[0]
    settings: dict[str, Any] = {}
    exec(code, settings)
    return {name: value for name, value in settings.items() if name.isupper()}


def main(address: str, pages: str, out: str) -> None:
    items: list[dict[str, Any]] = []
    process = CrawlerProcess({**read_settings(), "LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False})
    crawler = process.create_crawler(Spider)
    crawler.signals.connect(lambda item: items.append(dict(ItemAdapter(item))), scrapy.signals.item_scraped, weak=False)
    process.crawl(crawler, address=address, pages=int(pages))
    process.start()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if name.startswith("pagewinnow/")}
    errors = crawler.stats.get_value("log_count/ERROR", 0)
    found = {"items": items, "stats": stats, "errors": errors, "stood": crawler.spider.stood}
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
