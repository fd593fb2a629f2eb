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

Selectors are a small language: `tag`, `#id`, `.class`, `[attr]`, `[attr=value]`, `[attr^=start]`, `[attr$=end]`,
`[attr*=part]`, joined without spaces, and a space for "somewhere inside". They are filed under one token of their last
part and looked up in an index of the page, so a page of no platform costs one look per class.

`[[stripped]]` tells what a comment of the platform looks like when its markup is gone: `head` is the lines before its
text, in order, with the placeholders {name}, {date}, {n}, {any}; a line in square brackets may be missing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.document import Skeleton
from pagewinnow.errors import RuleError
from pagewinnow.records import CommentFlag

Nesting = Literal["tree", "parent_id", "depth", "indent", "flat"]
Opening = Literal["first", "selector", "none"]
OWN = Path(__file__).parent / "data"

_SELECTOR_KEYS = ("detect", "item", "ignore", "text", "quote", "controls", "signature", "section", "opens")
_FIELD_KEYS = ("author", "author_url", "time", "permalink", "score", "number", "id", "parent", "level")
_OTHER_KEYS = ("nesting", "opening", "flags", "declared", "level_in", "stripped", "site")
_PART = re.compile(r"([#.]?)([\w-]+)|\[([\w:-]+)(?:([\^$*]?=)\"?([^\]\"]*)\"?)?\]")


class Condition(NamedTuple):
    """One attribute test of a selector; an empty operator asks only that the attribute is there."""

    name: str
    operator: str = ""
    value: str = ""

    def holds(self, attributes: Mapping[str, str]) -> bool:
        """Does an element with these attributes pass?"""
        found = attributes.get(self.name)
        if found is None or not self.operator:
            return found is not None
        if self.operator == "^=":
            return found.startswith(self.value)
        if self.operator == "$=":
            return found.endswith(self.value)
        return self.value in found if self.operator == "*=" else found == self.value


class Compound(NamedTuple):
    """What one element must be: its tag, its classes, its other attributes."""

    tag: str | None
    classes: tuple[str, ...]
    tests: tuple[Condition, ...]

    def holds(self, skeleton: Skeleton, node: int) -> bool:
        """Is the node such an element?"""
        if self.tag is not None and skeleton.tags[node] != self.tag:
            return False
        if self.classes:
            tokens = skeleton.classes(node)
            if not all(name in tokens for name in self.classes):
                return False
        return all(test.holds(skeleton.attributes[node]) for test in self.tests)


class Selector(NamedTuple):
    """A selector: `compounds` from the outermost to the element itself. `key` is what it is filed under."""

    source: str
    compounds: tuple[Compound, ...]
    key: tuple[str, str]


class Field(NamedTuple):
    """Where a field stands: a selector (`None`: the item itself) and an attribute (`None`: the text)."""

    selector: Selector | None
    attribute: str | None


class Stripped(NamedTuple):
    """The head of a comment in text: a pattern a line, each with whether it may be missing."""

    head: tuple[tuple[str, bool], ...]


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


