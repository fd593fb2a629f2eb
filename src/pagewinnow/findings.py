"""What was found in a document, and what its blocks are called: between `find`, `label` and `assemble`.

find     -> Findings    phrases, thread, body, chrome, verdict, fields: what stands in the document
label    -> Labels      one decision a block, final
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pagewinnow.dates.forms import Forms
from pagewinnow.records import Access, CommentFlag, Label, PageKind, RemovedLabel

Strength = Literal["decides", "hint"]


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

    `id` is the platform's own, `language` known where it is not the page's. `parent` is an index into the thread's
    posts, `group` the thread that it stands in. `date` is ISO 8601 where the markup or `date_raw` says so much;
    `rating` is 0 to 1. `is_relative` says that the date was reckoned from a time such as "3 hours ago".
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
    id: str | None = None
    language: str | None = None
    group: int = 0
    rating: float | None = None
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page. `witness` goes to `Comment.extracted_from`; `declared` is the page's own count.

    `opening` is the post that is the article of a forum or Q&A page; `is_page` says that the page is a thread.
    `start` and `stop` bound the blocks of the whole comment section, its head and controls included. `fields` are the
    positions in it, outside the posts, that became a field ("Comments (5)"). `probability` is that of its being a
    thread at all, 0 to 1, `None` where the witness cannot say.
    """

    posts: tuple[Post, ...]
    witness: str
    declared: int | None = None
    opening: Post | None = None
    is_page: bool = False
    start: int = 0
    stop: int = 0
    fields: tuple[int, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks that read as main content where no rule says otherwise: position -> confidence, 0 to 1; who says so.

    `confidence` is that of the whole page, `None` where nothing could say.
    """

    blocks: Mapping[int, float]
    rule: str
    confidence: float | None = None
    second_opinion: bool = False


@dataclass(frozen=True, slots=True)
class Chrome:
    """What rules and markup call blocks: `known` decide by themselves, `likely` name what nothing else explains.

    `known` has the positions of some blocks, `likely` one decision a block.
    """

    known: Mapping[int, Decision]
    likely: Sequence[Decision]


class Found(NamedTuple):
    """What one witness says of a field: the text as it was given, and who said so.

    `positions` are the blocks that are nothing else; `at` is the block that it was read from, `None` for what is none.
    """

    value: str
    source: str
    positions: tuple[int, ...] = ()
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Who, when and what of a page. Unknown is `None` or empty, never an empty string.

    `sources` names the witness of each field that is known. `positions` are the blocks that are nothing but a field:
    the heading that is the title, a byline, a dateline.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    date_raw: str | None = None
    date_modified: str | None = None
    sitename: str | None = None
    description: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    license: str | None = None
    canonical_url: str | None = None
    next_url: str | None = None
    hostname: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The access verdict, and the blocks that belong to it: a wall's own words, its offers, its form."""

    access: Access
    blocks: Mapping[int, RemovedLabel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in a document. A room reads what the rooms before it found; the rest has its default.

    `dates` say how dates are written on the page. `phrases` are the hits of the rules in each
    block, `repeated` the probability that a block is chrome of its host, both by position.
    """

    language: str | None = None
    dates: Forms | None = None
    phrases: Mapping[int, tuple[Hit, ...]] = field(default_factory=dict)
    thread: Thread | None = None
    body: Body = Body({}, "")
    chrome: Chrome = Chrome({}, ())
    repeated: Mapping[int, float] = field(default_factory=dict)
    verdict: Verdict = Verdict(Access("open", None, None, 0.0))
    fields: Fields = Fields()


NOTHING = Findings()


@dataclass(frozen=True, slots=True)
class Labels:
    """One decision for each block of the document, the kind of page that they make it, its comments. Final."""

    decisions: Sequence[Decision]
    kind: PageKind
    thread: Thread | None
