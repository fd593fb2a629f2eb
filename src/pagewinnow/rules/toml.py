"""The one reader of rule data: a TOML file comes in, a table that follows its shape goes out, or one kind of error.

A shape says what may stand in a place, and what is made of it:

    Text      a string that is not empty; `parse` may make more of it, and says by a `ValueError` what is wrong
    Choice    one of a few strings
    Count     a whole number of 0 or more
    Flag      true or false
    ListOf    a list, each of whose items has one shape
    Table     named keys, each with its own shape; a key that is not named is an error, never overlooked
    TableOf   keys of one sort (the names of flags), each with the same shape

A key that is missing is given its shape's `default`, unless the table requires it. Each error is a `RuleError` with the
file, the path of the key in it (`phrase[3].text`) and what would be right.

>>> shape = Table({"text": Text(), "max_words": Count(), "yes": ListOf(Text())}, required=("text",))
>>> shape.read({"text": "Read more", "yes": ["Read more"]}, Place(Path("ad.toml")))
{'text': 'Read more', 'max_words': None, 'yes': ('Read more',)}
>>> shape.read({"txet": "Read more"}, Place(Path("ad.toml"), ("phrase", 3)))
Traceback (most recent call last):
pagewinnow.errors.RuleError: ad.toml: phrase[3].txet: unknown key; known are text, max_words, yes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pagewinnow.errors import RuleError
from pagewinnow.rules.prebuilt import parse, without_examples


class Place(NamedTuple):
    """A file, and the keys and indexes that lead to a place in it: what an error names."""

    file: Path
    path: tuple[str | int, ...] = ()

    def under(self, *path: str | int) -> Place:
        """A place in what stands here."""
        return Place(self.file, self.path + path)

    def error(self, reason: str) -> RuleError:
        """The error that something is wrong here."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path]
        return RuleError(str(self.file), "".join(steps).removeprefix(".") or "file", reason)


class Shape(Protocol):
    """What may stand in a place, and what stands for it where the key is missing."""

    @property
    def default(self) -> object:
        """The value of a key that is missing."""

    def read(self, value: object, place: Place) -> Any:  # noqa: ANN401 - what the shape makes of the value
        """The value as rules hold it.

        Raises:
            RuleError: it does not have this shape.
        """


@dataclass(frozen=True)
class Text:
    """A string that is not empty. `parse` makes of it what the rules need, or says what is wrong by a `ValueError`."""

    parse: Callable[[str], object] = str
    default: object = None

    def read(self, value: object, place: Place) -> object:
        """What `parse` makes of the string."""
        if not isinstance(value, str) or not value.strip():
            raise place.error("a string that is not empty is needed")
        try:
            return self.parse(value)
        except ValueError as error:
            raise place.error(str(error)) from error


@dataclass(frozen=True)
class Choice:
    """One of a few strings."""

    choices: Collection[str]
    default: str | None = None

    def read(self, value: object, place: Place) -> str:
        """The string."""
        if not isinstance(value, str) or value not in self.choices:
            raise place.error(f"one of {', '.join(self.choices)} is needed")
        return value


@dataclass(frozen=True)
class Count:
    """A whole number of 0 or more."""

    default: int | None = None

    def read(self, value: object, place: Place) -> int:
        """The number."""
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise place.error("a number of 0 or more is needed")
        return value


@dataclass(frozen=True)
class Flag:
    """True or false."""

    default: bool = False

    def read(self, value: object, place: Place) -> bool:
        """The truth value."""
        if not isinstance(value, bool):
            raise place.error("true or false is needed")
        return value


@dataclass(frozen=True)
class ListOf:
    """A list of items of one shape. `sizes` are the lengths that it may have, if not any."""

    item: Shape
    sizes: Collection[int] = ()
    default: tuple[object, ...] = ()

    def read(self, value: object, place: Place) -> tuple[Any, ...]:
        """The items."""
        if not isinstance(value, list):
            raise place.error("a list is needed")
        if self.sizes and len(value) not in self.sizes:
            raise place.error(f"a list of {' or '.join(map(str, self.sizes))} is needed, not of {len(value)}")
        return tuple([self.item.read(one, place.under(index)) for index, one in enumerate(value)])


@dataclass(frozen=True)
class Table:
    """Named keys, each with its shape; the `required` ones must be there."""

    keys: Mapping[str, Shape]
    required: Collection[str] = ()
    default: object = None

    def read(self, value: object, place: Place) -> dict[str, Any]:
        """All keys of the shape, in its order; what is missing has its default."""
        table = _table(value, place)
        for key in table:
            if key not in self.keys:
                raise place.under(key).error(f"unknown key; known are {', '.join(self.keys)}")
        for key in self.required:
            if key not in table:
                raise place.under(key).error("this key is needed")
        return {
            key: shape.read(table[key], place.under(key)) if key in table else shape.default
            for key, shape in self.keys.items()
        }


@dataclass(frozen=True)
class TableOf:
    """Keys of one sort, each with a value of one shape."""

    key: Shape
    value: Shape
    default: object = None

    def read(self, value: object, place: Place) -> dict[str, Any]:
        """The keys that are there."""
        table = _table(value, place)
        return {
            self.key.read(key, place.under(key)): self.value.read(one, place.under(key)) for key, one in table.items()
        }


def lists_of(*names: str) -> Table:
    """A table of lists of words, each of which may be missing, as may the table."""
    return Table({name: ListOf(Text()) for name in names}, default=dict.fromkeys(names, ()))


def _table(value: object, place: Place) -> dict[str, object]:
    if not isinstance(value, dict):
        raise place.error("a table is needed")
    return value


def read_file(file: Path, shape: Table | TableOf, *, examples: bool = True) -> dict[str, Any]:
    """The table of a file, without the lines of examples if they are not wanted.

    Raises:
        RuleError: the file cannot be read, is no TOML, or does not have the shape.
    """
    text = read_bytes(file)
    place = Place(file)
    try:
        decoded = text.decode()
        table = parse(decoded if examples else without_examples(decoded))
    except RecursionError as error:
        raise place.error("tables or lists are nested too deeply") from error
    except ValueError as error:  # no TOML, no UTF-8, a number of thousands of digits
        raise place.error(str(error)) from error
    return shape.read(table, place)


def read_bytes(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        RuleError: it is a folder, a link to nothing, or may not be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise Place(file).error(f"cannot be read: {error.strerror or error}") from error
