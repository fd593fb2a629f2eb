"""How a command ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pagewinnow.errors import PagewinnowError

SOME_FAILED, MISUSE, NOTHING, INTERRUPTED = 1, 2, 3, 130


@contextmanager
def failing_softly() -> Iterator[None]:
    """Our own errors are a line on standard error and exit code 2, an interruption 130; neither is a traceback."""
    try:
        yield
    except PagewinnowError as error:
        click.echo(str(error), err=True)
        sys.exit(MISUSE)
    except BrokenPipeError:  # whoever read our output has gone
        _drop_output()
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)


def _drop_output() -> None:
    """What is still to be written to standard output has no reader: not even at the end of the process."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def open_closed_streams() -> None:
    """Where a standard stream is closed, its number is taken, so that no file or socket of ours gets it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
