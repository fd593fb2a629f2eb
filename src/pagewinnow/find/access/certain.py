"""What decides alone: the server's status, what the page declares, a vendor's wall where the text ends, disorder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pagewinnow.find.access.length import compare_length
from pagewinnow.find.access.letters import Garbled, find_garbled, guess_by_paragraph
from pagewinnow.find.access.markup import WallElement, declared_element, find_elements, find_locked, find_signs
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import LITTLE, NOTHING, RUNNING, reads_like_text
from pagewinnow.records import Evidence

_LITTLE_AFTER = 200
"""The weight of text that may follow a vendor's wall, at least: its own small print."""

_NONE = 250
"""Visible characters up to which a vendor's script alone shows a challenge: it runs on good pages too."""

_UNSURE = frozenset({"filler", "random"})

_SHORT = frozenset({"words/far", "words/short"})
_HELD_BACK = 900
"""The weight up to which a body is a preview when the element that the page declares as not free is missing."""


class Certain(NamedTuple):
    """The evidence for each: `failed`, an error; `challenged`, a vendor asks who is there; `walled`, it is not free.

    `garbled`: its text is masked; `cut`: it is not all there. `elements` are those of vendors' walls.
    """

    failed: tuple[Evidence, ...]
    challenged: tuple[Evidence, ...]
    walled: tuple[Evidence, ...]
    garbled: tuple[Evidence, ...]
    cut: tuple[Evidence, ...]
    elements: tuple[WallElement, ...]


def find_certain(seen: Seen) -> Certain:
    """The evidence of a page that needs no weighing."""
    offered = any(line.hints("paywall") or any(line.made_for("paywall")) for line in seen.lines.values())
    elements = tuple(find_elements(seen.document, seen.names, seen.vendors, seen.body))
    garbled = tuple(_garbled(seen, told=offered or seen.declared.metered or seen.declared.free is False))
    return Certain(
        tuple(_failed(seen)),
        tuple(_challenged(seen)),
        (*_walled(seen, elements), *garbled),
        garbled,
        tuple(_cut(seen)),
        elements,
    )


def _failed(seen: Seen) -> Iterator[Evidence]:
    """An error by its number, unless the server sent the article all the same, or asks to be paid."""
    status = seen.fetch.status if seen.fetch else None
    if status is None or status < 400 or seen.body.weight > LITTLE:
        return
    if status in (401, 402) and any(
        line.hints("paywall") or any(line.made_for("paywall")) for line in seen.lines.values()
    ):
        return
    yield Evidence("http", "status", str(status))
    for line in seen.lines.values():
        for hit in line.hits:
            if hit.label == "error":
                yield Evidence("text", hit.rule, line.block.text[:200])


def _challenged(seen: Seen) -> Iterator[Evidence]:
    """A vendor's own element on a page with next to no text; its script alone, where there is none at all."""
    if seen.body.weight > LITTLE // 2 or seen.shown > LITTLE:
        return
    for sign, evidence in find_signs(
        seen.document, seen.names, seen.vendors.of("challenge"), scripts=seen.shown <= _NONE
    ):
        if sign.strength == "decides":
            yield evidence


def _walled(seen: Seen, elements: tuple[WallElement, ...]) -> Iterator[Evidence]:
    declared = seen.declared
    if declared.free is False:
        yield from declared.evidence
    elif declared.metered:
        spoken = [
            (p, h) for p, hits in seen.hits.items() for h in hits if h.label == "paywall" and h.strength == "decides"
        ]
        if spoken:
            yield from declared.evidence
            position, hit = spoken[0]
            block = seen.blocks[position]
            yield Evidence("hidden" if block.hidden else "text", hit.rule, block.text[:200])
    if declared.free:
        return
    for wall in elements:
        after, before = seen.body.after(wall.stop - 1), seen.body.before(wall.first)
        if wall.decides and after <= max(_LITTLE_AFTER, before // 4):
            yield Evidence("markup", wall.rule, _text_of(seen, wall))
    if not (seen.thread is not None and seen.thread.is_page):
        locked = find_locked(seen.document, seen.vendors, seen.body)
        if locked is not None:
            yield locked


def _cut(seen: Seen) -> Iterator[Evidence]:
    """What a page declares to be not free is missing, or the page is a part of a text that goes on elsewhere."""
    declared = seen.declared
    if declared.free is not False or declared.text:
        return
    weight = seen.body.weight
    held = declared_element(seen.document, seen.names, seen.body, declared.selectors) if declared.selectors else None
    if held == 0 and weight < _HELD_BACK:
        yield Evidence("jsonld", "cssSelector", ", ".join(declared.selectors)[:200])
    if weight < NOTHING:
        yield Evidence("shape", "shape/short", f"{weight} characters")
    counted = compare_length(seen)
    if counted is not None and declared.words and counted.name in _SHORT:
        yield counted.shown(None)


def _text_of(seen: Seen, wall: WallElement) -> str:
    return " ".join(b.text for b in seen.blocks[wall.first : wall.stop] if not b.hidden)[:200]


def _garbled(seen: Seen, *, told: bool) -> Iterator[Evidence]:
    """Letters that come out right when they are moved speak for themselves.

    Latin may be a designer's filler, and what only looks random a list of names: there something must tell of a wall.
    """
    found = _find_garbled(seen) if seen.dense == 1 else None
    if found is not None and (told or found.how not in _UNSURE or _is_metered(seen)):
        yield Evidence("text", f"letters/{found.how}", found.text)


def _is_metered(seen: Seen) -> bool:
    return any(find_signs(seen.document, seen.names, seen.vendors.of("meter"), scripts=True))


def _find_garbled(seen: Seen) -> Garbled | None:
    """Asked in the page's language; where that is not known, in the one that the page's best paragraph is in."""
    texts = [b.text for b in seen.blocks if len(b.text) >= RUNNING and reads_like_text(b, 1)]
    profiles = seen.rules.profiles
    language = seen.language or guess_by_paragraph(texts, {name: p.stop_words for name, p in profiles.items()})
    profile = profiles.get(language or "")
    return find_garbled(texts, profile.stop_words, seen.vendors) if profile else None
