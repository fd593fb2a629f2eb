"""Does the page stand before the page: a challenge, a consent wall, an error, an empty shell? The evidence for each.

Words of such pages are on every other page (a cookie banner, a script's notice, a login's captcha). What makes them the
page is that next to nothing else is there; so each piece is weighed with how much other text there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pagewinnow.document import Block
from pagewinnow.find.access.evidence import Piece, among
from pagewinnow.find.access.lines import Line
from pagewinnow.find.access.markup import find_signs
from pagewinnow.find.access.own_text import holds_text
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import ends_abruptly
from pagewinnow.records import Label

Front = Literal["challenge", "consent", "error"]
FRONTS: tuple[Front, ...] = ("challenge", "consent", "error")
_BEFORE = 250
"""The weight of what may stand before an interstitial's sentence, the page's head and navigation aside."""
_WORDS = 30
"""The weight of a line that is more than an entry of a menu."""
_ASKS, _ASKED = frozenset("?？؟"), 120
"""Signs of a question, and the weight of one at most."""
_ERRORS = frozenset({"missing", "wrong", "denied"})
"""Classes of words that tell an error."""
_NEWS = frozenset({"denied", "law"})
"""Sentences of an error that are said of things in the news too."""
_RETRY = frozenset({"wrong", "retry"})
"""Sentences of an error that are said of a part of a page too."""
_PARTS = 40
"""Blocks of a page's own: with more it has parts that may fail, and is no failed page with teasers below."""
_NEAR = 2
"""Lines before and after one that are looked at for headlines."""
_FEW = 2
"""Lines that may stand beside a notice of cookies, its own headings; headlines that make a list."""
_HEADLINE = 20
"""The weight of a line that may be a headline."""
_CHROME: frozenset[Label] = frozenset(
    {"nav", "legal", "share", "consent", "ad", "newsletter", "reply_form", "field", "bio"}
)
_FURNITURE = frozenset({"header", "nav", "footer", "aside"})
_OTHER = (("none", 60), ("line", 160), ("lines", 500), ("little", 1200), ("some", 2500))
_SHOWN = (("none", 0), ("words", 60), ("line", 200), ("lines", 600), ("little", 2500), ("some", 8000))
_BLOCKS = (("one", 2), ("few", 8), ("some", 30), ("many", 100))
_STATUS = re.compile(r"(?<!\d)(?:4\d\d|50\d|52\d)(?!\d)")
"""A number that a server answers with; it counts in a title or a heading."""
_FIELDS = 3
"""Inputs of a form that asks for more than a login."""
_FILLED, _LONG_FIELDS = frozenset({"text", "email", "tel", "date", "number"}), frozenset({"textarea", "select"})
_SENTENCE = 20
"""Characters from which a line that ends in a full stop is a sentence."""


def find_front(seen: Seen) -> dict[str, tuple[Piece, ...]]:
    """The pieces of each question, by the verdict that it asks for; all speak of the same page."""
    shared = tuple(_circumstances(seen))
    own = list(own_blocks(seen))
    head = {block.position for block in blocks_at_head(own, seen.dense)}
    questions: dict[str, tuple[Piece, ...]] = {label: (*_speak(seen, label, own, head), *shared) for label in FRONTS}
    return {**questions, "empty": (*_emptiness(seen, own), *shared)}


def blocks_at_head(own: Sequence[Block], dense: float) -> Iterator[Block]:
    """The blocks that a page begins with, beside its head, foot and navigation, links and single words."""
    before = 0.0
    for block in own:
        yield block
        weight = dense * len(block.text)
        if weight >= _WORDS and 2 * block.link_chars <= len(block.text):
            before += weight
        if before > _BEFORE:
            return


def own_blocks(seen: Seen) -> Iterator[Block]:
    """The shown blocks outside the page's head, foot and navigation."""
    skeleton = seen.document.skeleton
    for block in seen.blocks:
        if not (block.hidden or block.noscript or skeleton.is_inside(block.node, _FURNITURE)):
            yield block


