"""Which pages, and which parts of their records, are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal

from pagewinnow.records import Page

Authors = Literal["keep", "hash", "drop"]


@dataclass(frozen=True, slots=True)
class View:
    """What the user asked to see.

    Attributes:
        only: the verdicts whose pages are written; empty for all.
        languages: the languages whose pages are written; empty for all.
        authors: what becomes of the names of those who wrote comments.
        fields: the fields of a record that are written, with dots (`article.title`); empty for all.
        removed: are the removed pieces written?
        blocks: are the article's blocks written, beside its text?
    """

    only: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    authors: Authors = "keep"
    fields: tuple[str, ...] = ()
    removed: bool = True
    blocks: bool = True

    def wants(self, page: Page) -> bool:
        """Is the page to be written?"""
        if self.only and page.access.status not in self.only:
            return False
        return not self.languages or (page.language or "").partition("-")[0] in self.languages

    def mask(self, page: Page) -> Page:
        """The page with the names of its comments' authors hashed or dropped, in what was removed too.

        Names inside of what people wrote stay.
        """
        if self.authors == "keep":
            return page
        names = {comment.author for comment in page.comments if comment.author}
        masked = {name: self._mask(name) for name in sorted(names, key=len, reverse=True)}
        comments = []
        for comment in page.comments:
            author = masked[comment.author] if comment.author else None
            comments.append(replace(comment, author=author or None, author_url=None))
        removed = []
        for piece in page.removed:
            text = piece.text
            for name, mask in masked.items():
                text = text.replace(name, mask)
            removed.append(replace(piece, text=text))
        return replace(page, comments=tuple(comments), removed=tuple(removed))

    def _mask(self, name: str) -> str:
        return sha256(name.encode()).hexdigest()[:16] if self.authors == "hash" else ""

    def trim(self, record: dict[str, Any]) -> dict[str, Any]:
        """The record as a dictionary, without what was not asked for."""
        if not self.removed:
            record.pop("removed", None)
        if not self.blocks and record.get("article"):
            del record["article"]["blocks"]
        if not self.fields:
            return record
        kept: dict[str, Any] = {}
        for field in self.fields:
            _copy(record, kept, field.split("."))
        return kept


def _copy(source: dict[str, Any] | None, target: dict[str, Any], path: list[str]) -> None:
    """Copy what stands at `path`; what is inside of something unknown is unknown too."""
    name, *rest = path
    value = source.get(name) if source is not None else None
    if not rest:
        target[name] = value
    elif isinstance(value, dict) or value is None:
        inner = target.setdefault(name, {})
        if isinstance(inner, dict):
            _copy(value, inner, rest)
