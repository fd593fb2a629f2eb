"""The verdict: what was this page, and is its text all there?

In this order: what stands in front of the page (`blocked`); what the page declares; what its words, its elements and
its letters show. `paywalled` says that the text is not free or that a wall is shown; `complete` is asked apart.
"""

from __future__ import annotations

from typing import NamedTuple

from pagewinnow.document import Document
from pagewinnow.fetch import Fetch
from pagewinnow.find.access.blocked import LITTLE, NOTHING, find_blocked
from pagewinnow.find.access.declared import Declaration, read_declaration
from pagewinnow.find.access.letters import Garbled, find_garbled, guess_by_paragraph
from pagewinnow.find.access.markup import (
    Names,
    WallElement,
    declared_element,
    find_clipped,
    find_locked,
    find_signs,
    find_walls,
)
from pagewinnow.find.access.reading import Reading, read_page
from pagewinnow.find.access.shape import RUNNING, Body, ends_abruptly, find_body, reads_like_text
from pagewinnow.find.access.wording import (
    NEAR,
    Prompt,
    find_cluster,
    find_hits,
    find_prompts,
    find_sentences,
    is_near,
    tells_share,
)
from pagewinnow.find.view import View
from pagewinnow.findings import Verdict
from pagewinnow.records import Access, Evidence
from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.vendors import Vendors, load_vendors
from pagewinnow.rules.walls import WallWords, load_wall_words

_PREVIEW = 4500
"""The weight up to which a text before an offer is a preview; a longer one that ends in a full stop may be all."""
_SHORT_PREVIEW = 3000
"""The same where no rule lists the offer's sentence."""
_FEW_BLOCKS = 40
"""Blocks of a page up to which its language may be unknown for want of text."""
_HELD_BACK = 900
"""The weight up to which a body is a preview when the element that the page declares as not free is missing."""
_SHORTER = 0.6
"""The share of the declared words that a whole text has at least; markup and lists make the count inexact."""


class Case(NamedTuple):
    """All that is known of a page that is not blocked."""

    document: Document
    body: Body
    declared: Declaration
    prompts: tuple[Prompt, ...]
    cluster: Prompt | None
    walls: tuple[WallElement, ...]
    clipped: Evidence | None
    garbled: Garbled | None
    words: int
    held: int | None
    locked: Evidence | None


def find_access(view: View) -> Verdict:
    """The access verdict of a page, with its evidence."""
    return Verdict(_judge(view.document, read_page(view), view.fetch, view.rules))


def _judge(document: Document, reading: Reading, fetch: Fetch | None, rules: Rules) -> Access:
    vendors = load_vendors(rules.folders)
    reading = _read_in_any_language(document, reading, rules)
    body, names = find_body(document, reading), Names(document)
    declared = read_declaration(document.declared, vendors)
    blocked = find_blocked(document, reading, fetch, rules, (body, names, vendors))
    if blocked is not None:
        return blocked
    case = _gather(document, reading, rules, (body, names, vendors, declared))
    wall = _find_wall(case)
    cut = _find_cut(case, wall)
    if not wall:
        return Access("open", cut is None, declared.free, _sureness(case), declared.evidence[:8])
    complete = False if cut else None if _may_be_cut(case) else True
    evidence = tuple(dict.fromkeys([*declared.evidence, *wall, *([cut] if cut else ()), *_whole_text(case)]))
    return Access("paywalled", complete, declared.free, 0.95 if len(evidence) > 1 else 0.85, evidence[:8])


def _read_in_any_language(document: Document, reading: Reading, rules: Rules) -> Reading:
    """A page of a few lines does not tell its language: the phrases of all are looked for in it."""
    if reading.language is not None or len(document.blocks) > _FEW_BLOCKS:
        return reading
    texts = [block.text for block in document.blocks]
    return (
        reading._replace(phrases=rules.matcher(rules.languages).match_all(texts))
        if sum(map(len, texts)) <= LITTLE
        else reading
    )