def _speak(seen: Seen, label: Front, own: Sequence[Block], head: set[int]) -> Iterator[Piece]:
    """Who says it, and where; each piece with how much text says something else."""
    told = list(_lines_of(seen, label))
    if label == "error":
        told = [line for line in told if not _is_link(line.block) and not _is_of_the_world(line, own, seen.dense)]
        told = [line for line in told if len(own) <= _PARTS or not _is_of_a_part(line)]
    spent = {line.position for line in told}
    other = _size_of(seen, (p for p in seen.body.positions if p not in spent))
    beside = among("beside", seen.dense * other, _OTHER, "much").name.partition("/")[2]
    yield Piece(f"beside/{beside}")
    lines = sum(_is_headline(block, seen.dense) and block.position not in spent for block in own)
    if told and lines and (label == "error" or lines > _FEW):
        yield among("among-headlines", lines, (("few", _FEW),), "many")
    if label == "error" and any(_is_question(block, seen) for block in own if block.position in head):
        yield Piece("questioned")
    if told and _is_first(told[0], own, seen.dense):
        yield Piece("first")
    if any(_is_in_form(seen, line) for line in told):
        yield Piece("in/form")
    for piece in (*_titled(seen, label), *_told(told, label, head), *_signed(seen, label, told=bool(told))):
        yield piece
        yield Piece(f"{piece.name} beside {beside}", piece.value)
    shown = sum(len(line.block.text) for line in told) / max(1, seen.shown)
    yield Piece("share", min(1.0, shown))
    for step in (0.25, 0.5, 0.8):
        if shown >= step:
            yield Piece(f"share/{step}")
    if len({hit.rule for line in told for hit in line.hits if hit.label == label}) > 1:
        yield Piece("said-twice")


def _lines_of(seen: Seen, label: Front) -> Iterator[Line]:
    """The lines that speak of a verdict; of one that a phrase decides for another they do not."""
    for line in seen.lines.values():
        decided = any(line.says(other) for other in FRONTS if other != label) and not line.says(label)
        if not decided and (line.hints(label) or any(line.made_for(label))):
            yield line


def _is_link(block: Block) -> bool:
    """Does a line lead elsewhere? Then it tells of another page: a page's own error is no link."""
    return 2 * block.link_chars > len(block.text)


def _is_question(block: Block, seen: Seen) -> bool:
    """Does a heading, or a line by itself, ask about an error: "Why do I see page not found?"."""
    line = seen.lines.get(block.position)
    if line is None or block.text[-1:] not in _ASKS or seen.dense * len(block.text) > _ASKED:
        return False
    return not _ERRORS.isdisjoint(line.kinds)


def _is_of_the_world(line: Line, own: Sequence[Block], dense: float) -> bool:
    """Is it a headline among headlines, of something that was banned, and says nothing of this page?"""
    names = {sentence.name for sentence in line.made_for("error")}
    if not names <= _NEWS or line.hints("error") or "this" in line.kinds or not _is_headline(line.block, dense):
        return False
    at = next((index for index, block in enumerate(own) if block.position == line.position), None)
    if at is None:
        return False
    around = [*own[max(0, at - _NEAR) : at], *own[at + 1 : at + 1 + _NEAR]]
    return sum(_is_headline(block, dense) for block in around) >= _FEW


def _is_of_a_part(line: Line) -> bool:
    """Does a line ask to try again, and is no heading? Scripts show it where a part of a page fails to load."""
    names = {sentence.name for sentence in line.made_for("error")}
    return names <= _RETRY and not line.hints("error") and line.block.kind != "heading"


def _is_headline(block: Block, dense: float) -> bool:
    """Is it a line without a full stop, longer than an entry of a menu: a headline, or a row?"""
    return dense * len(block.text) >= _HEADLINE and ends_abruptly(block.text) == "open"


def _is_first(line: Line, own: Sequence[Block], dense: float) -> bool:
    """Does no text of the page's own stand before a line, its headings aside? A form has such a line at its end."""
    for block in own:
        if block.position >= line.position:
            return True
        linked = 2 * block.link_chars > len(block.text)
        if block.kind != "heading" and not linked and dense * len(block.text) >= _WORDS:
            return False
    return True


def _is_in_form(seen: Seen, line: Line) -> bool:
    """Does a line stand in a form that has more to fill in: a letter, an order, an application?"""
    skeleton = seen.document.skeleton
    for node in skeleton.ancestors(seen.blocks[line.position].node):
        if skeleton.tags[node] == "form":
            inside = range(node, skeleton.ends[node])
            fields = sum(skeleton.tags[i] == "input" and _is_filled(skeleton.attributes[i]) for i in inside)
            return fields >= _FIELDS or any(skeleton.tags[i] in _LONG_FIELDS for i in inside)
    return False


def _is_filled(attributes: Mapping[str, str]) -> bool:
    return attributes.get("type", "text").lower() in _FILLED


def _titled(seen: Seen, label: Front) -> Iterator[Piece]:
    for line in seen.titled:
        text = line.block.text
        if line.says(label):
            yield Piece("title/decides", 1.0, "text", next(h.rule for h in line.hits if h.label == label), text)
        elif line.hints(label):
            yield Piece("title/hint", 1.0, "text", next(h.rule for h in line.hits if h.label == label), text)
        for sentence in line.made_for(label):
            yield Piece("title/sentence", 1.0, "text", sentence.rule, text)
        if label == "error" and _STATUS.search(text):
            yield Piece("title/status", 1.0, "text", "status", text)


