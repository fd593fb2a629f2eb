"""Label: every block of a `Document` gets one label, and the rule, field, thread, verdict or model behind it. Final.

`CHAIN` is the whole algorithm. Each labeller says which blocks it wants; the first that wants a block has it, the last
wants all that are left. Labellers see what was found and find nothing themselves. Where body and thread want the same
block, `weigh` says who has it.

    weigh.py    body against thread
    posts.py    the blocks of comments and posts, with the heads and controls around them
    repeated.py what the host repeats
    fields.py   blocks that are nothing but a field
    walls.py    the blocks of a wall; all blocks, where the verdict leaves no article
    cuts.py     pieces that are cut out of a kept block
    kind.py     article or thread?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pagewinnow.document import Document
from pagewinnow.findings import Decision, Findings, Labels
from pagewinnow.label.cuts import cut_phrases
from pagewinnow.label.fields import label_fields
from pagewinnow.label.kind import tell_kind
from pagewinnow.label.posts import label_comments, label_section
from pagewinnow.label.repeated import drop_repeated, label_repeated
from pagewinnow.label.walls import label_wall, leaves_article, withdraw
from pagewinnow.label.weigh import weigh_thread

Labeller = Callable[[Document, Findings], Iterable[tuple[int, Decision]]]


def label(document: Document, found: Findings) -> Labels:
    """One decision for every block of `document`, the thread that its comments are taken from, and the page's kind."""
    found = drop_repeated(weigh_thread(document, found))
    decisions = cut_phrases(document, found, _decide(document, found))
    if not leaves_article(found.verdict.access):
        return Labels(withdraw(decisions, found.verdict.access), "other", None)
    return Labels(decisions, tell_kind(document, found, decisions), found.thread)


def _decide(document: Document, found: Findings) -> list[Decision]:
    decisions: list[Decision | None] = [None] * len(document.blocks)
    for labeller in CHAIN:
        for position, decision in labeller(document, found):
            if decisions[position] is None:
                decisions[position] = decision
    decided = [decision for decision in decisions if decision is not None]
    assert len(decided) == len(document.blocks), "the last labeller of the chain decides every block"
    return decided


def label_known(_document: Document, found: Findings) -> Iterable[tuple[int, Decision]]:
    """Blocks that a rule decides by itself."""
    return found.chrome.known.items()


def label_body(_document: Document, found: Findings) -> Iterator[tuple[int, Decision]]:
    """Blocks that read as main content."""
    for position, confidence in found.body.blocks.items():
        yield position, Decision("body", found.body.rule, confidence)


def label_rest(_document: Document, found: Findings) -> Iterable[tuple[int, Decision]]:
    """What is left is boilerplate, under its likeliest name."""
    return enumerate(found.chrome.likely)


CHAIN: tuple[Labeller, ...] = (
    label_repeated,  # what the host repeats on its pages
    label_comments,  # what readers wrote
    label_fields,  # what became a field: never a part of a comment
    label_section,  # heads and controls around comments
    label_known,  # short lines that are known boilerplate, whatever stands around them
    label_wall,  # what the verdict says is its wall
    label_body,  # main content
    label_rest,  # what is left is boilerplate: which kind?
)