def _gather(document: Document, reading: Reading, rules: Rules, seen: tuple[Body, Names, Vendors, Declaration]) -> Case:
    body, names, vendors, declared = seen
    texts = [document.blocks[p].text for p in body.positions]
    readable = [b.text for b in document.blocks if len(b.text) >= RUNNING and reads_like_text(b, reading, 1)]
    minutes = [h.number for hits in reading.phrases.values() for h in hits if h.role == "reading_time" and h.number]
    offered = any(is_near(position, body) for position, _ in find_hits(reading, "paywall"))
    words = _words_of(reading, body, rules)
    prompts, cluster = _find_prompts(document, reading, body, words), find_cluster(document, reading, body, words)
    garbled = _find_garbled(readable, reading, rules, vendors) if body.dense == 1 else None
    told = bool(prompts or offered or declared.metered or declared.free is False)
    return Case(
        document=document,
        body=body,
        declared=declared,
        prompts=prompts,
        cluster=cluster,
        walls=tuple(find_walls(document, names, vendors, body, worded=bool(prompts or cluster)))
        if offered or prompts
        else (),
        clipped=find_clipped(document, names, vendors, body, min(minutes, default=0)),
        garbled=_confirm(garbled, document, names, vendors, told=told) if garbled else None,
        words=int(body.weight / 5.5) if body.dense > 1 else sum(text.count(" ") + 1 for text in texts),
        held=declared_element(document, names, body, declared.selectors) if declared.selectors else None,
        locked=None if reading.thread and reading.thread.is_page else find_locked(document, vendors, body),
    )


def _words_of(reading: Reading, body: Body, rules: Rules) -> WallWords:
    """The wall's words in the page's language; those of all, where the page has too little text to tell it."""
    spoken = {reading.language, *ALWAYS} if reading.language and body.weight > NOTHING else ()
    return load_wall_words(spoken, rules.folders)


def _find_prompts(document: Document, reading: Reading, body: Body, words: WallWords) -> tuple[Prompt, ...]:
    """The wall's sentences: those that the rules list, and those that are made of a wall's words."""
    listed = find_prompts(document, reading, body)
    made = find_sentences(document, reading, body, words)
    known = {prompt.position for prompt in listed}
    return (*listed, *(prompt for prompt in made if prompt.position not in known))


def _find_garbled(texts: list[str], reading: Reading, rules: Rules, vendors: Vendors) -> Garbled | None:
    """Asked in the page's language; where that is not known, in the one that the page's best paragraph is in."""
    language = reading.language or guess_by_paragraph(texts, {name: p.stop_words for name, p in rules.profiles.items()})
    profile = rules.profiles.get(language or "")
    return find_garbled(texts, profile.stop_words, vendors) if profile else None


def _confirm(garbled: Garbled, document: Document, names: Names, vendors: Vendors, *, told: bool) -> Garbled | None:
    """Letters in disorder speak for themselves; Latin may be a designer's filler, where nothing tells of a wall."""
    if garbled.how != "filler" or told or document.kind != "html":
        return garbled
    return garbled if any(find_signs(document, names, vendors.of("meter"), scripts=True)) else None


def _find_wall(case: Case) -> tuple[Evidence, ...]:
    """The evidence that the page is not free or shows a wall; none for an open page."""
    found: list[Evidence] = []
    if case.declared.free is False:
        found += case.declared.evidence
    shown = [p for p in case.prompts if not p.hidden]
    found += [_evidence(p) for p in shown if _stands(case, p) and (p.listed or _looks_cut(case, p))]
    found += [Evidence("markup", w.rule, _text_of(case, w)) for w in case.walls if _shows_wall(case, w)]
    found += [_evidence(cluster) for cluster in _cutting(case) if _stands(case, cluster)]
    if case.garbled is not None:
        found.append(Evidence("text", f"letters/{case.garbled.how}", case.garbled.text))
    if case.declared.metered and case.prompts:
        found += [*case.declared.evidence, *map(_evidence, case.prompts)]
    if case.clipped:
        found.append(case.clipped)
    if case.locked and case.declared.free is not True:
        found.append(case.locked)
    return tuple(found)


def _cutting(case: Case) -> tuple[Prompt, ...]:
    """The offers in a row, where one invites to read on, or the text before them breaks off.

    Behind a full stop other offers are the foot of any page.
    """
    cluster = case.cluster
    if cluster is None or not (cluster.invites or _ends_abruptly(case, cluster.position)):
        return ()
    return (cluster,) if _looks_cut(case, cluster) else ()


def _evidence(prompt: Prompt) -> Evidence:
    return Evidence("hidden" if prompt.hidden else "text", prompt.rule, prompt.text)


def _text_of(case: Case, wall: WallElement) -> str:
    return " ".join(b.text for b in case.document.blocks[wall.first : wall.stop] if not b.hidden)[:200]


