"""What a child does with a page: clean it, or read the record that it is; shape it; count it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pagewinnow.batch.outcomes import Broken
from pagewinnow.errors import SourceError
from pagewinnow.options import Options
from pagewinnow.records import Failure, Page
from pagewinnow.sinks.formats import Style
from pagewinnow.sources.items import Item

if TYPE_CHECKING:
    from pagewinnow.pipeline import Cleaner

# A page of each kind, so that what pages need is loaded before children are made.
_PAGES = (
    "<html><body><article><h1>A</h1><p>One sentence, and another one.</p></article></body></html>",
    "One.\n\nTwo.",
)


class Facts(NamedTuple):
    """What the summary counts of a record."""

    status: str
    has_article: bool
    comments: int
    removed: dict[str, int]


class Shaped(NamedTuple):
    """A page as it is written (`None`: it is not wanted), and what is counted of it."""

    payload: Any
    facts: Facts


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes what turns an item into a `Page`; it is sent to the children, where it is called.

    `is_warm`: is all that pages need loaded then, or by the first page that needs it?
    """

    options: Options
    is_warm: bool = True

    def __call__(self) -> Callable[[Item], Page]:
        """Load all that pages need."""
        from pagewinnow.pipeline import Cleaner  # noqa: PLC0415 - who sends this to children cleans nothing itself

        cleaner = Cleaner(self.options)
        for page in _PAGES if self.is_warm else ():
            cleaner.clean(page)
        return lambda item: make_page(cleaner, item)


@dataclass(frozen=True, slots=True)
class ShapeMaker:
    """Makes what turns an item into what is written of it."""

    options: Options
    style: Style
    is_warm: bool = True

    def __call__(self) -> Callable[[Item], Shaped]:
        """Load all that pages need."""
        make = PageMaker(self.options, self.is_warm)()

        def work(item: Item) -> Shaped:
            page = make(item)
            return Shaped(self.style.shape(page), count_page(page))

        return work


def make_page(cleaner: Cleaner, item: Item) -> Page:
    """The record of an item, with the place where it stands.

    Raises:
        InputError: the item is no page.
        SourceError: it is a record that cannot be read.
    """
    if item.is_record:
        try:
            return Page.from_dict(json.loads(item.content))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError(item.path or "", f"not a whole record: {error!r}", item.offset) from error
    page = cleaner.clean(item.content, url=item.url, kind=item.kind, fetch=item.fetch)
    return replace(page, source=replace(page.source, path=item.path, offset=item.offset))


def count_page(page: Page) -> Facts:
    """What the summary counts of the page."""
    removed = Counter[str](piece.label for piece in page.removed)
    return Facts(page.access.status, page.article is not None, len(page.comments), dict(removed))


def fail_item(item: Item, broken: Broken) -> Failure:
    """The failure of an item that gave no record."""
    content = item.content if isinstance(item.content, bytes) else item.content.encode("utf-8", "surrogatepass")
    source = replace(item.source, sha256=sha256(content).hexdigest())
    return Failure(source, broken.stage, broken.reason, broken.detail)
