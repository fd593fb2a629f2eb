"""A `Page` as plain text."""

from __future__ import annotations

from pagewinnow.records import Page


def to_text(page: Page, *, comments: bool = True) -> str:
    """The title, the article's text, and the texts of its comments, a blank line between them."""
    parts: list[str | None] = []
    if page.article is not None:
        parts += [page.article.title, page.article.text]
    if comments:
        parts += [comment.text for comment in page.comments]
    return "\n\n".join(part for part in parts if part) + "\n"
