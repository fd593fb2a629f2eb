"""What always holds, over generated and mutated pages: conservation, determinism, idempotence, no crash."""

from __future__ import annotations

from collections import Counter
from html import unescape
from itertools import chain
from textwrap import fill

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pagewinnow import testing
from pagewinnow.errors import PagewinnowError
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import InputKind, Page
from places import FIXTURES

CLEANER = Cleaner()
PAGES = [case.page.read_bytes() for case in testing.find_cases(FIXTURES / "cases")]

WORDS = st.sampled_from(
    "the a river Reply said says: © 2024 Comments (5) Log in. subscribe to continue reading Anna 3 hours ago, "
    "über naïve 東京 で Привет مرحبا . ! ? … -- | * # &amp; &lt;b&gt; 1,234 2024-05-01 @anna".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
INLINE = st.sampled_from(["a", "b", "span", "em", "time", "i"])
BLOCKS = st.sampled_from(
    "p div li ul ol h1 h2 blockquote pre table tr td section article header footer nav aside noscript form".split()
)
NAMES = st.sampled_from(
    ["", ' class="comment"', ' class="article-body"', ' id="x1"', " hidden", ' style="display:none"']
)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def render(tag: str, names: str, parts: list[str], *, closed: bool) -> str:
        return f"<{tag}{names}>{''.join(parts)}" + (f"</{tag}>" if closed else "")

    tags = st.one_of(INLINE, BLOCKS)
    many = st.lists(inner, max_size=4)
    return st.builds(render, tags, NAMES, many, closed=st.integers(0, 9).map(bool))


MARKUP = st.recursive(st.one_of(TEXTS, st.just("<br>"), st.just("<hr>")), _element, max_leaves=25)
MUTATED = st.builds(
    lambda page, at, size, put: page[:at] + put + page[at + size :],
    st.sampled_from(PAGES), st.integers(0, 4000), st.integers(0, 200), st.binary(max_size=12),
)  # fmt: skip


def _shown(text: str) -> str:
    """Every visible character of a page, as the design defines it, read by another road: a tree."""
    root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    for dropped in list(root.iter("head", "script", "style", "template", "svg")):
        dropped.drop_tree()
    return "".join(chain.from_iterable(t.split() for e in root.iter() for t in _texts(e)))


def _texts(element: html.HtmlElement) -> list[str]:
    own = [element.text or ""] if isinstance(element.tag, str) else []
    return [*own, element.tail or ""]


def _held(page: Page) -> Counter[str]:
    texts = [r.text for r in page.removed]
    texts += [t for c in page.comments for t in (c.text, c.quoted_text or "")]
    if page.article is not None:
        texts += [b.text for b in page.article.blocks]
    return Counter("".join("".join(t.split()) for t in texts))


def _conserves(shown: str, page: Page, source: str | None = None) -> None:
    """All that is shown is held, and nothing is held that is not shown (or, given a `source`, not in it)."""
    held, visible = _held(page), Counter(shown)
    possible = visible if source is None else Counter(unescape(source)) + Counter(source)
    assert not held - possible, "the record holds what the page does not"
    title = Counter("".join(page.article.title.split())) if page.article and page.article.title else Counter()
    assert not visible - held - title, "the page holds what the record does not"


@given(MARKUP)
def test_html_is_conserved(markup: str) -> None:
    source = f"<html><body>{markup}</body></html>"
    _conserves(_shown(source), CLEANER.clean(source, kind="html"))


@given(st.lists(TEXTS, max_size=20).map("\n".join))
def test_text_is_conserved(text: str) -> None:
    _conserves("".join(text.split()), CLEANER.clean(text, kind="text"))


SHAPED = st.lists(TEXTS.filter(bool), min_size=1, max_size=12).flatmap(
    lambda texts: st.sampled_from(
        [
            "\n\n".join(texts),
            " ".join(texts * 40),
            "\n\n".join(fill(text * 8, 60) for text in texts),
            "\n".join(f"> {text}" for text in texts),
        ]
    )
)


@given(SHAPED)
def test_text_of_every_shape_is_conserved(text: str) -> None:
    page = CLEANER.clean(text, kind="text")
    if page.source.kind == "text":
        _conserves("".join(text.split()), page)


# A line of Markdown with the words that it shows.
LINES = st.one_of(
    TEXTS.map(lambda t: (t, t)),
    st.tuples(st.integers(1, 6), TEXTS).map(lambda n: (f"{'#' * n[0]} {n[1]}", n[1])),
    TEXTS.map(lambda t: (f"- {t}", t)),
    TEXTS.map(lambda t: (f"> {t}", t)),
    TEXTS.map(lambda t: (f"**{t}** and [{t}](/a)", f"{t} and {t}")),
    TEXTS.map(lambda t: (f"![{t}](/a.png)", t)),
    TEXTS.map(lambda t: (f"| {t} | {t} |", f"{t} {t}")),
    TEXTS.map(lambda t: (f"```\n{t}\n```", t)),
)
_SIGNS = "*_#>|`~<-+"


@given(st.lists(LINES, max_size=12))
def test_markdown_is_conserved_but_for_its_signs(lines: list[tuple[str, str]]) -> None:
    held = _held(CLEANER.clean("\n\n".join(line for line, _ in lines), kind="markdown"))
    shown = Counter("".join("".join(words.split()) for _, words in lines))
    for sign in _SIGNS:
        held.pop(sign, None)
        shown.pop(sign, None)
    source = Counter("".join(line for line, _ in lines))
    assert not held - source, "the record holds what the page does not"
    assert not shown - held - _title_of(lines), "the page holds what the record does not"


def _title_of(lines: list[tuple[str, str]]) -> Counter[str]:
    page = CLEANER.clean("\n\n".join(line for line, _ in lines), kind="markdown")
    title = page.article.title if page.article and page.article.title else ""
    return Counter("".join(title.split()))


@given(MUTATED)
def test_mutated_pages_are_conserved(content: bytes) -> None:
    try:
        source = load(content, url=None, kind="html", fetch=None, options=Options())
    except PagewinnowError:
        return
    if source.text.strip():
        # A tree drops what stands after the page's end; events, like browsers, do not: so both are asked.
        _conserves(_shown(source.text), CLEANER.clean(content, kind="html"), source.text)


@given(MUTATED, st.sampled_from(["auto", "html", "text"]))
def test_same_bytes_same_record(content: bytes, kind: InputKind) -> None:
    try:
        first = CLEANER.clean(content, kind=kind)
    except PagewinnowError:
        return
    CLEANER.clean(PAGES[0])
    assert Cleaner().clean(content, kind=kind).to_dict() == first.to_dict()


@given(st.binary(max_size=300), st.sampled_from(["auto", "html", "text"]))
def test_any_bytes_give_a_record_or_our_error(content: bytes, kind: InputKind) -> None:
    try:
        page = CLEANER.clean(content, kind=kind)
    except PagewinnowError:
        return
    assert Page.from_dict(page.to_dict()) == page


@given(st.text(max_size=300), st.sampled_from(["auto", "html", "text"]))
def test_any_text_gives_a_record(content: str, kind: InputKind) -> None:
    assert set(CLEANER.clean(content, kind=kind).to_dict()) == set(Page.__slots__)


@given(st.sampled_from(PAGES))
def test_cleaning_a_cleaned_text_cuts_nothing_by_rule(content: bytes) -> None:
    page = CLEANER.clean(content)
    if page.article is None:
        return
    # That a line is quoted, or heads a chapter, is known by its markup alone: without it a wall's sentence is one.
    said = [block.text for block in page.article.blocks if block.kind not in ("quote", "code", "heading")]
    again = CLEANER.clean("\n\n".join(said), kind="text")
    by_rule = [r for r in again.removed if "#" in r.rule and not r.rule.endswith("?")]
    assert by_rule == []
