"""What frameworks do to elements, from the package's `elements.toml`; read before anything is known of the page."""

from __future__ import annotations

from functools import cache

from pagewinnow.rules.folders import OWN
from pagewinnow.rules.toml import lists_of, read_file

ELEMENTS = lists_of("streamed_ids")
"""What the file may hold."""


@cache
def streamed_ids() -> tuple[str, ...]:
    """How the ids of elements begin that a framework hides until its script has put them in their place.

    Raises:
        RuleError: the file does not follow the specification.
    """
    ids: tuple[str, ...] = read_file(OWN / "elements.toml", ELEMENTS)["streamed_ids"]
    return ids
