"""Comment platforms: one TOML a platform in `platforms/`, and the matcher for the selectors in them.

A folder of rules holds `platforms/<name>.toml`; a file of a user's folder replaces the package's of the same name:

    detect      selectors, one of which must be on the page
    item        selectors of a comment or post: each element found is one
    ignore      items that are none: pingbacks, advertisements between posts
    author, author_url, time, permalink, score, number
                where the field stands in the item: `selector`, `selector@attribute`, or `@attribute` of the item
                itself; the first that gives a value counts. `number` is the post's own number in its thread.
    text        the elements with the comment's own words
    quote       in them, the words of an earlier post
    controls, signature
                in the item, what is neither
    section     the element around the whole thread
    nesting     tree | parent_id | depth | indent | flat
    id, parent, level
                what nesting reads: `id` and `parent` name a comment (they are compared by their last number or word),
                `level` is the depth or indent; written like a field. `level_in` is what the number stands behind.
    opening     first: the first item opens the thread, unless its number or the page's says that it is a later page;
                selector: the items that `opens` selects; none (the default): the items answer an article
    opens       selectors of the opening post
    flags       a table: flag of a comment -> selectors in the item
    declared    true: the markup is the page's own declaration (microdata), not a platform's

The language of the selectors is described in `selectors.py`.

`[[stripped]]` tells what a comment of the platform looks like when its markup is gone; see `stripped.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.errors import RuleError
from pagewinnow.records import CommentFlag
from pagewinnow.rules.folders import OWN
from pagewinnow.rules.selectors import Index, Selector, parse_selector
from pagewinnow.rules.stripped import Stripped, read_stripped

Nesting = Literal["tree", "parent_id", "depth", "indent", "flat"]
Opening = Literal["first", "selector", "none"]

_SELECTOR_KEYS = ("detect", "item", "ignore", "text", "quote", "controls", "signature", "section", "opens")
_FIELD_KEYS = ("author", "author_url", "time", "permalink", "score", "number", "id", "parent", "level")
_OTHER_KEYS = ("nesting", "opening", "flags", "declared", "level_in", "stripped", "site")


class Field(NamedTuple):
    """Where a field stands: a selector (`None`: the item itself) and an attribute (`None`: the text)."""

    selector: Selector | None
    attribute: str | None


class Platform(NamedTuple):
    """One platform file; see the module's docstring for its keys."""

    name: str
    detect: tuple[Selector, ...]
    item: tuple[Selector, ...]
    ignore: tuple[Selector, ...]
    text: tuple[Selector, ...]
    quote: tuple[Selector, ...]
    controls: tuple[Selector, ...]
    signature: tuple[Selector, ...]
    section: tuple[Selector, ...]
    opens: tuple[Selector, ...]
    fields: Mapping[str, tuple[Field, ...]]
    flags: Mapping[CommentFlag, tuple[Selector, ...]]
    nesting: Nesting
    opening: Opening
    declared: bool
    level_in: str
    stripped: tuple[Stripped, ...]


@lru_cache(maxsize=8)
def load_platforms(folders: tuple[Path, ...] = ()) -> tuple[Platform, ...]:
    """The platforms of the package with those of the user's `folders` laid over them, by name.

    Raises:
        RuleError: a file does not follow the specification.
    """
    files = {file.stem: file for folder in (OWN, *folders) for file in sorted((folder / "platforms").glob("*.toml"))}
    return tuple(read_platform(file) for _, file in sorted(files.items()))


def read_platform(file: Path) -> Platform:
    """One platform file.

    Raises:
        RuleError: it does not follow the specification.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(str(file), "file", str(error)) from error
    for key in table:
        if key not in {*_SELECTOR_KEYS, *_FIELD_KEYS, *_OTHER_KEYS}:
            raise RuleError(str(file), key, "unknown key")
    selectors = {key: _selectors(file, table, key) for key in _SELECTOR_KEYS}
    if bool(selectors["detect"]) != bool(selectors["item"]) or not (selectors["item"] or table.get("stripped")):
        raise RuleError(str(file), "item", "detect and item are needed, or stripped alone")
    flags = _table(file, table, "flags")
    return Platform(
        name=file.stem,
        **selectors,
        fields={key: tuple(_fields(file, table, key)) for key in _FIELD_KEYS if key in table},
        flags={_choice(file, "flags", f, get_args(CommentFlag)): _selectors(file, flags, f) for f in flags},
        nesting=_choice(file, "nesting", table.get("nesting", "flat"), get_args(Nesting)),
        opening=_choice(file, "opening", table.get("opening", "none"), get_args(Opening)),
        declared=table.get("declared", False) is True,
        level_in=str(table.get("level_in", "")),
        stripped=tuple(_stripped(file, table)),
    )


def _choice(file: Path, key: str, value: object, choices: Sequence[str]) -> Any:  # noqa: ANN401 - one of a Literal
    if value not in choices:
        raise RuleError(str(file), key, f"one of {', '.join(choices)} is needed")
    return value


def _table(file: Path, table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise RuleError(str(file), key, "a table is needed")
    return value


def _strings(file: Path, table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise RuleError(str(file), key, "a list of strings is needed")
    return value


def _selectors(file: Path, table: Mapping[str, object], key: str) -> tuple[Selector, ...]:
    try:
        return tuple(parse_selector(one) for one in _strings(file, table, key))
    except ValueError as error:
        raise RuleError(str(file), key, str(error)) from error


def _fields(file: Path, table: Mapping[str, object], key: str) -> Iterator[Field]:
    for one in _strings(file, table, key):
        selector, _, attribute = one.partition("@")
        try:
            yield Field(parse_selector(selector) if selector else None, attribute or None)
        except ValueError as error:
            raise RuleError(str(file), key, str(error)) from error


def _stripped(file: Path, table: Mapping[str, object]) -> Iterator[Stripped]:
    try:
        yield from read_stripped(table)
    except ValueError as error:
        raise RuleError(str(file), "stripped", str(error)) from error


class Detector:
    """Tells which platforms a page shows: one look into the names that are on it, then the few selectors they file."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        self.platforms = tuple(platforms)
        self._filed: dict[str, dict[str, list[tuple[int, Selector]]]] = {}
        for number, platform in enumerate(self.platforms):
            for selector in platform.detect:
                kind, name = selector.key
                self._filed.setdefault(kind, {}).setdefault(name, []).append((number, selector))

    def detect(self, index: Index) -> list[Platform]:
        """The platforms of which a page shows a selector."""
        shown: set[int] = set()
        for kind, filed in self._filed.items():
            for name in filed.keys() & index.names(kind):
                shown.update(number for number, selector in filed[name] if index.select(selector))
        return [self.platforms[number] for number in sorted(shown)]


@lru_cache(maxsize=8)
def load_detector(folders: tuple[Path, ...] = ()) -> Detector:
    """The detector for `load_platforms(folders)`."""
    return Detector(load_platforms(folders))
