"""Pages that stand in front of the page: challenges, consent walls, errors, empty shells.

All of them have next to no text of their own. A page with an article is never one of them, whatever it holds: a
cookie banner, a captcha's script and a `noscript` line are on every other page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.fetch import Fetch
from pagewinnow.find.access.fronts import Front, blocks_at_head, find_fronts
from pagewinnow.find.access.markup import Names, find_signs
from pagewinnow.find.access.reading import Reading
from pagewinnow.find.access.sentences import find_kind
from pagewinnow.find.access.shape import Body, ends_abruptly, visible_text
from pagewinnow.find.access.wording import find_hits
from pagewinnow.findings import Hit
from pagewinnow.records import Access, AccessStatus, Evidence, RemovedLabel
from pagewinnow.rules import Rules
from pagewinnow.rules.fronts import load_front_words
from pagewinnow.rules.vendors import Meaning, Sign, Vendors
from pagewinnow.rules.walls import load_wall_words

LITTLE = 2500
"""The weight of running text from which a page is a page."""
NOTHING = 250
"""The weight of running text up to which there is none."""
_MUCH = 4 * LITTLE
"""Visible characters from which one line that tells of an error is a line among others: a list is no running text."""
_A_PARAGRAPH = 140
"""The weight of running text beside a sentence that no phrase lists: a page with a paragraph of its own is a page."""
_HELD = 600
"""Characters of hidden main content from which a page is no shell."""
_FEW = 700
"""Visible characters up to which scripts are asked, and a few words decide."""
_HARDLY_ANY = 250
"""Visible characters up to which a vendor's script alone shows a challenge: it runs on good pages too."""
_SHELL = 400
"""Visible characters up to which a page without running text is an empty shell."""
_CHROME = 40
"""Blocks that a shell with its navigation around it has at most."""
_AROUND = 60
"""Lines beside its own that a consent wall has at most; a listing under a long notice has more."""
_SHARE = 0.35
"""The share of its text that a consent wall spends on consent."""
_SEPARATORS = re.compile(r"\s+[|–—\-·•»«]+\s+|\s*[|»«]\s*|:\s+")
_SENTENCE = 20
"""Characters from which a line that ends in a full stop is a sentence."""
_CONTENT = frozenset({"title", "body", "comment", "other", "caption"})
_CHROME_LABELS = frozenset(
    {"nav", "legal", "share", "consent", "ad", "newsletter", "hidden", "reply_form", "field", "bio"}
)


class Page(NamedTuple):
    """What the judges of this module look at."""

    document: Document
    reading: Reading
    body: Body
    names: Names
    vendors: Vendors
    title_hits: tuple[Hit, ...]
    shown: int
    fronts: tuple[Front, ...]


def find_blocked(
    document: Document, reading: Reading, fetch: Fetch | None, rules: Rules, seen: tuple[Body, Names, Vendors]
) -> Access | None:
    """The verdict of a page that stands in front of the page; `None` for the page itself."""
    body, names, vendors = seen
    status = fetch.status if fetch else None
    failed = status is not None and status >= 400
    if body.weight > LITTLE and not failed:
        return None
    titled, shown = _match_title(document, reading, rules), visible_text(document)
    fronts = _find_fronts(document, reading, body, rules) if shown <= LITTLE else ()
    page = Page(document, reading, body, names, vendors, titled, shown, fronts)
    return (
        _judge_challenge(page)
        or (_judge_status(page, status) if failed and status is not None else None)
        or _judge_error(page)
        or _judge_consent(page)
        or _judge_empty(page, rules)
    )


def _find_fronts(document: Document, reading: Reading, body: Body, rules: Rules) -> tuple[Front, ...]:
    """The sentences that no phrase lists, on a page that has next to no other text, and declares none."""
    if reading.thread is not None or _declares_article(document):
        return ()
    found = tuple(find_fronts(document, load_front_words(rules.folders), body.dense))
    told = {front.position for front in found}
    other = sum(len(document.blocks[p].text) for p in body.positions if p not in told)
    return found if body.dense * other <= _A_PARAGRAPH else ()


