"""The JSON Schema of the record, which ships with the package as `page.schema.json`.

It is made from the records: `python -m pagewinnow.schema` prints it, and the tests hold the file against that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pagewinnow.records import SCHEMA, Page

_Schema = dict[str, Any]
_DATE = r"^\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d.*)?)?)?$"
_SHARES = frozenset({"confidence", "comments_confidence", "rating"})  # numbers from 0 to 1
_DATES = frozenset({"date", "date_modified"})
_MAY_BE_EMPTY = frozenset({"text"})
_TYPES = {bool: "boolean", int: "integer", float: "number", type(None): "null"}


def page_schema() -> _Schema:
    """The JSON Schema (draft 2020-12) that `Page.to_dict()` follows.

    >>> sorted(page_schema()["required"])[:3]
    ['access', 'article', 'canonical_url']
    """
    schema: _Schema = json.loads(files("pagewinnow").joinpath("page.schema.json").read_text("utf-8"))
    return schema


def build_schema() -> _Schema:
    """The same, made from the records."""
    defined: dict[str, _Schema] = {}
    page = _of_record(Page, defined)
    page["properties"]["schema"] = {"const": SCHEMA}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://pagewinnow.example/page.schema.json",
        "title": "pagewinnow page",
    }
    return {**head, **page, "$defs": dict(sorted(defined.items()))}


def _of_record(cls: type, defined: dict[str, _Schema]) -> _Schema:
    hints = get_type_hints(cls)
    properties = {f.name: _of_field(f.name, hints[f.name], defined) for f in fields(cls)}
    return {
        "type": "object",
        "description": (cls.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_field(name: str, hint: Any, defined: dict[str, _Schema]) -> _Schema:  # noqa: ANN401 - a type as it is written
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _refer(hint, defined)  # type: ignore[arg-type]
    if origin is tuple:
        return {"type": "array", "items": _of_field(name, inner[0], defined)}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if inner:
        return {"anyOf": [_of_field(name, one, defined) for one in inner]}
    return _of_value(name, hint)


def _refer(cls: type, defined: dict[str, _Schema]) -> _Schema:
    if cls.__name__ not in defined:
        defined[cls.__name__] = _of_record(cls, defined)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _of_value(name: str, cls: type) -> _Schema:
    if cls is str and name in _DATES:
        return {"type": "string", "pattern": _DATE}
    if cls is str:
        return {"type": "string"} if name in _MAY_BE_EMPTY else {"type": "string", "minLength": 1}
    if cls is float and name in _SHARES:
        return {"type": "number", "minimum": 0, "maximum": 1}
    return {"type": _TYPES[cls]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(build_schema(), indent=1) + "\n")
