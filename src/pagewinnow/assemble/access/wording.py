"""What the page's words tell: sentences about this text and its readers, and short offers that stand where it ends.

A sentence about *this* text decides (rules say which). A short offer is navigation on three pages in four: it counts
where two of them stand right after the last sentence and nothing follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.assemble.access.shape import Body
from pagewinnow.document import Block, Document, Hit, Labels
from pagewinnow.records import RemovedLabel

NEAR = 12
"""Blocks between the body and a prompt that still stands at it."""
_CLUSTER = 8
"""Blocks in which short offers stand together."""
_OFTEN = 3
"""Times that one sentence stands on a page at most."""
_QUESTIONS = "?？؟"
_SHARES = "%％٪"
_OTHER_SECTIONS: frozenset[str] = frozenset({"comment_control", "reply_form", "newsletter", "related", "bio"})
_ENOUGH_WORDS = 7
"""Words that the offers of a cluster have between them: "Subscribe" and "Sign in" are the foot of any page."""
_SHORT = 220
"""Characters: an offer's line is not longer."""


class Prompt(NamedTuple):
    """A wall's words: the block, its text and rule, whether it is a sentence that decides, how the body lies to it."""

    position: int
    rule: str
    text: str
    decides: bool
    hidden: bool
    before: int
    after: int

    @property
    def ends_text(self) -> bool:
        """Does next to nothing of the body follow?"""
        return self.after <= max(200, self.before // 4)


def find_hits(labels: Labels, label: RemovedLabel) -> Iterator[tuple[int, Hit]]:
    """The phrases of one label, in order."""
    for position in sorted(labels.hits):
        for hit in labels.hits[position]:
            if hit.label == label:
                yield position, hit


def find_prompts(document: Document, labels: Labels, body: Body) -> list[Prompt]:
    """The wall's sentences on the page; one that stands there again and again is a label on other articles' teasers."""
    found = []
    for position, hit in find_hits(labels, "paywall"):
        block = document.blocks[position]
        if _is_sentence(hit, block.text) and not block.noscript and not _is_quoted(block, labels):
            found.append(_prompt(block, hit.rule, body, decides=True))
    often = Counter(prompt.rule for prompt in found)
    return [prompt for prompt in found if often[prompt.rule] <= _OFTEN]


def _is_sentence(hit: Hit, text: str) -> bool:
    """Does the phrase say something of this text? A question ("a subscriber already?") and a count do not.

    A count of what is left to read ("3 free articles left") is a meter's, and the page is open; a share is a wall's.
    """
    span = text[hit.start : hit.end]
    if hit.strength != "decides" or any(mark in span for mark in _QUESTIONS):
        return False
    return hit.number is None or any(mark in span for mark in _SHARES)


def tells_share(prompt: Prompt) -> bool:
    """Does the prompt say how much of the text is left?"""
    return any(mark in prompt.text for mark in _SHARES)


def _is_quoted(block: Block, labels: Labels) -> bool:
    """Is the line another's words, or part of a link to another page?"""
    if block.kind in ("quote", "code") or labels.decisions[block.position].label == "comment":
        return True
    return block.kind == "list_item" and block.link_chars > len(block.text) // 2


def is_near(position: int, body: Body) -> bool:
    """Does a block stand in the body, or not far from it?"""
    if not body.positions:
        return True
    return body.positions[0] - 2 * NEAR <= position <= body.positions[-1] + 2 * NEAR


def _prompt(block: Block, rule: str, body: Body, *, decides: bool) -> Prompt:
    position = block.position
    return Prompt(position, rule, block.text[:200], decides, block.hidden, body.before(position), body.after(position))


def find_cluster(document: Document, labels: Labels, body: Body) -> Prompt | None:
    """Short offers that stand together right after the last sentence of the body."""
    for position, hit in find_hits(labels, "paywall"):
        block = document.blocks[position]
        if not _is_offer(block) or not _follows_body(position, body, labels):
            continue
        around = [b for b in document.blocks[position : position + _CLUSTER] if _is_offer(b)]
        said = {b.position: {h.rule for h in labels.hits.get(b.position, ()) if h.label == "paywall"} for b in around}
        rules = set().union(*said.values())
        if (
            len(rules) > 1
            and sum(map(bool, said.values())) > 1
            and sum(map(_length, rules)) >= _ENOUGH_WORDS * body.dense
        ):
            return _prompt(block, hit.rule, body, decides=False)
    return None


def _length(rule: str) -> int:
    """The words of the phrase that a rule is named for."""
    return rule.count("-") + 1


def _is_offer(block: Block) -> bool:
    return not block.hidden and not block.noscript and len(block.text) <= _SHORT


def _follows_body(position: int, body: Body, labels: Labels) -> bool:
    """Does nothing else stand between the body and the block? What invites to comment opens another section."""
    last = body.last_before(position)
    if last is None or position - last > NEAR // 2:
        return False
    between = (h.label for p in range(last + 1, position) for h in labels.hits.get(p, ()))
    return _OTHER_SECTIONS.isdisjoint(between)
