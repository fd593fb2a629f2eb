"""The command line: parse, call, exit code. 0 all is well, 1 some pages failed, 2 misuse."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from pagewinnow.errors import PagewinnowError

# What cleans pages is imported in the commands: `--help` costs none of it.

_RULES = click.option(
    "--rules", type=click.Path(exists=True, file_okay=False, path_type=Path), multiple=True,
    help="A folder of rules laid over the package's own; may be given more than once.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pagewinnow")
def main() -> None:
    """Winnow scraped pages: one article, its comments, the access verdict, and all that was taken out."""


@main.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to standard output."
)
@click.option("--url", help="The address of the page, if there is one page.")
@click.option("--format", "style", type=click.Choice(["jsonl", "md"]), default="jsonl", help="JSON Lines or Markdown.")
@click.option("--detect-language", is_flag=True, help="Ask a detector where declaration and words disagree.")
@_RULES
def clean(
    pages: tuple[str, ...],
    output: Path | None,
    url: str | None,
    style: str,
    rules: tuple[Path, ...],
    *,
    detect_language: bool,
) -> None:
    """Clean HTML or text files, folders, or - for standard input: JSON Lines, one page a line."""
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner
    from pagewinnow.render.markdown import to_markdown
    from pagewinnow.sources import read_inputs

    options = Options(rules=rules, detect_language=detect_language)
    cleaner, failed = Cleaner(options), 0
    with _failing_softly(), click.open_file(str(output or "-"), "w", encoding="utf-8") as out:
        for item in read_inputs(pages):
            try:
                page = cleaner.clean(item.content, url=url, kind=item.kind)
            except PagewinnowError as error:
                failed += 1
                click.echo(f"{item.path}: {error}", err=True)
            else:
                page = replace(page, source=replace(page.source, path=item.path, offset=0))
                out.write(to_markdown(page) if style == "md" else page.to_json() + "\n")
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("page")
@click.option("--url", help="The address of the page.")
@click.option("--width", default=100, show_default=True, help="Characters of text a line.")
@_RULES
def explain(page: str, url: str | None, width: int, rules: tuple[Path, ...]) -> None:
    """Show a page as a gutter: label | rule | text, a block a line."""
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner
    from pagewinnow.render.gutter import to_gutter
    from pagewinnow.sources import read_inputs

    with _failing_softly():
        for item in read_inputs([page]):
            record = Cleaner(Options(rules=rules)).clean(item.content, url=url, kind=item.kind)
            access = record.access
            click.echo(f"{item.path}: {record.kind}, {access.status}, complete: {access.complete}")
            for witness in access.evidence:
                click.echo(f"  {witness.source} {witness.rule}: {witness.text[:width]}")
            click.echo(to_gutter(record, rules=True, width=width))


@main.group()
def case() -> None:
    """Golden cases: add one, check them, bless what they give."""


@case.command("add")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--why", required=True, help="Why the case exists, one sentence.")
@click.option("--keeps", multiple=True, help="Words that must stay; may be given more than once.")
@click.option("--drops", multiple=True, help="Words that must go; may be given more than once.")
@click.option("--url", help="The address of the page.")
@click.option("--guard", is_flag=True, help="Accept a case that passes already, as a guard against a later fault.")
def case_add(  # noqa: PLR0913 - one parameter an option
    page: Path, folder: Path, why: str, keeps: tuple[str, ...], drops: tuple[str, ...], url: str | None, *, guard: bool
) -> None:
    """Make FOLDER a case of PAGE, run it, and say whether it shows a fault."""
    from pagewinnow import testing

    with _failing_softly():
        made = testing.add_case(page, folder, why=why, keeps=list(keeps), drops=list(drops), url=url)
        problems = testing.check_case(made, testing.run_case(made))
        click.echo("\n".join(["red", *problems]) if problems else "green")
    if not problems and not guard:
        click.echo("The case passes before any change, so it proves nothing; keep it with --guard.", err=True)
        sys.exit(1)


@case.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_RULES
def case_check(folder: Path, rules: tuple[Path, ...]) -> None:
    """Check every case below FOLDER."""
    from pagewinnow import testing
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner

    failed = 0
    with _failing_softly():
        cleaner, cases = Cleaner(Options(rules=rules)), testing.find_cases(folder)
        for one in cases:
            problems = testing.check_case(one, testing.run_case(one, cleaner))
            failed += bool(problems) and one.known_failure is None
            for problem in problems:
                click.echo(f"{one.slug}: {problem}")
        click.echo(f"{len(cases) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


@case.command("bless")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--all", "every", is_flag=True, help="Bless every case below FOLDER; else FOLDER must be one case.")
def case_bless(folder: Path, *, every: bool) -> None:
    """Write the goldens of a case, after you have read what it gives."""
    from pagewinnow import testing

    with _failing_softly():
        for one in testing.find_cases(folder) if every else [testing.read_case(folder)]:
            for path in testing.bless_case(one, testing.run_case(one)):
                click.echo(str(path))


@main.group("rules")
def rule_data() -> None:
    """The rule data: phrases, platforms, vendors."""


@rule_data.command("check")
@_RULES
def rules_check(rules: tuple[Path, ...]) -> None:
    """Run every rule against its examples and against all others: name what is dead, double, unsafe or slow."""
    from pagewinnow.rules import load_rules
    from pagewinnow.rules.check import check_rules

    with _failing_softly():
        problems = check_rules(load_rules(rules))
        for problem in problems:
            click.echo(problem)
        click.echo(f"{len(load_rules(rules).phrases)} phrases, {len(problems)} problems")
    sys.exit(1 if problems else 0)


@contextmanager
def _failing_softly() -> Iterator[None]:
    """Our own errors are a line on standard error and exit code 2, not a traceback."""
    try:
        yield
    except PagewinnowError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
