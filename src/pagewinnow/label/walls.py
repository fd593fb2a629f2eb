"""What the access verdict makes of blocks: a wall's own words go; where it leaves no article, everything goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagewinnow.document import Document
from pagewinnow.findings import Decision, Findings
from pagewinnow.records import Access, RemovedLabel

_NO_ARTICLE: dict[str, RemovedLabel] = {
    "challenge": "challenge", "consent": "consent", "error": "error", "empty": "other",
}  # fmt: skip


def leaves_article(access: Access) -> bool:
    """Is there an article on a page of this verdict?"""
    return access.status not in _NO_ARTICLE


def label_wall(_document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """The blocks that belong to the verdict."""
    access = found.verdict.access
    for position, told in found.verdict.blocks.items():
        yield position, Decision(told, _rule_of(access), access.confidence)


def withdraw(decisions: Sequence[Decision], access: Access) -> list[Decision]:
    """No article and no comments: every block is what the verdict says the page is."""
    told = _NO_ARTICLE[access.status]
    everything = Decision(told, _rule_of(access), access.confidence)
    return [decision if decision.label == told else everything for decision in decisions]


def _rule_of(access: Access) -> str:
    return access.evidence[0].rule if access.evidence else f"access/{access.status}"
