"""What single elements say: microdata, `time`, `rel`. One look over the skeleton collects all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.fields.sight import Sight

_RELS = frozenset({"author", "license", "tag", "next", "canonical"})
_LONG = 160


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
    for node in sorted(set().union(*told)):
        if skeleton.firsts[node] in skipped:
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


def _rel(sight: Sight, node: int) -> Iterator[Mark]:
    attributes = sight.document.skeleton.attributes[node]
    for rel in attributes["rel"].lower().split():
        if rel in {"author", "tag"}:
            text, positions = text_of(sight, node)
            if text:
                yield Mark("author" if rel == "author" else "tags", text, node, positions)
        elif rel in _RELS and attributes.get("href"):
            yield Mark(rel, attributes["href"], node)
