"""Who answers whom in a text: by a platform's pattern, by a line like "In reply to Anna", by words of earlier posts.

Or by the number of the post that it answers (">>12"), or by a second name beside that of its author ("Ben to Anna").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.lines.stripped import Sighting
from pagewinnow.find.threads.nesting import depths
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post
from pagewinnow.text import fold, shingles

_NAMING = frozenset({"in_reply_to", "quote_head", "says"})
_LONGEST_HEAD = 80  # characters of a line that says whose words follow
_NUMBER = re.compile(r">>\s?(\d{1,9})\b")
_BEHIND_NAME = (",", ":", "!", "\uff0c", "\uff1a")  # what stands behind the name of whom a post speaks to
_SHORTEST_NAME = 3  # letters of a name, or of the stem of one
_BENT = 1  # letters at the end of a name that a language may change
_QUOTED = 0.6  # of them are an earlier post's


def relate(
    view: View, posts: Sequence[Post], opening: Post | None, known: Sequence[Sighting], numbers: Sequence[int | None]
) -> list[Post]:
    """The posts with their parents, and with what they quote of earlier posts marked as quotes.

    `numbers` are those of the posts, where they have any.
    """
    by_number = {number: index for index, number in enumerate(numbers) if number is not None}
    sightings = {s.beat.position: s for s in known}
    last: dict[str, int | None] = {}
    if opening is not None and opening.author:
        last[opening.author.casefold()] = None
    seen: dict[tuple[str, ...], int | None] = {}
    _remember(view, opening, None, seen)
    known_names: dict[str, int] = {}
    top: int | None = None
    done: list[Post] = []
    for index, post in enumerate(posts):
        sighting = next((sightings[p] for p in range(post.start, post.stop) if p in sightings), None)
        is_answer = sighting is not None and sighting.answers
        called = _first(
            _called(view, post, sighting, last),
            _numbered(view, post, index, by_number),
            _beside(view, post, known_names),
            None if is_answer else _addressed(view, post, last),
        )
        post, quoted = _mark_quotes(view, post, seen, last)  # noqa: PLW2901 - the same post, read on
        parent = called if called is not None else top if is_answer else quoted
        done.append(replace(post, parent=parent))
        if not is_answer:
            top = index
        if post.author:
            last[post.author.casefold()] = index
            _remember_name(post.author, index, known_names)
        _remember(view, post, index, seen)
    if all(post.parent is None for post in done):
        done = [replace(post, parent=parent) for post, parent in zip(done, _indented(view, done), strict=True)]
    levels = depths([post.parent for post in done])
    return [replace(post, depth=level) for post, level in zip(done, levels, strict=True)]


def _indented(view: View, posts: Sequence[Post]) -> list[int | None]:
    """The parents of posts that stand further in than those that they answer: a step further at a time."""
    blocks = view.document.blocks
    margins = [min(blocks[p].indent for p in range(post.start, post.stop)) for post in posts]
    parents: list[int | None] = []
    open_posts: list[int] = []
    steps = sorted(set(margins))
    for index, margin in enumerate(margins):
        while open_posts and margins[open_posts[-1]] >= margin:
            open_posts.pop()
        if steps.index(margin) != len(open_posts):  # it stands further in for another reason
            return [None] * len(posts)
        parents.append(open_posts[-1] if open_posts else None)
        open_posts.append(index)
    return parents


def _called(view: View, post: Post, sighting: Sighting | None, last: Mapping[str, int | None]) -> int | None:
    """The post of whom this one names, if there is one before it."""
    names = [sighting.parent] if sighting is not None and sighting.parent else []
    for position in range(post.start, post.stop):
        for hit in view.found.phrases.get(position, ()):
            if hit.role in _NAMING and hit.at == "whole" and (name := clean_name(hit.name)) and name != post.author:
                names.append(name)  # noqa: PERF401 - two loops and a test make no list that can be read
    return next((last[name.casefold()] for name in names if name.casefold() in last), None)


def _first(*found: int | None) -> int | None:
    return next((one for one in found if one is not None), None)


def _numbered(view: View, post: Post, index: int, by_number: Mapping[int, int]) -> int | None:
    """The earlier post whose number this one begins with."""
    if not by_number:
        return None
    first = next((p.position for p in post.parts if p.role == "text"), post.start)
    for position in range(post.start, first + 1):
        if found := _NUMBER.match(view.document.blocks[position].text):
            answered = by_number.get(int(found[1]))
            return answered if answered is not None and answered < index else None
    return None


def _addressed(view: View, post: Post, last: Mapping[str, int | None]) -> int | None:
    """The last post of somebody whose whole name this one begins with, and a comma or colon or a sign before it."""
    first = next((p for p in post.parts if p.role == "text"), None)
    if first is None:
        return None
    text = view.document.blocks[first.position].text[first.start : first.end][:_LONGEST_HEAD].casefold()
    own, is_called = (post.author or "").casefold(), text.startswith("@")
    rest = text.removeprefix("@").lstrip()
    names = [name for name in last if name != own and rest.startswith(name)]
    names = [name for name in names if is_called or rest[len(name) :].startswith(_BEHIND_NAME)]
    return last[max(names, key=len)] if names else None


def _beside(view: View, post: Post, known: Mapping[str, int]) -> int | None:
    """The last post of somebody whom the line with the author's name names behind it, in any case: "ответила Петру"."""
    if not post.author or not known:
        return None
    name = _bare(post.author)
    own = {name, *_stems(name.split()[0])} if name.split() else set()
    words = {part.position for part in post.parts if part.role == "text"}
    for block in view.document.blocks[post.start : post.stop]:
        if block.position not in words and len(block.text) <= _LONGEST_HEAD and post.author in block.text:
            rest = _bare(block.text.partition(post.author)[2]).split()
            for at in range(len(rest)):
                for name in (*(" ".join(rest[at:end]) for end in range(len(rest), at, -1)), *_stems(rest[at])):
                    if name in known and name not in own:
                        return known[name]
    return None


