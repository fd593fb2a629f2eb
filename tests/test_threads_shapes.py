"""Comments in every shape that sites give them, and what looks like them: each page and its scrambled twin."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.testing import Case, expectable, find_cases
from twins import scramble

FOLDER = Path(__file__).parent.parent / "fixtures" / "cases" / "thread"
HTML = [case for case in find_cases(FOLDER) if case.page.suffix == ".html"]
SHAPES = [case for case in HTML if case.folder.name.startswith("shape-")]
TRAPS = [case for case in HTML if case.folder.name.startswith("trap-")]
FIELDS = ("comments", "authors", "parents", "scores", "flags")  # what a twin must give as well as its page
TWINS = [lambda html: html, scramble]


def params(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.folder.name) for case in cases]


@pytest.mark.parametrize("change", TWINS, ids=["page", "twin"])
@pytest.mark.parametrize("case", params(SHAPES))
def test_a_shape_gives_its_comments(case: Case, change: object, cleaner: Cleaner) -> None:
    page = cleaner.clean(change(case.page.read_text(encoding="utf-8")), url=case.url, kind="html")  # type: ignore[operator]
    told = expectable(page)
    expected = {field: case.expect[field] for field in FIELDS if field in case.expect}
    assert expected.keys() & {"comments", "authors"}, "a shape says how many comments it has, or whose"
    assert {field: told[field] for field in expected} == expected
    if "dates" in case.expect:
        assert [(date or "")[:16] for date in told["dates"]] == [date[:16] for date in case.expect["dates"]]
    texts = [" ".join(comment.text.split()) for comment in page.comments]
    assert [text[: len(keep)] for text, keep in zip(texts, case.keeps, strict=True)] == list(case.keeps)
    assert [drop for drop in case.drops if any(drop in text for text in texts)] == []
    assert all(comment.extracted_from == "structure" for comment in page.comments)


@pytest.mark.parametrize("change", TWINS, ids=["page", "twin"])
@pytest.mark.parametrize("case", params(TRAPS))
def test_a_trap_holds_no_comments(case: Case, change: object, cleaner: Cleaner) -> None:
    html = case.page.read_text(encoding="utf-8")
    assert cleaner.clean(change(html), url=case.url, kind="html").comments == ()  # type: ignore[operator]
