"""A `Page` as a gutter: label | text, a block a line, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.records import Page


class Row(NamedTuple):
    """One block of the page as a reader of the record sees it; `note` is what is known of a comment."""

    position: int
    label: str
    rule: str
    note: str
    text: str


def to_rows(page: Page) -> list[Row]:
    """The page back in reading order, from its record alone."""
    return sorted(_rows(page), key=lambda row: row.position)


def _rows(page: Page) -> Iterator[Row]:
    if page.article is not None:
        if page.article.title:
            yield Row(-1, "title", page.article.sources.get("title", ""), "", page.article.title)
        for block in page.article.blocks:
            yield Row(block.position, "body", block.rule, "", block.text)
    for comment in page.comments:
        facts = (str(comment.depth), comment.author, comment.date or comment.date_raw, *comment.flags)
        note = " ".join(fact for fact in facts if fact)
        text = comment.text if not comment.quoted_text else f"> {comment.quoted_text}\n{comment.text}"
        yield Row(comment.position, "comment", comment.extracted_from, note, text)
    for removed in page.removed:
        note = "edited" if removed.action == "edited" else ""
        yield Row(removed.position, removed.label, removed.rule, note, removed.text)


def to_gutter(page: Page, *, rules: bool = False, width: int = 100) -> str:
    """The page as a gutter, `label | text`, a block a line cut at `width` characters; `rules` adds the reasons."""
    lines = []
    for row in to_rows(page):
        text = " ".join(row.text.split())
        text = text if len(text) <= width else text[: width - 1] + "…"
        note = f"{row.note} | " if row.note else ""
        reason = f"{row.rule[:44]:44} | " if rules else ""
        lines.append(f"{row.label:15} | {reason}{note}{text}".rstrip())
    return "\n".join(lines)
