"""What the page's words tell: sentences about this text and its readers, and short offers that stand where it ends.

A sentence about *this* text decides (rules say which). A short offer is navigation on three pages in four: it counts
where two of them stand right after the last sentence and nothing follows, and either one of them invites to read on
or the text breaks off: the foot of any page holds such offers. So do sentences that no rule lists, which
are known by the words that they are made of (`sentences`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.find.access.reading import Reading
from pagewinnow.find.access.sentences import LONGEST, Kind, ends_lines, find_kind, opens_lines
from pagewinnow.find.access.shape import Body
from pagewinnow.findings import Hit
from pagewinnow.records import RemovedLabel
from pagewinnow.rules.walls import WallWords
from pagewinnow.text import fold

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
_LITTLE = 200
"""The weight that may follow a wall, at least: its own small print."""
_LINES = 5
"""Blocks over which a wall's sentence is spread at most."""
_TEASERS = 1500
"""The weight of other texts' teasers that may follow a wall, at least."""
_SOON = 3
"""Blocks in which a text is resumed."""
_RESUMED = 240
"""The weight of a text that is resumed."""
_FEW = 60
"""Blocks of a page without a body that is asked for such sentences: a longer one is a list of texts."""
_MADE = "walls#"
_FURNITURE = frozenset({"nav", "footer", "header"})


class Prompt(NamedTuple):
    """A wall's words: the block, its text and rule, the weight of the body before it, whether the body ends there.

    `invites`, of offers in a row: does one of them say that this text goes on?
    """

    position: int
    rule: str
    text: str
    hidden: bool
    before: int
    ends_text: bool
    invites: bool = False

    @property
    def listed(self) -> bool:
        """Is it a phrase of the rules, and no sentence that is known by its words?"""
        return not self.rule.startswith(_MADE)


def find_hits(reading: Reading, label: RemovedLabel) -> Iterator[tuple[int, Hit]]:
    """The phrases of one label, in order."""
    for position in sorted(reading.phrases):
        for hit in reading.phrases[position]:
            if hit.label == label:
                yield position, hit


def find_prompts(document: Document, reading: Reading, body: Body) -> list[Prompt]:
    """The wall's sentences on the page; one that stands there again and again is a label on other articles' teasers."""
    found = []
    for position, hit in find_hits(reading, "paywall"):
        block = document.blocks[position]
        if _is_sentence(hit, block.text) and not block.noscript and not _is_quoted(block, reading):
            found.append(_prompt(block, hit.rule, body))
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


def _is_quoted(block: Block, reading: Reading) -> bool:
    """Is the line another's words, or part of a link to another page?"""
    if block.kind in ("quote", "code") or reading.labels[block.position] == "comment":
        return True
    return block.kind == "list_item" and block.link_chars > len(block.text) // 2


def is_near(position: int, body: Body) -> bool:
    """Does a block stand in the body, or not far from it?"""
    if not body.positions:
        return True
    return body.positions[0] - 2 * NEAR <= position <= body.positions[-1] + 2 * NEAR


def _prompt(block: Block, rule: str, body: Body) -> Prompt:
    position = block.position
    before, ends = body.before(position), _is_little(body, position)
    return Prompt(position, rule, block.text[:200], block.hidden, before, ends)


