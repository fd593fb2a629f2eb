"""Frozen dataclasses to plain JSON types and back, by one plan a class.

A record is made of strings, numbers, truth values, `None`, mappings of strings, tuples, and records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

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
    cls: Any = type(record)  # a class is hashable, which its type does not say
    read, deep = _plan(cls)
    plain = read(record)
    for name, convert in deep:  # most values are simple: no call for them
        value = plain[name]
        if value is not None:
            plain[name] = convert(value)
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


class _Plan(NamedTuple):
    """How a class becomes plain: what reads its fields, and what converts those that may not stay as they are."""

    read: Callable[[object], dict[str, Any]]
    deep: tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def _plan(cls: type[Any]) -> _Plan:
    """The plan of a class. Its reader is compiled, as its constructor is: half the time of asking for each name."""
    hints = get_type_hints(cls)
    names = [f.name for f in fields(cls)]
    read = eval("lambda record: {" + ", ".join(f"{name!r}: record.{name}" for name in names) + "}")  # noqa: S307
    return _Plan(read, tuple((name, _converter(hints[name])) for name in names if not _is_simple(hints[name])))


def _converter(hint: object) -> Callable[[Any], Any]:
    """What makes a value of a type plain, where it is none that may stand as it is."""
    kinds = [get_origin(part) or part for part in (hint, *get_args(hint))]
    is_record = any(is_dataclass(kind) for kind in kinds)
    if tuple in kinds:
        return _list_records if is_record else list
    return to_plain if is_record else dict


def _list_records(records: Iterable[object]) -> list[dict[str, Any]]:
    return [to_plain(record) for record in records]


def _is_simple(hint: object) -> bool:
    """Does a type stand for simple values alone?

    >>> _is_simple(str | None), _is_simple(Literal["a", "b"]), _is_simple(tuple[str, ...])
    (True, True, False)
    """
    if get_origin(hint) is Literal:
        return True
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    return all(part in _SIMPLE or get_origin(part) is Literal for part in parts)


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
