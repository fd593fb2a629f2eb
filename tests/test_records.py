"""The records: plain on the way out, whole on the way back."""

from __future__ import annotations

import copy
import json
import pickle
import re
from datetime import UTC, datetime
from typing import Any

import pytest

import pagewinnow
from pagewinnow.fetch import Fetch
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import KEPT_LABELS, REMOVED_LABELS, FailedSource, Failure, Page
from pagewinnow.schema import build_schema, page_schema

TALK = [
    ("Anna Reed", 2, "I crossed it this morning and nobody was there."),
    ("Ben Stone", 3, "They have painted the rails, and it is still wet."),
    ("Cleo Marsh", 4, "Is it open to bicycles too, or only to cars?"),
]
PAGES = {
    "html": "<html><body><nav><a href=/>Home</a></nav><article><h1>Ferry</h1><p>The ferry runs again from Monday, "
    "the town said, after a winter of repairs.</p></article></body></html>",
    "text": "The ferry runs again from Monday, the town said.\n\nComments (1)\n\nAt last, said nobody.",
    "nothing": "",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_record_survives_json(name: str, cleaner: Cleaner) -> None:
    page = cleaner.clean(PAGES[name])
    assert Page.from_dict(json.loads(json.dumps(page.to_dict()))) == page


@pytest.mark.parametrize("name", PAGES)
def test_every_field_is_there(name: str, cleaner: Cleaner) -> None:
    data = cleaner.clean(PAGES[name]).to_dict()
    assert set(data) == {
        "schema", "id", "url", "canonical_url", "next_url", "hostname", "source", "kind", "language", "confidence",
        "access", "article", "comments", "comments_confidence", "comment_count_declared", "removed", "warnings",
        "made_by",
    }  # fmt: skip
    assert set(data["source"]) == {"path", "offset", "kind", "encoding", "sha256"}
    assert set(data["access"]) == {"status", "complete", "declared_free", "confidence", "evidence"}
    assert set(data["made_by"]) == {"version", "rules", "model", "sites", "options"}


def test_the_id_depends_on_address_and_bytes(cleaner: Cleaner) -> None:
    ids = {cleaner.clean(text, url=url).id for text in ("one", "two") for url in (None, "https://example.org/a")}
    assert len(ids) == 4


def test_labels_are_kept_or_removed() -> None:
    assert {"title", "body", "comment"} == KEPT_LABELS
    assert not KEPT_LABELS & REMOVED_LABELS
    assert len(REMOVED_LABELS) == 19


@pytest.mark.parametrize(
    ("markup", "warning"),
    [
        ("<div>" * 3000 + "<p>seen</p>", "nested 3003 elements deep"),
        ("<p " + " ".join(f"a{i}=1" for i in range(6000)) + ">seen</p>", "a tag with 6000 attributes"),
    ],
)
def test_a_bound_that_was_hit_is_said(markup: str, warning: str, cleaner: Cleaner) -> None:
    page = cleaner.clean(markup, kind="html")
    assert page.warnings == (warning,)
    kept = page.article.text if page.article else ""
    assert "seen" in "\n".join([kept, *(piece.text for piece in page.removed)])
    assert page.access.complete is not True


@pytest.mark.parametrize("schema", [1, 2])
def test_missing_fields_are_named(schema: int) -> None:
    with pytest.raises(KeyError):
        Page.from_dict({"schema": schema})


def test_a_schema_from_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="schema 3 is not known"):
        Page.from_dict({"schema": 3})


@pytest.mark.parametrize(
    ("kind", "level", "now"),
    [("heading", 2, (2, 0)), ("paragraph", None, (None, 0)), ("list_item", 1, (None, 0)), ("list_item", 3, (None, 2))],
)
def test_records_of_schema_1_are_read(
    kind: str, level: int | None, now: tuple[int | None, int], cleaner: Cleaner
) -> None:
    first = json.loads(cleaner.clean(PAGES["html"]).to_json())
    first["schema"] = 1
    del first["comments_confidence"]
    block = {"kind": kind, "level": level, "text": "Nets", "position": 1, "rule": "model", "confidence": 0.9}
    first["article"]["blocks"] = [block]
    page = Page.from_dict(first)
    assert page.schema == 2
    assert page.article is not None
    assert (page.article.blocks[0].level, page.article.blocks[0].depth) == now


