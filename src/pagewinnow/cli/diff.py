"""diff: what a new version or rule changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pagewinnow.cli.exits import failing_softly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pagewinnow.records import Page

_CHANGED = 1


@click.command()
@click.argument("old")
@click.argument("new")
def diff(old: str, new: str) -> None:
    """Compare the records of OLD and NEW: labels, comments, verdicts, fields. Exit code 1 where anything changed."""
    from pagewinnow.report.diff import compare_runs, write_difference

    with failing_softly():
        found = compare_runs({page.id: page for page in _read_records(old)}, _read_records(new))
        click.echo(write_difference(found))
    sys.exit(0 if found.is_empty else _CHANGED)


def _read_records(path: str) -> Iterator[Page]:
    """The records of a file.

    Raises:
        SourceError: it cannot be read, or holds something else.
    """
    import json

    from pagewinnow.errors import SourceError
    from pagewinnow.records import Failure, Page
    from pagewinnow.sources.items import Item
    from pagewinnow.sources.reading import read_paths

    for found in read_paths([path]):
        if isinstance(found, Failure):
            raise SourceError(path, found.detail)
        if not isinstance(found, Item) or not found.is_record:
            raise SourceError(path, "no records of pagewinnow")
        yield Page.from_dict(json.loads(found.content))
