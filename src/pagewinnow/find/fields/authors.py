"""Who wrote it: the declared authors, the marked ones, and the bylines that the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pagewinnow.find.fields.byline import Byline
from pagewinnow.find.fields.bylines import at_the_end, behind_title, elsewhere, near_title
from pagewinnow.find.fields.jsonld import resolve
from pagewinnow.find.fields.marks import Mark
from pagewinnow.find.fields.metas import values_of
from pagewinnow.find.fields.namelists import read_names
from pagewinnow.find.fields.names import desk_name, is_account, is_name, is_surely_name
from pagewinnow.find.fields.sight import Sight
from pagewinnow.find.fields.values import clean_value, is_sentence, name_of
from pagewinnow.findings import Found
from pagewinnow.jsonld import Thing, types_of
from pagewinnow.text import words

_DECLARED = ("jsonld:", "meta:")
_MOST_MARKED = 8
_REST = 40  # characters beside a name in a block that is a byline
_TOGETHER = 20  # blocks from the first marked author to the last


def find_authors(sight: Sight, marks: Iterable[Mark]) -> Byline | None:
    """The authors, from the first witness that names a person; a site, a desk or a firm only if nobody names one."""
    spare: Byline | None = None
    for byline in _witnesses(sight, marks):
        if byline.names and not byline.is_spare:
            people = _people(sight, byline.names)
            if people:
                return _with_positions(sight, _as_shown(sight, byline._replace(names=people)))
        if byline.names:
            spare = spare or byline
    return _with_positions(sight, spare) if spare else None


def _people(sight: Sight, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are a person's. Single words behind the name of the site are its town and its country."""
    people = tuple(name for name in names if not _is_nobodys(sight, name))
    if people and people[0] != names[0] and not any(" " in name for name in people):
        return ()
    return people


def _as_shown(sight: Sight, byline: Byline) -> Byline:
    """The byline right behind the title, in words, where it names the declared authors and more, or quite others.

    Systems declare who has put an article in. Declared names that the page shows in any place are believed.
    """
    if sight.thread is not None or not byline.source.startswith(_DECLARED):
        return byline
    if len(byline.names) == 1 and is_account(byline.names[0]):
        return _instead_of_account(sight, byline)
    for shown in behind_title(sight):
        if not all(is_surely_name(name, sight.vocabulary) for name in shown.names):
            continue
        if _holds_all(shown.names, byline.names):
            return shown if len(shown.names) > len(byline.names) else byline
        if not _is_shown(sight, byline.names):
            return shown
    return byline


def _holds_all(shown: tuple[str, ...], declared: tuple[str, ...]) -> bool:
    return all(any(name in longer for longer in shown) for name in declared)


def _is_shown(sight: Sight, names: tuple[str, ...]) -> bool:
    """Does the page show one of the names?"""
    return any(name in block.text for name in names for block in sight.document.blocks)


def _instead_of_account(sight: Sight, byline: Byline) -> Byline:
    """The person whom the page names in words or right behind its title, where it declares the name of an account."""
    after_title = ((sight.title_at or 0) + 1,)
    for shown in near_title(sight):
        if not (shown.is_worded or shown.positions == after_title):
            continue
        is_person = all(is_surely_name(name, sight.vocabulary) for name in shown.names)
        if is_person and not _holds_all(shown.names, byline.names):
            return shown
    return byline


def tell_authors(sight: Sight, marks: Iterable[Mark]) -> Iterator[Found]:
    """All who are named as authors, in the order in which they are believed."""
    for byline in _witnesses(sight, marks):
        if byline.names:
            yield Found("; ".join(byline.names), byline.source, byline.positions)


def _witnesses(sight: Sight, marks: Iterable[Mark]) -> Iterator[Byline]:
    """All that may name the authors, in the order in which it is believed; what costs most is asked last."""
    thread = sight.thread
    yield from _of_thread(sight) if thread is not None and thread.is_page else _declared(sight)
    yield from _marked(sight, marks)
    yield from near_title(sight)
    yield from elsewhere(sight)
    yield from at_the_end(sight)


def _is_nobodys(sight: Sight, name: str) -> bool:
    """Is it the name of the site or of a desk, and no person's?"""
    return sight.site.is_named(name) or not sight.vocabulary.teams.isdisjoint(words(name))


