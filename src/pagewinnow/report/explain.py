"""Why a page came out as it did, as lines for a terminal: its verdict, its fields, the reason of each block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pagewinnow.findings import Found
from pagewinnow.records import Page
from pagewinnow.render.gutter import Row, to_rows

Side = Literal["kept", "said", "field", "cut", "head"]
_SIDES: dict[str, Side] = {"title": "kept", "body": "kept", "comment": "said", "field": "field"}
_FIELDS = (
    "title", "authors", "date", "date_modified", "sitename", "description", "categories", "tags", "image", "license",
)  # fmt: skip
_RULE = 44  # characters of a rule's name in the gutter


class Line(NamedTuple):
    """One line, and what it is about: something kept, said by a reader, a field, cut; or a head."""

    side: Side
    text: str


def explain_page(page: Page, width: int) -> Iterator[Line]:
    """The verdict with its evidence, then a block a line: label, rule, text cut at `width` characters."""
    yield from explain_verdict(page, width)
    for row in to_rows(page):
        note = f"{row.note} | " if row.note else ""
        rule = row.rule[:_RULE]
        yield Line(_side_of(row), f"{row.label:15} | {rule:{_RULE}} | {note}{_shorten(row.text, width)}".rstrip())


def explain_verdict(page: Page, width: int) -> Iterator[Line]:
    """What the page was, and what says so, with what each piece weighed."""
    access = page.access
    sure = f"{100 * access.confidence:.0f}% sure"
    yield Line("head", f"{page.kind}, {access.status}, complete: {access.complete}, {sure}")
    for piece in access.evidence:
        weight = "decides" if piece.weight is None else f"{piece.weight:+.1f}"
        yield Line("head", f"  {weight:>8} {piece.source} {piece.rule}: {_shorten(piece.text, width)}")


def explain_fields(page: Page, width: int) -> Iterator[Line]:
    """Each field of the article with its witness."""
    if page.article is None:
        yield Line("head", "no article")
        return
    for name in _FIELDS:
        value = getattr(page.article, name)
        words = ", ".join(value) if isinstance(value, tuple) else value
        witness = page.article.sources.get(name, "")
        yield Line("field" if words else "cut", f"{name:15} | {witness:24} | {_shorten(words or '', width)}".rstrip())


def explain_rivals(rivals: Mapping[str, Sequence[Found]], page: Page, width: int) -> Iterator[Line]:
    """What other witnesses say of the fields, in the order of belief, with the block that they read it from.

    `rivals` is what `find.fields.rivals.list_rivals` gives for the page.
    """
    for name in _FIELDS:
        for found in rivals.get(name, ()):
            if page.article is not None and found.source == page.article.sources.get(name):
                continue
            at = "" if found.at is None else f"block {found.at}"
            yield Line("cut", f"  not {name:9} | {found.source:24} | {at:9} | {_shorten(found.value, width)}")


def explain_why(page: Page, words: str, width: int) -> Iterator[Line]:
    """What decided the blocks that hold `words`, and the pieces of evidence behind that; nothing where none does."""
    wanted = " ".join(words.split()).lower()
    for row in to_rows(page):
        if wanted in " ".join(row.text.split()).lower():
            yield Line(_side_of(row), f"{row.label}: {_shorten(row.text, width)}")
            yield Line("head", f"  by {row.rule or 'the title'}{_tell_sureness(page, row)}")
            if row.label in (page.access.status, "paywall"):
                yield from explain_verdict(page, width)


def _tell_sureness(page: Page, row: Row) -> str:
    if row.label == "comment" and page.comments_confidence is not None:
        return f"; that there is a thread is {100 * page.comments_confidence:.0f}% sure"
    blocks = page.article.blocks if page.article else ()
    sure = next((block.confidence for block in blocks if block.position == row.position), None)
    return "" if sure is None or row.label != "body" else f", {100 * sure:.0f}% sure"


def _side_of(row: Row) -> Side:
    return _SIDES.get(row.label, "cut")


def _shorten(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"
