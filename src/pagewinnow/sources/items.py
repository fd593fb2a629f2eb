"""What a source gives: a page to be cleaned, or word of what was passed over. What failed is a `Failure`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pagewinnow.fetch import Fetch
from pagewinnow.records import FailedSource, Failure, FailureReason, InputKind

STDIN = "-"
MAX_PAGE = 256 << 20  # bytes: a page that is larger is a failure, so that no bomb fills the memory


@dataclass(frozen=True, slots=True)
class Item:
    """One page on its way to the cleaner.

    Attributes:
        path: the file it is in, or `-`.
        offset: where it begins in an archive: bytes, in Parquet the number of the row; `None` for a file of its own.
        content: the page, or one of our own records as JSON.
        kind: what is known of the content.
        url: its address.
        fetch: what is known of the response.
        is_record: `content` is a record that was made before, and is not cleaned again.
    """

    path: str | None
    offset: int | None
    content: bytes | str
    kind: InputKind = "auto"
    url: str | None = None
    fetch: Fetch | None = None
    is_record: bool = False

    @property
    def source(self) -> FailedSource:
        """Where it stands, for a failure."""
        return FailedSource(self.path, self.offset, self.url)


class Skipped(NamedTuple):
    """What is no page and was passed over, with the reason."""

    path: str
    reason: str


class Place(NamedTuple):
    """A file to read.

    Attributes:
        path: as it was named, or below the folder that was named.
        size: in bytes.
        is_named: did somebody name it? Else it was found in a folder.
        identity: device and number, which tell that two paths are one file.
    """

    path: str
    size: int
    is_named: bool
    identity: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user knows of the input and its files do not say.

    Attributes:
        fields: the column of each of `html`, `text`, `url`, `status`, `content_type`, `fetched_at`, where it has a
            name of its own; a dot goes into an object.
        url: the address of the page, if there is one page.
        urls: addresses by absolute path.
        kind: what all pages are.
        status: of all responses.
        fetched_at: of all pages, ISO 8601.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    urls: Mapping[str, str] = field(default_factory=dict)
    kind: InputKind = "auto"
    status: int | None = None
    fetched_at: str | None = None

    @property
    def fetch(self) -> Fetch | None:
        """What is known of a response that nothing else is known of."""
        if self.status is None and self.fetched_at is None:
            return None
        return Fetch(fetched_at=self.fetched_at, status=self.status)


def show_path(path: str) -> str:
    r"""The path as text that can be written: bytes of a file's name that are no UTF-8 are escaped.

    >>> show_path("caf\udce9.html")
    'caf\\xe9.html'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def fail_reading(path: str | None, reason: FailureReason, detail: str, offset: int | None = None) -> Failure:
    """The failure of a file, or of what stands at `offset` in it."""
    return Failure(FailedSource(path and show_path(path), offset), "read", reason, detail)
