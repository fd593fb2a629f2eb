"""A byline: the names that somebody told, and who told them."""

from __future__ import annotations

from typing import NamedTuple


class Byline(NamedTuple):
    """Names, the witness, the blocks that are nothing but the byline.

    `is_spare` if any other witness is better; `is_worded` if a word such as "by" stands before the names.
    """

    names: tuple[str, ...]
    source: str
    positions: tuple[int, ...] = ()
    is_spare: bool = False
    is_worded: bool = False
