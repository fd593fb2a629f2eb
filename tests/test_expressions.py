"""Expressions of the rooms that read whole pages are linear; `bench/expressions.py` asks all others."""

from __future__ import annotations

import pytest

from attacks import Expression, expressions, find_growth

OWN_ROOMS = ("pagewinnow.segment", "pagewinnow.load", "pagewinnow.dom", "pagewinnow.text", "pagewinnow.dates")


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
