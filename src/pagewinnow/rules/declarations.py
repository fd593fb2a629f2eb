"""What pages call the facts that they declare of themselves: `declarations/<any>.toml`.

    [metas]       the names and properties of metas, in lower case
    [spellings]   how other names of metas end that say the same; a hyphen stands for any sign that parts words, or none
    [types]       how the names of schema.org's types end, in lower case
    [properties]  the properties of an object in JSON-LD
    [itemprops]   the properties in microdata, in lower case
    [attributes]  the attributes of any element
    [classes]     the class names of elements that hold links

Each is a table of lists; what their keys may be is in this module. The first name of a list that a page has is
believed. A file of a user's folder adds to the ends of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import Choice, ListOf, Table, TableOf, Text, read_file

MetaField = Literal[
    "title", "author", "published", "modified", "sitename", "description", "category", "tag", "image", "license",
    "language", "region", "kind", "article_only", "label", "data",
]  # fmt: skip
Spelt = Literal["published", "modified"]
TypeClass = Literal["article", "news", "not_article", "page", "site", "firm", "person", "other"]
Property = Literal["title", "author", "published", "modified", "image", "description", "parts"]
Attribute = Literal["time"]
Linked = Literal["tags", "category"]
ItemProp = Literal["published", "modified", "author", "headline", "tags", "category", "license", "image", "name"]

_TABLES = {
    "metas": get_args(MetaField), "spellings": get_args(Spelt), "types": get_args(TypeClass),
    "properties": get_args(Property), "itemprops": get_args(ItemProp), "attributes": get_args(Attribute),
    "classes": get_args(Linked),
}  # fmt: skip
SHAPE = Table({name: TableOf(Choice(keys), ListOf(Text()), default={}) for name, keys in _TABLES.items()})
"""What a file may hold."""
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Declarations:
    """The lists of all files; `spellings` as patterns, `itemprops` by the property."""

    metas: Mapping[MetaField, tuple[str, ...]]
    spellings: Mapping[Spelt, re.Pattern[str]]
    types: Mapping[TypeClass, tuple[str, ...]]
    properties: Mapping[Property, tuple[str, ...]]
    itemprops: Mapping[str, ItemProp]
    attributes: Mapping[Attribute, tuple[str, ...]]
    classes: Mapping[str, Linked]


def load_declarations(folders: Iterable[Path] = ()) -> Declarations:
    """The names of the package, and those of the user's `folders` behind them.

    >>> known = load_declarations()
    >>> known.metas["kind"], known.itemprops["datemodified"]
    (('og:type',), 'modified')
    >>> [bool(known.spellings["published"].search(name)) for name in ("w-published-date", "unpublished_date")]
    [True, False]

    Raises:
        RuleError: a file does not follow the specification.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Declarations:
    found: dict[str, dict[str, list[str]]] = {name: {key: [] for key in keys} for name, keys in _TABLES.items()}
    for file in files_of("declarations/*.toml", folders):
        for name, lists in read_file(file, SHAPE).items():
            for key, entries in lists.items():
                found[name][key] += entries
    lists = {name: {key: tuple(own) for key, own in table.items()} for name, table in found.items()}
    return Declarations(
        metas=lists["metas"],
        spellings={key: _spelt(endings) for key, endings in lists["spellings"].items()},
        types=lists["types"],
        properties=lists["properties"],
        itemprops={name: key for key, names in lists["itemprops"].items() for name in names},
        attributes=lists["attributes"],
        classes={name: key for key, names in lists["classes"].items() for name in names},
    )


def _spelt(endings: Iterable[str]) -> re.Pattern[str]:
    """A name that ends in one of these, behind a sign that parts words or from its beginning."""
    alternatives = [r"[-_.:]?".join(re.escape(word) for word in ending.split("-")) for ending in endings]
    return re.compile(rf"(?:^|[-_.:])(?:{'|'.join(alternatives)})$") if alternatives else _NEVER