def _with_positions(sight: Sight, byline: Byline) -> Byline:
    """The byline, and the short blocks near the title that hold its names and next to nothing else."""
    positions = set(byline.positions)
    for block in sight.head():
        for name in byline.names:
            if len(block.text) > len(name) + _REST or name not in block.text:
                continue
            if not is_sentence(block.text.replace(name, " "), sight.vocabulary.sentence_ends):
                positions.add(block.position)
    return byline._replace(positions=tuple(sorted(positions)))


def _of_thread(sight: Sight) -> Iterator[Byline]:
    """The author of the post that is the article of a thread: declared for it, or shown with it."""
    yield _of_thing(sight, sight.article)
    opening = sight.thread.opening if sight.thread else None
    name = clean_value(opening.author) if opening else None
    if name and is_name(name, sight.vocabulary) and not sight.site.is_like(name):
        yield Byline((name,), "thread")
    yield from _declared(sight)


def _declared(sight: Sight) -> Iterator[Byline]:
    yield _of_thing(sight, sight.article)
    yield from _of_metas(sight)
    known = sight.known.metas
    for label, name, data in sight.metas.labelled(known["label"], known["data"]):
        if sight.vocabulary.by.fullmatch(label.strip()):
            yield Byline(read_names(data, sight.vocabulary), f"meta:{name}")
    yield _of_thing(sight, sight.page)


def _of_metas(sight: Sight) -> list[Byline]:
    """The authors of the metas, the best witness first; but one that names the same and others before it."""
    found: list[Byline] = []
    for name, values in sight.metas.of(sight.known.metas["author"]):
        names = tuple(dict.fromkeys(n for value in values for n in read_names(value, sight.vocabulary)))
        found.append(Byline(names, f"meta:{name}") if names else _of_desk(sight, values, f"meta:{name}"))
    first = next((byline for byline in found if byline.names), None)
    fuller = [byline for byline in found if first and set(byline.names) > set(first.names)]
    return [*fuller[:1], *found]


def _of_desk(sight: Sight, values: Iterable[object], source: str) -> Byline:
    """The titles that stand in the place of names, believed where nobody is named."""
    desks = (desk_name(value, sight.vocabulary) for value in values)
    return Byline(tuple(dict.fromkeys(desk for desk in desks if desk)), source, is_spare=True)


def _of_thing(sight: Sight, thing: Thing | None) -> Byline:
    """The authors of a JSON-LD object. Firms are believed when nobody else is named: templates put them in."""
    names: list[str] = []
    desks: list[object] = []
    are_firms = True
    firms = frozenset(sight.known.types["firm"])
    for _, value in values_of(thing or {}, *sight.known.properties["author"]):
        for author in resolve(value, sight.document.declared.json_ld):
            is_firm = isinstance(author, dict) and not firms.isdisjoint(types_of(author))
            whole = clean_value(name_of(author)) if is_firm else None
            names += (
                [whole] if whole and is_name(whole, sight.vocabulary) else read_names(name_of(author), sight.vocabulary)
            )
            desks.append(name_of(author))
            are_firms = are_firms and is_firm
        if names:
            break
    if not names:
        return _of_desk(sight, desks, "jsonld:author")
    return Byline(tuple(dict.fromkeys(names)), "jsonld:author", is_spare=are_firms)


def _marked(sight: Sight, marks: Iterable[Mark]) -> Iterator[Byline]:
    """Microdata and `rel=author`: the first run of them, since pages repeat the authors in boxes.

    Those that stand far behind the first one wrote something else: a comment, a book that the page recommends.
    """
    firsts = sight.document.skeleton.firsts
    told: dict[str, int] = {}
    positions: list[int] = []
    for mark in marks:
        if mark.field != "author" or is_sentence(mark.value, sight.vocabulary.sentence_ends):
            continue  # a sentence is what is said of an author
        names = read_names(mark.value, sight.vocabulary)
        if not told.keys().isdisjoint(names):
            break
        told.update(dict.fromkeys(names, firsts[mark.node]))
        positions += mark.positions if names else ()
    if 0 < len(told) <= _MOST_MARKED:  # more are all who write for the site
        last = next(iter(told.values())) + _TOGETHER
        together = tuple(name for name, at in told.items() if at <= last)
        yield Byline(together, "microdata:author", tuple(at for at in positions if at <= last))
