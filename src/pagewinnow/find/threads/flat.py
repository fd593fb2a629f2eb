"""Comments that no element holds: the lines of an HTML page, read as those of a stripped text are.

Old pages set comments as paragraphs or lines one after another, each with a signature above or below it. No element
repeats, so the tagger of lines is asked. What it reads must look like a thread to the scorer of groups as well, which
sees what the markup says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import find_time
from pagewinnow.find.threads.lines.witness import find_by_lines
from pagewinnow.find.threads.model import Item, Span
from pagewinnow.find.threads.repeated.evidence import measure
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Hit, Part, Post, Thread
from pagewinnow.learned.rows import score_rows

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_DIGIT = re.compile(r"\d")
_FEWEST = 2  # different times in short lines, and posts


class _Lines(NamedTuple):
    """A page as a text: the view of it, and the slice of a block that each line is."""

    view: View
    spans: Sequence[Span]


def find_flat(view: View, maker: Clockmaker, least: float) -> Thread | None:
    """The thread that the lines of a page make, if it is as likely as that by what the markup says."""
    thread = read_flat(view, maker)
    if thread is None:
        return None
    likely, _ = score_rows(measure(view, *to_items(view, thread), maker))
    return replace(thread, probability=round(likely, 3)) if likely >= least else None


def is_signed_below(thread: Thread) -> bool:
    """Do most posts begin with their words, so that names and times stand below them?"""
    first = [next((part.role for part in post.parts if part.role != "control"), None) for post in thread.posts]
    return 2 * first.count("text") > len(first)


def read_flat(view: View, maker: Clockmaker) -> Thread | None:
    """What the tagger of lines reads on a page with different times in it, before the markup has been asked."""
    if not _has_days(view, maker):
        return None
    lines = _to_lines(view)
    thread = find_by_lines(lines.view)
    if thread is None or len(thread.posts) < _FEWEST:
        return None
    return _to_blocks(view, lines, thread)


def _has_days(view: View, maker: Clockmaker) -> bool:
    """Are there different times in short lines?"""
    days: set[str] = set()
    for block in view.document.blocks:
        for line in block.text.split("\n"):
            time = find_time(maker, line) if _DIGIT.search(line) else None
            if time is not None and time.iso:
                days.add(time.iso)
        if len(days) >= _FEWEST:
            return True
    return False


def to_items(view: View, thread: Thread) -> tuple[list[Item], list[Reading]]:
    """The posts of a thread as a group of items, as the scorer of groups sees it."""
    posts = [*([thread.opening] if thread.opening else []), *thread.posts]
    items = [Item(view.document.blocks[post.start].node, post.start, post.stop) for post in posts]
    return items, [_to_reading(view, post) for post in posts]


def _to_lines(view: View) -> _Lines:
    """The blocks that are shown, without their markup, line by line."""
    blocks: list[Block] = []
    spans: list[Span] = []
    hits: dict[int, tuple[Hit, ...]] = {}
    torn: list[int] = []
    for block in view.document.blocks:
        if block.hidden:
            continue
        pieces = list(_LINE.finditer(block.text)) if "\n" in block.text else ()
        if not pieces:
            hits[len(spans)] = view.found.phrases.get(block.position, ())
            spans.append(Span(block.position, 0, len(block.text)))
        for piece in pieces:
            torn.append(len(spans))
            spans.append(Span(block.position, *piece.span()))
    for place, (position, start, end) in enumerate(spans):
        blocks.append(Block(place, view.document.blocks[position].text[start:end], "line", None, 0))
    matcher = view.rules.matcher([view.found.language] if view.found.language else [])
    again = matcher.match_all([blocks[place].text for place in torn])
    hits |= {torn[k]: found for k, found in again.items()}
    document = replace(view.document, kind="text", blocks=blocks)
    return _Lines(replace(view, document=document, found=replace(view.found, phrases=hits)), spans)


def _to_blocks(view: View, lines: _Lines, thread: Thread) -> Thread:
    """A thread of lines as one of the blocks that they stand in."""

    def place(post: Post) -> Post:
        parts = tuple(_join_parts(view, [_to_block(view, lines.spans, part) for part in post.parts]))
        start, stop = lines.spans[post.start].position, lines.spans[post.stop - 1].position + 1
        return replace(post, start=start, stop=stop, parts=parts)

    posts = tuple(place(post) for post in thread.posts)
    opening = place(thread.opening) if thread.opening is not None else None
    first = opening or posts[0]
    return replace(thread, posts=posts, opening=opening, witness="flat", start=first.start, stop=posts[-1].stop)


def _to_block(view: View, spans: Sequence[Span], part: Part) -> Part:
    position, start, end = spans[part.position]
    stop = end if part.end is None else start + part.end
    size = len(view.document.blocks[position].text)
    return Part(position, part.role, start + part.start, None if stop == size else stop)


def _join_parts(view: View, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, those joined that nothing but a line's end stands between."""
    last: Part | None = None
    for part in parts:
        if last is not None and _touch(view, last, part):
            last = last._replace(end=part.end)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _touch(view: View, one: Part, other: Part) -> bool:
    """Are they of one role, in one block, with nothing said between them?"""
    if (one.position, one.role) != (other.position, other.role):
        return False
    return not view.document.blocks[one.position].text[one.end : other.start].strip()


def _to_reading(view: View, post: Post) -> Reading:
    spans: Mapping[str, list[Span]] = {"text": [], "control": [], "field": [], "quote": []}
    for part in post.parts:
        end = len(view.document.blocks[part.position].text) if part.end is None else part.end
        spans[part.role].append(Span(part.position, part.start, end))
    fields = tuple(spans["field"])
    node = view.document.blocks[post.start].node if post.author else None
    names, dates = fields if post.author else (), fields if post.date_raw else ()
    return Reading(
        post.author, names, node, post.date, post.date_raw, dates, tuple(spans["text"]), tuple(spans["control"])
    )
