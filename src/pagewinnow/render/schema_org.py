"""A `Page` as JSON-LD of schema.org, there and back.

to_schema_org    a `NewsArticle`, for a thread a `DiscussionForumPosting`, with its `comment` list
from_schema_org  the inverse, for what schema.org has a word for
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from pagewinnow.records import SCHEMA, Access, Article, ArticleBlock, Comment, MadeBy, Page, PageKind, SourceInfo

_CONTEXT = "https://schema.org"
_TYPES: Mapping[PageKind, str] = {"article": "NewsArticle", "thread": "DiscussionForumPosting", "other": "WebPage"}
_KINDS: Mapping[str, PageKind] = {name: kind for kind, name in _TYPES.items()}
_RULE = "schema.org"
_Thing = dict[str, Any]


def to_schema_org(page: Page) -> dict[str, Any]:
    """The page as JSON-LD of schema.org: what is unknown is left out."""
    article = page.article
    thing: _Thing = {
        "@context": _CONTEXT,
        "@type": _TYPES[page.kind],
        "url": page.url,
        "mainEntityOfPage": page.canonical_url,
        "inLanguage": page.language,
        "isAccessibleForFree": page.access.declared_free,
        "commentCount": page.comment_count_declared,
    }
    if article is not None:
        thing |= {
            "headline": article.title,
            "author": [_person(name) for name in article.authors],
            "datePublished": article.date,
            "dateModified": article.date_modified,
            "publisher": {"@type": "Organization", "name": article.sitename} if article.sitename else None,
            "description": article.description,
            "articleSection": list(article.categories),
            "keywords": list(article.tags),
            "image": article.image,
            "license": article.license,
            "articleBody" if page.kind == "article" else "text": article.text,
            "wordCount": article.word_count if page.kind == "article" else None,
        }
    thing["comment"] = [_comment(comment) for comment in page.comments]
    return _known(thing)


def from_schema_org(data: Mapping[str, Any]) -> Page:
    """The page that `to_schema_org` made `data` from, as far as schema.org can say: no removed blocks, no verdict.

    Raises:
        ValueError: `data` is of no type that `to_schema_org` gives.
    """
    name = data.get("@type")
    if name not in _KINDS:
        raise ValueError(f"no schema.org type of a page: {name!r}")
    kind = _KINDS[str(name)]
    url, digest = data.get("url"), sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return Page(
        schema=SCHEMA,
        id=digest[:32],
        url=url,
        canonical_url=data.get("mainEntityOfPage"),
        next_url=None,
        hostname=(urlsplit(data.get("mainEntityOfPage") or url or "").hostname or "").removeprefix("www.") or None,
        source=SourceInfo(None, None, "text", None, digest),
        kind=kind,
        language=data.get("inLanguage"),
        confidence=None,
        access=Access("open" if kind != "other" else "empty", None, data.get("isAccessibleForFree"), 0.0),
        article=_to_article(data, kind),
        comments=_to_comments(data.get("comment", ())),
        comment_count_declared=data.get("commentCount"),
        removed=(),
        warnings=(),
        made_by=MadeBy(_RULE, _RULE, None, None, _RULE),
    )


def _person(name: str, url: str | None = None) -> _Thing:
    return _known({"@type": "Person", "name": name, "url": url})


def _known(thing: _Thing) -> _Thing:
    return {name: value for name, value in thing.items() if value is not None and value != []}


def _comment(comment: Comment) -> _Thing:
    parent = {"@type": "Comment", "identifier": comment.parent_id} if comment.parent_id else None
    return _known(
        {
            "@type": "Comment",
            "identifier": comment.id,
            "parentItem": parent,
            "author": _person(comment.author, comment.author_url) if comment.author else None,
            "datePublished": comment.date,
            "text": comment.text,
            "url": comment.url,
            "upvoteCount": comment.score,
            "inLanguage": comment.language,
            "position": comment.position,
        }
    )


def _to_article(data: Mapping[str, Any], kind: PageKind) -> Article | None:
    text = data.get("articleBody" if kind == "article" else "text")
    if text is None:
        return None
    return Article(
        title=data.get("headline"),
        authors=tuple(author["name"] for author in data.get("author", ())),
        date=data.get("datePublished"),
        date_raw=data.get("datePublished"),
        date_modified=data.get("dateModified"),
        sitename=data.get("publisher", {}).get("name"),
        description=data.get("description"),
        categories=tuple(data.get("articleSection", ())),
        tags=tuple(data.get("keywords", ())),
        image=data.get("image"),
        license=data.get("license"),
        text=text,
        blocks=tuple(_to_blocks(text)),
        word_count=data.get("wordCount", len(text.split())),
    )


def _to_blocks(text: str) -> Iterator[ArticleBlock]:
    parts = [part for part in text.split("\n\n") if part]
    for position, part in enumerate(parts):
        yield ArticleBlock(kind="paragraph", text=part, position=position, rule=_RULE, confidence=1.0)


def _to_comments(things: Sequence[Mapping[str, Any]]) -> tuple[Comment, ...]:
    depths: dict[str, int] = {}
    comments: list[Comment] = []
    for index, thing in enumerate(things):
        name = thing.get("identifier", f"c{index}")
        parent = thing.get("parentItem", {}).get("identifier")
        depths[name] = depths.get(parent, -1) + 1 if parent else 0
        comments.append(_to_comment(thing, name, parent, depths[name]))
    return tuple(comments)


def _to_comment(thing: Mapping[str, Any], name: str, parent: str | None, depth: int) -> Comment:
    author = thing.get("author", {})
    return Comment(
        id=name,
        parent_id=parent,
        depth=depth,
        position=thing.get("position", 0),
        author=author.get("name"),
        author_url=author.get("url"),
        date=thing.get("datePublished"),
        date_raw=thing.get("datePublished"),
        language=thing.get("inLanguage"),
        text=thing.get("text", ""),
        quoted_text=None,
        url=thing.get("url"),
        score=thing.get("upvoteCount"),
        flags=(),
        extracted_from=_RULE,
    )
