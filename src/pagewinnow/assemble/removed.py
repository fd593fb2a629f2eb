"""Everything that is in no article and no comment, with its label and the rule behind it: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.document import Document
from pagewinnow.findings import Labels
from pagewinnow.pieces import cut_texts, whole_text
from pagewinnow.records import KEPT_LABELS, Removed


def list_removed(document: Document, labels: Labels) -> tuple[Removed, ...]:
    """The blocks that were cut and the pieces that were cut out of kept ones, in reading order."""
    return tuple(_removed(document, labels))


def _removed(document: Document, labels: Labels) -> Iterator[Removed]:
    for block, decision in zip(document.blocks, labels.decisions, strict=True):
        if decision.label not in KEPT_LABELS:
            text = whole_text(block) if block.asides else block.text
            yield Removed(decision.label, decision.rule, text, block.position, "cut")  # type: ignore[arg-type]
            continue
        if decision.cuts:
            for cut, text in cut_texts(block.text, decision.cuts):
                yield Removed(cut.label, cut.rule, text, block.position, "edited")
        for aside in block.asides:
            yield Removed(aside.label, aside.rule, aside.text.strip(), block.position, "edited")
