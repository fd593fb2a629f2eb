"""Where two witnesses of one field disagree: which one is believed, in tables with the negatives beside."""

from __future__ import annotations

import json

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Article

TEXT = "The ferry has been out of service since the storm, and the town does not know when it will run again. " * 3


def read(cleaner: Cleaner, body: str, head: str = "") -> Article:
    title = "The ferry stays"
    page = f"<html lang=en><title>{title}</title>{head}<h1>{title}</h1>{body}<p>{TEXT}</p><p>{TEXT}</p>"
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    return article


DECLARED = [
    ("annr.post", "<p>By Ann Reed</p>", ["Ann Reed"]),
    ("AnnR", "<p>Written by Ann Reed</p>", ["Ann Reed"]),
    ("AnnR", "<p>Read by many</p>", ["AnnR"]),
    ("Ann", "<p>By Tom Hale</p>", ["Ann"]),
    ("Ann Reed", "<p>By Tom Hale</p>", ["Ann Reed"]),
]


@pytest.mark.parametrize(("declared", "body", "authors"), DECLARED)
def test_an_account_gives_way_to_the_person_in_words(
    cleaner: Cleaner, declared: str, body: str, authors: list[str]
) -> None:
    head = f'<meta name="author" content="{declared}">'
    assert list(read(cleaner, body, head).authors) == authors


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