def _bare(text: str) -> str:
    """A text folded, without the signs on its letters: "Пётр" and "Петру" have the same stem."""
    return "".join(char for char in normalize("NFD", fold(text)) if not combining(char))


def _stems(word: str) -> Iterator[str]:
    """A word without what languages change at the end of names: marked, so that it is no name by itself."""
    for bent in range(1, 2 * _BENT + 2):
        if len(word) - bent >= _SHORTEST_NAME:
            yield f"{word[:-bent]}*"


def _remember_name(author: str, index: int, known: dict[str, int]) -> None:
    """Note who wrote a post: by the whole name, and by the stem of the first of several."""
    name = _bare(author)
    if len(name) >= _SHORTEST_NAME:
        known[name] = index
    first = name.split()[0] if name.split() else ""
    if len(first) - _BENT >= _SHORTEST_NAME:
        known[f"{first[:-_BENT]}*"] = index


def _mark_quotes(
    view: View, post: Post, seen: Mapping[tuple[str, ...], int | None], names: Collection[str]
) -> tuple[Post, int | None]:
    """The post with its lines that are an earlier post's as quotes, and the index of that post.

    A quotation stands at the beginning of a post, or below a line that says whose words follow.
    """
    quoted: list[int | None] = []
    parts: list[Part] = []
    is_open = True
    for part in post.parts:
        if part.role == "text" and not part.start and part.end is None:
            text = view.document.blocks[part.position].text
            source = _source_of(text, seen) if is_open else []
            if source:
                quoted.append(source[-1])
                if parts and parts[-1].role == "text" and _names(view, parts[-1].position, names):
                    parts[-1] = parts[-1]._replace(role="control")
                part = part._replace(role="quote")  # noqa: PLW2901 - the same part, read on
            else:
                is_open = _names(view, part.position, names)
        parts.append(part)
    if not quoted or all(part.role != "text" for part in parts):  # what it says was all said before: it says it again
        return post, None
    return replace(post, parts=tuple(parts)), quoted[0]


def _source_of(text: str, seen: Mapping[tuple[str, ...], int | None]) -> list[int | None]:
    """The posts that hold the words of a line, if most of it is theirs."""
    runs = shingles(text)
    found = [seen[run] for run in runs if run in seen]
    return found if len(found) >= _QUOTED * len(runs) else []


def _names(view: View, position: int, names: Collection[str]) -> bool:
    """Is the line one that says whose words follow: a rule knows it, or it is short and holds an earlier name?"""
    text = view.document.blocks[position].text
    if any(hit.role in _NAMING for hit in view.found.phrases.get(position, ())):
        return True
    return len(text) <= _LONGEST_HEAD and any(name in text.casefold() for name in names)


def _remember(view: View, post: Post | None, index: int | None, seen: dict[tuple[str, ...], int | None]) -> None:
    for part in post.parts if post is not None else ():
        if part.role == "text":
            for shingle in shingles(view.document.blocks[part.position].text):
                seen[shingle] = index
