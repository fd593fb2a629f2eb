"""The Arrow schema of records, made from their classes: no content changes it.

A union with `None` is the type itself (every column may be null), a tuple a list, a record a struct, a mapping a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Access, Comment, Page, Removed

if TYPE_CHECKING:
    import pyarrow as pa

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}
_JOINED = ("comments", "removed")  # tables of their own, joined by the page's id


def import_arrow() -> ModuleType:
    """The module pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and half a second to import
    except ImportError as error:
        raise MissingExtraError("parquet") from error
    return pa  # type: ignore[no-any-return] # it has no types


@cache
def page_schema() -> pa.Schema:
    """A page with all that is in it, as `Page.to_dict` gives it."""
    return import_arrow().schema(record_fields(Page))


@cache
def table_schemas() -> Mapping[str, pa.Schema]:
    """The tables of a set of pages: `pages`; `comments` and `removed` with the page they belong to; `access`."""
    arrow = import_arrow()
    page_id = arrow.field("page_id", arrow.string())
    places = [arrow.field(name, arrow.string()) for name in ("page_url", "page_path")]
    texts = [arrow.field(name, arrow.string()) for name in ("id", "url", "path")]
    return {
        "access": arrow.schema([*texts, arrow.field("offset", arrow.int64()), *record_fields(Access)]),
        "pages": arrow.schema([field for field in record_fields(Page) if field.name not in _JOINED]),
        "comments": arrow.schema([page_id, *places, *record_fields(Comment)]),
        "removed": arrow.schema([page_id, *record_fields(Removed)]),
    }


def record_fields(record: type) -> list[Any]:
    """The fields of a class of records, as Arrow has them."""
    arrow, hints = import_arrow(), get_type_hints(record)
    return [arrow.field(f.name, _type(hints[f.name])) for f in fields(record)]


def _type(hint: Any) -> Any:  # noqa: ANN401 - a hint is of no type
    arrow, parts, origin = import_arrow(), get_args(hint), get_origin(hint)
    if hint in _PLAIN:
        return getattr(arrow, _PLAIN[hint])()
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return arrow.struct(record_fields(hint))
    if origin is Literal:
        return arrow.string()
    if origin is tuple:
        return arrow.list_(_type(parts[0]))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return arrow.map_(arrow.string(), _type(parts[1]))
    known = [part for part in parts if part is not type(None)]
    assert len(known) == 1, f"{hint} is no type of a record"
    return _type(known[0])
