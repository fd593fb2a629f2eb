"""The metas of the head: OpenGraph, article tags, Dublin Core and the like; `rules.declarations` has their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence


class Metas:
    """The metas of a page by name; a name may be given more than once."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, content in pairs:
            self._values.setdefault(name, []).append(content)

    def of(self, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Each of the names that the page has, with all its values.

        >>> list(Metas([("author", "Ann"), ("author", "Tom")]).of(["byl", "author"]))
        [('author', ['Ann', 'Tom'])]
        """
        for name in names:
            if values := self._values.get(name):
                yield name, values

    def like(self, spelt: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
        """The metas whose names match a pattern, with all their values."""
        return ((name, values) for name, values in self._values.items() if spelt.search(name))

    def labelled(self, labels: Iterable[str], data: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """The pairs that are shown in social cards ("Written by", "Ann Reed"): label, the name of the value, value.

        >>> list(Metas([("label", "By"), ("data", "Ann")]).labelled(["label"], ["data"]))
        [('By', 'data', 'Ann')]
        """
        for label, name in zip(labels, data, strict=False):
            if label in self._values and name in self._values:
                yield self._values[label][0], name, self._values[name][0]


def values_of(mapping: Mapping[str, object], *names: str) -> Iterator[tuple[str, object]]:
    """The properties of a JSON-LD object that are there, in the order asked for."""
    for name in names:
        if value := mapping.get(name):
            yield name, value
