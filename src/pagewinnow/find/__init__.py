"""Find: what stands in a `Document`, one room a question. Nothing is decided here about what is kept.

`ROOMS` is the order. Each room is one function over the document and what the rooms before it found; what it gives is
the field of `Findings` that stands beside it. To ask something new of a page, add a room and its field.

    language/   which language is it in?
    dates.py    how are dates written on it: by which names, in which order?
    phrases.py  which phrases of the rules stand in its blocks?
    body/       which blocks read as main content? (the trained model; trafilatura as the second opinion)
    threads/    are there comments, or posts, and which blocks are they?
    chrome/     what do rules and markup call the other blocks?
    repeated.py which blocks does its host repeat?
    access/     was it open, cut, walled, blocked, broken; and which blocks say so?
    fields/     who, when, what: title, authors, dates, each with its witness
    view.py     what a room sees
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pagewinnow.find.access import find_access
from pagewinnow.find.body import find_body
from pagewinnow.find.chrome import find_chrome
from pagewinnow.find.dates import find_dates
from pagewinnow.find.fields import find_fields
from pagewinnow.find.language import find_language
from pagewinnow.find.phrases import find_phrases
from pagewinnow.find.repeated import find_repeated
from pagewinnow.find.threads import find_thread
from pagewinnow.find.view import View
from pagewinnow.findings import Findings

Room = Callable[[View], object]

ROOMS: tuple[tuple[str, Room], ...] = (
    ("language", find_language),
    ("dates", find_dates),
    ("phrases", find_phrases),
    ("body", find_body),
    ("thread", find_thread),
    ("chrome", find_chrome),
    ("repeated", find_repeated),
    ("verdict", find_access),
    ("fields", find_fields),
)


def find(view: View) -> Findings:
    """All that the rooms find in a document."""
    for name, room in ROOMS:
        found = replace(view.found, **{name: room(view)})  # type: ignore[arg-type]
        view = replace(view, found=found)
    return view.found
