from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagewinnow.document import Document
from pagewinnow.errors import RuleError
from pagewinnow.fetch import Fetch
from pagewinnow.find.fields import find_fields
from pagewinnow.find.fields.jsonld import find_article, resolve
from pagewinnow.find.fields.namelists import read_names
from pagewinnow.find.fields.names import is_surely_name
from pagewinnow.find.fields.site import Site
from pagewinnow.find.fields.values import clean_value, web_address
from pagewinnow.find.language import guess_language
from pagewinnow.find.view import View
from pagewinnow.findings import Chrome, Decision, Fields, Findings, Post, Thread
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.records import InputKind
from pagewinnow.rules import Rules, load_rules
from pagewinnow.rules.declarations import load_declarations
from pagewinnow.rules.vocabulary import vocabulary_of
from pagewinnow.segment import segment
from places import FIXTURES

RULES = load_rules()
KNOWN = load_declarations()
URL = "https://estuarypost.example/towns/ferry-runs-again"
TEXT = (
    "<p>The ferry across the estuary began to run again on Thursday, eleven weeks after the storm broke its stage.</p>"
)


def document_of(content: str, url: str | None = URL, kind: InputKind = "html") -> Document:
    return segment(load(content, url=url, kind=kind, fetch=None, options=Options()))


def read(content: str, url: str | None = URL, kind: InputKind = "html", fetch: Fetch | None = None) -> Fields:
    document = document_of(content, url, kind)
    return look(document, Findings(language=guess_language(document, RULES)), fetch)


def look(document: Document, found: Findings, fetch: Fetch | None = None) -> Fields:
    chrome = Chrome({}, [Decision("body", "test")] * len(document.blocks))
    return find_fields(View(document, RULES, Options(), fetch, replace(found, chrome=chrome)))


def page(head: str = "", body: str = "", lang: str = "en", title: str = "Ferry runs again | Estuary Post") -> str:
    return f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}{TEXT}</body></html>'


def linked(thing: Any) -> str:  # noqa: ANN401
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "By Ann Reed", ["Ann Reed"]),
        ("en", "ByAnn Reed", ["Ann Reed"]),
        ("en", "By Ann Reed and Tom Hale", ["Ann Reed", "Tom Hale"]),
        ("en", "Ann Reed, Tom Hale & Eve Marsh", ["Ann Reed", "Tom Hale", "Eve Marsh"]),
        ("en", "Tom Hale Jr., Harbour Correspondent", ["Tom Hale Jr."]),
        ("en", "Tom Hale, Jr. and Ann Reed, MD", ["Tom Hale, Jr.", "Ann Reed"]),
        ("en", "Ann Reed | Staff Writer | May 2, 2024", ["Ann Reed"]),
        ("en", "Posted by anna_k on Thursday, May 2, 2024", ["anna_k"]),
        ("en", "Ann Reed @annreed ann@post.example", ["Ann Reed"]),
        ("en", "Reed, Ann", ["Ann Reed"]),
        ("en", "Centre for Tides and Winds", ["Centre for Tides and Winds"]),
        ("en", "Associated Press", ["Associated Press"]),
        ("en", "Photo by Ann Reed", []),
        ("en", "By the way", []),
        ("en", "admin", []),
        ("en", "https://social.example/ann", []),
        ("en", "May 28", []),
        ("de", "Von Jochen Ambach und Gudrun Fennel", ["Jochen Ambach", "Gudrun Fennel"]),
        ("de", "Von unserem Redakteur Jochen Ambach, Berlin", ["Jochen Ambach"]),
        ("fr", "Par Élodie Marchand", ["Élodie Marchand"]),
        ("es", "Por Ana María Ruiz y Juan Pérez", ["Ana María Ruiz", "Juan Pérez"]),
        ("pt", "Por João da Silva e Maria Souza", ["João da Silva", "Maria Souza"]),
        ("nl", "Door Pieter de Vries en Jan van den Berg", ["Pieter de Vries", "Jan van den Berg"]),
        ("ru", "Автор: Иван Петров", ["Иван Петров"]),
        ("ja", "取材・文：山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
        ("zh", "記者王小明／台北報導", ["王小明"]),
        ("ko", "홍길동 기자", ["홍길동"]),
        ("ar", "بقلم محمد علي", ["محمد علي"]),
    ],
)
def test_names(language: str, text: str, names: list[str]) -> None:
    assert list(read_names(text, vocabulary_of(RULES, language))) == names


@pytest.mark.parametrize(
    ("text", "sure"),
    [("Ann Reed", True), ("Ann van der Reed", True), ("Ann", False), ("The Harbour", False), ("Read more now", False)],
)
def test_a_name_that_nothing_marks(text: str, sure: bool) -> None:  # noqa: FBT001
    assert is_surely_name(text, vocabulary_of(RULES, "en")) is sure


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        ("Ferry runs again | Estuary Post", "Ferry runs again"),
        ("Estuary Post: Ferry runs again", "Ferry runs again"),
        ("Ferry runs again - Towns - estuarypost.example", "Ferry runs again - Towns"),
        ("Ferry runs again: what we know", "Ferry runs again: what we know"),
        ("Estuary Post", "Estuary Post"),
    ],
)
def test_site_names_are_taken_off_titles(title: str, stripped: str) -> None:
    assert Site(["Estuary Post"], "www.estuarypost.example").strip(title) == stripped


