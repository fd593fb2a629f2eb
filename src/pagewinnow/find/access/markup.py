"""What elements tell: walls that show text, text that was clipped, the signs that vendors leave, the declared element.

A page's class names are read once, each value once. Only where one of them has a wall's token are its nodes looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from pagewinnow.document import Document
from pagewinnow.find.access.shape import Body
from pagewinnow.records import Evidence
from pagewinnow.rules.selectors import Index, parse_selector
from pagewinnow.rules.vendors import Sign, Tokens, Vendors, squeeze

_COMBINATORS = re.compile(r"\s*[>+~](?![^\[]*\])\s*")  # "directly in" and "beside" are read as "somewhere in"
_LONGEST = 300  # characters of a class value that are read: generated ones run to megabytes
_OFFER = 1600  # characters that a wall shows at most: what holds more is an article with a class for its readers
_SHORT_READ = 2  # minutes: a reading time up to this says little
_A_MINUTE = 1200  # characters that are read in a minute
_SKIMMED = 0.35  # the share of them that a whole text has at least: reading times are coarse
_LEAST = 250  # characters of the text that a clipped element still shows


class WallElement(NamedTuple):
    """An element that shows an offer: the blocks `first:stop` are its text; `rule` names the token or the vendor."""

    rule: str
    first: int
    stop: int
    decides: bool


class Names:
    """The class values and ids of a page; which nodes have them is asked for few."""

    def __init__(self, document: Document) -> None:
        self.skeleton = document.skeleton
        self.index = Index(document.skeleton)

    @cached_property
    def every(self) -> AbstractSet[str]:
        """Every class and id on the page."""
        return self.skeleton.tokens | self.skeleton.values("id")

    @cached_property
    def squeezed(self) -> tuple[tuple[str, ...], str]:
        """All names, and what `squeeze` makes of them, a line each: for a first glance."""
        every = tuple([name for name in self.every if len(name) <= _LONGEST and not name.isspace()])
        return every, squeeze("\n".join(["".join(name.split()) for name in every]))

    def named(self, tokens: Tokens) -> Iterator[tuple[str, str, int]]:
        """The nodes whose class or id has one of the tokens: the token, the class value or id, the node."""
        every, squeezed = self.squeezed
        letters = tokens.letters_in(squeezed)
        if not letters:
            return
        likely = (
            name
            for name, small in zip(every, squeezed.split("\n"), strict=True)
            if any(one in small for one in letters)
        )
        found = {name: token for name in likely if (token := tokens.find(name))}
        values = {
            value: found[name] for value in self.skeleton.values("class") for name in value.split() if name in found
        }
        values |= {name: token for name, token in found.items() if name in self.skeleton.values("id")}
        for node, attributes in enumerate(self.skeleton.attributes if values else ()):
            for value in (attributes.get("class", ""), attributes.get("id", "")) if attributes else ():
                if value in values:
                    yield values[value], value, node


def find_elements(document: Document, names: Names, vendors: Vendors, body: Body) -> list[WallElement]:
    """The elements of known vendors that show a short text: those that decide first."""
    known = vendors.walls.keys() & names.every
    found = [
        WallElement(sign.rule, first, stop, sign.strength == "decides")
        for sign, selector in (pair for name in known for pair in vendors.walls[name])
        for node in names.index.select(selector)
        for first, stop in _shown(document, body, node)
    ]
    return sorted(set(found), key=lambda wall: (not wall.decides, wall.first, -wall.stop, wall.rule))


def _shown(document: Document, body: Body, node: int) -> Iterator[tuple[int, int]]:
    """The blocks of an element, if it shows text, and little of the body."""
    first, stop = document.skeleton.firsts[node], document.skeleton.stops[node]
    shown = sum(len(b.text) for b in document.blocks[first:stop] if not b.hidden and not b.noscript)
    held = body.before(stop) - body.before(first)
    if 0 < shown <= _OFFER and 2 * held <= body.dense * _OFFER and 4 * held <= body.weight + held:
        yield first, stop


def find_signs(
    document: Document, names: Names, signs: Iterable[Sign], *, scripts: bool
) -> Iterator[tuple[Sign, Evidence]]:
    """The signs that the page shows: an element, or (where `scripts`) a script by its address or text."""
    for sign in signs:
        element = next((s.source for s in sign.elements if names.index.select(s)), None)
        if element is not None:
            yield sign, Evidence("markup", sign.rule, element)
        elif script := next((s for s in sign.scripts if scripts and _has_script(document, s)), None):
            yield sign, Evidence("script", sign.rule, script)


def _has_script(document: Document, piece: str) -> bool:
    return any(piece in script.src or piece in script.text for script in document.signals.scripts)


def find_clipped(document: Document, names: Names, vendors: Vendors, body: Body, minutes: int) -> Evidence | None:
    """An element whose name says that its text was clipped, with far less of it than the reading time tells of."""
    if minutes <= _SHORT_READ or not body.positions:
        return None
    skeleton = document.skeleton
    for _, name, node in names.named(vendors.gate):
        held = body.before(skeleton.stops[node]) - body.before(skeleton.firsts[node])
        if body.before(skeleton.firsts[node]) <= held and _LEAST < held < _SKIMMED * _A_MINUTE * minutes:
            return Evidence("markup", "shape/reading-time", f"{name[:80]}: {held} characters of {minutes} minutes")
    return None


def find_locked(document: Document, vendors: Vendors, body: Body) -> Evidence | None:
    """An element around most of the body whose name says that the text is not for everybody."""
    if not body.positions or document.kind != "html":
        return None
    skeleton = document.skeleton
    middle = body.positions[len(body.positions) // 2]
    above = [n for n in skeleton.ancestors(document.blocks[middle].node) if skeleton.tags[n] not in ("body", "html")]
    names = [skeleton.attributes[node].get("class", "")[:_LONGEST] for node in above]
    if not vendors.locked.letters_in(squeeze(" ".join(names))):
        return None
    for node, name in zip(above, names, strict=True):
        token = vendors.locked.find(name)
        if (
            token
            and not vendors.unshown.find(name)
            and 2 * (body.before(skeleton.stops[node]) - body.before(skeleton.firsts[node])) > body.weight
        ):
            return Evidence("markup", f"tokens#{token}", name[:120])
    return None


def declared_element(document: Document, names: Names, body: Body, selectors: Iterable[str]) -> int | None:
    """The weight of the body in the elements that the page says are not free; `None` if no selector could be read."""
    weights = []
    for source in selectors:
        try:
            selector = parse_selector(_COMBINATORS.sub(" ", source))
        except ValueError:
            continue
        nodes = names.index.select(selector)
        skeleton = document.skeleton
        weights.append(
            max((body.before(skeleton.stops[n]) - body.before(skeleton.firsts[n]) for n in nodes), default=0)
        )
    return max(weights, default=None)
