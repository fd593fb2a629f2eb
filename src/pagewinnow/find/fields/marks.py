"""What single elements say: microdata, `time`, `rel`. One look over the skeleton collects all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.dates.absolute import find_date, parse_date
from pagewinnow.document import Block, Skeleton
from pagewinnow.find.fields.sight import Sight

_RELS = frozenset({"author", "license", "tag", "next", "canonical"})
_LONG = 160
_NEAR = 8  # blocks around the title
_LONGEST_DATE = 50  # characters of an attribute that is a date
_BESIDE = 6  # of them beside the date: the name of a zone


class Mark(NamedTuple):
    """One element's word: the field, its value, the node, and the blocks that are nothing else (or hold a `time`)."""

    field: str
    value: str
    node: int
    positions: tuple[int, ...] = ()


def find_marks(sight: Sight) -> Iterator[Mark]:
    """The marks of a page in document order, those in comments left out."""
    skeleton = sight.document.skeleton
    skipped = sight.skipped
    having = skeleton.having
    told = (having.get("itemprop", ()), having.get("rel", ()), having.get("datetime", ()))
    yield from _timed(sight)
    yield from _linked(sight)
    for node in sorted(set().union(*told)):
        if skeleton.firsts[node] in skipped or skeleton.firsts[node] in sight.chrome:
            continue
        attributes, tag = skeleton.attributes[node], skeleton.tags[node]
        if "itemprop" in attributes:
            yield from _microdata(sight, node)
        if tag == "time":
            yield from _time(sight, node)
        if "rel" in attributes and tag == "a":
            yield from _rel(sight, node)


def text_of(sight: Sight, node: int) -> tuple[str, tuple[int, ...]]:
    """The text in an element, and its blocks if the element is all that is in them."""
    skeleton, blocks = sight.document.skeleton, sight.document.blocks
    first, stop = skeleton.firsts[node], skeleton.stops[node]
    inside = blocks[first:stop]
    runs = [run for block in inside for run in block.runs if run.node == node]
    if len(inside) == 1 and runs:
        text = inside[0].text[runs[0].start : runs[0].end]
        return text, (first,) if len(text) == len(inside[0].text) else ()
    if _is_within(skeleton, node, inside):
        return " ".join(block.text for block in inside)[: 2 * _LONG], tuple(range(first, stop))
    return "", ()


def _is_within(skeleton: Skeleton, node: int, inside: list[Block] | object) -> bool:
    """Do all the blocks stand in the element? Its range may touch a block that began before it."""
    return (
        isinstance(inside, (list, tuple)) and bool(inside) and all(node <= b.node < skeleton.ends[node] for b in inside)
    )


def _microdata(sight: Sight, node: int) -> Iterator[Mark]:
    skeleton = sight.document.skeleton
    attributes = skeleton.attributes[node]
    for name in attributes["itemprop"].lower().split():
        field = sight.known.itemprops.get(name)
        if field is None or field == "name" or _is_of_others(sight, node):
            continue
        text, positions = text_of(sight, node)
        value = attributes.get("content") or attributes.get("datetime")
        if field == "author":
            inner = _name_within(sight, node)
            if inner is not None:
                value = skeleton.attributes[inner].get("content") or text_of(sight, inner)[0]
        elif field in {"image", "license"}:
            value = value or attributes.get("src") or attributes.get("href")
        yield Mark(field, value or text, node, positions)


def _name_within(sight: Sight, node: int) -> int | None:
    """The element with the name of the person that `node` describes."""
    skeleton, itemprops = sight.document.skeleton, sight.known.itemprops
    for inner in range(node + 1, min(skeleton.ends[node], node + 60)):
        if itemprops.get(skeleton.attributes[inner].get("itemprop", "").lower()) == "name":
            return inner
    return None


def _is_of_others(sight: Sight, node: int) -> bool:
    """Does the property belong to a comment, a review, a product: not to the page's article?"""
    skeleton, types = sight.document.skeleton, sight.known.types
    for outer in skeleton.ancestors(skeleton.parents[node]):
        attributes = skeleton.attributes[outer]
        if "itemscope" in attributes or "itemtype" in attributes:
            kind = attributes.get("itemtype", "").rsplit("/", 1)[-1].lower()
            return kind.endswith(types["other"]) or kind.startswith(types["person"])
    return False


def _time(sight: Sight, node: int) -> Iterator[Mark]:
    attributes = sight.document.skeleton.attributes[node]
    value = attributes.get("datetime")
    if value:
        first = sight.document.skeleton.firsts[node]
        field = "published" if "pubdate" in attributes and "itemprop" not in attributes else "time"
        yield Mark("time", value, node, (first,))
        if field == "published":
            yield Mark(field, value, node, ())


def _timed(sight: Sight) -> Iterator[Mark]:
    """The dates, and nothing but them, in the attributes of elements near the title that are no `time`."""
    skeleton, at = sight.document.skeleton, sight.title_at
    if at is None:
        return
    for name in sight.known.attributes["time"]:
        for node in skeleton.having.get(name, ()):
            value, first = skeleton.attributes[node][name].strip(), skeleton.firsts[node]
            if not at - _NEAR <= first <= at + _NEAR or first in sight.skipped or len(value) > _LONGEST_DATE:
                continue
            found = find_date(value, sight.vocabulary.forms)
            is_date = found is not None and len(value) - (found.end - found.start) <= _BESIDE
            if is_date or (value.isdecimal() and parse_date(value, sight.vocabulary.forms)):
                yield Mark("time", value, node, (first,))


def _linked(sight: Sight) -> Iterator[Mark]:
    """The texts of the links in elements whose class says that they are tags or sections."""
    skeleton, known = sight.document.skeleton, sight.known.classes
    if skeleton.tokens.isdisjoint(known):
        return
    for classes, nodes in skeleton.nodes_by_value("class").items():
        field = next((known[token] for token in classes.split() if token in known), None)
        for node in nodes if field else ():
            links = [inner for inner in range(node, skeleton.ends[node]) if skeleton.tags[inner] == "a"]
            listed = [
                inner for inner in links if any(skeleton.tags[up] == "li" for up in _within(skeleton, inner, node))
            ]
            for inner in listed or links:
                text, _ = text_of(sight, inner)
                if text and field and skeleton.firsts[inner] not in sight.skipped:
                    yield Mark(field, text, inner)


def _within(skeleton: Skeleton, node: int, outer: int) -> Iterator[int]:
    """The elements around a node up to an outer one."""
    for up in skeleton.ancestors(node):
        if up <= outer:
            return
        yield up


def _rel(sight: Sight, node: int) -> Iterator[Mark]:
    attributes = sight.document.skeleton.attributes[node]
    for rel in attributes["rel"].lower().split():
        if rel in {"author", "tag"}:
            text, positions = text_of(sight, node)
            field = "author" if rel == "author" else "category" if "category" in attributes["rel"].lower() else "tags"
            if text:
                yield Mark(field, text, node, positions)
        elif rel in _RELS and attributes.get("href"):
            yield Mark(rel, attributes["href"], node)
