"""Assemble: a labelled `Document` becomes a `Page`. Nothing is decided here but what record a block goes to.

article.py  the blocks that are the article
comments.py the posts that are comments
removed.py  all the rest, with label and reason
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pagewinnow.assemble.article import build_article
from pagewinnow.assemble.comments import build_comments
from pagewinnow.assemble.removed import list_removed
from pagewinnow.document import Document
from pagewinnow.findings import Findings, Labels
from pagewinnow.options import Options
from pagewinnow.records import SCHEMA, MadeBy, Page, SourceInfo

_NO_ARTICLE = frozenset({"challenge", "consent", "error", "empty"})


def assemble(document: Document, found: Findings, labels: Labels, options: Options, made_by: MadeBy) -> Page:
    """The record of a page."""
    source, fields, access, thread = document.source, found.fields, found.verdict.access, labels.thread
    return Page(
        schema=SCHEMA,
        id=sha256(f"{source.url or ''}\0{source.sha256}".encode()).hexdigest()[:32],
        url=source.url,
        canonical_url=fields.canonical_url,
        next_url=fields.next_url,
        hostname=fields.hostname,
        source=SourceInfo(None, None, source.kind, source.encoding, source.sha256),
        kind=labels.kind,
        language=found.language,
        confidence=found.body.confidence,
        access=access,
        article=None if access.status in _NO_ARTICLE else build_article(document, found, labels),
        comments=build_comments(document, labels),
        comments_confidence=thread.probability if thread else None,
        comment_count_declared=thread.declared if thread else None,
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
