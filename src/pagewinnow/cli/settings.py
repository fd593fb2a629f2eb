"""The options that commands share, and the plan that they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pagewinnow.batch.outcomes import Limits
    from pagewinnow.batch.run import Plan
    from pagewinnow.sinks.tables import Table
    from pagewinnow.sinks.view import View
    from pagewinnow.sources.items import Hints

_STATUSES = ("open", "paywalled", "challenge", "consent", "error", "empty")
_COLUMNS = ("html", "text", "url", "status", "content-type", "fetched-at")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

RULES = click.option(
    "--rules", type=click.Path(exists=True, file_okay=False), multiple=True,
    callback=lambda _context, _option, names: _paths(names),
    help="A folder of rules laid over the package's own; may be given more than once.",
)  # fmt: skip


def _paths(names: tuple[str, ...]) -> tuple[Any, ...]:
    from pathlib import Path

    return tuple(Path(name) for name in names)


class Listed(click.ParamType[tuple[str, ...]]):
    """Names with commas between them, of a closed set if there is one."""

    name = "names"

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        self._allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ANN401 - click's
        """The names."""
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in value.split(",") if name.strip())
        for name in names:
            if self._allowed and name not in self._allowed:
                self.fail(f"{name!r} is none of {', '.join(self._allowed)}", param, ctx)
        return names


SOURCE: tuple[Decorator, ...] = (
    click.option("--url", help="The address of the page, if there is one page."),
    click.option(
        "--urls", type=click.Path(exists=True, dir_okay=False), help="A file of paths and addresses, with tabs between."
    ),
    click.option(
        "--kind", type=click.Choice(["auto", "html", "text", "markdown"]), default="auto", show_default=True,
        help="What all pages are.",
    ),
    click.option("--status", type=click.IntRange(100, 999), help="The HTTP status of pages that do not say it."),
    click.option("--fetched-at", help="When pages were fetched that do not say it: ISO 8601."),
    *(
        click.option(f"--{name}-field", help=f"The column of a row that holds the {name.replace('-', ' ')}.")
        for name in _COLUMNS
    ),
)  # fmt: skip
OUTPUT: tuple[Decorator, ...] = (
    click.option("-o", "--output", help="A file, or a folder if it ends in a slash; else standard output."),
    click.option(
        "--format", "style", type=click.Choice(["jsonl", "csv", "parquet", "md", "text"]),
        help="How records are written; else the suffix of the output says it, else JSON Lines.",
    ),
    click.option("--fields", type=Listed(), default=(), help="Only these fields: id,article.title,..."),
    click.option("--only", type=Listed(_STATUSES), default=(), help="Only pages of these verdicts: open,paywalled,..."),
    click.option("--language", type=Listed(), default=(), help="Only pages in these languages: en,de,..."),
    click.option(
        "--comment-authors", "authors", type=click.Choice(["keep", "hash", "drop"]), default="keep", show_default=True,
        help="What becomes of the names of those who wrote comments.",
    ),
)  # fmt: skip
PARTS: tuple[Decorator, ...] = (
    click.option("--no-removed", is_flag=True, help="Leave out what was removed."),
    click.option("--no-blocks", is_flag=True, help="Leave out the article's blocks; its text stays."),
)
GUARD: tuple[Decorator, ...] = (
    click.option("--jobs", type=click.IntRange(min=1), help="How many processes clean pages; else one for each core."),
    click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True,
        help="Seconds that a page may take.",
    ),
    click.option(
        "--memory", type=click.IntRange(min=16), default=1024, show_default=True, help="MiB that a page may take."
    ),
)  # fmt: skip
RUN: tuple[Decorator, ...] = (
    *GUARD,
    click.option("--resume", is_flag=True, help="Go on where an earlier run ended; leaves a manifest for a later one."),
    click.option("--failures", type=click.Path(), help="A file that gets each page that gave no record."),
    click.option("-q", "--quiet", is_flag=True, help="No progress, no failures, no summary."),
    click.option("--sites", help="A memory that learn wrote; or auto, to learn from these sources first."),
    RULES,
)  # fmt: skip


def add_options(*groups: tuple[Decorator, ...]) -> Decorator:
    """The options of the groups, in their order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([option for group in groups for option in group]):
            function = option(function)
        return function

    return decorate


def make_plan(pages: tuple[str, ...], table: Table, told: dict[str, Any], sites: Path | None = None) -> Plan:
    """The plan of a run, from what the command was told, with a memory of what hosts repeat.

    Raises:
        click.UsageError: what was told contradicts itself.
    """
    from pagewinnow.batch.run import Plan
    from pagewinnow.options import Options
    from pagewinnow.sinks.formats import choose_style
    from pagewinnow.sinks.output import Output

    output = Output.of(told["output"]) if told["output"] and told["output"] != "-" else None
    try:
        style = choose_style(output, told["style"], table, _make_view(told))
        hints = _make_hints(pages, told)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return Plan(
        paths=pages,
        hints=hints,
        options=Options(rules=told["rules"], sites=sites),
        style=style,
        output=output,
        failures=Path(told["failures"]) if told["failures"] else None,
        jobs=told["jobs"] or count_cores(),
        limits=make_limits(told),
        resume=told["resume"],
    )


def make_limits(told: dict[str, Any]) -> Limits:
    """The limits of a page."""
    from pagewinnow.batch.outcomes import Limits

    return Limits(told["timeout"], told["memory"] << 20)


def count_cores() -> int:
    """The cores that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _make_view(told: dict[str, Any]) -> View:
    from pagewinnow.sinks.view import View

    return View(
        only=told["only"],
        languages=told["language"],
        authors=told["authors"],
        fields=told["fields"],
        removed=not told.get("no_removed"),
        blocks=not told.get("no_blocks"),
    )


def _make_hints(pages: tuple[str, ...], told: dict[str, Any]) -> Hints:
    """What the user knows of the pages.

    Raises:
        ValueError: a time is none, or one address is given for many pages.
    """
    from datetime import datetime
    from pathlib import Path

    from pagewinnow.sources.files import read_addresses
    from pagewinnow.sources.items import Hints

    if told["url"] and (len(pages) > 1 or Path(pages[0]).is_dir()):
        raise ValueError("--url is the address of one page; --urls FILE has many")
    if told["fetched_at"]:
        datetime.fromisoformat(told["fetched_at"])
    names = [name.replace("-", "_") for name in _COLUMNS]
    return Hints(
        fields={name: told[f"{name}_field"] for name in names if told[f"{name}_field"]},
        url=told["url"],
        urls=read_addresses(told["urls"]) if told["urls"] else {},
        kind=told["kind"],
        status=told["status"],
        fetched_at=told["fetched_at"],
    )
