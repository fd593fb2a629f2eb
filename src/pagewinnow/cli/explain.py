"""explain: why each block of a page is called what it is called."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from pagewinnow.cli.exits import NOTHING, SOME_FAILED, failing_softly
from pagewinnow.cli.settings import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pagewinnow.records import Page
    from pagewinnow.report.explain import Line

_COLOURS = {"kept": "green", "said": "cyan", "field": "yellow", "cut": "red", "head": None}


@click.command()
@click.argument("page")
@click.option("--url", help="The address of the page.")
@click.option("--width", default=100, show_default=True, help="Characters of text a line.")
@click.option("--why", metavar="TEXT", help="Only the blocks that hold these words: what decided them, and on what.")
@click.option("--fields", is_flag=True, help="Only the fields, each with its witness.")
@RULES
def explain(page: str, url: str | None, width: int, why: str | None, rules: tuple[Path, ...], *, fields: bool) -> None:
    """Show a page, or a record, as a gutter: label | rule | text, a block a line. In colour on a terminal."""
    from pagewinnow.report.explain import explain_fields, explain_page, explain_why

    told = failed = False
    with failing_softly():
        for record in _read_records(page, url, rules):
            if record is None:
                failed = True
                continue
            click.echo(record.source.path or page)
            if why is not None:
                lines = explain_why(record, why, width)
            else:
                lines = explain_fields(record, width) if fields else explain_page(record, width)
            for line in lines:
                told = True
                _echo(line)
    if failed:
        sys.exit(SOME_FAILED)
    sys.exit(0 if told else NOTHING)


def _echo(line: Line) -> None:
    """The line in its colour, where there is a terminal and nobody forbids it (https://no-color.org)."""
    colour = None if os.environ.get("NO_COLOR") else _COLOURS[line.side]
    click.echo(click.style(line.text, fg=colour) if colour else line.text)


def _read_records(page: str, url: str | None, rules: tuple[Path, ...]) -> Iterator[Page | None]:
    """The records of what the path holds; `None` for what gives none, which is named on standard error."""
    from dataclasses import replace

    from pagewinnow.batch.cleaning import make_page
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner
    from pagewinnow.sources.items import Hints, Item
    from pagewinnow.sources.reading import read_paths

    cleaner = Cleaner(Options(rules=rules))
    for found in read_paths([page], Hints(url=url)):
        if isinstance(found, Item):
            record = make_page(cleaner, found)
            yield replace(record, source=replace(record.source, path=found.path))
        else:
            click.echo(f"{page}: {getattr(found, 'detail', '') or getattr(found, 'reason', '')}", err=True)
            yield None
