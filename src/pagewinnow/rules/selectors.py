"""Selectors: how the rules name elements of a page, and the index in which they are looked up.

A selector is `tag`, `#id`, `.class`, `[attr]`, `[attr=value]`, `[attr^=start]`, `[attr$=end]`, `[attr*=part]`, joined
without spaces, and a space for "somewhere inside". It is filed under one token of its last part and looked up in an
index of the page: what stands on no page costs one look into the page's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from pagewinnow.document import Skeleton

_PART = re.compile(r"([#.]?)([\w-]+)|\[([\w:-]+)(?:([\^$*]?=)\"?([^\]\"]*)\"?)?\]")


class Condition(NamedTuple):
    """One attribute test of a selector; an empty operator asks only that the attribute is there."""

    name: str
    operator: str = ""
    value: str = ""

    def holds(self, attributes: Mapping[str, str]) -> bool:
        """Does an element with these attributes pass?"""
        found = attributes.get(self.name)
        if found is None or not self.operator:
            return found is not None
        if self.operator == "^=":
            return found.startswith(self.value)
        if self.operator == "$=":
            return found.endswith(self.value)
        return self.value in found if self.operator == "*=" else found == self.value


class Compound(NamedTuple):
    """What one element must be: its tag, its classes, its other attributes."""

    tag: str | None
    classes: tuple[str, ...]
    tests: tuple[Condition, ...]

    def holds(self, skeleton: Skeleton, node: int) -> bool:
        """Is the node such an element?"""
        if self.tag is not None and skeleton.tags[node] != self.tag:
            return False
        if self.classes:
            tokens = skeleton.classes(node)
            if not all(name in tokens for name in self.classes):
                return False
        return all(test.holds(skeleton.attributes[node]) for test in self.tests)


class Selector(NamedTuple):
    """A selector: `compounds` from the outermost to the element itself. `key` is what it is filed under."""

    source: str
    compounds: tuple[Compound, ...]
    key: tuple[str, str]


class Index:
    """The nodes of a page by tag, class and id. Names are read in one pass over the columns, nodes when asked for."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        self._found: dict[tuple[str, str], Sequence[int]] = {}
        self._outer: dict[tuple[Compound, ...], frozenset[int]] = {}

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags on the page."""
        return frozenset(self.skeleton.tags)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The ids without the numbers behind them."""
        return frozenset([name.rstrip("0123456789") for name in self.skeleton.values("id")])

    @cached_property
    def _values_of_token(self) -> Mapping[str, Sequence[str]]:
        """The values of `class` that hold each class."""
        found: dict[str, list[str]] = {}
        for value in self.skeleton.values("class"):
            for token in value.split():
                found.setdefault(token, []).append(value)
        return found

    def names(self, kind: str) -> AbstractSet[str]:
        """The names on the page that a key of this kind may hold."""
        if kind == ".":
            return self.skeleton.tokens
        if kind == "#":
            return self.skeleton.values("id")
        if kind == "[":
            return self.skeleton.having.keys()
        return self._stems if kind == "^" else self.tags

    def under(self, key: tuple[str, str]) -> Sequence[int]:
        """The nodes under `key`, in document order."""
        if key not in self._found:
            self._found[key] = self._find(*key) if key[0] == "^" or key[1] in self.names(key[0]) else ()
        return self._found[key]

    def _find(self, kind: str, name: str) -> Sequence[int]:
        if kind == ".":
            rows = self.skeleton.nodes_by_value("class")
            return sorted({node for value in self._values_of_token.get(name, ()) for node in rows[value]})
        if kind == "#":
            return self.skeleton.nodes_by_value("id").get(name, ())
        if kind == "^":
            found = self.skeleton.nodes_by_value("id").items()
            return sorted(node for value, nodes in found if value.startswith(name) for node in nodes)
        if kind == "[":
            return self.skeleton.having.get(name, ())
        return [node for node, tag in enumerate(self.skeleton.tags) if tag == name]

    def _under_test(self, test: Condition) -> list[int]:
        """The nodes that pass one attribute test."""
        if test.name not in self.skeleton.having:
            return []
        rows = self.skeleton.nodes_by_value(test.name)
        return sorted(node for value, nodes in rows.items() if test.holds({test.name: value}) for node in nodes)

    def select(self, selector: Selector) -> list[int]:
        """The nodes that one selector selects, in document order."""
        if not self._names(selector):
            return []
        nodes = self._alike(selector.compounds[-1], selector.key)
        if not nodes or len(selector.compounds) == 1:
            return nodes
        around = self._around(selector.compounds[:-1])
        return [node for node in nodes if self._stands_in(node, around)]

    def _names(self, selector: Selector) -> bool:
        """Are all the names of the selector on the page? Most selectors end here, before any node is looked at."""
        skeleton = self.skeleton
        for tag, classes, tests in selector.compounds:
            if tag is not None and tag not in self.tags:
                return False
            if classes and not skeleton.tokens.issuperset(classes):
                return False
            for name, operator, value in tests:
                if name not in skeleton.having or (operator == "=" and value not in skeleton.values(name)):
                    return False
        return True

    def _around(self, compounds: tuple[Compound, ...]) -> frozenset[int]:
        """The nodes that the outer part of a selector selects."""
        if compounds not in self._outer:
            self._outer[compounds] = frozenset(self.select(Selector("", compounds, _key(compounds[-1]))))
        return self._outer[compounds]

    def _stands_in(self, node: int, around: frozenset[int]) -> bool:
        parents = self.skeleton.parents
        node = parents[node] if around else -1
        while node >= 0:
            if node in around:
                return True
            node = parents[node]
        return False

    def _alike(self, compound: Compound, key: tuple[str, str]) -> list[int]:
        """The nodes that one compound describes."""
        nodes = self._under_test(compound.tests[0]) if key[0] == "[" else self.under(key)
        if not nodes or _is_simple(compound):
            return list(nodes)
        return [node for node in nodes if compound.holds(self.skeleton, node)]

    def select_any(self, selectors: Iterable[Selector]) -> list[int]:
        """The nodes that any of the selectors selects, in document order."""
        return sorted({node for selector in selectors for node in self.select(selector)})


