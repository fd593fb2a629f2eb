"""Repeated: which blocks does the page's host repeat on its other pages? Asked where a memory of hosts is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp

from pagewinnow.document import Block
from pagewinnow.find.fields.values import host_of
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread
from pagewinnow.sites.evidence import FEWEST, weigh_line
from pagewinnow.sites.lines import line_keys
from pagewinnow.sites.memory import HostMemory


def find_repeated(view: View) -> Mapping[int, float]:
    """The positions of the blocks that are chrome of the host, each with its probability.

    A page is never emptied by it: where all of the body, or all words of a post, repeat, they stay.
    """
    host = host_of(view.document.source.url)
    if view.sites is None or host is None:
        return {}
    memory = view.sites(host)
    if memory.pages < FEWEST:
        return {}
    repeated = dict(_weigh_blocks(view, memory))
    if view.found.body.blocks.keys() <= repeated.keys():
        repeated = {position: sure for position, sure in repeated.items() if position not in view.found.body.blocks}
    if view.found.thread is not None:
        for position in _whole_posts(view.found.thread, repeated):
            repeated.pop(position, None)
    return repeated


def _weigh_blocks(view: View, memory: HostMemory) -> Iterator[tuple[int, float]]:
    blocks, said = view.document.blocks, _said_in(view.found.thread)
    for block, key in zip(blocks, line_keys(block.text for block in blocks), strict=True):
        counted = memory.lines.get(key)
        if counted is None:
            continue
        weight = weigh_line(counted, memory, block.kind, _count(key, block), in_thread=block.position in said)
        if weight > 0:
            yield block.position, 1 / (1 + exp(-weight))


def _count(key: str, block: Block) -> int:
    """The words of a line; in a script without spaces about two characters are one."""
    return max(len(key.split()), len(block.text) // 12)


def _said_in(thread: Thread | None) -> frozenset[int]:
    posts = thread.posts if thread else ()
    return frozenset(part.position for post in posts for part in post.parts)


def _whole_posts(thread: Thread, repeated: Mapping[int, float]) -> Iterator[int]:
    """The words of posts that have no other words."""
    for post in thread.posts:
        words = _words_of(post)
        if all(position in repeated for position in words):
            yield from words


def _words_of(post: Post) -> list[int]:
    return [part.position for part in post.parts if part.role == "text"]