def _stands(case: Case, prompt: Prompt) -> bool:
    """Does the prompt stand where a text ends? One that the text runs past is a template, or a label."""
    if not is_near(prompt.position, case.body) or not prompt.ends_text:
        return False
    if case.declared.free:
        return prompt.before <= _PREVIEW and _ends_abruptly(case, prompt.position) is not None
    last = case.body.last_before(prompt.position)
    return last is None or prompt.position - last <= 2 * NEAR or prompt.before < LITTLE


def _ends_abruptly(case: Case, position: int) -> str | None:
    """How the body ends before a block, if not well. A short line without a full stop is a headline, or in a list."""
    last = case.body.last_before(position)
    if last is None:
        return None
    text = case.document.blocks[last].text
    how = ends_abruptly(text)
    return None if how == "open" and case.body.dense * len(text) < RUNNING else how


def _looks_cut(case: Case, prompt: Prompt) -> bool:
    return (
        prompt.before <= (_PREVIEW if prompt.listed else _SHORT_PREVIEW)
        or _ends_abruptly(case, prompt.position) is not None
    )


def _shows_wall(case: Case, wall: WallElement) -> bool:
    """Does an element with a wall's name hold a wall's words where the body ends?"""
    if case.body.after(wall.stop - 1) > max(200, case.body.before(wall.first) // 4):
        return False
    said = wall.decides or any(
        wall.first <= p.position < wall.stop for p in (*case.prompts, *([case.cluster] if case.cluster else ()))
    )
    return said and case.declared.free is not True


def _find_cut(case: Case, wall: tuple[Evidence, ...]) -> Evidence | None:
    """The evidence that text is missing; `None` if it is all there, or in the page's JSON-LD."""
    if case.garbled is not None:
        return Evidence("text", f"letters/{case.garbled.how}", case.garbled.text)
    if not wall or _whole_text(case) or _has_all_words(case):
        return None
    return _short_of_declared(case) or _cut_by_prompt(case)


def _whole_text(case: Case) -> tuple[Evidence, ...]:
    """The text of the page's JSON-LD, where it is longer than the page's."""
    text = case.declared.text
    if case.body.dense * len(text) < max(600, 1.3 * case.body.weight) or ends_abruptly(text) == "dots":
        return ()
    return (Evidence("jsonld", "articleBody", text[:200]),)


def _has_all_words(case: Case) -> bool:
    return case.declared.words is not None and case.declared.words >= 100 and case.words >= 0.85 * case.declared.words


def _short_of_declared(case: Case) -> Evidence | None:
    """Is the text much shorter than the page says?"""
    words = case.declared.words
    if words and case.words < _SHORTER * words and not 0.7 < words / max(1, case.body.weight) < 1.4:
        return Evidence("jsonld", "wordCount", f"{words} declared, {case.words} found")
    if case.held == 0 and case.body.weight < _HELD_BACK:
        return Evidence("jsonld", "cssSelector", ", ".join(case.declared.selectors)[:200])
    if case.declared.free is False and case.body.weight < NOTHING:
        return Evidence("text", "shape/short", f"{case.body.weight} characters")
    return case.clipped


def _cut_by_prompt(case: Case) -> Evidence | None:
    """A prompt that stands right where the text ends cuts it: after a preview, or in the middle of a sentence.

    A long text that ends in a full stop may be all of it (`_may_be_cut`), unless the prompt speaks of the share that is
    missing, or a platform shows its wall only where it cuts.
    """
    for prompt in _ending(case):
        if _looks_cut(case, prompt) or tells_share(prompt):
            return _evidence(prompt)
    for wall in case.walls:
        last = case.body.last_before(wall.first)
        if last is None or wall.first - last > NEAR or not _shows_wall(case, wall):
            continue
        if wall.decides or _ends_abruptly(case, wall.first) or case.body.before(wall.first) <= _PREVIEW:
            return Evidence("markup", wall.rule, _text_of(case, wall))
    return None


def _ending(case: Case) -> list[Prompt]:
    """The prompts that are shown where the text ends."""
    shown = [p for p in (*case.prompts, *_cutting(case)) if not p.hidden]
    return [p for p in shown if _stands(case, p)]


def _may_be_cut(case: Case) -> bool:
    return bool(_ending(case)) and not _whole_text(case) and not _has_all_words(case)


def _sureness(case: Case) -> float:
    """How sure an open page is: less with a meter, prompts that lead nowhere, or no text."""
    if case.declared.free:
        return 0.98
    doubts = bool(case.prompts) + bool(case.cluster) + case.declared.metered + (case.body.weight < NOTHING)
    return max(0.5, 0.95 - 0.1 * doubts)
