"""The pages to learn from, of folders of one or several corpora, and variations of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from pagewinnow.training.pages import Page
from pagewinnow.training.rows import Kind, learn, read_row, read_rows
from pagewinnow.training.vary import vary

HELD_OUT = 4  # the fold that nothing is trained or tuned on
_MARKED = 3  # of so many pages one is read as Markdown too: free for plain text


def read_pages(folders: Sequence[Path], kind: Kind, kept: Path | None = None) -> Iterator[Page]:
    """The pages of some folders, but those of the fold that is held out; and variations of them.

    `kept` is a folder for what is slow to make again.
    """
    for folder, row in read_rows(folders):
        if row["fold"] == HELD_OUT:
            continue
        chance = crc32(row["file"].rpartition("/")[2].encode())
        reading = read_row(folder, row, kind, kept)
        page = learn(reading, row)
        yield page
        if page.raw is not None and page.gold is not None:
            yield from vary(page, reading.document, chance)
        if kind == "text" and chance // 20 % _MARKED == 0:
            marked = learn(read_row(folder, row, "markdown", kept), row)
            if marked.raw is not None:
                yield marked._replace(varied=True)
