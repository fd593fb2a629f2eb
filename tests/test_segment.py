"""HTML and text to blocks."""

from __future__ import annotations

import pytest

from pagewinnow.document import Document, Source
from pagewinnow.segment import segment

DENSE = "\u9577" * 60


def html(markup: str) -> Document:
    return segment(Source(markup, "html", None, None, ""))


def texts(markup: str) -> list[str]:
    return [block.text for block in html(markup).blocks]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        pytest.param("<p>one<p>two", ["one", "two"], id="paragraphs"),
        pytest.param(
            "<p>un<b>believ</b>able, <a href=x>says</a> H<sub>2</sub>O", ["unbelievable, says H2O"], id="inline"
        ),
        pytest.param("<div>one<br>two</div>", ["one\ntwo"], id="one br is a line"),
        pytest.param("<div>one<br> <br>two</div>", ["one", "two"], id="two br are a paragraph"),
        pytest.param("<div><br><br>one<br></div>", ["one"], id="br at the rim"),
        pytest.param("<div>a<div>b</div>c</div>", ["a", "b", "c"], id="text around a block"),
        pytest.param("<a href=x><div>one</div><div>two</div></a>", ["one", "two"], id="blocks in a link"),
        pytest.param("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a\tb", "c\td"], id="rows"),
        pytest.param(f"<table><tr><td>{'long ' * 40}<td>b</table>", [("long " * 40).strip(), "b"], id="layout table"),
        pytest.param("<pre>  a\n    b\n</pre>", ["  a\n    b"], id="pre keeps its space"),
        pytest.param("<noscript><p>post</p></noscript>", ["post"], id="noscript is read"),
        pytest.param("<p>a<script>var x = '<p>no</p>'</script>b", ["ab"], id="scripts are not"),
        pytest.param("<style>p{}</style><template><p>a</template><svg><title>b</title></svg>yes", ["yes"], id="mute"),
        pytest.param("<head><title>T</title></head><body>B", ["B"], id="the head is not shown"),
        pytest.param("<select><option>a<option>b</select>", ["a\tb"], id="options"),
        pytest.param("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"], id="nested list"),
        pytest.param("<x-post>a</x-post><x-post>b</x-post>", ["a", "b"], id="own elements by themselves are blocks"),
        pytest.param("<div><x-t>One</x-t> <a href=x>two</a></div>", ["One", "two"], id="and so before another element"),
        pytest.param("<p>See <x-tip>the map</x-tip>.<p>b", ["See the map.", "b"], id="in a sentence they are not"),
        pytest.param("<div>See <x-tip>the map</x-tip>.</div>", ["See the map."], id="nor where text is around them"),
        pytest.param("<div><x-tip>Maps</x-tip> are here.</div>", ["Maps are here."], id="nor where text follows"),
        pytest.param("<pre>a <x-k>b</x-k>\n<x-k>c</x-k></pre>", ["a b\nc"], id="nor in code"),
        pytest.param("<template shadowrootmode=open><p>a</p></template>", ["a"], id="a shadow root is content"),
        pytest.param(
            "<table><tr><td>nav<br>x<td>one<br><br>two<td>s</table>", ["nav\nx", "one", "two", "s"], id="columns"
        ),
        pytest.param(f"<table><tr><td>\u76ee<td>{DENSE}<td>\u4fa7</table>", ["\u76ee", DENSE, "\u4fa7"], id="dense"),
        pytest.param(
            f"<table><tr><th>a<th>b<tr><td>c<td>{'d ' * 99}</table>", ["a\tb", "c\t" + ("d " * 99).strip()], id="th"
        ),
        pytest.param("<pre><div>a</div>\n<div>  b</div></pre>", ["a\n  b"], id="lines of a pre"),
        pytest.param("<pre><ol><li>a<li><li>b</ol></pre>", ["a\n\nb"], id="an empty line of a pre"),
        pytest.param("<pre>a<br><br>b</pre>", ["a\n\nb"], id="line breaks of a pre"),
        pytest.param(
            "<div class=code-line>a</div> <div class=code-line>  b</div>c", ["a\n  b", "c"], id="lines of a listing"
        ),
        pytest.param("<div style='white-space:pre'>a  b</div>c", ["a b", "c"], id="one line is no listing"),
        pytest.param("<b>a</b>\t<b>b</b>", ["a b"], id="a tab is space"),
        pytest.param("a &lt;b&gt; &amp; c&nbsp;d", ["a <b> & c d"], id="entities"),
        pytest.param("</div></p>a</b>", ["a"], id="stray end tags"),
        pytest.param("", [], id="nothing"),
        pytest.param("<p> </p><div>\n</div>", [], id="space alone"),
    ],
)
def test_blocks(markup: str, blocks: list[str]) -> None:
    assert texts(markup) == blocks


@pytest.mark.parametrize(
    ("markup", "kind", "level"),
    [
        ("<h2>x</h2>", "heading", 2),
        ("<h2><span>x</span></h2>", "heading", 2),
        ("<ul><li>x</ul>", "list_item", 1),
        ("<ul><li><ol><li>x</ol></ul>", "list_item", 2),
        ("<ul><li><p>x</ul>", "list_item", 1),
        ("<blockquote><p>x</blockquote>", "quote", None),
        ("<pre><code>x</code></pre>", "code", None),
        ("<table><tr><td>x<td>y</table>", "table_row", None),
        ("<table><tr><td><p>x</table>", "paragraph", None),
        ("<figure><figcaption>x</figure>", "caption", None),
        ("<p>x", "paragraph", None),
    ],
)
def test_kinds(markup: str, kind: str, level: int | None) -> None:
    block = html(markup).blocks[0]
    assert (block.kind, block.level) == (kind, level)


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p hidden>x", True),
        ('<div hidden id="S:1">x</div>', False),
        ('<div hidden id="Ship">x</div>', True),
        ("<div style='color:red; display : none'><p>x</div>", True),
        ("<div style='visibility:hidden'>x</div>", True),
        ("<p>x", False),
        ("<div style='display:block'>x</div>", False),
    ],
)
def test_hidden_is_flagged_not_dropped(markup: str, hidden: bool) -> None:  # noqa: FBT001 - a column of the table
    assert [b.hidden for b in html(markup).blocks] == [hidden]


