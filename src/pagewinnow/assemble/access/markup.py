"""What elements tell: walls that show text, text that was clipped, the signs that vendors leave, the declared element.

A page's class names are read once, each value once. Only where one of them has a wall's token are its nodes looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from pagewinnow.assemble.access.shape import Body
from pagewinnow.document import Document, Skeleton
from pagewinnow.records import Evidence
from pagewinnow.rules.platforms import Selector, parse_selector
from pagewinnow.rules.vendors import Meaning, Sign, Vendors

_LONGEST = 300  # characters of a class value that are read: generated ones run to megabytes
_OFFER = 1600  # characters that a wall shows at most: what holds more is an article with a class for its readers
_SHORT_READ = 2  # minutes: a reading time up to this says little
_A_MINUTE = 1200  # characters that are read in a minute
_SKIMMED = 0.35  # the share of them that a whole text has at least: reading times are coarse
_ABOVE = 4  # ancestors that are asked whether they make a wall something else


class WallElement(NamedTuple):
    """An element that shows an offer: the blocks `first:stop` are its text; `rule` names the token or the vendor."""

    rule: str
    first: int
    stop: int
    decides: bool


class Names:
    """The class values and ids of a page, each with its nodes; built by one pass over the attributes."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self.nodes: dict[str, list[int]] = {}
        self.ids: dict[str, list[int]] = {}
        for node, attributes in enumerate(skeleton.attributes):
            if attributes:
                value = attributes.get("class")
                if value:
                    self.nodes.setdefault(value, []).append(node)
                name = attributes.get("id")
                if name:
                    self.ids.setdefault(name, []).append(node)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every class on the page."""
        return frozenset(" ".join(self.nodes).split())

    @cached_property
    def joined(self) -> str:
        """All names in one text, for a first glance."""
        return "\n".join([*(v[:_LONGEST] for v in self.nodes), *(v[:_LONGEST] for v in self.ids)])

    def select(self, selector: Selector) -> list[int]:
        """The nodes that a selector selects."""
        kind, name = selector.key
        if kind == "#":
            candidates: Iterable[int] = self.ids.get(name, ())
        elif kind == ".":
            if name not in self.tokens:
                return []
            candidates = (node for value, nodes in self.nodes.items() if name in value.split() for node in nodes)
        elif kind == "[":
            candidates = (node for node, a in enumerate(self.skeleton.attributes) if a and name in a)
        else:
            candidates = (node for node, tag in enumerate(self.skeleton.tags) if tag == name)
        return [node for node in candidates if _holds(selector, self.skeleton, node)]


def _holds(selector: Selector, skeleton: Skeleton, node: int) -> bool:
    """Does the selector select the node?"""
    *outer, own = selector.compounds
    if not own.holds(skeleton, node):
        return False
    above = skeleton.ancestors(skeleton.parents[node])
    return all(any(compound.holds(skeleton, one) for one in above) for compound in reversed(outer))


def find_walls(document: Document, names: Names, vendors: Vendors, body: Body) -> list[WallElement]:
    """The elements that show a short text under a wall's name: known vendors' first."""
    found = [
        WallElement(sign.rule, first, stop, sign.strength == "decides")
        for sign in vendors.of("wall")
        for selector in sign.elements
        for node in names.select(selector)
        for first, stop in _shown(document, body, node)
    ]
    if vendors.wall.search(names.joined):
        found += _find_named(document, names, vendors, body)
    return sorted(set(found), key=lambda wall: (not wall.decides, wall.first, -wall.stop))


def _find_named(document: Document, names: Names, vendors: Vendors, body: Body) -> Iterator[WallElement]:
    for name, nodes in (*names.nodes.items(), *names.ids.items()):
        token = vendors.wall.search(name[:_LONGEST])
        if token is None or vendors.other.search(name[:_LONGEST]):
            continue
        for node in nodes:
            if not _is_something_else(document.skeleton, vendors, node):
                for first, stop in _shown(document, body, node):
                    yield WallElement(f"tokens#{token[0].lower()}", first, stop, decides=False)


def _is_something_else(skeleton: Skeleton, vendors: Vendors, node: int) -> bool:
    """Does the wall stand in something that is no article: the comments, a teaser, the page's head?"""
    for step, above in enumerate(skeleton.ancestors(skeleton.parents[node])):
        attributes = skeleton.attributes[above]
        if skeleton.tags[above] in ("header", "footer", "nav"):
            return True
        if step < _ABOVE and attributes and skeleton.tags[above] not in ("body", "html"):
            named = f"{attributes.get('class', '')[:_LONGEST]} {attributes.get('id', '')[:_LONGEST]}"
            if vendors.other.search(named) and not vendors.wall.search(named):
                return True
    return False


