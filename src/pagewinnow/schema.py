"""The JSON Schema of the record, which ships with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def page_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that `Page.to_dict()` follows.

    >>> sorted(page_schema()["required"])[:3]
    ['access', 'article', 'canonical_url']
    """
    schema: dict[str, Any] = json.loads(files("pagewinnow").joinpath("page.schema.json").read_text("utf-8"))
    return schema
