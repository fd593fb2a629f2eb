"""A row of a table, JSON Lines or Parquet, to a page: which column is what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pagewinnow.fetch import Fetch
from pagewinnow.records import Failure, InputKind
from pagewinnow.sources.items import MAX_PAGE, Hints, Item, fail_reading, show_path

# The names that crawlers and data sets give their columns; the first that a row has counts.
COLUMNS: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw_html", "body", "content"),
    "text": ("text", "raw_content", "markdown"),
    "url": ("url", "link", "source_url", "metadata.url"),
    "status": ("status", "status_code", "http_status"),
    "content_type": ("content_type", "mime_type", "mime"),
    "fetched_at": ("fetched_at", "crawled_at", "crawl_date", "timestamp"),
}
_CERTAIN = {"html", "raw_html"}  # what these hold is HTML; the others may hold either
_DIGITS = re.compile(r"\d{14}")  # the time as archives write it


def has_page(names: Iterable[str], hints: Hints) -> bool:
    """May rows with columns of these names hold pages?"""
    wanted = [hints.fields.get(part, part) for part in ("html", "text")]
    known = {*wanted, *COLUMNS["html"], *COLUMNS["text"]}
    return any(name in known or name in {one.partition(".")[0] for one in wanted} for name in names)


def is_record(row: Mapping[str, Any]) -> bool:
    """Is the row a record that was made by us?"""
    return isinstance(row.get("schema"), int) and "access" in row and "made_by" in row


def read_row(row: Mapping[str, Any], path: str | None, offset: int | None, hints: Hints) -> Item | Failure:
    """The page that a row holds."""
    for part in ("html", "text"):
        name, content = _find(row, part, hints)
        if not isinstance(content, (str, bytes)) or not content:
            continue
        if len(content) > MAX_PAGE:
            return fail_reading(path, "error", f"a page of more than {MAX_PAGE >> 20} MiB", offset)
        kind = hints.kind if hints.kind != "auto" else _kind(part, name, hints)
        url = _find(row, "url", hints)[1]
        fetch = _read_fetch(row, hints)
        return Item(
            path and show_path(path), offset, content, kind, url if isinstance(url, str) and url else hints.url, fetch
        )
    wanted = [hints.fields.get(part) or " or ".join(COLUMNS[part]) for part in ("html", "text")]
    return fail_reading(path, "damaged", f"the row has no page: no {', no '.join(wanted)}", offset)


def _kind(part: str, name: str, hints: Hints) -> InputKind:
    if part == "html" and (name in _CERTAIN or part in hints.fields):
        return "html"
    return "text" if part in hints.fields else "auto"


def _find(row: Mapping[str, Any], part: str, hints: Hints) -> tuple[str, Any]:
    names = (hints.fields[part],) if part in hints.fields else COLUMNS[part]
    for name in names:
        value = _get(row, name)
        if value is not None:
            return name, value
    return "", None


def _get(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON has no better type
    if name in row:
        return row[name]
    value: Any = row
    for key in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _read_fetch(row: Mapping[str, Any], hints: Hints) -> Fetch:
    status = _find(row, "status", hints)[1]
    content_type = _find(row, "content_type", hints)[1]
    if isinstance(status, str) and status.isascii() and status.isdigit():
        status = int(status)
    return Fetch(
        fetched_at=read_time(_find(row, "fetched_at", hints)[1]) or hints.fetched_at,
        status=status if isinstance(status, int) and not isinstance(status, bool) else hints.status,
        content_type=content_type if isinstance(content_type, str) else None,
    )


def read_time(value: object) -> str | None:
    """A time as ISO 8601: from ISO 8601, from the seconds of Unix, from fourteen digits; `None` for what is none.

    >>> read_time("2024-05-02T08:00:00Z"), read_time(1714636800), read_time("20240502080000"), read_time("May")
    ('2024-05-02T08:00:00Z', '2024-05-02T08:00:00+00:00', '2024-05-02T08:00:00+00:00', None)
    """
    try:
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC).isoformat()
        if isinstance(value, str) and _DIGITS.fullmatch(value):
            return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
        if isinstance(value, str):
            datetime.fromisoformat(value)
            return value
    except (ValueError, OverflowError, OSError):
        return None
    return None
