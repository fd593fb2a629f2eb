"""report: what was kept and what was cut, to be looked at in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagewinnow.cli.exits import NOTHING, failing_softly
from pagewinnow.cli.settings import GUARD, RULES, add_options, count_cores, make_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pagewinnow.records import Failure, Page


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The report: one HTML file."
)
@click.option("--failures", type=click.Path(exists=True, dir_okay=False), help="What clean --failures wrote.")
@RULES
@add_options(GUARD)
def report(sources: tuple[str, ...], output: Path, failures: str | None, **told: Any) -> None:  # noqa: ANN401
    """Write a page to look at: every block with its label and reason. SOURCE is what it is for clean, or records."""
    from pagewinnow.report.page import write_report

    with failing_softly():
        found = [*_read(sources, told), *_read_failures(failures)]
        _write(output, write_report(found))
    sys.exit(0 if found else NOTHING)


def _read(sources: tuple[str, ...], told: dict[str, Any]) -> Iterator[Page | Failure]:
    from pagewinnow.batch.many import clean_many
    from pagewinnow.options import Options

    yield from clean_many(
        [Path(source) for source in sources],
        options=Options(rules=told["rules"]),
        jobs=told["jobs"] or count_cores(),
        limits=make_limits(told),
        on_error="yield",
    )


def _read_failures(path: str | None) -> Iterator[Failure]:
    import json

    from pagewinnow.records import Failure

    if path is not None:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            yield Failure.from_dict(json.loads(line))


def _write(output: Path, text: str) -> None:
    """The file, which takes its name when it is whole.

    Raises:
        OutputError: it cannot be written.
    """
    from pagewinnow.errors import OutputError

    partial = output.with_name(f"{output.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(output)
    except OSError as error:
        raise OutputError(str(output), error.strerror or "cannot be written") from error
