"""What platforms look like in a text: the tables of the rules, and what is made of the lines they find."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Comment, Page
from pagewinnow.rules.platforms import load_platforms, read_platform

CLEANER = Cleaner()
SAID = "The bridge was closed for a year, and nobody missed it until it was open again."
ASKED = "Has anyone seen what it cost, and who paid for the new railing on the other side?"
TOLD = "It was paid for by the ferry, which is odd, for the ferry has no reason to like it."


def thread_of(*lines: str) -> Page:
    return CLEANER.clean("\n".join(lines), kind="text")


def heads_of(comments: tuple[Comment, ...]) -> list[tuple[str | None, str | None]]:
    return [(comment.author, comment.date) for comment in comments]


def test_a_pattern_matches_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[[stripped]]\nhead = ["[Staff{any}]", "{name} on {date}"]\naround = ["Reply"]', encoding="utf-8")
    [one] = read_platform(file).stripped
    staff, line = one.rows
    assert (staff.optional, line.optional, one.anchor, one.closes) == (True, False, 1, False)
    assert line.pattern.fullmatch("Ann Reed on {date}") is not None
    assert line.pattern.fullmatch("Ann Reed on {date}, she said") is None


@pytest.mark.parametrize("platform", [p for p in load_platforms() if p.stripped], ids=lambda p: p.name)
def test_no_pattern_matches_a_sentence(platform: object) -> None:
    for stripped in platform.stripped:  # type: ignore[attr-defined]
        matched = [row for row in stripped.rows if row.pattern.fullmatch(SAID)]
        assert len(matched) < len(stripped.rows), "a pattern of nothing but placeholders"


HEADS = [
    pytest.param(["Post by {} » {}"], "2024-05-02T10:00", "Thu May 02, 2024 10:00 am", id="phpBB"),
    pytest.param(["{} » {}"], "2024-05-02T10:00", "Do 2. Mai 2024, 10:00", id="phpBB, no words"),
    pytest.param(["{} 3 points {}"], None, "2 hours ago", id="Reddit"),
    pytest.param(["{} {} | parent | next [–]"], None, "2 hours ago", id="Hacker News"),
    pytest.param(["{} • {}"], None, "2 years ago", id="Disqus"),
    pytest.param(["@{}", "{}"], None, "2 years ago", id="YouTube"),
    pytest.param(["{} says:", "{} at 10:00 am"], "2024-05-02T10:00", "May 2, 2024", id="WordPress"),
]


@pytest.mark.parametrize(("head", "date", "raw"), HEADS)
def test_heads_of_platforms(head: list[str], date: str | None, raw: str) -> None:
    lines = ["3 Comments"]
    for name, text in (("anna", SAID), ("ben", ASKED), ("anna", TOLD)):
        lines += ["\n".join(head).format(name, raw), text]
    comments = thread_of(*lines).comments
    assert heads_of(comments) == [("anna", date), ("ben", date), ("anna", date)]
    assert [comment.text for comment in comments] == [SAID, ASKED, TOLD]


def numbered(first: int) -> list[str]:
    lines: list[str] = []
    for number, (name, text) in enumerate((("anna", SAID), ("ben", ASKED), ("cleo", TOLD), ("ben", SAID * 2)), first):
        lines += [name, "Member", "May 2, 2024", f"#{number}", text]
    return lines


def test_posts_that_are_counted_are_a_thread() -> None:
    page = thread_of("The bridge", *numbered(1))
    assert page.kind == "thread"
    assert page.article is not None
    assert page.article.text.endswith(SAID)
    assert ASKED not in page.article.text
    assert [c.author for c in page.comments] == ["ben", "cleo", "ben"]


def test_where_the_count_begins_with_two_the_opening_post_stands_above() -> None:
    page = thread_of("The bridge", "Home", SAID * 3, *numbered(2))
    assert page.kind == "thread"
    assert page.article is not None
    assert page.article.text.endswith(SAID * 3)
    assert ASKED not in page.article.text
    assert len(page.comments) == 4


def test_a_later_page_of_a_thread_has_no_opening_post() -> None:
    page = thread_of("The bridge", *numbered(21))
    assert page.kind == "thread"
    assert len(page.comments) == 4


def test_numbered_steps_are_no_posts() -> None:
    lines = [x for n, text in enumerate((SAID, ASKED, TOLD), 1) for x in (f"Step #{n}: Look at it closely", text)]
    assert thread_of("How to mend a bridge", *lines).comments == ()


def signed(*posts: tuple[str, str]) -> tuple[Comment, ...]:
    lines = ["5 Comments"]
    for name, text in posts:
        lines += [f"{name} • 2 years ago", text]
    return thread_of(*lines).comments


def test_signatures_and_labels_are_no_words() -> None:
    posts = (("anna", f"{SAID}\nMind the gap, always."), ("ben", ASKED), ("anna", f"{TOLD}\nMind the gap, always."))
    assert [c.text for c in signed(*posts)] == [SAID, ASKED, TOLD]


def test_what_an_author_says_twice_stays() -> None:
    texts = [SAID, ASKED, TOLD, f"{TOLD} Or so they say.", SAID]
    assert [c.text for c in signed(*zip(("anna", "ben", "cleo", "dan", "anna"), texts, strict=True))] == texts


def test_words_of_an_earlier_post_are_a_quote_and_tell_the_parent() -> None:
    comments = signed(("anna", SAID), ("ben", ASKED), ("cleo", f"anna said:\n{SAID}\n{TOLD}"))
    assert (comments[2].text, comments[2].quoted_text, comments[2].parent_id) == (TOLD, SAID, comments[0].id)


def test_an_arrow_tells_the_parent() -> None:
    comments = signed(("anna", SAID), ("ben → anna", ASKED), ("cleo", TOLD))
    assert [(c.author, c.parent_id, c.depth) for c in comments] == [
        ("anna", None, 0),
        ("ben", comments[0].id, 1),
        ("cleo", None, 0),
    ]
