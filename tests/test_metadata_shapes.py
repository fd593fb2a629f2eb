"""Shapes of pages that metadata is read from: tables of what a page says, and what the record then holds."""

# ruff: noqa: E501, ISC004 - rows of tables
from __future__ import annotations

import json
from typing import Any

import pytest

from pagewinnow.fetch import Fetch
from pagewinnow.find.fields import find_fields
from pagewinnow.find.view import View
from pagewinnow.findings import Chrome, Decision, Fields, Findings
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment

RULES = load_rules()
TEXT = (
    "<p>The ferry across the estuary began to run again on Thursday, eleven weeks after the storm broke its stage.</p>"
)
POST = "https://estuarypost.example/towns/ferry-runs-again"


def read(head: str = "", body: str = "", url: str | None = POST, lang: str = "en", at: str | None = None) -> Fields:
    content = f'<html lang="{lang}"><head>{head}</head><body>{body}{TEXT}</body></html>'
    document = segment(load(content, url=url, kind="html", fetch=None, options=Options()))
    decisions = [Decision("body", "test")] * len(document.blocks)
    found = Findings(language=lang, chrome=Chrome({}, decisions))
    return find_fields(View(document, RULES, Options(), Fetch(fetched_at=at) if at else None, found))


def linked(thing: Any) -> str:  # noqa: ANN401
    return f'<script type="application/ld+json">{thing if isinstance(thing, str) else json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "path", "title"),
    [
        # The main heading is the blog's name; the address says which part of the title is the post's.
        ("<title>Attic Notes: The kettle theory</title>", "<h1>Attic Notes</h1><h3>The kettle theory</h3>",
         "2024/01/kettle-theory.html", "The kettle theory"),
        ("<title>Dachnotizen: Die Kesseltheorie</title>", "<h1>Dachnotizen</h1>", "2024/01/die-kesseltheorie",
         "Die Kesseltheorie"),
        # A part behind a colon that the address does not say either stays.
        ("<title>The ferry: a history</title>", "<h1>The ferry: a history</h1>", "12345", "The ferry: a history"),
        # A short main heading is the title where the address says the same words, and all of them.
        ("<title>Buy sailing boots at low prices | Tide Shop</title>", "<h1>Sailing boots</h1>", "sailing-boots",
         "Sailing boots"),
        ("<title>All our ferry reports | Estuary Post</title>", "<h1>Reports</h1>", "reports", "All our ferry reports"),
        # A lower heading that is a piece of the declared title does not beat the main heading that the address names.
        ("<title>What is a sea lock - a tour</title>", "<h1>An introduction to sea locks: what to know</h1>"
         "<h2>What is a sea lock</h2>", "introduction-to-sea-locks", "An introduction to sea locks: what to know"),
        # A heading that shares half of its words with a declared title says the same in other words.
        ("<title>How to read a tide table: a guide</title>", "<h1>How to read a tide table (with pictures)</h1>", "x1",
         "How to read a tide table (with pictures)"),
        # The slogan of a shop is not its title.
        ("<title>Tide tables and almanacs</title>", "<h1>Made for people who love water.</h1>", "x1",
         "Tide tables and almanacs"),
        # What an editor's tool leaves in a heading.
        ("<title>Middleware - Lock manual</title>", '<h1>Middleware<a href="#m">¶</a></h1>', "x1", "Middleware"),
        ("<title>Fähren im Win\u00adter</title>", "<h1>Fähren im Win\u00adter</h1>", "x1", "Fähren im Winter"),
        ("<title>&lt;table&gt;: rows of tides</title>", "<h1>&lt;table&gt;: rows of tides</h1>", "x1",
         "<table>: rows of tides"),
        # The site's name in other scripts.
        ("<title>渡し船が再開 | 河口新聞</title><meta property='og:site_name' content='河口新聞'>", "", "x1", "渡し船が再開"),
        ("<title>Паром снова ходит — Вести устья</title><meta property='og:site_name' content='Вести устья'>", "", "x1",
         "Паром снова ходит"),
        ("<title>عودة العبارة | صحيفة المصب</title><meta property='og:site_name' content='صحيفة المصب'>", "", "x1", "عودة العبارة"),
    ],
)  # fmt: skip
def test_titles(head: str, body: str, path: str, title: str) -> None:
    assert read(head, body, f"https://attic.example/{path}").title == title