def test_runs_are_the_inline_elements_with_text() -> None:
    document = html("<p><a href=/anna> Anna </a> &middot; <time datetime=2024-05-01>1 May</time> <b></b>wrote")
    block = document.blocks[0]
    runs = [(document.skeleton.tags[r.node], block.text[r.start : r.end]) for r in block.runs]
    assert block.text == "Anna · 1 May wrote"
    assert runs == [("a", "Anna"), ("time", "1 May")]
    assert block.link_chars == len("Anna")
    assert document.skeleton.attributes[block.runs[1].node] == {"datetime": "2024-05-01"}


def test_cells_are_runs_of_their_row() -> None:
    document = html("<table><tr><th>Year</th><td>1987</td></tr></table>")
    block = document.blocks[0]
    assert [block.text[r.start : r.end] for r in block.runs] == ["Year", "1987"]


def test_the_skeleton_knows_which_blocks_an_element_holds() -> None:
    document = html("<body><div id=a><p>1</p><p>2</p></div><div id=b>3</div></body>")
    skeleton = document.skeleton
    nodes = {skeleton.attributes[n]["id"]: n for n in range(len(skeleton.tags)) if "id" in skeleton.attributes[n]}
    held = {name: (skeleton.firsts[n], skeleton.stops[n]) for name, n in nodes.items()}
    assert held == {"a": (0, 2), "b": (2, 3)}
    assert [skeleton.tags[n] for n in skeleton.children(nodes["a"])] == ["p", "p"]
    assert [skeleton.tags[n] for n in skeleton.ancestors(nodes["b"])] == ["div", "body", "html"]


def test_declarations() -> None:
    declared = html(
        "<html lang=de><head><title> A  title </title><base href=/x/><meta property='og:Title' content=T>"
        "<meta name=author content=''><link rel=canonical href=/c></head>"
        "<body><script type='application/ld+json'>[{'@type': 1}]</script>"
        '<script type=\'application/ld+json; charset=utf-8\'><!-- {"@type": "NewsArticle",} --></script>'
    ).declared
    assert (declared.title, declared.language, declared.base) == ("A title", "de", "/x/")
    assert declared.metas == (("og:title", "T"),)
    assert declared.links == (("canonical", "/c"),)
    assert [dict(o) for o in declared.json_ld] == [{"@type": "NewsArticle"}]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\n\nthree", [("one", 0), ("two", 0), ("three", 2)]),
        ("\n\n one  two \n", [("one two", 0)]),
        ("", []),
        ("\r\none\r\n\r\ntwo", [("one", 0), ("two", 1)]),
    ],
)
def test_text_blocks(text: str, blocks: list[tuple[str, int]]) -> None:
    document = segment(Source(text, "text", None, None, ""))
    assert [(b.text, b.gap) for b in document.blocks] == blocks


HOSTILE = {
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">seen</p>",
    "depth": "<div>" * 100_000 + "seen" + "</div>" * 100_000,
    "unclosed": "<b><i><u>" * 30_000 + "seen",
    "one text": "<p>" + "word " * 2_000_000 + "</p><p>seen</p>",
    "less than": "<" * 500_000 + "<p>seen</p>",
    "ampersands": "&" * 500_000 + "<p>seen</p>",
    "breaks": "<br>" * 100_000 + "seen",
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p><p>seen</p>',
    "surrogate reference": "<p>&#xD800;</p><p>seen</p>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_whole(name: str) -> None:
    document = html(HOSTILE[name])
    assert "seen" in document.blocks[-1].text


def test_what_was_met_is_said() -> None:
    signals = html(HOSTILE["attributes"]).signals
    assert signals.attributes == 100_000
    assert html("<div>" * 3000 + "x").signals.depth > 3000


LD = '<script type="application/ld+json">{{"@type": "{}", "{}": "{}"}}</script>'
BODY = "The ferry runs again from Monday, the town said, and nobody was more surprised than the ferryman. " * 6
PARAGRAPHS = f"<p>{BODY}</p><p>A last word.</p>".replace("</", "<\\/")


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        pytest.param(
            LD.format("NewsArticle", "articleBody", BODY) + "<p>Wait.</p>",
            "jsonld/articleBody",
            id="JSON-LD",
        ),
        pytest.param(
            f'<script id="data" type="application/json">{{"a": [{{"b": "{PARAGRAPHS}"}}]}}</script><div>Wait</div>',
            "script/json",
            id="framework",
        ),
        pytest.param(
            LD.format("NewsArticle", "articleBody", BODY) + f"<p>{BODY}</p>",
            None,
            id="shown as well",
        ),
        pytest.param(
            LD.format("Organization", "text", BODY) + "<p>Wait.</p>",
            None,
            id="of something else",
        ),
        pytest.param("<script type='application/json'>{broken</script><p>Wait.</p>", None, id="broken"),
    ],
)
def test_text_that_is_held_and_not_shown(markup: str, place: str | None) -> None:
    document = html(markup)
    assert (document.unseen and document.unseen.place) == place
    if document.unseen:
        assert document.blocks[document.unseen.start].text == BODY.strip()
        assert [b.position for b in document.blocks] == list(range(len(document.blocks)))
