from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import SCHEMA, Access, Article, ArticleBlock, Comment, MadeBy, Page, SourceInfo
from pagewinnow.render.schema_org import from_schema_org, to_schema_org
from pagewinnow.render.trafilatura import to_trafilatura
from places import FIXTURES

ARTICLE = Article(
    title="Ferry runs again",
    authors=("Ann Reed", "Tom Hale"),
    date="2024-05-02T10:00:00+02:00",
    date_raw="2 May 2024",
    date_modified="2024-05-03",
    sitename="Bridge Post",
    description="After the storm.",
    categories=("Towns",),
    tags=("ferry", "storm"),
    image="https://post.example/ferry.jpg",
    license=None,
    text="It runs.\n\nAll day.",
    blocks=(ArticleBlock(kind="paragraph", text="It runs.", position=3, rule="model", confidence=0.9),),
    word_count=4,
)


def comment(name: str, parent: str | None, depth: int, **more: Any) -> Comment:  # noqa: ANN401
    return Comment(
        id=name, parent_id=parent, depth=depth, position=7, author="ben", author_url=None, date="2024-05-02",
        date_raw="May 2", language=None, text="Good.", quoted_text=None, url=None, score=2, flags=(),
        extracted_from="structure", **more,
    )  # fmt: skip


PAGE = Page(
    schema=SCHEMA,
    id="0" * 32,
    url="https://post.example/a?utm=1",
    canonical_url="https://post.example/a",
    next_url=None,
    hostname="post.example",
    source=SourceInfo(None, None, "html", "utf-8", "0" * 64),
    kind="article",
    language="en",
    confidence=0.9,
    access=Access("open", complete=True, declared_free=True, confidence=0.9),
    article=ARTICLE,
    comments=(comment("c0", None, 0), comment("c1", "c0", 1)),
    comment_count_declared=2,
    removed=(),
    warnings=(),
    made_by=MadeBy("0.1.0", "r", None, None, "o"),
)
THREAD = dataclasses.replace(PAGE, kind="thread")
NOTHING = dataclasses.replace(PAGE, kind="other", article=None, comments=(), access=Access("empty", None, None, 1.0))


def test_trafilatura_names_and_shapes() -> None:
    trafilatura = pytest.importorskip("trafilatura.settings")
    expected = set(trafilatura.Document.__slots__)
    plain = to_trafilatura(PAGE)
    assert set(plain) == expected
    assert plain["author"] == "Ann Reed; Tom Hale"
    assert plain["date"] == "2024-05-02"
    assert plain["tags"] == ["ferry", "storm"]
    assert plain["comments"] == "Good.\nGood."
    assert plain["url"] == "https://post.example/a"


def test_trafilatura_without_article() -> None:
    plain = to_trafilatura(NOTHING)
    assert plain["title"] is plain["text"] is plain["author"] is plain["comments"] is None
    assert plain["categories"] == []


def test_schema_org_article() -> None:
    thing = to_schema_org(PAGE)
    assert thing["@type"] == "NewsArticle"
    assert thing["author"][0] == {"@type": "Person", "name": "Ann Reed"}
    assert thing["articleBody"] == ARTICLE.text
    assert thing["comment"][1]["parentItem"]["identifier"] == "c0"
    assert None not in thing.values()


def test_schema_org_thread() -> None:
    thing = to_schema_org(THREAD)
    assert thing["@type"] == "DiscussionForumPosting"
    assert thing["text"] == ARTICLE.text


@pytest.mark.parametrize("page", [PAGE, THREAD, NOTHING], ids=["article", "thread", "nothing"])
def test_schema_org_round_trip(page: Page) -> None:
    thing = to_schema_org(page)
    again = from_schema_org(thing)
    assert to_schema_org(again) == thing
    if page.article is not None and again.article is not None:
        for name in ("title", "authors", "date", "date_modified", "sitename", "categories", "tags", "image", "text"):
            assert getattr(again.article, name) == getattr(page.article, name)
    assert [(c.id, c.parent_id, c.depth, c.text) for c in again.comments] == [
        (c.id, c.parent_id, c.depth, c.text) for c in page.comments
    ]
    assert Page.from_dict(again.to_dict()) == again


def test_schema_org_of_another_type() -> None:
    with pytest.raises(ValueError, match=r"no schema\.org type"):
        from_schema_org({"@type": "Recipe"})


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("cases/*/*/page.*"))[::4], ids=lambda file: str(file.parent.name))
def test_whole_pages_round_trip(cleaner: Cleaner, file: Path) -> None:
    """What schema.org has a word for comes back as it was, whatever the page: walls, threads, shells."""
    page = cleaner.clean(file.read_bytes(), url="https://post.example/a")
    thing = to_schema_org(page)
    again = from_schema_org(thing)
    assert to_schema_org(again) == thing
    assert (again.kind, again.language, again.comment_count_declared) == (
        page.kind,
        page.language,
        page.comment_count_declared,
    )
    assert [c.parent_id for c in again.comments] == [c.parent_id for c in page.comments]
    assert (again.article is None) == (page.article is None)
    assert to_trafilatura(again)["text"] == to_trafilatura(page)["text"]
