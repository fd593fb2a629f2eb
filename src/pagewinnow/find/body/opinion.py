"""The second opinion: which blocks trafilatura would keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.document import Block, Document
from pagewinnow.dom import parse_tree
from pagewinnow.options import Options
from pagewinnow.text import fold

# trafilatura and the tree under it are linear on pages and hang on these: see the limits in `Options`.
_MAX_CHARACTERS = 2_000_000
_MAX_CELLS = 50_000
_MAX_ELEMENTS = 100_000
_MAX_DEPTH = 1_000
_CONTAINED = 40  # characters from which a block may stand anywhere in a line of the answer


def may_ask(document: Document, options: Options) -> bool:
    """Is the page within what trafilatura can take?"""
    signals = document.signals
    return (
        options.second_opinion
        and bool(document.blocks)
        and document.kind == "html"
        and len(document.source.text) <= _MAX_CHARACTERS
        and len(document.skeleton.tags) <= _MAX_ELEMENTS
        and signals.cells <= _MAX_CELLS
        and signals.depth <= min(_MAX_DEPTH, options.max_depth)
        and signals.attributes <= options.max_attributes
    )


def ask_trafilatura(document: Document) -> frozenset[int]:
    """The positions of the blocks whose text trafilatura takes for main content."""
    import trafilatura  # noqa: PLC0415 - 0.4 s to import, and few pages need it

    answer = trafilatura.extract(
        parse_tree(document.source.text), url=document.source.url, include_comments=False, with_metadata=False
    )
    lines = [fold(line) for line in (answer or "").splitlines()]
    return frozenset(_find(document.blocks, [line for line in lines if line]))


def _find(blocks: Sequence[Block], lines: list[str]) -> Iterator[int]:
    whole, joined = set(lines), " ".join(lines)
    for block in blocks:
        folded = fold(block.text)
        if folded in whole or (len(folded) >= _CONTAINED and folded in joined):
            yield block.position
