"""What the witnesses of a thread share: spans of text under a node, items, and who owns which node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pagewinnow.document import Document, Skeleton
from pagewinnow.find.view import View

_WIDE = re.compile("[\u1100-\U0010ffff]")


class Span(NamedTuple):
    """The slice `start:end` of the text of the block `position`."""

    position: int
    start: int
    end: int


class Item(NamedTuple):
    """A comment before it is read: its element, and its own blocks, those of the items inside it left out."""

    node: int
    start: int
    stop: int


def is_row(skeleton: Skeleton, item: Item) -> bool:
    """Does the item go on behind its own element?"""
    return item.stop > skeleton.stops[item.node]


def spans_of(document: Document, node: int) -> list[Span]:
    """The text under a node: whole blocks in a block-level element, slices of blocks in an inline one."""
    skeleton = document.skeleton
    end, found = skeleton.ends[node], []
    for block in document.blocks[skeleton.firsts[node] : skeleton.stops[node]]:
        if node <= block.node < end:
            found.append(Span(block.position, 0, len(block.text)))
        else:
            found += [Span(block.position, run.start, run.end) for run in block.runs if run.node == node]
    return found


def text_of(document: Document, spans: Sequence[Span]) -> str:
    """The words of the spans, a space between them."""
    return " ".join(document.blocks[s.position].text[s.start : s.end] for s in spans).strip()


def make_items(skeleton: Skeleton, nodes: Sequence[int]) -> list[Item]:
    """Items from their nodes in document order: the blocks of an item end where the next item in it begins."""
    items = []
    for index, node in enumerate(nodes):
        start, stop = skeleton.firsts[node], skeleton.stops[node]
        if index + 1 < len(nodes) and nodes[index + 1] < skeleton.ends[node]:
            stop = max(start, min(stop, skeleton.firsts[nodes[index + 1]]))
        items.append(Item(node, start, stop))
    return items


def owners(skeleton: Skeleton, items: Sequence[int], nodes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each of `nodes` that is in an item: the index of the innermost item, and the node. Both in document order."""
    stack: list[int] = []
    following = 0
    for node in nodes:
        while following < len(items) and items[following] <= node:
            stack.append(following)
            following += 1
        while stack and skeleton.ends[items[stack[-1]]] <= node:
            stack.pop()
        while stack and not items[stack[-1]] <= node < skeleton.ends[items[stack[-1]]]:
            stack.pop()
        if stack:
            yield stack[-1], node


def width(text: str) -> int:
    """How long a text is to a reader: a character of a script that needs few of them counts twice.

    >>> width("abc"), width("\u8a9e\u5b66")
    (3, 4)
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_foreign(view: View) -> bool:
    """Is the page in a language without phrases, so that what it says cannot be known?"""
    return (view.found.language or "").partition("-")[0] not in view.rules.languages


def leave_copies(document: Document, nodes: list[int]) -> list[int]:
    """The nodes outside of `noscript`, if there are some: in it stands a copy of what scripts show."""
    blocks, firsts = document.blocks, document.skeleton.firsts
    shown = [node for node in nodes if firsts[node] < len(blocks) and not blocks[firsts[node]].noscript]
    return shown or nodes
