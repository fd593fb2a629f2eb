"""The house itself: no words of web pages in the code, every command and option in the README, the README's claims."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

import pagewinnow
from pagewinnow.cli import main
from pagewinnow.records import REMOVED_LABELS
from pagewinnow.render.gutter import to_gutter
from pagewinnow.rules.declarations import load_declarations
from pagewinnow.rules.markup import load_markup
from pagewinnow.rules.platforms import load_platforms
from pagewinnow.rules.vendors import load_vendors

ROOT = Path(__file__).parent.parent
STAGES = sorted(
    path
    for room in ("segment", "find", "label", "assemble")
    for path in (ROOT / "src" / "pagewinnow" / room).rglob("*.py")
)  # fmt: skip
PROSE = re.compile(r"[^\W\d_]['\w]+(?: ['\w]{2,})+[.?!:\u2026]?")
FOREIGN = re.compile(r"(?=.*[^\x00-\x7f])[^\W\d_]{2,}")
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


def names_of_rules() -> set[str]:
    """The names of metas, classes and ids in the rule data that have more than one word: nothing else is so called."""
    metas = {name for names in load_declarations().metas.values() for name in names}
    selectors = [s for p in load_platforms() for s in (*p.detect, *p.item, *p.ignore, *p.text, *p.section, *p.controls)]
    selectors += [selector for sign in load_vendors().signs for selector in sign.elements]
    metas |= {meta.name for rows in load_vendors().metas.values() for meta in rows}
    found = {name for s in selectors for c in s.compounds for name in c.classes}
    found |= {test.value for s in selectors for c in s.compounds for test in c.tests if test.name == "id"}
    tokens = {"-".join(token) for token in load_markup().tokens if len(token) > 1}
    return {name for name in metas | found | tokens if re.search(r"\w[-_.:]\w", name)} - set(REMOVED_LABELS)


NAMES = names_of_rules()


@pytest.mark.parametrize("path", [pytest.param(p, id=p.relative_to(ROOT / "src").as_posix()) for p in STAGES])
def test_no_words_of_pages_stand_in_the_code(path: Path) -> None:
    texts = literals(path)
    assert [text for text in texts if PROSE.fullmatch(text)] == []
    assert [text for text in texts if FOREIGN.fullmatch(text)] == []
    assert [text for text in texts if text in NAMES] == []


@pytest.mark.parametrize(
    ("code", "is_word"),
    [
        ('X = "read more"', True), ('X = ("Weiter lesen", 1)', True), ('if text == "\u0435\u0449\u0451": pass', True),
        ('f("og:site_name")', True), ('X = {"comment-body": 1}', True), ('"""Read more."""', False),
        ('raise ValueError("read more of it")', False), ('X = "paywall"', False), ('X = "a-zA-Z"', False),
    ],
)  # fmt: skip
def test_words_of_pages_are_seen_in_code(tmp_path: Path, code: str, *, is_word: bool) -> None:
    path = tmp_path / "a.py"
    path.write_text(code, encoding="utf-8")
    found = [t for t in literals(path) if PROSE.fullmatch(t) or FOREIGN.fullmatch(t) or t in NAMES]
    assert bool(found) == is_word


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
