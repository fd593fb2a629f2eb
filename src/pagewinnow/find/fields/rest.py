"""What a page says beside title, authors and days: its description, site, image, licence, sections and tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pagewinnow.find.fields.jsonld import find_site, resolve
from pagewinnow.find.fields.marks import Mark
from pagewinnow.find.fields.metas import values_of
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.site import SEPARATOR
from pagewinnow.find.fields.values import clean_list, clean_value, folded, name_of, split_list, web_address
from pagewinnow.findings import Found

_TWO = 2  # parts of a title: the headline and the site
_NAME = 60  # characters of the name of a site

Single = Literal["description", "sitename", "image", "license"]
Several = Literal["categories", "tags"]


def tell(field: Single, sight: Sight, marks: Iterable[Mark], base: str | None) -> Iterator[Found]:
    """All that is said of a field with one value, in the order in which it is believed."""
    known = sight.known
    if field == "description":
        yield from _texts(sight, known.metas["description"], known.properties["description"])
    elif field == "sitename":
        yield from _sitenames(sight)
    elif field == "license":
        yield from _licenses(sight, marks)
    else:
        for found in _images(sight, marks):
            address = web_address(found.value, base)
            if address:
                yield found._replace(value=address)


def tell_several(field: Several, sight: Sight, marks: Iterable[Mark]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All that is said of a field with several values: the witness and the values."""
    metas = sight.known.metas
    if field == "categories":
        return _lists(sight, marks, metas["category"], "articleSection", "category")
    return _lists(sight, marks, metas["tag"], "keywords", "tags")


def _texts(sight: Sight, names: Iterable[str], properties: tuple[str, ...]) -> Iterator[Found]:
    for name, values in sight.metas.of(names):
        if text := clean_value(values[0]):
            yield Found(text, f"meta:{name}")
    for thing in (sight.article, sight.page):
        for name, value in values_of(thing or {}, *properties):
            if text := clean_value(name_of(value)):
                yield Found(text, f"jsonld:{name}")


def _sitenames(sight: Sight) -> Iterator[Found]:
    things = sight.document.declared.json_ld
    yield from _texts(sight, sight.known.metas["sitename"][:1], ())
    site = find_site(things, sight.known)
    if site and (name := clean_value(name_of(site))):
        yield Found(name, "jsonld:WebSite")
    for publisher in resolve((sight.article or {}).get("publisher"), things):
        if name := clean_value(name_of(publisher)):
            yield Found(name, "jsonld:publisher")
    yield from _texts(sight, sight.known.metas["sitename"][1:], ())
    yield from _behind_title(sight)


def _behind_title(sight: Sight) -> Iterator[Found]:
    """What the page's title has behind the headline, where the page shows just that too, or its host says so."""
    whole, at = sight.document.declared.title or "", sight.title_at
    parts = SEPARATOR.split(whole)
    if at is None or len(parts) < _TWO or folded(parts[0]) != folded(sight.document.blocks[at].text):
        return
    name = clean_value(parts[-1])
    own = folded(name or "")
    shown = next((b for b in sight.document.blocks if len(b.text) < _NAME and folded(b.text) == own), None)
    if name and (shown is not None or sight.site.is_like(name)):
        yield Found(name, "title", (), shown.position if shown else None)


def _images(sight: Sight, marks: Iterable[Mark]) -> Iterator[Found]:
    yield from _texts(sight, sight.known.metas["image"], ())
    for name, value in values_of(sight.article or {}, *sight.known.properties["image"]):
        for image in resolve(value, sight.document.declared.json_ld):
            address = image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
            if isinstance(address, str):
                yield Found(address, f"jsonld:{name}")
    yield from (Found(mark.value, "microdata:image") for mark in marks if mark.field == "image")
    yield from (Found(href, "link:image_src") for rel, href in sight.document.declared.links if rel == "image_src")


def _licenses(sight: Sight, marks: Iterable[Mark]) -> Iterator[Found]:
    yield from (Found(href, "link:license") for rel, href in sight.document.declared.links if "license" in rel.split())
    for thing in (sight.article, sight.page):
        value = (thing or {}).get("license")
        value = value.get("@id") or value.get("url") or value.get("name") if isinstance(value, dict) else value
        if text := clean_value(value):
            yield Found(text, "jsonld:license")
    yield from (Found(mark.value, "rel:license") for mark in marks if mark.field == "license" and mark.value)
    yield from _texts(sight, sight.known.metas["license"], ())


def _lists(
    sight: Sight, marks: Iterable[Mark], names: Iterable[str], prop: str, field: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The values of a field that is a list, by witness."""
    for name, values in sight.metas.of(names):
        yield f"meta:{name}", clean_list(part for value in values for part in split_list(value))
    value = (sight.article or {}).get(prop)
    yield f"jsonld:{prop}", clean_list(split_list(value))
    yield f"markup:{field}", clean_list(mark.value for mark in marks if mark.field == field)
