"""Whom a comment's head names beside its author: "Anna replied to Ben", in any language.

No phrase is asked. Who is named is known by having written before; where the head was read as one name, the author is
what stands before the words that other heads have there too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pagewinnow.find.view import View
from pagewinnow.findings import Post

_SHORTEST = 2  # characters of a name that is looked for in a head: East Asian ones are short, a letter is no name
_MOST_WORDS = 4  # of a name, and between two
_SIGN = re.compile(r"[^\w\s]+")
_SIGNS = ".,:;|()[]<>@"  # around a name
_BETWEEN = f"{_SIGNS}\u00b7\u2022\u2013\u2014-/ \t"  # between a name and what is beside it; no arrow


class _Pair(NamedTuple):
    """Two names in one: what stands before the second, and the second."""

    before: str
    second: str


def leave_addressees(posts: Sequence[Post]) -> list[Post]:
    """The posts, those with two names in their author's place with the first alone.

    >>> names = ["Ben", "Anna replied to Ben", "Tom", "Ida replied to Tom"]
    >>> [post.author for post in leave_addressees([Post(k, k + 1, (), name) for k, name in enumerate(names)])]
    ['Ben', 'Anna', 'Tom', 'Ida']
    >>> [post.author for post in leave_addressees([Post(0, 1, (), "J"), Post(1, 2, (), "Anna > J")])]
    ['J', 'Anna > J']
    """
    pairs = list(_pairs(posts))
    between = Counter(words for pair in pairs if pair for words in _endings(pair.before))
    known = {post.author for post in posts if post.author}
    return [
        replace(post, author=_find_first(pair.before, between, known) or post.author) if pair else post
        for post, pair in zip(posts, pairs, strict=True)
    ]


def _pairs(posts: Sequence[Post]) -> Iterator[_Pair | None]:
    """For each post its author's name taken apart, where it ends in the name of an earlier one."""
    earlier: set[str] = set()
    for post in posts:
        author = post.author or ""
        words = author.split()
        ends = (" ".join(words[k:]) for k in range(1, len(words)))
        second = next((name for name in ends if name.casefold() in earlier and author.endswith(f" {name}")), None)
        yield _Pair(author[: -len(second)].rstrip(), second) if second else None
        if len(author) >= _SHORTEST and not second:
            earlier.add(author.casefold())


def _endings(before: str) -> Iterator[str]:
    """The last words of a text, one to four of them, but for the first of all: that is a name."""
    words = before.split()
    for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        yield " ".join(words[-count:])


def _find_first(before: str, between: Mapping[str, int], known: set[str]) -> str | None:
    """What stands before the words between the names: words that come back, a sign, small ones behind a known name."""
    shared = [words for words in _endings(before) if between[words] > 1 or _SIGN.fullmatch(words)]
    if shared:
        return before[: -len(max(shared, key=len))].rstrip()
    words = before.split()
    for count in range(len(words) - 1, 0, -1):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if name in known and rest == rest.lower():  # "Jean Paul Martin" is a name, though Jean and Martin write too
            return name
    return None


def find_addressed(view: View, post: Post, last: Mapping[str, int]) -> int | None:
    """The last comment of the one that is named behind the author, in the line of the head in which both stand.

    `last` are the last comments of those who wrote before, by their folded names.
    """
    author = post.author or ""
    said = {part.position for part in post.parts if part.role == "text"}
    heads = dict.fromkeys(part.position for part in post.parts if part.role == "field" and part.position not in said)
    for position in heads if author else ():
        for line in view.document.blocks[position].text.split("\n"):
            rest = line.partition(author)[2].casefold()
            runs = (name for name in _runs_of(rest) if len(name) >= _SHORTEST)
            named = [name for name in runs if name in last and name != author.casefold()]
            named = [name for name in named if rest.partition(name)[0].strip(_BETWEEN)]  # else it is a badge
            if named:
                return last[max(named, key=len)]
    return None


def _runs_of(text: str) -> Iterator[str]:
    """What may be a name in a text: its words and the runs of a few of them, signs around them left out."""
    words = text.split()
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            run = " ".join(words[start:stop])
            yield run
            yield run.strip(_SIGNS)
