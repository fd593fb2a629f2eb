"""The posts of a thread become comments."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.document import Document, Labels, Post
from pagewinnow.records import Comment


def build_comments(document: Document, labels: Labels) -> tuple[Comment, ...]:
    """One comment a post, in the order of the page; `id` is the post's number in it, from `c1`."""
    thread = labels.thread
    if thread is None:
        return ()
    return tuple(
        Comment(
            id=f"c{number}",
            parent_id=None if post.parent is None else f"c{post.parent + 1}",
            depth=post.depth,
            position=next((part.position for part in post.parts if part.role == "text"), post.start),
            author=post.author,
            author_url=post.author_url,
            date=post.date,
            date_raw=post.date_raw,
            language=None,
            text="\n\n".join(_texts(post, "text", document)),
            quoted_text="\n\n".join(_texts(post, "quote", document)) or None,
            url=post.url,
            score=post.score,
            flags=post.flags,
            extracted_from=thread.witness,
        )
        for number, post in enumerate(thread.posts, 1)
    )


def _texts(post: Post, role: str, document: Document) -> Iterator[str]:
    for part in post.parts:
        if part.role == role:
            text = document.blocks[part.position].text[part.start : part.end].strip()
            if text:
                yield text