@pytest.mark.parametrize(
    ("content", "title", "source"),
    [
        (page(body="<h1>Ferry runs again</h1>"), "Ferry runs again", "h1"),
        (page(body="<h1>Estuary Post</h1><h2>Ferry runs again</h2>"), "Ferry runs again", "h2"),
        (page(), "Ferry runs again", "title"),
        (page(body="<h1>Ferry<br>runs again</h1>"), "Ferry runs again", "h1"),
        (page(title="All our ferry reports | Estuary Post", body="<h1>Reports</h1>"), "All our ferry reports", "title"),
        (page(title="Chapter two - The Book", body="<h1>The Book</h1><h2>Chapter two</h2>"), "Chapter two", "h2"),
        (page(title="The ferry: a history", body="<h1>The ferry: a history</h1>"), "The ferry: a history", "h1"),
    ],
)  # fmt: skip
def test_titles(content: str, title: str, source: str) -> None:
    found = read(content)
    assert (found.title, found.sources["title"]) == (title, source)


def test_the_blocks_of_fields_are_named() -> None:
    found = read(page(body="<h1>Ferry runs again</h1><p>By Ann Reed</p><p>May 2, 2024</p>"))
    assert found.positions == {"title": (0,), "authors": (1,), "date": (2,)}
    assert (found.authors, found.date, found.date_raw) == (("Ann Reed",), "2024-05-02", "May 2, 2024")


@pytest.mark.parametrize(
    "author",
    [
        "Ann Reed",
        "By Ann Reed",
        {"@type": "Person", "name": "Ann Reed"},
        [{"@type": "Person", "name": "Ann Reed"}],
        ["Ann Reed"],
        {"@id": "#ann"},
        [{"@id": "#ann"}],
        {"@type": "Person", "name": ["Ann Reed"]},
    ],
    ids=json.dumps,
)
def test_authors_in_every_shape_of_json_ld(author: Any) -> None:  # noqa: ANN401
    things = [{"@type": "Article", "headline": "Ferry runs again", "author": author}]
    person = {"@type": "Person", "@id": "#ann", "name": "Ann Reed"}
    found = read(page(linked({"@graph": [*things, person]})))
    assert (found.authors, found.sources["authors"]) == (("Ann Reed",), "jsonld:author")


def test_a_person_is_believed_before_a_firm() -> None:
    firm = {
        "@type": "Article",
        "headline": "Ferry runs again",
        "author": {"@type": "Organization", "name": "Tide Works"},
    }
    assert read(page(linked(firm))).authors == ("Tide Works",)
    assert read(page(linked(firm), "<h1>Ferry runs again</h1><p>By Ann Reed</p>")).authors == ("Ann Reed",)


def test_the_article_of_several() -> None:
    things = [{"@type": "NewsArticle", "headline": "Mill to close"}, {"@type": "NewsArticle", "headline": "Cup won"}]
    assert find_article(things, [URL], ["Ferry runs again"], KNOWN) is None
    assert find_article(things, [URL], ["Cup won | Post"], KNOWN) is things[1]
    assert find_article([{**things[0], "url": URL}, things[1]], [URL], [], KNOWN) == {**things[0], "url": URL}


def test_a_reference_to_itself_ends() -> None:
    assert resolve({"@id": "#a"}, [{"@id": "#a"}]) == [{"@id": "#a"}]


