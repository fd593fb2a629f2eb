"""All that was said of every field, for whoever asks why a field is what it is. No record needs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from pagewinnow.find.fields.authors import tell_authors
from pagewinnow.find.fields.marks import find_marks
from pagewinnow.find.fields.reader import addresses_of, declared_titles, headings_of, look
from pagewinnow.find.fields.rest import Several, Single, tell, tell_several
from pagewinnow.find.fields.when import tell_days
from pagewinnow.find.view import View
from pagewinnow.findings import Found


def list_rivals(view: View) -> Mapping[str, tuple[Found, ...]]:
    """What each witness says of each field, in the order in which they are believed, with the block it was read from.

    >>> from pagewinnow.document import Source
    >>> from pagewinnow.options import Options
    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.segment import segment
    >>> page = "<title>Ferry runs again | Post</title><h1>Ferry runs again</h1><p>By Ann Reed</p>"
    >>> document = segment(Source(page, "html", "https://post.example/a", "utf-8", ""))
    >>> rivals = list_rivals(View(document, load_rules(), Options()))
    >>> [(found.value, found.source, found.at) for found in rivals["title"]]
    [('Ferry runs again | Post', 'title', None), ('Ferry runs again', 'h1', 0)]
    >>> [(found.value, found.at) for found in rivals["authors"]]
    [('Ann Reed', 1)]
    """
    sight, _ = look(view)
    marks = list(find_marks(sight))
    _, base, _ = addresses_of(view.document)
    found: dict[str, tuple[Found, ...]] = {}
    headings = [Found(h.text, f"h{h.level}", (h.position,), h.position) for h in headings_of(sight)]
    found["title"] = (*declared_titles(sight), *headings)
    found["authors"] = tuple(tell_authors(sight, marks))
    found["date"], found["date_modified"] = tell_days(sight, marks)
    for field in get_args(Single):
        found[field] = tuple(tell(field, sight, marks, base))
    for field in get_args(Several):
        told = ((source, ", ".join(values)) for source, values in tell_several(field, sight, marks) if values)
        found[field] = tuple(Found(text, source) for source, text in told)
    return {field: _once(values) for field, values in found.items() if values}


def _once(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Each once, with the block that it was read from."""
    placed = [one if one.at is not None else one._replace(at=next(iter(one.positions), None)) for one in found]
    return tuple(dict.fromkeys(placed))
