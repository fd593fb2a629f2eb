"""What every witness's posts go through, and what the head of the section says: phrases become flags and controls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pagewinnow.find.threads.answers import find_answers
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.owners import part_owners
from pagewinnow.find.threads.paint import Mark, repaint
from pagewinnow.find.threads.ratings import with_ratings
from pagewinnow.find.threads.signs import with_small_print
from pagewinnow.find.view import View
from pagewinnow.findings import Hit, Post, Thread
from pagewinnow.records import CommentFlag

_CUT = frozenset({"comment_control", "share", "reply_form"})
_SIGNATURE = re.compile(
    r"\n[ \t]*(?:_{5,}|-- ?)[ \t]*\n(?=.{1,300}\Z)", re.DOTALL
)  # the line that old boards draw above one
_REPEATED = 3  # posts with the same line in their text: it is none of their own words
_LONGEST_REPEATED = 80
_COUNTED, _LONGEST_HEAD, _HEAD_WORDS = 3, 40, 5  # posts, characters and words of a head that is known by its number
_FIGURES = re.compile(r"\d+")
_HEAD_BEFORE, _HEAD_AFTER = 15, 3  # blocks around the beginning of a section in which its head is looked for


def refine(view: View, thread: Thread) -> Thread:
    """The thread with flags, without boilerplate in its texts, with its head."""
    thread = replace(thread, posts=tuple(part_owners(view, thread.posts)))
    every = [*([thread.opening] if thread.opening else []), *thread.posts]
    view = with_small_print(view, every)
    repeated = _repeated_lines(view, every)
    done = [_clean(view, post, repeated) for post in every]
    done = find_answers(view, with_ratings(view, done), opened=thread.opening is not None)
    opening = done.pop(0) if thread.opening else None
    declared, start, fields = _read_head(view, thread)
    return replace(
        thread, posts=tuple(done), opening=opening, declared=declared or thread.declared,
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
        hits = view.found.phrases.get(position, ())
        for hit in hits:
            if hit.flag and hit.strength == "decides" and hit.at != "anywhere":
                flags[hit.flag] = None
        if position in texts and (rule := _SIGNATURE.search(blocks[position].text)):
            marks[position] = [Mark(Span(position, rule.start(), len(blocks[position].text)), "control")]
        elif position in texts:
            found = list(_cuts(hits, len(blocks[position].text)))
            if blocks[position].text in repeated:
                found.append(Mark(Span(position, 0, len(blocks[position].text)), "control"))
            if found:
                marks[position] = [Mark(Span(position, m.span.start, m.span.end), m.role) for m in found]
    score = _read_votes(view, post, texts) if post.score is None else post.score
    if not marks and len(flags) == len(post.flags) and score == post.score:
        return post
    return replace(post, parts=repaint(view.document, post.parts, marks), flags=tuple(flags), score=score)


def _read_votes(view: View, post: Post, texts: AbstractSet[int]) -> int | None:
    """The number of votes in the lines around the text."""
    votes = (
        hit.number
        for position in range(post.start, post.stop)
        if position not in texts
        for hit in view.found.phrases.get(position, ())
        if hit.role == "votes" and hit.at == "whole"
    )
    return next((number for number in votes if number is not None), None)


def _cuts(hits: Sequence[Hit], size: int) -> Iterator[Mark]:
    for hit in hits:
        if hit.strength == "decides" and hit.label in _CUT and hit.at != "anywhere":
            yield Mark(
                Span(0, 0 if hit.at == "whole" else hit.start, size if hit.at == "whole" else hit.end), "control"
            )


def _read_head(view: View, thread: Thread) -> tuple[int | None, int, list[int]]:
    """The declared count, the start of the section with its head, and the positions of heads."""
    first = min([p.start for p in thread.posts] + ([thread.opening.start] if thread.opening else [thread.start]))
    fields: list[int] = []
    declared = None
    start = thread.start
    for position in range(max(0, min(first, thread.start) - _HEAD_BEFORE), first + _HEAD_AFTER):
        for hit in view.found.phrases.get(position, ()):
            if hit.role == "comments_head" and hit.at == "whole" and position < first:
                fields.append(position)
                start = min(start, position)
                declared = hit.number if hit.number is not None else declared
    if declared is None and (told := _find_count(view, first, len(thread.posts))) is not None:
        return len(thread.posts), min(start, told), [*fields, told]
    return declared, start, fields


def _find_count(view: View, first: int, count: int) -> int | None:
    """The short line before the first post whose only number is how many there are, in a language that nobody knows."""
    if count < _COUNTED:
        return None
    for block in reversed(view.document.blocks[max(0, first - _HEAD_BEFORE) : first]):
        if len(block.text) > _LONGEST_HEAD:
            continue
        numbers = _FIGURES.findall(block.text)
        if numbers == [str(count)] and len(block.text.split()) <= _HEAD_WORDS and block.text != numbers[0]:
            return block.position
    return None
