"""What of an article's block is linked, stressed, code: its marks, as they stand in the text that is kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin

from pagewinnow.document import Block, Document
from pagewinnow.findings import Cut
from pagewinnow.marks import read_marks
from pagewinnow.pieces import kept_places
from pagewinnow.records import Mark

_SCHEMES = ("http://", "https://")
_WHOLE = re.compile(
    r"https?://[\w.-]+(?:/[\w/.~%@+-]*)?(?:\?[\w.~%@+&=-]+)?", re.ASCII
)  # nothing in it is to be resolved
_ADDRESSED = frozenset({"link", "image"})


def build_marks(block: Block, document: Document, cuts: tuple[Cut, ...]) -> tuple[Mark, ...]:
    """The marks of a block, with absolute addresses; one whose words were cut, or that leads nowhere, is none."""
    return tuple(_marks(block, document, cuts))


def _marks(block: Block, document: Document, cuts: tuple[Cut, ...]) -> Iterator[Mark]:
    for mark in read_marks(block, document.skeleton):
        start, end = mark.start, mark.end
        if cuts:
            start, end = kept_places(block.text, cuts, (start, end))
        href = mark.href
        if mark.kind in _ADDRESSED:
            href = _resolve(mark.href, document)
            if href is None:
                continue
        if start < end or mark.start == mark.end:
            yield Mark(start, end, mark.kind, href, mark.alt or None)


@lru_cache(maxsize=16)  # one a page
def _join(url: str | None, base: str | None) -> str:
    return urljoin(url or "", base or "")


def _resolve(address: str | None, document: Document) -> str | None:
    """The absolute address on the web, or `None`: nothing else is worth keeping, and `javascript:` is not safe to."""
    address = (address or "").strip()
    if _WHOLE.fullmatch(address):  # half of all links; to join one costs ten times as much
        return address
    try:
        found = urljoin(_join(document.source.url, document.declared.base), address)
    except ValueError:
        return None
    return found if found.startswith(_SCHEMES) else None
