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

_SHORTEST = 3  # characters of a name that is looked for in a head
_MOST_WORDS = 4  # of a name, and between two
_SIGN = re.compile(r"[^\w\s]+")
_SIGNS = ".,:;|()[]<>@"


class _Pair(NamedTuple):
    """Two names in one: what stands before the second, and the second."""

    before: str
    second: str


def part_names(posts: Sequence[Post]) -> list[Post]:
    """The posts, those with two names in their author's place with the first alone.

    >>> names = ["Ben", "Anna replied to Ben", "Tom", "Ida replied to Tom"]
    >>> [post.author for post in part_names([Post(k, k + 1, (), name) for k, name in enumerate(names)])]
    ['Ben', 'Anna', 'Tom', 'Ida']
    """
    pairs = list(_pairs(posts))
    between = Counter(words for pair in pairs if pair for words in _endings(pair.before))
    known = {post.author for post in posts if post.author}
    return [
        replace(post, author=_first_name(pair.before, between, known) or post.author) if pair else post
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


def _first_name(before: str, between: Mapping[str, int], known: set[str]) -> str | None:
    """What stands before the words between the names: words that come back, a sign, small ones behind a known name."""
    shared = [words for words in _endings(before) if between[words] > 1 or _SIGN.fullmatch(words)]
    if shared:
        return before[: -len(max(shared, key=len))].rstrip()
    return next((name for name in known if before.startswith(f"{name} ") and _is_small(before[len(name) :])), None)


def _is_small(words: str) -> bool:
    """Are the words no part of a name? "Jean Paul Martin" is one, though Jean and Martin write too."""
    return words == words.lower()


def find_addressed(view: View, post: Post, last: Mapping[str, int]) -> int | None:
    """The last comment of the one that is named behind the author, in the line of the head in which both stand.

    `last` are the last comments of those who wrote before, by their folded names.
    """
    author = post.author or ""
    said = {part.position for part in post.parts if part.role == "text"}
    heads = dict.fromkeys(part.position for part in post.parts if part.role == "field" and part.position not in said)
    for position in heads if author else ():
        for line in view.document.blocks[position].text.split("\n"):
            rest = line.partition(author)[2]
            named = [name for name in _runs_of(rest) if name in last and name != author.casefold()]
            if named:
                return last[max(named, key=len)]
    return None


def _runs_of(text: str) -> Iterator[str]:
    """What may be a name in a text: its words and the runs of a few of them, folded, signs around them left out."""
    words = text.casefold().split()
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            run = " ".join(words[start:stop])
            yield run
            yield run.strip(_SIGNS)
