"""What frameworks do to elements, from `data/elements.toml`; read before anything is known of the page."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from pagewinnow.errors import RuleError
from pagewinnow.rules.own import OWN

_FILE = OWN / "elements.toml"


class Elements(NamedTuple):
    """The lists of the file, by the names that they have there."""

    streamed_ids: tuple[str, ...]
    spoken_classes: frozenset[str]
    edit_classes: frozenset[str]
    code_line_classes: frozenset[str]
    language_classes: tuple[str, ...]
    language_beside: frozenset[str]
    language_attributes: tuple[str, ...]
    language_none: frozenset[str]
    image_attributes: tuple[str, ...]
    formula_types: frozenset[str]
    formula_encodings: frozenset[str]
    footnote_roles: frozenset[str]
    footnote_classes: frozenset[str]


@cache
def elements() -> Elements:
    """What the file says of elements.

    Raises:
        RuleError: the file lacks a list, or one holds something else than strings.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    lists = {name: _strings(data.get(name), name) for name in Elements._fields}
    ordered = {"streamed_ids", "language_classes", "language_attributes", "image_attributes"}
    return Elements(**{name: found if name in ordered else frozenset(found) for name, found in lists.items()})  # type: ignore[arg-type]


def _strings(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise RuleError(str(_FILE), name, "wants a list of strings that are not empty")
    return tuple(value)