class Index:
    """The nodes of a page by tag, class and id. Names are read in one pass over the columns, nodes when asked for."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton
        attributes = [row for row in skeleton.attributes if row]
        self._tokens: dict[str, list[str]] = {}
        for value in {row["class"] for row in attributes if "class" in row}:
            for token in value.split():
                self._tokens.setdefault(token, []).append(value)
        ids = {row["id"] for row in attributes if "id" in row}
        self.names: dict[str, AbstractSet[str]] = {
            ".": self._tokens.keys(),
            "": set(skeleton.tags),
            "[": set().union(*attributes),
            "#": ids,
            "^": {name.rstrip("0123456789") for name in ids},
        }
        self._rows: dict[str, dict[str, list[int]]] = {}
        self._found: dict[tuple[str, str], list[int]] = {}
        self._outer: dict[tuple[Compound, ...], frozenset[int]] = {}

    def under(self, key: tuple[str, str]) -> Sequence[int]:
        """The nodes under `key`, in document order."""
        if key not in self._found:
            self._found[key] = self._find(*key) if key[0] == "^" or key[1] in self.names[key[0]] else []
        return self._found[key]

    def _find(self, kind: str, name: str) -> list[int]:
        if kind == ".":
            rows = self.values_of("class")
            return sorted({node for value in self._tokens.get(name, ()) for node in rows[value]})
        if kind == "#":
            return self.values_of("id").get(name, [])
        if kind == "^":
            found = self.values_of("id").items()
            return sorted(node for value, nodes in found if value.startswith(name) for node in nodes)
        if kind == "[":
            return sorted(node for nodes in self.values_of(name).values() for node in nodes)
        return [node for node, tag in enumerate(self.skeleton.tags) if tag == name]

    def values_of(self, name: str) -> dict[str, list[int]]:
        """The nodes with the attribute `name` by its value."""
        if name not in self._rows:
            rows: dict[str, list[int]] = {}
            for node, attributes in enumerate(self.skeleton.attributes):
                if name in attributes:
                    rows.setdefault(attributes[name], []).append(node)
            self._rows[name] = rows
        return self._rows[name]

    def under_test(self, test: Condition) -> list[int]:
        """The nodes that pass one attribute test."""
        if test.name not in self.names["["]:
            return []
        rows = self.values_of(test.name)
        return sorted(node for value, nodes in rows.items() if test.holds({test.name: value}) for node in nodes)

    def select(self, selector: Selector) -> list[int]:
        """The nodes that one selector selects, in document order."""
        nodes = self._alike(selector.compounds[-1], selector.key)
        if not nodes or len(selector.compounds) == 1:
            return nodes
        around = self._around(selector.compounds[:-1])
        return [node for node in nodes if self._stands_in(node, around)]

    def _around(self, compounds: tuple[Compound, ...]) -> frozenset[int]:
        """The nodes that the outer part of a selector selects."""
        if compounds not in self._outer:
            self._outer[compounds] = frozenset(self.select(Selector("", compounds, _key(compounds[-1]))))
        return self._outer[compounds]

    def _stands_in(self, node: int, around: frozenset[int]) -> bool:
        parents = self.skeleton.parents
        node = parents[node] if around else -1
        while node >= 0:
            if node in around:
                return True
            node = parents[node]
        return False

    def _alike(self, compound: Compound, key: tuple[str, str]) -> list[int]:
        """The nodes that one compound describes."""
        nodes = self.under_test(compound.tests[0]) if key[0] == "[" else self.under(key)
        if not nodes or _is_simple(compound):
            return list(nodes)
        return [node for node in nodes if compound.holds(self.skeleton, node)]

    def select_any(self, selectors: Iterable[Selector]) -> list[int]:
        """The nodes that any of the selectors selects, in document order."""
        return sorted({node for selector in selectors for node in self.select(selector)})


def parse_selector(source: str) -> Selector:
    """Read a selector.

    >>> parse_selector("li.comment [itemprop=name]").key
    ('[', 'itemprop')
    >>> parse_selector("#comments article").key
    ('', 'article')

    Raises:
        ValueError: it is not of the selector language.
    """
    compounds = tuple(_parse_compound(part) for part in _split(source))
    if not compounds:
        raise ValueError(f"{source!r} is an empty selector")
    return Selector(source, compounds, _key(compounds[-1]))


def _split(source: str) -> list[str]:
    """The compounds of a selector: a space in brackets does not part them."""
    return re.findall(r"(?:\[[^\]]*\]|[^\s\[])+", source)


def _parse_compound(part: str) -> Compound:
    tag, classes, tests, at = None, [], [], 0
    while at < len(part):
        found = _PART.match(part, at)
        if found is None or (found[2] and not found[1] and at):
            raise ValueError(f"{part!r} is no selector")
        sign, name, attribute, operator, value = found.groups()
        if attribute:
            tests.append(Condition(attribute, operator or "", value or ""))
        elif sign == "#":
            tests.append(Condition("id", "=", name))
        elif sign:
            classes.append(name)
        else:
            tag = name
        at = found.end()
    return Compound(tag, tuple(classes), tuple(tests))


def _key(compound: Compound) -> tuple[str, str]:
    for test in compound.tests:
        if test.name == "id" and test.operator == "=":
            return "#", test.value
    if compound.classes:
        return ".", compound.classes[0]
    if compound.tag and "-" in compound.tag:
        return "", compound.tag
    if compound.tests and compound.tests[0].name == "id" and compound.tests[0].operator == "^=":
        return "^", compound.tests[0].value
    return ("[", compound.tests[0].name) if compound.tests else ("", compound.tag or "")


def _is_simple(compound: Compound) -> bool:
    """Does the key of a compound say all of it?"""
    return (compound.tag is not None) + len(compound.classes) + len(compound.tests) == 1


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
    rows = table.get("stripped", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RuleError(str(file), "stripped", "a list of tables is needed")
    for row in rows:
        lines = _strings(file, row, "head")
        yield Stripped(tuple((line.strip("[]"), line.startswith("[")) for line in lines))


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
            for name in filed.keys() & index.names[kind]:
                shown.update(number for number, selector in filed[name] if index.select(selector))
        return [self.platforms[number] for number in sorted(shown)]


@lru_cache(maxsize=8)
def load_detector(folders: tuple[Path, ...] = ()) -> Detector:
    """The detector for `load_platforms(folders)`."""
    return Detector(load_platforms(folders))
