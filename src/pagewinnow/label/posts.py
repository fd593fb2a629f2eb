"""The posts of a thread become labels: words are kept, heads are fields, the rest around them is control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pagewinnow.document import Document
from pagewinnow.findings import Cut, Decision, Findings, Part, Post
from pagewinnow.records import Label

_KEPT = frozenset({"text", "quote"})


def label_comments(document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """The blocks that hold what readers wrote."""
    if found.thread is None:
        return
    every = [part for post in found.thread.posts for part in post.parts]  # two comments may share a block
    yield from _label_words(document, every, "comment", f"thread/{found.thread.witness}")


def label_section(document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """The blocks around comments that only a thread explains, and those of the post that it answers."""
    thread = found.thread
    if thread is None:
        return
    rule = f"thread/{thread.witness}"
    for post in thread.posts:
        yield from _label_frame(post, rule)
    if thread.opening is not None:
        yield from _label_words(document, thread.opening.parts, "body", rule)
        yield from _label_frame(thread.opening, rule)
    for position in thread.fields:
        yield position, Decision("field", rule)


def _label_words(document: Document, every: Iterable[Part], label: Label, rule: str) -> Iterator[tuple[int, Decision]]:
    """The blocks of posts with words that are kept, and what is cut out of them."""
    parts: dict[int, list[Part]] = {}
    for part in every:
        parts.setdefault(part.position, []).append(part)
    for position, here in parts.items():
        if any(part.role in _KEPT for part in here):
            cuts = tuple(_cuts(document.blocks[position].text, here, rule))
            yield position, Decision(label, rule, cuts=cuts)


def _label_frame(post: Post, rule: str) -> Iterator[tuple[int, Decision]]:
    """The other blocks of a post: fields of its head, controls around it."""
    fields = {part.position for part in post.parts if part.role == "field"}
    for position in sorted({*(part.position for part in post.parts), *range(post.start, post.stop)}):
        yield position, Decision("field" if position in fields else "comment_control", rule)


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
