"""What a stripped page ends with: below its last sentence, from the first line that is known chrome, all is chrome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.document import Block
from pagewinnow.find.view import View
from pagewinnow.findings import Decision, Hit
from pagewinnow.text import is_unspaced

_CHROME = frozenset({"related", "nav", "legal", "newsletter", "share", "ad"})
_SENTENCE = 6  # words: a line with an end and so many is the article's
_SENTENCE_WIDE = 12  # characters, in scripts without spaces
_ENDS = tuple(".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964")
_LONGEST = 0.35  # of the page's characters
_MOST = 40  # lines


def read_tails(view: View) -> Iterator[tuple[int, Decision]]:
    """The lines at the end of a text that no sentence follows, from the first that a rule decides to be chrome."""
    blocks = view.document.blocks
    if view.document.kind == "html" or view.found.thread is not None or not blocks:
        return
    last = next((b.position for b in reversed(blocks) if _is_sentence(view, b)), None)
    if last is None:
        return
    first = next((b.position for b in blocks[last + 1 :] if _chrome_of(view, b.position)), len(blocks))
    tail = blocks[first:]
    if len(tail) > _MOST or _size(tail) > _LONGEST * _size(blocks):
        return
    hit: Hit | None = None
    for block in tail:
        hit = _chrome_of(view, block.position) or hit
        if hit is not None:
            yield block.position, Decision(hit.label, f"{hit.rule}...", 0.7)


def _is_sentence(view: View, block: Block) -> bool:
    text = block.text
    long = len(text) >= _SENTENCE_WIDE if is_unspaced(text) else len(text.split()) >= _SENTENCE
    return (
        long
        and text.rstrip("\"'\u201d\u2019\u00bb)\u300d").endswith(_ENDS)
        and _chrome_of(view, block.position) is None
    )


def _chrome_of(view: View, position: int) -> Hit | None:
    hits = view.found.phrases.get(position, ())
    return next((h for h in hits if h.label in _CHROME and h.strength == "decides" and h.role is None), None)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
