"""rules: the rule data, checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pagewinnow.cli.exits import failing_softly
from pagewinnow.cli.settings import RULES


@click.group("rules")
def rule_data() -> None:
    """The rule data: phrases, platforms, vendors."""


@rule_data.command("check")
@RULES
def rules_check(rules: tuple[Path, ...]) -> None:
    """Run every rule against its examples and against all others: name what is dead, double, unsafe or slow."""
    from pagewinnow.rules import load_rules
    from pagewinnow.rules.check import check_rules

    with failing_softly():
        problems = check_rules(load_rules(rules))
        for problem in problems:
            click.echo(problem)
        click.echo(f"{len(load_rules(rules).phrases)} phrases, {len(problems)} problems")
    sys.exit(1 if problems else 0)
