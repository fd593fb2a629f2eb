"""Elements alike by name: those whose class or id is made of the same word of comments, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

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
    identities = " ".join(skeleton.values("id")).split()
    for name, mark, names in (("class", ".", skeleton.tokens), ("id", "#", identities)):
        telling = _find_telling(names, frozenset(tokens))
        for key, nodes in _by_name(skeleton.nodes_by_value(name), telling).items() if telling else ():
            for node in nodes[:_MOST]:
                if skeleton.firsts[node] < skeleton.stops[node]:
                    found[f"{skeleton.tags[node]}{mark}{key}"].add(node)
    return {key: sorted(nodes) for key, nodes in sorted(found.items()) if len(nodes) > 1}


def is_marked(skeleton: Skeleton, node: int, tokens: AbstractSet[str]) -> bool:
    """Do the classes or the id of an element tell of comments?"""
    attributes = skeleton.attributes[node]
    return not tokens.isdisjoint(split_names(f"{attributes.get('class', '')} {attributes.get('id', '')}"))


def _find_telling(names: Iterable[str], tokens: frozenset[str]) -> frozenset[str]:
    """The names that are made of a word of comments; one look at all of them tells which words there may be."""
    whole = " ".join(names).lower()
    shown = [token for token in _shortest(tokens) if token in whole]
    if not shown:
        return frozenset()
    likely = [name for name in names if any(token in name.lower() for token in shown)]
    return frozenset([name for name in likely if not tokens.isdisjoint(split_names(name))])


def _by_name(values: Mapping[str, Sequence[int]], telling: frozenset[str]) -> dict[str, list[int]]:
    """The nodes of all values that have a telling name in common, figures aside."""
    found: dict[str, list[int]] = defaultdict(list)
    for value, nodes in values.items():
        for name in value.split():
            if name in telling:
                found[_FIGURES.sub("", name)] += nodes
    return found


@lru_cache(maxsize=8)
def _shortest(tokens: frozenset[str]) -> tuple[str, ...]:
    """The tokens that no other one is a part of: where none of these stands, none stands."""
    return tuple(token for token in sorted(tokens) if not any(other in token for other in tokens - {token}))
