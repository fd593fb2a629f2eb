"""The post that opens a page: is the first of the posts an article's first comment, or what a thread began with?

Nothing tells it for sure but a platform's own pattern. So pieces of evidence are added up as they are for the thread
itself: how much stands above the posts and how much of it reads as content, whether a head announces comments, how the
posts are numbered, whether the first is longer than the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_short
from pagewinnow.find.threads.lines.check import Check
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.stripped import Known
from pagewinnow.find.threads.model import width
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post
from pagewinnow.learned.text_columns import Floats

_NUMBER = re.compile(r"(?:^|[^\w.,:/-])[#\uff03\u2116]?\s?(\d{1,5})(?![\w.,:/]*\d)")
_LONGEST = 40  # characters of a line with a post's number
_NUMBERED = 0.8  # of the posts are one more than the one before
_FEWEST = 3
_LONGEST_OPENING = 120  # lines
_SHORT_LINES = 4  # in a row, that no post has
_PROSE = 70  # width of a line of prose
_NEAR = 30  # lines above the posts in which who began the thread is named
_SECOND = 2  # a first number that says that the opening post stands above
_OPENED = frozenset({None, "first"})  # how a platform's pages begin, if the first post may be no comment
_LIKELY = 0.5

FACTS = (
    "above", "body", "lines", "share", "head", "one", "later", "longer", "size", "frame", "starter", "forum",
)  # fmt: skip


class Opening(NamedTuple):
    """`is_page`: is the page a thread? `post` opens it where it is none of the posts; on a `later` page none does."""

    is_page: bool
    post: Post | None = None
    is_later: bool = False


class Told(NamedTuple):
    """What else is known of the posts: the platform, their numbers, is a head above them?

    `announced` is the number of comments in a head that rules know.
    """

    known: Known | None
    numbers: Sequence[int | None]
    head: bool
    announced: int | None = None


def find_opening(view: View, items: Sequence[Item], posts: Sequence[Post], told: Told, check: Check) -> Opening:
    """What opens the page; `check` adds up the evidence."""
    known = told.known
    if known is not None and known.opening not in _OPENED and not known.sightings[0].opens:
        return Opening(is_page=False)
    is_page = known is not None and known.sightings[0].opens
    number = told.numbers[0] if told.numbers and not is_page else None
    is_page = is_page or (number == _SECOND and (known is not None or not told.head))
    if told.announced == len(items):
        return Opening(is_page=False)
    if not is_page and check.probability(read_opening_facts(view, items, posts, told)) < _LIKELY:
        return Opening(is_page=False)
    post = take_opening(view, items) if number == _SECOND else None
    return Opening(is_page=True, post=post, is_later=number is not None and number > _SECOND)


def read_opening_facts(view: View, items: Sequence[Item], posts: Sequence[Post], told: Told) -> Floats:
    """The facts that tell whether the first post opens the page, in the order of FACTS."""
    blocks = view.document.blocks
    start = items[0].start
    body = view.found.body.blocks
    above = [(width(block.text), body.get(block.position, 0.0)) for block in blocks[:start]]
    sizes = np.log1p([sum(width(blocks[p].text) for p in item.words) for item in items])
    prose = sum(size for size, _ in above if size >= _PROSE)
    number = told.numbers[0] if told.numbers else None
    author = posts[0].author
    values = (
        np.log1p(sum(size for size, _ in above)), np.log1p(sum(size * likely for size, likely in above)),
        np.log1p(start), prose / (prose + np.expm1(sizes).sum() + 1), told.head,
        number == 1, number is not None and number > _SECOND,
        sizes[0] - np.median(sizes[1:] if len(sizes) > 1 else sizes), sizes.mean(),
        np.log1p(np.mean([len(item.around) for item in items])),
        author is not None and any(author in block.text for block in blocks[max(0, start - _NEAR) : start]),
        told.known is not None and told.known.opening == "first",
    )  # fmt: skip
    return np.array(values, np.float32)


def numbers_of(blocks: Sequence[Block], items: Sequence[Item], times: Mapping[int, Time]) -> list[int | None]:
    """The numbers of the posts, where they count up from post to post; else nothing."""
    if len(items) < _FEWEST:
        return []
    for slot in range(-6, 6):
        numbers: list[int | None] = []
        for item in items:
            position = item.words[0] + slot if slot < 0 else item.start + slot
            inside = item.start <= position < item.stop and position not in item.words
            numbers.append(_number(blocks[position].text, times.get(position)) if inside else None)
        steps = [b == a + 1 for a, b in pairwise(numbers) if a is not None and b is not None]
        if len(steps) >= _FEWEST - 1 and sum(steps) >= _NUMBERED * (len(numbers) - 1):
            return numbers
    return []


def _number(text: str, time: Time | None) -> int | None:
    """The number in a short line, its time left out."""
    if time is not None:
        text = f"{text[: time.start]} {text[time.end :]}"
    found = _NUMBER.search(text) if len(text) <= _LONGEST else None
    return int(found[1]) if found else None


def take_opening(view: View, items: Sequence[Item]) -> Post | None:
    """The post above the first numbered one: the prose between the last menu and it."""
    blocks = view.document.blocks
    stop = items[0].start
    start = first_prose(blocks, stop)
    parts = tuple(Part(b.position, "text") for b in blocks[start:stop] if b.position not in view.found.phrases)
    return Post(start, stop, parts) if parts else None


def first_prose(blocks: Sequence[Block], stop: int) -> int:
    """Where the text begins that ends before `stop`: below the last short lines in a row."""
    start, short = stop, 0
    for position in range(stop - 1, max(-1, stop - _LONGEST_OPENING), -1):
        short = short + 1 if is_short(blocks[position].text) else 0
        if not short:
            start = position
        elif short >= _SHORT_LINES and start < stop:
            break
    return start
