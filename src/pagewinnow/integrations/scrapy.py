"""Scrapy: `ADDONS = {"pagewinnow.integrations.scrapy.Addon": 300}`, and every item that has a page gets its record.

An item has a page where its field `response` holds one, or its field `html` (beside which `url`, `status`,
`content_type` and `fetched_at` are read). Its record, plain JSON types, goes to the field `page`; where there is none,
`page` is `None`, and `failure` says why, if the item has or takes such a field. A `response` is taken out of the item,
since no feed can write it. Items without a page are passed on as they are.

    PAGEWINNOW_JOBS        children that clean pages                                  1
    PAGEWINNOW_TIMEOUT     seconds of one page                                        30
    PAGEWINNOW_MEMORY      MiB of one page                                            1024
    PAGEWINNOW_DROP        verdicts whose items are dropped; `failure` for failures   []
    PAGEWINNOW_HTML_FIELD  where the page stands                                      "html"
    PAGEWINNOW_FIELD       where the record goes                                      "page"
    PAGEWINNOW_OPTIONS     the fields of `Options`                                    {}

Stats, under `pagewinnow/`: pages, articles, comments, passed, seconds (of waiting too), access/<status>,
failures/<reason>, dropped/<status>.
A stop of the crawl waits for the pages that are being cleaned. Scrapy 2.14 or later, with asyncio, its default.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, get_args

from pagewinnow.batch.outcomes import Limits
from pagewinnow.errors import MissingExtraError
from pagewinnow.fetch import Fetch
from pagewinnow.integrations.awaiting import AsyncCleaner
from pagewinnow.integrations.setup import Setup
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner, clean
from pagewinnow.records import AccessStatus, Failure, Page
from pagewinnow.sources.items import Hints, Item
from pagewinnow.sources.rows import read_row

if TYPE_CHECKING:
    from itemadapter import ItemAdapter
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

_LOG = logging.getLogger(__name__)
_PRIORITY = 300
_PREFIX = "PAGEWINNOW_"
_DEFAULTS: Mapping[str, Any] = {
    "JOBS": 1, "TIMEOUT": 30.0, "MEMORY": 1024, "DROP": (), "HTML_FIELD": "html", "FIELD": "page", "OPTIONS": {},
}  # fmt: skip
_DROPS = {*get_args(AccessStatus), "failure"}


def clean_response(response: Response, cleaner: Cleaner | None = None) -> Page:
    """The record of a response, for use in a callback; nothing guards it, and the loop waits for it.

    Raises:
        InputError: it is no page.
    """
    make = cleaner.clean if cleaner else clean
    return make(response.body, url=response.url, fetch=read_fetch(response))


def read_fetch(response: Response) -> Fetch:
    """What the response says of itself; its time is the server's, in the header `Date`."""
    date = response.headers.get("Date")
    try:
        fetched_at = parsedate_to_datetime(date.decode("latin-1")).isoformat() if date else None
    except ValueError:
        fetched_at = None
    return Fetch.from_headers(response.status, response.headers, fetched_at)


class Addon:
    """Puts the pipeline among the project's own, if it is not there."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", Pipeline, _PRIORITY)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the settings say: how pages are cleaned, the fields of page and record, and which items are dropped."""

    setup: Setup
    html_field: str
    field: str
    drop: frozenset[str]


def read_settings(settings: BaseSettings) -> Choices:
    """The choices of the settings.

    Raises:
        ValueError: there is no such setting, or no such verdict.
        TypeError: there is no such option.
    """
    found = {name.removeprefix(_PREFIX): settings[name] for name in settings if str(name).startswith(_PREFIX)}
    unknown = sorted(found.keys() - _DEFAULTS)
    if unknown:
        raise ValueError(f"no setting {_PREFIX}{unknown[0]}: there are {', '.join(sorted(_DEFAULTS))}")
    told = {**_DEFAULTS, **found}
    drop = frozenset(settings.getlist(f"{_PREFIX}DROP"))
    if not drop <= _DROPS:
        raise ValueError(f"{_PREFIX}DROP: {min(drop - _DROPS)!r} is none of {', '.join(sorted(_DROPS))}")
    setup = Setup(
        options=_read_options(told["OPTIONS"]),
        limits=Limits(float(told["TIMEOUT"]), int(told["MEMORY"]) << 20),
        jobs=int(told["JOBS"]),  # what the command line sets is text
        hints=Hints(fields={"html": told["HTML_FIELD"]}),
    )
    return Choices(setup, told["HTML_FIELD"], told["FIELD"], drop)


