"""How many stop words tell a language: rows on both sides of each number."""

from __future__ import annotations

from collections import Counter

import pytest

from pagewinnow.find.language.guess import (
    _clearly_other,
    _contradicts,
    _sample,
    _surest,
    _surest_apart,
    language_of,
)
from pagewinnow.pipeline import Cleaner
from pagewinnow.rules import load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("english", "german", "size", "told"),
    [
        pytest.param(3, 0, 12, "en", id="twelve words are enough"),
        pytest.param(3, 0, 11, None, id="eleven are not"),
        pytest.param(6, 0, 40, "en", id="three in twenty are stop words"),
        pytest.param(6, 0, 41, None, id="fewer are"),
        pytest.param(8, 4, 40, "en", id="twice those of the next"),
        pytest.param(7, 4, 40, None, id="not twice"),
    ],
)
def test_stop_words_tell_a_language(english: int, german: int, size: int, told: str | None) -> None:
    assert _surest(Counter(en=english, de=german), size, 2.0) == told


@pytest.mark.parametrize(
    ("english", "german", "size", "only_german", "told"),
    [
        pytest.param(10, 4, 40, 1, "en", id="two and a half times those of the next"),
        pytest.param(9, 4, 40, 1, None, id="less than that"),
        pytest.param(10, 4, 50, 1, "en", id="a fifth of the words"),
        pytest.param(10, 4, 51, 1, None, id="less than a fifth"),
        pytest.param(16, 4, 60, 2, "en", id="eight for each that is of the next alone"),
        pytest.param(16, 4, 60, 3, None, id="fewer than eight"),
    ],
)
def test_words_of_many_languages_speak_for_none(
    english: int, german: int, size: int, only_german: int, told: str | None
) -> None:
    found = ["nicht"] * only_german + ["ferry"] * (size - only_german)
    assert _surest_apart(found, Counter(en=english, de=german), RULES) == told


@pytest.mark.parametrize(
    ("german", "english", "size", "contradicted"),
    [
        pytest.param(4, 0, 50, False, id="one word in twelve and a half is the declared language's"),
        pytest.param(3, 0, 50, True, id="fewer are"),
        pytest.param(10, 16, 100, False, id="another language has not so many more"),
        pytest.param(10, 17, 100, True, id="another language has"),
        pytest.param(0, 0, 6, True, id="six words and none of them"),
        pytest.param(0, 0, 5, False, id="five words tell nothing"),
        pytest.param(1, 3, 11, False, id="of few words one is enough"),
    ],
)
def test_words_speak_against_what_is_declared(german: int, english: int, size: int, contradicted: bool) -> None:  # noqa: FBT001
    assert _contradicts(Counter(de=german, en=english), size, "Latin", "de", RULES) == contradicted


def ask(_: str) -> list[tuple[str, float]]:
    return [("eo", 0.0)]


STOP_WORDS = "the ferry is not at home and it was out of the harbour for a week"


@pytest.mark.parametrize(
    ("english", "german", "told"),
    [
        pytest.param(8, 2, "en", id="four times those of the next"),
        pytest.param(7, 2, "eo", id="less than that: the detector is asked"),
    ],
)
def test_the_detector_is_asked_where_words_are_not_sure(english: int, german: int, told: str) -> None:
    text = " ".join(["the"] * english + ["nicht"] * german + ["ferry"] * 10)
    assert language_of(text, RULES, ask=ask) == told


@pytest.mark.parametrize(("size", "told"), [(20, "eo"), (19, None)])
def test_the_detector_is_asked_of_no_short_text(size: int, told: str | None) -> None:
    assert language_of("abcdefghij klmnopqrst"[:size], RULES, ask=ask) == told


@pytest.mark.parametrize(("likelihood", "told"), [(-25.0, "de"), (-25.5, "eo")])
def test_the_declared_language_gives_way_to_one_that_is_far_likelier(likelihood: float, told: str) -> None:
    assert _clearly_other("", "de", lambda _: [("eo", 0.0), ("de", likelihood)]) == told


@pytest.mark.parametrize(("before", "told"), [(2_900, "en"), (3_000, None)])
def test_the_first_characters_of_a_text_are_looked_at(before: int, told: str | None) -> None:
    assert language_of("x" * before + " " + STOP_WORDS, RULES) == told


@pytest.mark.parametrize(("size", "has_menu"), [(80, False), (79, True)])
def test_the_paragraphs_of_a_page_are_asked_where_it_has_four(cleaner: Cleaner, size: int, has_menu: bool) -> None:  # noqa: FBT001
    paragraphs = "".join(f"<p>{letter * size}</p>" for letter in "abcd")
    page = cleaner.look(f"<ul><li>Menu</li></ul>{paragraphs}", kind="html").document
    assert ("Menu" in _sample(page)) == has_menu
