"""The command line: parse, call, exit code.

    exits.py      exit codes, and errors as one line
    settings.py   the options that commands share
    clean.py      clean, comments, access: runs over any number of pages
    progress.py   what a person sees of a run
    learn.py, explain.py, report.py, diff.py, cases.py, rules.py

What cleans pages is imported when a command runs: `--help` costs what click costs.
"""

from __future__ import annotations

import click

from pagewinnow.cli.cases import case
from pagewinnow.cli.clean import access, clean, comments
from pagewinnow.cli.diff import diff
from pagewinnow.cli.explain import explain
from pagewinnow.cli.learn import learn
from pagewinnow.cli.report import report
from pagewinnow.cli.rules import rule_data


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pagewinnow")
def main() -> None:
    """Winnow scraped pages: one article, its comments, the access verdict, and all that was taken out."""


for _command in (clean, comments, access, learn, explain, report, diff, case, rule_data):
    main.add_command(_command)
