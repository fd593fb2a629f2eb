"""Blocks that are a known phrase and nothing else, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pagewinnow.document import Block
from pagewinnow.find.view import View
from pagewinnow.findings import Decision, Hit

_QUOTING = frozenset({"quote", "code"})  # what a page quotes is its content, whatever it says
_MOST = 0.6  # of a block's characters: a phrase at its start or end that covers less is cut out, not decided by
# Boxes that are written as several lines: what is enclosed by their phrases belongs to them, known or not.
_BOXES = frozenset({"challenge", "consent", "error", "newsletter", "paywall", "reply_form"})
_ENCLOSED = 3  # blocks at most between two phrases of a box
_SHORT = 30  # words at most of a block that is taken with them


def read_phrases(view: View) -> Iterator[tuple[int, Decision]]:
    """Blocks that a phrase which decides covers whole or nearly so, and the lines that such blocks enclose.

    A phrase with a role ("By {name}", "Comments ({n})") says what a line may be; its readers decide whether it is.
    """
    blocks = view.document.blocks
    decided: list[tuple[int, Decision]] = []
    for position, hits in sorted(view.found.phrases.items()):
        hit = next((h for h in hits if _decides(h, blocks[position])), None)
        if hit is not None:
            decided.append((position, Decision(hit.label, hit.rule)))
    yield from decided
    for first, last in pairwise(decided):
        yield from _read_enclosed(first, last, view)


def _decides(hit: Hit, block: Block) -> bool:
    if hit.strength != "decides" or block.kind in _QUOTING or (hit.role is not None and hit.label == "field"):
        return False
    return hit.at == "whole" or hit.end - hit.start >= _MOST * len(block.text)


def _read_enclosed(
    first: tuple[int, Decision], last: tuple[int, Decision], view: View
) -> Iterator[tuple[int, Decision]]:
    """The lines between two of a box; between two boxes stands the article, and the model knows it."""
    (start, decision), (stop, other) = first, last
    if decision.label == other.label and decision.label in _BOXES and stop - start - 1 <= _ENCLOSED:
        between = view.document.blocks[start + 1 : stop]
        body = view.found.body.blocks
        if all(block.position not in body and len(block.text.split()) <= _SHORT for block in between):
            for block in between:
                yield block.position, Decision(decision.label, f"{decision.rule}...", 0.8)
