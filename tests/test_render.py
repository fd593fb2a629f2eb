"""Records written down: Markdown keeps kinds, the gutter gives the page back in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import ArticleBlock, BlockKind, Mark
from pagewinnow.render.chunks import chunks
from pagewinnow.render.gutter import to_rows
from pagewinnow.render.markdown import to_markdown
from pagewinnow.render.text import to_text

PAGE = """<html lang="en"><head><title>How to mend a net</title></head><body>
<nav><a href="/">Harbour school</a> <a href="/boats">Boats</a></nav><main><article><h1>How to mend a net</h1>
<p>A net is mended on a dry day, with a <a href="/needle">wooden needle</a> and a good deal of patience, they
say.</p>
<img src="/net.jpg" alt="A torn net">
<h2>What you need</h2>
<ul><li>a needle of wood, not of bone</li><li>twine of the same weight<ul><li>tarred, if it is old</li></ul></li></ul>
<blockquote><p>Whoever mends in the rain mends twice, my father used to say.</p></blockquote>
<pre>over, under, through
pull</pre>
<table><tr><th>Knot</th><th>Holds</th></tr><tr><td>sheet bend</td><td>yes, even when it is wet</td></tr></table>
<p>When the hole is closed, the net is hung in the wind for a day and looked at again by somebody else.</p>
</article></main><footer>© 2024 Harbour school</footer></body></html>"""


def test_markdown_keeps_kinds() -> None:
    markdown = to_markdown(Cleaner().clean(PAGE))
    for part in (
        "# How to mend a net\n",
        "\n## What you need\n",
        "\n- a needle of wood, not of bone\n- twine of the same weight\n  - tarred, if it is old\n",
        "\n> Whoever mends in the rain mends twice",
        "\n```\nover, under, through\npull\n```\n",
        "\n| Knot | Holds |\n| --- | --- |\n| sheet bend | yes, even when it is wet |\n",
    ):
        assert part in markdown
    assert "wooden needle](" not in markdown
    assert "![" not in markdown


def test_the_gutter_gives_the_page_back_in_order() -> None:
    rows = to_rows(Cleaner().clean(PAGE))
    assert [row.position for row in rows] == sorted(row.position for row in rows)
    assert rows[0].label == "title"
    assert rows[-1].label == "legal"


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [("paragraph", "one\ntwo", "one  \ntwo"), ("table_row", "a|b\tc", "| a\\|b | c |"), ("heading", "x\ny", "## x y")],
)
def test_what_markdown_would_misread_is_escaped(kind: BlockKind, text: str, line: str) -> None:
    page = Cleaner().clean(PAGE)
    assert page.article is not None
    blocks = (ArticleBlock(kind=kind, text=text, position=0, rule="", confidence=1.0),)
    assert line in to_markdown(replace(page, article=replace(page.article, blocks=blocks)))


def block(kind: BlockKind, text: str, **more: Any) -> ArticleBlock:  # noqa: ANN401
    return ArticleBlock(kind=kind, text=text, position=0, rule="", confidence=1.0, **more)


def written(*blocks: ArticleBlock, **wanted: bool) -> str:
    page = Cleaner().clean(PAGE)
    assert page.article is not None
    return to_markdown(replace(page, article=replace(page.article, title=None, blocks=blocks)), **wanted)


BOLD = Mark(4, 10, "strong")
LINK = Mark(4, 10, "link", "https://net.example/needle")


@pytest.mark.parametrize(
    ("text", "marks", "markdown"),
    [
        pytest.param("The needle.", [BOLD], "The **needle**.", id="strong"),
        pytest.param("The needle.", [BOLD, Mark(4, 10, "em")], "The ***needle***.", id="strong and emphasised"),
        pytest.param("A[x]", [Mark(1, 4, "strong")], "A\\[x\\]", id="emphasis that Markdown cannot say"),
        pytest.param("The needle.", [LINK], "The [needle](https://net.example/needle).", id="link"),
        pytest.param("Run a`b now", [Mark(4, 7, "code")], "Run ``a`b`` now", id="code with a backtick"),
        pytest.param("H2O", [Mark(1, 2, "sub")], "H<sub>2</sub>O", id="lowered"),
        pytest.param("so m = 8s here", [Mark(3, 9, "math", None, "m = 8s")], "so $m = 8s$ here", id="maths"),
        pytest.param("Ab", [Mark(1, 1, "image", "https://a.example/i.jpg", "Net")], "A![Net](https://a.example/i.jpg)b",
                     id="image"),
        pytest.param("a*b [c] <i> &lt;", [], "a\\*b \\[c\\] \\<i> \\&lt;", id="signs"),
        pytest.param("snake_case_name", [], "snake_case_name", id="an underscore in a word is no sign"),
    ],
)  # fmt: skip
def test_marks_become_markdown(text: str, marks: list[Mark], markdown: str) -> None:
    assert (
        written(block("paragraph", text, marks=tuple(marks)), links=True, images=True, comments=False)
        == markdown + "\n"
    )


@pytest.mark.parametrize(
    ("blocks", "markdown"),
    [
        pytest.param(
            [
                block("list_item", "one", number=3), block("list_item", "in it", depth=1),
                block("list_item", "two", number=4),
            ],
            "3. one\n   - in it\n4. two\n", id="numbers and a list in a list",
        ),
        pytest.param(
            [block("quote", "By hand."), block("list_item", "At dawn.", depth=1), block("quote", "No more.")],
            "> By hand.\n>\n> - At dawn.\n>\n> No more.\n", id="a list in a quotation",
        ),
        pytest.param(
            [block("list_item", "Run it:"), block("code", "net mend", depth=1, language="sh")],
            "- Run it:\n\n  ```sh\n  net mend\n  ```\n", id="code in a list",
        ),
        pytest.param([block("code", "```\nx")], "````\n```\nx\n````\n", id="a fence longer than what it holds"),
        pytest.param(
            [block("table_row", "Knot\tHolds", header=True), block("table_row", "bend\t")],
            "| Knot | Holds |\n| --- | --- |\n| bend |  |\n", id="a table with an empty cell",
        ),
        pytest.param(
            [block("list_item", "a", number=1), block("list_item", "b", number=1)], "1. a\n1) b\n", id="two lists",
        ),
    ],
)  # fmt: skip
def test_blocks_become_markdown(blocks: list[ArticleBlock], markdown: str) -> None:
    assert written(*blocks, comments=False) == markdown


def test_links_and_images_are_written_on_request_alone() -> None:
    marks = (LINK, Mark(0, 0, "image", "https://a.example/i.jpg", "Net"))
    assert written(block("paragraph", "The needle.", marks=marks), comments=False) == "The needle.\n"


def test_front_matter_says_what_is_known() -> None:
    page = Cleaner().clean(PAGE, url="https://net.example/how")
    head = to_markdown(page, front_matter=True).split("---")[1].strip().splitlines()
    assert head == [
        'title: "How to mend a net"', 'url: "https://net.example/how"', 'language: "en"', 'access: "open"',
        "complete: true", "comments: 0",
    ]  # fmt: skip


def test_text_is_title_article_and_comments() -> None:
    page = Cleaner().clean(PAGE)
    assert page.article is not None
    assert to_text(page) == f"How to mend a net\n\n{page.article.text}\n"


@pytest.mark.parametrize("size", [1, 20, 80, 10_000])
def test_chunks_are_bounded_and_lose_nothing(size: int) -> None:
    page = Cleaner().clean(PAGE)
    assert page.article is not None
    pieces = list(chunks(page, size))
    assert max(len(piece.text) for piece in pieces) <= size
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(page.article.text.split())


def test_a_chunk_knows_its_headings() -> None:
    page = Cleaner().clean(PAGE)
    sections = [piece.section for piece in chunks(page, 10_000)]
    assert sections[0] == ()
    assert ("What you need",) in sections
