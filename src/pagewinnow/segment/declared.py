"""JSON-LD out of a page's scripts: every shape seen in the wild becomes a flat tuple of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from pagewinnow.document import Script
from pagewinnow.surrogates import repair_json

_WRAPPER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_ESCAPED = re.compile(r"\\u(?:[dD][89a-fA-F]|00[01])")  # half a character, or a control
_MAX_JSON = 2_000_000  # characters; a 5 MB block costs seconds and hundreds of MB in every reader
_MAX_OBJECTS = 2_000
_MAX_NESTING = 50  # brackets within brackets; the parser recurses


def read_json_ld(scripts: Iterable[Script]) -> tuple[Mapping[str, Any], ...]:
    """The objects of all `application/ld+json` scripts, out of their lists and `@graph`s, in order.

    >>> script = Script("application/ld+json", "", "", '[{"@graph": [{"@type": "Person"}, {"@type": "Thing",}]}]')
    >>> [o["@type"] for o in read_json_ld([script])]
    ['Person', 'Thing']
    """
    found: list[Mapping[str, Any]] = []
    for script in scripts:
        if script.type == "application/ld+json" and len(script.text) <= _MAX_JSON:
            for thing in _flatten(parse_json(script.text)):
                if len(found) == _MAX_OBJECTS:
                    return tuple(found)
                found.append(thing)
    return tuple(found)


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON is of any type
    """The value of a JSON text; more lenient tries forgive wrappers, trailing commas, quotes escaped as in HTML.

    Returns `None` where no try can read it.
    """
    for repair in (str, _without_wrapper, _unescaped):
        try:
            value = json.loads(repair(text), strict=False)
            return repair_json(value) if _ESCAPED.search(text) else value
        except (ValueError, RecursionError):
            continue
    return None


def _without_wrapper(text: str) -> str:
    return _TRAILING_COMMA.sub("", _WRAPPER.sub("", text))


def _unescaped(text: str) -> str:
    return _without_wrapper(unescape(text))


def _flatten(value: object, nesting: int = 0) -> Iterator[Mapping[str, Any]]:
    if nesting > _MAX_NESTING:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, nesting + 1)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, (list, dict)):
            yield from _flatten(graph, nesting + 1)
        if "@type" in value:
            yield value
