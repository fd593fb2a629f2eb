"""The records that come out: frozen, made of plain types, the same names in Python and in JSON.

`Page.to_dict()` gives what `json.dumps` takes; `Page.from_dict` is its inverse; `page.schema.json`, beside this
file, is the same contract as a JSON Schema. Unknown is `None`, never an empty string. Dates are ISO 8601.
`position` is everywhere the index of a block in the page, so a record gives the page back in reading order.

A record is data and no more: it pickles, deep-copies and is the same in every process. What it looks like in other
words (Markdown, schema.org) is the business of `render`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pagewinnow.plain import from_plain, to_plain

InputKind = Literal["auto", "html", "text", "markdown"]
PageKind = Literal["article", "thread", "other"]
AccessStatus = Literal["open", "paywalled", "challenge", "consent", "error", "empty"]
EvidenceSource = Literal["jsonld", "meta", "markup", "script", "text", "shape", "hidden", "http"]
MarkKind = Literal["link", "image", "code", "strong", "em", "sub", "sup", "math", "footnote", "cell"]
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", "line"]
Action = Literal["cut", "edited"]
KeptLabel = Literal["title", "body", "comment"]
RemovedLabel = Literal[
    "paywall", "challenge", "consent", "error", "newsletter", "nav", "share", "related", "ad", "reply_form",
    "comment_control", "legal", "bio", "caption", "duplicate", "repeated", "hidden", "field", "other",
]  # fmt: skip
Label = KeptLabel | RemovedLabel
CommentFlag = Literal["spoiler", "deleted", "moderated", "edited", "pinned", "truncated", "pending", "owner"]
Stage = Literal["read", "load", "clean", "write"]
FailureReason = Literal["timeout", "memory", "crash", "not_a_page", "damaged", "error"]

SCHEMA = 2
KEPT_LABELS: frozenset[str] = frozenset(get_args(KeptLabel))
REMOVED_LABELS: frozenset[str] = frozenset(get_args(RemovedLabel))


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
    """One witness of the access verdict: what kind of witness, the rule that spoke, and the words it saw.

    `weight` is what it added to the verdict's log-odds; `None` where it decided alone, or only tells.
    """

    source: EvidenceSource
    rule: str
    text: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """What the page was. `complete`: is the whole article in the record? `confidence`: 0 to 1."""

    status: AccessStatus
    complete: bool | None
    declared_free: bool | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What the slice `start:end` of its block's text is; an image and the border of a cell are empty slices.

    `href` is the absolute address of a link or an image, `alt` an image's text, or the TeX of a formula. A `footnote`
    is a reference, `href` the place in the page that it leads to; an empty one at the head of a block says that the
    block is that note, or a part of it. A formula that only a script holds is empty too.
    """

    start: int
    end: int
    kind: MarkKind
    href: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBlock:
    """One block of the article; its text is plain, what was emphasised or linked in it stands in `marks`.

    Attributes:
        level: of a heading, 1 to 6.
        depth: how many lists, or quotes, the block's own one stands in; 0 outside of any.
        number: of an item of an ordered list.
        language: of code, where the page names it.
        header: is it a table's row of headings?
        section: the headings that the block stands under, the widest first.
        rule: what decided that the block is kept.
        confidence: 0 to 1.
    """

    kind: BlockKind
    level: int | None = None
    depth: int = 0
    number: int | None = None
    language: str | None = None
    header: bool = False
    section: tuple[str, ...] = ()
    text: str
    marks: tuple[Mark, ...] = ()
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
    sources: Mapping[str, str] = field(default_factory=dict)
    second_opinion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment or post.

    Attributes:
        id: the platform's own, else a hash of author, date and text: the same on every crawl.
        parent_id: the `id` of the comment that it answers.
        depth: 0 for a comment that answers none.
        group: the thread it stands in, where a page has several; 0 is the largest.
        language: where it is not the page's.
        score: votes.
        rating: of a review, 0 to 1.
        extracted_from: the witness that knew it for a comment.
    """

    id: str
    parent_id: str | None = None
    depth: int = 0
    group: int = 0
    position: int
    author: str | None = None
    author_url: str | None = None
    date: str | None = None
    date_raw: str | None = None
    language: str | None = None
    text: str
    quoted_text: str | None = None
    url: str | None = None
    score: int | None = None
    rating: float | None = None
    flags: tuple[CommentFlag, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
    comments_confidence: float | None = None
    comment_count_declared: int | None
    removed: tuple[Removed, ...]
    warnings: tuple[str, ...]
    made_by: MadeBy

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types with exactly these names; tuples become lists."""
        return to_plain(self)

    def to_json(self) -> str:
        """The record as one line of JSON, without the newline."""
        return json.dumps(to_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """The inverse of `to_dict`. It reads records of schema 1 too, which lack what schema 2 added.

        Raises:
            KeyError: a field without a default is missing.
            ValueError: the record is of a schema that this version does not know.
        """
        schema = data.get("schema", SCHEMA)
        if schema not in _READ:
            raise ValueError(f"schema {schema!r} is not known; known are {', '.join(map(str, _READ))}")
        return from_plain(cls, _from_first(data) if schema == 1 else data)


@dataclass(frozen=True, slots=True)
class FailedSource:
    """Where a page came from that gave no record."""

    path: str | None
    offset: int | None = None
    url: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What a page becomes that gave no record: where it stood, in which stage it failed, and why.

    `detail` is for people: the message of the error, the limit that was passed.
    """

    source: FailedSource
    stage: Stage
    reason: FailureReason
    detail: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types with exactly these names."""
        return to_plain(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Failure:
        """The inverse of `to_dict`.

        Raises:
            KeyError: a field without a default is missing.
        """
        return from_plain(cls, data)


_READ = (1, SCHEMA)


def _from_first(data: Mapping[str, Any]) -> dict[str, Any]:
    """A record of schema 1 under the names of schema 2: `level` was the depth of a list item too, from 1."""
    page = {**data, "schema": SCHEMA}
    if page.get("article"):
        blocks = [_from_first_block(block) for block in page["article"]["blocks"]]
        page["article"] = {**page["article"], "blocks": blocks}
    return page


def _from_first_block(block: Mapping[str, Any]) -> Mapping[str, Any]:
    if block["kind"] != "list_item":
        return block
    return {**block, "level": None, "depth": max(0, (block["level"] or 1) - 1)}
