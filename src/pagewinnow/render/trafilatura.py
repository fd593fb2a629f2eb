"""A `Page` under trafilatura's names: what `trafilatura.bare_extraction(...).as_dict()` gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pagewinnow.records import Page, PageKind

_PAGE_TYPES: Mapping[PageKind, str | None] = {"article": "article", "thread": "forum", "other": None}


def to_trafilatura(page: Page) -> dict[str, Any]:
    """The page under trafilatura's names: authors in one string, the day without a time, comments in one text.

    What trafilatura has and a record has not (`body`, `fingerprint`, `filedate`...) is there, and `None`.
    """
    article = page.article
    return {
        "title": article.title if article else None,
        "author": "; ".join(article.authors) or None if article else None,
        "url": page.canonical_url or page.url,
        "hostname": page.hostname,
        "description": article.description if article else None,
        "sitename": article.sitename if article else None,
        "date": article.date[:10] if article and article.date else None,
        "categories": list(article.categories) if article else [],
        "tags": list(article.tags) if article else [],
        "fingerprint": None,
        "id": None,
        "license": article.license if article else None,
        "body": None,
        "comments": "\n".join(comment.text for comment in page.comments) or None,
        "commentsbody": None,
        "raw_text": None,
        "text": article.text if article else None,
        "language": page.language,
        "image": article.image if article else None,
        "pagetype": _PAGE_TYPES[page.kind],
        "filedate": None,
    }
