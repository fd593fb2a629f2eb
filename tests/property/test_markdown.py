"""Markdown of any record, read back by a parser, says what its blocks say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Article, ArticleBlock, BlockKind, Mark, MarkKind, Page
from pagewinnow.render.markdown import to_markdown

PAGE = Cleaner().clean("<p>The ferry runs again from Monday, the town said.</p>", kind="html")
READER = MarkdownIt("commonmark").enable("table")
SIGNS = [
    *"*_`#>+-=~[]()!<&|\\$.:1 2\n\t",
    *("a", "b", "Z", "é", "中", "&amp;", "<b>", "1. ", "http://a.b/_c_", "```"),
]
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=24).map("".join).filter(str.strip)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(TEXTS)
    spots = st.integers(0, len(text))
    kinds: st.SearchStrategy[MarkKind] = st.sampled_from(["strong", "em", "code", "sub", "sup", "link"])
    marks = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(spots), draw(spots)))
        marks.append(Mark(start, end, draw(kinds), "https://a.example/x(y)"))
    return text, tuple(marks)


@st.composite
def block(draw: st.DrawFn) -> ArticleBlock:
    kind: BlockKind = draw(st.sampled_from(get_args(BlockKind)))
    text, marks = draw(marked())
    number = draw(st.none() | st.integers(1, 12)) if kind == "list_item" else None
    return ArticleBlock(
        kind=kind, level=draw(st.integers(1, 6)) if kind == "heading" else None, depth=draw(st.integers(0, 3)),
        number=number, language=draw(st.sampled_from([None, "c++", "py`x"])), text=text,
        marks=() if kind == "code" else marks, position=0, rule="model", confidence=1.0,
    )  # fmt: skip


def page_of(blocks: Sequence[ArticleBlock]) -> Page:
    article = PAGE.article
    assert isinstance(article, Article)
    return replace(PAGE, article=replace(article, title=None, blocks=tuple(blocks)), comments=())


def words(text: str) -> str:
    return " ".join(text.split())


def read_back(markdown: str) -> list[str]:
    """The words of each block: paragraphs, headings, code, the cells of each row together."""
    texts: list[str] = []
    row: list[str] | None = None
    for token in READER.parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            texts.append(words(" ".join(row or [])))
            row = None
        elif token.type == "inline":
            said = "".join(inline(token.children or []))
            (texts if row is None else row).append(words(said))
        elif token.type == "fence":
            texts.append(words(token.content))
    return [text for text in texts if text]


def inline(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and token.content == "<br>"):
            yield "\n"


@given(st.lists(block(), min_size=1, max_size=6), st.booleans())
def test_a_parser_reads_back_the_texts(blocks: list[ArticleBlock], links: bool) -> None:  # noqa: FBT001
    markdown = to_markdown(page_of(blocks), links=links)
    assert read_back(markdown) == [words(block.text) for block in blocks]


@given(st.lists(st.tuples(TEXTS, st.integers(0, 2)), min_size=1, max_size=4))
def test_a_list_is_one_list_as_deep_as_it_was(items: list[tuple[str, int]]) -> None:
    depths: list[int] = []
    for _, depth in items:
        depths.append(min(depth, depths[-1] + 1 if depths else 0))
    blocks = [
        ArticleBlock(kind="list_item", depth=depth, text=text, position=0, rule="", confidence=1.0)
        for (text, _), depth in zip(items, depths, strict=True)
    ]
    levels, level = [], -1
    for token in READER.parse(to_markdown(page_of(blocks))):
        level += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "list_item_open":
            levels.append(level)
    assert levels == depths
