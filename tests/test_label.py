"""The labellers: posts, phrases, cuts, chrome; and when trafilatura is asked."""

from __future__ import annotations

import numpy as np
import pytest

from pagewinnow.find import body
from pagewinnow.learned import Scores
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Article

LONG = "The ferry runs again from Monday, the town said on Friday, and two crews have been hired for the crossing."
MORE = "".join(
    f"<p>Day {n}. {LONG} It is a calm crossing of {n} minutes, and the old crew waves.</p>" for n in range(9)
)


def kept(markup: str, cleaner: Cleaner) -> list[str]:
    page = cleaner.clean(f"<html lang=en><body><article>{markup}{MORE}</article></body></html>")
    assert page.article is not None
    return [block.text for block in page.article.blocks if not block.text.startswith("Day")]


@pytest.mark.parametrize(
    ("block", "left"),
    [
        pytest.param(f"By continuing to browse. {LONG} Or so.", f"{LONG} Or so.", id="a sentence at the start"),
        pytest.param(f"By continuing to browse this page you lose. {LONG}", None, id="part of a sentence"),
        pytest.param(f'"We use cookies to improve your experience" is what they say. {LONG}', None, id="quoted"),
        pytest.param(f"{LONG} He had to subscribe to continue reading the letters.", None, id="in prose"),
    ],
)
def test_cuts_at_the_rim(block: str, left: str | None, cleaner: Cleaner) -> None:
    assert kept(f"<p>{block}</p>", cleaner) in ([left or block], [])


@pytest.mark.parametrize(
    ("lines", "label", "count"),
    [
        pytest.param(
            ["Already a subscriber? Log in.", "Something about the gate.", "Subscribe to continue reading."],
            "paywall", 3, id="enclosed by a wall",
        ),
        pytest.param(
            ["Already a subscriber? Log in.", LONG + " " + LONG, "Subscribe to continue reading."],
            "paywall", 2, id="a paragraph between two walls is none",
        ),
        pytest.param(["Already a subscriber? Log in.", "Something about the gate."], "paywall", 1, id="after a wall"),
    ],
)  # fmt: skip
def test_what_a_box_encloses_belongs_to_it(lines: list[str], label: str, count: int, cleaner: Cleaner) -> None:
    page = cleaner.clean("\n\n".join([LONG, LONG.replace("ferry", "boat"), *lines]), kind="text")
    assert sum(piece.label == label for piece in page.removed) == count


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        ('<nav><a href="/">Harbour</a></nav>', "nav"),
        ('<div class="btn-share">Hold on</div>', "share"),
        ('<div class="shareholder">Hold on</div>', "other"),
        ('<div id="cookie-banner"><p>Fine by us</p></div>', "consent"),
        ("<div hidden>Copied</div>", "hidden"),
        ('<ul><li><a href="/a">One place</a></li><li><a href="/b">Another one</a></li></ul>', "nav"),
    ],
)
def test_what_is_left_gets_a_label_from_its_markup(markup: str, label: str, cleaner: Cleaner) -> None:
    page = cleaner.clean(
        f"<html lang=en><body>{markup}<article><p>{LONG}</p><p>{LONG} Again.</p></article></body></html>"
    )
    assert {piece.label for piece in page.removed} == {label}


def _page_of(found: float, markup: str, monkeypatch: pytest.MonkeyPatch, options: Options) -> Article:
    """The article where the model says of every block that it is as likely content as `found`."""
    monkeypatch.setattr(
        body, "score_blocks", lambda document: Scores(np.full(len(document.blocks), found, np.float32), 0.5, 0.4)
    )
    page = Cleaner(options).clean(f"<html lang=en><body><article>{markup}</article></body></html>")
    assert page.article is not None
    return page.article


@pytest.mark.parametrize(
    ("found", "markup", "may", "asked"),
    [
        pytest.param(
            0.1, MORE.replace(".", " "), True, True, id="nothing found, and no sentence, on a page with much text"
        ),
        pytest.param(0.1, MORE.replace(".", " "), False, False, id="the options forbid it"),
        pytest.param(0.9, MORE, True, False, id="enough found, however unsure"),
        pytest.param(0.1, f"<p>{LONG}</p>", True, False, id="nothing found on a page with little text"),
    ],
)
def test_the_second_opinion(
    found: float, markup: str, monkeypatch: pytest.MonkeyPatch, *, may: bool, asked: bool
) -> None:
    article = _page_of(found, markup, monkeypatch, Options(second_opinion=may))
    assert article.second_opinion is asked
    assert {block.rule == "trafilatura" for block in article.blocks} <= {asked}
