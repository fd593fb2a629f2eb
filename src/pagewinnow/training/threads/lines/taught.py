"""A page to learn from: its lines, and what each of them is."""

from __future__ import annotations

from typing import NamedTuple

HELD_OUT = 4  # the fold that nothing is trained or tuned on
UNTOLD = -1  # a line around comments of which nobody knows whose it is: it teaches nothing


class Taught(NamedTuple):
    """Lines with the number of blank lines before each, and their tags; `source` says who told them.

    `opens`: the first comment is the post that opens the page.
    """

    lines: tuple[str, ...]
    gaps: tuple[int, ...]
    tags: tuple[int, ...]
    source: str
    opens: bool = False
