"""clean, comments, access: one run each, that differ in what is written of a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pagewinnow.cli.exits import INTERRUPTED, NOTHING, SOME_FAILED, failing_softly, open_closed_streams
from pagewinnow.cli.learn import ready_memory
from pagewinnow.cli.settings import OUTPUT, PARTS, RUN, SOURCE, add_options, make_plan

if TYPE_CHECKING:
    from pagewinnow.batch.summary import Summary
    from pagewinnow.sinks.tables import Table

_PAGES = click.argument("pages", nargs=-1, required=True, metavar="SOURCE...")


@click.command()
@_PAGES
@add_options(SOURCE, OUTPUT, PARTS, RUN)
def clean(pages: tuple[str, ...], **told: Any) -> None:  # noqa: ANN401 - one of each option
    """Clean pages: a record a page.

    SOURCE is a file, a folder, a glob, or - for standard input: HTML, text, Markdown, JSON Lines, WARC, WET, Parquet,
    plain or compressed with gzip or zstd; what it is is told by its content. Records of an earlier run are read back.
    """
    _run(pages, "pages", told)


@click.command()
@_PAGES
@add_options(SOURCE, OUTPUT, RUN)
def comments(pages: tuple[str, ...], **told: Any) -> None:  # noqa: ANN401 - one of each option
    """Clean pages, and write their comments: one a line. SOURCE is what it is for clean."""
    _run(pages, "comments", told)


@click.command()
@_PAGES
@add_options(SOURCE, OUTPUT, RUN)
def access(pages: tuple[str, ...], **told: Any) -> None:  # noqa: ANN401 - one of each option
    """Clean pages, and write the verdict on each, with its evidence: one a line. SOURCE is what it is for clean."""
    _run(pages, "access", told)


def _run(pages: tuple[str, ...], table: Table, told: dict[str, Any]) -> None:
    import os
    import signal

    from pagewinnow.batch.run import run_batch
    from pagewinnow.cli.progress import Progress

    open_closed_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))
    with failing_softly(), ready_memory(pages, told) as sites:
        plan = make_plan(pages, table, told, sites)
        if not hasattr(os, "fork"):
            click.echo("this system has no fork: pages are cleaned one after another, without limits", err=True)
        with Progress(pages, is_quiet=told["quiet"]) as progress:
            summary = run_batch(plan, progress)
            progress.finish(summary)
    sys.exit(_code(summary))


def _code(summary: Summary) -> int:
    if summary.records == 0:
        return NOTHING
    return SOME_FAILED if summary.failed else 0
