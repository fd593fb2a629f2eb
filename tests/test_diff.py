"""What changed between two runs over the same pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Comment, Page
from pagewinnow.report.diff import Difference, compare_runs, write_difference

PAGE = Cleaner().clean(
    "<html lang=en><head><title>Ferry runs again | Harbour Post</title></head><body><nav><a href=/>Home</a> "
    "<a href=/n>News</a></nav><article><h1>Ferry runs again</h1><p>The ferry runs again from Monday, the town said on "
    "Friday, after a winter in the yard.</p><p>Two crews have been hired for it.</p></article></body></html>",
    url="https://post.example/ferry",
)
SAID = Comment(id="1", position=9, author="anna", text="At last.", extracted_from="test")
assert PAGE.article is not None
ARTICLE = PAGE.article


def relabel(page: Page) -> Page:
    return replace(page, removed=tuple(replace(piece, label="ad") for piece in page.removed))


def wall(page: Page) -> Page:
    return replace(page, access=replace(page.access, status="paywalled"))


CHANGES: dict[str, tuple[Callable[[Page], Page], tuple[str, str, str]]] = {
    "a label": (relabel, ("label", "nav", "ad")),
    "a verdict": (
        lambda p: replace(p, access=replace(p.access, status="paywalled")),
        ("access status", "open", "paywalled"),
    ),
    "a field": (lambda p: replace(p, article=replace(ARTICLE, title="Ferry")), ("title", "a value", "another")),
    "a field that is lost": (lambda p: replace(p, article=replace(ARTICLE, title=None)), ("title", "a value", "none")),
    "a comment": (lambda p: replace(p, comments=(SAID,)), ("comment", "not there", "new")),
    "a language": (lambda p: replace(p, language="de"), ("language", "en", "de")),
}


def compare(old: Page, new: Page) -> Difference:
    return compare_runs({old.id: old}, [new])


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told(name: str) -> None:
    change, kind = CHANGES[name]
    found = compare(PAGE, change(PAGE))
    assert kind in found.kinds
    assert found.hosts == {"post.example": 1}
    assert " -> ".join(kind[1:]) in write_difference(found)


@pytest.mark.parametrize("change", [lambda p: p, lambda p: replace(p, made_by=replace(p.made_by, version="9"))])
def test_what_is_the_same_is_no_change(change: Callable[[Page], Page]) -> None:
    assert compare(PAGE, change(PAGE)).is_empty


def test_pages_of_one_side_are_counted() -> None:
    found = compare_runs({"another": PAGE}, [PAGE])
    assert (found.only_old, found.only_new, found.is_empty) == (1, 1, False)


@pytest.mark.parametrize(("change", "code"), [(lambda p: p, 0), (relabel, 1)])
def test_the_exit_code_says_whether_anything_changed(change: Callable[[Page], Page], code: int, tmp_path: Path) -> None:
    paths = [tmp_path / "old.jsonl", tmp_path / "new.jsonl"]
    for path, page in zip(paths, (PAGE, change(PAGE)), strict=True):
        path.write_text(page.to_json() + "\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["diff", *map(str, paths)]).exit_code == code


def test_what_holds_no_records_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>The ferry runs again.", encoding="utf-8")
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "page.html"), str(tmp_path / "page.html")])
    assert result.exit_code == 2
    assert "no records" in result.output
