"""Frozen dataclasses to plain JSON types and back, by one plan a class.

A record is made of strings, numbers, truth values, `None`, mappings of strings, tuples, and records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

_Record = TypeVar("_Record")
_SIMPLE = frozenset({str, int, float, bool, type(None)})


class _Shape(NamedTuple):
    """One field of a record: its name, the record class in it (if any), is it a tuple, has it a default?"""

    name: str
    record: type[Any] | None
    is_tuple: bool
    has_default: bool


def to_plain(record: object) -> dict[str, Any]:
    """The record as a dictionary of plain JSON types, its fields in the order of its class; tuples become lists."""
    plain: dict[str, Any] = {}
    cls: Any = type(record)  # a class is hashable, which its type does not say
    for name in _names(cls):
        value = getattr(record, name)
        plain[name] = value if type(value) in _SIMPLE else _plain(value)  # most are simple: no call for them
    return plain


def from_plain(cls: type[_Record], data: Mapping[str, Any]) -> _Record:
    """The record of a class that `to_plain` made `data` from; what else is in `data` is passed over.

    Raises:
        KeyError: a field without a default is missing.
    """
    values: dict[str, Any] = {}
    for shape in _shapes(cls):  # type: ignore[arg-type]
        if shape.name in data or not shape.has_default:
            values[shape.name] = _build(shape, data[shape.name])
    return cls(**values)


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON has no better type
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return dict(value)
    return to_plain(value)


def _build(shape: _Shape, value: Any) -> Any:  # noqa: ANN401 - JSON has no better type
    if shape.is_tuple:
        return tuple(from_plain(shape.record, part) if shape.record else part for part in value)
    if shape.record and value is not None:
        return from_plain(shape.record, value)
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _shapes(cls: type[Any]) -> tuple[_Shape, ...]:
    hints = get_type_hints(cls)
    shapes = []
    for f in fields(cls):
        hint = hints[f.name]
        records = [part for part in (hint, *get_args(hint)) if isinstance(part, type) and is_dataclass(part)]
        has_default = f.default is not MISSING or f.default_factory is not MISSING
        shapes.append(_Shape(f.name, records[0] if records else None, get_origin(hint) is tuple, has_default))
    return tuple(shapes)