@pytest.mark.parametrize(
    ("lang", "body", "authors"),
    [
        ("en", "<p>May 2, 2024 · Ann Reed on behalf of the harbour board</p>", ()),
        ("en", '<p class="date-author">May 2, 2024 · Ann Reed on behalf of the board</p>', ("Ann Reed",)),
        ("en", "<p>May 2, 2024</p><p>by ibo</p>", ("ibo",)),
        ("en", "<p>by boat and by bike</p>", ()),
        ("en", "<p>By submitting, I agree to the terms.</p>", ()),
        ("en", '<p class="byline">By Ann Reed<br>Senior Harbour Reporter</p>', ("Ann Reed",)),
        ("en", '<p><a href="/people/request-demo">See Harbour Tours</a></p>', ()),
        ("en", '<p><a href="/people/ann-reed">Ann Reed</a></p>', ("Ann Reed",)),
        ("en", '<p><a href="/topics/harbour-news">Harbour News</a></p><p>May 2, 2024</p>', ()),
        ("en", "<p>Ann Reed</p><p>May 2, 2024</p>", ("Ann Reed",)),
        ("en", "<p>Share Post.</p><p>May 2, 2024</p>", ()),
        ("en", "<h2>Ann Reed</h2><p>May 2, 2024</p>", ("Ann Reed",)),
        ("en", "<p>Photo: Tom Hale</p><p>By Ann Reed</p>", ("Ann Reed",)),
        ("de", "<p>Von Jochen Ambach</p><p>Foto: Uwe Lind</p>", ("Jochen Ambach",)),
        ("de", '<p><a href="/autoren/gudrun-fennel">Gudrun Fennel</a></p>', ("Gudrun Fennel",)),
        ("fr", '<p class="auteur">Élodie Marchand</p><p>2 mai 2024</p>', ("Élodie Marchand",)),
        ("es", "<p>Por Ana Ruiz</p><p>2 de mayo de 2024</p>", ("Ana Ruiz",)),
        ("pl", "<p>Autor: Jan Kowal</p>", ("Jan Kowal",)),
        ("ru", "<p>Автор: Иван Петров</p>", ("Иван Петров",)),
    ],
)  # fmt: skip
def test_bylines(lang: str, body: str, authors: tuple[str, ...]) -> None:
    assert read("<title>Ferry runs again</title>", f"<h1>Ferry runs again</h1>{body}", lang=lang).authors == authors


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ({"@type": "Organization", "name": "Reed & Reed"}, ("Reed & Reed",)),
        ({"@type": "Person", "name": "Ann Reed & Tom Hale"}, ("Ann Reed", "Tom Hale")),
        ({"@type": "Person", "name": "Community Editor"}, ("Community Editor",)),
        ({"@type": "Person", "name": "admin"}, ()),
        ([{"@type": "Person", "name": "Ann Reed"}, {"@type": "Person", "name": "Tom Hale"}], ("Ann Reed", "Tom Hale")),
        ("Ann Reed, Tom Hale", ("Ann Reed", "Tom Hale")),
        ([["Ann Reed"]], ("Ann Reed",)),
        ({"name": {"@value": "Ann Reed"}}, ()),
        ({"@type": "Person", "name": None}, ()),
        ({"@type": "Person", "url": "https://social.example/ann"}, ()),
        ("https://social.example/ann", ()),
        (7, ()),
        ({"@type": ["Person"], "name": "Par Élodie Marchand"}, ("Par Élodie Marchand",)),
    ],
    ids=json.dumps,
)  # fmt: skip
def test_declared_authors(author: Any, authors: tuple[str, ...]) -> None:  # noqa: ANN401
    thing = {"@type": "NewsArticle", "headline": "Ferry runs again", "author": author}
    assert read("<title>Ferry runs again</title>" + linked(thing)).authors == authors


