"""The title: what the page's headings, its metas and its address agree on, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pagewinnow.find.fields.site import Site, segments
from pagewinnow.find.fields.values import folded
from pagewinnow.findings import Found
from pagewinnow.text import key, words

_ANCHOR = re.compile(r"\s*[¶§🔗]$|\s+#$")  # the link to itself that a heading of a manual ends with
_BARS = re.compile(r"\s*[|｜]{1,2}\s*")
# How much of the part of a declared title that holds it a heading must be, to be that title: the main heading of a
# page may be shorter than its title, but a lower heading that is only a piece of it is the heading of a section.
_MAIN_COVERS, _LOWER_COVERS = 0.5, 0.95
# Share of words that a main heading must have in common with a declared title, and of its own that it must hold.
_ARTICLE_AGREES, _OTHER_AGREES, _OTHER_HOLDS = 0.35, 0.2, 0.5
_ADDRESS_TELLS = 0.35  # how much more of the address's words one title must have than another
_ADDRESS_NAMES = 0.6  # share of the address's words of what it surely names
_FEWEST_WORDS = 2  # of an address that names something
_SLUG_LETTERS = 4
_FEWEST_AT_HOME = 3  # words that say what a site is
_SITE_NAME = 60  # characters; a longer heading is no name of a site


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page that may be the title; `key` is its folded words (`text.key`)."""

    text: str
    position: int
    level: int
    key: str

    @property
    def folded(self) -> str:
        """Its folded words without what is between them, as `values.folded` gives them."""
        return self.key.replace(" ", "")


class _Cover(NamedTuple):
    """How well a heading is held by a declared title: the share of the part that holds it, and that part."""

    share: float
    part: str
    source: str


def likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, 0 to 1.

    >>> likeness("The ferry runs", "Ferry runs again")
    0.5
    """
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def choose_title(
    declared: Sequence[Found], headings: Sequence[Heading], site: Site, address: str | None, *, is_article: bool
) -> Found | None:
    """The page's title. `declared` are what it gives as its title, the best witness first.

    A heading that the declared title holds is the title. Where the main heading and the declared title say different
    things, the one that the address agrees with; else the heading if they are alike, or it is the only one of an
    article; else the declared title without the site's name.
    """
    headings = [h for h in headings if len(h.text) > _SITE_NAME or not site.has_name(h.folded)]
    slug = slug_of(address)
    main = [h for h in headings if h.level == 1]
    found = _confirmed(declared, headings, site, slug)
    if found is not None:
        return found if found.source == "h1" else _named_by_address(main, slug, found, site)
    best = _declared(declared, headings, site, address)
    if not main or best is None:
        return best or (_as_title((main or list(headings))[0], site) if headings else None)
    heading = max(main, key=lambda h: max(likeness(h.text, f.value) for f in declared) + share_of(h.text, slug))
    favour = share_of(heading.text, slug) - share_of(best.value, slug)
    if abs(favour) > _ADDRESS_TELLS:
        return _as_title(heading, site) if favour > 0 else best
    if _agrees(heading, [site.strip(f.value) for f in declared], is_article=is_article):
        return _as_title(heading, site)
    return _as_title(heading, site) if is_article and len(main) == 1 and len(words(heading.text)) > 2 else best


def _agrees(heading: Heading, declared: Sequence[str], *, is_article: bool) -> bool:
    """Does a heading say what the declared titles say in other words? That of a shop or a firm is often a slogan."""
    alike = max(likeness(heading.text, title) for title in declared)
    if is_article:
        return alike >= _ARTICLE_AGREES
    own = set(heading.key.split())
    held = own.intersection(words(" ".join(declared)))
    return alike >= _OTHER_AGREES and len(held) >= _OTHER_HOLDS * len(own)


def _named_by_address(main: Sequence[Heading], slug: frozenset[str], found: Found, site: Site) -> Found:
    """The main heading that says what the address says, or else `found`."""
    for heading in main:
        if len(slug) >= _FEWEST_WORDS and set(heading.key.split()) == slug:
            return _as_title(heading, site)
    rival = max(main, key=lambda h: share_of(h.text, slug), default=None)
    if rival is None or share_of(rival.text, slug) - share_of(found.value, slug) <= _ADDRESS_TELLS:
        return found
    return _as_title(rival, site)


def _confirmed(
    declared: Sequence[Found], headings: Sequence[Heading], site: Site, slug: frozenset[str]
) -> Found | None:
    """The heading that a declared title holds word for word: the highest, of those the longest.

    A main heading that is only a piece of a part of the title ("Reviews" of "Reviews of our boats") gives that part.
    """
    keys = [(found, f" {key(found.value)} ") for found in declared]
    best: tuple[tuple[float, int], Heading, _Cover] | None = None
    for heading in headings:
        cover = _cover(heading, keys)
        if cover is None or (cover.share < _LOWER_COVERS and heading.level > 1):
            continue
        level = heading.level if cover.share >= _MAIN_COVERS else heading.level + 0.5
        rank = (-level, len(heading.text))
        if best is None or rank > best[0]:
            best = rank, heading, cover
    if best is None:
        return None
    _, heading, cover = best
    if cover.share < _MAIN_COVERS:
        return Found(site.strip(cover.part), cover.source)
    return _of_the_rest(heading, declared, headings, (site, slug)) or _as_title(
        _instead(heading, headings, declared), site
    )


def _cover(heading: Heading, declared: Sequence[tuple[Found, str]]) -> _Cover | None:
    """The smallest part of a declared title that holds the heading."""
    covers: list[_Cover] = []
    own = f" {heading.key} "
    for found, whole in declared:
        if own in whole:
            part = min((s for s in segments(found.value) if own in f" {key(s)} "), key=len, default=found.value)
            covers.append(_Cover(len(own.split()) / max(1, len(words(part))), part, found.source))
    return max(covers, default=None)


def _instead(heading: Heading, headings: Sequence[Heading], declared: Sequence[Found]) -> Heading:
    """The heading that is the title's first part, where `heading` is its last: the book's or the forum's name."""
    for found in declared:
        parts = [s for s in segments(found.value) if s]
        if len(parts) > 1 and folded(found.value).endswith(heading.folded):
            starts = {folded(part) for part in parts if found.value.startswith(part)}
            first = [h for h in headings if h.folded in starts]
            return first[0] if first else heading
    return heading


