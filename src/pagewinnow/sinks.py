"""Where pages go: JSON Lines for programs, Markdown for readers, a gutter of labels for whoever asks why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from pagewinnow.records import ArticleBlock, Page


def to_json_line(page: Page) -> str:
    """The page as one line of JSON, without the newline."""
    return json.dumps(page.to_dict(), ensure_ascii=False, separators=(",", ":"))


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
    lines = [f"{'  ' * ((block.level or 1) - 1)}- {' '.join(block.text.split())}" for block in blocks]
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
