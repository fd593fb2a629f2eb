"""What a person sees of a run."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import pytest

from pagewinnow.batch.shards import read_pieces
from pagewinnow.batch.summary import Summary
from pagewinnow.cli import progress
from pagewinnow.cli.progress import Progress
from pagewinnow.records import FailedSource, Failure
from pagewinnow.sources.items import Hints, Skipped


class Screen(io.TextIOWrapper):
    """Standard error that is a terminal, or is not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def shown(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def watch(folder: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch, *, is_quiet: bool = False) -> str:
    """What is shown of a run over two pages, one of which fails."""
    for name in "a.html", "b.html":
        (folder / name).write_text("<p>One.", encoding="utf-8")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_MOVES", -1.0)
    monkeypatch.setattr(progress, "_LINES", -1.0)
    with Progress((str(folder),), is_quiet=is_quiet) as watcher:
        for piece in read_pieces([str(folder)], Hints()):
            watcher.see(piece)
        watcher.tell(Failure(FailedSource("c.warc", 7), "read", "damaged", "a hole"))
        watcher.finish(Summary(records=2, written=2, articles=1, verdicts=Counter(open=2), failed=Counter(damaged=1)))
    return screen.shown()


def test_a_terminal_has_a_line_that_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = watch(tmp_path, Screen(is_terminal=True), monkeypatch)
    assert "\r" in shown
    assert "[............] 0%" in shown.replace("." * 24, "." * 12)
    assert "] 50%, " in shown
    assert "2 pages, " in shown


def test_elsewhere_lines_are_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = watch(tmp_path, Screen(is_terminal=False), monkeypatch)
    assert "\r" not in shown
    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert lines[2] == "c.warc, at 7: damaged: a hole"
    assert lines[3].endswith("1 articles, 0 comments")
    assert lines[4:] == ["verdicts: 2 open", "failed: 1 damaged"]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_quiet_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:  # noqa: FBT001
    assert watch(tmp_path, Screen(is_terminal=is_terminal), monkeypatch, is_quiet=True) == ""


def test_summaries_add_up_and_survive_the_manifest() -> None:
    total = Summary()
    for path in "abcd":
        one = Summary(records=1, written=1, comments=2)
        one.count_skipped(Skipped(path, "no page: .css"))
        total.add(Summary.from_dict(one.to_dict()))
    assert total.records == 4
    assert total.render(2.0) == [
        "4 pages read, 2.0 a second: 0 articles, 8 comments",
        "skipped: 4 no page: .css (a, b, c, ...)",
    ]
