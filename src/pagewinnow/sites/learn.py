"""Learning what hosts repeat: records in, a memory out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pagewinnow.records import Page
from pagewinnow.sites.lines import page_digest, page_lines
from pagewinnow.sites.memory import add_page, merge_memory, open_memory, write_lines

_BATCH = 1_000  # pages between two commits: what was committed survives a kill


def learn_pages(pages: Iterable[Page], path: Path) -> int:
    """Count the lines of pages whose host is known; returns how many there were.

    Pages are committed a batch at a time; the lines are written at the end.

    Raises:
        SourceError: the file is there and is no memory.
    """
    counted = 0
    with open_memory(path, writable=True) as memory:
        for page in pages:
            if page.hostname is None:
                continue
            add_page(memory, page.hostname, page_digest(page), page_lines(page))
            counted += 1
            if counted % _BATCH == 0:
                memory.commit()
        write_lines(memory)
        memory.commit()
    return counted


def merge_memories(sources: Sequence[Path], path: Path) -> None:
    """One memory of several: the same as if one had seen all their pages.

    Raises:
        SourceError: a file is not there, or is no memory.
    """
    with open_memory(path, writable=True) as memory:
        for source in sources:
            with open_memory(source) as other:
                merge_memory(memory, other)
        write_lines(memory)
        memory.commit()
