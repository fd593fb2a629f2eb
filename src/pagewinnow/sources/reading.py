"""Paths to pages: each file is told by its first bytes and given to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader

from pagewinnow.errors import MissingExtraError
from pagewinnow.records import Failure
from pagewinnow.sources.files import find_files
from pagewinnow.sources.formats import Format, suffix_of, tell_format
from pagewinnow.sources.items import Hints, Item, Place, Skipped, fail_reading, show_path
from pagewinnow.sources.jsonl import read_jsonl
from pagewinnow.sources.pages import read_page
from pagewinnow.sources.parquet import read_parquet
from pagewinnow.sources.streams import DAMAGE, open_raw, read_head
from pagewinnow.sources.warc import read_warc

Found = Item | Skipped | Failure
Reader = Callable[[BufferedReader, str, Hints], Iterator[Found]]
READERS: dict[Format, Reader] = {
    "page": read_page,
    "jsonl": read_jsonl,
    "warc": read_warc,
    "parquet": read_parquet,
}


def read_paths(paths: Iterable[str], hints: Hints | None = None) -> Iterator[Found]:
    """All pages of the paths, in order, with what was passed over and what could not be read; it never raises for them.

    >>> next(read_paths(["nowhere.html"])).detail
    'No such file or directory'
    """
    for place in find_files(paths):
        yield from read_place(place, hints or Hints())


def read_place(place: Place | Skipped | Failure, hints: Hints) -> Iterator[Found]:
    """What one of the files holds that `find_files` found; what is none stays what it is."""
    if isinstance(place, Place):
        yield from read_file(place, hints)
    else:
        yield place


def read_file(place: Place, hints: Hints) -> Iterator[Found]:
    """The pages of one file, of whatever format."""
    try:
        with open_raw(place.path) as raw:
            head = read_head(raw)
            found = tell_format(head, place.path, is_named=place.is_named)
            if found is None:
                yield Skipped(show_path(place.path), f"no page: {suffix_of(place.path) or 'no suffix'}")
            else:
                yield from READERS[found](raw, place.path, hints)
    except DAMAGE as error:
        is_damage = not isinstance(error, OSError) or error.errno is None
        yield fail_reading(
            place.path, "damaged" if is_damage else "error", getattr(error, "strerror", None) or str(error)
        )
    except MissingExtraError as error:
        yield fail_reading(place.path, "error", str(error))
