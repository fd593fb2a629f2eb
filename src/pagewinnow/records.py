"""The records that come out: frozen, made of plain types, the same names in Python and in JSON.

`Page.to_dict()` gives what `json.dumps` takes; `Page.from_dict` is its inverse; `page.schema.json`, beside this
file, is the same contract as a JSON Schema. Unknown is `None`, never an empty string. Dates are ISO 8601.
`position` is everywhere the index of a block in the page, so a record gives the page back in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_type_hints

InputKind = Literal["auto", "html", "text", "markdown"]
PageKind = Literal["article", "thread", "other"]
AccessStatus = Literal["open", "paywalled", "challenge", "consent", "error", "empty"]
EvidenceSource = Literal["jsonld", "meta", "markup", "script", "text", "hidden", "http"]
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", "line"]
Action = Literal["cut", "edited"]
KeptLabel = Literal["title", "body", "comment"]
RemovedLabel = Literal[
    "paywall", "challenge", "consent", "error", "newsletter", "nav", "share", "related", "ad", "reply_form",
    "comment_control", "legal", "bio", "caption", "duplicate", "repeated", "hidden", "field", "other",
]  # fmt: skip
Label = KeptLabel | RemovedLabel
CommentFlag = Literal["spoiler", "deleted", "moderated", "edited", "pinned", "truncated", "pending"]

SCHEMA = 1
KEPT_LABELS: frozenset[str] = frozenset(get_args(KeptLabel))
REMOVED_LABELS: frozenset[str] = frozenset(get_args(RemovedLabel))


@dataclass(frozen=True, slots=True)
class Fetch:
    """What the crawler knows of the response: all of it optional.

    `fetched_at` is an ISO 8601 time; it lets relative times be resolved and later dates be refused.
    """

    fetched_at: str | None = None
    status: int | None = None
    content_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the page came from: `path` and `offset` (bytes) in it, how it was read, and the SHA-256 of its bytes."""

    path: str | None
    offset: int | None
    kind: Literal["html", "text", "markdown"]
    encoding: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One witness of the access verdict: what kind of witness, the rule that spoke, and the words it saw."""

    source: EvidenceSource
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Access:
    """What the page was. `complete`: is the whole article in the record? `confidence`: 0 to 1."""

    status: AccessStatus
    complete: bool | None
    declared_free: bool | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """One block of the article. `level`: 1 to 6 for a heading, the depth for a list item, else `None`."""

    kind: BlockKind
    level: int | None
    text: str
    position: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Article:
    """The main content of a page; `text` is the blocks joined by a blank line, without the title."""

    title: str | None
    authors: tuple[str, ...]
    date: str | None
    date_raw: str | None
    date_modified: str | None
    sitename: str | None
    description: str | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    image: str | None
    license: str | None
    text: str
    blocks: tuple[ArticleBlock, ...]
    word_count: int
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    second_opinion: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or post. `id` is its own in the page, `parent_id` the `id` it answers, `depth` 0 for the top."""

    id: str
    parent_id: str | None
    depth: int
    position: int
    author: str | None
    author_url: str | None
    date: str | None
    date_raw: str | None
    language: str | None
    text: str
    quoted_text: str | None
    url: str | None
    score: int | None
    flags: tuple[CommentFlag, ...]
    extracted_from: str


@dataclass(frozen=True, slots=True)
class Removed:
    """One piece that was taken out: a whole block (`cut`) or the part cut out of a kept block (`edited`)."""

    label: RemovedLabel
    rule: str
    text: str
    position: int
    action: Action


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Digests of all that decides a record: same bytes and same digests, same record."""

    version: str
    rules: str
    model: str | None
    sites: str | None
    options: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page, cleaned. See the module's docstring; every field exists on every page."""

    schema: int
    id: str
    url: str | None
    canonical_url: str | None
    next_url: str | None
    hostname: str | None
    source: SourceInfo
    kind: PageKind
    language: str | None
    confidence: float | None
    access: Access
    article: Article | None
    comments: tuple[Comment, ...]
    comment_count_declared: int | None
    removed: tuple[Removed, ...]
    warnings: tuple[str, ...]
    made_by: MadeBy

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types with exactly these names; tuples become lists."""
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """The inverse of `to_dict`.

        Raises:
            KeyError: a field without a default is missing.
        """
        page: Page = _build(cls, data)
        return page

    def to_trafilatura(self) -> dict[str, Any]:
        """The record under trafilatura's own field names and shapes, comments as one text; see `convert`."""
        from pagewinnow.render.schema_org import to_trafilatura  # noqa: PLC0415 - it knows this module

        return to_trafilatura(self)

    def to_schema_org(self) -> dict[str, Any]:
        """The record as JSON-LD: a `NewsArticle` or `DiscussionForumPosting` with its `comment` list; see `convert`."""
        from pagewinnow.render.schema_org import to_schema_org  # noqa: PLC0415 - it knows this module

        return to_schema_org(self)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON has no better type
    if isinstance(value, (str, int, float, type(None))):
        return value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return dict(value)
    cls: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(cls)}


@cache
def _shapes(cls: type) -> tuple[tuple[str, type | None, bool, bool], ...]:
    """Each field's name, the record class in it (if any), whether it is a tuple, and whether it has a default."""
    hints = get_type_hints(cls)
    rows = []
    for f in fields(cls):
        inner = [t for t in (hints[f.name], *get_args(hints[f.name])) if t in _RECORDS]
        is_tuple = getattr(hints[f.name], "__origin__", None) is tuple
        has_default = f.default is not MISSING or f.default_factory is not MISSING
        rows.append((f.name, inner[0] if inner else None, is_tuple, has_default))
    return tuple(rows)


def _build(cls: type, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the class is a parameter
    values: dict[str, Any] = {}
    for name, record, is_tuple, has_default in _shapes(cls):
        if name not in data and has_default:
            continue
        value = data[name]
        if is_tuple:
            value = tuple(_build(record, v) if record else v for v in value)
        elif record and value is not None:
            value = _build(record, value)
        elif isinstance(value, Mapping):
            value = MappingProxyType(dict(value))
        values[name] = value
    return cls(**values)


_RECORDS = frozenset({SourceInfo, Evidence, Access, ArticleBlock, Article, Comment, Removed, MadeBy})
