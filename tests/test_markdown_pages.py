"""The Markdown of the pages in `tests/markdown` is as near to a careful person's as when it was last measured."""

from __future__ import annotations

import pytest

import pagewinnow
from markdown_pages import KINDS, read_pages, similarity
from pagewinnow.records import ArticleBlock, Mark, MarkKind
from pagewinnow.render.markdown.blocks import write_blocks
from pagewinnow.render.markdown.inline import Wanted, write_inline

#: The means that were measured, less a small margin; `tests/bench/markdown.py` prints the means.
REACHED = {"prose": 0.965, "code": 0.975, "tables": 0.965, "maths": 0.985}
PAGES = read_pages()


def to_markdown(html: str) -> str:
    return pagewinnow.to_markdown(pagewinnow.clean(html, kind="html"), links=True, images=True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_markdown_is_near_to_a_careful_persons(kind: str) -> None:
    scores = [similarity(page, to_markdown(page.html)) for page in PAGES if page.kind == kind]
    assert sum(scores) / len(scores) >= REACHED[kind]


def test_the_measure_sees_what_is_lost() -> None:
    page = next(page for page in PAGES if page.kind == "tables")
    assert similarity(page, page.before + page.wanted + page.after) == 1
    assert similarity(page, page.before + page.wanted.replace("|", "") + page.after) < 0.9


@pytest.mark.parametrize(
    ("text", "marks", "written"),
    [
        ("so it is", [Mark(3, 3, "math", alt="x^2")], "so $x^2$ it is"),  # shown nowhere, but in a script
        ("so it is", [Mark(2, 2, "math", alt="x^2")], "so $x^2$ it is"),
        ("(so)", [Mark(1, 1, "math", alt="x")], "($x$so)"),
        ("a=b", [Mark(0, 3, "math")], "a=b"),  # MathML alone is text
        ("so x is", [Mark(3, 4, "math", alt="x^2")], "so $x^2$ is"),
    ],
)
def test_formulas(text: str, marks: list[Mark], written: str) -> None:
    assert write_inline(text, marks, Wanted()) == written


def block(text: str, *marks: tuple[int, int, MarkKind, str | None]) -> ArticleBlock:
    return ArticleBlock(
        kind="paragraph", text=text, position=0, rule="", confidence=1.0, marks=tuple(Mark(*mark) for mark in marks)
    )


def test_a_note_has_the_name_that_its_reference_says() -> None:
    blocks = [
        block("Oil[1] dries.", (3, 6, "sup", None), (3, 6, "footnote", "#a")),
        block("[1] Slowly.", (0, 0, "footnote", "#a")),
        block("In a week.", (0, 0, "footnote", "#a")),
        block("The end."),
    ]
    assert write_blocks(blocks, Wanted()) == "Oil[^1] dries.\n\n[^1]: Slowly.\n\n    In a week.\n\nThe end."


def test_a_reference_without_its_note_is_raised_text() -> None:
    blocks = [block("Oil[1] dries.", (3, 6, "sup", None), (3, 6, "footnote", "#a"))]
    assert write_blocks(blocks, Wanted()) == "Oil<sup>\\[1\\]</sup> dries."
