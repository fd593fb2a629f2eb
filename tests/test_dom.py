"""Markup that nobody closes: what it swallowed is read again, as text."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pagewinnow.dom import drive, parse_tree

SAID = "The ferry runs again from Monday, the town said on Friday, after a winter in the yard. " * 3


class Reader:
    """Keeps the texts and the tags of a page."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.tags: list[str] = []

    def start(self, tag: str, _attrib: Mapping[str, str]) -> None:
        self.tags.append(tag)

    def end(self, tag: str) -> None:
        pass

    def data(self, data: str) -> None:
        self.texts.append(data)

    def close(self) -> None:
        pass

    def read_any(self) -> bool:
        return any(tag not in ("html", "body") for tag in self.tags)


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        pytest.param(f"<p>{SAID}</p>", [SAID], id="whole"),
        pytest.param(f"<!-- {SAID}", [SAID], id="a remark"),
        pytest.param(f"<!-- one --><!-- two {SAID}", ["two", SAID], id="a remark after one that is whole"),
        pytest.param(f"<p {SAID}", [SAID], id="a tag"),
        pytest.param(f"<p title='{SAID}", [SAID], id="an attribute"),
        pytest.param(f"<!DOCTYPE html>\n<p {SAID}", [SAID], id="a tag after a declaration"),
        pytest.param(f"<title>The ferry\n<p>{SAID}</p>", ["The ferry", SAID], id="a title, closed where its line ends"),
        pytest.param(f"<title>The ferry<p>{SAID}</p>", ["The ferry", SAID], id="a title, closed at the next tag"),
        pytest.param(f"<title>The ferry</title><p>{SAID}</p>", ["The ferry", SAID], id="a title that is closed"),
    ],
)
def test_what_markup_swallowed_is_read(page: str, kept: list[str]) -> None:
    found = " ".join(drive(page, Reader).texts)
    for words in kept:
        assert " ".join(words.split()) in " ".join(found.split())


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<!-- short", id="a remark of a few words"),
        pytest.param(f"<!-- {SAID} -->", id="a remark that is closed"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_text_stays_none(page: str) -> None:
    assert "".join(drive(page, Reader).texts).strip() == ""


@pytest.mark.parametrize(("page", "tags"), [("", 0), ("<!-- one -->", 0), ("<p>One<p>Two", 2)])
def test_a_tree_of_nothing_is_empty(page: str, tags: int) -> None:
    assert len(parse_tree(page).findall(".//p")) == tags
