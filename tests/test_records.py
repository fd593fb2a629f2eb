"""The records: plain on the way out, whole on the way back."""

from __future__ import annotations

import json

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import KEPT_LABELS, REMOVED_LABELS, Page

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
        "access", "article", "comments", "comment_count_declared", "removed", "warnings", "made_by",
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
    assert page.article is None or "seen" in page.article.text


def test_missing_fields_are_named() -> None:
    with pytest.raises(KeyError):
        Page.from_dict({"schema": 1})
