"""Cases: what a folder must hold, what it may expect, when its goldens are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagewinnow import testing
from pagewinnow.errors import CaseError

PAGE = (
    "<html lang=en><body><h1>Tides</h1>"
    "<p>The tide comes in twice a day, and nobody on the quay minds it.</p></body></html>"
)
NO_FIELD = "expects {!r}, which is no field of the record"
TELLS = 'why = "a table"\nkind = "synthetic"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "group" / "slug"
    case.mkdir(parents=True)
    (case / "page.html").write_text(PAGE, encoding="utf-8")
    return case


def problems(folder: Path, more: str) -> list[str]:
    (folder / "case.toml").write_text(TELLS + more, encoding="utf-8")
    case = testing.read_case(folder)
    return testing.check_case(case, testing.run_case(case))


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        pytest.param('status = "open"', [], id="a short name"),
        pytest.param('"article.title" = "Tides"', [], id="a field of the record"),
        pytest.param('"article.blocks.0.kind" = "paragraph"', [], id="a field of one of a list"),
        pytest.param('title = "Ebb"', ["title is 'Tides', not 'Ebb'"], id="another value"),
        pytest.param('"article.no_field" = 1', [NO_FIELD.format("article.no_field")], id="none"),
        pytest.param('"comments.0.author" = 1', [NO_FIELD.format("comments.0.author")], id="none there"),
        pytest.param('"kind.x" = 1', [NO_FIELD.format("kind.x")], id="a field of a word"),
    ],
)  # fmt: skip
def test_a_case_expects_fields(expected: str, wrong: list[str], folder: Path) -> None:
    assert problems(folder, f"[expect]\n{expected}\n") == wrong


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ('keeps = ["twice a day"]\ndrops = ["Ebb"]', []),
        ('keeps = ["Ebb"]', ["does not keep 'Ebb'"]),
        ('drops = ["twice  a day"]', ["does not drop 'twice  a day'"]),
    ],
)
def test_a_case_keeps_and_drops(more: str, wrong: list[str], folder: Path) -> None:
    assert problems(folder, more) == wrong


@pytest.mark.parametrize(("name", "kind"), [("page.html", "html"), ("page.txt", "text"), ("page.md", "markdown")])
def test_a_page_is_of_the_kind_of_its_name(name: str, kind: str, folder: Path) -> None:
    (folder / "page.html").rename(folder / name)
    (folder / "case.toml").write_text(TELLS, encoding="utf-8")
    assert testing.run_case(testing.read_case(folder)).source.kind == kind


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('kind = "synthetic"', "wants `why`"),
        ('why = "x"\nkind = "odd"', "a `kind` of"),
        (f"{TELLS}odd = 1", "unknown keys: odd"),
        ("why = ", "case.toml"),
    ],
)
def test_what_is_no_case_is_named(told: str, said: str, folder: Path) -> None:
    (folder / "case.toml").write_text(told, encoding="utf-8")
    with pytest.raises(CaseError) as raised:
        testing.read_case(folder)
    assert said in str(raised.value) or "Invalid" in str(raised.value)


def test_two_pages_are_no_case(folder: Path) -> None:
    (folder / "page.txt").write_text("Tides", encoding="utf-8")
    (folder / "case.toml").write_text(TELLS, encoding="utf-8")
    with pytest.raises(CaseError, match="exactly one"):
        testing.read_case(folder)


def test_goldens_are_written_by_bless_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert problems(folder, "") == []
    case = testing.read_case(folder)
    written = testing.bless_case(case, testing.run_case(case))
    assert [path.name for path in written] == ["blocks.golden", "records.json"]
    (folder / "blocks.golden").write_text("title | Ebb\n", encoding="utf-8")
    assert problems(folder, "") == ["blocks.golden differs: read the difference, then bless"]


@pytest.mark.parametrize(
    ("golden", "more", "is_blessed"),
    [(False, "", False), (True, "", True), (True, 'known_failure = "It is cut."', False)],
    ids=["without goldens", "with goldens", "a known failure"],
)
def test_all_means_those_with_goldens(golden: bool, more: str, is_blessed: bool, folder: Path) -> None:  # noqa: FBT001
    problems(folder, more)
    if golden:
        (folder / "blocks.golden").touch()
    assert [case.folder for case in testing.find_blessed(folder.parent)] == [folder] * is_blessed


@pytest.mark.parametrize(("ci", "more"), [("1", ""), ("", 'keeps = ["Ebb"]')])
def test_bless_refuses(ci: str, more: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    problems(folder, more)
    case = testing.read_case(folder)
    with pytest.raises(CaseError):
        testing.bless_case(case, testing.run_case(case))
