"""The shapes that a text comes in: wrapped, in one line, Markdown, WET; which is which, and the blocks of each."""

from __future__ import annotations

import textwrap

import pytest

from pagewinnow.document import Block, Source
from pagewinnow.fetch import Fetch
from pagewinnow.find.chrome.heads import is_image_name
from pagewinnow.load import load
from pagewinnow.load.wet import read_wet
from pagewinnow.options import Options
from pagewinnow.records import InputKind
from pagewinnow.segment import segment
from pagewinnow.segment.inline import read_inline
from pagewinnow.segment.wrapping import find_width, split_sentences

PROSE = (
    "The mill stands where the river bends, and has stood there for as long as anybody can remember. It grinds in "
    "spring and autumn, when there is water enough, and sleeps in between with its door open. Children from the "
    "village know every board of it, and which of them gives way."
)
VERSE = """The heron stands
in the shallow bend,
and has no plans
that it would mend.

The river goes
as rivers do,
and no one knows
where it goes to."""
JA = (
    "港町の小さな図書館が、来月から夜十時まで開くことになった。これまでは午後六時に閉まり、"
    "働く人はほとんど利用できなかったという。館長は本は昼だけのものではないと話す。"
)


def source_of(text: str, kind: InputKind = "text", fetch: Fetch | None = None) -> Source:
    return load(text, url=None, kind=kind, fetch=fetch, options=Options())


def blocks_of(text: str, kind: InputKind = "text") -> list[Block]:
    return list(segment(source_of(text, kind)).blocks)


def texts_of(text: str, kind: InputKind = "text") -> list[str]:
    return [block.text for block in blocks_of(text, kind)]


@pytest.mark.parametrize("width", [60, 72, 78])
@pytest.mark.parametrize(
    "words", [PROSE, PROSE.upper().replace("THE", "Der"), "Příliš žluťoučký kůň úpěl ďábelské ódy. " * 12]
)
def test_broken_lines_are_one(words: str, width: int) -> None:
    page = "\n\n".join([textwrap.fill(words, width, break_on_hyphens=False)] * 3)
    assert texts_of(page) == [" ".join(words.split())] * 3 or find_width(page.splitlines()) is None
    if words == PROSE:
        assert find_width(page.splitlines()) == pytest.approx(width, abs=4)