@pytest.mark.parametrize(
    ("head", "body", "date", "modified"),
    [
        ('<meta name="pubdate" content="2024-05-02T08:15+02:00">', "", "2024-05-02T08:15+02:00", None),
        ('<meta property="article:modified_time" content="2024-05-03">', "", None, "2024-05-03"),
        ('<meta name="dc.date.issued" content="2024-05-02">', "", "2024-05-02", None),
        ('<meta name="citation_publication_date" content="2024 May 2">', "", "2024-05-02", None),
        ('<meta name="date" content="1970-01-01">', "", None, None),
        ("", "<h1>Ferry</h1><p>Updated May 3, 2024</p><p>Published May 2, 2024</p>", "2024-05-02", "2024-05-03"),
        ("", '<h1>Ferry runs again</h1><time datetime="2024-05-02T08:15">Thursday</time>', "2024-05-02T08:15", None),
        ("", "<footer><p>© May 2, 2024 Estuary Post</p></footer>", None, None),
        ("", "<h1>Ferry runs again</h1><aside><p>May 2, 2023</p></aside>", None, None),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, date: str | None, modified: str | None) -> None:
    found = read(page(head, body))
    assert (found.date, found.date_modified) == (date, modified)


def test_the_order_of_day_and_month() -> None:
    body = "<h1>Ferry runs again</h1><p>03/04/2024</p>"
    assert [read(page(body=body, lang=lang)).date for lang in ("en-US", "en-GB")] == ["2024-03-04", "2024-04-03"]


def test_the_day_in_the_address() -> None:
    assert read(page(), url="https://estuarypost.example/2024/05/02/ferry").date == "2024-05-02"


def test_dates_after_the_fetch_are_refused() -> None:
    content = page('<meta property="article:published_time" content="2031-01-01">')
    assert read(content).date == "2031-01-01"
    assert read(content, fetch=Fetch(fetched_at="2024-06-01T00:00:00Z")).date is None


def test_a_thread_is_dated_and_signed_by_its_opening_post() -> None:
    document = document_of(
        page(body="<h1>Ferry?</h1><p>ann</p><p>May 2, 2024</p><p>When?</p><p>ben</p><p>May 1, 2024</p>")
    )
    opening = Post(1, 4, (), author="ann", date="2024-05-02", date_raw="May 2, 2024")
    thread = Thread((), "test", opening=opening, is_page=True, start=1, stop=6)
    found = look(document, Findings(language="en", thread=thread))
    assert (found.authors, found.date, found.sources["date"]) == (("ann",), "2024-05-02", "thread")


def test_dates_and_names_in_comments_are_not_the_articles() -> None:
    document = document_of(page(body="<h1>Ferry runs again</h1><p>By Ben Stone</p><p>May 2, 2024</p>"))
    thread = Thread((), "test", start=1, stop=3)
    found = look(document, Findings(language="en", thread=thread))
    assert (found.authors, found.date) == ((), None)


@pytest.mark.parametrize(
    ("content", "title", "authors", "date"),
    [
        ("Ferry runs again\nBy Ann Reed\nMay 2, 2024\n", "Ferry runs again", ("Ann Reed",), "2024-05-02"),
        ("", None, (), None),
        ("Estuary Post ferry runs again\nEstuary Post 02ferry promo\n", None, (), None),
        ("ferry-storm_02.jpg\n", None, (), None),
    ],
)  # fmt: skip
def test_texts(content: str, title: str | None, authors: tuple[str, ...], date: str | None) -> None:
    running = (
        "The ferry across the estuary began to run again on Thursday, eleven weeks after the storm broke its old stage."
    )
    found = read(f"{content}\n{running}\n\n{running}\n", url=None, kind="text")
    assert (found.title, found.authors, found.date) == (title, authors, date)


def test_the_rest() -> None:
    head = (
        '<meta property="og:site_name" content="Estuary Post">'
        '<meta name="description" content="After the &amp;amp; storm.">'
        '<meta property="og:image" content="/ferry.jpg"><meta name="keywords" content="ferry, storm, Ferry">'
        '<meta property="article:section" content="Towns"><link rel="license" href="https://licence.example/by">'
        '<link rel="canonical" href="/towns/ferry"><link rel="next" href="javascript:next()">'
    )
    found = read(page(head))
    assert (found.sitename, found.description, found.image) == (
        "Estuary Post", "After the & storm.", "https://estuarypost.example/ferry.jpg",
    )  # fmt: skip
    assert (found.tags, found.categories, found.license) == (
        ("ferry", "storm"),
        ("Towns",),
        "https://licence.example/by",
    )
    assert (found.canonical_url, found.next_url) == ("https://estuarypost.example/towns/ferry", None)
    assert found.hostname == "estuarypost.example"


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("a\x00b", "ab"),
        ("\ud800a", "a"),
        (" ", None),
        ("undefined", None),
        ("|", None),
        (3, None),
        ("<b>a</b> b", "a b"),
    ],
)
def test_values(value: object, clean: str | None) -> None:
    assert clean_value(value) == clean


@pytest.mark.parametrize(
    "address", ["http://[", "mailto:a@b.example", "", "https://", "//", "data:text/html,x", 'http://a"b']
)
def test_addresses_that_are_none(address: str) -> None:
    assert web_address(address, None) is None


def test_a_wrong_file_of_names_is_named(tmp_path: Any) -> None:  # noqa: ANN401
    (tmp_path / "lang" / "en").mkdir(parents=True)
    (tmp_path / "lang" / "en" / "names.toml").write_text('byy = ["by"]', encoding="utf-8")
    with pytest.raises(RuleError, match="byy"):
        vocabulary_of(Rules((tmp_path,)), "en")


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_breaks_it(text: str, name: str) -> None:
    found = read(
        page(linked({"@type": "Article", "author": name, "headline": text}), f"<h1>{text}</h1><p>By {name}</p>")
    )
    assert found.title != ""
    assert "" not in found.authors
    read(text, kind="text", url=None)


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
KEYS = st.sampled_from(["@type", "@id", "author", "name", "datePublished", "publisher", "mainEntity", "image", "url"])
VALUES = st.recursive(LEAVES, lambda c: st.lists(c, max_size=3) | st.dictionaries(KEYS, c, max_size=4), max_leaves=12)


@given(VALUES)
def test_no_json_ld_breaks_it(value: Any) -> None:  # noqa: ANN401
    read(
        page(
            linked([{"@type": "Article", "author": value, "headline": value, "image": value, "keywords": value}, value])
        )
    )


def test_the_cases_are_of_one_shape() -> None:
    assert len(list((FIXTURES / "cases" / "metadata").glob("*/case.toml"))) >= 20
