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

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from pagewinnow.records import CommentFlag
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.selectors import Index, Selector, parse_selector
from pagewinnow.rules.stripped import STRIPPED, Stripped, make_stripped
from pagewinnow.rules.toml import Choice, Flag, ListOf, Place, Table, TableOf, Text, read_file

Nesting = Literal["tree", "parent_id", "depth", "indent", "flat"]
Opening = Literal["first", "selector", "none"]


class Field(NamedTuple):
    """Where a field stands: a selector (`None`: the item itself) and an attribute (`None`: the text)."""

    selector: Selector | None
    attribute: str | None


def read_field(text: str) -> Field:
    """Where a field stands, as a file writes it.

    >>> read_field("time@datetime").attribute, read_field("@data-id").selector
    ('datetime', None)

    Raises:
        ValueError: what stands before the `@` is no selector.
    """
    selector, _, attribute = text.partition("@")
    return Field(parse_selector(selector) if selector else None, attribute or None)


_SELECTOR_KEYS = ("detect", "item", "ignore", "text", "quote", "controls", "signature", "section", "opens")
_FIELD_KEYS = ("author", "author_url", "time", "permalink", "score", "number", "id", "parent", "level")
_SELECTORS = ListOf(Text(parse_selector))
PLATFORM = Table(
    {
        **dict.fromkeys(_SELECTOR_KEYS, _SELECTORS),
        **dict.fromkeys(_FIELD_KEYS, ListOf(Text(read_field))),
        "flags": TableOf(Choice(get_args(CommentFlag)), _SELECTORS, default=MappingProxyType({})),
        "nesting": Choice(get_args(Nesting), default="flat"),
        "opening": Choice(get_args(Opening), default="none"),
        "declared": Flag(),
        "level_in": Text(default=""),
        "stripped": ListOf(STRIPPED),
    }
)
"""What a file may hold."""


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
    files = {file.stem: file for file in files_of("platforms/*.toml", folders)}
    return tuple(read_platform(file) for _, file in sorted(files.items()))


def read_platform(file: Path) -> Platform:
    """One platform file.

    Raises:
        RuleError: it does not follow the specification.
    """
    found = read_file(file, PLATFORM)
    if bool(found["detect"]) != bool(found["item"]) or not (found["item"] or found["stripped"]):
        raise Place(file, ("item",)).error("detect and item are needed, or stripped alone")
    fields = {key: found.pop(key) for key in _FIELD_KEYS}
    tables = found.pop("stripped")
    return Platform(
        name=file.stem,
        fields={key: witnesses for key, witnesses in fields.items() if witnesses},
        stripped=tuple([make_stripped(one, Place(file, ("stripped", i))) for i, one in enumerate(tables)]),
        **found,
    )


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
