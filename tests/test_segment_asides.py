"""What stands in a block and is no text of it, and what marks its text."""

from __future__ import annotations

import pytest

from pagewinnow.document import Block, Document, Source
from pagewinnow.marks import read_marks
from pagewinnow.segment import segment


def html(markup: str) -> Document:
    return segment(Source(markup, "html", None, None, ""))


def first(markup: str) -> Block:
    return html(markup).blocks[0]


KATEX = (
    "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>m</mi><mo>=</mo><mn>8</mn></mrow>"
    "<annotation encoding='application/x-tex'>m = 8</annotation></semantics></math></span>"
    "<span class=katex-html aria-hidden=true><span>m</span><span>=8</span></span></span>"
)


@pytest.mark.parametrize(
    ("markup", "text", "asides"),
    [
        pytest.param("<p>a <span hidden>b</span> c", "a c", ["b"], id="hidden"),
        pytest.param("<p>a <i style='display: none'>b</i>", "a", ["b"], id="hidden by style"),
        pytest.param("<p><a href=x>map<b class=sr-only> (new tab)</b></a>.", "map.", ["(new tab)"], id="spoken"),
        pytest.param("<p>a <span hidden>9.99</span>", "a 9.99", [], id="a price stays"),
        pytest.param("<p>a <span class=sr-only>4 of 5</span>", "a 4 of 5", [], id="a rating stays"),
        pytest.param(
            "<p><b class=sr-only>$9.99</b><b aria-hidden=true>$9<sup>99</sup></b>",
            "$9.99",
            ["$999"],
            id="a price twice",
        ),
        pytest.param("<p><b aria-hidden=true>D</b><b class=sr-only>D</b>er", "Der", ["D"], id="a drop cap twice"),
        pytest.param("<p>a <span aria-hidden=true>b</span> c", "a b c", [], id="silent alone is seen"),
        pytest.param("<p>a <span class=sr-only-not>b</span>", "a b", [], id="another class"),
        pytest.param("<ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>b", "\u6f22b", ["(", "kan", ")"], id="ruby"),
        pytest.param(
            "<ruby>\u6f22<rt>a\u5b57<rt>b</ruby>c", "\u6f22c", ["a\u5b57", "b"], id="ruby of unclosed readings"
        ),
        pytest.param("<ruby><rb>\u6f22<rt>a<rb>\u5b57<rt>b</ruby>c", "\u6f22\u5b57c", ["a", "b"], id="ruby with bases"),
        pytest.param(f"<p>so {KATEX} is", "so m=8 is", ["m = 8", "m=8"], id="formula"),
        pytest.param("<h2>A<span class=mw-editsection>[<a href=e>b</a>]</span></h2>", "A", ["[b]"], id="edit link"),
        pytest.param("<p>break&shy;able", "breakable", ["\u00ad"], id="soft hyphen"),
        pytest.param("<pre><i>1</i> a\n<i>2</i> b</pre>", " a\n b", ["1", "2"], id="numbers of lines"),
        pytest.param("<pre><i>1</i> a\n<i>7</i> b</pre>", "1 a\n7 b", [], id="numbers in code"),
        pytest.param("<table><td><pre>1\n2</pre><td><pre>a\nb</pre></table>", "a\nb", ["1\n2"], id="gutter"),
        pytest.param("<pre>1\n2</pre>", "1\n2", [], id="numbers alone"),
    ],
)
def test_words_that_are_no_text_stand_beside_the_block(markup: str, text: str, asides: list[str]) -> None:
    block = first(markup)
    assert (block.text, [aside.text.strip() for aside in block.asides]) == (text, asides)


def test_a_block_of_hidden_words_alone_is_hidden() -> None:
    block = first("<p><span hidden>b</span></p>")
    assert (block.text, block.hidden, block.asides) == ("b", True, ())


