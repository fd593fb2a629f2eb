"""Known phrases at the start or end of a block that is kept are cut out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pagewinnow.document import Block, Document
from pagewinnow.findings import Cut, Decision, Findings, Hit

_QUOTING = frozenset({"quote", "code"})
# A phrase is cut where it is a sentence of its own: what comes after it, or before it, ends a sentence.
_AFTER = re.compile(r"\s*[.!?…:。！？]+(?=\s|$)|(?<=[.!?…:。！？])(?=\s)|(?=\n)")
_BEFORE = re.compile(r"(?:[.!?…。！？][\"'”’»)]*\s*|\n)$")
_QUOTE_MARKS = frozenset("\"'“”„«»‹›‘’「『")


def cut_phrases(document: Document, found: Findings, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, with cuts added where a phrase that decides stands at the rim of a body block."""
    cut = list(decisions)
    for position, hits in found.phrases.items():
        decision, block = decisions[position], document.blocks[position]
        if decision.label == "body" and block.kind not in _QUOTING:
            rims = tuple(_rim(hits, block, decision.cuts))
            if rims:
                cut[position] = decision._replace(cuts=tuple(sorted((*decision.cuts, *rims))))
    return cut


def _rim(hits: Sequence[Hit], block: Block, taken: Sequence[Cut]) -> Iterator[Cut]:
    """The hits that may be cut; never two that overlap, never the whole block."""
    spans = [(c.start, c.end) for c in taken]
    for hit in hits:
        if hit.strength != "decides" or hit.role is not None:
            continue
        span = _sentence(hit, block.text)
        if span is not None and all(span[1] <= start or end <= span[0] for start, end in spans):
            spans.append(span)
            yield Cut(*span, hit.label, hit.rule)


def _sentence(hit: Hit, text: str) -> tuple[int, int] | None:
    """The slice of a hit at the start or end of a block, if it is a sentence of its own there and not quoted."""
    if hit.at == "start" and text[0] not in _QUOTE_MARKS:
        after = _AFTER.match(text, hit.end)
        if after and text[after.end() :].strip():
            return 0, after.end()
    elif hit.at == "end" and text[-1] not in _QUOTE_MARKS and _BEFORE.search(text, 0, hit.start):
        return hit.start, len(text)
    return None