def _read_options(told: Mapping[str, Any]) -> Options:
    """The options, whose paths may be text in settings."""
    rules, sites = told.get("rules", ()), told.get("sites")
    paths = {"rules": tuple(Path(one) for one in rules), "sites": Path(sites) if sites else None}
    return Options(**{**told, **paths})


class Pipeline:
    """The item pipeline; see the module."""

    def __init__(self, choices: Choices, stats: StatsCollector) -> None:
        self._choices = choices
        self._stats = stats
        self._cleaner = AsyncCleaner(choices.setup)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy.

        Raises:
            MissingExtraError: itemadapter is not there.
            ValueError, TypeError: a setting is wrong.
        """
        return cls(read_settings(crawler.settings), crawler.stats)

    async def open_spider(self) -> None:
        """Start the children before the first request is sent.

        Raises:
            WorkerError: they cannot be started.
        """
        await self._cleaner.start()

    async def close_spider(self) -> None:
        """End them."""
        await self._cleaner.close()

    async def process_item(self, item: Any) -> Any:  # noqa: ANN401 - dict, Item, dataclass, attrs
        """The item with its record.

        Raises:
            DropItem: the settings want it dropped.
            KeyError: it has a page, and no field for the record.
        """
        fields = _adapt(item)
        found = self._find_page(fields)
        if found is None:
            self._count("passed")
            return item
        began = time.monotonic()
        result = await self._cleaner.clean_item(found) if isinstance(found, Item) else found
        self._count("seconds", time.monotonic() - began)
        status = self._note(result)
        if status in self._choices.drop:
            self._count(f"dropped/{status}")
            from scrapy.exceptions import DropItem  # noqa: PLC0415 - an extra

            raise DropItem(f"pagewinnow: {status}")
        self._store(fields, result)
        return item

    def _find_page(self, fields: ItemAdapter) -> Item | Failure | None:
        """The page that the item has; `None` if it has none."""
        response: Response | None = fields.get("response")
        if response is not None and hasattr(response, "body"):
            return Item(None, None, response.body, url=response.url, fetch=read_fetch(response))
        if not fields.get(self._choices.html_field):
            return None
        return read_row(dict(fields), None, None, self._choices.setup.hints)

    def _store(self, fields: ItemAdapter, result: Page | Failure) -> None:
        if "response" in fields:
            _forget(fields, "response")
        is_page = isinstance(result, Page)
        fields[self._choices.field] = result.to_dict() if is_page else None
        if not is_page and _takes(fields, "failure"):
            fields["failure"] = result.to_dict()

    def _note(self, result: Page | Failure) -> str:
        """Count the result, and return its verdict."""
        self._count("pages")
        if isinstance(result, Failure):
            _LOG.warning("no record of %s: %s, %s", result.source.url, result.reason, result.detail)
            self._count(f"failures/{result.reason}")
            return "failure"
        self._count(f"access/{result.access.status}")
        self._count("articles", int(result.article is not None))
        self._count("comments", len(result.comments))
        return result.access.status

    def _count(self, name: str, by: float = 1) -> None:
        self._stats.inc_value(f"pagewinnow/{name}", by)


def _adapt(item: Any) -> ItemAdapter:  # noqa: ANN401 - see process_item
    try:
        from itemadapter import ItemAdapter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("scrapy") from error
    return ItemAdapter(item)


def _takes(fields: ItemAdapter, name: str) -> bool:
    return name in fields.field_names() or isinstance(fields.item, dict)


def _forget(fields: ItemAdapter, name: str) -> None:
    """Take the field out of the item, or empty it where the item's class fixes its fields."""
    if isinstance(fields.item, MutableMapping):
        del fields[name]
    else:
        fields[name] = None
