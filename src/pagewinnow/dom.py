"""Reading markup: the one room that knows the HTML parsers.

`drive` sends a page through a handler as parser events. No tree is built: a walk over events costs 1.1 bare parses
with all attributes, a walk over a finished tree 1.7; and events are immune to what hangs or silently empties a tree
(a tag with 100,000 attributes: 0.1 s against more than 40; 100,000 nested elements: all there against cut at 2,048).
`parse_tree` builds the tree for the second opinion, where one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar, cast

from lxml import etree, html

_DEAD_END = 200  # characters of input from which an empty result is doubted, not believed
# What may stand before the text of a page and is whole: remarks, declarations, tags.
_WHOLE = re.compile(
    r"(?:\s++|<!--(?:(?!-->).)*+-->|<(?!!--)[^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+>)++", re.DOTALL
)
_MUTE = re.compile(r"<(?:script|style|svg|template)\b", re.IGNORECASE)
_TITLE, _TITLE_END = re.compile(r"<title\b[^<>]*+>", re.IGNORECASE), re.compile("</title", re.IGNORECASE)
_LINE = re.compile(r"\s*+[^\r\n<]*+")
H = TypeVar("H", bound="Handler")


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


def drive(text: str, make: Callable[[], H]) -> H:
    """Send `text` through a new handler as events. Returns the handler.

    Where lxml finds nothing in a page, a tag or a remark that nobody closes has swallowed it: it is read again, with
    what swallowed it as text.
    """
    text = _close_title(text)
    handler = _feed(text, make())
    if len(text) > _DEAD_END and not handler.read_any() and (freed := _free(text)) is not None:
        handler = _feed(freed, make())
    return handler


def _feed(text: str, handler: H) -> H:
    target = cast("Any", handler)  # lxml calls what it finds; its stubs ask for methods that it does not need
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode())
        parser.close()
    except etree.XMLSyntaxError:  # an empty document, or one of comments alone
        handler.close()
    return handler


def _close_title(text: str) -> str:
    """The page with its title closed where its first tag or line ends, if nobody closes it: it would be the page."""
    opened = _TITLE.search(text)
    if opened is None or _TITLE_END.search(text, opened.end()):
        return text
    line = _LINE.match(text, opened.end())
    at = line.end() if line else opened.end()
    return f"{text[:at]}</title>{text[at:]}"


def _free(text: str) -> str | None:
    """The page with the first sign of markup that is never closed as text; all of them, where none is ever closed.

    `None` where what stands there is not shown in any case.
    """
    whole = _WHOLE.match(text)
    start = whole.end() if whole else 0
    rest = text[start:]
    if _MUTE.match(rest):
        return None
    if ">" not in rest:
        rest = rest.replace("<", "&lt;")
    elif rest.startswith("<!--") and "-->" not in rest:
        rest = rest.replace("<!--", "&lt;!--")
    else:
        rest = rest.replace("<", "&lt;", 1)
    return text[:start] + rest


def parse_tree(text: str) -> html.HtmlElement:
    """The page as a tree, empty where lxml finds nothing. The caller sees to it that it is within `Options`' limits."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return html.Element("html")