def _told(told: Sequence[Line], label: Front, head: set[int]) -> Iterator[Piece]:
    for line in told:
        text, place = line.block.text, "head" if line.position in head else "page"
        hit = next((hit for hit in line.hits if hit.label == label), None)
        if hit is not None:
            strength = "decides" if hit.strength == "decides" else "hint"
            yield Piece(f"{place}/{strength}", 1.0, "text", hit.rule, text)
        if "this" in line.kinds:  # of this page, and not of a thing in the news
            yield Piece(f"{place}/this")
        for sentence in line.made_for(label):
            if place == "head" or sentence.place != "head":
                yield Piece(f"{place}/{sentence.name}", 1.0, "text", sentence.rule, text)
                yield Piece(f"{place}/sentence")
        if label == "error" and line.block.kind == "heading" and _STATUS.search(text):
            yield Piece("heading/status", 1.0, "text", "status", text)


def _signed(seen: Seen, label: Front, *, told: bool) -> Iterator[Piece]:
    """What vendors left; scripts are asked where the page shows little, since they run on good pages too."""
    if not (told or seen.is_sparse):
        return
    for sign, evidence in find_signs(seen.document, seen.names, seen.vendors.of(label), scripts=seen.shown <= 700):
        strength = "decides" if sign.strength == "decides" else "hint"
        yield Piece(f"{evidence.source}/{strength}", 1.0, evidence.source, evidence.rule, evidence.text)


def _circumstances(seen: Seen) -> Iterator[Piece]:
    """What the page has beside the words."""
    yield among("shown", seen.dense * seen.shown, _SHOWN, "much")
    lines = sum(not block.hidden and not block.noscript for block in seen.blocks)
    yield among("blocks", lines, _BLOCKS, "more")
    if any(kind.endswith("article") for kind in seen.document.declared.types):
        yield Piece("declares-article")
    if seen.thread is not None:
        yield Piece("thread")
    if seen.document.kind != "html":
        yield Piece("plain")
    if holds_text(seen):
        yield Piece("holds-text")
    if any(line.hints("paywall") or any(line.made_for("paywall")) for line in seen.lines.values()):
        yield Piece("wall-words")
    status = seen.fetch.status if seen.fetch else None
    if status is not None:
        yield Piece("status/failed" if status >= 400 else "status/fine", 1.0, "http", "status", str(status))


def _emptiness(seen: Seen, own: Sequence[Block]) -> Iterator[Piece]:
    """What tells a shell that scripts would fill, or nothing at all."""
    own = [block for block in own if block.text]
    said = [block for block in own if _says_something(block)]
    yield among("sentences", len(said), (("none", 0), ("one", 1), ("two", 2)), "more")
    yield among("own", seen.dense * sum(len(block.text) for block in own), _SHOWN, "much")
    yield among("body", seen.body.weight, (("none", 0), ("line", 80), ("lines", 250), ("little", 1000)), "much")
    if any(block.kind == "heading" and block.level == 1 for block in own):
        yield Piece("headline")
    waits = [line for line in seen.lines.values() if any(s.name in ("wait", "script") for s in line.sentences)]
    for line in waits:
        rule = next(s.rule for s in line.sentences if s.name in ("wait", "script"))
        yield Piece("waits", 1.0, "text", rule, line.block.text)
    rest = seen.shown - sum(len(line.block.text) for line in waits)
    if waits and rest <= 40:
        yield Piece("waits-alone", 1.0, "text", "shape/wait", waits[0].block.text)
    linked = sum(min(block.link_chars, len(block.text)) for block in own)
    if own and 2 * linked > sum(len(block.text) for block in own):
        yield Piece("linked")
    shown = [block for block in seen.blocks if not block.hidden and not block.noscript]
    chrome = sum(seen.labels[block.position] in _CHROME or _is_list(block) for block in shown)
    share = chrome / max(1, len(shown))
    yield among("chrome", share, (("none", 0.0), ("some", 0.5), ("most", 0.75), ("nearly", 0.99)), "all")
    if len(seen.document.signals.scripts) > 3:
        yield Piece("scripts")
    yield Piece("shell", 1.0, "shape", "shape/empty", f"{seen.shown} characters")


def _says_something(block: Block) -> bool:
    """A sentence that does not end in dots ("Loading...")."""
    return (
        len(block.text) >= _SENTENCE and ends_abruptly(block.text) is None and 2 * block.link_chars <= len(block.text)
    )


def _is_list(block: Block) -> bool:
    """Names set apart by commas, and no sentence; or nothing but links."""
    if 2 * block.link_chars > len(block.text):
        return True
    return block.text.count(",") > 4 and not block.text.rstrip().endswith((".", "。"))


def _size_of(seen: Seen, positions: Iterator[int]) -> int:
    return sum(len(seen.blocks[position].text) for position in positions)
