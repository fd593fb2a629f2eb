"""The post that opens a page: is the first of the posts an article's first comment, or what a thread began with?

Where posts are numbered, the first number tells; a platform's own pattern may; else a page on which next to nothing
stands above the first post, and no head announces comments, is a thread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import is_short, mask
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.stripped import Known
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post

_NUMBER = re.compile(r"(?:^|[^\w.,:/-])[#\uff03\u2116]?\s?(\d{1,5})(?![\w.,:/]*\d)")
_LONGEST = 40  # characters of a line with a post's number
_COUNTED = re.compile(r"(?<!#)\b0\b.*[^\W\d_]{3}|[^\W\d_]{3}.*(?<!#)\b0\b")  # a number, masked, and a word
_PROFILED = 0.5  # of the posts
_NUMBERED = 0.8  # of the posts are one more than the one before
_FEWEST = 3
_BANNERS = 1500  # characters of prose that may stand above the first of numbered posts
_LONGEST_OPENING = 120  # lines
_SHORT_LINES = 4  # in a row, that no post has
_PROSE = 100  # characters of a line of prose
_LITTLE = 200  # characters of prose above the first post: no article
_OPENING = 3000  # characters of prose above the first post found, that may be a forum's opening post
_SECOND = 2  # a first number that says that the opening post stands above
_OPENED = frozenset({None, "first"})  # how a platform's pages begin, if the first post may be no comment


class Opening(NamedTuple):
    """`is_page`: is the page a thread? `post` opens it where it is none of the posts; on a `later` page none does."""

    is_page: bool
    post: Post | None = None
    is_later: bool = False


class Told(NamedTuple):
    """What else is known of the posts: the platform, their numbers, the times of lines, is a head above them?"""

    known: Known | None
    numbers: Sequence[int | None]
    times: Mapping[int, Time]
    head: bool


def find_opening(view: View, items: Sequence[Item], posts: Sequence[Post], told: Told) -> Opening:
    """What opens the page."""
    blocks = view.document.blocks
    known, numbers, times, head = told
    before = sum(len(b.text) for b in blocks[: items[0].start] if len(b.text) > _PROSE)
    kind = known.opening if known is not None else None
    opens = known is not None and known.sightings[0].opens
    is_page = opens or (before < _LITTLE and not head and kind in _OPENED)
    numbered = (not head or known is not None) and not opens and kind in _OPENED
    number = numbers[0] if numbers and numbered else None
    numbered_page = _opens_page(number, before)
    is_page = is_page if numbered_page is None else numbered_page
    if known is not None and kind == "first":
        named = sum(s.name is not None for s in known.sightings)
        is_page = is_page or number is not None or (not head and 2 * named > len(known.sightings))
    is_below = not is_page and not head and before < _OPENING and have_profiles(view, posts, times)
    post = take_opening(view, items) if number == _SECOND or is_below else None
    return Opening(is_page or is_below, post, number is not None and number > _SECOND)


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
    if len(text) > _LONGEST:
        return None
    if time is not None:
        text = f"{text[: time.start]} {text[time.end :]}"
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


def _opens_page(number: int | None, before: int) -> bool | None:
    """Does the number of the first post say that the page is a thread? `before`: characters of prose above it."""
    if number is None or (number == 1 and before > _BANNERS):
        return None
    return number >= 1


def have_profiles(view: View, posts: Sequence[Post], times: Mapping[int, Time]) -> bool:
    """Do the posts say above their words how much their authors have written? Members of a forum do."""
    blocks = view.document.blocks
    count: Counter[str] = Counter()
    for post in posts:
        first = next((p.position for p in post.parts if p.role == "text"), post.start)
        lines = {mask(blocks[p].text) for p in range(post.start, first) if p not in times}
        count.update(line for line in lines if _COUNTED.search(line) and len(line) <= _LONGEST)
    return len(posts) >= _FEWEST and any(n >= _PROFILED * len(posts) for n in count.values())


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