def _shown(document: Document, body: Body, node: int) -> Iterator[tuple[int, int]]:
    """The blocks of an element, if it shows text, and little of the body."""
    first, stop = document.skeleton.firsts[node], document.skeleton.stops[node]
    shown = sum(len(b.text) for b in document.blocks[first:stop] if not b.hidden and not b.noscript)
    held = body.before(stop) - body.before(first)
    if 0 < shown <= _OFFER and 2 * held <= body.dense * _OFFER and 4 * held <= body.weight + held:
        yield first, stop


def find_signs(document: Document, names: Names, vendors: Vendors, *means: Meaning) -> Iterator[tuple[Sign, Evidence]]:
    """The vendors' signs of these meanings: an element, or a script by its address or text."""
    for sign in vendors.of(*means):
        element = next((s.source for s in sign.elements if names.select(s)), None)
        if element is not None:
            yield sign, Evidence("markup", sign.rule, element)
        elif script := next((s for s in sign.scripts if _has_script(document, s)), None):
            yield sign, Evidence("script", sign.rule, script)


def _has_script(document: Document, piece: str) -> bool:
    return any(piece in script.src or piece in script.text for script in document.signals.scripts)


def find_clipped(document: Document, names: Names, vendors: Vendors, body: Body, minutes: int) -> Evidence | None:
    """An element whose name says that its text was clipped, with far less text than the page's reading time tells of."""
    if minutes <= _SHORT_READ or not body.positions or not vendors.gate.search(names.joined):
        return None
    skeleton = document.skeleton
    for name, nodes in (*names.nodes.items(), *names.ids.items()):
        if not vendors.gate.search(name[:_LONGEST]):
            continue
        for node in nodes if len(nodes) == 1 else ():
            held = body.before(skeleton.stops[node]) - body.before(skeleton.firsts[node])
            if body.positions[0] <= skeleton.stops[node] and 0 < held < _SKIMMED * _A_MINUTE * minutes:
                return Evidence("markup", "shape/reading-time", f"{name[:80]}: {held} characters of {minutes} minutes")
    return None


def find_locked(document: Document, vendors: Vendors, body: Body) -> Evidence | None:
    """An element around most of the body whose name says that the text is not for everybody."""
    if not body.positions or document.kind != "html":
        return None
    skeleton = document.skeleton
    middle = body.positions[len(body.positions) // 2]
    for node in skeleton.ancestors(document.blocks[middle].node):
        attributes = skeleton.attributes[node]
        name = attributes.get("class", "")[:_LONGEST] if attributes else ""
        token = vendors.locked.search(name) if name and skeleton.tags[node] not in ("body", "html") else None
        if token and 2 * (body.before(skeleton.stops[node]) - body.before(skeleton.firsts[node])) > body.weight:
            return Evidence("markup", f"tokens#{token[0].lower()}", name[:120])
    return None


def declared_element(document: Document, names: Names, body: Body, selectors: Iterable[str]) -> int | None:
    """The weight of the body in the elements that the page says are not free; `None` if no selector could be read."""
    weights = []
    for source in selectors:
        try:
            selector = parse_selector(source)
        except ValueError:
            continue
        nodes = names.select(selector)
        skeleton = document.skeleton
        weights.append(max((body.before(skeleton.stops[n]) - body.before(skeleton.firsts[n]) for n in nodes), default=0))
    return max(weights, default=None)
