"""The same bytes give the same record, whatever order the process's sets and dictionaries happen to have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parent.parent.parent / "fixtures" / "cases"
RECORDS = """
import json, sys
from pathlib import Path
from pagewinnow.pipeline import Cleaner
cleaner = Cleaner()
for line in sys.stdin.read().splitlines():
    page = cleaner.clean(Path(line).read_bytes(), url="https://a.example/b")
    print(line, json.dumps(page.to_dict()))
"""


def start(seed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RECORDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )


def test_two_processes_give_the_same_records() -> None:
    pages = sorted(str(page) for page in CASES.rglob("page.*"))[::3]
    assert len(pages) > 50
    processes = [start("1"), start("2")]
    first, second = (process.communicate("\n".join(pages), timeout=100)[0].splitlines() for process in processes)
    assert len(first) == len(pages)
    assert [one for one, other in zip(first, second, strict=True) if one != other] == []
