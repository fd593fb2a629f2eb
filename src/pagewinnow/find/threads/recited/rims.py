"""What stands at the rim of the posts of a text and is none of their words: profiles, signatures, lists of likes.

An author's signature is what ends two of their posts alike; their profile is what begins them alike. A line such as
"Reactions: Anna, Ben" or "From: Leeds" is one that begins with a label that many posts have in the same place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pagewinnow.find.threads.recited.beats import mask
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post

_LABEL = re.compile(r"([^\W\d_][^:\uff1a]{1,28})[:\uff1a]")
_WORDS_OF_LABEL = 3
_LONGEST = 160  # characters of a line with a label
_DEEPEST = 6  # lines at either end that are looked at
_LABELLED = 0.3  # of the posts have the label in their rim
_FEWEST = 3


def strip_rims(view: View, posts: Sequence[Post]) -> list[Post]:
    """The posts with their profiles, signatures and labelled lines as controls; one that is nothing else stays."""
    own = [[p for p in post.parts if p.role == "text" and not p.start and p.end is None] for post in posts]
    texts = [[view.document.blocks[p.position].text for p in parts] for parts in own]
    labels = _labels(texts)
    before, behind = _shared(posts, texts, step=1), _shared(posts, texts, step=-1)
    done = []
    for index, (post, parts, lines) in enumerate(zip(posts, own, texts, strict=True)):
        first, stop = before.get(index, 0), len(parts) - behind.get(index, 0)
        while first < stop and _label(lines[first]) in labels:
            first += 1
        while first < stop and _label(lines[stop - 1]) in labels:
            stop -= 1
        cut = {p.position for p in (*parts[:first], *parts[stop:])}
        done.append(_cut(post, cut) if first < stop and cut else post)
    return done


def _cut(post: Post, positions: set[int]) -> Post:
    parts = tuple(_as_control(p) if p.position in positions and p.role == "text" else p for p in post.parts)
    return replace(post, parts=parts)


def _as_control(part: Part) -> Part:
    return part._replace(role="control")


def _label(line: str) -> str | None:
    found = _LABEL.match(line) if len(line) <= _LONGEST else None
    return found[1].casefold() if found and len(found[1].split()) <= _WORDS_OF_LABEL else None


def _labels(texts: Sequence[Sequence[str]]) -> frozenset[str | None]:
    """The labels that many posts have at their rim; those that one post has twice are its own words."""
    count: Counter[str] = Counter()
    for lines in texts:
        rim = [label for line in (*lines[:_DEEPEST], *lines[_DEEPEST:][-_DEEPEST:]) if (label := _label(line))]
        count.update(set(rim))
    least = max(_FEWEST, _LABELLED * len(texts))
    return frozenset(label for label, n in count.items() if n >= least)


def _shared(posts: Sequence[Post], texts: Sequence[Sequence[str]], *, step: int) -> Mapping[int, int]:
    """How many lines at one end of each post another post of its author has there too."""
    by_author: dict[str, list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        if post.author:
            by_author[post.author].append(index)
    shared: dict[int, int] = {}
    for indices in by_author.values():
        ends = [[mask(line) for line in texts[i][::step]] for i in indices]
        for at, index in enumerate(indices):
            others = [end for k, end in enumerate(ends) if k != at]
            shared[index] = max((_common(ends[at], other) for other in others), default=0)
    return shared


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with; a post that says no more than that said it."""
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size if size < min(len(one), len(other)) else 0
