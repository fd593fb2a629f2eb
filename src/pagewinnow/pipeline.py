"""The five steps in order: load, segment, find, label, assemble."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import get_args

from pagewinnow.assemble import assemble
from pagewinnow.fetch import Fetch
from pagewinnow.find import find
from pagewinnow.find.view import View
from pagewinnow.label import label
from pagewinnow.learned import model_digest
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.records import InputKind, MadeBy, Page
from pagewinnow.rules import Rules, load_rules
from pagewinnow.rules.kinds import check_folders
from pagewinnow.segment import segment
from pagewinnow.sites.memory import digest_memory, open_memory, read_host
from pagewinnow.version import __version__


class Cleaner:
    """Cleans pages with one set of options; make it once and use it for all pages, from one thread or many.

    >>> cleaner = Cleaner()
    >>> cleaner.clean("The bridge is open again.").article.text
    'The bridge is open again.'

    Raises:
        RuleError: a file in one of the options' folders of rules is wrong.
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        check_folders(self.options.rules)
        sites = self.options.sites
        self._sites = None if sites is None else lru_cache(maxsize=_HOSTS)(partial(read_host, sites))

    @cached_property
    def rules(self) -> Rules:
        """The package's rules with those of the options laid over them."""
        return load_rules(self.options.rules)

    @cached_property
    def made_by(self) -> MadeBy:
        """The digests of all that decides a record."""
        return MadeBy(__version__, self.rules.digest, model_digest(), self._sites_digest(), self.options.digest())

    def _sites_digest(self) -> str | None:
        if self.options.sites is None:
            return None
        with open_memory(self.options.sites) as memory:
            return digest_memory(memory)

    def clean(
        self, content: bytes | str, *, url: str | None = None, kind: InputKind = "auto", fetch: Fetch | None = None
    ) -> Page:
        """The record of one page.

        Args:
            content: the page as it was fetched, or its text.
            url: its address, if it is known: used to tell the site and to resolve links, never fetched.
            kind: `html`, `text`, or `auto` to find out.
            fetch: what the crawler knows of the response.

        Raises:
            InputError: the content is no page: an image, a PDF, binary data.
            TypeError: an argument is of another type.
            ValueError: `kind` is none of these.
        """
        _check_arguments(content, url, kind, fetch)
        with _uncollected():
            return self._clean(content, url, kind, fetch)

    def _clean(self, content: bytes | str, url: str | None, kind: InputKind, fetch: Fetch | None) -> Page:
        """The five steps; what they made of the page is freed when this returns, before cycles are searched again."""
        view = self.look(content, url=url, kind=kind, fetch=fetch)
        labels = label(view.document, view.found)
        return assemble(view.document, view.found, labels, self.options, self.made_by)

    def look(
        self, content: bytes | str, *, url: str | None = None, kind: InputKind = "auto", fetch: Fetch | None = None
    ) -> View:
        """What stands in a page, before it is labelled: for whoever asks how a record came about.

        Raises:
            InputError: the content is no page.
        """
        source = load(content, url=url, kind=kind, fetch=fetch, options=self.options)
        view = View(segment(source), self.rules, self.options, fetch, sites=self._sites)
        return replace(view, found=find(view))

    def clean_many(self, items: Iterable[bytes | str | tuple[bytes | str, str | None]]) -> Iterator[Page]:
        """The records of many pages, in order: each item is a content, or a content with its address.

        Raises:
            InputError: an item is no page. Catch it item by item with `clean` where that must not end the run.
        """
        for item in items:
            content, url = item if isinstance(item, tuple) else (item, None)
            yield self.clean(content, url=url)


_HOSTS = 512  # whose memory is kept at hand
_KINDS = get_args(InputKind)


def _check_arguments(content: object, url: object, kind: object, fetch: object) -> None:
    """What was given is of the types that are taken: said here, and not by whatever first trips over it."""
    if not isinstance(content, (bytes, str)):
        raise TypeError(f"content wants bytes or str, not {type(content).__name__}")
    if url is not None and not isinstance(url, str):
        raise TypeError(f"url wants str or None, not {type(url).__name__}")
    if fetch is not None and not isinstance(fetch, Fetch):
        raise TypeError(f"fetch wants Fetch or None, not {type(fetch).__name__}")
    if not isinstance(kind, str):
        raise TypeError(f"kind wants str, not {type(kind).__name__}")
    if kind not in _KINDS:
        raise ValueError(f"kind {kind!r} is not known; known are {', '.join(_KINDS)}")


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles while a page is cleaned: it makes thousands of objects and no cycle.

    The search costs half a parse a page. What it would find stays until the next search, right after the page.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def _default() -> Cleaner:
    return Cleaner()


def clean(
    content: bytes | str, *, url: str | None = None, kind: InputKind = "auto", fetch: Fetch | None = None
) -> Page:
    """The record of one page with the default options; see `Cleaner.clean`.

    >>> page = clean("<html><body><p>The bridge over the river is open again, the town said.</p></body></html>")
    >>> page.access.status, page.source.kind
    ('open', 'html')
    """
    return _default().clean(content, url=url, kind=kind, fetch=fetch)
