"""A record as rows: a page a row, a comment a row, a verdict a row."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Literal

from pagewinnow.records import Access, Comment, Page
from pagewinnow.sinks.view import View

Table = Literal["pages", "comments", "access"]


def make_rows(page: Page, table: Table, view: View) -> list[dict[str, Any]]:
    """The rows that a page has in a table."""
    return _ROWS[table](page, view)


def _pages(page: Page, view: View) -> list[dict[str, Any]]:
    return [view.trim(page.to_dict())]


def _comments(page: Page, view: View) -> list[dict[str, Any]]:
    """A comment a row: which page it is of, then its own fields."""
    of = dict(zip(_OF["comments"], (page.id, page.url, page.source.path), strict=True))
    return [view.trim(of | row) for row in page.to_dict()["comments"]]


def _access(page: Page, view: View) -> list[dict[str, Any]]:
    """The verdict on a page, with what it rests on."""
    of = dict(zip(_OF["access"], (page.id, page.url, page.source.path, page.source.offset), strict=True))
    return [view.trim(of | page.to_dict()["access"])]


def name_fields(table: Table) -> tuple[str, ...]:
    """The fields of a row, of which the user may choose.

    >>> "status" in name_fields("access")
    True
    """
    own = {"pages": Page, "comments": Comment, "access": Access}[table]
    return (*_OF[table], *(field.name for field in fields(own)))


_OF: dict[Table, tuple[str, ...]] = {
    "pages": (),
    "comments": ("page_id", "page_url", "page_path"),
    "access": ("id", "url", "path", "offset"),
}
_ROWS = {"pages": _pages, "comments": _comments, "access": _access}
