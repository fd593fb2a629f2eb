"""Runs as processes: killed at any moment, with streams closed, with readers gone. No traceback, and nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archives import archive, page, record

pytestmark = pytest.mark.slow

KILLS = 20
COMMAND = "from pagewinnow.batch import shards; shards.PAGES = 7; from pagewinnow.cli import main; main()"


def start(*args: object, **streams: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", COMMAND, *map(str, args)]
    return subprocess.Popen(command, env=environment, **streams)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive([record(n, page(n) * 5) for n in range(60)], ".gz"))
    return path


@pytest.mark.timeout(600)  # twenty starts, on whatever machine
def test_killed_at_any_moment_and_started_again_a_run_gives_the_same_bytes(crawl: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl.gz", tmp_path / "out.jsonl.gz"
    began = time.monotonic()
    assert start("clean", crawl, "-q", "-o", whole).wait() == 0
    lasts = time.monotonic() - began
    moments = random.Random(17)
    kills = ends = 0
    while kills < KILLS:
        process = start("clean", crawl, "-q", "-o", out, "--resume")
        try:
            assert process.wait(moments.uniform(0.2, 1.1) * lasts) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        if out.exists():  # it has its name, so it is whole, whether the run was killed just then or not
            ends += 1
            assert out.read_bytes() == whole.read_bytes()
            out.unlink()
            (tmp_path / "out.jsonl.gz.manifest").unlink()
    assert start("clean", crawl, "-q", "-o", out, "--resume").wait() == 0
    assert out.read_bytes() == whole.read_bytes()
    assert not (tmp_path / "out.jsonl.gz.partial").exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_interrupted_a_run_ends_at_once_and_leaves_nothing(crawl: Path, tmp_path: Path, name: str) -> None:
    process = start("clean", crawl, "-o", tmp_path / "out.jsonl", stderr=subprocess.PIPE)
    while not (tmp_path / "out.jsonl.partial").exists():
        time.sleep(0.02)
    process.send_signal(getattr(signal, name))
    told = process.communicate()[1]
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["crawl.warc.gz"]


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("pagewinnow clean {crawl} > /dev/full", 2, "No space left"),
        ("pagewinnow clean {crawl} -o /dev/full", 2, "No space left"),
        ("pagewinnow clean {crawl} >&-", 2, "is closed"),
        ("pagewinnow clean - <&-", 3, "is closed"),
        ("pagewinnow clean {crawl} 2>&- >/dev/null", 0, ""),
        ("pagewinnow clean {crawl} -q 2>/dev/full >/dev/null", 0, ""),
        ("set -o pipefail; pagewinnow clean {crawl} -q | head -c 1 >/dev/null", 130, ""),
    ],
)
def test_streams_that_are_closed_or_full(crawl: Path, command: str, code: int, words: str) -> None:
    script = f'pagewinnow() {{ "{sys.executable}" -c "{COMMAND}" "$@"; }}\n{command.format(crawl=crawl)}'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    result = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr
