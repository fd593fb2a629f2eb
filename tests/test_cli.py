"""The command line: what goes in, what comes out, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pagewinnow.cli import main

FERRY = """<html><body><article><h1>The ferry is back</h1>
<p>The ferry runs again from Monday, the town said on Friday, after a winter in which it lay in the yard.</p>
<p>Two crews have been hired. They will cross every half hour, and every quarter of an hour on market days, until the
bridge is open. A crossing costs as much as it did ten years ago, and children and bicycles go free.</p>
</article></body></html>"""


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(FERRY, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text("The bridge stays closed until the autumn, they say.", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("not,a,page", encoding="utf-8")
    return tmp_path


def test_clean_writes_a_line_a_page(pages: Path) -> None:
    result = run("clean", str(pages))
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [Path(r["source"]["path"]).name for r in records] == ["a.html", "b.txt"]
    assert "ferry" in records[0]["article"]["text"]
    assert "bridge" in records[1]["article"]["text"]


def test_clean_writes_to_a_file(pages: Path) -> None:
    out = pages / "out.jsonl"
    assert run("clean", str(pages / "a.html"), "-o", str(out)).exit_code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_clean_reads_standard_input() -> None:
    result = run("clean", "-", stdin=FERRY.encode())
    assert json.loads(result.stdout)["source"]["kind"] == "html"


def test_a_page_that_is_none_fails_alone(pages: Path) -> None:
    (pages / "aa.html").write_bytes(b"%PDF-1.7")
    result = run("clean", str(pages))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "aa.html: not_a_page: application/pdf" in result.stderr


def test_a_path_that_is_not_there_is_named_and_the_next_one_is_cleaned(pages: Path) -> None:
    result = run("clean", "nowhere.html", str(pages / "a.html"))
    assert result.exit_code == 1
    assert "nowhere.html: error: No such file or directory" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_explain_shows_label_rule_and_text(pages: Path) -> None:
    result = run("explain", str(pages / "a.html"))
    assert result.exit_code == 0
    assert "body" in result.stdout
    assert "The ferry runs again" in result.stdout


def test_case_add_check_bless(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    folder = pages / "cases" / "ferry" / "runs-again"
    add = ["case", "add", str(pages / "a.html"), str(folder), "--why", "It shows a fault.", "--keeps", "The ferry runs"]
    assert run(*add, "--drops", "on Friday").exit_code == 0  # red: the fault is there
    checked = run("case", "check", str(pages / "cases"))
    assert checked.exit_code == 1
    assert "ferry/runs-again: does not drop 'on Friday'" in checked.stdout
    assert run("case", "bless", str(folder)).exit_code == 2
    case = folder / "case.toml"
    case.write_text(case.read_text(encoding="utf-8").replace('drops = ["on Friday"]', "drops = []"), encoding="utf-8")
    assert run("case", "bless", str(folder)).exit_code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["blocks.golden", "case.toml", "page.html", "records.json"]
    assert run("case", "check", str(pages / "cases")).exit_code == 0


def test_a_case_that_passes_before_the_fix_is_refused(pages: Path) -> None:
    add = ["case", "add", str(pages / "a.html"), str(pages / "c" / "x"), "--why", "None.", "--keeps", "The ferry"]
    assert run(*add).exit_code == 1


def test_goldens_are_not_written_in_ci(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    run("case", "add", str(pages / "a.html"), str(pages / "c" / "x"), "--why", "Guard.", "--keeps", "ferry", "--guard")
    assert run("case", "bless", str(pages / "c" / "x")).exit_code == 2


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pagewinnow.cli import main; "
        "CliRunner().invoke(main, ['--help']); "
        "heavy = 'trafilatura bs4 numpy pyarrow fastwarc ftfy multiprocessing'.split(); "
        "print([m for m in heavy if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
