"""Lines in an article that only lead to another page: "Read also: ...", and a head with nothing but links below it.

A label and nothing but links is not enough: "Source:", "Best for beginners:" and lists of links that an author has
chosen look the same, and of 57 such lines between two paragraphs of an article readers kept 37. So the label must be
one of the phrases that promise other pages, whichever page of whichever language; what is linked may say anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.document import Block
from pagewinnow.find.phrases import matcher_of
from pagewinnow.find.view import View
from pagewinnow.findings import Decision, Hit

_LINKED = 0.8  # of what follows the label
_LONGEST = 60  # characters of a label
_LABELS = frozenset({"heading", "paragraph"})


def read_teasers(view: View) -> Iterator[tuple[int, Decision]]:
    """The blocks of the body that are a label of other pages and links alone, and the links below such a label."""
    body = sorted(view.found.body.blocks)
    for position in body:
        hit = _read_line(view, position)
        if hit is not None:
            yield position, Decision("related", hit.rule, 0.9)
    for position, hits in view.found.phrases.items():
        hit = _find_label(hits)
        if hit is not None:
            for below in _read_links(view, position):
                yield below, Decision("related", f"{hit.rule}...", 0.8)


def _read_line(view: View, position: int) -> Hit | None:
    """The phrase that a block begins with, if all that follows is linked."""
    block = view.document.blocks[position]
    if not block.link_chars:
        return None
    label = block.text[: _find_link(view, block)]
    if not label.strip():  # the label is linked too
        return _find_label(view.found.phrases.get(position, ())) if _is_linked(block, len(block.text)) else None
    if len(label) > _LONGEST or not _is_linked(block, len(block.text) - len(label)):
        return None
    return _find_label(matcher_of(view).match(label))


def _find_link(view: View, block: Block) -> int:
    """Where the first link of a block begins."""
    tags = view.document.skeleton.tags
    return min((run.start for run in block.runs if tags[run.node] == "a"), default=0)


def _is_linked(block: Block, size: int) -> bool:
    return block.link_chars >= _LINKED * size


def _find_label(hits: Sequence[Hit]) -> Hit | None:
    """The phrase that says that other pages follow, if the text is nothing else."""
    return next((hit for hit in hits if hit.label == "related" and hit.at == "whole" and hit.role is None), None)


def _read_links(view: View, label: int) -> Iterator[int]:
    """The blocks right below a label that are links and nothing else, up to the first that has a name of its own."""
    blocks = view.document.blocks
    if blocks[label].link_chars or blocks[label].kind not in _LABELS:
        return
    for block in blocks[label + 1 :]:
        if block.kind == "heading" or not _is_linked(block, len(block.text)) or _is_named(view, block.position):
            return
        yield block.position


def _is_named(view: View, position: int) -> bool:
    """Does a rule call the block anything but a link to another page? Then another list has begun."""
    hits = view.found.phrases.get(position, ())
    return any(hit.strength == "decides" and hit.at == "whole" and hit.label != "related" for hit in hits)
