"""The post that opens a page: where posts are numbered, the first number tells whether it is among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pagewinnow.find.threads.model import Item
from pagewinnow.find.threads.recited.beats import first_prose, mask
from pagewinnow.find.threads.recited.rhythm import Rhythm
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post

_NUMBER = re.compile(r"(?:^|[^\w.,:/-])[#\uff03\u2116]?\s?(\d{1,5})(?![\w.,:/]*\d)")
_AROUND = range(-3, 4)  # lines from a beat that may hold the number of its post
_LONGEST = 40  # characters of such a line
_COUNTED = re.compile(r"(?<!#)\b0\b.*[^\W\d_]{3}|[^\W\d_]{3}.*(?<!#)\b0\b")  # a number, masked, and a word
_PROFILED = 0.5  # of the posts
_NUMBERED = 0.8  # of the posts are one more than the one before
_FEWEST = 3
_BANNERS = 1500  # characters of prose that may stand above the first of numbered posts
_LONGEST_OPENING = 120  # lines
_SHORT_LINES = 4  # in a row, that no post has


def first_number(view: View, rhythm: Rhythm, maker: Clockmaker) -> int | None:
    """The number of the first post, where all count up from post to post."""
    blocks = view.document.blocks
    if len(rhythm.beats) < _FEWEST:
        return None
    for offset in _AROUND:
        lines = [b.position + offset for b in rhythm.beats]
        numbers = [_number(blocks[p].text, maker) if 0 <= p < len(blocks) else None for p in lines]
        steps = [b == a + 1 for a, b in pairwise(numbers) if a is not None and b is not None]
        if len(steps) >= _FEWEST - 1 and sum(steps) >= _NUMBERED * (len(numbers) - 1):
            return numbers[0]
    return None


def _number(text: str, maker: Clockmaker) -> int | None:
    """The number in a short line, its time left out."""
    if len(text) > _LONGEST:
        return None
    if time := maker.find(text):
        text = f"{text[: time.start]} {text[time.end :]}"
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


def opens_page(number: int | None, before: int) -> bool | None:
    """Does the number of the first post say that the page is a thread? `before`: characters of prose above it."""
    if number is None or (number == 1 and before > _BANNERS):
        return None
    return number >= 1


def have_profiles(view: View, posts: Sequence[Post], maker: Clockmaker) -> bool:
    """Do the posts say above their words how much their authors have written? Members of a forum do."""
    blocks = view.document.blocks
    count: Counter[str] = Counter()
    for post in posts:
        first = next((p.position for p in post.parts if p.role == "text"), post.start)
        lines = {mask(blocks[p].text) for p in range(post.start, first) if maker.find(blocks[p].text) is None}
        count.update(line for line in lines if _COUNTED.search(line) and len(line) <= _LONGEST)
    return len(posts) >= _FEWEST and any(n >= _PROFILED * len(posts) for n in count.values())


def take_opening(view: View, items: Sequence[Item]) -> Post | None:
    """The post above the first numbered one: the prose between the last menu and it."""
    blocks = view.document.blocks
    stop = items[0].start
    start = first_prose(blocks, stop, _LONGEST_OPENING, _SHORT_LINES)
    parts = tuple(Part(b.position, "text") for b in blocks[start:stop] if b.position not in view.found.phrases)
    return Post(start, stop, parts) if parts else None
