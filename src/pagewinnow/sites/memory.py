"""The memory over a host's pages: one SQLite file.

    pages  host, digest, lines
           a bounded sample of each host's pages, their lines compressed
    hosts  host, seen, fresh, pages, threads
           how many pages were offered; are there some whose lines are not counted yet; how many the sample has, and
           how many of these have comments
    lines  host, line, pages, before, inside, after, thread
           the lines of two pages or more, to be read by hand

The sample of a host are the pages with the least digests (a bottom-k sketch: Cohen and Kaplan, 2007). So it is the
same whatever the order in which pages come, however many workers count, and two files are merged by merging samples.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pagewinnow.errors import SourceError
from pagewinnow.sites.lines import Line, Place

SAMPLE = 64
"""Pages of a host that are kept."""
_FORMAT = 1
_PLACES: tuple[Place, ...] = ("before", "inside", "after", "thread")
_TABLES = """
create table if not exists hosts (
    host text primary key, seen integer not null, fresh integer not null default 1,
    pages integer not null default 0, threads integer not null default 0
) without rowid;
create table if not exists pages (
    host text, digest text, lines blob not null, primary key (host, digest)
) without rowid;
create table if not exists lines (
    host text, line text, pages integer not null, before integer not null, inside integer not null,
    after integer not null, thread integer not null, primary key (host, line)
) without rowid;
"""


class Counted(NamedTuple):
    """On how many pages of the sample a line stands, and at which places."""

    pages: int
    before: int
    inside: int
    after: int
    thread: int


class HostMemory(NamedTuple):
    """What is known of a host: the pages in its sample, those of them with comments, and the lines that repeat."""

    pages: int
    threads: int
    lines: dict[str, Counted]


@contextmanager
def open_memory(path: Path, *, writable: bool = False) -> Iterator[sqlite3.Connection]:
    """The memory in a file, which is made where it is not there and may be.

    Raises:
        SourceError: the file is not there, or is no memory.
    """
    if not writable and not path.is_file():
        raise SourceError(str(path), "no such file")
    mode = "rwc" if writable else "ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as connection:
        try:
            if writable:
                connection.executescript(_TABLES)
                connection.execute(f"pragma user_version = {_FORMAT}")
            elif connection.execute("pragma user_version").fetchone()[0] != _FORMAT:
                raise SourceError(str(path), "no memory of sites, or of another version")
            yield connection
        except sqlite3.DatabaseError as error:
            raise SourceError(str(path), f"no memory of sites: {error}") from error


def add_page(connection: sqlite3.Connection, host: str, digest: str, lines: Sequence[Line]) -> None:
    """Count a page; what it says decides whether it is in the sample."""
    (seen,) = connection.execute(
        "insert into hosts (host, seen) values (?, 1) "
        "on conflict (host) do update set seen = seen + 1, fresh = 1 returning seen",
        (host,),
    ).fetchone()
    connection.execute("insert or ignore into pages values (?, ?, ?)", (host, digest, _pack(lines)))
    if seen > SAMPLE:
        _trim_sample(connection, host)


def merge_memory(connection: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Add all that another memory holds."""
    connection.executemany(
        "insert into hosts (host, seen) values (?, ?) "
        "on conflict (host) do update set seen = seen + excluded.seen, fresh = 1",
        other.execute("select host, seen from hosts"),
    )
    connection.executemany("insert or ignore into pages values (?, ?, ?)", other.execute("select * from pages"))
    for (host,) in other.execute("select host from hosts"):
        _trim_sample(connection, host)


def write_lines(connection: sqlite3.Connection) -> None:
    """Count the lines of the hosts that got pages since they were last counted."""
    for (host,) in connection.execute("select host from hosts where fresh").fetchall():
        memory = count_sample(connection, host)
        connection.execute("delete from lines where host = ?", (host,))
        rows = [(host, line, *counted) for line, counted in sorted(memory.lines.items())]
        connection.executemany("insert into lines values (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(
            "update hosts set fresh = 0, pages = ?, threads = ? where host = ?", (memory.pages, memory.threads, host)
        )


def read_host(path: Path, host: str) -> HostMemory:
    """What a memory knows of a host: no pages where it knows none.

    Raises:
        SourceError: the file is not there, or is no memory.
    """
    with open_memory(path) as connection:
        pages, threads = connection.execute(
            "select coalesce(max(pages), 0), coalesce(max(threads), 0) from hosts where host = ?", (host,)
        ).fetchone()
        rows = connection.execute(
            "select line, pages, before, inside, after, thread from lines where host = ?", (host,)
        )
        return HostMemory(pages, threads, {line: Counted(*counted) for line, *counted in rows})


def count_sample(connection: sqlite3.Connection, host: str) -> HostMemory:
    """What the sample of a host says: the lines that stand on two of its pages or more."""
    pages: Counter[str] = Counter()
    places: Counter[tuple[str, Place]] = Counter()
    size = threads = 0
    for (packed,) in connection.execute("select lines from pages where host = ?", (host,)):
        lines = _unpack(packed)
        size += 1
        threads += any(line.place == "thread" for line in lines)
        places.update((line.key, line.place) for line in lines)
        pages.update({line.key for line in lines})
    counted = {
        line: Counted(count, *(places[line, place] for place in _PLACES)) for line, count in pages.items() if count > 1
    }
    return HostMemory(size, threads, counted)


def digest_memory(connection: sqlite3.Connection) -> str:
    """A short hash of all that a memory can say: the same samples, the same hash."""
    digest = sha256()
    for host, page in connection.execute("select host, digest from pages order by host, digest"):
        digest.update(f"{host}\0{page}\n".encode())
    return digest.hexdigest()[:12]


def _trim_sample(connection: sqlite3.Connection, host: str) -> None:
    connection.execute(
        "delete from pages where host = ? and digest in "
        "(select digest from pages where host = ? order by digest limit -1 offset ?)",
        (host, host, SAMPLE),
    )


def _pack(lines: Sequence[Line]) -> bytes:
    rows = [[_PLACES.index(line.place), line.key] for line in lines]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), level=1)


def _unpack(packed: bytes) -> list[Line]:
    return [Line(key, _PLACES[place]) for place, key in json.loads(zlib.decompress(packed))]
