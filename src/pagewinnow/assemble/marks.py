"""The marks of a kept block: places in what is kept of its text, addresses that lead somewhere from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from urllib.parse import urljoin

from pagewinnow.document import Block, Document
from pagewinnow.findings import Cut
from pagewinnow.marks import read_marks
from pagewinnow.records import Mark

_SCHEMES = ("http://", "https://", "mailto:")


def build_marks(block: Block, cuts: Sequence[Cut], document: Document) -> tuple[Mark, ...]:
    """The marks of what the cuts leave of a block; links that lead to no address on the web are none."""
    marks = read_marks(block, document.skeleton)
    if not marks:
        return ()
    move = _mover(block.text, cuts)
    kept = []
    for mark in marks:
        start, end = move(mark.start), move(mark.end)
        href = _resolve(mark.href, document) if mark.href is not None else None
        if (start < end or mark.start == mark.end) and (href or mark.kind not in ("link", "image")):
            kept.append(replace(mark, start=start, end=end, href=href))
    return tuple(kept)


def _mover(text: str, cuts: Sequence[Cut]) -> Callable[[int], int]:
    """Where a place in a block's text is in what the cuts leave of it, white space at the rims left out."""
    if not cuts:
        return lambda at: at
    gone = [False] * len(text)
    for cut in cuts:
        gone[cut.start : cut.end] = [True] * (min(cut.end, len(text)) - cut.start)
    left = "".join(char for char, is_gone in zip(text, gone, strict=True) if not is_gone)
    lead, size = len(left) - len(left.lstrip()), len(left.strip())
    before = [0, *accumulate(not is_gone for is_gone in gone)]
    return lambda at: min(max(before[at] - lead, 0), size)


def _resolve(address: str, document: Document) -> str | None:
    """The address from the root of the web; `None` for what is none there, as scripts are."""
    try:
        found = urljoin(urljoin(document.source.url or "", document.declared.base or ""), address.strip())
    except ValueError:
        return None
    return found if found.startswith(_SCHEMES) else None
