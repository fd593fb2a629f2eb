"""Front matter: what is known of a page, as YAML before its Markdown. JSON's values are YAML's (YAML 1.2.2, 1.2)."""

from __future__ import annotations

import json

from pagewinnow.records import Page


def write_front_matter(page: Page) -> str:
    """The fields that are known, a line each, between two lines of `---`."""
    article = page.article
    fields = {
        "title": article.title if article else None,
        "authors": list(article.authors) if article else [],
        "date": article.date if article else None,
        "date_modified": article.date_modified if article else None,
        "url": page.canonical_url or page.url,
        "language": page.language,
        "access": page.access.status,
        "complete": page.access.complete,
        "comments": len(page.comments),
    }
    known = {name: value for name, value in fields.items() if value is not None and value != []}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in known.items()]
    return "\n".join(["---", *lines, "---"])
