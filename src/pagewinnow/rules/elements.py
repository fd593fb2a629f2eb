"""What frameworks do to elements, from the package's `elements.toml`; read before anything is known of the page."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pagewinnow.rules.folders import OWN
from pagewinnow.rules.toml import lists_of, read_file


class Elements(NamedTuple):
    """The lists of the file, by the names that they have there."""

    streamed_ids: tuple[str, ...]
    spoken_classes: frozenset[str]
    edit_classes: frozenset[str]
    back_classes: frozenset[str]
    code_line_classes: frozenset[str]
    language_classes: tuple[str, ...]
    language_classes_own: tuple[str, ...]
    language_beside: frozenset[str]
    language_attributes: tuple[str, ...]
    language_none: frozenset[str]
    image_attributes: tuple[str, ...]
    formula_types: frozenset[str]
    formula_encodings: frozenset[str]
    formula_image_classes: frozenset[str]
    note_signs: frozenset[str]
    footnote_roles: frozenset[str]
    footnote_classes: frozenset[str]


ELEMENTS = lists_of(*Elements._fields)
"""What the file may hold."""
_ORDERED = frozenset(
    {"streamed_ids", "language_classes", "language_classes_own", "language_attributes", "image_attributes"}
)


@cache
def elements() -> Elements:
    """What the file says of elements.

    Raises:
        RuleError: the file does not follow the specification.
    """
    data = read_file(OWN / "elements.toml", ELEMENTS)
    lists: dict[str, Any] = {
        name: data[name] if name in _ORDERED else frozenset(data[name]) for name in Elements._fields
    }
    return Elements(**lists)
