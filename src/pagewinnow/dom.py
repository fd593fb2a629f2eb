"""Reading markup: the one room that knows the HTML parsers.

`drive` sends a page through a handler as parser events. No tree is built: a walk over events costs 1.1 bare parses
with all attributes, a walk over a finished tree 1.7; and events are immune to what hangs or silently empties a tree
(a tag with 100,000 attributes: 0.1 s against more than 40; 100,000 nested elements: all there against cut at 2,048).
`parse_tree` builds the tree for the second opinion, where one is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

from lxml import etree, html

_DEAD_END = 200  # characters of input from which an empty result is doubted, not believed


class Handler(Protocol):
    """What receives the events of a page. `read_any` says whether anything but the root was seen."""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element opens."""

    def end(self, tag: str) -> None:
        """An element closes."""

    def data(self, data: str) -> None:
        """Characters, entities resolved; one text may come in several pieces."""

    def close(self) -> None:
        """The page ends."""

    def read_any(self) -> bool:
        """Was there any element that the page itself holds?"""


def drive(text: str, handler: Handler) -> None:
    """Send `text` through `handler` as events; where lxml finds nothing in a page, html.parser tries again."""
    target = cast("Any", handler)  # lxml calls what it finds; its stubs ask for methods that it does not need
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode())
        parser.close()
    except etree.XMLSyntaxError:  # an empty document, or one of comments alone
        handler.close()
    if len(text) > _DEAD_END and not handler.read_any():
        _drive_leniently(text, handler)


def _drive_leniently(text: str, handler: Handler) -> None:
    """BeautifulSoup's own parser, slower and more forgiving, sending the same events."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - rarely needed, 0.1 s to import
    from bs4.element import NavigableString, Tag  # noqa: PLC0415

    soup = BeautifulSoup(text, "html.parser", multi_valued_attributes=None)
    handler.start("html", {})
    open_tags: list[Tag] = []
    for node in soup.descendants:
        while open_tags and node.parent is not open_tags[-1]:
            handler.end(open_tags.pop().name)
        if isinstance(node, Tag):
            handler.start(node.name, {k: str(v) for k, v in node.attrs.items()})
            open_tags.append(node)
        elif type(node) is NavigableString:
            handler.data(str(node))
    for tag in reversed(open_tags):
        handler.end(tag.name)
    handler.end("html")
    handler.close()


def parse_tree(text: str) -> html.HtmlElement:
    """The page as a tree. The caller sees to it that the page is within the limits of `Options`."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(text.encode(), parser=parser)
