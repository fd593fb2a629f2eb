"""The blocks that are the article, with the metadata of the page."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from pagewinnow.assemble.inline import find_images, link_text
from pagewinnow.assemble.pieces import kept_text
from pagewinnow.document import Document, Labels
from pagewinnow.find.fields import Metadata
from pagewinnow.options import Options
from pagewinnow.records import Article, ArticleBlock
from pagewinnow.text import count_words

_LEVELLED = frozenset({"heading", "list_item"})


def build_article(document: Document, labels: Labels, metadata: Metadata, options: Options) -> Article:
    """The article: its blocks in reading order, `text` with a blank line between them."""
    blocks = list(_blocks(document, labels, options))
    if options.images and blocks:
        blocks += _images(document, blocks)
        blocks.sort(key=lambda block: (block.position, block.rule != "markup/img"))
    text = "\n\n".join(block.text for block in blocks)
    return Article(
        title=metadata.title,
        authors=metadata.authors,
        date=metadata.date,
        date_raw=metadata.date_raw,
        date_modified=metadata.date_modified,
        sitename=metadata.sitename,
        description=metadata.description,
        categories=metadata.categories,
        tags=metadata.tags,
        image=metadata.image,
        license=metadata.license,
        text=text,
        blocks=tuple(blocks),
        word_count=count_words(text),
        sources=MappingProxyType(dict(metadata.sources)),
        second_opinion=labels.second_opinion,
    )


def _blocks(document: Document, labels: Labels, options: Options) -> Iterator[ArticleBlock]:
    for block, decision in zip(document.blocks, labels.decisions, strict=True):
        if decision.label != "body":
            continue
        if decision.cuts:
            text = kept_text(block.text, decision.cuts)
        else:
            text = link_text(block, document) if options.links else block.text
        if text:
            level = block.level if block.kind in _LEVELLED else None
            yield ArticleBlock(block.kind, level, text, block.position, decision.rule, decision.confidence)


def _images(document: Document, blocks: list[ArticleBlock]) -> list[ArticleBlock]:
    found = find_images(document, blocks[0].position, blocks[-1].position)
    return [ArticleBlock("paragraph", None, image, position, "markup/img", 0.5) for position, image in found]
