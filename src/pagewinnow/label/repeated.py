"""What a host repeats on its pages is chrome: in the body, and among the words of comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """What was found, without the blocks of posts that the host repeats, and without posts of nothing else."""
    thread = found.thread
    if thread is None or not found.repeated:
        return found
    posts = tuple(_without(post, found) for post in thread.posts)
    kept = [k for k, post in enumerate(posts) if post is thread.posts[k] or _has_words(post)]
    gone = {position for k in range(len(posts)) if k not in kept for position in range(posts[k].start, posts[k].stop)}
    body = replace(found.body, blocks={at: sure for at, sure in found.body.blocks.items() if at not in gone})
    if not kept and thread.opening is None:
        return replace(found, body=body, thread=None)
    return replace(found, body=body, thread=replace(thread, posts=_renumber(posts, kept)))


def _renumber(posts: Sequence[Post], kept: Sequence[int]) -> tuple[Post, ...]:
    """The posts that are kept; what answered another answers nobody now."""
    places = {old: new for new, old in enumerate(kept)}
    done: list[Post] = []
    for old in kept:
        parent = posts[old].parent
        parent = None if parent is None else places.get(parent)
        done.append(replace(posts[old], parent=parent, depth=0 if parent is None else done[parent].depth + 1))
    return tuple(done)


def _has_words(post: Post) -> bool:
    return any(part.role == "text" for part in post.parts)


def _without(post: Post, found: Findings) -> Post:
    parts = tuple(_as_control(part) if part.position in found.repeated else part for part in post.parts)
    return post if parts == post.parts else replace(post, parts=parts)


def _as_control(part: Part) -> Part:
    return part._replace(role="control") if part.role in ("text", "quote") else part
