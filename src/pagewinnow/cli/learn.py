"""learn: what hosts repeat on their pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from pagewinnow.cli.exits import NOTHING, SOME_FAILED, failing_softly
from pagewinnow.cli.settings import GUARD, RULES, add_options, count_cores, make_limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pagewinnow.records import Failure, Page


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The memory: one SQLite file. What it holds already is kept.",
)  # fmt: skip
@click.option("--merge", is_flag=True, help="Each SOURCE is a memory: make one of them.")
@RULES
@add_options(GUARD)
def learn(sources: tuple[str, ...], output: Path, *, merge: bool, **told: Any) -> None:  # noqa: ANN401 - one an option
    """Learn which lines hosts repeat on their pages, for clean --sites. SOURCE is what it is for clean, or records."""
    from pagewinnow.sites.learn import merge_memories

    with failing_softly():
        if merge:
            merge_memories([Path(source) for source in sources], output)
            return
        counted, failed = _learn(sources, output, told)
        click.echo(f"{counted} pages of known hosts, {failed} failed", err=True)
    if not counted:
        sys.exit(NOTHING)
    sys.exit(SOME_FAILED if failed else 0)


@contextmanager
def ready_memory(sources: tuple[str, ...], told: dict[str, Any]) -> Iterator[Path | None]:
    """The memory that --sites names; for auto one that is learnt from the sources, and goes when they are cleaned.

    Raises:
        click.UsageError: the sources can be read once only.
    """
    if told["sites"] != "auto":
        yield Path(told["sites"]) if told["sites"] else None
        return
    if "-" in sources:
        raise click.UsageError("--sites auto reads the sources twice, and standard input can be read once")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sites.db"
        _learn(sources, path, told)
        yield path


def _learn(sources: tuple[str, ...], path: Path, told: dict[str, Any]) -> tuple[int, int]:
    """How many pages were learnt from, and how many gave no record."""
    from pagewinnow.batch.many import clean_many
    from pagewinnow.options import Options
    from pagewinnow.sites.learn import learn_pages

    failures: list[Failure] = []
    found = clean_many(
        [Path(source) for source in sources],
        options=Options(rules=told["rules"]),
        jobs=told["jobs"] or count_cores(),
        limits=make_limits(told),
        on_error="yield",
    )
    return learn_pages(_pages_of(found, failures), path), len(failures)


def _pages_of(found: Iterable[Page | Failure], failures: list[Failure]) -> Iterator[Page]:
    """The pages; what failed is named on standard error, and counted."""
    from pagewinnow.records import Page

    for one in found:
        if isinstance(one, Page):
            yield one
        else:
            failures.append(one)
            click.echo(f"{one.source.path}: {one.reason}: {one.detail}", err=True)
