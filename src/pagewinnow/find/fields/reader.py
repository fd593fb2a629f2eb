"""The order of witnesses for every field: this file is the algorithm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from pagewinnow.document import Block, Document
from pagewinnow.find.dates import dates_of
from pagewinnow.find.fields.authors import find_authors
from pagewinnow.find.fields.datelines import find_raw
from pagewinnow.find.fields.head import text_title
from pagewinnow.find.fields.headlines import choose_headline
from pagewinnow.find.fields.jsonld import find_article, find_page, find_site, resolve
from pagewinnow.find.fields.marks import Mark, find_marks
from pagewinnow.find.fields.metas import Metas, values_of
from pagewinnow.find.fields.rest import Several, Single, tell, tell_several
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.site import Site
from pagewinnow.find.fields.titles import Heading, choose_title, likeness
from pagewinnow.find.fields.values import (
    clean_value,
    folded,
    host_of,
    name_of,
    web_address,
)
from pagewinnow.find.fields.when import iso, read_days, window_of
from pagewinnow.find.view import View, read_labels
from pagewinnow.findings import Fields, Found, Thread
from pagewinnow.jsonld import Thing
from pagewinnow.rules.declarations import Declarations, load_declarations
from pagewinnow.rules.vocabulary import vocabulary_of
from pagewinnow.text import words_of_all

# Share of words that a heading has in common with a title that is not on the page: where no main heading is, and else.
_LIKE_TITLE, _SURELY_TITLE = 0.35, 0.6
_BEFORE_OPENING = 8  # blocks
_PARAGRAPH = 160  # characters
_NO_FIELDS = frozenset({"nav", "share", "related", "ad", "newsletter", "comment_control", "reply_form"})
_READINGS = frozenset({"rt", "rp", "rtc"})


def find_fields(view: View) -> Fields:
    """Who, when and what of a page: each field from the first witness that can be believed.

    >>> from pagewinnow.document import Source
    >>> from pagewinnow.options import Options
    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.segment import segment
    >>> page = "<title>Ferry runs again | Post</title><h1>Ferry runs again</h1><p>By Ann Reed</p>"
    >>> document = segment(Source(page, "html", "https://post.example/a", "utf-8", ""))
    >>> found = find_fields(View(document, load_rules(), Options()))
    >>> found.title, found.authors, found.hostname
    ('Ferry runs again', ('Ann Reed',), 'post.example')
    """
    document = view.document
    address, base, canonical = addresses_of(document)
    sight, title = look(view)
    marks = list(find_marks(sight))
    facts = _Facts()
    facts.take("title", title)
    _read_people(sight, marks, facts)
    _read_dates(sight, marks, facts)
    for field in get_args(Single):
        facts.take(field, next(tell(field, sight, marks, base), None))
    for field in get_args(Several):
        _take_list(facts, field, tell_several(field, sight, marks))
    return Fields(
        canonical_url=canonical,
        next_url=_link(document, "next", base),
        hostname=host_of(address or canonical),
        sources=facts.sources,
        positions=facts.positions,
        **facts.values,  # type: ignore[arg-type]
    )


def addresses_of(document: Document) -> tuple[str | None, str | None, str | None]:
    """The page's own address, that which its links start from, and the one that it gives itself."""
    address = web_address(document.source.url)
    base = web_address(document.declared.base, address) or address
    return address, base, _link(document, "canonical", base)


def look(view: View) -> tuple[Sight, Found | None]:
    """The page as its witnesses see it, with the place of its title; and the title."""
    address, _, canonical = addresses_of(view.document)
    sight = _look(view, (address, canonical))
    title = _title(sight)
    return replace(sight, title_at=_anchor(sight, title)), title


