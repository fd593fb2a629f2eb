"""Is a page an article, or a thread?"""

from __future__ import annotations

from collections.abc import Sequence

from pagewinnow.document import Document
from pagewinnow.findings import Decision, Findings
from pagewinnow.pieces import kept_text
from pagewinnow.records import PageKind
from pagewinnow.text import count_words

_THREADS = frozenset({"discussionforumposting", "qapage"})  # of schema.org
_BARE = 20  # words: an article with fewer is none, where there are posts


def tell_kind(document: Document, found: Findings, decisions: Sequence[Decision]) -> PageKind:
    """A page of posts is a thread if its thread or the page itself says so, or if there is nothing else on it."""
    thread = found.thread
    if thread is None:
        return "article"
    if thread.is_page or not _THREADS.isdisjoint(document.declared.types):
        return "thread"
    return "thread" if _count_words(document, decisions) < _BARE else "article"


def _count_words(document: Document, decisions: Sequence[Decision]) -> int:
    """The words of the article."""
    words = 0
    for block, decision in zip(document.blocks, decisions, strict=True):
        if decision.label == "body":
            words += count_words(kept_text(block.text, decision.cuts))
    return words
