"""A page to learn from: its blocks as the model will see them, and what people said of them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.learned.base import Raw
from pagewinnow.learned.text_columns import Floats


class Piece(NamedTuple):
    """A piece of a page that main content must hold, or must not, and the blocks it stands in (none: not found)."""

    wanted: bool
    blocks: tuple[int, ...]


class Page(NamedTuple):
    """A page to learn from.

    `cover` is the share of each block that is main content, NaN where nobody said; `raw` is `None` without blocks.
    `gold` is the main content's words, or `None` where only `pieces` are known. A `varied` page was made of another.
    """

    corpus: str
    type: str
    fold: int
    site: str
    raw: Raw | None
    cover: Floats
    tokens: tuple[Counter[str], ...]
    gold: Counter[str] | None
    pieces: tuple[Piece, ...] = ()
    varied: bool = False

    def f1(self, chosen: NDArray[np.bool_]) -> float:
        """The word F1 of the chosen blocks; where only pieces are known, the F1 of the pieces."""
        if self.gold is None:
            right, taken, wanted = self.count_pieces(chosen)
            return 2 * right / max(1, taken + wanted)
        found: Counter[str] = Counter()
        for block in np.flatnonzero(chosen).tolist():
            found.update(self.tokens[block])
        if not found or not self.gold:
            return float(not found and not self.gold)
        return 2 * (found & self.gold).total() / (found.total() + self.gold.total())

    def count_pieces(self, chosen: NDArray[np.bool_]) -> tuple[int, int, int]:
        """How many pieces are rightly taken, taken at all, wanted."""
        taken = [piece.wanted for piece in self.pieces if piece.blocks and chosen[list(piece.blocks)].all()]
        return sum(taken), len(taken), sum(piece.wanted for piece in self.pieces)
