"""explain: the reason of each block, on a terminal in colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main

PAGE = (
    "<html lang=en><head><title>Ferry runs again</title></head><body><nav><a href=/>Home</a></nav><article>"
    "<h1>Ferry runs again</h1><p>The ferry runs again from Monday, the town said on Friday, after a winter.</p>"
    "<p>Two crews have been hired for it, and they cross every half hour.</p></article></body></html>"
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return str(tmp_path / "page.html")


@pytest.mark.parametrize(
    ("options", "said", "unsaid"),
    [
        pytest.param([], ["article, open", "| model", "Two crews", "nav "], [], id="all"),
        pytest.param(["--why", "two crews"], ["body: Two crews", "by model", "% sure"], ["The ferry runs"], id="kept"),
        pytest.param(["--why", "home"], ["nav: Home", "by "], ["Two crews"], id="cut"),
        pytest.param(["--fields"], ["title ", "| h1", "Ferry runs again", "not title"], ["Two crews"], id="fields"),
    ],
)
def test_a_page_is_explained(options: list[str], said: list[str], unsaid: list[str], path: str) -> None:
    result = CliRunner().invoke(main, ["explain", path, *options])
    assert result.exit_code == 0, result.output
    assert [words for words in said if words not in result.output] == []
    assert [words for words in unsaid if words in result.output] == []


def test_words_that_stand_nowhere_explain_nothing(path: str) -> None:
    assert CliRunner().invoke(main, ["explain", path, "--why", "no such words"]).exit_code == 3


@pytest.mark.parametrize(
    ("environment", "colour", "coloured"), [({}, True, True), ({"NO_COLOR": "1"}, True, False), ({}, False, False)]
)
def test_colours_are_for_terminals(environment: dict[str, str], path: str, *, colour: bool, coloured: bool) -> None:
    result = CliRunner(env=environment).invoke(main, ["explain", path], color=colour)
    assert ("\x1b[" in result.output) is coloured
