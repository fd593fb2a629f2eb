"""Boxes: where a known phrase and the class of an element around it agree, the whole element is that box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.view import View
from pagewinnow.findings import Decision
from pagewinnow.rules.markup import Markup, load_markup

# The labels of boxes that come as a whole, and the words that they may hold at most: a wall or a form is short, while
# a cookie notice can be longer than the article it stands over.
_BOXES = {"consent": 1_500, "newsletter": 80, "paywall": 150, "reply_form": 80, "share": 40}
_PAGE_PARTS = frozenset({"html", "body", "main", "article"})


def read_boxes(view: View) -> Iterator[tuple[int, Decision]]:
    """The blocks of every element whose class names a box that a phrase in it confirms.

    A name alone proves nothing: articles about cookies have classes too, and whole articles stand in elements that are
    called after their wall.
    """
    markup, skeleton = load_markup(view.options.rules), view.document.skeleton
    seen: set[int] = set()
    for position, hits in view.found.phrases.items():
        for label in dict.fromkeys(hit.label for hit in hits if hit.label in _BOXES):
            node = _find_box(view.document.blocks[position].node, label, markup, skeleton)
            if node is not None and node not in seen:
                seen.add(node)
                yield from _read_box(node, label, view)


def _find_box(node: int, label: str, markup: Markup, skeleton: Skeleton) -> int | None:
    """The outermost ancestor whose class or id names the label; parts of the page itself end the search."""
    found = None
    for ancestor in skeleton.ancestors(node):
        attributes = skeleton.attributes[ancestor]
        if skeleton.tags[ancestor] in _PAGE_PARTS:
            break
        told = markup.label_of(attributes.get("class", ""), attributes.get("id", "")) if attributes else None
        if told is not None and told[0] == label:
            found = ancestor
    return found


def _read_box(node: int, label: str, view: View) -> Iterator[tuple[int, Decision]]:
    skeleton = view.document.skeleton
    inside = view.document.blocks[skeleton.firsts[node] : skeleton.stops[node]]
    has_parts = any(tag in _PAGE_PARTS or tag == "h1" for tag in skeleton.tags[node + 1 : skeleton.ends[node]])
    if not has_parts and _words(inside) <= _BOXES[label]:
        for block in inside:
            yield block.position, Decision(label, f"markup/{label}+phrase", 0.9)  # type: ignore[arg-type]


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)