@pytest.mark.parametrize("name", PAGES)
def test_a_record_travels(name: str, cleaner: Cleaner) -> None:
    page = cleaner.clean(PAGES[name])
    assert pickle.loads(pickle.dumps(page)) == page
    assert copy.deepcopy(page) == page
    assert Page.from_dict(json.loads(page.to_json())) == page


def test_a_failure_survives_json() -> None:
    failure = Failure(FailedSource("crawl.warc", 512, None, None), "clean", "timeout", "over 20 s")
    assert Failure.from_dict(json.loads(json.dumps(failure.to_dict()))) == failure


def test_the_schema_file_is_what_the_records_say() -> None:
    assert page_schema() == build_schema()


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"content": None}, TypeError, "content wants bytes or str, not NoneType"),
        ({"content": bytearray(b"x")}, TypeError, "content wants bytes or str, not bytearray"),
        ({"content": {}}, TypeError, "content wants bytes or str, not dict"),
        ({"content": "x", "url": b"https://a.example"}, TypeError, "url wants str or None, not bytes"),
        ({"content": "x", "kind": "HTML"}, ValueError, "kind 'HTML' is not known"),
        ({"content": "x", "kind": None}, TypeError, "kind wants str, not NoneType"),
        ({"content": "x", "fetch": {"status": 404}}, TypeError, "fetch wants Fetch or None, not dict"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        pagewinnow.clean(**arguments)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"status": "404"}, TypeError, "status wants int or None, not str"),
        ({"status": True}, TypeError, "status wants int or None, not bool"),
        ({"fetched_at": datetime(2024, 5, 2, tzinfo=UTC)}, TypeError, "fetched_at wants str or None, not datetime"),
        ({"fetched_at": "yesterday"}, ValueError, "yesterday"),
        ({"content_type": b"text/html"}, TypeError, "content_type wants str or None, not bytes"),
    ],
)
def test_a_wrong_fetch_is_named(arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        Fetch(**arguments)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/html"},
        {b"content-type": b"text/html"},
        {b"CONTENT-TYPE": [b"text/plain", b"text/html"]},
        [("Server", "x"), ("content-type", " text/html ")],
        [(b"Content-Type", [b"text/html"])],
    ],
)
def test_headers_of_every_client_are_read(headers: Any) -> None:  # noqa: ANN401
    fetch = Fetch.from_headers(200, headers, fetched_at="2024-05-02T10:00:00Z")
    assert fetch == Fetch("2024-05-02T10:00:00Z", 200, "text/html", None)


@pytest.mark.parametrize("headers", [{}, {"Server": "x"}, {"Content-Type": []}])
def test_headers_without_a_type_tell_none(headers: Any) -> None:  # noqa: ANN401
    assert Fetch.from_headers(None, headers) == Fetch()


def test_comments_have_the_same_names_on_every_crawl(cleaner: Cleaner) -> None:
    page = "The bridge is open again, they say.\n\n3 comments\n\n" + "\n\n".join(
        f"{name} says:\n\n{day} May 2024\n\n{text}" for name, day, text in TALK
    )
    first, second = cleaner.clean(page), cleaner.clean(f"Another menu\n\n{page}")
    assert len(first.comments) == len(TALK)
    assert [comment.id for comment in first.comments] == [comment.id for comment in second.comments]
    assert len({comment.id for comment in first.comments}) == len(TALK)


def test_public_names_are_there() -> None:
    assert pagewinnow.__version__
    for name in pagewinnow.__all__:
        assert getattr(pagewinnow, name) is not None
    with pytest.raises(AttributeError):
        _ = pagewinnow.no_such_name