def test_broken_lines_of_a_script_without_spaces_are_joined_without_one() -> None:
    text = JA * 3
    lines = [text[i : i + 36] for i in range(0, len(text), 36)]
    assert texts_of("\n".join(lines)) == [text]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(VERSE, id="verse"),
        pytest.param("\n".join(f"Entry {i} of a menu" for i in range(40)), id="menu"),
        pytest.param(f"{PROSE}\nShort\n{PROSE}\nShort", id="a line a paragraph"),
        pytest.param(
            "\n".join(["Ann Reed, 12 Mill Lane, Lower Marsh, County of Seven Rivers, 47"] * 9), id="addresses"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_other_lines_stay(page: str) -> None:
    assert texts_of(page) == [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def test_lists_and_verse_between_broken_lines() -> None:
    page = "\n\n".join(
        [textwrap.fill(PROSE, 72)] * 2
        + ["- one\n- two is a longer item that goes on and on until it is\n  broken", VERSE]
    )
    found = texts_of(page)
    assert found[:2] == [PROSE] * 2
    assert found[2:4] == ["- one", "- two is a longer item that goes on and on until it is broken"]
    assert found[4:] == [line for line in VERSE.splitlines() if line]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. Nobody came.", ["It rained.", "Nobody came."]),
        (
            "Dr. Reed met Mr. J. Foxley vs. the town. They left.",
            ["Dr. Reed met Mr. J. Foxley vs. the town.", "They left."],
        ),
        ("It is 3.5 miles. Go!", ["It is 3.5 miles.", "Go!"]),
        ("Am 3. Mai kam er. Niemand sah ihn.", ["Am 3. Mai kam er.", "Niemand sah ihn."]),
        ("Он ушёл. Никто не видел.", ["Он ушёл.", "Никто не видел."]),
        ("今日は雨だ。誰も来ない！「なぜ？」", ["今日は雨だ。", "誰も来ない！", "「なぜ？」"]),
        ("Wait... what? he asked.", ["Wait... what? he asked."]),
        ("One", ["One"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_a_page_in_one_line_is_its_sentences() -> None:
    page = (PROSE + " ") * 5
    assert len(texts_of(page)) == 15
    assert texts_of(PROSE) == [PROSE]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('See [the map](/map) and [it](<a b> "T")', "See the map and it"),
        ("**Bold**, *it*, ***both***, ~~gone~~ and __so__ on", "Bold, it, both, gone and so on"),
        ("snake_case_name and 2*3*4 and 5 * 6 * 7", "snake_case_name and 2*3*4 and 5 * 6 * 7"),
        ("中文**强调**中文", "中文强调中文"),
        ("`a*b*c` and \\*literal\\*", "a*b*c and *literal*"),
        ("<https://a.example/b>", "https://a.example/b"),
        ("a<br>b<br/>c <sup>2</sup>", "a b c 2"),
        ("The <table> element holds <tr>", "The <table> element holds <tr>"),
        ("arr[0][1] = [x]", "arr[0][1] = [x]"),
        ("[![alt](i.png)](/x) words", "words"),
        ("[](#top)", ""),
        ("**", ""),
    ],
)
def test_signs_in_a_line(line: str, text: str) -> None:
    assert read_inline(line).text == text


def test_links_of_a_line_are_counted() -> None:
    assert read_inline("[one **two**](/a) three").link_chars == len("one two")
    assert read_inline("[one][1]", {"1": "/one"}).link_chars == len("one")


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["[" * 19_000, "[a](b " * 3_000, "**a" * 6_000, "`a`" * 6_000, "[![a" * 4_500, "<!--" * 4_000]
)
def test_hostile_lines_are_read_in_time(line: str) -> None:
    assert isinstance(read_inline(line).text, str)


MARKDOWN = """\
# Title

Setext
------

A paragraph[^1] with a [link](/x).

- one
  - two
1. first

> said
> again

| a | b |
|---|---|
| c | d |

```
code  *here*
```

![A mill](mill.jpg)

***
[ref]: https://a.example/
"""


def test_markdown_blocks() -> None:
    assert [(b.kind, b.level, b.text) for b in blocks_of(MARKDOWN, "markdown")] == [
        ("heading", 1, "Title"),
        ("heading", 2, "Setext"),
        ("paragraph", None, "A paragraph[^1] with a link."),
        ("list_item", 1, "one"),
        ("list_item", 2, "two"),
        ("list_item", 1, "first"),  # its number stands beside it
        ("quote", None, "said"),
        ("quote", None, "again"),
        ("table_row", None, "a b"),
        ("table_row", None, "c d"),
        ("code", None, "code  *here*"),
        ("caption", None, "A mill"),
    ]


def test_a_link_around_several_lines_is_a_link() -> None:
    first, second, third = blocks_of("[\n\n### Head\n\nWords\n\n](/x)\n\nAfter", "markdown")
    assert (first.text, second.text, third.text) == ("Head", "Words", "After")
    assert (first.link_chars, second.link_chars, third.link_chars) == (4, 5, 0)


def test_broken_lines_of_markdown_are_one() -> None:
    item = textwrap.fill(PROSE, 72, initial_indent="- ", subsequent_indent="  ")
    page = f"# Mill\n\n{textwrap.fill(PROSE, 72)}\n\n{item}"
    assert texts_of(page, "markdown") == ["Mill", PROSE, PROSE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(MARKDOWN, "markdown", id="markdown"),
        pytest.param("# Mill\n\n" + PROSE + "\n\n[Home](/)\n", "markdown", id="a heading and a link"),
        pytest.param(PROSE, "text", id="prose"),
        pytest.param("# one\n# two\nx = 1\n# three\n" * 9, "text", id="remarks in code"),
        pytest.param("It is #1 (see [3]) and costs * 5 or ** 6.", "text", id="signs by chance"),
        pytest.param("a[0][1] = b['x']['y']\n" * 9, "text", id="indices"),
        pytest.param("def __init__(self): ...\n" * 9, "text", id="underscores"),
        pytest.param("<table> is an old element.\n" + PROSE, "text", id="begins with a tag that it speaks of"),
        pytest.param("The tag <p> and </p>.\n" * 3 + PROSE * 2, "text", id="about tags"),
        pytest.param("<p>One<p>Two", "html", id="html"),
    ],
)
def test_kinds_are_told_apart(text: str, kind: str) -> None:
    assert source_of(text, "auto").kind == kind


def test_what_is_declared_or_asked_counts() -> None:
    assert source_of(PROSE, "auto", Fetch(content_type="text/markdown; charset=utf-8")).kind == "markdown"
    assert source_of(PROSE, "markdown").kind == "markdown"
    assert source_of("<p>One", "text").kind == "text"


HEAD = "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: https://a.example/b\r\nContent-Length: 9\r\n\r\n"


def test_a_wet_record_gives_its_text_and_address() -> None:
    source = source_of(HEAD.format("conversion") + "One line\nTwo\n", "auto")
    assert (source.text, source.url, source.kind) == ("One line\nTwo\n", "https://a.example/b", "text")
    assert source.warnings == ()


def test_what_follows_a_wet_record_is_said() -> None:
    one = HEAD.format("conversion") + "One line\n\r\n\r\n"
    assert source_of(one + one).text == "One line\n"
    assert "more than one record" in source_of(one + one).warnings[0]


@pytest.mark.parametrize("text", [HEAD.format("response") + "x", "WARC/1.0 is a format.", "", "WARC/1.0\r\n\r\n"])
def test_what_is_no_wet_record(text: str) -> None:
    assert read_wet(text) is None


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("IMG_1234.jpg", True), ("DSC00017", True), ("bees-768x512.webp", True), ("PXL_20240101_120000", True),
        ("RTX4090", False),
        ("Save it as .png", False), ("COVID-19", False), ("iPhone", False), ("2024-05-01", False), ("A4", False),
    ],
)  # fmt: skip
def test_names_of_images(line: str, is_name: bool) -> None:  # noqa: FBT001
    assert is_image_name(line) is is_name
