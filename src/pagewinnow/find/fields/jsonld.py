"""The JSON-LD object that is the page's article, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pagewinnow.find.fields.titles import likeness
from pagewinnow.find.fields.values import clean_value, name_of
from pagewinnow.jsonld import Thing, types_of
from pagewinnow.rules.declarations import Declarations

_DEEPEST = 4
_ENOUGH = 500  # things looked at; a page has a few dozen


def find_article(
    things: Sequence[Thing], addresses: Sequence[str], titles: Sequence[str], known: Declarations
) -> Thing | None:
    """The article among the things: the one that names this page, or its title; the only one, if there is but one."""
    articles = [thing for thing in _with_parts(things, known) if _is_article(thing, known)]
    if not articles:
        return None
    rated = [(_fit(thing, addresses, titles), -i) for i, thing in enumerate(articles)]
    fit, index = max(rated)
    names = {clean_value(name_of(thing.get("headline") or thing.get("name"))) for thing in articles}
    return articles[-index] if fit > 0 or len(names) == 1 else None


def find_page(things: Sequence[Thing], known: Declarations) -> Thing | None:
    """The `WebPage` among the things, or another kind of page."""
    return next((thing for thing in things if _is(thing, known.types["page"])), None)


def find_site(things: Sequence[Thing], known: Declarations) -> Thing | None:
    """The `WebSite` among the things."""
    return next((thing for thing in things if _is(thing, known.types["site"])), None)


def resolve(value: object, things: Sequence[Thing]) -> list[Any]:
    """The values of a property as a list, with references (`@id` alone) replaced by what they name.

    >>> resolve({"@id": "#ann"}, [{"@id": "#ann", "name": "Ann Reed"}])
    [{'@id': '#ann', 'name': 'Ann Reed'}]
    """
    values = value if isinstance(value, list) else [value]
    return [_named(item, things) if isinstance(item, dict) and "name" not in item else item for item in values[:50]]


def _named(reference: Thing, things: Sequence[Thing]) -> Thing:
    name = reference.get("@id")
    if not isinstance(name, str):
        return reference
    return next((t for t in _nested(things) if t.get("@id") == name and "name" in t), reference)


def _nested(value: object, depth: int = 0) -> Iterator[Thing]:
    """Every object in a value, to a depth: authors are often written out where they are first named."""
    if isinstance(value, Mapping):
        yield value
        if depth < _DEEPEST:
            for inner in value.values():
                if isinstance(inner, (dict, list)):
                    yield from _nested(inner, depth + 1)
    elif isinstance(value, (list, tuple)):
        for item in value[:_ENOUGH]:
            yield from _nested(item, depth)


def _with_parts(things: Sequence[Thing], known: Declarations) -> Iterator[Thing]:
    """The things, and what a page names as its main entity."""
    for thing in things[:_ENOUGH]:
        yield thing
        for part in known.properties["parts"]:
            inner = thing.get(part)
            if isinstance(inner, dict) and "@type" in inner:
                yield inner


def _is(thing: Thing, endings: tuple[str, ...]) -> bool:
    return any(name.endswith(endings) for name in types_of(thing))


def is_news(thing: Thing, known: Declarations) -> bool:
    """Is the thing an article of a newspaper?"""
    return _is(thing, known.types["news"])


def _is_article(thing: Thing, known: Declarations) -> bool:
    endings, others = known.types["article"], known.types["not_article"]
    return any(name.endswith(endings) and name not in others for name in types_of(thing))


def _fit(thing: Thing, addresses: Sequence[str], titles: Sequence[str]) -> float:
    """How well the thing fits this page: its address, then its title."""
    own = {_bare(value) for name in ("url", "@id", "mainEntityOfPage") for value in _addresses(thing.get(name))}
    fit = 2.0 if own & {_bare(address) for address in addresses} else 0.0
    headline = clean_value(name_of(thing.get("headline") or thing.get("name")))
    if headline:
        alike = max((likeness(headline, title) for title in titles), default=0.0)
        fit += 2 * alike if alike >= 0.4 else 0.0
    return fit


def _addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        value = [value.get("@id"), value.get("url")]
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _bare(address: str) -> str:
    """An address without its scheme, query, fragment and last slash."""
    return address.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/").removeprefix("www.").lower()
