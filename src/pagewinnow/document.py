"""What the stages hand to each other: a source, its blocks with their context, what the page declares, the labels.

    load     -> Source      decoded text, and how it was read
    segment  -> Document    blocks in reading order, the skeleton of elements that they stand in, declarations, signals
    label    -> Labels      one decision a block, the threads that were found
    assemble -> Page        (in `records`)

HTML and text meet in `Document`: after `segment`, what text lacks is just missing. Blocks are never deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pagewinnow.records import BlockKind, CommentFlag, Label, RemovedLabel

Strength = Literal["decides", "hint"]
MarkKind = Literal["link", "image", "code", "strong", "em", "sub", "sup", "math", "footnote", "cell"]
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


class Mark(NamedTuple):
    """What the slice `start:end` of a block's text is. An image and a border of cells are empty slices.

    `href` is the address as the page gives it, of a link, an image or a footnote. `alt` is what an image shows, and
    the TeX of a formula.
    """

    start: int
    end: int
    kind: MarkKind
    href: str | None = None
    alt: str | None = None


class Aside(NamedTuple):
    """Words that stand in a block and are no text of it: before which character of it, what they say, and why."""

    start: int
    text: str
    label: RemovedLabel
    rule: str


class Block(NamedTuple):
    """The smallest piece that is kept or cut whole.

    A named tuple, since a page has hundreds: a frozen dataclass takes three times as long to make.

    `node` is the nearest enclosing block-level element in the skeleton. `link_chars` counts the characters of `text`
    that are inside links. `gap` is the number of blank lines before the block in a text, 0 in HTML.

    `level` is the rank of a heading, and how many lists an item stands in; `quotes` how many quotes are around the
    block, `number` that of an item in an ordered list, `language` that of code as the page names it; `header` says
    that a row is the head of its table.
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
    quotes: int = 0
    number: int | None = None
    language: str | None = None
    header: bool = False


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
    _names: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _valued: dict[str, dict[str, list[int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

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

    def values(self, name: str) -> frozenset[str]:
        """All values of an attribute on the page."""
        if name not in self._names:
            attributes = self.attributes
            self._names[name] = frozenset([attributes[node][name] for node in self.having.get(name, ())])
        return self._names[name]

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
        if "" not in self._names:
            self._names[""] = frozenset(" ".join(self.values("class")).split())
        return self._names[""]

    def ancestors(self, node: int) -> Iterator[int]:
        """The node itself, its parent, and so on up to the root."""
        while node >= 0:
            yield node
            node = self.parents[node]

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


class Hit(NamedTuple):
    """A phrase of the rules in a block: `start:end` in the block's own text.

    `number` and `name` are what the phrase's `{n}` and `{name}` stood for. `role` and `flag` are the rule's own.
    """

    rule: str
    label: RemovedLabel
    strength: Strength
    at: Literal["whole", "start", "end", "anywhere"]
    start: int
    end: int
    role: str | None = None
    flag: CommentFlag | None = None
    number: int | None = None
    name: str | None = None


class Cut(NamedTuple):
    """The slice `start:end` of a kept block's text that is taken out."""

    start: int
    end: int
    label: RemovedLabel
    rule: str


class Decision(NamedTuple):
    """What a labeller says of a block: the label, the rule or model behind it, 0 to 1, and what is cut out of it."""

    label: Label
    rule: str
    confidence: float = 1.0
    cuts: tuple[Cut, ...] = ()


class Part(NamedTuple):
    """A slice of a block in a post and what it is there; `end` of `None` is the end of the block.

    `text` and `quote` (an earlier post's words) are kept; `field` became a field or flag of the comment; `control` is
    boilerplate around it. What no part covers in a block between `Post.start` and `Post.stop` counts as control.
    """

    position: int
    role: Literal["text", "quote", "field", "control"]
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One comment before it is a record: the blocks `start` to `stop - 1`, their parts, and the fields its head gave.

    `parent` is an index into the thread's posts. `date` is ISO 8601 where the markup or `date_raw` says so much.
    """

    start: int
    stop: int
    parts: tuple[Part, ...]
    author: str | None = None
    author_url: str | None = None
    date: str | None = None
    date_raw: str | None = None
    parent: int | None = None
    depth: int = 0
    url: str | None = None
    score: int | None = None
    flags: tuple[CommentFlag, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page. `witness` goes to `Comment.extracted_from`; `declared` is the page's own count.

    `opening` is the post that is the article of a forum or Q&A page; `is_page` says that the page is a thread.
    `start` and `stop` bound the blocks of the whole comment section, its head and controls included. `fields` are the
    positions in it, outside the posts, that became a field ("Comments (5)").
    """

    posts: tuple[Post, ...]
    witness: str
    declared: int | None = None
    opening: Post | None = None
    is_page: bool = False
    start: int = 0
    stop: int = 0
    fields: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """One decision for each block of the document, and what else the labellers found out.

    `hits` are the phrases found in each block. `confidence` is the page's (0 to 1, `None` if nothing could say).
    """

    decisions: Sequence[Decision]
    hits: Mapping[int, tuple[Hit, ...]]
    language: str | None = None
    thread: Thread | None = None
    confidence: float | None = None
    second_opinion: bool = False
