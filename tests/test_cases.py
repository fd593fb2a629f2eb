"""Every golden case, every check; and the HTML cases that say so a second time as stripped text."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from pagewinnow import testing
from pagewinnow.pipeline import Cleaner
from pagewinnow.schema import page_schema
from pagewinnow.training.flatten import flatten
from places import FIXTURES

CASES = testing.find_cases(FIXTURES / "cases")
SCHEMA = Draft202012Validator(page_schema())


def params(cases: list[testing.Case]) -> list[object]:
    return [
        pytest.param(c, id=c.slug, marks=[pytest.mark.xfail(reason=c.known_failure)] if c.known_failure else [])
        for c in cases
    ]


@pytest.mark.parametrize("case", params(CASES))
def test_case(case: testing.Case, cleaner: Cleaner) -> None:
    page = testing.run_case(case, cleaner)
    assert testing.check_case(case, page) == []


@pytest.mark.parametrize("case", params([c for c in CASES if c.as_text]))
def test_the_words_of_a_case_as_text(case: testing.Case, cleaner: Cleaner) -> None:
    text = flatten(html.document_fromstring(case.page.read_text(encoding="utf-8")))
    assert list(testing.check_words(case, cleaner.clean(text, url=case.url, kind="text"))) == []


@pytest.mark.parametrize("case", [pytest.param(c, id=c.slug) for c in CASES])
def test_record_follows_the_schema(case: testing.Case, cleaner: Cleaner) -> None:
    SCHEMA.validate(testing.run_case(case, cleaner).to_dict())


def test_one_case_in_three_is_negative() -> None:
    assert sum(case.kind == "negative" for case in CASES) * 4 >= len([c for c in CASES if c.kind != "synthetic"])