def test_a_desk_is_believed_where_nobody_is_named() -> None:
    thing = {"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Community Editor"}
    found = read("<title>Ferry runs again</title>" + linked(thing), "<h1>Ferry runs again</h1><p>By Ann Reed</p>")
    assert found.authors == ("Ann Reed",)


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Ann Reed",}',
        '[{"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Ann Reed"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["Article", "NewsArticle"], "headline": "Ferry runs again", "author": "Ann Reed"}]}',
        '<!--\n{"@type": "http://schema.org/NewsArticle", "headline": "Ferry runs again", "author": "Ann Reed"}\n-->',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry runs again&quot;, &quot;author&quot;: &quot;Ann Reed&quot;}",
        '{"@type": "NewsArticle", "headline": "Ferry\nruns again", "author": "Ann Reed"}',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Ferry runs again", "author": "Ann Reed"}}',
    ],
)  # fmt: skip
def test_json_ld_that_is_read_all_the_same(broken: str) -> None:
    assert read("<title>Ferry runs again</title>" + linked(broken)).authors == ("Ann Reed",)


@pytest.mark.parametrize("broken", ['{"@type": "NewsArticle"', "[]", "null", '"text"', "{", "[[[[", '{"@type": 7}', ""])
def test_json_ld_that_says_nothing(broken: str) -> None:
    found = read("<title>Ferry runs again</title>" + linked(broken))
    assert (found.title, found.authors, found.date) == ("Ferry runs again", (), None)


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="w-published-date" content="2024-05-02T08:15Z">', "", "2024-05-02T08:15Z"),
        ('<meta name="publication-time" content="2024-05-02">', "", "2024-05-02"),
        ('<meta name="unpublished-date-note" content="2024-05-02">', "", None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', "", None),
        ('<meta property="article:published_time" content="2024-13-45">', "", None),
        ('<meta property="article:published_time" content="2031-05-02">', "", None),
        ('<meta property="article:published_time" content="2024-05-02T23:15:00-09:30">', "", "2024-05-02T23:15:00-09:30"),
        ('<meta property="article:published_time" content="1714637700">', "", "2024-05-02T08:15:00Z"),
        ('<meta property="article:published_time" content="Thu, 02 May 2024 08:15:00 GMT">', "", "2024-05-02T08:15:00Z"),
        # The head of the article before the lists behind it, whatever these say of their dates.
        ("", "<h1>Ferry runs again</h1><p>by Amanda · May 2, 2024 · two remarks</p><h2>A book</h2>"
         "<p>Released: June 17, 2023</p>", "2024-05-02"),
        # A template declares the last build of the site; the page shows the day.
        (linked({"@type": "BlogPosting", "headline": "Ferry runs again", "datePublished": "2024-06-12",
                 "dateModified": "2024-06-10"}), "<h1>Ferry runs again</h1><p>May 2, 2024</p>", "2024-05-02"),
        (linked({"@type": "BlogPosting", "headline": "Ferry runs again", "datePublished": "2024-05-02",
                 "dateModified": "2024-06-10"}), "<h1>Ferry runs again</h1><p>April 1, 2024</p>", "2024-05-02"),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, date: str | None) -> None:
    assert read(head + "<title>Ferry runs again</title>", body, at="2024-07-01T00:00:00Z").date == date


@pytest.mark.parametrize(
    ("lang", "line", "date"),
    [
        ("de", "Veröffentlicht am 2. Mai 2024 um 8:15 Uhr", "2024-05-02T08:15"),
        ("fr", "Publié le 2 mai 2024", "2024-05-02"),
        ("es", "Publicado el 2 de mayo de 2024", "2024-05-02"),
        ("it", "Pubblicato il 2 maggio 2024", "2024-05-02"),
        ("pt", "Publicado em 2 de maio de 2024", "2024-05-02"),
        ("nl", "Gepubliceerd op 2 mei 2024", "2024-05-02"),
        ("pl", "Opublikowano 2 maja 2024", "2024-05-02"),
        ("sv", "Publicerad 2 maj 2024", "2024-05-02"),
        ("fi", "Julkaistu 2. toukokuuta 2024", "2024-05-02"),
        ("cs", "Publikováno 2. května 2024", "2024-05-02"),
        ("hu", "2024. május 2.", "2024-05-02"),
        ("tr", "2 Mayıs 2024", "2024-05-02"),
        ("ru", "Опубликовано 2 мая 2024", "2024-05-02"),
        ("uk", "2 травня 2024", "2024-05-02"),
        ("ja", "2024年5月2日", "2024-05-02"),
        ("zh", "2024年5月2日", "2024-05-02"),
        ("ko", "2024년 5월 2일", "2024-05-02"),
        ("ar", "2 مايو 2024", "2024-05-02"),
    ],
)  # fmt: skip
def test_datelines(lang: str, line: str, date: str) -> None:
    assert read("<title>x</title>", f"<h1>Ferry 7 runs again</h1><p>{line}</p>", lang=lang).date == date


