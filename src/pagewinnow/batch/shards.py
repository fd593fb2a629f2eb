"""The input in shards: the unit that is done or not done when a run goes on.

A shard is at most a thousand pages that stand one behind the other, and an archive of several pages shares none with
what follows it. Where shards begin depends on the input alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pagewinnow.sources.files import find_files
from pagewinnow.sources.items import Hints, Item, Place
from pagewinnow.sources.reading import Found, read_place

PAGES = 1000


class Position(NamedTuple):
    """How far the input was read: whole files, what was found in the next one, and the sum of all that was found."""

    files: int = 0
    found: int = 0
    total: int = 0


class Piece(NamedTuple):
    """One thing that was found: its shard, the position behind it, and about how many bytes of the input were read."""

    shard: int
    found: Found
    behind: Position
    read: int


def read_pieces(
    paths: Iterable[str], hints: Hints, *, shard: int = 0, start: Position | None = None
) -> Iterator[Piece]:
    """All that the paths hold, in shards, from `start` on, where shard number `shard` begins.

    Files before `start` are not opened; of the file in which it lies what was found before is read and passed over.
    """
    start = start or Position()
    size, total, read = 0, start.total, 0
    for number, place in enumerate(find_files(paths)):
        bytes_of = place.size if isinstance(place, Place) else 0
        if number < start.files:
            read += bytes_of
            continue
        passed = start.found if number == start.files else 0
        count = 0
        for count, found in enumerate(read_place(place, hints), 1):
            if count <= passed:
                continue
            if size == PAGES:
                shard, size = shard + 1, 0
            size, total = size + 1, total + 1
            offset = found.offset if isinstance(found, Item) and found.offset else 0
            yield Piece(shard, found, Position(number, count, total), read + min(offset, bytes_of))
        read += bytes_of
        if count > 1 and size:
            shard, size = shard + 1, 0
