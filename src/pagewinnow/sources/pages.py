"""A file that is one page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BufferedReader

from pagewinnow.records import Failure
from pagewinnow.sources.formats import kind_of
from pagewinnow.sources.items import MAX_PAGE, STDIN, Hints, Item, fail_reading, show_path
from pagewinnow.sources.streams import decompress


def read_page(raw: BufferedReader, path: str, hints: Hints) -> Iterator[Item | Failure]:
    """The page that the file holds."""
    content = decompress(raw).read(MAX_PAGE + 1)
    if len(content) > MAX_PAGE:
        yield fail_reading(path, "error", f"a page of more than {MAX_PAGE >> 20} MiB")
        return
    kind = hints.kind if hints.kind != "auto" else kind_of(path)
    url = hints.urls.get(os.path.abspath(path)) if path != STDIN else None
    yield Item(show_path(path), 0, content, kind, url or hints.url, hints.fetch)
