"""The contract: the same pages give the same rows, whatever engine cleans them, each page once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import engines
import trouble
from archives import page

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
PAGES = 200
COMMAND = """
import trouble
from pagewinnow.batch import run
from pagewinnow.cli import main
run.ShapeMaker = trouble.TroubleShapeMaker
main()
"""
Row = dict[str, Any]


def run_python(*arguments: object) -> int:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run([sys.executable, *map(str, arguments)], env=environment, check=False).returncode


def read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sort_rows(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["source"]["offset"])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of every kind, with one that raises, one that hangs, one that crashes among them."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(CASES.rglob("page.html"))]
    texts = texts[: PAGES // 2]
    texts += [page(number, padding=200).decode() for number in range(PAGES - len(texts) - len(trouble.KINDS))]
    for place, kind in enumerate(trouble.KINDS):
        texts.insert(PAGES // 4 * (place + 1), trouble.make_page(kind))
    lines = [json.dumps({"html": text, "url": f"https://ferry.example/{n}"}) for n, text in enumerate(texts)]
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rows(pages: Path) -> list[Row]:
    """What the command makes of them."""
    out, failed = pages.with_name("out.jsonl"), pages.with_name("failed.jsonl")
    told = ["--kind", "html", "--timeout", f"{engines.LIMITS.timeout:g}", "--jobs", "1", "-q"]
    assert run_python("-c", COMMAND, "clean", pages, "-o", out, "--failures", failed, *told) == 1
    failures = read_lines(failed)
    assert sorted(row["reason"] for row in failures) == sorted(trouble.KINDS.values())
    return sort_rows(read_lines(out) + failures)


def test_the_command_gives_each_page_once(rows: list[Row]) -> None:
    assert len(rows) == len({row["source"]["offset"] for row in rows}) == PAGES


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_an_engine_gives_the_rows_of_the_command(engine: str, pages: Path, rows: list[Row]) -> None:
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    out = pages.with_name(f"{engine}.jsonl")
    assert run_python(engines.__file__, engine, pages, out) == 0
    for part in ("0", "1"):  # from the pages, and from the path
        assert sort_rows(read_lines(out.with_name(f"{out.name}.{part}"))) == rows
