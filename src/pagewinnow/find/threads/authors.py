"""Who wrote the posts of a known platform: themes put ranks, words and times into the element that the rules name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pagewinnow.document import Document
from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.repeated.names import controls_in, cut_labels
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View

_MOST_WORDS = 6  # of a name

Author = tuple[str | None, int | None, tuple[Span, ...]]
"""A name, its node, and the text it took."""


class Value(NamedTuple):
    """A field's value and where it was found: the node, and the text it took (none, if an attribute gave it)."""

    text: str
    node: int
    spans: tuple[Span, ...]


def without_controls(view: View, values: Mapping[int, list[Value]]) -> dict[int, list[Value]]:
    """The values that are no phrases of the rules for what stands around comments."""
    said = controls_in(view, {value.text for of in values.values() for value in of})
    kept = {item: [value for value in of if value.text not in said] for item, of in values.items()}
    return {item: of for item, of in kept.items() if of}


def read_authors(
    view: View, values: Mapping[int, Sequence[Value]], readings: Mapping[int, Reading], maker: Clockmaker
) -> dict[int, Author]:
    """The author of each post: the first value that is a name, else what the structure says."""
    found: dict[int, Author] = {}
    for item, of in values.items():
        if author := next((a for value in of if (a := _read_value(view.document, value, maker))), None):
            found[item] = author
    names = cut_labels([author[0] or "" for author in found.values()])
    found = {item: (name, *author[1:]) for name, (item, author) in zip(names, found.items(), strict=True)}
    for item, reading in readings.items():
        if item not in found and reading.author:
            found[item] = (reading.author, reading.author_node, reading.author_spans)
    return found


def _read_value(document: Document, value: Value, maker: Clockmaker) -> Author | None:
    """The name in a value: its first block or the link in it, without a time that stands beside it."""
    for text in _narrow(document, value):
        time = maker.find(text)
        short = text if time is None else text[: time.start].strip() or text[time.end :].strip()
        name = clean_name(short)
        if name and len(name.split()) <= _MOST_WORDS:
            return name, value.node, value.spans
    return None


def _narrow(document: Document, value: Value) -> list[str]:
    """The texts in a value that may be the name, the likeliest first."""
    tags = document.skeleton.tags
    if not value.spans or tags[value.node] == "a":
        return [value.text]
    position, start, end = value.spans[0]
    block = document.blocks[position]
    links = [
        block.text[run.start : run.end]
        for run in block.runs
        if tags[run.node] == "a" and start <= run.start and run.end <= end and run.node > value.node
    ]
    first = [block.text[start:end]] if len(value.spans) > 1 else []
    return [*links[:1], *first, value.text]
