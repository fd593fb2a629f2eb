"""What becomes of the model's choice: little found, sentences instead, hidden words, what trafilatura can take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import pagewinnow.find.body as room
from pagewinnow.document import Document, Source
from pagewinnow.find.body import find_body
from pagewinnow.find.body.opinion import may_ask
from pagewinnow.find.view import View
from pagewinnow.learned import Scores
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment


def document_of(markup: str) -> Document:
    return segment(Source(markup, "html", None, None, ""))


def choose(monkeypatch: pytest.MonkeyPatch, *positions: int) -> None:
    """Let the model choose some blocks."""

    def score(document: Document) -> Scores:
        chosen = np.array([float(block.position in positions) for block in document.blocks])
        return Scores(chosen, 0.5, 0.9)

    monkeypatch.setattr(room, "score_blocks", score)


def view_of(document: Document) -> View:
    return View(document, load_rules(), Options())


@pytest.mark.parametrize(
    ("found", "shown", "is_asked"),
    [(99, 1_000, True), (100, 1_000, False), (99, 999, False), (60, 1_500, True), (150, 1_500, False)],
)
def test_little_that_is_found_on_much_text_is_doubted(
    found: int, shown: int, *, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Document] = []

    def ask(document: Document) -> frozenset[int]:
        asked.append(document)
        return frozenset()

    choose(monkeypatch, 0)
    monkeypatch.setattr(room, "ask_trafilatura", ask)
    find_body(view_of(document_of(f"<p>{'a' * found}</p><p>{'b' * (shown - found)}</p>")))
    assert bool(asked) is is_asked


@pytest.mark.parametrize(
    ("line", "is_taken"),
    [
        ("It ran very late.", True),
        ("It ran late.", False),
        ("It ran very late", False),
        ("船" * 24 + "。", True),
        ("船" * 23 + "。", False),
        ("<a href=/>It ran very late.</a>", False),
        ("<span hidden>It ran very late.</span>", False),
    ],
)
def test_sentences_are_taken_where_the_model_finds_nothing(
    line: str, *, is_taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch)
    assert bool(find_body(view_of(document_of(f"<p>{line}</p>"))).blocks) is is_taken


@pytest.mark.parametrize(
    ("hidden", "shown", "is_kept"),
    [
        ("It ran very late and so it was.", 250, True),
        ("It ran very late and so it was.", 350, False),
        ("Copied to your clipboard", 20, False),
    ],
)
def test_hidden_sentences_count_where_they_are_enough(
    hidden: str, shown: int, *, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, 0, 1)
    found = find_body(view_of(document_of(f"<p>{'a' * shown}</p><p hidden>{hidden}</p>")))
    assert (1 in found.blocks) is is_kept


@pytest.mark.parametrize(
    ("signals", "may"),
    [
        ({}, True),
        ({"cells": 50_000}, True),
        ({"cells": 50_001}, False),
        ({"depth": 1_000}, True),
        ({"depth": 1_001}, False),
    ],
)
def test_what_trafilatura_can_take(signals: dict[str, Any], *, may: bool) -> None:
    document = document_of("<p>It ran very late.</p>")
    document = replace(document, signals=replace(document.signals, **signals))
    assert may_ask(document, Options(max_depth=2_000)) is may


@pytest.mark.parametrize(("characters", "may"), [(2_000_000, True), (2_000_001, False)])
def test_pages_that_are_too_long_for_trafilatura(characters: int, *, may: bool) -> None:
    document = document_of("<p>It ran very late.</p>")
    source = replace(document.source, text="a" * characters)
    assert may_ask(replace(document, source=source), Options()) is may
