"""Who answers whom, from the marks that the page gives: a closed set of ways to nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pagewinnow.document import Skeleton

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARGIN = re.compile(r"(?:margin|padding)-left:\s*(\d+(?:\.\d+)?)")
_THIN = frozenset({"0", "1"})  # pixels: an image as high is there for its width
_NEAR = 8  # elements at the beginning of an item
_FEWEST_STEPS = 2
_NAME = re.compile(r"\d+|\w+")


def by_containers(skeleton: Skeleton, nodes: Sequence[int]) -> list[int | None]:
    """Parents of items that stand in each other, or in a list that follows the item it belongs to.

    An item's list is its parent element. Where the list of one item stands inside the list of an earlier one, it is
    the list of the last such item's answers.
    """
    parents: list[int | None] = []
    of_list: dict[int, int | None] = {}
    lists: list[tuple[int, int]] = []  # open lists: element, its last item so far
    for index, node in enumerate(nodes):
        home = skeleton.parents[node]
        while lists and skeleton.ends[lists[-1][0]] <= node:
            lists.pop()
        if home not in of_list:
            around = [entry for entry in lists if entry[0] < home < skeleton.ends[entry[0]]]
            of_list[home] = around[-1][1] if around else None
        parents.append(of_list[home])
        if lists and lists[-1][0] == home:
            lists[-1] = (home, index)
        else:
            lists = [entry for entry in lists if entry[0] != home]
            lists.append((home, index))
            lists.sort()
    return parents


def by_names(names: Sequence[str | None], answered: Sequence[str | None]) -> list[int | None]:
    """Parents from the id of each item and the id that it names.

    >>> by_names(["comment-1", "comment-2"], [None, "#comment-1"])
    [None, 0]
    """
    known = {key: index for index, name in enumerate(names) if (key := _key(name))}
    found = [known.get(_key(name) or "") for name in answered]
    return [parent if parent != index else None for index, parent in enumerate(found)]


def _key(name: str | None) -> str | None:
    """The last number in a name, else its last word."""
    tokens: list[str] = _NAME.findall(name or "")
    numbers = [token for token in tokens if token.isdigit()]
    found = numbers or tokens
    return found[-1] if found else None


def by_levels(levels: Sequence[float | None]) -> list[int | None]:
    """Parents from the depth or indent of each item: the last one before it that is less deep.

    >>> by_levels([0, 1, 2, 1, None, 0])
    [None, 0, 1, 0, None, None]
    """
    found: list[int | None] = []
    path: list[tuple[float, int]] = []
    for index, level in enumerate(levels):
        if level is None:
            found.append(None)
            continue
        while path and path[-1][0] >= level:
            path.pop()
        found.append(path[-1][1] if path else None)
        path.append((level, index))
    return found


def by_indent(skeleton: Skeleton, nodes: Sequence[int]) -> list[int | None]:
    """Parents of items in one list that are set in by a margin or by an empty image: nobody's, if the steps make none.

    >>> styles = [{"style": f"margin-left:{n}px"} for n in (0, 20, 40, 20)]
    >>> by_indent(Skeleton(["div"] * 4, [-1] * 4, styles, [1, 2, 3, 4], [0] * 4, [0] * 4), [0, 1, 2, 3])
    [None, 0, 1, 0]
    """
    flat: list[int | None] = [None] * len(nodes)
    widths = [_indent(skeleton, node) for node in nodes]
    steps = sorted({width for width in widths if width is not None})
    if len(steps) < _FEWEST_STEPS or None in widths:
        return flat
    levels = [steps.index(width) for width in widths if width is not None]
    if levels[0] or any(after > before + 1 for before, after in pairwise(levels)):
        return flat
    return by_levels(levels)


def _indent(skeleton: Skeleton, node: int) -> float | None:
    """How far an item is set in, by its own style or that of an element at its beginning."""
    for near in range(node, min(skeleton.ends[node], node + _NEAR)):
        attributes = skeleton.attributes[near]
        found = _MARGIN.search(attributes.get("style", ""))
        if found:
            return float(found[1])
        if skeleton.tags[near] == "img" and attributes.get("height") in _THIN and "width" in attributes:
            return read_level(attributes["width"])
    return None


def read_level(value: str | None, behind: str = "") -> float | None:
    """The number in `value`, behind the words `behind` where there are any.

    >>> read_level("comment depth-3 odd", "depth-"), read_level("margin-left: 40px"), read_level(None)
    (3.0, 40.0, None)
    """
    if value is None or behind not in value:
        return None
    found = _NUMBER.search(value, value.index(behind) + len(behind))
    return float(found[0]) if found else None


def depths(parents: Sequence[int | None]) -> list[int]:
    """How deep each item stands; a parent comes before its answers, else it counts as the top.

    >>> depths([None, 0, 1, None])
    [0, 1, 2, 0]
    """
    found: list[int] = []
    for index, parent in enumerate(parents):
        found.append(0 if parent is None or parent >= index else found[parent] + 1)
    return found
