"""Links from post to post: who has which address within the page, and whom it links to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.paint import Mark
from pagewinnow.find.view import View
from pagewinnow.findings import Post

_QUOTELINK = re.compile(r"(?:>>|\u00bb)\s?#?\w+")
_DIGIT = re.compile(r"\d")
_NEAR = 8  # elements at the beginning of an item that may have its address
_CHAIN, _FEWEST = 0.8, 3  # of the posts, from so many on, link to the one above: those are steps through the page


def read_id(skeleton: Skeleton, node: int, permalink: str | None) -> str | None:
    """The platform's own name of an item: a numbered id at its beginning, else the end of its address.

    >>> skeleton = Skeleton(["li", "div"], [-1, 0], [{}, {"id": "comment-7"}], [2, 2], [0, 0], [1, 1])
    >>> read_id(skeleton, 0, None), read_id(skeleton, 0, "/story#c12")
    ('comment-7', 'comment-7')
    """
    for near in range(node, min(skeleton.ends[node], node + _NEAR)):
        attributes = skeleton.attributes[near]
        name = attributes.get("id") or (attributes.get("name") if skeleton.tags[near] == "a" else None)
        if name and _DIGIT.search(name):
            return name
    fragment = (permalink or "").partition("#")[2]
    return fragment if _DIGIT.search(fragment) else None


def find_linked(view: View, posts: Sequence[Post]) -> list[int | None]:
    """For each post the earlier one that it links to, by its place."""
    places = _find_places(view.document.skeleton, posts)
    found = [next(_targets(view, post, places, k), None) for k, post in enumerate(posts)]
    steps = sum(target == k - 1 for k, target in enumerate(found) if target is not None)
    is_chain = len(posts) > _FEWEST and steps >= _CHAIN * (len(posts) - 1)
    return [None] * len(posts) if is_chain else found


def _find_places(skeleton: Skeleton, posts: Sequence[Post]) -> dict[str, int]:
    """The post in which each id of the page stands."""
    starts = [post.start for post in posts]
    places: dict[str, int] = {}
    for name in ("id", "name"):
        for node in skeleton.having.get(name, ()):
            k = bisect_right(starts, skeleton.firsts[node]) - 1
            if k >= 0 and skeleton.firsts[node] < posts[k].stop:
                places.setdefault(skeleton.attributes[node][name], k)
    return places


def _targets(view: View, post: Post, places: Mapping[str, int], own: int) -> Iterator[int]:
    skeleton = view.document.skeleton
    for block in view.document.blocks[post.start : post.stop]:
        for run in block.runs:
            if skeleton.tags[run.node] == "a":
                fragment = skeleton.attributes[run.node].get("href", "").partition("#")[2]
                target = places.get(fragment)
                if target is not None and target < own:
                    yield target


def mark_quotelinks(view: View, post: Post) -> dict[int, list[Mark]]:
    """The links like ">>12" in the text of a post, as controls."""
    marks: dict[int, list[Mark]] = {}
    for part in post.parts:
        block = view.document.blocks[part.position]
        for run in block.runs if part.role == "text" else ():
            if _QUOTELINK.fullmatch(block.text[run.start : run.end].strip()):
                marks.setdefault(part.position, []).append(Mark(Span(part.position, run.start, run.end), "control"))
    return marks
