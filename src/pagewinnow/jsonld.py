"""The types of JSON-LD objects, read in one way for all who ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Thing = Mapping[str, Any]


def types_of(thing: Thing) -> tuple[str, ...]:
    """The names of a thing's types, in lower case and without the vocabulary's address.

    >>> types_of({"@type": ["https://schema.org/NewsArticle", "Report"]})
    ('newsarticle', 'report')
    """
    value = thing.get("@type")
    names = value if isinstance(value, list) else [value]
    return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str))
