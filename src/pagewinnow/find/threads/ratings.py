"""How good a reviewer calls a thing: stars that can be counted, or "4 out of 5" in a short line or an attribute."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.paint import Mark, repaint
from pagewinnow.find.view import View
from pagewinnow.findings import Post

_FULL, _EMPTY = "\u2605\u2b50\u272d\u272e", "\u2606\u2729"
_STARS = re.compile(rf"[{_FULL}{_EMPTY}\ufe0f\s]+")
_OUT_OF = re.compile(r"\D{0,20}(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:/|\D{1,15}?)\s*(5|10|100)(?![\d.,])\D{0,20}")
_LONGEST = 45  # characters of a line or attribute that is nothing but a rating
_USUAL = 5  # stars
_SPEAKING = ("aria-label", "title", "alt")  # attributes that say in words what a picture shows
_OFTEN = 0.5  # of the posts have one: else it is something else


def with_ratings(view: View, posts: Sequence[Post]) -> list[Post]:
    """The posts with their ratings, 0 to 1, where half of them have one; its line is no part of the text."""
    attributes = _speaking(view.document.skeleton)
    found: list[tuple[float, Span | None] | None] = [
        (post.rating, None) if post.rating is not None else _find(view, post, attributes) for post in posts
    ]
    if sum(one is not None for one in found) < max(1, _OFTEN * len(posts)):
        return list(posts)
    return [post if one is None else _with_rating(view, post, *one) for post, one in zip(posts, found, strict=True)]


def _with_rating(view: View, post: Post, rating: float, span: Span | None) -> Post:
    marks = {span.position: [Mark(span, "field")]} if span is not None else {}
    parts = repaint(view.document, post.parts, marks) if marks else post.parts
    return replace(post, rating=round(rating, 3), parts=parts)


def _speaking(skeleton: Skeleton) -> list[tuple[int, str]]:
    """The attributes of the page that may hold a rating, with the block that they stand at, in document order."""
    found = []
    for name in _SPEAKING:
        for node in skeleton.having.get(name, ()):
            value = skeleton.attributes[node][name]
            if len(value) <= _LONGEST and any(char.isdigit() for char in value):
                found.append((skeleton.firsts[node], value))
    return sorted(found)


def _find(view: View, post: Post, attributes: Sequence[tuple[int, str]]) -> tuple[float, Span | None] | None:
    """The rating of a post, and the line that is nothing else."""
    for block in view.document.blocks[post.start : post.stop]:
        if len(block.text) <= _LONGEST and (rating := read_rating(block.text)) is not None:
            return rating, Span(block.position, 0, len(block.text))
    for value in _between(attributes, post.start, post.stop):
        if (rating := read_rating(value)) is not None:
            return rating, None
    return None


def _between(attributes: Sequence[tuple[int, str]], start: int, stop: int) -> Iterator[str]:
    at = bisect_left(attributes, (start, ""))
    while at < len(attributes) and attributes[at][0] < stop:
        yield attributes[at][1]
        at += 1


def read_rating(text: str) -> float | None:
    """The rating that a short text is, 0 to 1; `None` where it is something else.

    >>> read_rating("\u2605\u2605\u2605\u2605\u2606"), read_rating("4,5 von 5 Sternen"), read_rating("7/10")
    (0.8, 0.9, 0.7)
    >>> read_rating("5 of 12 people"), read_rating("7 out of 5"), read_rating("\u2605")
    (None, None, None)
    """
    if _STARS.fullmatch(text):
        full, empty = sum(map(text.count, _FULL)), sum(map(text.count, _EMPTY))
        several = full + empty > 1
        return min(1.0, full / max(_USUAL, full + empty)) if several else None
    told = _OUT_OF.fullmatch(text)
    return _share(told[1], told[2]) if told else None


def read_declared_rating(value: object) -> float | None:
    """The rating in a JSON-LD `reviewRating`, 0 to 1.

    >>> read_declared_rating({"ratingValue": "4", "bestRating": "5"}), read_declared_rating({"ratingValue": 3.5})
    (0.8, 0.7)
    """
    if not isinstance(value, Mapping):
        return None
    told: Mapping[str, Any] = value
    return _share(str(told.get("ratingValue", "")), str(told.get("bestRating") or _USUAL))


def _share(value: str, best: str) -> float | None:
    try:
        share = float(value.replace(",", ".")) / float(best.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 <= share <= 1 else None