def _of_the_rest(
    heading: Heading, declared: Sequence[Found], headings: Sequence[Heading], place: tuple[Site, frozenset[str]]
) -> Found | None:
    """What stands behind or before the heading in a declared title, if the address says that and not the heading.

    A blog shows its own name as the main heading of every post.
    """
    site, slug = place
    if len(slug) < _FEWEST_WORDS or share_of(heading.text, slug) > 0:
        return None
    for found in declared:
        for part in segments(found.value):
            if heading.folded + folded(part) != folded(found.value) or share_of(part, slug) < _ADDRESS_NAMES:
                continue
            own = folded(part)
            shown = next((h for h in headings if h.folded == own), None)
            return _as_title(shown, site) if shown else found._replace(value=part)
    return None


def _declared(declared: Sequence[Found], headings: Sequence[Heading], site: Site, address: str | None) -> Found | None:
    """The first declared title that is more than the site's name.

    A home page is its site, and keeps the name unless more stands before it.
    """
    at_home = address is not None and not urlsplit(address).path.strip("/")
    for found in declared:
        text = site.strip(found.value)
        if at_home and (len(words(text)) < _FEWEST_AT_HOME or not found.value.startswith(text)):
            text = found.value
        if not at_home and site.is_named(text):
            continue
        if text == found.value and not at_home:
            text = _without_tail(text)
        own = folded(text)
        same = tuple(h.position for h in headings if h.folded == own)[:1]
        return found._replace(value=text, positions=same)
    return None


def _as_title(heading: Heading, site: Site) -> Found:
    """The heading as a title: on one line, without the site's name or a link to itself. A bar may part its subjects."""
    text = _ANCHOR.sub("", " ".join(heading.text.split()))
    parts = _BARS.split(text)
    if len(parts) > 1 and site.is_like(parts[-1]):
        text = _without_tail(text)
    return Found(text, f"h{heading.level}", (heading.position,))


def _without_tail(title: str) -> str:
    """`title` without its last part behind a bar, which is most often a site or a section."""
    parts = _BARS.split(title)
    return title if len(parts) == 1 else title[: title.rindex(parts[-1])].rstrip(" |｜") or title


def slug_of(address: str | None) -> frozenset[str]:
    """The words of the last part of an address that has letters."""
    try:
        path = unquote(urlsplit(address or "").path)
    except ValueError:
        return frozenset()
    parts = [p for p in path.strip("/").split("/") if sum(c.isalpha() for c in p) >= _SLUG_LETTERS]
    return frozenset(words(parts[-1].rpartition(".")[0] or parts[-1])) if parts else frozenset()


def share_of(title: str, slug: frozenset[str]) -> float:
    """The share of the address's words that a title has."""
    return len(slug.intersection(words(title))) / len(slug) if slug else 0.0
