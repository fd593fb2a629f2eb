"""explain: why each block of a page is called what it is called."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pagewinnow.cli.exits import SOME_FAILED, failing_softly
from pagewinnow.cli.settings import RULES

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("page")
@click.option("--url", help="The address of the page.")
@click.option("--width", default=100, show_default=True, help="Characters of text a line.")
@RULES
def explain(page: str, url: str | None, width: int, rules: tuple[Path, ...]) -> None:
    """Show a page as a gutter: label | rule | text, a block a line."""
    from pagewinnow.batch.cleaning import make_page
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner
    from pagewinnow.render.gutter import to_gutter
    from pagewinnow.sources.items import Hints, Item
    from pagewinnow.sources.reading import read_paths

    failed = False
    with failing_softly():
        cleaner = Cleaner(Options(rules=rules))
        for found in read_paths([page], Hints(url=url)):
            if not isinstance(found, Item):
                failed = True
                click.echo(f"{page}: {getattr(found, 'detail', '') or getattr(found, 'reason', '')}", err=True)
                continue
            record = make_page(cleaner, found)
            verdict = record.access
            click.echo(f"{found.path}: {record.kind}, {verdict.status}, complete: {verdict.complete}")
            for witness in verdict.evidence:
                click.echo(f"  {witness.source} {witness.rule}: {witness.text[:width]}")
            click.echo(to_gutter(record, rules=True, width=width))
    sys.exit(SOME_FAILED if failed else 0)
