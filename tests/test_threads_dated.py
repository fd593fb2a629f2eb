"""Dated lines begin comments wherever they stand: what the tagger gave to another comment, or left above the first."""

from __future__ import annotations

import pytest

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.dated import split_at_heads
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.times import Time

# A line with a tilde is dated: the time is what stands behind it. Items are (start, stop, first line of the words).
THREADS: dict[str, tuple[list[str], list[tuple[int, int, int]], list[tuple[int, int, int]]]] = {
    "a head in the words above it": (
        ["Ada ~May 1", "A boat.", "Tom ~May 2", "No boat.", "Ida ~May 3", "Why?", "Ben ~May 4", "So it is."],
        [(0, 4, 1), (4, 6, 5), (6, 8, 7)],
        [(0, 2, 1), (2, 4, 3), (4, 6, 5), (6, 8, 7)],
    ),
    "a name above each time": (
        ["Ада", "~1 мая", "Лодка.", "Том", "~2 мая", "Нет лодки.", "Ида", "~3 мая", "А зачем?"],
        [(0, 6, 2), (6, 9, 8)],
        [(0, 3, 2), (3, 6, 5), (6, 9, 8)],
    ),
    "one head is no usual one": (
        ["Ада", "~1 мая", "Лодка.", "Том", "~2 мая", "Нет лодки."],
        [(0, 6, 2)],
        [(0, 6, 2)],
    ),
    "a name above each time, of three": (
        ["Ада", "~1 мая", "Лодка.", "Том", "~2 мая", "Нет лодки.", "Ида", "~3 мая", "А зачем?", "Бо", "~4 мая", "Да."],
        [(0, 6, 2), (6, 9, 8), (9, 12, 11)],
        [(0, 3, 2), (3, 6, 5), (6, 9, 8), (9, 12, 11)],
    ),
    "a comment left above the first": (
        ["The ferry is back in its harbour.", "~5月1日", "船だ。", "~5月2日", "船はない。", "~5月3日", "なぜ。"],
        [(3, 5, 4), (5, 7, 6)],
        [(1, 3, 2), (3, 5, 4), (5, 7, 6)],
    ),
    "an article between its date and the comments": (
        ["Ada ~May 1", "A long article. " * 20, "Tom ~May 2", "No boat.", "Ida ~May 3", "Why?"],
        [(2, 4, 3), (4, 6, 5)],
        [(2, 4, 3), (4, 6, 5)],
    ),
    "another kind of date in the words": (
        ["Ada ~May 1", "A boat.", "~May 2 was the day", "of it.", "Ida ~May 3", "Why?", "Ben ~May 4", "So it is."],
        [(0, 4, 1), (4, 6, 5), (6, 8, 7)],
        [(0, 4, 1), (4, 6, 5), (6, 8, 7)],
    ),
    "names and times below the words": (
        ["A boat.", "Ada ~May 1", "No boat.", "Tom ~May 2", "Why?", "Ida ~May 3"],
        [(0, 2, 0), (2, 4, 2), (4, 6, 4)],
        [(0, 2, 0), (2, 4, 2), (4, 6, 4)],
    ),
}


def _item(start: int, stop: int, first: int, lines: list[str]) -> Item:
    """The words go on until a dated line at the end, which is a foot."""
    last = stop - 1 if first == start and "~" in lines[stop - 1] else stop
    return Item(start, stop, tuple(range(first, last)))


@pytest.mark.parametrize("name", THREADS)
def test_a_dated_line_begins_a_comment(name: str) -> None:
    lines, read, wanted = THREADS[name]
    blocks = [Block(k, line.replace("~", ""), "line", None, 0) for k, line in enumerate(lines)]
    times = {
        k: Time(line.index("~"), len(line) - 1 if "was" not in line else 5, None, clock=False)
        for k, line in enumerate(lines)
        if "~" in line
    }
    found = split_at_heads(blocks, [_item(*item, lines) for item in read], times)
    assert [(item.start, item.stop, item.words[0]) for item in found] == wanted