def _match_title(document: Document, reading: Reading, rules: Rules) -> tuple[Hit, ...]:
    """The phrases of the page's `title`, and of each of its parts: a site's name stands beside the words."""
    title = document.declared.title
    if not title:
        return ()
    matcher = rules.matcher([reading.language] if reading.language else [])
    return tuple(
        hit for part in dict.fromkeys([title, *_SEPARATORS.split(title)]) if part for hit in matcher.match(part[:300])
    )


def _witnesses(page: Page, label: RemovedLabel) -> list[tuple[bool, Evidence]]:
    """The words of one label on the page: whether they decide, and the evidence. Those of `noscript` are hints."""
    found = [
        (h.strength == "decides", Evidence("text", h.rule, page.document.declared.title or ""))
        for h in page.title_hits
        if h.label == label
    ]
    blocks = page.document.blocks
    found += [
        (True, Evidence("text", front.rule, blocks[front.position].text[:200]))
        for front in page.fronts
        if front.label == label
    ]
    for position, hit in find_hits(page.reading, label):
        block = blocks[position]
        if not block.hidden and page.reading.labels[position] != "comment":
            found.append(
                (hit.strength == "decides" and not block.noscript, Evidence("text", hit.rule, block.text[:200]))
            )
    return sorted(found, key=lambda one: not one[0])


def _signs(page: Page, meaning: Meaning) -> Iterator[tuple[Sign, Evidence]]:
    return find_signs(page.document, page.names, page.vendors.of(meaning), scripts=page.shown <= _FEW)


def _other_text(page: Page, label: RemovedLabel) -> int:
    """The weight of the running text that has no phrase of this label."""
    told = {position for position, _ in find_hits(page.reading, label)}
    told |= {front.position for front in page.fronts if front.label == label}
    blocks = page.document.blocks
    return int(page.body.dense * sum(len(blocks[p].text) for p in page.body.positions if p not in told))


