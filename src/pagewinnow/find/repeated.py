"""Repeated: which blocks does the page's host repeat on its other pages? Asked where a memory of hosts is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile
from math import exp

from pagewinnow.document import Document
from pagewinnow.find.fields.values import host_of
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread
from pagewinnow.sites.evidence import FEWEST, LONG, Spot, weigh_line
from pagewinnow.sites.lines import line_keys
from pagewinnow.sites.memory import HostMemory
from pagewinnow.text import count_words, is_unspaced

_SHORT = 2  # words
_COLONS = (":", "：")


def find_repeated(view: View) -> Mapping[int, float]:
    """The positions of the blocks that are chrome of the host, each with its probability.

    What may be a heading or a reader's word stays, and a page is never emptied: where all of the body, or all words of
    a short post, repeat, they stay.
    """
    host = host_of(view.document.source.url)
    if view.sites is None or host is None:
        return {}
    memory = view.sites(host)
    if memory.pages < FEWEST:
        return {}
    keys = line_keys(block.text for block in view.document.blocks)
    repeated = dict(_weigh_blocks(view, memory, keys))
    for position in _own_lines(view, keys, repeated):
        repeated.pop(position)
    if view.found.body.blocks.keys() <= repeated.keys():
        repeated = {position: sure for position, sure in repeated.items() if position not in view.found.body.blocks}
    if view.found.thread is not None:
        for position in _whole_posts(view.found.thread, repeated, view.document):
            repeated.pop(position, None)
    return repeated


def _weigh_blocks(view: View, memory: HostMemory, keys: list[str]) -> Iterator[tuple[int, float]]:
    blocks, said = view.document.blocks, _said_in(view.found.thread)
    edges = _edges_of([position for position in view.found.body.blocks if position not in said], keys, memory)
    for block, key in zip(blocks, keys, strict=True):
        counted = memory.lines.get(key)
        if counted is None:
            continue
        spot: Spot = "thread" if block.position in said else "edge" if block.position in edges else "other"
        weight = weigh_line(counted, memory, block.kind, _count(block.text), spot)
        if weight > 0:
            yield block.position, 1 / (1 + exp(-weight))


def _own_lines(view: View, keys: list[str], repeated: Mapping[int, float]) -> list[int]:
    """Lines that may be the page's own: labels of what it says, and short lines.

    Of the short ones that stand in the body one that stands once and alone, which may be a heading in a text; of those
    in a thread one that few posts say.
    """
    thread, times = view.found.thread, Counter(keys)
    said, few = _said_in(thread), len(thread.posts) // 2 if thread else 0
    found = []
    for position in repeated:
        text, follows = view.document.blocks[position].text, position + 1 in repeated
        is_short = _count(text) <= _SHORT
        if position in said:
            is_own = is_short and times[keys[position]] <= few
        else:
            is_alone = position - 1 not in repeated and not follows and times[keys[position]] == 1
            is_own = position in view.found.body.blocks and (
                (is_short and is_alone) or (text.endswith(_COLONS) and not follows)
            )
        if is_own:
            found.append(position)
    return found


def _edges_of(body: list[int], keys: list[str], memory: HostMemory) -> frozenset[int]:
    """The blocks at both ends of the body that stand on other pages too, up to the first that is the page's own."""
    found: list[int] = []
    for way in (sorted(body), sorted(body, reverse=True)):
        found += takewhile(lambda position: keys[position] in memory.lines, way)
    return frozenset(found)


def _count(text: str) -> int:
    """The words of a line; of a script without spaces four characters are at most one."""
    return -(-count_words(text) // 4) if is_unspaced(text) else count_words(text)


def _said_in(thread: Thread | None) -> frozenset[int]:
    posts = thread.posts if thread else ()
    return frozenset(part.position for post in posts for part in post.parts)


def _whole_posts(thread: Thread, repeated: Mapping[int, float], document: Document) -> Iterator[int]:
    """The words of short posts that have no other words: readers thank each other, and repeat no sentences."""
    for post in thread.posts:
        words = _words_of(post)
        size = sum(_count(document.blocks[position].text) for position in words)
        if size < LONG and all(position in repeated for position in words):
            yield from words


def _words_of(post: Post) -> list[int]:
    return [part.position for part in post.parts if part.role == "text"]