def parse_selector(source: str) -> Selector:
    """Read a selector.

    >>> parse_selector("li.comment [itemprop=name]").key
    ('[', 'itemprop')
    >>> parse_selector("#comments article").key
    ('', 'article')

    Raises:
        ValueError: it is not of the selector language.
    """
    compounds = tuple(_parse_compound(part) for part in _split(source))
    if not compounds:
        raise ValueError(f"{source!r} is an empty selector")
    return Selector(source, compounds, _key(compounds[-1]))


def _split(source: str) -> list[str]:
    """The compounds of a selector: a space in brackets does not part them."""
    return re.findall(r"(?:\[[^\]]*\]|[^\s\[])+", source)


def _parse_compound(part: str) -> Compound:
    tag, classes, tests, at = None, [], [], 0
    while at < len(part):
        found = _PART.match(part, at)
        if found is None or (found[2] and not found[1] and at):
            raise ValueError(f"{part!r} is no selector")
        sign, name, attribute, operator, value = found.groups()
        if attribute:
            tests.append(Condition(attribute, operator or "", value or ""))
        elif sign == "#":
            tests.append(Condition("id", "=", name))
        elif sign:
            classes.append(name)
        else:
            tag = name
        at = found.end()
    return Compound(tag, tuple(classes), tuple(tests))


def _key(compound: Compound) -> tuple[str, str]:
    for test in compound.tests:
        if test.name == "id" and test.operator == "=":
            return "#", test.value
    if compound.classes:
        return ".", compound.classes[0]
    if compound.tag and "-" in compound.tag:
        return "", compound.tag
    if compound.tests and compound.tests[0].name == "id" and compound.tests[0].operator == "^=":
        return "^", compound.tests[0].value
    return ("[", compound.tests[0].name) if compound.tests else ("", compound.tag or "")


def _is_simple(compound: Compound) -> bool:
    """Does the key of a compound say all of it?"""
    return (compound.tag is not None) + len(compound.classes) + len(compound.tests) == 1
