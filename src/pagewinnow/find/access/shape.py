"""The body as the verdict sees it: the blocks of running text, how much there is of it, how it ends.

What the model chose counts, where it is enough; else any block that reads like text. Lengths are *weights*: as many
characters as a Latin text of the same content would have, so that one threshold serves every script.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.records import Label

DENSE = 2.4
"""Characters of a Latin text for one of Han, kana or Hangul."""
RUNNING = 80
"""The weight from which a block is running text."""
LONG = 240
"""The weight from which a block is running text, however it ends."""
LITTLE = 2500
"""The weight of running text from which a page is a page."""
NOTHING = 250
"""The weight of running text up to which there is none."""
ENOUGH = 300
"""The weight from which the model's body is believed to be the body."""

_TEXT = frozenset({"body", "other", "comment"})
_STRETCH = 8  # blocks between two of one stretch of text
_SPARE = 1500  # the weight from which text that is not shown is more than messages and templates
_TELLING = 30
_DENSE_CHARS = re.compile("[\u2e80-\uffef]")
_NO_TEXT = frozenset({"caption", "code", "table_row"})
_ENDS = frozenset(".!?。！？।؟۔…‼⁉｡")
_CLOSERS = "\"'”’»«›)]）」』】〉》*†■◆□▪● \u00a0"
_DOTS = ("...", "…", "。。。", "[…]", "(…)", "[...]")


class Body(NamedTuple):
    """The running text: the `positions` of its blocks, the weight reached with each; `dense` is the script's factor.

    `kept` are its blocks with the short ones and the headings: what a wall may follow directly.
    """

    positions: tuple[int, ...]
    reached: tuple[int, ...]
    kept: tuple[int, ...]
    dense: float

    @property
    def weight(self) -> int:
        """Of the whole body."""
        return self.reached[-1] if self.reached else 0

    def before(self, position: int) -> int:
        """The weight of the body before a block."""
        count = bisect_left(self.positions, position)
        return self.reached[count - 1] if count else 0

    def after(self, position: int) -> int:
        """The weight of the body after a block."""
        count = bisect_right(self.positions, position)
        return self.weight - (self.reached[count - 1] if count else 0)

    def last_before(self, position: int) -> int | None:
        """The last block of the body before a block."""
        count = bisect_left(self.kept, position)
        return self.kept[count - 1] if count else None

    def ends_at(self, stop: int) -> int | None:
        """The last block of the text before a block: of its heaviest stretch, so that no teaser below it is its end."""
        best, most = None, -1
        first = last = None
        for position in self.kept[: bisect_left(self.kept, stop)]:
            if last is None or position - last > _STRETCH:
                first = position
            last = position
            weight = self.before(last + 1) - self.before(first or 0)
            if weight >= most:
                best, most = last, weight
        return best


def find_body(document: Document, labels: Sequence[Label], apart: Collection[int]) -> Body:
    """The running text of a page; that of `noscript`, or what scripts will show, where it is most of the page.

    `labels` are what the blocks of an open page would be called. Those `apart` speak of something else.
    """
    blocks = document.blocks
    dense = find_density(blocks)
    kept = [b for b in blocks if labels[b.position] == "body" and not b.hidden and b.position not in apart]
    solid = [b for b in kept if _is_solid(b.text, dense)]
    if _weigh(solid, dense) < ENOUGH:
        kept = solid = [
            b for b in blocks if b.position not in apart and labels[b.position] in _TEXT and reads_like_text(b, dense)
        ]
        spare = [
            b for b in blocks if (b.noscript or b.hidden) and dense * len(b.text) >= RUNNING and b.position not in apart
        ]
        if _weigh(spare, dense) > max(_SPARE, 2 * _weigh(kept, dense)):
            kept = solid = spare
    reached = accumulate(int(dense * len(b.text)) for b in solid)
    return Body(tuple(b.position for b in solid), tuple(reached), tuple(b.position for b in kept), dense)


def _is_solid(text: str, dense: float) -> bool:
    """Is this a sentence or more? A headline, a teaser that ends in dots and a list's item are not."""
    weight = dense * len(text)
    return weight >= LONG or (weight >= RUNNING // 2 and ends_abruptly(text) is None)


def reads_like_text(block: Block, dense: float) -> bool:
    """Is the block a paragraph by its own looks, whatever the model makes of it?"""
    if block.hidden or block.noscript or dense * len(block.text) < RUNNING or 2 * block.link_chars > len(block.text):
        return False
    return block.kind not in _NO_TEXT


def _weigh(blocks: Iterable[Block], dense: float) -> float:
    return dense * sum(len(b.text) for b in blocks)


def find_density(blocks: Sequence[Block]) -> float:
    """The weight of a character: `DENSE` for a page in a dense script, told by its first blocks of some length."""
    sample = "".join(islice((b.text[:200] for b in blocks if len(b.text) >= _TELLING), 8)) or "".join(
        [b.text for b in blocks[:8]]
    )
    if sample.isascii():
        return 1.0
    return DENSE if 3 * len(_DENSE_CHARS.findall(sample)) > len(sample) else 1.0


def ends_abruptly(text: str) -> str | None:
    """How a text ends before its end: `dots`, `colon`, `open` (in the middle of a sentence); `None` if it does not.

    >>> [ends_abruptly(t) for t in ("He came.", 'He "came."', "He came...", "He said:", "He came and")]
    [None, None, 'dots', 'colon', 'open']
    """
    bare = text.rstrip(_CLOSERS)
    if text.rstrip().endswith(_DOTS) or bare.endswith(_DOTS):
        return "dots"
    if not bare or bare[-1] in _ENDS:
        return None
    if bare[-1] in ":：,，;、":
        return "colon"
    return "open" if bare[-1].isalnum() else None


def visible_text(document: Document) -> int:
    """The characters that the page shows, outside `noscript`."""
    return sum(len(b.text) for b in document.blocks if not b.hidden and not b.noscript)
