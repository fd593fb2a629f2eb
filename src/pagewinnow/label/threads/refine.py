"""What every witness's posts go through, and what the head of the section says.

Phrases become flags and controls, quotes of earlier posts become quotes, a name that is called becomes a parent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pagewinnow.document import Hit, Part, Post, Thread
from pagewinnow.label.threads.model import Span
from pagewinnow.label.threads.nesting import depths
from pagewinnow.label.threads.paint import Mark, paint_block, words_of
from pagewinnow.label.view import View
from pagewinnow.records import CommentFlag
from pagewinnow.text import words

_CUT = frozenset({"comment_control", "share", "reply_form"})
_REPEATED = 3  # posts with the same line in their text: it is none of their own words
_LONGEST_REPEATED = 80
_HEAD_BEFORE, _HEAD_AFTER = 15, 3  # blocks around the beginning of a section in which its head is looked for
_SHINGLE = 6  # words in a row that tell a quotation
_LONGEST_CALL = 60  # characters at the beginning of a comment in which the name of the one it answers stands


def refine(view: View, thread: Thread) -> Thread:
    """The thread with flags, without boilerplate in its texts, with its head."""
    every = [*([thread.opening] if thread.opening else []), *thread.posts]
    repeated = _repeated_lines(view, every)
    done = [_clean(view, post, repeated) for post in every]
    done = _mark_quotes(view, done)
    opening = done.pop(0) if thread.opening else None
    posts = _call_parents(view, done)
    declared, start, fields = _read_head(view, thread)
    return replace(
        thread, posts=tuple(posts), opening=opening, declared=declared or thread.declared,
        start=start, fields=tuple(sorted({*thread.fields, *fields})),
    )  # fmt: skip


def _repeated_lines(view: View, posts: Sequence[Post]) -> frozenset[str]:
    count: Counter[str] = Counter()
    for post in posts:
        texts = {
            view.document.blocks[p.position].text
            for p in post.parts
            if p.role == "text" and not p.start and p.end is None
        }
        count.update(text for text in texts if len(text) <= _LONGEST_REPEATED)
    least = max(_REPEATED, 0.4 * len(posts))
    return frozenset(text for text, n in count.items() if n >= least)


def _clean(view: View, post: Post, repeated: frozenset[str]) -> Post:
    """The post without the phrases that are boilerplate around comments; what they say of it becomes flags."""
    flags: dict[CommentFlag, None] = dict.fromkeys(post.flags)
    blocks = view.document.blocks
    texts = {p.position for p in post.parts if p.role == "text"}
    marks: dict[int, list[Mark]] = {}
    for position in range(post.start, post.stop):
        hits = view.hits.get(position, ())
        for hit in hits:
            if hit.flag and hit.strength == "decides" and hit.at != "anywhere":
                flags[hit.flag] = None
        if position in texts:
            found = list(_cuts(hits, len(blocks[position].text)))
            if blocks[position].text in repeated:
                found.append(Mark(Span(position, 0, len(blocks[position].text)), "control"))
            if found:
                marks[position] = [Mark(Span(position, m.span.start, m.span.end), m.role) for m in found]
    if not marks and len(flags) == len(post.flags):
        return post
    return replace(post, parts=_repaint(view, post.parts, marks), flags=tuple(flags))


def _cuts(hits: Sequence[Hit], size: int) -> Iterator[Mark]:
    for hit in hits:
        if hit.strength == "decides" and hit.label in _CUT and hit.at != "anywhere":
            yield Mark(
                Span(0, 0 if hit.at == "whole" else hit.start, size if hit.at == "whole" else hit.end), "control"
            )


def _repaint(view: View, parts: Sequence[Part], marks: dict[int, list[Mark]]) -> tuple[Part, ...]:
    """The parts with more marks on top."""
    blocks = view.document.blocks
    out: list[Part] = []
    done: set[int] = set()
    for part in parts:
        if part.position not in marks:
            out.append(part)
        elif part.position not in done:
            done.add(part.position)
            block = blocks[part.position]
            old = [
                Mark(Span(p.position, p.start, len(block.text) if p.end is None else p.end), p.role)
                for p in parts
                if p.position == part.position
            ]
            out += paint_block(block, [*old, *marks[part.position]])
    return tuple(out)


def _mark_quotes(view: View, posts: Sequence[Post]) -> list[Post]:
    """Quotations of earlier posts become quotes; a quotation of anything else is the comment's own choice of words."""
    blocks = view.document.blocks
    if not any(blocks[p.position].kind == "quote" for post in posts for p in post.parts if p.role == "text"):
        return list(posts)
    known: set[tuple[str, ...]] = set()
    out = []
    for post in posts:
        marks: dict[int, list[Mark]] = {}
        for part in post.parts:
            block = blocks[part.position]
            if part.role == "text" and block.kind == "quote" and known and _is_known(block.text, known):
                marks[part.position] = [Mark(Span(part.position, 0, len(block.text)), "quote")]
        out.append(replace(post, parts=_repaint(view, post.parts, marks)) if marks else post)
        known.update(_shingles(words_of(view.document, post.parts)))
    return out


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    own = words(text)
    for start in range(max(1, len(own) - _SHINGLE + 1)):
        yield tuple(own[start : start + _SHINGLE])


def _is_known(text: str, known: set[tuple[str, ...]]) -> bool:
    own = list(_shingles(text))
    return sum(shingle in known for shingle in own) >= 0.5 * len(own)


def _call_parents(view: View, posts: Sequence[Post]) -> list[Post]:
    """In a flat thread, a comment that begins with another's name answers the last word of that one."""
    if any(post.parent is not None for post in posts):
        return list(posts)
    last: dict[str, int] = {}
    parents: list[int | None] = []
    for index, post in enumerate(posts):
        parents.append(_called(view, post, last))
        if post.author:
            last[post.author.casefold()] = index
    if not any(parent is not None for parent in parents):
        return list(posts)
    levels = depths(parents)
    return [replace(p, parent=parent, depth=d) for p, parent, d in zip(posts, parents, levels, strict=True)]


def _called(view: View, post: Post, last: dict[str, int]) -> int | None:
    """The comment that the first words call: an at sign and the name."""
    first = next((p for p in post.parts if p.role == "text"), None)
    if first is None:
        return None
    text = view.document.blocks[first.position].text[first.start : first.end][:_LONGEST_CALL].casefold()
    if not text.startswith("@"):
        return None
    names = [name for name in last if text[1:].lstrip().startswith(name)]
    return last[max(names, key=len)] if names else None


def _read_head(view: View, thread: Thread) -> tuple[int | None, int, list[int]]:
    """The declared count, the start of the section with its head, and the positions of heads."""
    first = min([p.start for p in thread.posts] + ([thread.opening.start] if thread.opening else [thread.start]))
    fields: list[int] = []
    declared = None
    start = thread.start
    for position in range(max(0, min(first, thread.start) - _HEAD_BEFORE), first + _HEAD_AFTER):
        for hit in view.hits.get(position, ()):
            if hit.role == "comments_head" and hit.at == "whole" and position < first:
                fields.append(position)
                start = min(start, position)
                declared = hit.number if hit.number is not None else declared
    return declared, start, fields
