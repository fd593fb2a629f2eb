"""What every room of `find` sees: the document, the rules, what the rooms before it found. Nothing in it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pagewinnow.document import Document
from pagewinnow.fetch import Fetch
from pagewinnow.findings import NOTHING, Findings, Post
from pagewinnow.options import Options
from pagewinnow.records import Label
from pagewinnow.rules import Rules
from pagewinnow.sites.memory import HostMemory

Sites = Callable[[str], HostMemory]
"""What is known of a host, by its name."""
_KEPT = frozenset({"text", "quote"})


@dataclass(frozen=True, slots=True)
class View:
    """One page as a room sees it.

    `fetch` is what the crawler knows of the response, `sites` tells what a host repeats, where that was learnt.
    """

    document: Document
    rules: Rules
    options: Options
    fetch: Fetch | None = None
    found: Findings = NOTHING
    sites: Sites | None = None


def read_labels(view: View) -> list[Label]:
    """What each block would be called for its thread, its body and its chrome: an open page without fields."""
    found = view.found
    labels: list[Label] = [decision.label for decision in found.chrome.likely]
    for position in found.body.blocks:
        labels[position] = "body"
    for position, decision in found.chrome.known.items():
        labels[position] = decision.label
    thread = found.thread
    if thread is None:
        return labels
    for position in thread.fields:
        labels[position] = "field"
    if thread.opening is not None:
        _read_post(thread.opening, "body", labels)
    for post in reversed(thread.posts):
        _read_post(post, "comment", labels)
    return labels


def _read_post(post: Post, kept: Label, labels: list[Label]) -> None:
    for position in range(post.start, post.stop):
        labels[position] = "comment_control"
    for part in post.parts:
        if part.role == "field":
            labels[part.position] = "field"
    for part in post.parts:
        if part.role in _KEPT:
            labels[part.position] = kept