def _is_little(body: Body, position: int) -> bool:
    """Does next to nothing of the body follow a block?"""
    return body.after(position) <= max(_LITTLE, body.before(position) // 4)


def find_cluster(document: Document, reading: Reading, body: Body, words: WallWords) -> Prompt | None:
    """Short offers that stand together right after the last sentence of the body.

    Such offers are the foot of any page, too: whether one of them invites to read on is told with them.
    """
    for position, hit in find_hits(reading, "paywall"):
        block = document.blocks[position]
        if not _is_offer(block) or not _follows_body(position, body, reading):
            continue
        around = [b for b in document.blocks[position : position + _CLUSTER] if _is_offer(b)]
        said = {
            b.position: {h.rule for h in reading.phrases.get(b.position, ()) if h.label == "paywall"} for b in around
        }
        rules = set().union(*said.values())
        if (
            len(rules) > 1
            and sum(map(bool, said.values())) > 1
            and sum(map(_length, rules)) >= _ENOUGH_WORDS * body.dense
        ):
            return _prompt(block, hit.rule, body)._replace(invites=any(_invites(b, words) for b in around))
    return None


def _invites(block: Block, words: WallWords) -> bool:
    """Does an offer say that this text goes on? A link that says it leads to another."""
    return 2 * block.link_chars <= len(block.text) and words["onward"].search(fold(block.text)) is not None


def find_sentences(document: Document, reading: Reading, body: Body, words: WallWords) -> list[Prompt]:
    """Wall's sentences by the words that they are made of: right after the last running text, and nowhere else."""
    found = []
    for block in _at_the_end(document, reading, body):
        kind = find_kind(block.text, words)
        if kind in (None, "label") and _follows_at_once(block.position, body):
            kind = _find_weak(kind, block, document, reading, words)
        if kind not in (None, "label") and _is_readable(block, document, reading):
            found.append(_prompt(block, f"{_MADE}{kind}", body)._replace(ends_text=True))
    often = Counter(prompt.text for prompt in found)
    return [prompt for prompt in found if often[prompt.text] < _OFTEN]


def _follows_at_once(position: int, body: Body) -> bool:
    """Is a block next to the end of the body, with next to nothing of it after?"""
    last = body.last_before(position)
    return last is not None and position - last <= _SOON and _is_little(body, position)


def _find_weak(kind: Kind | None, block: Block, document: Document, reading: Reading, words: WallWords) -> Kind | None:
    """A label with an offer after it, or a sentence that is spread over lines."""
    if kind == "label":
        return "marked" if _has_offer(document, reading, block.position) else None
    if 2 * block.link_chars > len(block.text) or not opens_lines(block.text, words):
        return None
    after = document.blocks[block.position + 1 : block.position + _LINES]
    others = [b.text for b in after if _is_offer(b) and _is_readable(b, document, reading)]
    return "lines" if ends_lines(others, words) else None


def _at_the_end(document: Document, reading: Reading, body: Body) -> Iterator[Block]:
    """The blocks that stand where the body ends, or anywhere on a short page that has none."""
    if not body.positions:
        yield from document.blocks if len(document.blocks) <= _FEW else ()
        return
    first = body.positions[-1]
    for position in reversed(body.positions[:-1]):
        if body.after(position) > _most_after(body.before(position)):
            break
        first = position
    for block in document.blocks[first : body.kept[-1] + NEAR + 1]:
        if len(block.text) <= LONGEST and not block.hidden and _ends_body(block.position, body, reading):
            yield block


def _most_after(before: int) -> int:
    """The weight of other texts' teasers that may follow a wall, where a text of this weight stands before it."""
    return max(_TEASERS, 3 * before // 2)


def _ends_body(position: int, body: Body, reading: Reading) -> bool:
    """Does the body end before a block? Much may follow only where the block is next to a text that is not resumed."""
    last = body.last_before(position)
    if last is None or position - last > NEAR or not _no_section_between(position, last, reading):
        return False
    if _is_little(body, position):
        return True
    after = body.after(position)
    resumed = after - body.after(position + _SOON)
    return position - last <= _SOON and after <= _most_after(body.before(position)) and resumed < _RESUMED


def _is_readable(block: Block, document: Document, reading: Reading) -> bool:
    """Is the block shown, and the site's own, and no part of its head, foot or navigation?"""
    if block.hidden or block.noscript or _is_quoted(block, reading) or block.kind == "table_row":
        return False
    tags = document.skeleton.tags
    return _FURNITURE.isdisjoint([tags[node] for node in document.skeleton.ancestors(block.node)])


def _has_offer(document: Document, reading: Reading, position: int) -> bool:
    """Does an offer, or the door for those who have paid, stand right after a block?"""
    return any(
        hit.label == "paywall"
        for block in document.blocks[position + 1 : position + _CLUSTER]
        for hit in (reading.phrases.get(block.position, ()) if _is_offer(block) else ())
    )


def _length(rule: str) -> int:
    """The words of the phrase that a rule is named for."""
    return rule.count("-") + 1


def _is_offer(block: Block) -> bool:
    return not block.hidden and not block.noscript and len(block.text) <= _SHORT


def _follows_body(position: int, body: Body, reading: Reading) -> bool:
    """Does nothing else stand between the body and the block? What invites to comment opens another section."""
    last = body.last_before(position)
    if last is None or position - last > NEAR // 2:
        return False
    return _no_section_between(position, last, reading)


def _no_section_between(position: int, last: int, reading: Reading) -> bool:
    between = (h.label for p in range(last + 1, position) for h in reading.phrases.get(p, ()))
    return _OTHER_SECTIONS.isdisjoint(between)
