"""Body against thread: which threads are believed, and what they leave of the body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pagewinnow.document import Declared, Source
from pagewinnow.findings import Body, Findings, Part, Post, Thread
from pagewinnow.label.weigh import weigh_thread
from pagewinnow.segment import segment

TEXT = "\n\n".join(f"Paragraph {n} of the story of the ferry, which is as long as the others are." for n in range(6))
PAGE = segment(Source(TEXT, "text", None, None, ""))
ARTICLE = replace(PAGE, declared=Declared(json_ld=({"@type": "NewsArticle"},)))
FORUM = replace(PAGE, declared=Declared(json_ld=({"@type": "DiscussionForumPosting"},)))
BODY = Body(dict.fromkeys(range(6), 0.9), "model")


def post(position: int) -> Post:
    return Post(position, position + 1, (Part(position, "text"),))


def thread(first: int, probability: float | None, **more: object) -> Thread:
    posts = tuple(post(position) for position in range(first, 6))
    return replace(Thread(posts, "structure", start=first, stop=6, probability=probability), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "found", "is_believed"),
    [
        pytest.param(ARTICLE, thread(1, 0.3), False, id="doubtful, takes nearly all of a declared article"),
        pytest.param(ARTICLE, thread(1, 0.6), True, id="likely"),
        pytest.param(ARTICLE, thread(1, None), True, id="its witness is certain"),
        pytest.param(ARTICLE, thread(4, 0.3), True, id="takes a third"),
        pytest.param(PAGE, thread(1, 0.3), True, id="no article is declared"),
        pytest.param(FORUM, thread(1, 0.3), True, id="a forum is declared"),
        pytest.param(ARTICLE, thread(1, 0.3, declared=5), True, id="a head announces it"),
        pytest.param(ARTICLE, thread(1, 0.3, fields=(1,)), True, id="it has a head"),
    ],
)
def test_a_thread_that_swallows_an_article_is_none(document: object, found: Thread, *, is_believed: bool) -> None:
    weighed = weigh_thread(document, Findings(body=BODY, thread=found))  # type: ignore[arg-type]
    assert (weighed.thread is not None) is is_believed


@pytest.mark.parametrize(
    ("opening", "first", "is_page", "left"),
    [
        pytest.param(post(1), 2, True, 0, id="an opening post"),
        pytest.param(post(1), 2, False, 6, id="an article with comments"),
        pytest.param(replace(post(1), parts=()), 2, True, 6, id="an opening without words"),
        pytest.param(post(3), 4, True, 6, id="an article stands before the opening"),
    ],
)
def test_on_the_page_of_a_thread_the_opening_is_the_article(
    opening: Post, first: int, left: int, *, is_page: bool
) -> None:
    found = thread(first, 0.9, opening=opening, is_page=is_page)
    assert len(weigh_thread(PAGE, Findings(body=BODY, thread=found)).body.blocks) == left


@pytest.mark.parametrize(
    ("position", "left"),
    [
        pytest.param(4, [0, 1, 2, 3, 4], id="more stands before the comments"),
        pytest.param(2, [0, 1, 2, 3, 4, 5], id="more stands behind them"),
    ],
)
def test_what_follows_the_comments_of_an_article_is_none_of_it(position: int, left: list[int]) -> None:
    found = Thread((post(position),), "structure", start=position, stop=position + 1, probability=0.9)
    assert list(weigh_thread(PAGE, Findings(body=BODY, thread=found)).body.blocks) == left


@pytest.mark.parametrize(
    ("before", "probability", "left"),
    [
        pytest.param(3, 0.95, 0, id="a summary of three paragraphs above a certain topic"),
        pytest.param(4, 0.95, 6, id="four are an article"),
        pytest.param(3, 0.94, 6, id="three above a doubtful one too"),
    ],
)
def test_a_few_paragraphs_above_a_topic_are_its_summary(before: int, probability: float, left: int) -> None:
    page = segment(Source("".join(f"<p>{text}</p>" for text in TEXT.split("\n\n")), "html", None, None, ""))
    found = thread(before + 1, probability, opening=post(before), is_page=True)
    assert len(weigh_thread(page, Findings(body=BODY, thread=found)).body.blocks) == left
