"""What a host repeats on its pages is chrome: in the body, and among the words of comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pagewinnow.document import Document
from pagewinnow.findings import Decision, Findings, Part, Post

_RULE = "sites"


def label_repeated(_document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """The blocks that the host repeats, but for those that became a field or that a rule knows by name."""
    fields = {position for positions in found.fields.positions.values() for position in positions}
    for position, confidence in found.repeated.items():
        if position not in fields and position not in found.chrome.known:
            yield position, Decision("repeated", _RULE, confidence)


def drop_repeated(found: Findings) -> Findings:
    """What was found, without the blocks that the host repeats among the words of posts."""
    thread = found.thread
    if thread is None or not found.repeated:
        return found
    posts = tuple(_without(post, found) for post in thread.posts)
    return replace(found, thread=replace(thread, posts=posts))


def _without(post: Post, found: Findings) -> Post:
    parts = tuple(_as_control(part) if part.position in found.repeated else part for part in post.parts)
    return post if parts == post.parts else replace(post, parts=parts)


def _as_control(part: Part) -> Part:
    return part._replace(role="control") if part.role in ("text", "quote") else part
