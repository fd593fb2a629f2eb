"""The blocks that are the article, with the metadata of the page."""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.assemble.lists import Lists
from pagewinnow.assemble.marks import build_marks
from pagewinnow.document import Document
from pagewinnow.findings import Findings, Labels
from pagewinnow.notes import find_notes
from pagewinnow.pieces import kept_text
from pagewinnow.records import Article, ArticleBlock, Mark
from pagewinnow.text import count_words


def build_article(document: Document, found: Findings, labels: Labels) -> Article:
    """The article: its blocks in reading order, `text` with a blank line between them."""
    blocks = list(_blocks(document, labels))
    text, fields = "\n\n".join(block.text for block in blocks), found.fields
    return Article(
        title=fields.title,
        authors=fields.authors,
        date=fields.date,
        date_raw=fields.date_raw,
        date_modified=fields.date_modified,
        sitename=fields.sitename,
        description=fields.description,
        categories=fields.categories,
        tags=fields.tags,
        image=fields.image,
        license=fields.license,
        text=text,
        blocks=tuple(blocks),
        word_count=count_words(text),
        sources=dict(fields.sources),
        second_opinion=found.body.second_opinion,
    )


def _blocks(document: Document, labels: Labels) -> Iterator[ArticleBlock]:
    path: list[tuple[int, str]] = []
    kept = [position for position, decision in enumerate(labels.decisions) if decision.label == "body"]
    notes, lists = find_notes(document, kept), Lists(document.skeleton)
    for block, decision in zip(document.blocks, labels.decisions, strict=True):
        if decision.label != "body":
            continue
        text = kept_text(block.text, decision.cuts) if decision.cuts else block.text
        if not text:
            continue
        level = block.level if block.kind == "heading" else None
        if level is not None:
            path = [heading for heading in path if heading[0] < level]
        place = lists.place(block)
        note = [Mark(0, 0, "footnote", notes[block.position])] if block.position in notes else []
        yield ArticleBlock(
            kind=place.kind,
            level=level,
            depth=place.depth,
            number=block.number,
            language=block.language,
            header=block.header,
            section=tuple(heading for _, heading in path),
            text=text,
            marks=(*note, *build_marks(block, document, decision.cuts)),
            position=block.position,
            rule=decision.rule,
            confidence=decision.confidence,
        )
        if level is not None:
            path.append((level, text))
