"""What an item is called where it is no comment: a headline that leads elsewhere, a heading, a name that is a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.model import Item, width
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View

_LINK = frozenset({"a"})
_TITLE_WORDS = 4  # a link of so many words is a headline
_TITLE = 20  # characters
_LEAST_MORE = 4  # characters of "more"; an initial or a count may link to a person, too
_HALF = 0.5  # of a heading is a link
_WORDS = 2.4  # of a name, on average


def find_headline(view: View, item: Item, reading: Reading | None, maker: Clockmaker) -> str | None:
    """A link of several words that makes up its block and is no head of a comment: it leads to a page elsewhere."""
    skeleton = view.document.skeleton
    head: set[int] = set()
    if reading is not None:
        head.update(span.position for span in reading.date_spans)
        if reading.author and len(reading.author.split()) < _TITLE_WORDS:
            head.update(span.position for span in reading.author_spans)
    for block in view.document.blocks[item.start : item.stop]:
        if block.position in head or block.link_chars < 0.8 * len(block.text) or not block.text:
            continue
        for run in block.runs:
            text = block.text[run.start : run.end]
            long = width(text) > _TITLE and (len(text.split()) >= _TITLE_WORDS or width(text) > 1.5 * len(text))
            timed = maker.find(block.text if reading is None else text)
            if long and skeleton.tags[run.node] == "a" and timed is None:
                return text.rpartition(": ")[2]
    return None


def find_title(view: View, item: Item, reading: Reading) -> str | None:
    """The heading of an item that is neither its name nor its time nor a control."""
    known = {span.position for span in (*reading.date_spans, *reading.author_spans, *reading.controls)}
    headings = (block for block in view.document.blocks[item.start : item.stop] if block.kind == "heading")
    return next((block.text for block in headings if block.position not in known), None)


def is_topped(view: View, item: Item, reading: Reading) -> bool:
    """Has an item a heading that is a link, and not its name?"""
    known = {span.position for span in (*reading.date_spans, *reading.author_spans)}
    return any(
        block.kind == "heading" and block.position not in known and block.link_chars > _HALF * len(block.text)
        for block in view.document.blocks[item.start : item.stop]
    )


def is_card(skeleton: Skeleton, item: Item) -> bool:
    """Is an item a link, in a link, or does one link hold all its text?"""
    if skeleton.is_inside(item.node, _LINK) and any(_href(skeleton, near) for near in skeleton.ancestors(item.node)):
        return True
    for node in range(item.node + 1, skeleton.ends[item.node]):
        if skeleton.firsts[node] > item.start:
            return False
        if skeleton.tags[node] == "a":
            return (skeleton.firsts[node], skeleton.stops[node]) == (item.start, item.stop)
    return False


def count_titles(view: View, items: Sequence[Item], readings: Sequence[Reading]) -> int:
    """How many of the names are titles: the name of a teaser leads to the page that "Read more" leads to."""
    named = [(item, r) for item, r in zip(items, readings, strict=True) if r.author and r.author_node is not None]
    headings = [r.author.split() for _, r in named if _is_heading(view, r) and r.author]
    if len(headings) > 0.5 * len(named) and sum(map(len, headings)) > _WORDS * len(headings):
        return len(headings)
    again = Counter(text for item, r in named for text in _links_alike(view, item, r))
    return max(again.values(), default=0)


def _is_heading(view: View, reading: Reading) -> bool:
    return any(view.document.blocks[span.position].kind == "heading" for span in reading.author_spans)


def _links_alike(view: View, item: Item, reading: Reading) -> set[str]:
    """The words of the other links in an item that lead where its name leads."""
    skeleton, node = view.document.skeleton, reading.author_node or 0
    inner = takewhile(lambda near: near > item.node, skeleton.ancestors(node))
    address = next((a for near in inner if (a := _href(skeleton, near))), None)
    links = (
        block.text[run.start : run.end]
        for block in view.document.blocks[item.start : item.stop]
        for run in block.runs
        if address is not None and _href(skeleton, run.node) == address
    )
    return {text for text in links if reading.author not in {text, None} and len(text) >= _LEAST_MORE}


def _href(skeleton: Skeleton, node: int) -> str | None:
    return skeleton.attributes[node].get("href") if skeleton.tags[node] == "a" else None
