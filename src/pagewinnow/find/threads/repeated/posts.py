"""A group of items that was read and weighed, and the thread that it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from pagewinnow.find.threads.fields import link_of, read_score
from pagewinnow.find.threads.links import read_id
from pagewinnow.find.threads.model import Item
from pagewinnow.find.threads.nesting import by_containers, by_indent, depths
from pagewinnow.find.threads.paint import Mark, paint
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post, Thread

_POST_NUMBER = re.compile(r"#\s?(\d{1,6})\.?")
_OPENS = 0.5  # likely is the first item the post that opens the page
LONGER = 4  # times longer than a post in the middle is an article, or what it is that the others answer


class Candidate(NamedTuple):
    """A group that was read, how likely it is a thread, that its first item opens the page, and what it takes."""

    items: tuple[Item, ...]
    readings: tuple[Reading, ...]
    likely: float
    opening: float
    taken: float  # of the main content
    nodes: frozenset[int]


def range_of(view: View, candidate: Candidate) -> tuple[int, int]:
    """The blocks from the first item to the last."""
    stops = view.document.skeleton.stops
    return candidate.items[0].start, max(max(item.stop, stops[item.node]) for item in candidate.items)


def to_thread(view: View, best: Candidate) -> Thread:
    """A candidate as a thread."""
    skeleton, items = view.document.skeleton, best.items
    rows = list(zip(items, best.readings, strict=True))
    nodes = [item.node for item in items]
    parents = by_containers(skeleton, nodes)
    if not any(parent is not None for parent in parents):
        parents = by_indent(skeleton, nodes)
    posts = [to_post(view, item, reading) for item, reading in rows]
    is_page = best.opening > _OPENS
    opens = is_page and not _is_later(view, items[0])
    opens = opens and (_is_flat(parents) or _stands_apart(view, rows))
    opening = posts[0] if opens else None
    kept = [k for k, post in enumerate(posts) if any(p.role == "text" for p in post.parts) and not (opens and k == 0)]
    place = {old: new for new, old in enumerate(kept)}
    answered = [place.get(parents[k]) if parents[k] is not None else None for k in kept]  # type: ignore[arg-type]
    levels = depths(answered)
    final = tuple(
        replace(posts[k], parent=parent, depth=depth) for k, parent, depth in zip(kept, answered, levels, strict=True)
    )
    start, stop = range_of(view, best)
    return Thread(final, "structure", None, opening, is_page, start, stop, probability=round(best.likely, 3))


def _is_later(view: View, first: Item) -> bool:
    """Is it a later page of a thread? It names a page before it, or its first post has a number above one."""
    if any("prev" in rel.split() for rel, _ in view.document.declared.links):
        return True
    blocks = view.document.blocks[first.start : first.stop]
    texts = [b.text for b in blocks] + [b.text[run.start : run.end] for b in blocks for run in b.runs]
    numbers = [int(found[1]) for text in texts if (found := _POST_NUMBER.fullmatch(text))]
    return bool(numbers) and min(numbers) > 1


def _is_flat(parents: Sequence[int | None]) -> bool:
    return not any(parent is not None and parent > 0 for parent in parents)


def _stands_apart(view: View, rows: Sequence[tuple[Item, Reading]]) -> bool:
    """Is the first item in another list than the others, or much longer than they are?"""
    parents = view.document.skeleton.parents
    lengths = [len(text) for text in texts_of(view, [reading for _, reading in rows])]
    alone = parents[rows[0][0].node] not in {parents[item.node] for item, _ in rows[1:]}
    return alone or lengths[0] > LONGER * median(lengths)


def to_post(view: View, item: Item, reading: Reading) -> Post:
    """An item and what was read in it, as a post."""
    marks = [Mark(span, "text") for span in reading.text]
    marks += [Mark(span, "control") for span in reading.controls]
    marks += [Mark(span, "field") for span in (*reading.author_spans, *reading.date_spans)]
    parts: tuple[Part, ...] = paint(view.document, item, marks)
    node = reading.author_node
    url = link_of(view.document.skeleton, node, item.node + 1) if node is not None and node > item.node else None
    permalink = _address(view, reading.date_node, item.node)
    return Post(
        item.start, item.stop, parts, reading.author, url, reading.date, reading.date_raw,
        url=permalink, score=read_score(reading.score), id=read_id(view.document.skeleton, item.node, permalink),
    )  # fmt: skip


def _address(view: View, node: int | None, top: int) -> str | None:
    """The address of the link that a time stands in: that of the comment itself."""
    skeleton = view.document.skeleton
    for near in skeleton.ancestors(node) if node is not None else ():
        if near <= top:
            break
        if skeleton.tags[near] == "a":
            return skeleton.attributes[near].get("href") or None
    return None


def texts_of(view: View, readings: Sequence[Reading]) -> list[str]:
    """The prose of each reading."""
    blocks = view.document.blocks
    return [" ".join(blocks[s.position].text[s.start : s.end] for s in r.text) for r in readings]


def join_threads(one: Thread, other: Thread) -> Thread:
    """Both in one, told by the groups of their posts: the larger is the first."""
    first, second = sorted((one, other), key=lambda thread: -len(thread.posts))
    shift = len(first.posts)
    moved = (
        replace(post, group=1, parent=None if post.parent is None else post.parent + shift) for post in second.posts
    )
    return replace(one, posts=(*first.posts, *moved), start=min(one.start, other.start), stop=max(one.stop, other.stop))
