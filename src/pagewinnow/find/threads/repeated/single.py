"""A thread of one comment: nothing repeats, so a head that announces it, its time and its controls must tell."""

from __future__ import annotations

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.model import Item
from pagewinnow.find.threads.repeated.reader import read_items
from pagewinnow.find.threads.repeated.structure import texts_of, to_post
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Thread

_FAR = 24  # blocks behind the head in which the comment stands
_TALK = frozenset({"reply", "report"})
_SHORTEST = 10  # characters
_INPUTS = frozenset({"form", "textarea"})


def find_single(view: View) -> Thread | None:
    """The one comment below a head like "1 comment"."""
    if view.document.kind != "html":
        return None
    heads = [
        position
        for position, hits in view.found.phrases.items()
        if any(hit.role == "comments_head" and hit.at == "whole" and hit.number in (None, 1) for hit in hits)
    ]
    maker = Clockmaker(view) if heads else None
    for head in sorted(heads):
        if maker is not None and (thread := _read_below(view, head, maker)) is not None:
            return thread
    return None


def _read_below(view: View, head: int, maker: Clockmaker) -> Thread | None:
    item = _find_item(view, head, maker)
    if item is None:
        return None
    readings = read_items(view, [item], maker)
    if not readings[0].author or readings[0].date_raw is None or len(texts_of(view, readings)[0]) < _SHORTEST:
        return None
    return Thread((to_post(view, item, readings[0]),), "structure", start=item.start, stop=item.stop)


def _find_item(view: View, head: int, maker: Clockmaker) -> Item | None:
    """The largest element behind the head that holds one time and a control of comments, and no form."""
    blocks, skeleton = view.document.blocks, view.document.skeleton
    near = blocks[head + 1 : head + 1 + _FAR]
    timed = [block for block in near if maker.find(block.text)]
    controls = [b for b in near if any(hit.role in _TALK for hit in view.found.phrases.get(b.position, ()))]
    if not timed or not controls:
        return None
    node = _common(skeleton, timed[0].node, controls[0].node)
    best = None
    while (
        node > 0
        and skeleton.firsts[node] > head
        and not _INPUTS.intersection(skeleton.tags[node : skeleton.ends[node]])
    ):
        own = blocks[skeleton.firsts[node] : skeleton.stops[node]]
        if sum(maker.find(block.text) is not None for block in own) > 1:
            break
        best = Item(node, skeleton.firsts[node], skeleton.stops[node])
        node = skeleton.parents[node]
    return best


def _common(skeleton: Skeleton, one: int, other: int) -> int:
    """The innermost element that holds both."""
    while one != other:
        if one > other:
            one = skeleton.parents[one]
        else:
            other = skeleton.parents[other]
    return one
