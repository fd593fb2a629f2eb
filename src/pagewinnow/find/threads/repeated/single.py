"""A thread of one comment: nothing repeats, so a head that announces it, and the same evidence, must tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagewinnow.find.threads.model import Item
from pagewinnow.find.threads.repeated.evidence import measure
from pagewinnow.find.threads.repeated.posts import texts_of, to_post
from pagewinnow.find.threads.repeated.reader import read_items
from pagewinnow.find.threads.repeated.signatures import is_marked
from pagewinnow.find.threads.repeated.structure import LIKELY
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Thread
from pagewinnow.learned.rows import score_rows
from pagewinnow.rules.threads import load_thread_tokens

_FAR = 24  # blocks behind the head in which the comment stands
_LONGEST_HEAD, _HEAD_WORDS = 60, 9  # characters and words of a head that is known by its number
_SHORTEST = 2  # characters
_MOST = 0.3  # of the main content: one comment is less
_INPUTS = frozenset({"form", "textarea"})
_NUMBER, _WORD = re.compile(r"\d+"), re.compile(r"\w+")


def find_single(view: View) -> Thread | None:
    """The one comment below a head like "1 comment"."""
    if view.document.kind != "html":
        return None
    maker = Clockmaker(view)
    for head in _find_heads(view):
        if (thread := _read_below(view, head, maker)) is not None:
            return thread
    return None


def _find_heads(view: View) -> Iterator[int]:
    """The heads that rules know, and short lines with the number one alone before an element of a comment."""
    for block in view.document.blocks:
        hits = view.found.phrases.get(block.position)
        heads = [hit for hit in hits if hit.role == "comments_head" and hit.at == "whole"] if hits else ()
        if any(hit.number in {None, 1} for hit in heads):
            yield block.position
        elif not heads and len(block.text) <= _LONGEST_HEAD and _is_one(block.text):
            words = len(_WORD.findall(block.text))
            if 1 < words <= _HEAD_WORDS and next(_marked(view, block.position), None) is not None:
                yield block.position


def _is_one(text: str) -> bool:
    return "1" in text and _NUMBER.findall(text) == ["1"]


def _marked(view: View, head: int) -> Iterator[int]:
    """The innermost elements right behind a head whose names tell of comments."""
    skeleton, tokens = view.document.skeleton, load_thread_tokens(view.options.rules)
    for block in view.document.blocks[head + 1 : head + 3]:
        for node in skeleton.ancestors(block.node):
            if skeleton.firsts[node] <= head:
                break
            if is_marked(skeleton, node, tokens):
                yield node


def _read_below(view: View, head: int, maker: Clockmaker) -> Thread | None:
    item = _find_item(view, head, maker)
    if item is None:
        return None
    readings = read_items(view, [item], maker)
    reading = readings[0]
    is_signed = reading.date_raw or (reading.author and _is_one(view.document.blocks[head].text))
    if not is_signed or len(texts_of(view, readings)[0]) < _SHORTEST:
        return None
    evidence = measure(view, [item], readings, maker)
    likely, _ = score_rows(evidence)
    if likely < LIKELY or evidence.taken > _MOST:
        return None
    post = to_post(view, item, reading)
    return Thread((post,), "structure", start=item.start, stop=item.stop, probability=round(likely, 3))


def _find_item(view: View, head: int, maker: Clockmaker) -> Item | None:
    """The largest element behind the head that holds one time, and no form."""
    blocks, skeleton = view.document.blocks, view.document.skeleton
    near = blocks[head + 1 : head + 1 + _FAR]
    timed = (block.node for block in near if maker.find(block.text) is not None)
    node = next(timed, None) or next(_marked(view, head), None) or 0
    best = None
    while node > 0 and skeleton.firsts[node] > head:
        own = blocks[skeleton.firsts[node] : skeleton.stops[node]]
        times = sum(maker.find(block.text) is not None for block in own)
        if times > 1 or not _INPUTS.isdisjoint(skeleton.tags[node : skeleton.ends[node]]):
            break
        best = Item(node, skeleton.firsts[node], skeleton.stops[node])
        node = skeleton.parents[node]
    return best
