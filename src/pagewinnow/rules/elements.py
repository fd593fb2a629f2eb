"""What frameworks do to elements, from `data/elements.toml`; read before anything is known of the page."""

from __future__ import annotations

import tomllib
from functools import cache

from pagewinnow.errors import RuleError
from pagewinnow.rules.folders import OWN

_FILE = OWN / "elements.toml"


@cache
def streamed_ids() -> tuple[str, ...]:
    """How the ids of elements begin that a framework hides until its script has put them in their place.

    Raises:
        RuleError: the file has no such list of strings.
    """
    ids = tomllib.loads(_FILE.read_text(encoding="utf-8")).get("streamed_ids")
    if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
        raise RuleError(str(_FILE), "streamed_ids", "wants a list of strings that are not empty")
    return tuple(ids)
