"""The numbers of items in ordered lists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pagewinnow.segment.nodes import ATTRIBUTES, INDEX, TAG, Node

_WHOLE = re.compile(r"\s*+([+-]?\d{1,9})")


class Numbers:
    """Counts the items of every ordered list of a page."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def count(self, around: Node, attributes: Mapping[str, str]) -> int | None:
        """The number of the item that begins in `around`; `None` where that is no ordered list."""
        if around[TAG] != "ol":
            return None
        number = _whole(attributes.get("value"))
        if number is None:
            number = self._next.get(around[INDEX])
        if number is None:
            number = _whole(around[ATTRIBUTES].get("start"))
        number = 1 if number is None else number
        self._next[around[INDEX]] = number + 1
        return number


def _whole(value: str | None) -> int | None:
    found = _WHOLE.match(value) if value else None
    return int(found[1]) if found else None
