"""What chrome is called, and where each reader begins and stops to call it so: a case on both sides of each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import pytest

from pagewinnow.document import Document, Source, Unseen
from pagewinnow.find.chrome.heads import read_heads
from pagewinnow.find.chrome.names import name_chrome
from pagewinnow.find.chrome.phrases import read_phrases
from pagewinnow.find.chrome.tails import read_tails
from pagewinnow.find.chrome.unseen import read_unseen
from pagewinnow.find.view import View
from pagewinnow.findings import Body, Decision, Findings, Hit, Thread
from pagewinnow.label.kind import tell_kind
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import RemovedLabel
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment

LONG = "The ferry runs again from Monday, the town said on Friday, and two crews have been hired for the crossing."
TEXT = f"{LONG} {LONG}"
MENU = {1, 2, 3, 4}
SLUG = "harbour-news-of-today"
FIVE = ["One boat", "Two boats", "Three boats", "Four boats", "Five boats"]


def document_of(kind: Literal["html", "text", "markdown"], *lines: str) -> Document:
    return segment(Source("\n\n".join(lines), kind, None, None, ""))


def view_of(document: Document, found: Findings | None = None) -> View:
    return View(document, load_rules(), Options(), found=found or Findings())


def phrase(label: RemovedLabel, at: Literal["whole", "start"] = "whole", end: int = 9) -> tuple[Hit, ...]:
    return (Hit("a-rule", label, "decides", at, 0, end),)


def linked(*texts: str) -> list[str]:
    return [f"[{text}](/{number})" for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("kind", "lines", "decided"),
    [
        pytest.param("text", [*FIVE, SLUG], {5}, id="a slug in the sixth line"),
        pytest.param("text", [*FIVE, "Six boats", SLUG], set(), id="a slug in the seventh"),
        pytest.param("text", ["The boat to the isle is here.", SLUG], {1}, id="below seven words"),
        pytest.param("text", ["The boat to the isle is here again.", SLUG], set(), id="below eight"),
        pytest.param("text", ["Harbour News Monday", "Harbour News Tuesday"], {0, 1}, id="two words shared"),
        pytest.param("text", ["Harbour News Monday", "Harbour Times Monday"], set(), id="one word shared"),
        pytest.param("text", ["So the boat and our ferryBridge"], {0}, id="two words as one, of six"),
        pytest.param("text", ["So the boat is near our ferryBridge"], set(), id="of seven"),
        pytest.param("markdown", [TEXT, *linked("a", "b", "c", "d")], MENU, id="four links in a row"),
        pytest.param("markdown", [TEXT, *linked("a", "b", "c")], set(), id="three"),
        pytest.param("markdown", [TEXT, *linked(*["so " * 7 + "on"] * 4)], MENU, id="links of eight words"),
        pytest.param("markdown", [TEXT, *linked(*["so " * 8 + "on"] * 4)], set(), id="links of nine"),
        pytest.param("markdown", [TEXT, *["[abcdefgh](/a) x"] * 4], MENU, id="eight tenths are link"),
        pytest.param("markdown", [TEXT, *["[abcdefg](/a) xy"] * 4], set(), id="seven tenths"),
        pytest.param("markdown", [TEXT, *["[abcde](/a) vwxyz"] * 4], set(), id="half"),
    ],
)  # fmt: skip
def test_heads(kind: Literal["text", "markdown"], lines: list[str], decided: set[int]) -> None:
    found = dict(read_heads(view_of(document_of(kind, *lines))))
    assert set(found) == decided


@pytest.mark.parametrize(
    ("tail", "count"),
    [
        pytest.param(["Read also", "Come and see us here."], 2, id="five words are no sentence"),
        pytest.param(["Read also", "Come and see us here today."], 0, id="six are"),
        pytest.param(["Read also", "港の近くで火事がある。"], 2, id="eleven signs are no sentence"),
        pytest.param(["Read also", "港の近くで大火事がある。"], 0, id="twelve are"),
        pytest.param(["Read also", "x" * 103], 2, id="a third of the page"),
        pytest.param(["Read also", "x" * 120], 0, id="nearly two fifths"),
        pytest.param(["Read also", *"x" * 39], 40, id="forty lines"),
        pytest.param(["Read also", *"x" * 40], 0, id="forty-one"),
    ],
)
def test_tails(tail: list[str], count: int) -> None:
    document = document_of("text", LONG, LONG.replace("ferry", "boat"), *tail)
    found = Findings(phrases={2: phrase("related")})
    assert len(list(read_tails(view_of(document, found)))) == count


@pytest.mark.parametrize(
    ("lines", "phrases", "decided"),
    [
        pytest.param(["x" * 100], {0: phrase("share", "start", 60)}, {0}, id="six tenths of a block"),
        pytest.param(["x" * 100], {0: phrase("share", "start", 59)}, set(), id="less"),
        pytest.param(
            ["Subscribe", "a", "b", "c", "Subscribe"], {0: phrase("paywall"), 4: phrase("paywall")}, {0, 1, 2, 3, 4},
            id="a box of three lines between two",
        ),
        pytest.param(
            ["Subscribe", "a", "b", "c", "d", "Subscribe"], {0: phrase("paywall"), 5: phrase("paywall")}, {0, 5},
            id="four lines are too many",
        ),
        pytest.param(
            ["Subscribe", "so " * 29 + "on", "Subscribe"], {0: phrase("paywall"), 2: phrase("paywall")}, {0, 1, 2},
            id="a line of thirty words",
        ),
        pytest.param(
            ["Subscribe", "so " * 30 + "on", "Subscribe"], {0: phrase("paywall"), 2: phrase("paywall")}, {0, 2},
            id="a line of thirty-one",
        ),
    ],
)  # fmt: skip
def test_phrases(lines: list[str], phrases: Mapping[int, tuple[Hit, ...]], decided: set[int]) -> None:
    view = view_of(document_of("text", *lines), Findings(phrases=phrases))
    assert {position for position, _ in read_phrases(view)} == decided


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        pytest.param("<div><a href=/a>abcdef</a>ghij</div>", "nav", id="six tenths are link"),
        pytest.param("<div><a href=/a>abcd</a>efghij</div>", "other", id="four tenths"),
        pytest.param(f"<p>{'x' * 40}</p><p>{'x' * 40}</p>", "duplicate", id="forty characters twice"),
        pytest.param(f"<p>{'x' * 39}</p><p>{'x' * 39}</p>", "other", id="thirty-nine"),
    ],
)
def test_names(markup: str, label: str) -> None:
    document = document_of("html", f"<body><p>{LONG}</p>{markup}</body>")
    found = Findings(body=Body({1: 0.9} if len(document.blocks) > 2 else {0: 0.9}, "a-model"))
    assert name_chrome(view_of(document, found))[-1].label == label


@pytest.mark.parametrize(("length", "label"), [(20, "duplicate"), (19, None)])
def test_what_is_shown_of_an_unseen_text(length: int, label: str | None) -> None:
    document = replace(document_of("text", "x" * length, f"It is {'x' * length} again."), unseen=Unseen(1, "json-ld"))
    found = dict(read_unseen(view_of(document)))
    assert (found[0].label if 0 in found else None) == label


@pytest.mark.parametrize(("words", "kind"), [(19, "thread"), (20, "article")])
def test_a_thread_with_a_bare_article(words: int, kind: str) -> None:
    document = document_of("text", "so " * (words - 1) + "on")
    found = Findings(thread=Thread((), "rows"))
    assert tell_kind(document, found, [Decision("body", "a-model")]) == kind


@pytest.mark.parametrize(
    ("below", "label"),
    [
        pytest.param("<li><a href=/a>Fog closes the road</a><li><a href=/b>Baker wins</a>", "related", id="links"),
        pytest.param("<li><a href=/a>About us</a><li><a href=/b>Harbour office</a>", "nav", id="the foot begins"),
    ],
)
def test_the_list_below_a_label_ends_where_another_begins(below: str, label: str, cleaner: Cleaner) -> None:
    page = cleaner.clean(
        f"<html lang=en><article><p>{TEXT}</p><p>{LONG}</p></article><h2>Most read</h2><ul>{below}</ul>"
    )
    assert page.removed[-1].label == label
