"""case: golden cases, added, checked, blessed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pagewinnow.cli.exits import failing_softly
from pagewinnow.cli.settings import RULES


@click.group()
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

    with failing_softly():
        made = testing.add_case(page, folder, why=why, keeps=list(keeps), drops=list(drops), url=url)
        problems = testing.check_case(made, testing.run_case(made))
        click.echo("\n".join(["red", *problems]) if problems else "green")
    if not problems and not guard:
        click.echo("The case passes before any change, so it proves nothing; keep it with --guard.", err=True)
        sys.exit(1)


@case.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@RULES
def case_check(folder: Path, rules: tuple[Path, ...]) -> None:
    """Check every case below FOLDER."""
    from pagewinnow import testing
    from pagewinnow.options import Options
    from pagewinnow.pipeline import Cleaner

    failed = 0
    with failing_softly():
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
@click.option(
    "--all", "every", is_flag=True, help="Bless the cases below FOLDER that have goldens; else FOLDER itself."
)
def case_bless(folder: Path, *, every: bool) -> None:
    """Write the goldens of a case, after you have read what it gives."""
    from pagewinnow import testing

    with failing_softly():
        chosen = testing.find_blessed(folder) if every else [testing.read_case(folder)]
        for one in chosen:
            for path in testing.bless_case(one, testing.run_case(one)):
                click.echo(str(path))
