"""Listings: the language that their markup names, and the numbers of their lines, which are no part of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pagewinnow.document import Run
from pagewinnow.rules.elements import elements
from pagewinnow.segment.asides import Span
from pagewinnow.segment.elements import INLINE
from pagewinnow.segment.nodes import ATTRIBUTES, PARENT, TAG, Node
from pagewinnow.segment.spaces import LINE

_AROUND = 4  # elements around a listing that may name its language
_NAME = re.compile(r"[a-z][a-z0-9+#._-]{0,19}")
_NUMBERS = re.compile(r"\s*+\d{1,6}(?:\s++\d{1,6})++\s*+")
_FEWEST = 2  # numbers that are a row of them
_WIDEST = 12  # characters of one, with the space around it


def find_language(nodes: Sequence[Node], node: int, runs: Iterable[Run]) -> str | None:
    """The language of the listing in `node`, as its markup names it: on the `code` in it, on itself, or around it."""
    inner = [run.node for run in runs if nodes[run.node][TAG] == "code"][:1]
    for index in (*inner, node) if node >= 0 else inner:
        if name := _name_of(nodes[index][ATTRIBUTES]) or _name_in_own(nodes[index][ATTRIBUTES].get("class", "")):
            return name
    for _ in range(_AROUND):
        if node < 0:
            break
        if name := _name_of(nodes[node][ATTRIBUTES]):
            return name
        node = nodes[node][PARENT]
    return None


def _name_of(attributes: Mapping[str, str]) -> str | None:
    for name in elements().language_attributes:
        if found := _as_name(attributes.get(name, "")):
            return found
    return _name_in_classes(attributes["class"]) if "class" in attributes else None


def _name_in_own(classes: str) -> str | None:
    """The language that the classes of a listing name, and no others would."""
    for name in classes.lower().split():
        for prefix in elements().language_classes_own:
            if name.startswith(prefix):
                return _as_name(name[len(prefix) :])
    return None


@lru_cache(maxsize=1024)
def _name_in_classes(value: str) -> str | None:
    """The language that classes name.

    >>> _name_in_classes("hljs language-rust"), _name_in_classes("highlight python"), _name_in_classes("wide")
    ('rust', 'python', None)
    """
    known, names = elements(), value.lower().split()
    for name in names:
        for prefix in known.language_classes:
            if name.startswith(prefix) and (found := _as_name(name[len(prefix) :])):
                return found
    for before, name in pairwise(names):
        if before in known.language_beside and (found := _as_name(name)):
            return found
    return None


def _as_name(value: str) -> str | None:
    name = value.strip().rstrip(";").lower()
    return name if _NAME.fullmatch(name) and name not in elements().language_none else None


def is_gutter(text: str) -> bool:
    r"""Is a listing nothing but the numbers of lines, one after the other?

    >>> is_gutter("1\n2\n3"), is_gutter("1 1 2 3 5")
    (True, False)
    """
    return _NUMBERS.fullmatch(text) is not None and _rise([int(number) for number in text.split()])


def find_numbers(pieces: Sequence[str], runs: Iterable[tuple[int, int, int]]) -> list[Span]:
    """The elements of a listing that number its lines: each begins a line, and each is one more than the one before."""
    found: dict[int, Span] = {}
    for first, stop, _ in runs:
        if stop - first == 1 and _is_number(pieces[first]) and _begins_line(pieces, first):
            found[first] = Span(first, stop, INLINE, 0)
    numbers = [found[first] for first in sorted(found)]
    if len(numbers) < _FEWEST or not _rise([int(pieces[span.first]) for span in numbers]):
        return []
    return numbers


def _is_number(piece: str) -> bool:
    return len(piece) <= _WIDEST and piece.strip().isdecimal()


def _begins_line(pieces: Sequence[str], at: int) -> bool:
    return at == 0 or pieces[at - 1] is LINE or pieces[at - 1].endswith("\n")


def _rise(numbers: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))
