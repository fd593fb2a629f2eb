"""What a page declares: free or not, of how many words, and which element holds what is not free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pagewinnow.document import Declared
from pagewinnow.records import Evidence
from pagewinnow.rules.vendors import Vendors

_FREE = "isAccessibleForFree"
_PAGE_TYPES = frozenset({
    "CreativeWork", "Blog", "BlogPosting", "SocialMediaPosting", "LiveBlogPosting", "Report", "Review", "Recipe",
    "HowTo", "Chapter", "Question", "Quotation", "MediaObject", "WebPageElement",
})  # fmt: skip
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no"})


class Declaration(NamedTuple):
    """`free`: what it says; `metered`: until a meter has run; `text`: the longest articleBody; `words`: its count."""

    free: bool | None = None
    metered: bool = False
    contradicts: bool = False
    words: int | None = None
    text: str = ""
    selectors: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def read_declaration(declared: Declared, vendors: Vendors) -> Declaration:
    """The declarations of a page, out of its JSON-LD and its metas."""
    said: list[tuple[bool, Evidence]] = []
    selectors: list[str] = []
    words, text = None, ""
    for thing in _articles(declared.json_ld):
        free = _truth(thing.get(_FREE))
        if free is not None:
            said.append((free, Evidence("jsonld", _FREE, f"{_FREE}: {thing.get(_FREE)}")))
        for part in _parts(thing):
            selectors += _selectors(part)
            if free is None:
                said.append((False, Evidence("jsonld", "hasPart", f"hasPart {_FREE}: {part.get(_FREE)}")))
        words = words or _count(thing.get("wordCount"))
        body = thing.get("articleBody")
        text = body if isinstance(body, str) and len(body) > len(text) else text
    tiers = list(vendors.tier(declared.metas))
    said += [
        (tier == "free", Evidence("meta", name, f"{name}: {content}"[:200]))
        for tier, name, content in tiers
        if tier != "metered"
    ]
    metered = [Evidence("meta", name, f"{name}: {content}"[:200]) for tier, name, content in tiers if tier == "metered"]
    free = _weigh(said)
    evidence = [one for says, one in said if free is None or says == free]
    return Declaration(
        free=free,
        metered=bool(metered),
        contradicts=len({says for says, _ in said}) > 1,
        words=words,
        text=text,
        selectors=tuple(selectors),
        evidence=(*evidence, *metered),
    )


def _articles(things: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The articles and pages among the objects, and those that an object names as its main entity."""
    for thing in things:
        if _is_article(thing):
            yield thing
        for key in ("mainEntity", "mainEntityOfPage"):
            inner = thing.get(key)
            if isinstance(inner, dict) and _is_article(inner):
                yield inner


def _weigh(said: list[tuple[bool, Evidence]]) -> bool | None:
    """JSON-LD speaks before the metas; of two that contradict each other the one that says what is not free."""
    for source in ("jsonld", "meta"):
        answers = {says for says, one in said if one.source == source}
        if answers:
            return False not in answers
    return None


def _is_article(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and (k in _PAGE_TYPES or k.endswith(("Article", "Page"))) for k in kinds)


def _truth(value: object) -> bool | None:
    if isinstance(value, list) and value:
        value = value[0]
    word = str(value).strip().lower().rpartition("/")[2]
    return True if word in _YES else False if word in _NO else None


def _parts(thing: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The parts that are said not to be free."""
    parts = thing.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _truth(part.get(_FREE)) is False:
            yield part


def _selectors(part: Mapping[str, Any]) -> Iterator[str]:
    named = part.get("cssSelector")
    for one in named if isinstance(named, list) else [named]:
        if isinstance(one, str):
            yield from (piece.strip() for piece in one.split(",") if piece.strip())


def _count(value: object) -> int | None:
    word = str(value).strip()
    return int(word) if word.isdecimal() and len(word) < 8 and int(word) else None
