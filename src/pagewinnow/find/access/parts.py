"""Does the text go on at another page? A text in parts, the later pages of a thread."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from pagewinnow.document import Document
from pagewinnow.find.access.seen import Seen
from pagewinnow.rules.declarations import load_declarations

_NUMBERED = re.compile(r"(?:[/_.-]+[a-z]{0,12}[/_.=-]*)?2", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)


def goes_on(seen: Seen) -> bool:
    """Is this the first page of a text in parts: an article whose next page has its address and a two behind it?

    What a blog calls the next page is the next post, and has another address.
    """
    document = seen.document
    if seen.thread is not None and seen.thread.is_page:
        return False
    return _declares_article(seen) and any(_is_second(own, _linked(document, "next")) for own in _addresses(document))


def is_later_page(seen: Seen) -> bool:
    """Is this a later page of a thread, where the opening post is not?"""
    thread = seen.thread
    return thread is not None and thread.is_page and thread.opening is None and bool(_linked(seen.document, "prev"))


def _declares_article(seen: Seen) -> bool:
    declared, names = seen.document.declared, load_declarations(seen.rules.folders).metas["kind"]
    told = (*declared.types, *(value for name, value in declared.metas if name in names))
    return any(kind.lower().endswith("article") for kind in told)


def _addresses(document: Document) -> list[str]:
    """What the page is called: by whoever fetched it, and by itself."""
    base = document.source.url or ""
    return [address for address in (base, _linked(document, "canonical")) if address]


def _linked(document: Document, rel: str) -> str:
    base = document.source.url or ""
    return next((urljoin(base, href) for rels, href in document.declared.links if rel in rels.split()), "")


def _is_second(own: str, other: str) -> bool:
    """Is an address that of a page with the number two behind it, or in a question?

    >>> first = "https://post.example/ferry.html"
    >>> ends = ("ferry-2.html", "ferry.html?page=2", "ferry/2", "ferry/page/2/", "bridge.html", "ferry-again.html")
    >>> [_is_second(first, f"https://post.example/{end}") for end in ends]
    [True, True, True, True, False, False]
    """
    try:
        one, two = urlsplit(own), urlsplit(other)
    except ValueError:
        return False
    if not other or one.netloc not in ("", two.netloc):
        return False
    asked = set(parse_qsl(two.query)) - set(parse_qsl(one.query))
    if one.path == two.path:
        return len(asked) == 1 and next(iter(asked))[1] == "2"
    stem, rest = _stem(one.path), _stem(two.path)
    return bool(stem) and rest.startswith(stem) and _NUMBERED.fullmatch(rest[len(stem) :]) is not None


def _stem(path: str) -> str:
    return _SUFFIX.sub("", path.rstrip("/"))
