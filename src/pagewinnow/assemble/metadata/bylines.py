"""The bylines that a page shows: near its title, and in lines anywhere that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from pagewinnow.assemble.metadata.names import is_name, is_surely_name, leading_name, read_names
from pagewinnow.assemble.metadata.sight import Sight
from pagewinnow.assemble.metadata.values import DIGIT, folded
from pagewinnow.dates import find_date
from pagewinnow.document import Block, Skeleton

# What classes and addresses call an author, in English as nearly all markup is.
_AUTHOR = frozenset(
    {
        "author",
        "authors",
        "byline",
        "bylines",
        "writer",
        "writers",
        "contributor",
        "contributors",
        "creator",
        "username",
        "reporter",
        "columnist",
        "autor",
        "auteur",
    }
)
_NOT_AUTHOR = frozenset(
    "bio biography description descr desc title role job position comment comments image img avatar photo social "
    "follow posts".split()
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|people|person|staff|profiles?|contributors?|writers?|autor(?:en|es|i)?|auteurs?|team|members?|users?|by)/[^/?#]+",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*")
_ANCESTORS = 3
_NAME_LINE = 80  # characters of a block that may be the name under "Written by"
_LINE = 100
_NEXT_TO_TITLE = 4  # blocks
_NEAR = 12
_SHORTEST = 3  # letters of a name that an address may confirm
_BEGINNING = 40  # characters behind "By": longer than titles and first words
_TOLD = 60  # characters of a line about a person


class Byline(NamedTuple):
    """Names, the witness, the blocks that are nothing but the byline; `is_spare` if any other witness is better."""

    names: tuple[str, ...]
    source: str
    positions: tuple[int, ...] = ()
    is_spare: bool = False


def near_title(sight: Sight) -> list[Byline]:
    """The bylines near the title, those that surely are names first.

    Of these, and of the others: those with a word for it, then those marked by class or address, then bare names.
    """
    lines = list(sight.head())
    ranks: tuple[list[Byline], ...] = ([], [], [])
    for block, following in zip_longest(lines, lines[1:]):
        after = following if following is not None and following.position == block.position + 1 else None
        asked = (_worded(sight, block, after), _classed(sight, block), _bare(sight, block, after))
        rank, found = next(((rank, found) for rank, found in enumerate(asked) if found is not None), (0, None))
        if found is not None:
            ranks[rank].append(found)
    ordered = [byline for rank in ranks for byline in rank]
    return sorted(ordered, key=lambda byline: not any(is_surely_name(name, sight.vocabulary) for name in byline.names))


def elsewhere(sight: Sight) -> Iterator[Byline]:
    """The names in lines such as "Written by Ann Reed" in any place, if all such lines of the page name the same."""
    found: dict[tuple[str, ...], Byline] = {}
    blocks = sight.document.blocks
    for block in blocks:
        if len(block.text) > _LINE or block.position in sight.skipped or not sight.vocabulary.by.match(block.text):
            continue
        after = blocks[block.position + 1] if block.position + 1 < len(blocks) else None
        byline = _worded(sight, block, after)
        if byline is not None and any(is_surely_name(name, sight.vocabulary) for name in byline.names):
            found.setdefault(byline.names, byline)
    if len(found) == 1:
        yield from found.values()


def _worded(sight: Sight, block: Block, after: Block | None) -> Byline | None:
    """The names in "By Ann Reed", or in the block behind "Written by"."""
    vocabulary = sight.vocabulary
    found = vocabulary.by.match(block.text)
    if found is None or not found.end() or vocabulary.not_by.match(block.text):
        return None
    if block.text[found.end() :].strip(" :"):
        names = read_names(leading_name(block.text[found.end() :], vocabulary), vocabulary)
        is_plain = " " not in block.text[: found.end()].strip()  # "by" alone stands before many a common word
        names = tuple(n for n in names if not n[0].islower() or (not is_plain and len(n.split()) == 1))
        if not names or names[0].split()[0] not in block.text[found.end() : found.end() + _BEGINNING]:
            return None  # "By sending this form, I agree"
        return Byline(names, "byline", (block.position,))
    if after is None or len(after.text) > _NAME_LINE:
        return None
    names = read_names(leading_name(after.text, vocabulary), vocabulary)
    return Byline(names, "byline", (block.position, after.position)) if names else None


def _classed(sight: Sight, block: Block) -> Byline | None:
    """A block, or a link in it, that a class or an address says to be the author."""
    skeleton, vocabulary = sight.document.skeleton, sight.vocabulary
    if vocabulary.not_by.match(block.text):
        return None
    behind = sight.title_at is not None and block.position > sight.title_at
    for run in block.runs:
        text = block.text[run.start : run.end]
        named = _is_authors(skeleton, run.node)
        href = skeleton.attributes[run.node].get("href", "") if skeleton.tags[run.node] == "a" and behind else ""
        if named or _AUTHOR_PATH.search(href):
            names = tuple(
                name
                for name in read_names(text, vocabulary)
                if named or is_surely_name(name, vocabulary) or _is_in_address(name, href)
            )
            if names:
                return Byline(names, "byline", (block.position,) if len(block.text) - len(text) < 60 else ())
    for depth, node in zip(range(_ANCESTORS), skeleton.ancestors(block.node), strict=False):
        if _is_authors(skeleton, node):
            names = read_names(leading_name(block.text, vocabulary), vocabulary)
            test = is_name if depth == 0 else is_surely_name
            names = tuple(name for name in names if test(name, vocabulary))
            return Byline(names, "byline", (block.position,)) if names else None
    return None


def _is_in_address(name: str, address: str) -> bool:
    """Does the address of a profile hold the name?"""
    own = folded(name)
    return len(own) >= _SHORTEST and own in folded(address.rstrip("/").rpartition("/")[2])


def _is_authors(skeleton: Skeleton, node: int) -> bool:
    """Does a class of the element hold a word for an author, and none for what is said of one?"""
    value = skeleton.attributes[node].get("class")
    return bool(value) and _tells_author(value or "")


@lru_cache(maxsize=4096)  # a site has a few hundred of them on all its pages
def _tells_author(classes: str) -> bool:
    tokens = {part.lower() for part in _TOKEN.findall(classes)}
    return bool(tokens & _AUTHOR) and not tokens & _NOT_AUTHOR


def _bare(sight: Sight, block: Block, after: Block | None) -> Byline | None:
    """A name that nothing marks: with a date in its block or the next, or with a line about the person elsewhere."""
    vocabulary, text = sight.vocabulary, block.text
    if block.kind == "heading" or abs(block.position - (sight.title_at or 0)) > _NEAR:
        return None
    has_date = _is_date(sight, text, len(text))
    if not has_date and not is_surely_name(text, vocabulary):
        return None
    names = read_names(text, vocabulary) if has_date else (text,)
    names = tuple(n for n in (leading_name(name, vocabulary) for name in names) if is_surely_name(n, vocabulary))
    if not names:
        return None
    if has_date or (after is not None and _is_date(sight, after.text, 60)) or _is_told_of(sight, block, names[0]):
        return Byline(names, "byline", (block.position,))
    return None


def _is_date(sight: Sight, text: str, longest: int) -> bool:
    if len(text) > longest or not DIGIT.search(text):
        return False
    return find_date(text, sight.vocabulary.months) is not None


def _is_told_of(sight: Sight, block: Block, name: str) -> bool:
    """Does the name stand right behind the title, and does a longer line elsewhere begin with it?"""
    if sight.title_at is None or not 0 < block.position - sight.title_at <= _NEXT_TO_TITLE:
        return False
    return any(b.text.startswith(name) and len(b.text) > len(name) + _TOLD for b in sight.document.blocks)
