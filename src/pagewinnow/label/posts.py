"""The posts of a thread become labels: words are kept, heads are fields, the rest around them is control."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from pagewinnow.document import Block, Cut, Decision, Part, Post
from pagewinnow.findings import View
from pagewinnow.records import Label

_KEPT = frozenset({"text", "quote"})


def label_posts(view: View) -> Iterator[tuple[int, Decision]]:
    """The blocks of every post, then those of the section around them that only a thread explains."""
    thread = view.thread
    if thread is None:
        return
    rule = f"thread/{thread.witness}"
    posts = [(post, "comment") for post in thread.posts]
    if thread.opening is not None:
        posts.append((thread.opening, "body"))
    for post, label in posts:
        yield from _label_post(post, label, view.document.blocks, rule)  # type: ignore[arg-type]
    for position in thread.fields:
        yield position, Decision("field", rule)


def _label_post(post: Post, label: Label, blocks: Sequence[Block], rule: str) -> Iterator[tuple[int, Decision]]:
    parts: dict[int, list[Part]] = {}
    for part in post.parts:
        parts.setdefault(part.position, []).append(part)
    for position in sorted({*parts, *range(post.start, post.stop)}):
        here = parts.get(position, [])
        if any(part.role in _KEPT for part in here):
            yield position, Decision(label, rule, cuts=tuple(_cuts(blocks[position].text, here, rule)))
        elif any(part.role == "field" for part in here):
            yield position, Decision("field", rule)
        else:
            yield position, Decision("comment_control", rule)


def _cuts(text: str, parts: list[Part], rule: str) -> Iterator[Cut]:
    """The slices of a kept block that are not kept: fields, controls, and what no part covers."""
    at = 0
    ordered = sorted(parts, key=lambda part: part.start)
    for part in chain(ordered, [Part(0, "text", len(text))]):
        if part.start > at and text[at : part.start].strip():
            yield Cut(at, part.start, "comment_control", rule)
        end = len(text) if part.end is None else part.end
        if part.role not in _KEPT and text[max(at, part.start) : end].strip():
            yield Cut(max(at, part.start), end, "field" if part.role == "field" else "comment_control", rule)
        at = max(at, end)