def _judge_challenge(page: Page) -> Access | None:
    words = _witnesses(page, "challenge")
    signs = list(_signs(page, "challenge")) if words or page.shown <= LITTLE else []
    decided = [
        e
        for sign, e in signs
        if sign.strength == "decides" and (e.source == "markup" or words or page.shown <= _HARDLY_ANY)
    ]
    said = [e for decides, e in words if decides]
    if not (decided or said) and not (words and (signs or page.body.weight <= NOTHING)):
        return None
    if _other_text(page, "challenge") > (LITTLE // 2 if decided or len(said) > 1 else _FEW):
        return None
    if not decided and not (said and _is_at_head(page, "challenge")) and (said or page.shown > _FEW):
        return None
    evidence = [*decided, *(e for _, e in words), *(e for _, e in signs if e not in decided)]
    return _access("challenge", 0.97 if decided and words else 0.9 if decided or said else 0.7, evidence)


def _is_at_head(page: Page, label: RemovedLabel) -> bool:
    """Does a phrase of the label stand in the page's title, or where the page begins? A form has one at its end."""
    told = {position for position, hit in find_hits(page.reading, label) if hit.strength == "decides"}
    told |= {front.position for front in page.fronts if front.label == label}
    return any(h.label == label for h in page.title_hits) or any(
        block.position in told for block in blocks_at_head(page.document, page.body.dense)
    )


def _judge_status(page: Page, status: int) -> Access | None:
    """An error by its number, unless the server sent the article all the same."""
    walled = status in (401, 402) and any(h.label == "paywall" for hits in page.reading.phrases.values() for h in hits)
    if walled or page.body.weight > LITTLE:
        return None
    said = [e for _, e in _witnesses(page, "error")]
    return _access("error", 0.95, [Evidence("http", "status", str(status)), *said])


def _judge_error(page: Page) -> Access | None:
    words = _witnesses(page, "error")
    signs = [e for _, e in _signs(page, "error")]
    said = [e for decides, e in words if decides]
    in_title = any(h.label == "error" and h.strength == "decides" for h in page.title_hits)
    other = _other_text(page, "error")
    limit = LITTLE if in_title or (signs and said) else LITTLE // 3 if said else NOTHING
    shown = [e for decides, e in words if decides or not _is_noscript(page, e)]
    if len(said) == 1 and not in_title and not signs and page.shown > _MUCH:
        return None
    enough = said or (signs and words) or (shown and page.shown <= _SHELL)
    if not enough or other > limit or (other > NOTHING and _declares_article(page.document)):
        return None
    return _access("error", 0.95 if len(said) > 1 or (said and signs) else 0.8, [*said, *signs, *(e for _, e in words)])


def _is_noscript(page: Page, evidence: Evidence) -> bool:
    return any(b.noscript and b.text.startswith(evidence.text) for b in page.document.blocks)


def _declares_article(document: Document) -> bool:
    return any(kind.endswith("article") for kind in document.declared.types)


def _judge_consent(page: Page) -> Access | None:
    """A consent wall: words of consent, and nothing beside them that is an article."""
    words = _witnesses(page, "consent")
    if not words or _other_text(page, "consent") > NOTHING:
        return None
    signs = [e for _, e in _signs(page, "consent")]
    blocks = page.document.blocks
    made = {front.position for front in page.fronts if front.label == "consent"}
    told = made.union(position for position, _ in find_hits(page.reading, "consent"))
    told |= {b.position for b in blocks if page.reading.labels[b.position] == "consent"}
    spent = sum(len(blocks[p].text) for p in told)
    lines = sum(not b.hidden and not b.noscript for b in blocks)
    is_sparse = lines <= _CHROME and (bool(signs) or any(front.kind == "age" for front in page.fronts))
    if lines - len(told) > _AROUND or (spent < _SHARE * page.shown and not is_sparse):
        return None
    decides = any(d for d, _ in words)
    if not decides and not signs and len({e.rule for _, e in words}) < 2:
        return None
    return _access("consent", 0.9 if decides else 0.7, [*(e for _, e in words), *signs])


def _judge_empty(page: Page, rules: Rules) -> Access | None:
    """A shell that scripts would fill, or nothing at all."""
    document = page.document
    if page.body.weight > NOTHING or page.reading.thread is not None or _has_deciding(page, "paywall"):
        return None
    if _count_held(page) >= _HELD:
        return None
    lines = [b for b in document.blocks if not b.hidden and not b.noscript]
    shown = sum(len(b.text) for b in lines)
    words = load_wall_words((), rules.folders)
    if shown <= _FEW and any(find_kind(line.text, words) not in (None, "label") for line in lines):
        return None
    if lines and (document.kind != "html" or not _is_bare(page, lines, shown)):
        return None
    said = [e for _, e in _witnesses(page, "challenge")]
    return _access(
        "empty", 0.9 if shown <= NOTHING else 0.7, [*said, Evidence("markup", "shape/empty", f"{shown} characters")]
    )


def _count_held(page: Page) -> int:
    """The characters of the main content that the page holds hidden, for a script to show."""
    decided = zip(page.document.blocks, page.reading.labels, strict=True)
    return sum(len(block.text) for block, told in decided if block.hidden and told == "body")


def _has_deciding(page: Page, label: RemovedLabel) -> bool:
    return any(hit.strength == "decides" for _, hit in find_hits(page.reading, label))


def _is_bare(page: Page, lines: Sequence[Block], shown: int) -> bool:
    """Is there no sentence and no headline: next to no words at all, or nothing but the page's chrome?"""
    labels = page.reading.labels
    if any(_says_something(line) and labels[line.position] in _CONTENT for line in lines):
        return False
    if shown <= _SHELL // 2:
        return True
    chrome = [line for line in lines if labels[line.position] in _CHROME_LABELS or _is_list(line.text)]
    return len(lines) <= _CHROME and 4 * len(chrome) >= 3 * len(lines)


def _says_something(line: Block) -> bool:
    """A headline, or a sentence that does not end in dots ("Loading...")."""
    return (line.kind == "heading" and line.level == 1) or (
        len(line.text) >= _SENTENCE and ends_abruptly(line.text) is None
    )


def _is_list(text: str) -> bool:
    """Names set apart by commas, and no sentence."""
    return text.count(",") > 4 and not text.rstrip().endswith((".", "。"))


def _access(status: AccessStatus, confidence: float, evidence: Sequence[Evidence]) -> Access:
    return Access(status, None, None, confidence, tuple(_distinct(evidence))[:8])


def _distinct(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    rules: set[str] = set()
    for one in evidence:
        if one.rule not in rules:
            rules.add(one.rule)
            yield one
