"""The first witness: comments that the page declares in JSON-LD, where they can be seen on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pagewinnow.dates.absolute import parse_date
from pagewinnow.find.threads.fields import clean_name, months_of
from pagewinnow.find.threads.nesting import depths
from pagewinnow.find.threads.ratings import read_declared_rating
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post, Thread
from pagewinnow.text import words, words_of_all

_ANSWERS = ("comment", "comments", "suggestedAnswer", "acceptedAnswer", "review", "reviews")
_PAGES = frozenset({"QAPage", "DiscussionForumPosting", "Question"})
_OPENING = 6  # words at the beginning of a text by which it is found among the blocks
_LEAST = 0.8  # of what is declared must be seen
_MOST_NESTED = 30


class Declared(NamedTuple):
    """One declared comment, and the index of the one that it stands in."""

    text: str
    fields: Mapping[str, Any]
    parent: int | None


def find_declared(view: View) -> Thread | None:
    """The declared comments, if nearly all of them are visible, in the order of the page."""
    told: list[Declared] = []
    for thing in view.document.declared.json_ld:
        _collect(thing, None, told, 0)
    if not told:
        return None
    places = _index(view)
    posts = {k: post for k, one in enumerate(told) if (post := _locate(view, one, places))}
    if len(posts) < _LEAST * len(told):
        return None
    order = sorted(posts, key=lambda k: posts[k].start)
    place = {old: new for new, old in enumerate(order)}
    parents = [None if told[k].parent is None else place.get(told[k].parent or 0) for k in order]
    final = tuple(
        replace(posts[k], parent=parent, depth=depth)
        for k, parent, depth in zip(order, parents, depths(parents), strict=True)
    )
    is_page = any(_types(thing) & _PAGES for thing in view.document.declared.json_ld)
    return Thread(final, "declared", None, None, is_page, final[0].start, final[-1].stop)


def _types(thing: Mapping[str, Any]) -> set[str]:
    kind = thing.get("@type")
    return {kind} if isinstance(kind, str) else {k for k in kind or () if isinstance(k, str)}


def _collect(thing: object, parent: int | None, told: list[Declared], nested: int) -> None:
    """The comments in an object, each before the comments on it; other objects inside are looked through."""
    if nested > _MOST_NESTED:
        return
    if isinstance(thing, list):
        for one in thing:
            _collect(one, parent, told, nested + 1)
    elif isinstance(thing, Mapping):
        for name in _ANSWERS:
            for one in _as_list(thing.get(name)):
                text = one.get("text") or one.get("reviewBody") or one.get("commentText")
                if isinstance(text, str) and text.strip():
                    told.append(Declared(text, one, parent))
                    _collect(one, len(told) - 1, told, nested + 1)
        for name in ("mainEntity", "sharedContent"):
            _collect(thing.get(name), parent, told, nested + 1)


def _as_list(value: object) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield one


def _index(view: View) -> dict[tuple[str, ...], int]:
    """The blocks of the page by their first words; the last of those that begin alike."""
    blocks = view.document.blocks
    every = words_of_all([block.text for block in blocks])
    return {tuple(own[:_OPENING]): block.position for own, block in zip(every, blocks, strict=True)}


def _locate(view: View, one: Declared, places: Mapping[tuple[str, ...], int]) -> Post | None:
    """The blocks that a declared text is made of: the one it begins with, and those that go on with it."""
    own = words(one.text)
    start = next((places[key] for n in range(_OPENING, 0, -1) if (key := tuple(own[:n])) in places), None)
    if start is None:
        return None
    blocks, stop, at = view.document.blocks, start, 0
    while stop < len(blocks) and at < len(own):
        here = words(blocks[stop].text)
        if own[at : at + len(here)] != here:
            break
        at += len(here)
        stop += 1
    if at < _LEAST * len(own):
        return None
    return _to_post(view, one, start, stop)


def _to_post(view: View, one: Declared, start: int, stop: int) -> Post:
    author = next(_as_list(one.fields.get("author")), None) or {"name": one.fields.get("author")}
    name, url, votes = author.get("name"), author.get("url"), one.fields.get("upvoteCount")
    raw = one.fields.get("dateCreated") or one.fields.get("datePublished")
    raw = raw if isinstance(raw, str) else None
    address = one.fields.get("url")
    return Post(
        start, stop, tuple(Part(position, "text") for position in range(start, stop)),
        clean_name(name) if isinstance(name, str) else None, url if isinstance(url, str) else None,
        parse_date(raw, months_of(view)), raw, url=address if isinstance(address, str) else None,
        score=votes if isinstance(votes, int) else None,
        rating=read_declared_rating(one.fields.get("reviewRating")),
    )  # fmt: skip
