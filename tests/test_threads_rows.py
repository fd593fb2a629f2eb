"""What groups of elements become: ratings, owners, links from post to post, heads known by a number, the scorer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from pagewinnow.find.threads.repeated.evidence import Evidence
from pagewinnow.learned.rows import load_rows, score_rows, weigh_pieces
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Page
from pagewinnow.training.threads.rows_fit import Examples, fit_several

STORY = "".join(
    f"<p>The {kind} boat left the harbour at six, and nobody on the quay knew when it would come back from the sea.</p>"
    for kind in ("red", "blue", "old", "new", "green")
)
TALK = (
    "I crossed on the first morning and it was a joy to hear the old bell again.",
    "They promised us this three years ago, so I will believe it when I stand on the deck.",
    "My mother will cry when she reads this, she has walked around the bay all winter.",
    "Do they take bicycles before nine? The page of the harbour office says nothing about it.",
)
NAMES = ("Ola Brenner", "mira_t", "Jonas", "Ruta Kalnina")


def clean(cleaner: Cleaner, section: str) -> Page:
    return cleaner.clean(f"<html lang=en><body><main><h1>The ferry</h1>{STORY}{section}</main></body></html>")


def items(*, inside: str = "", stars: str = "", heads: str = "") -> str:
    return "".join(
        f"<li id='c{k}07'><b>{name}</b> <span>2024-05-0{k} 10:1{k}</span>{stars}<p>{heads if k == 3 else ''}{text}</p>"
        f"{inside if k == 2 else ''}</li>"
        for k, (name, text) in enumerate(zip(NAMES, TALK, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("stars", "rating"),
    [
        ("<div>\u2605\u2605\u2605\u2605\u2606</div>", 0.8),
        ("<i aria-label='4 out of 5 stars'></i>", 0.8),
        ("<div>3/5</div>", 0.6),
        ("<div>Day 3</div>", None),
        ("", None),
    ],
)
def test_a_rating_is_a_field_and_no_text(stars: str, rating: float | None, cleaner: Cleaner) -> None:
    page = clean(cleaner, f"<section><h2>4 comments</h2><ul>{items(stars=stars)}</ul></section>")
    assert [comment.rating for comment in page.comments] == [rating] * 4
    assert [comment.text for comment in page.comments] == list(TALK)


@pytest.mark.parametrize("notice", ["Response from the owner", "Antwort vom Inhaber"])
def test_an_owner_answers_the_review(notice: str, cleaner: Cleaner) -> None:
    answer = f"<div>{notice}</div><p>We are sorry, the deck has been mended since then.</p>"
    page = clean(cleaner, f"<section><h2>4 comments</h2><ul>{items(inside=answer)}</ul></section>")
    found = [comment for comment in page.comments if "owner" in comment.flags]
    if notice.startswith("Antwort"):  # no phrase of the page's language
        assert not found
    else:
        assert [comment.text for comment in found] == ["We are sorry, the deck has been mended since then."]
        assert found[0].parent_id == page.comments[1].id
        assert page.comments[1].text == TALK[1]


def test_a_link_to_another_post_is_an_answer(cleaner: Cleaner) -> None:
    link = "<a href='#c107'>&gt;&gt;107</a> "
    page = clean(cleaner, f"<section><h2>4 comments</h2><ul>{items(heads=link)}</ul></section>")
    assert [comment.id for comment in page.comments] == ["c107", "c207", "c307", "c407"]
    assert [comment.parent_id for comment in page.comments] == [None, None, "c107", None]
    assert page.comments[2].text == TALK[2]


@pytest.mark.parametrize(
    ("head", "declared"), [("Zorv Melk (4)", 4), ("4 zorvel", 4), ("Zorv Melk (9)", None), ("4", None)]
)
def test_a_head_is_known_by_its_number(head: str, declared: int | None, cleaner: Cleaner) -> None:
    page = clean(cleaner, f"<section><h2>{head}</h2><ul>{items()}</ul></section>")
    assert len(page.comments) == 4
    assert page.comment_count_declared == declared


def test_the_network_reads_the_pieces_that_are_computed() -> None:
    assert load_rows().names == Evidence._fields
    usual = load_rows().mean.tolist()
    likely, opening = score_rows(usual)
    assert 0 < likely < 1
    assert 0 < opening < 1
    assert set(weigh_pieces(usual)) == set(Evidence._fields)
    assert max(map(abs, weigh_pieces(usual).values())) < 1e-6


def test_the_scorer_learns_what_tells() -> None:
    random = np.random.default_rng(1)
    evidence = random.random((200, 3)).astype(np.float32)
    told = (evidence[:, 0] > 0.5).astype(np.float32)
    targets = np.stack([told, np.where(told > 0, 1 - told, np.nan)], axis=1).astype(np.float32)
    pages = tuple(str(k) for k in range(200))
    examples = Examples(("a", "b", "c"), evidence, targets, np.ones(200, np.float32), np.arange(200) % 4, pages)
    found = fit_several(examples, examples.fold != 0).probabilities(evidence)[:, 0]
    held = examples.fold == 0
    assert np.mean((found[held] > 0.5) == (told[held] > 0.5)) > 0.9


DAYS = ("12:10pm Tue 1 Jan 08", "3:04pm Tue 1 Jan 08", "9:55am Wed 2 Jan 08", "4:20pm Thu 3 Jan 08")
FOOT = "<div><h4>Zoren melk</h4><div>Velm orra sint dal en tukka, miel or savan pelk ommer en dal.</div></div>"


def _ended(name: str, day: str, text: str) -> str:
    controls = "<a href=#>Quote</a> | <a href=#>Report</a>"
    return f"<div>Posted by: {name} on <i>{day}</i></div><div>{text}</div><div>{controls}</div>"


def _ended_copied(name: str, day: str, text: str) -> str:
    """The words once more, hidden, for a script that quotes them."""
    return _ended(name, day, f"{text}</div><div style='display: none'>{text}")


def _ended_unknown(name: str, day: str, text: str) -> str:
    return f"<p><b>{name}</b> <i>{day}</i></p><p>{text}</p><p><a href=#>Vorna</a> <a href=#>Tilk</a></p>"


def _ended_in_rows(name: str, day: str, text: str) -> str:
    return f"<tr><td><b>{name}</b></td><td>{day}</td></tr><tr><td>{text}</td></tr><tr><td><a href=#>Reply</a></td></tr>"


def _signed_and_ended(name: str, day: str, text: str) -> str:
    return f"<p>{text}</p><p>{name}, <i>{day}</i></p><p><a href=#>Reply</a> | <a href=#>Report</a></p>"


def _begun(name: str, day: str, text: str) -> str:
    return f"<p><b>Comment</b></p><p><b>{name}</b> <i>{day}</i></p><p>{text}</p>"


@pytest.mark.parametrize("foot", ["", FOOT], ids=["alone", "more below"])
@pytest.mark.parametrize("row", [_ended, _ended_copied, _ended_unknown, _ended_in_rows, _signed_and_ended, _begun])
def test_a_control_ends_its_comment_and_a_label_begins_it(
    row: Callable[[str, str, str], str], foot: str, cleaner: Cleaner
) -> None:
    section = "".join(row(*said) for said in zip(NAMES, DAYS, TALK, strict=True))
    page = clean(cleaner, f"<table>{section}</table>{foot}" if "<tr" in section else f"<div>{section}{foot}</div>")
    assert [comment.text for comment in page.comments] == list(TALK)
    assert [comment.author for comment in page.comments] == list(NAMES)
    assert page.article is not None
    assert not any(text in page.article.text for text in TALK)


ADDRESSED = {
    "en": "<div><b>{}</b> replied to <b>{}</b></div><i>{}</i>",
    "de": "<div>{} antwortete {}</div><i>{}</i>",
    "ru": "<div>{} ответила {}</div><i>{}</i>",
    "sign": "<div>{} \u25b8 {}</div><i>{}</i>",
}


@pytest.mark.parametrize("way", ADDRESSED)
def test_whom_a_head_names_is_answered(way: str, cleaner: Cleaner) -> None:
    head, first = ADDRESSED[way], "<div><b>{}</b></div><i>{}</i>"
    heads = [first.format(NAMES[0], DAYS[0]), head.format(NAMES[1], NAMES[0], DAYS[1]),
             first.format(NAMES[2], DAYS[2]), head.format(NAMES[3], NAMES[2], DAYS[3])]  # fmt: skip
    rows = "".join(f"<li>{above}<p>{text}</p></li>" for above, text in zip(heads, TALK, strict=True))
    page = clean(cleaner, f"<h2>4 comments</h2><ul>{rows}</ul>")
    assert [comment.author for comment in page.comments] == list(NAMES)
    ids = [comment.id for comment in page.comments]
    assert [comment.parent_id for comment in page.comments] == [None, ids[0], None, ids[2]]


@pytest.mark.parametrize("second", ["Jean Paul Jonas", "mira_t, boatman", "Ola Brenner jun."])
def test_a_name_that_holds_anothers_is_a_name(second: str, cleaner: Cleaner) -> None:
    names = ("Jonas", "Jean", second, "Ruta Kalnina")
    rows = "".join(
        f"<li><b>{name}</b> <i>{day}</i><p>{text}</p></li>" for name, day, text in zip(names, DAYS, TALK, strict=True)
    )
    page = clean(cleaner, f"<h2>4 comments</h2><ul>{rows}</ul>")
    assert page.comments[2].author == second
    assert {comment.parent_id for comment in page.comments} == {None}


@pytest.mark.parametrize("between", [" ", " · ", " | ", " ("])
def test_a_badge_like_a_name_is_no_answer(between: str, cleaner: Cleaner) -> None:
    heads = [f"<div><b>{NAMES[0]}</b></div>", f"<div><b>{NAMES[1]}</b></div>",
             f"<div><b>{NAMES[2]}</b>{between}{NAMES[1]}</div>", f"<div><b>{NAMES[3]}</b></div>"]  # fmt: skip
    rows = "".join(
        f"<li>{head}<i>{day}</i><p>{text}</p></li>" for head, day, text in zip(heads, DAYS, TALK, strict=True)
    )
    page = clean(cleaner, f"<h2>4 comments</h2><ul>{rows}</ul>")
    assert {comment.parent_id for comment in page.comments} == {None}


def _plain(names: Sequence[str] = NAMES) -> str:
    return "".join(
        f"<li><b>{n}</b> <i>{day}</i><p>{text}</p></li>" for n, day, text in zip(names, DAYS, TALK, strict=True)
    )


@pytest.mark.parametrize(
    "section",
    [
        f"<h2>4 comments</h2><ul>{_plain()}</ul><noscript><ul>{_plain()}</ul></noscript>",
        f"<h2>4 comments</h2><noscript><ol>{_plain()}</ol></noscript><ul>{_plain()}</ul>",
        f"<h2>4 comments</h2><noscript><ul>{_plain()}</ul></noscript>",
    ],
    ids=["below", "above", "alone"],
)
def test_a_copy_for_those_without_scripts_is_no_second_thread(section: str, cleaner: Cleaner) -> None:
    page = clean(cleaner, section)
    assert [comment.text for comment in page.comments] == list(TALK)


@pytest.mark.parametrize("joined", ["Joined: 0{}.03.2004", "Dabei seit 0{}.03.2004", "0{}.03.2004"])
@pytest.mark.parametrize("posted", ["Posted: {}", "{}", "Melk: {}"])
def test_the_day_of_a_post_is_not_that_of_its_member(joined: str, posted: str, cleaner: Cleaner) -> None:
    rows = "".join(
        f"<tr><td rowspan=2><b>{name}</b><br>Posts: {k * 37}<br>{joined.format(k)}</td>"
        f"<td>{posted.format(day)}</td></tr><tr><td>{text}</td></tr>"
        for k, (name, day, text) in enumerate(zip(NAMES, DAYS, TALK, strict=True), 1)
    )
    page = clean(cleaner, f"<h2>4 comments</h2><table>{rows}</table>")
    assert [comment.date_raw for comment in page.comments] == list(DAYS)