@pytest.mark.parametrize(
    ("head", "body", "license_"),
    [
        ('<link rel="license" href="https://l.example/by">', "", "https://l.example/by"),
        (linked({"@type": "Article", "headline": "x", "license": {"@id": "https://l.example/sa"}}), "", "https://l.example/sa"),
        ("", '<p><a rel="license" href="https://l.example/nc">Some rights</a></p>', "https://l.example/nc"),
        ('<meta name="dcterms.license" content="Free for all">', "", "Free for all"),
        ("", "", None),
    ],
)  # fmt: skip
def test_licences(head: str, body: str, license_: str | None) -> None:
    assert read("<title>x</title>" + head, body).license == license_


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ('<meta property="og:image" content="/a.jpg"><meta name="twitter:image" content="/b.jpg">', "https://estuarypost.example/a.jpg"),
        ('<meta property="og:image" content="data:image/png;base64,xx"><meta name="twitter:image" content="/b.jpg">', "https://estuarypost.example/b.jpg"),
        (linked({"@type": "Article", "headline": "x", "image": [{"@type": "ImageObject", "url": "https://i.example/c.jpg"}]}), "https://i.example/c.jpg"),
        (linked({"@type": "Article", "headline": "x", "image": "c.jpg"}), "https://estuarypost.example/towns/c.jpg"),
        ('<link rel="image_src" href="//i.example/d.jpg">', "https://i.example/d.jpg"),
        ('<meta property="og:image" content="">', None),
    ],
)  # fmt: skip
def test_images(head: str, image: str | None) -> None:
    assert read("<title>x</title>" + head).image == image


@pytest.mark.parametrize(
    ("head", "body", "tags"),
    [
        ('<meta property="article:tag" content="sea"><meta property="article:tag" content="Harbour">', "", ("sea", "Harbour")),
        ('<meta name="news_keywords" content="sea; harbour"><meta name="keywords" content="other">', "", ("sea", "harbour")),
        (linked({"@type": "Article", "headline": "x", "keywords": ["sea", "sea", {"name": "harbour"}]}), "", ("sea", "harbour")),
        ("", '<p><a rel="tag" href="/t/sea">sea</a> <a rel="tag" href="/t/h">harbour</a></p>', ("sea", "harbour")),
        ('<meta name="keywords" content=" , ,">', "", ()),
        ('<meta name="keywords" content="海、港">', "", ("海", "港")),
    ],
)  # fmt: skip
def test_tags(head: str, body: str, tags: tuple[str, ...]) -> None:
    assert read("<title>x</title>" + head, body).tags == tags


@pytest.mark.parametrize(
    ("head", "canonical", "following"),
    [
        ('<link rel="canonical" href="/a"><link rel="next" href="?page=2">', "https://estuarypost.example/a", f"{POST}?page=2"),
        ('<base href="https://base.example/b/"><link rel="canonical" href="c">', "https://base.example/b/c", None),
        ('<link rel="CANONICAL" href="https://x.example/é">', "https://x.example/é", None),
        ('<link rel="canonical" href="javascript:void(0)"><link rel="next" href="mailto:x@x.example">', None, None),
        ('<link rel="canonical" href="http://[">', None, None),
    ],
)  # fmt: skip
def test_addresses(head: str, canonical: str | None, following: str | None) -> None:
    found = read(head)
    assert (found.canonical_url, found.next_url) == (canonical, following)


def test_the_line_that_shows_a_declared_day_is_a_field() -> None:
    head = '<meta property="article:published_time" content="2024-05-02T08:15Z">'
    shown = read(head, "<h1>Ferry runs again</h1><p>May 2, 2024</p><p>April 3, 2024</p>")
    assert (shown.sources["date"], shown.positions["date"]) == ("meta:article:published_time", (1,))
