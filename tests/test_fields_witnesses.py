"""Where two witnesses of one field disagree: which one is believed, in tables with the negatives beside."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pagewinnow.find.fields.bylines import at_the_end
from pagewinnow.find.fields.reader import look
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Article, Label

TEXT = "The ferry has been out of service since the storm, and the town does not know when it will run again. " * 3


def read(cleaner: Cleaner, body: str, head: str = "") -> Article:
    title = "The ferry stays"
    page = f"<html lang=en><title>{title}</title>{head}<h1>{title}</h1>{body}<p>{TEXT}</p><p>{TEXT}</p>"
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    return article


DATE = "<p>5 March 2024</p>"
DECLARED = [
    ("annr.post", "<p>By Ann Reed</p>", ["Ann Reed"]),
    ("AnnR", "<p>Written by Ann Reed</p>", ["Ann Reed"]),
    ("AnnR", "<p>Read by many</p>", ["AnnR"]),
    ("AnnR", f"<p>Tom Hale</p>{DATE}", ["Tom Hale"]),
    ("AnnR", f"<p>The bridge is shut.</p><p>Tom Hale</p>{DATE}", ["AnnR"]),
    ("AnnR", "<p>By AnnR Of Bridge</p>", ["AnnR"]),
    ("Ann", "<p>By Tom Hale</p>", ["Tom Hale"]),
    ("Ann", "<p>By Tom Hale</p><p>Put in by Ann.</p>", ["Ann"]),
    ("Ann Reed", "<p>By Tom Hale</p>", ["Tom Hale"]),
    ("Ann Reed", "<p>By Tom Hale</p><p>Ann Reed</p>", ["Ann Reed"]),
    ("Ann Reed", "<p>By Tom Hale's standards, it was a quiet evening.</p>", ["Ann Reed"]),
    ("Ann Reed", "<p>By the sea</p>", ["Ann Reed"]),
    ("Ann Reed", "<p>Photos by Tom Hale</p>", ["Ann Reed"]),
    ("Ann Reed", f"{DATE * 3}<p>By Tom Hale</p>", ["Ann Reed"]),
    ("Ann Reed", f"{DATE * 2}<p>By Tom Hale</p>", ["Tom Hale"]),
    ("Ann Reed", "<p>By Dr. Ann Reed and Tom Hale</p>", ["Dr. Ann Reed", "Tom Hale"]),
    ("Ann Reed", "<p>By Dr. Ann Reed</p>", ["Ann Reed"]),
    ("Ann Reed, Mia Stone", "<p>By Ann Reed and Tom Hale</p>", ["Ann Reed", "Mia Stone"]),
]


@pytest.mark.parametrize(("declared", "body", "authors"), DECLARED)
def test_what_stands_right_behind_the_title_is_believed_where_the_declared_is_not_shown(
    cleaner: Cleaner, declared: str, body: str, authors: list[str]
) -> None:
    head = f'<meta name="author" content="{declared}">'
    assert list(read(cleaner, body, head).authors) == authors


FAR = "<p>The boat is out.</p>" * 19
BOX = '<p itemprop="author">Tom Hale</p>'


@pytest.mark.parametrize(
    ("between", "authors"),
    [("", ["Ann Reed", "Tom Hale"]), (FAR, ["Ann Reed", "Tom Hale"]), (FAR + DATE, ["Ann Reed"])],
)
def test_a_marked_author_far_behind_the_first_wrote_something_else(
    cleaner: Cleaner, between: str, authors: list[str]
) -> None:
    assert list(read(cleaner, f'<p itemprop="author">Ann Reed</p>{between}{BOX}').authors) == authors


SIGNED = [
    # what stands behind the last paragraph of the text, and who signs it
    ("<p>Lê Phương</p>", ["Lê Phương"]),
    ("<p><strong>Ann Reed</strong></p>", ["Ann Reed"]),
    ("<p>Related Topics of today</p>", []),
    ("<div>Related Topics</div>", []),
    ("</section><p>Related Topics</p>", []),
    ('<p><a href="/t">Related Topics</a></p>', []),
]


@pytest.mark.parametrize(("behind", "authors"), SIGNED)
def test_a_line_like_the_paragraph_before_it_may_sign_the_text(
    cleaner: Cleaner, behind: str, authors: list[str]
) -> None:
    page = f"<html lang=en><h1>The ferry stays</h1><section>{f'<p>{TEXT}</p>' * 3}{behind}"
    sight, _ = look(cleaner.look(page, kind="html"))
    labels: list[Label] = ["title", "body", "body", "body", "other"]
    assert [name for one in at_the_end(replace(sight, labels=labels)) for name in one.names] == authors


METAS = [
    ("Ann Reed", "Ann Reed, Tom Hale", ["Ann Reed", "Tom Hale"]),
    ("Ann Reed", "Tom Hale, Mia Stone", ["Ann Reed"]),
    ("Ann Reed", "Ann Reed", ["Ann Reed"]),
]


@pytest.mark.parametrize(("first", "second", "authors"), METAS)
def test_a_meta_that_names_the_same_and_more_is_believed(
    cleaner: Cleaner, first: str, second: str, authors: list[str]
) -> None:
    head = f'<meta name="author" content="{first}"><meta name="byl" content="{second}">'
    assert list(read(cleaner, "", head).authors) == authors


FIGURES = [
    ("<p>Published: 08/01/2024</p>", "<p>Monday 15 January 2024</p>", "2024-01-08"),
    ("<p>Published: 01/08/2024</p>", "<p>Monday, January 15, 2024</p>", "2024-01-08"),
    ("<p>Published: 08/01/2024</p>", "<p>Thursday 15 August 2024</p>", "2024-08-01"),
    ("<p>Published: 08/01/2024</p>", "<p>Built on 15 May 1924</p>", "2024-08-01"),
    ("<p>Published: 08/01/2024</p>", "<p>05/03/24(Tue)12:34</p>", "2024-01-08"),
    ("<p>Published: 08/01/2024</p>", "<p>03/05/24(Tue)12:34</p>", "2024-08-01"),
    ("<p>Published: 08/01/2024</p>", "<p>03/02/24(Sat)12:34</p>", "2024-08-01"),
]


@pytest.mark.parametrize(("shown", "elsewhere", "date"), FIGURES)
def test_figures_are_read_as_lies_near_a_date_in_words(cleaner: Cleaner, shown: str, elsewhere: str, date: str) -> None:
    assert read(cleaner, f"{shown}<p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p>{elsewhere}").date == date


ROWS = [
    ("<p>2024 | May | 7</p>", None),
    ("<table><tr><td>2024<td>May<td>7</table>", None),
    ("<table><tr><td>Published<td>7 May 2024</table>", "2024-05-07"),
    ("<p>Towns | 7 May 2024</p>", "2024-05-07"),
    ("<p>7 May 2024 | 14:07</p>", "2024-05-07"),
]


@pytest.mark.parametrize(("row", "date"), ROWS)
def test_the_cells_of_a_row_are_no_date_together(cleaner: Cleaner, row: str, date: str | None) -> None:
    article = read(cleaner, row)
    assert article.date == date
    assert (date is not None) or "7" in article.text


@pytest.mark.parametrize(
    ("shown", "told", "title"),
    [
        ("<span>Solved</span> Ferry does not start", "Ferry does not start", "Ferry does not start"),
        ("Ferry does not start", "Boats", "Ferry does not start"),
    ],
)
def test_a_threads_headline_stands_without_its_label(cleaner: Cleaner, shown: str, told: str, title: str) -> None:
    posts = "".join(
        f'<div class="post"><b class="author">{name}</b> <time datetime="2024-05-0{day}">{day} May</time>'
        f"<p>{TEXT}</p></div>"
        for day, name in enumerate(("annr", "tomh", "mia", "annr"), 1)
    )
    thing = {"@context": "https://schema.org", "@type": "DiscussionForumPosting", "headline": told}
    head = f"<script type='application/ld+json'>{json.dumps(thing)}</script>"
    record = cleaner.clean(f"<title>Ferry does not start | Boats</title>{head}<h1>{shown}</h1>{posts}", kind="html")
    assert record.article is not None
    assert record.article.title == title


KICKER = "<h1><span>Bridge news</span> The ferry stays at home</h1>"
HEADLINES = [
    # what the page shows as its heading, what its metas tell, what its JSON-LD tells, the title
    (KICKER, "The ferry stays at home", "", "The ferry stays at home"),
    (KICKER, "Bridge news: The ferry stays at home", "", "Bridge news The ferry stays at home"),
    (
        "<h1>Bridge news: The ferry stays at home</h1>",
        "The ferry stays at home",
        "",
        "Bridge news: The ferry stays at home",
    ),
    ("<h1><span>Bridge</span> The ferry</h1>", "The ferry", "", "Bridge The ferry"),
    (
        "<h1>The ferry stays at home</h1>",
        "The ferry stays at home",
        "Bridge: The ferry stays at home",
        "The ferry stays at home",
    ),
    (
        "<h1>The ferry stays at home</h1>",
        "Council keeps the ferry",
        "Council keeps the ferry",
        "Council keeps the ferry",
    ),
]


@pytest.mark.parametrize(("shown", "meta", "headline", "title"), HEADLINES)
def test_a_kicker_before_the_headline(cleaner: Cleaner, shown: str, meta: str, headline: str, title: str) -> None:
    told = json.dumps({"@type": "NewsArticle", "headline": headline}) if headline else "{}"
    page = (
        f'<html lang=en><title>Bridge news: The ferry stays at home</title><meta property="og:title" content="{meta}">'
        f'<meta name="title" content="{headline}"><script type="application/ld+json">{told}</script>'
        f"{shown}<p>{TEXT}</p><p>{TEXT}</p>"
    )
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    assert article.title == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/a/where-to-walk-by-the-harbour", "Where you walk by the harbour"),
        ("/a/where-to-swim-in-the-lake", "Where you may swim in the lake"),
        ("/a/17", "Harbour walks"),
    ],
)
def test_the_address_tells_which_of_several_main_headings_is_the_pages(cleaner: Cleaner, path: str, title: str) -> None:
    page = (
        "<html lang=en><title>Harbour walks</title><meta name='article:published_time' content='2024-03-05'>"
        f"<h1>Where you walk by the harbour</h1><p>{TEXT}</p><p>{TEXT}</p>"
        f"<h1>Where you may swim in the lake</h1><p>{TEXT}</p>"
    )
    article = cleaner.clean(page, url=f"https://post.example{path}", kind="html").article
    assert article is not None
    assert article.title == title
