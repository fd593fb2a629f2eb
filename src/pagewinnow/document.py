"""The page as it was read: a source, its blocks with their context, what the page declares.

    load     -> Source      decoded text, and how it was read
    segment  -> Document    blocks in reading order, the skeleton of elements that they stand in, declarations, signals
    find     -> Findings    (in `findings`)
    label    -> Labels      (in `findings`)
    assemble -> Page        (in `records`)

HTML and text meet in `Document`: after `segment`, what text lacks is just missing. Blocks are never deleted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pagewinnow.jsonld import types_of
from pagewinnow.records import BlockKind, Mark, RemovedLabel

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """A page's content, decoded and repaired. `text` holds no NUL and no lone surrogate."""

    text: str
    kind: Literal["html", "text", "markdown"]
    url: str | None
    encoding: str | None
    sha256: str
    warnings: tuple[str, ...] = ()


class Run(NamedTuple):
    """An inline element with text: the slice `start:end` of its block's text, and its node in the skeleton."""

    start: int
    end: int
    node: int


class Aside(NamedTuple):
    """Words that stand in a block and are no text of it: before which character of it, what they say, and why.

    A space at a rim of `text` says that the words do not touch what is around them.
    """

    start: int
    text: str
    label: RemovedLabel
    rule: str


class Block(NamedTuple):
    """The smallest piece that is kept or cut whole.

    A named tuple, since a page has hundreds: a frozen dataclass takes three times as long to make.

    `node` is the nearest enclosing block-level element in the skeleton. `link_chars` counts the characters of `text`
    that are inside links. `gap` is the number of blank lines before the block in a text, `indent` that of the signs of
    white space its line begins with; 0 in HTML.

    `level` is the rank of a heading, and how many lists an item stands in. `depth` is how many lists and quotes are
    around the block, its own one left out; `number` that of an item in an ordered list, `language` that of code as the
    page names it; `header` says that a row is the head of its table. `marks` are those that no run tells, with
    addresses as the page gives them (`marks.read_marks` has all).
    """

    position: int
    text: str
    kind: BlockKind
    level: int | None
    node: int
    hidden: bool = False
    noscript: bool = False
    link_chars: int = 0
    gap: int = 0
    runs: tuple[Run, ...] = ()
    marks: tuple[Mark, ...] = ()
    asides: tuple[Aside, ...] = ()
    depth: int = 0
    number: int | None = None
    language: str | None = None
    header: bool = False
    indent: int = 0


@dataclass(slots=True)
class Skeleton:
    """The elements of the page as columns, in document order; node 0 is the root. A text has the root alone.

    Node `i` has the tag `tags[i]`, the parent `parents[i]` (-1 for the root), the attributes `attributes[i]`, the
    descendants `i + 1` to `ends[i] - 1`, and the blocks `firsts[i]` to `stops[i] - 1`.

    Who looks for elements by name shares what was found. `named` are the nodes that have an attribute, by its name,
    where segmentation gives them: it has the attributes in hand, a walk over them later costs 0.1 parses more.
    """

    tags: list[str]
    parents: list[int]
    attributes: list[Mapping[str, str]]
    ends: list[int]
    firsts: list[int]
    stops: list[int]
    named: Mapping[str, Sequence[int]] | None = field(default=None, repr=False, compare=False)
    _tokens: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)
    _valued: dict[str, dict[str, list[int]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _tagged: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _inside: dict[frozenset[str], bytearray] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def having(self) -> Mapping[str, Sequence[int]]:
        """The nodes that have an attribute, in document order, by its name."""
        if self.named is None:
            named: dict[str, list[int]] = defaultdict(list)
            for node, attributes in enumerate(self.attributes):
                for name in attributes:
                    named[name].append(node)
            self.named = dict(named)
        return self.named

    def values(self, name: str) -> AbstractSet[str]:
        """All values of an attribute on the page."""
        return self.nodes_by_value(name).keys()

    def nodes_by_value(self, name: str) -> Mapping[str, Sequence[int]]:
        """The nodes that have the attribute `name`, in document order, by its value."""
        if name not in self._valued:
            found: dict[str, list[int]] = defaultdict(list)
            attributes = self.attributes
            for node in self.having.get(name, ()):
                found[attributes[node][name]].append(node)
            self._valued[name] = dict(found)
        return self._valued[name]

    @property
    def tokens(self) -> frozenset[str]:
        """Every class on the page."""
        if self._tokens is None:
            self._tokens = frozenset(" ".join(self.values("class")).split())
        return self._tokens

    def ancestors(self, node: int) -> Iterator[int]:
        """The node itself, its parent, and so on up to the root."""
        while node >= 0:
            yield node
            node = self.parents[node]

    def nodes_of(self, tag: str) -> Sequence[int]:
        """The nodes of a tag, in document order."""
        if tag not in self._tagged:
            self._tagged[tag] = [node for node, own in enumerate(self.tags) if own == tag]
        return self._tagged[tag]

    def holds(self, node: int, tag: str) -> bool:
        """Has the node, or one in it, this tag?"""
        nodes = self.nodes_of(tag)
        at = bisect_left(nodes, node)
        return at < len(nodes) and nodes[at] < self.ends[node]

    def is_inside(self, node: int, tags: frozenset[str]) -> bool:
        """Has the node, or one around it, one of these tags? Told of all nodes at once, however deep the page is."""
        if tags not in self._inside:
            inside, stop = bytearray(len(self.tags)), 0
            for outer in [number for number, tag in enumerate(self.tags) if tag in tags]:
                if outer >= stop:
                    stop = self.ends[outer]
                    inside[outer:stop] = b"\1" * (stop - outer)
            self._inside[tags] = inside
        return self._inside[tags][node] == 1

    def children(self, node: int) -> Iterator[int]:
        """The node's direct children, in order."""
        child, end = node + 1, self.ends[node]
        while child < end:
            yield child
            child = self.ends[child]

    def classes(self, node: int) -> list[str]:
        """The node's class tokens."""
        return self.attributes[node].get("class", "").split()


class Script(NamedTuple):
    """A script of the page: its `type` and `id` attributes, its address, its text (either may be empty)."""

    type: str
    id: str
    src: str
    text: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page says of itself: nothing here is checked against what it shows.

    `metas` are (lower-cased name or property, content), `links` (rel, href) of the head, `json_ld` the JSON-LD objects,
    flattened out of their lists and graphs.
    """

    title: str | None = None
    language: str | None = None
    base: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[Mapping[str, Any], ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """The names of the types of all JSON-LD objects, in lower case."""
        return frozenset(name for thing in self.json_ld for name in types_of(thing))


@dataclass(frozen=True, slots=True)
class Signals:
    """What only markup and scripts tell, and what was met on the way: `depth` and `attributes` are the largest seen."""

    scripts: tuple[Script, ...] = ()
    depth: int = 0
    attributes: int = 0
    cells: int = 0


class Unseen(NamedTuple):
    """Text that the page holds and does not show: the blocks from `start` on, and where it was found."""

    start: int
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A segmented page. `kind` is `html`, `text` or `markdown`; `source` is kept for the second opinion."""

    source: Source
    kind: Literal["html", "text", "markdown"]
    blocks: Sequence[Block]
    skeleton: Skeleton
    declared: Declared
    signals: Signals
    warnings: tuple[str, ...] = ()
    unseen: Unseen | None = None
