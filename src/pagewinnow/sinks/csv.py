"""CSV: a row a line under one head; lists are joined by a semicolon, and what is deeper stays JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from pagewinnow.records import Page
from pagewinnow.sinks.tables import Table, make_rows, name_fields
from pagewinnow.sinks.view import View

_COLUMNS: dict[Table, tuple[str, ...]] = {
    "pages": (
        "id", "url", "source.path", "source.offset", "kind", "language", "access.status", "access.complete",
        "article.title", "article.authors", "article.date", "article.sitename", "article.word_count",
        "comment_count_declared", "article.text",
    ),
    "comments": name_fields("comments"),
    "access": name_fields("access"),
}  # fmt: skip


def head_csv(table: Table, view: View) -> bytes:
    """The line of names."""
    return _lines([list(_columns(table, view))])


def shape_csv(page: Page, table: Table, view: View) -> bytes:
    """The page's rows as lines of CSV."""
    columns = _columns(table, view)
    whole = View(removed=False, blocks=False) if table == "pages" else View()
    rows = make_rows(page, table, whole)
    return _lines([[_cell(_get(row, column)) for column in columns] for row in rows])


def _columns(table: Table, view: View) -> tuple[str, ...]:
    return view.fields or _COLUMNS[table]


def _get(row: Any, column: str) -> Any:  # noqa: ANN401 - JSON has no better type
    for name in column.split("."):
        row = row.get(name) if isinstance(row, dict) else None
    return row


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def _lines(rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)  # RFC 4180
    return text.getvalue().encode()
