"""What a person sees of a run, on standard error: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click

from pagewinnow.batch.shards import Piece
from pagewinnow.batch.summary import Summary
from pagewinnow.records import Failure
from pagewinnow.sources.files import measure_files
from pagewinnow.sources.items import STDIN, Skipped

_MOVES, _LINES = 0.2, 60.0  # seconds between two looks, on a terminal and elsewhere
_WIDTH = 24


class Progress:
    """Watches a run."""

    def __init__(self, paths: tuple[str, ...], *, is_quiet: bool) -> None:
        self._is_quiet = is_quiet
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        # On a terminal the files are measured first, so that it can be said how much is left.
        is_measured = self._is_terminal and not is_quiet and STDIN not in paths
        self._size = measure_files(paths).size if is_measured else 0
        self._start = self._last = time.monotonic()
        self._pages = self._failed = 0
        self._read = self._first_read = 0

    def see(self, piece: Piece) -> None:
        """One more page was written, failed, or passed over."""
        if not self._pages:
            self._first_read = piece.read
        self._pages += not isinstance(piece.found, Skipped)
        self._read = piece.read
        now = time.monotonic()
        if not self._is_quiet and now - self._last >= (_MOVES if self._is_terminal else _LINES):
            self._last = now
            self._show(now - self._start)

    def tell(self, failure: Failure) -> None:
        """A page failed: name it."""
        self._failed += 1
        if not self._is_quiet:
            source = failure.source
            place = source.path or source.url or "-"
            where = f"{place}, at {source.offset}" if source.offset else place
            self._clear()
            click.echo(f"{where}: {failure.reason}: {failure.detail}", err=True)

    def finish(self, summary: Summary) -> None:
        """Say what was done."""
        if not self._is_quiet:
            self._clear()
            for line in summary.render(time.monotonic() - self._start):
                click.echo(line, err=True)

    def _show(self, seconds: float) -> None:
        line = f"{self._pages} pages, {self._pages / seconds:.1f} a second, {self._failed} failed"
        if self._is_terminal:
            click.echo(f"\r\x1b[K{self._bar(seconds)}{line}", err=True, nl=False)
        else:
            click.echo(line, err=True)

    def _bar(self, seconds: float) -> str:
        if not self._size:
            return ""
        share = min(1.0, self._read / self._size)
        done = round(_WIDTH * share)
        left = ""
        if self._read > self._first_read:
            rest = (self._size - self._read) * seconds / (self._read - self._first_read)
            left = f"{int(rest) // 60}:{int(rest) % 60:02d} left, "
        return f"[{'#' * done}{'.' * (_WIDTH - done)}] {share:.0%}, {left}"

    def _clear(self) -> None:
        if self._is_terminal:
            click.echo("\r\x1b[K", err=True, nl=False)

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_quiet:
            self._clear()
