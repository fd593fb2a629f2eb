"""A page to learn from: its lines, and what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FRAME, FURTHER, OUTSIDE

HELD_OUT = 4  # the fold that nothing is trained or tuned on


class Taught(NamedTuple):
    """Lines with the number of blank lines before each, and their tags; `source` says who told them."""

    lines: tuple[str, ...]
    gaps: tuple[int, ...]
    tags: tuple[int, ...]
    source: str

    @property
    def text(self) -> str:
        """The page as a file would hold it."""
        return "".join("\n" * (gap + 1) + line for line, gap in zip(self.lines, self.gaps, strict=True)).lstrip("\n")


def count_comments(tags: Sequence[int]) -> int:
    """How many comments begin."""
    return sum(tag == FIRST for tag in tags)


__all__ = ["AUTHOR", "FIRST", "FRAME", "FURTHER", "HELD_OUT", "OUTSIDE", "Taught", "count_comments"]
