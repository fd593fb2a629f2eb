"""The house itself: no words of web pages in the code, every command and option in the README, the README's claims."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

import pagewinnow
from pagewinnow.cli import main
from pagewinnow.render.gutter import to_gutter

ROOT = Path(__file__).parent.parent
STAGES = sorted(
    path
    for room in ("segment", "label", "assemble")
    for path in (ROOT / "src" / "pagewinnow" / room).rglob("*.py")
)  # fmt: skip
PROSE = re.compile(r"^[A-Z]?[a-z']{2,}(?: [a-z']{2,})+[.?!:]?$")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def literals(path: Path) -> list[str]:
    """The strings of a module that are no docstring, no message of an error or assertion, no table of tags."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            spared.add(id(node.value))
        if isinstance(node, ast.Assert | ast.Raise):
            spared.update(id(n) for n in ast.walk(node))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            spared.add(id(node.func.value))
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in spared
    ]


@pytest.mark.parametrize("path", [pytest.param(p, id=p.relative_to(ROOT / "src").as_posix()) for p in STAGES])
def test_no_phrase_stands_in_the_code(path: Path) -> None:
    assert [text for text in literals(path) if PROSE.match(text)] == []


def commands(group: click.Group, prefix: str = "pagewinnow") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        full = f"{prefix} {name}"
        found += commands(command, full) if isinstance(command, click.Group) else [(full, command)]
    return found


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in commands(main)])
def test_every_command_and_option_has_help_and_is_in_the_readme(name: str, command: click.Command) -> None:
    assert command.help
    assert name in README
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[-1] in README, option.opts


def test_public_names_are_sorted_and_there() -> None:
    assert pagewinnow.__all__ == sorted(pagewinnow.__all__)
    assert all(hasattr(pagewinnow, name) for name in pagewinnow.__all__)


PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", [pytest.param(c, id=c.splitlines()[0]) for c in PYTHON])
def test_readme_examples_run(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})


def test_readme_before_and_after() -> None:
    before, after = re.findall(r"^```text\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)[:2]
    assert to_gutter(pagewinnow.clean(before)) == after
