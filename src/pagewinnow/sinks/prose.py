"""Markdown and text: a page as people read it. In one file, front matter or a form feed says where a page begins."""

from __future__ import annotations

import json

from pagewinnow.records import Page
from pagewinnow.render.markdown import to_markdown
from pagewinnow.render.text import to_text
from pagewinnow.sinks.tables import Table
from pagewinnow.sinks.view import View

_PAGE_END = "\f\n"


def shape_markdown(page: Page, table: Table, view: View) -> bytes:  # noqa: ARG001 - all formats are asked alike
    """The page as Markdown, what is known of it as front matter (YAML, whose strings JSON's are)."""
    article = page.article
    facts: dict[str, object] = {
        "id": page.id,
        "url": page.url,
        "path": page.source.path,
        "title": article.title if article else None,
        "authors": list(article.authors) if article else [],
        "date": article.date if article else None,
        "language": page.language,
        "access": page.access.status,
        "complete": page.access.complete,
        "comments": len(page.comments),
    }
    lines = [f"{name}: {json.dumps(fact, ensure_ascii=False)}" for name, fact in facts.items()]
    return "\n".join(["---", *lines, "---", "", to_markdown(page), ""]).encode()


def shape_text(page: Page, table: Table, view: View) -> bytes:  # noqa: ARG001 - all formats are asked alike
    """The page as text, a form feed behind it."""
    return (to_text(page) + _PAGE_END).encode()
