"""Of several articles below one another, the one that the page is called after.

An endless page loads the next article below the one that was asked for, each in an element of the same look and under
a headline of its own. The page's title names one of them. A list of articles is called after none, and the chapters of
one text stand in elements that are no articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pagewinnow.document import Block, Document
from pagewinnow.text import fold

_LEAST = 2  # paragraphs of an article
_WORDS = 2  # of a headline
_FLOWING = "paragraph"


def keep_named(body: Mapping[int, float], document: Document) -> dict[int, float]:
    """The choice without the articles that the page is not called after, where it is called after one of several.

    `body` has the likelihood of each block by its position.
    """
    named = _find_named(document)
    if named is None:
        return dict(body)
    kept = dict(body)
    home = _find_home(named, body, document)
    for other in _find_others(named, home, body, document) if home is not None else ():
        skeleton = document.skeleton
        for position in range(skeleton.firsts[other], skeleton.stops[other]):
            kept.pop(position, None)
    return kept


def _find_named(document: Document) -> Block | None:
    """The longest headline that the page's title holds: the title may hold the name of the site, too."""
    title = fold(document.declared.title or "")
    named = [block for block in _headlines(document) if fold(block.text) in title]
    return max(named, key=lambda block: len(block.text), default=None)


def _headlines(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if block.kind == "heading" and not block.hidden and len(block.text.split()) >= _WORDS:
            yield block


def _find_home(headline: Block, body: Mapping[int, float], document: Document) -> int | None:
    """The element of the article below a headline: an `article`, or the nearest with a class that holds its text."""
    skeleton = document.skeleton
    nearest = None
    for node in skeleton.ancestors(headline.node):
        if not _is_text(node, body, document):
            continue
        if skeleton.tags[node] == "article":
            return node
        if nearest is None and headline.level == 1 and skeleton.attributes[node].get("class"):
            nearest = node
    return nearest


def _find_others(named: Block, home: int, body: Mapping[int, float], document: Document) -> Iterator[int]:
    """The elements of the same look that hold another article: a headline of the same rank, and text."""
    skeleton = document.skeleton
    for block in _headlines(document):
        if block.level != named.level or fold(named.text) in fold(block.text):
            continue
        for node in skeleton.ancestors(block.node):
            apart = skeleton.stops[node] <= skeleton.firsts[home] or skeleton.firsts[node] >= skeleton.stops[home]
            if apart and _look(node, document) == _look(home, document) and _is_text(node, body, document):
                yield node
                break


def _look(node: int, document: Document) -> tuple[str, str]:
    skeleton = document.skeleton
    return skeleton.tags[node], skeleton.attributes[node].get("class", "")


def _is_text(node: int, body: Mapping[int, float], document: Document) -> bool:
    """Does an element hold paragraphs of the choice?"""
    skeleton = document.skeleton
    inside = range(skeleton.firsts[node], skeleton.stops[node])
    flowing = [position for position in inside if position in body and document.blocks[position].kind == _FLOWING]
    return len(flowing) >= _LEAST
