"""Records written down: Markdown keeps kinds, the gutter gives the page back in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import ArticleBlock, BlockKind
from pagewinnow.render.gutter import to_rows
from pagewinnow.render.markdown import to_markdown

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
