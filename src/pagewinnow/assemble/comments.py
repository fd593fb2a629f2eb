"""The posts of a thread become comments."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.document import Document, Labels, Post
from pagewinnow.find.language import other_language
from pagewinnow.records import Comment
from pagewinnow.rules import Rules


def build_comments(document: Document, labels: Labels, rules: Rules) -> tuple[Comment, ...]:
    """One comment a post, in the order of the page; `id` is the post's number in it, from `c1`."""
    thread = labels.thread
    if thread is None:
        return ()
    posts = enumerate(thread.posts, 1)
    return tuple(_build(number, post, document, labels.language, thread.witness, rules) for number, post in posts)


def _build(number: int, post: Post, document: Document, language: str | None, witness: str, rules: Rules) -> Comment:
    """The comment of a post. Its language is given where it is another than the page's."""
    text = "\n\n".join(_texts(post, "text", document))
    return Comment(
        id=f"c{number}",
        parent_id=None if post.parent is None else f"c{post.parent + 1}",
        depth=post.depth,
        position=next((part.position for part in post.parts if part.role == "text"), post.start),
        author=post.author,
        author_url=post.author_url,
        date=post.date,
        date_raw=post.date_raw,
        language=other_language(text, rules, language),
        text=text,
        quoted_text="\n\n".join(_texts(post, "quote", document)) or None,
        url=post.url,
        score=post.score,
        flags=post.flags,
        extracted_from=witness,
    )


def _texts(post: Post, role: str, document: Document) -> Iterator[str]:
    for part in post.parts:
        if part.role == role:
            text = document.blocks[part.position].text[part.start : part.end].strip()
            if text:
                yield text
