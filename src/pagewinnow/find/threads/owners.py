"""What the owner of a place answers stands in the review that it answers: it becomes a post of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pagewinnow.find.threads.paint import words_of
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post
from pagewinnow.records import CommentFlag

_FLAG: CommentFlag = "owner"


def part_owners(view: View, posts: Sequence[Post]) -> list[Post]:
    """The posts, with the answers of owners behind those that they answer; parents keep pointing at the same posts."""
    done: list[Post] = []
    places: list[int] = []
    for post in posts:
        places.append(len(done))
        parted = _part(view, post)
        done.append(parted[0] if parted else post)
        if parted:
            done.append(replace(parted[1], parent=len(done) - 1, depth=post.depth + 1))
    if len(done) == len(posts):
        return list(posts)
    fresh = {place + 1 for place, post in zip(places, posts, strict=True) if post is not done[place]}
    return [
        post if k in fresh or post.parent is None else replace(post, parent=places[post.parent])
        for k, post in enumerate(done)
    ]


def _part(view: View, post: Post) -> tuple[Post, Post] | None:
    """A review and its answer, where a line between their words says whose the second are."""
    for position in range(post.start + 1, post.stop):
        hits = view.found.phrases.get(position, ())
        if not any(hit.flag == _FLAG and hit.at == "whole" for hit in hits):
            continue
        before = tuple(part for part in post.parts if part.position < position)
        after = tuple(part for part in post.parts if part.position > position)
        if words_of(view.document, before) and words_of(view.document, after):
            answer = Post(position, post.stop, (Part(position, "field"), *after), flags=(_FLAG,), group=post.group)
            return replace(post, stop=position, parts=before), answer
    return None
