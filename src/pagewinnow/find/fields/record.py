"""What comes out of the metadata room, and what passes between its witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

_NO_POSITIONS: Mapping[str, tuple[int, ...]] = MappingProxyType({})
_NO_SOURCES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who, when and what of a page. Unknown is `None` or empty, never an empty string.

    `sources` names the witness of each field that is known. `positions` are the blocks that are nothing but a field:
    the heading that is the title, a byline, a dateline.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    date_raw: str | None = None
    date_modified: str | None = None
    sitename: str | None = None
    description: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    license: str | None = None
    canonical_url: str | None = None
    next_url: str | None = None
    hostname: str | None = None
    language: str | None = None
    sources: Mapping[str, str] = field(default_factory=lambda: _NO_SOURCES)
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: _NO_POSITIONS)


class Found(NamedTuple):
    """What one witness says of a field: the text as it was given, who said so, and the blocks that are nothing else."""

    value: str
    source: str
    positions: tuple[int, ...] = ()