class _Facts:
    """What was found so far: values, their witnesses, their blocks."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.sources: dict[str, str] = {}
        self.positions: dict[str, tuple[int, ...]] = {}

    def take(self, field: str, found: Found | None, value: object = None) -> None:
        """Keep `value`, or the found text, as the field."""
        if found is None:
            return
        self.values[field] = found.value if value is None else value
        self.sources[field] = found.source
        if found.positions:
            self.positions[field] = found.positions


def _look(view: View, addresses: tuple[str | None, str | None]) -> Sight:
    document, language, thread = view.document, view.found.language, view.found.thread
    metas, things = Metas(document.declared.metas), document.declared.json_ld
    known = load_declarations(view.rules.folders)
    titles = [text for text in (document.declared.title, *(v[0] for _, v in metas.of(known.metas["title"]))) if text]
    article = find_article(things, [a for a in addresses if a], titles, known)
    return Sight(
        document=document,
        thread=thread,
        labels=read_labels(view) if view.found.chrome.likely else (),
        metas=metas,
        known=known,
        vocabulary=vocabulary_of(view.rules, language, dates_of(view)),
        site=Site(_site_names(metas, article, things, known), host_of(addresses[0] or addresses[1])),
        article=article,
        page=find_page(things, known),
        window=window_of(view.fetch),
        fetched_at=view.fetch.fetched_at if view.fetch else None,
        address=addresses[0] or addresses[1],
        skipped=_comments_of(thread) if thread else range(0),
        chrome=frozenset(at for at, known in view.found.chrome.known.items() if known.label in _NO_FIELDS),
    )


def _comments_of(thread: Thread) -> range:
    """The blocks of the comments; the post that is the article, and what stands before it, is none."""
    opening = thread.opening
    is_first = opening is not None and opening.start - thread.start <= _BEFORE_OPENING
    return range(opening.stop if opening and is_first else thread.start, thread.stop)


def _site_names(metas: Metas, article: Thing | None, things: tuple[Thing, ...], known: Declarations) -> list[str]:
    """What the page calls its site, the surest first."""
    names = [clean_value(values[0]) for name, values in metas.of(known.metas["sitename"][:3]) if name]
    site = find_site(things, known)
    names += [clean_value(site.get("name")) if site else None]
    for publisher in resolve((article or {}).get("publisher"), things):
        names.append(clean_value(name_of(publisher)))
    return [name for name in names if name]


def _title(sight: Sight) -> Found | None:
    """The title that the page declares and its headings bear out; where it has neither, the line that is one."""
    declared = declared_titles(sight)
    found = choose_title(declared, headings_of(sight), sight.site, sight.address, is_article=_is_article(sight))
    return choose_headline(sight, declared, found) or text_title(sight)


def declared_titles(sight: Sight) -> list[Found]:
    """What the page gives as its title, the best witness first."""
    declared: list[Found] = []
    for name, values in sight.metas.of(sight.known.metas["title"]):
        _add(declared, values[0], f"meta:{name}")
    for name, value in values_of(sight.article or {}, *sight.known.properties["title"]):
        _add(declared, value, f"jsonld:{name}")
    _add(declared, sight.document.declared.title, "title")
    return declared


def _is_article(sight: Sight) -> bool:
    """Does the page declare an article, or its author or day?"""
    metas, known = sight.metas, sight.known.metas
    kinds = [values[0].strip().lower() for _, values in metas.of(known["kind"])]
    return sight.article is not None or "article" in kinds or any(True for _ in metas.of(known["article_only"]))


def _add(found: list[Found], value: object, source: str) -> None:
    text = clean_value(value)
    if text:
        found.append(Found(text, source))


def headings_of(sight: Sight) -> list[Heading]:
    """The headings that may be the title: of the first three levels, in sight."""
    found: list[tuple[Block, int, str]] = []
    for block in sight.document.blocks:
        if block.kind == "heading" and not block.hidden and block.level and block.level <= 3 and len(block.text) <= 300:
            text = clean_value(_without_readings(sight, block))
            if text:
                found.append((block, block.level, text))
    keys = words_of_all([text for _, _, text in found])
    return [Heading(t, b.position, n, " ".join(key)) for (b, n, t), key in zip(found, keys, strict=True)]


def _without_readings(sight: Sight, block: Block) -> str:
    """The text of a block without the readings that ruby annotates its words with."""
    tags = sight.document.skeleton.tags
    text = block.text
    for run in sorted(block.runs, reverse=True, key=lambda run: run.start):
        if tags[run.node] in _READINGS:
            text = text[: run.start] + text[run.end :]
    return text


def _anchor(sight: Sight, title: Found | None) -> int | None:
    """The block where the article begins: its title's, or the one most like it, or the first main heading's.

    A page may show its title in an element that is no heading, or be hidden as a whole until a script has run.
    """
    if title is not None and title.positions:
        return title.positions[0]
    blocks = sight.document.blocks
    headings = [b for b in blocks if b.kind == "heading" and (b.level or 6) <= 4]
    main = next((b.position for b in headings if b.level == 1 and not sight.site.is_named(b.text)), None)
    if title is not None:
        same = folded(title.value)
        for block in (*headings, *blocks):
            if abs(len(block.text) - len(title.value)) <= 8 and folded(block.text) == same:
                return block.position
        near = max(((likeness(b.text, title.value), -b.position) for b in headings), default=(0.0, 0))
        if near[0] >= (_SURELY_TITLE if main is not None else _LIKE_TITLE):
            return -near[1]
    return main if main is not None else _before_text(sight)


def _before_text(sight: Sight) -> int | None:
    """The block before the first paragraph of running text."""
    for block in sight.document.blocks:
        if len(block.text) > _PARAGRAPH and 4 * block.link_chars < len(block.text):
            return block.position - 1 if block.position else None
    return None


def _read_people(sight: Sight, marks: list[Mark], facts: _Facts) -> None:
    byline = find_authors(sight, marks)
    if byline is not None:
        facts.take("authors", Found(byline.names[0], byline.source, byline.positions), byline.names)


def _read_dates(sight: Sight, marks: list[Mark], facts: _Facts) -> None:
    days = read_days(sight, marks)
    if days.published is not None:
        facts.take("date", days.published, iso(sight, days.published.value))
        facts.values["date_raw"] = days.published.value
    else:
        facts.values["date_raw"] = find_raw(sight)
    if days.modified is not None:
        facts.take("date_modified", days.modified, iso(sight, days.modified.value))


def _take_list(facts: _Facts, field: str, witnesses: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    for source, values in witnesses:
        if values:
            facts.take(field, Found(values[0], source), values)
            return


def _link(document: Document, rel: str, base: str | None) -> str | None:
    """The address that a `link` of the head gives for a relation."""
    for rels, href in document.declared.links:
        if rel in rels.split() and (address := web_address(href, base)):
            return address
    return None
