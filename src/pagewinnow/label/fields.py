"""Blocks that became a field: the title's, if it says just that, is the title; the others are removed as fields."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.document import Document
from pagewinnow.findings import Decision, Findings
from pagewinnow.label.walls import leaves_article


def label_fields(document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """The blocks that are nothing but a field: the first that says just the title is it. None without an article."""
    if not leaves_article(found.verdict.access):
        return
    fields = found.fields
    decided: dict[int, Decision] = {}
    has_title = False
    for name, positions in fields.positions.items():
        for position in positions:
            is_title = name == "title" and not has_title and document.blocks[position].text == fields.title
            has_title = has_title or is_title
            decided[position] = Decision("title" if is_title else "field", f"field/{name}")
    yield from decided.items()
