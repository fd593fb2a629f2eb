"""Elements alike by name: those whose class or id is made of the same word of comments, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from pagewinnow.document import Skeleton
from pagewinnow.rules.threads import split_names

_FIGURES = re.compile(r"\d+")
_MOST = 2_000  # elements of one name that are looked at


def find_signatures(skeleton: Skeleton, tokens: AbstractSet[str]) -> dict[str, list[int]]:
    """The elements with text whose class or id, figures aside, has a token of comments in it, by tag and that name.

    >>> attributes = [{}, {"id": "comment-7"}, {"id": "comment-9"}, {"class": "commentary"}]
    >>> firsts, stops = [0, 0, 1, 2], [3, 1, 2, 3]
    >>> skeleton = Skeleton(["ul", "li", "li", "p"], [-1, 0, 0, 0], attributes, [4, 2, 3, 4], firsts, stops)
    >>> find_signatures(skeleton, {"comment"})
    {'li#comment-': [1, 2]}
    """
    found: dict[str, set[int]] = defaultdict(set)
    for name, mark in (("class", "."), ("id", "#")):
        for token, nodes in _by_token(skeleton.nodes_by_value(name), tokens).items():
            for node in nodes[:_MOST]:
                if skeleton.firsts[node] < skeleton.stops[node]:
                    found[f"{skeleton.tags[node]}{mark}{token}"].add(node)
    return {key: sorted(nodes) for key, nodes in sorted(found.items()) if len(nodes) > 1}


def is_marked(skeleton: Skeleton, node: int, tokens: AbstractSet[str]) -> bool:
    """Do the classes or the id of an element tell of comments?"""
    attributes = skeleton.attributes[node]
    return not tokens.isdisjoint(split_names(f"{attributes.get('class', '')} {attributes.get('id', '')}"))


def _by_token(values: Mapping[str, Sequence[int]], tokens: AbstractSet[str]) -> dict[str, list[int]]:
    """The nodes of all values that have a token in common which is made of a word of comments."""
    found: dict[str, list[int]] = defaultdict(list)
    names = " ".join(values).lower()
    shown = [token for token in tokens if token in names]  # of all words those that the page may hold, in one look
    for value, nodes in values.items() if shown else ():
        small = value.lower()
        if not any(word in small for word in shown):
            continue
        for token in value.split():
            if not tokens.isdisjoint(split_names(token)):
                found[_FIGURES.sub("", token)] += nodes
    return found
