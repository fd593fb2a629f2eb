"""A text that the page holds and does not show is the body; what the page shows of it is a duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.find.view import View
from pagewinnow.findings import Decision
from pagewinnow.text import fold

_LONG = 20  # characters: a shorter line may stand in any text


def read_unseen(view: View) -> Iterator[tuple[int, Decision]]:
    """The blocks of the unseen text, and those before it that it repeats."""
    unseen, blocks = view.document.unseen, view.document.blocks
    if unseen is None:
        return
    whole = " ".join(fold(block.text) for block in blocks[unseen.start :])
    for block in blocks[unseen.start :]:
        yield block.position, Decision("body", unseen.place, 0.9)
    for block in blocks[: unseen.start]:
        folded = fold(block.text)
        if len(folded) >= _LONG and folded in whole:
            yield block.position, Decision("duplicate", unseen.place, 0.9)
