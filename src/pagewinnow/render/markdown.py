"""A `Page` as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from pagewinnow.records import ArticleBlock, Page


def to_markdown(page: Page) -> str:
    """The article as Markdown, its title first; then its comments as quotes, as deep as they answer each other."""
    parts: list[str] = []
    if page.article is not None:
        if page.article.title:
            parts.append(f"# {page.article.title}")
        for kind, group in groupby(page.article.blocks, key=lambda block: block.kind):
            parts += _GROUPS.get(kind, _paragraphs)(list(group))
    for comment in page.comments:
        head = ", ".join(fact for fact in (comment.author, comment.date or comment.date_raw) if fact)
        lines = [f"**{head}**", "", *comment.text.split("\n")] if head else comment.text.split("\n")
        mark = "> " * (comment.depth + 1)
        parts.append("\n".join(f"{mark}{line}".rstrip() for line in lines))
    return "\n\n".join(parts) + "\n"


def _paragraphs(blocks: list[ArticleBlock]) -> list[str]:
    return [block.text.replace("\n", "  \n") for block in blocks]


def _headings(blocks: list[ArticleBlock]) -> list[str]:
    return [f"{'#' * (block.level or 2)} {' '.join(block.text.split())}" for block in blocks]


def _items(blocks: list[ArticleBlock]) -> list[str]:
    lines = [f"{'  ' * block.depth}- {' '.join(block.text.split())}" for block in blocks]
    return ["\n".join(lines)]


def _quotes(blocks: list[ArticleBlock]) -> list[str]:
    return ["\n>\n".join(f"> {block.text}".replace("\n", "\n> ") for block in blocks)]


def _code(blocks: list[ArticleBlock]) -> list[str]:
    return [f"```\n{block.text}\n```" for block in blocks]


def _table(blocks: list[ArticleBlock]) -> list[str]:
    rows = [block.text.replace("|", "\\|").replace("\n", " ").split("\t") for block in blocks]
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])]


_GROUPS: dict[str, Callable[[list[ArticleBlock]], list[str]]] = {
    "heading": _headings, "list_item": _items, "quote": _quotes, "code": _code, "table_row": _table,
}  # fmt: skip
