"""The posts of a thread become comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from pagewinnow.document import Document
from pagewinnow.findings import Labels, Post
from pagewinnow.pieces import post_text
from pagewinnow.records import Comment


def build_comments(document: Document, labels: Labels) -> tuple[Comment, ...]:
    """One comment a post, in the order of the page."""
    thread = labels.thread
    if thread is None:
        return ()
    texts = [post_text(document, post, "text") for post in thread.posts]
    ids = _name_posts(thread.posts, texts)
    comments = []
    for name, post, text in zip(ids, thread.posts, texts, strict=True):
        parent = None if post.parent is None else ids[post.parent]
        comments.append(_build(name, parent, post, text, document, thread.witness))
    return tuple(comments)


def _build(name: str, parent: str | None, post: Post, text: str, document: Document, witness: str) -> Comment:
    return Comment(
        id=name,
        parent_id=parent,
        depth=post.depth,
        group=post.group,
        position=next((part.position for part in post.parts if part.role == "text"), post.start),
        author=post.author,
        author_url=post.author_url,
        date=post.date,
        date_raw=post.date_raw,
        language=post.language,
        text=text,
        quoted_text=post_text(document, post, "quote") or None,
        url=post.url,
        score=post.score,
        rating=post.rating,
        flags=post.flags,
        extracted_from=witness,
    )


def _name_posts(posts: Iterable[Post], texts: Iterable[str]) -> list[str]:
    """A name for each post that is the same on every crawl: the platform's, or made of who wrote what on which day.

    A relative time differs from crawl to crawl, and what was resolved from it by a day: it is no part of the name.
    Posts that say the same are numbered.
    """
    seen: Counter[str] = Counter()
    names = []
    for post, text in zip(posts, texts, strict=True):
        name = post.id or _digest(post, text)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _digest(post: Post, text: str) -> str:
    day = "" if post.is_relative else (post.date or "")[:10]
    return sha256("\0".join((post.author or "", day, text)).encode()).hexdigest()[:16]