def test_an_edit_link_by_itself_waits_for_the_next_block() -> None:
    alone = "<div><span class=mw-editsection>[b]</span></div>"
    assert [(b.text, [a.text.strip() for a in b.asides]) for b in html(f"<h2>A</h2>{alone}<p>c").blocks] == [
        ("A", []),
        ("c", ["[b]"]),
    ]
    assert [b.text for b in html(f"<p>A{alone}").blocks] == ["A", "[b]"]


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("<p>a <a href=/x>b</a>", [("b", "link", "/x", None)]),
        ("<p>a <a name=x>b</a>", []),
        ("<p><b>a <i>b</i></b>", [("a b", "strong", None, None), ("b", "em", None, None)]),
        ("<b><div>a</div></b>", [("a", "strong", None, None)]),
        ("<p>H<sub>2</sub>O<sup>n</sup>", [("2", "sub", None, None), ("n", "sup", None, None)]),
        ("<p><kbd>a</kbd><code>b</code>", [("a", "code", None, None), ("b", "code", None, None)]),
        ("<pre><b>a</b></pre>", []),
        ("<p>a<sup><a href=#n>1</a></sup>", [("1", "footnote", "#n", None), ("1", "sup", None, None)]),
        ("<p>a<a href=#n><sup>1</sup></a>", [("1", "sup", None, None), ("1", "footnote", "#n", None)]),
        ("<p>a <a href=#n>b</a>", [("b", "link", "#n", None)]),
        ("<p>a <img src=/m.png alt=' A  map'>", [("", "image", "/m.png", "A map")]),
        ("<p><img src=data:x data-src=/m.png>a", [("", "image", "/m.png", None)]),
        ("<p><img src=data:x>a", []),
        (f"<p>so {KATEX}", [("m=8", "math", None, "m = 8")]),
        ("<p>a <math alttext=z><mi>z</mi></math>", [("z", "math", None, "z")]),
        ("<p>a <script type=math/tex>z</script>b", [("", "math", None, "z")]),
        ("<table><tr><td>a<td>b</table>", [("", "cell", None, None)]),
        ("<table><tr><td>a<td><td colspan=2>b</table>", [("", "cell", None, None)] * 3),
    ],
)
def test_marks(markup: str, marks: list[tuple[str, str, str | None, str | None]]) -> None:
    document = html(markup)
    block = document.blocks[0]
    found = read_marks(block, document.skeleton)
    assert sorted((block.text[m.start : m.end], m.kind, m.href or "", m.alt or "") for m in found) == sorted(
        (text, kind, href or "", alt or "") for text, kind, href, alt in marks
    )


def test_a_cell_over_two_rows_leaves_its_column_empty_in_the_second() -> None:
    document = html("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    assert [[m.start for m in block.marks] for block in document.blocks] == [[1], [0]]


def test_numbers_depth_language_and_heads() -> None:
    page = html(
        "<ol start=3><li>a<li><p>b<p>b2<ul><li>c</ul><li value=9>d</ol><blockquote><ul><li>e</ul>f</blockquote>"
        "<pre><code class='hljs language-rust'>g</code></pre><pre class='brush: js;'>h</pre><pre class=wide>i</pre>"
        "<table><tr><th>j<th>k<tr><th>l<td>m</table>"
    )
    told = {b.text: (b.number, b.depth, b.language, b.header) for b in page.blocks}
    assert told == {
        "a": (3, 0, None, False), "b": (4, 0, None, False), "b2": (None, 0, None, False), "c": (None, 1, None, False),
        "d": (9, 0, None, False), "e": (None, 1, None, False), "f": (None, 0, None, False),
        "g": (None, 0, "rust", False), "h": (None, 0, "js", False), "i": (None, 0, None, False),
        "j\tk": (None, 0, None, True), "l\tm": (None, 0, None, False),
    }  # fmt: skip


def test_a_title_outside_the_head_is_shown_and_declared() -> None:
    document = html("<body><p>a</p><title>T</title></body>")
    assert (document.declared.title, [b.text for b in document.blocks]) == ("T", ["a", "T"])


@pytest.mark.parametrize(
    ("open_", "block"),
    [("<span>", "<p>x</p>"), ("<font>", "x<br><br>"), ("<table><tr><td>", "<p>x"), ("<b>", "<li>x")],
)
def test_what_nobody_closes_costs_a_bounded_number_of_runs(open_: str, block: str) -> None:
    counts = [sum(len(b.runs) for b in html(open_ * n + block * n).blocks) for n in (300, 600)]
    assert counts[1] <= 2 * counts[0] + 50


@pytest.mark.parametrize("end", ["<body>", "\n", "</head>", "<script>x</script>"])
def test_a_title_that_nobody_closes_swallows_no_page(end: str) -> None:
    document = html(f"<head><title>\nThe ferry{end}<p>It sails again at noon.</p>")
    assert document.declared.title == "The ferry"
    assert "It sails again at noon." in [block.text for block in document.blocks]


@pytest.mark.parametrize("swallowed", ["<!-- <p>", "<p class='", '<!-- a --> <div b="', "</", "<![CDATA["])
def test_what_a_tag_or_a_remark_swallows_is_read(swallowed: str) -> None:
    words = "It was read all the same, however long it was. " * 8
    assert words.strip() in " ".join(b.text for b in html(swallowed + words).blocks)


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u3000"])
def test_a_line_of_space_between_wrapped_lines_is_blank(space: str) -> None:
    line = "The lines of this text were broken at a column by an editor that\n"
    blocks = segment(Source((line * 6 + space + "\n") * 4 + line, "text", None, None, "")).blocks
    assert blocks
