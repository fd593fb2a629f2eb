"""No expression of the package, and none made of rule data, takes more than linear time."""

from __future__ import annotations

import pytest

from attacks import Expression, expressions, find_growth

# Known to grow: the module, and how the expression begins. A fault that is mended leaves the table.
KNOWN: tuple[tuple[str, str], ...] = (
    ("pagewinnow.find.access.markup", "\\s*[>+~]"),
    ("pagewinnow.find.access.blocked", "\\s+[|–—\\-·•»«]+"),
    ("pagewinnow.find.fields.names", "(?:https?://|www\\.)"),
    ("pagewinnow.find.fields.names", "\\s*[(（\\[【<]"),
    ("pagewinnow.find.fields.names", "\\s+[|•·∙⋅—–‒―-]+"),
    ("pagewinnow.find.fields.site", "\\s+[-–—‒―•·∙⋅»«›‹/~|｜⎯]"),
    ("pagewinnow.find.fields.titles", "\\s*[¶§🔗]$"),
    ("pagewinnow.find.fields.titles", "\\s*[|｜]{1,2}\\s*"),
    ("pagewinnow.find.fields.head", "\\.(?:jpe?g|png"),
    ("pagewinnow.find.threads.fields", "</?\\w+[^<>]*>"),
    ("pagewinnow.find.threads.recited.opening", "(?<!#)\\b0\\b"),
    ("pagewinnow.find.threads.signs", "\\s*[\\u00b7\\u2022"),
)
OWN_ROOMS = ("pagewinnow.segment", "pagewinnow.load", "pagewinnow.dom", "pagewinnow.text", "pagewinnow.dates")


def is_known(expression: Expression) -> bool:
    return any(expression.module == module and expression.pattern.startswith(begin) for module, begin in KNOWN)


def test_the_gatherer_finds_expressions_in_code_and_of_data() -> None:
    modules = {expression.module for expression in expressions()}
    assert {"pagewinnow.segment.markdown", "pagewinnow.load.kind", "pagewinnow.rules.stripped"} <= modules


@pytest.mark.parametrize(
    ("pattern", "growing"),
    [
        (r"(?:a|a)*b", True),
        (r"\s+$", True),
        (r"x*y*z", True),
        (r"[ab]+c", True),
        (r"\A\s*+x", False),
        (r"(?<!a)a++b", False),
    ],
)
def test_growth_is_seen_where_it_is(pattern: str, growing: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (find_growth(Expression(pattern, 32, "", anchored=False)) is not None) == growing


@pytest.mark.parametrize("room", OWN_ROOMS)
def test_expressions_of_the_rooms_that_read_pages_are_linear(room: str) -> None:
    mine = [expression for expression in expressions() if expression.module.startswith(room)]
    assert mine
    assert {expression.pattern: found for expression in mine if (found := find_growth(expression))} == {}


@pytest.mark.slow
def test_all_expressions_are_linear() -> None:
    rest = [e for e in expressions() if not e.module.startswith(OWN_ROOMS) and not is_known(e)]
    assert {e.pattern: found for e in rest if (found := find_growth(e))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("known", KNOWN)
def test_what_is_known_to_grow_still_does(known: tuple[str, str]) -> None:
    module, begin = known
    found = [e for e in expressions() if e.module == module and e.pattern.startswith(begin)]
    assert found, "no such expression: take it out of the table"
    assert all(find_growth(e) for e in found), "mended: take it out of the table"
