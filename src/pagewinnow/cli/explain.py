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

    from pagewinnow.pipeline import Cleaner
    from pagewinnow.report.explain import Line
    from pagewinnow.sources.items import Item

_COLOURS = {"kept": "green", "said": "cyan", "field": "yellow", "cut": "red", "head": None}


@click.command()
@click.argument("page")
@click.option("--url", help="The address of the page.")
@click.option("--width", default=100, show_default=True, help="Characters of text a line.")
@click.option("--why", metavar="TEXT", help="Only the blocks that hold these words: what decided them, and on what.")
@click.option("--fields", is_flag=True, help="Only the fields: each with its witness, and what other witnesses say.")
@RULES
def explain(page: str, url: str | None, width: int, why: str | None, rules: tuple[Path, ...], *, fields: bool) -> None:
    """Show a page, or a record, as a gutter: label | rule | text, a block a line. In colour on a terminal."""
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner
    from pagewinnow.sources.items import Hints, Item
    from pagewinnow.sources.reading import read_paths

    told = failed = False
    with failing_softly():
        cleaner = Cleaner(Options(rules=rules))
        for found in read_paths([page], Hints(url=url)):
            if not isinstance(found, Item):
                failed = True
                click.echo(f"{page}: {getattr(found, 'detail', '') or getattr(found, 'reason', '')}", err=True)
                continue
            click.echo(found.path or page)
            for line in _explain(cleaner, found, width, why, fields=fields):
                told = True
                _echo(line)
    if failed:
        sys.exit(SOME_FAILED)
    sys.exit(0 if told else NOTHING)


def _explain(cleaner: Cleaner, item: Item, width: int, why: str | None, *, fields: bool) -> Iterator[Line]:
    from pagewinnow.batch.cleaning import make_page
    from pagewinnow.find.fields.rivals import list_rivals
    from pagewinnow.report.explain import explain_fields, explain_page, explain_rivals, explain_why

    record = make_page(cleaner, item)
    if why is not None:
        yield from explain_why(record, why, width)
        return
    if not fields:
        yield from explain_page(record, width)
        return
    yield from explain_fields(record, width)
    if not item.is_record:
        view = cleaner.look(item.content, url=item.url, kind=item.kind, fetch=item.fetch)
        yield from explain_rivals(list_rivals(view), record, width)


def _echo(line: Line) -> None:
    """The line in its colour, where there is a terminal and nobody forbids it (https://no-color.org)."""
    colour = None if os.environ.get("NO_COLOR") else _COLOURS[line.side]
    click.echo(click.style(line.text, fg=colour) if colour else line.text)
