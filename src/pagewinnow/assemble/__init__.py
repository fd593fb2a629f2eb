"""Assemble: a labelled `Document` becomes a `Page`. Nothing is decided here about a block but what record it goes to.

    access/     the verdict: was the page open, cut, walled, blocked, broken?
    metadata/   who, when, what: title, authors, dates and their like, each with its witness
    article.py  the blocks that are the article
    comments.py the posts that are comments
    removed.py  all the rest, with label and reason

Where the verdict leaves no article, every block goes to `removed` under the verdict's label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from pagewinnow.assemble.article import build_article
from pagewinnow.assemble.comments import build_comments
from pagewinnow.assemble.removed import list_removed
from pagewinnow.document import Decision, Document, Labels
from pagewinnow.find.access import judge_access
from pagewinnow.find.fields import Metadata, read_metadata
from pagewinnow.find.fields.jsonld import types_of
from pagewinnow.options import Options
from pagewinnow.records import SCHEMA, Access, Article, Fetch, MadeBy, Page, PageKind, RemovedLabel, SourceInfo
from pagewinnow.rules import Rules

_THREADS = frozenset({"discussionforumposting", "qapage"})
_BARE = 20  # words: an article with fewer is none, where there are posts
_VERDICT_LABELS: dict[str, RemovedLabel] = {
    "challenge": "challenge", "consent": "consent", "error": "error", "empty": "other",
}  # fmt: skip


def assemble(
    document: Document, labels: Labels, rules: Rules, options: Options, *, fetch: Fetch | None, made_by: MadeBy
) -> Page:
    """The record of a page."""
    access = judge_access(document, labels, fetch, rules)
    metadata = read_metadata(document, labels, fetch, rules)
    labels = _withdraw(labels, access) if access.status in _VERDICT_LABELS else _name_fields(document, labels, metadata)
    article = None if access.status in _VERDICT_LABELS else build_article(document, labels, metadata, options)
    source = document.source
    return Page(
        schema=SCHEMA,
        id=sha256(f"{source.url or ''}\0{source.sha256}".encode()).hexdigest()[:32],
        url=source.url,
        canonical_url=metadata.canonical_url,
        next_url=metadata.next_url,
        hostname=metadata.hostname,
        source=SourceInfo(None, None, source.kind, source.encoding, source.sha256),
        kind=_kind(document, labels, access, article),
        language=metadata.language,
        confidence=labels.confidence,
        access=access,
        article=article,
        comments=build_comments(document, labels, rules),
        comment_count_declared=labels.thread.declared if labels.thread else None,
        removed=list_removed(document, labels),
        warnings=(*source.warnings, *document.warnings, *_name_bounds(document, options)),
        made_by=made_by,
    )


def _name_bounds(document: Document, options: Options) -> Iterator[str]:
    """What of the page was over a bound: it is read whole, but no second opinion is asked of it."""
    signals = document.signals
    if signals.depth > options.max_depth:
        yield f"nested {signals.depth} elements deep"
    if signals.attributes > options.max_attributes:
        yield f"a tag with {signals.attributes} attributes"


def _withdraw(labels: Labels, access: Access) -> Labels:
    """No article and no comments: every block is what the verdict says the page is."""
    label, rule = (
        _VERDICT_LABELS[access.status],
        access.evidence[0].rule if access.evidence else f"access/{access.status}",
    )
    everything = [d if d.label == label else Decision(label, rule, access.confidence) for d in labels.decisions]
    return replace(labels, decisions=everything, thread=None)


def _name_fields(document: Document, labels: Labels, metadata: Metadata) -> Labels:
    """Blocks that became a field: the title's, if it says just that, is the title; the others go to `removed`."""
    decisions = list(labels.decisions)
    has_title = False
    for name, positions in metadata.positions.items():
        for position in positions:
            if decisions[position].label == "comment":
                continue
            is_title = name == "title" and not has_title and document.blocks[position].text == metadata.title
            has_title = has_title or is_title
            rule = f"field/{name}"
            decisions[position] = Decision("title" if is_title else "field", rule, decisions[position].confidence)
    return replace(labels, decisions=decisions)


def _kind(document: Document, labels: Labels, access: Access, article: Article | None) -> PageKind:
    """A page of posts is a thread if its thread or the page itself says so, or if there is nothing else on it."""
    if access.status in _VERDICT_LABELS:
        return "other"
    thread = labels.thread
    if thread is None:
        return "article"
    bare = article is not None and article.word_count < _BARE
    return "thread" if thread.is_page or bare or _declares_thread(document) else "article"


def _declares_thread(document: Document) -> bool:
    return any(not _THREADS.isdisjoint(types_of(thing)) for thing in document.declared.json_ld)
