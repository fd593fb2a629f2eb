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
    """Run every rule against its examples and all others: name what is dead, double, unsafe or slow, and the gaps."""
    from pagewinnow.rules import load_rules
    from pagewinnow.rules.check import check_rules
    from pagewinnow.rules.gaps import find_gaps

    with failing_softly():
        found = load_rules(rules)
        problems = check_rules(found)
        for line in (*problems, *find_gaps(found)):
            click.echo(line)
        click.echo(f"{len(found.phrases)} phrases, {len(problems)} problems")
    sys.exit(1 if problems else 0)
