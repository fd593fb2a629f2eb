"""The Markdown of the pages in `tests/markdown` is as near to a careful person's as when it was last measured."""

from __future__ import annotations

from time import process_time

import pytest

import pagewinnow
from markdown_pages import KINDS, read_pages, similarity
from pagewinnow.document import Block, Skeleton, Source
from pagewinnow.marks import read_marks
from pagewinnow.records import ArticleBlock, Mark, MarkKind
from pagewinnow.render.markdown.blocks import write_blocks
from pagewinnow.render.markdown.inline import Wanted, write_inline
from pagewinnow.segment.text import segment_text

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


def block_of(text: str, *marks: tuple[int, int, MarkKind, str | None]) -> ArticleBlock:
    return ArticleBlock(
        kind="paragraph", text=text, position=0, rule="", confidence=1.0, marks=tuple(Mark(*mark) for mark in marks)
    )


def test_a_note_has_the_name_that_its_reference_says() -> None:
    blocks = [
        block_of("Oil[1] dries.", (3, 6, "sup", None), (3, 6, "footnote", "#a")),
        block_of("[1] Slowly.", (0, 0, "footnote", "#a")),
        block_of("In a week.", (0, 0, "footnote", "#a")),
        block_of("The end."),
    ]
    assert write_blocks(blocks, Wanted()) == "Oil[^1] dries.\n\n[^1]: Slowly.\n\n    In a week.\n\nThe end."


def test_a_reference_without_its_note_is_raised_text() -> None:
    blocks = [block_of("Oil[1] dries.", (3, 6, "sup", None), (3, 6, "footnote", "#a"))]
    assert write_blocks(blocks, Wanted()) == "Oil<sup>\\[1\\]</sup> dries."


def read_markdown(markdown: str) -> list[ArticleBlock]:
    """The blocks of a Markdown page, all of them, as an article has them."""
    blocks = segment_text(Source(markdown, "markdown", None, None, "")).blocks
    return [
        ArticleBlock(
            kind=block.kind, level=block.level, depth=block.depth, number=block.number, language=block.language,
            header=block.header, text=block.text, marks=block.marks, position=block.position, rule="", confidence=1.0,
        )
        for block in blocks
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markdown",
    [
        "The **tide** comes *twice* a day, says `moon`, see [the map](https://a.example/map).",
        "**[the *old* map](https://a.example/map)**",
        "H<sub>2</sub>O and m<sup>2</sup>",
        "# A heading\n\nA paragraph.\n\n## Another *one*\n\nThe end.",
        "3. Mix the flour.\n4. Knead it:\n   - by hand\n   - in turn\n5. Wait.",
        "- one\n  - two\n    - three\n- four",
        "> Said once.\n>\n> - an item",
        "```python\n    indented()\n```\n\nThen:\n\n```\nbare\n```",
        "| Saw | Teeth |\n| --- | --- |\n| **Tenon** | 14 |\n|  | `a\\|b` |",
        "Oil dries[^1], but slowly.\n\n[^1]: In a *week* or so.",
        "2 \\* 3 is not *stressed*, nor is snake_case_name.",
        "First.\n\n-  -  -\n\nSecond.",
    ],
)
def test_markdown_comes_back_as_it_was(markdown: str) -> None:
    wanted = markdown.replace("-  -  -\n\n", "")  # a line between two paragraphs is no text
    assert write_blocks(read_markdown(markdown), Wanted(links=True)) == wanted


def test_a_number_of_an_item_is_kept_beside_its_words() -> None:
    block = segment_text(Source("7. Wait.", "markdown", None, None, "")).blocks[0]
    assert (block.number, block.text, [aside.text.strip() for aside in block.asides]) == (7, "Wait.", ["7."])


@pytest.mark.parametrize("sign", ["[a", "*a ", "_a ", "`", "> ", "<b>", "[^a", "![", "$$a", "\\(", "\\[", "| "])
def test_signs_that_nothing_closes_take_no_time(sign: str) -> None:
    page = sign * (19_000 // len(sign))  # as long as lines are whose signs are looked for
    begun = process_time()
    blocks = read_markdown(f"{page}\n\n{page}")
    skeleton = Skeleton([""], [-1], [{}], [1], [0], [1])
    for block in blocks:
        read_marks(Block(0, block.text, "paragraph", None, 0), skeleton)
    write_blocks(blocks or [block_of("none")], Wanted(links=True))
    assert process_time() - begun < 5
