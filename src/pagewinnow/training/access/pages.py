"""The pages to learn from: a folder with annotated walls and blocked pages, and open articles to make more of.

`access.html.jsonl` (with its variants `nojsonld` and `text`) and `walls/walls.jsonl` have a row a page: `file` or
`text`, `fold`, the accepted verdicts, whether text is missing. `corpora/corpora.jsonl` has open articles with their
`text`; `extract.jsonl` has open pages of all types.
Fold 4 is never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html

from pagewinnow.find.language.guess import language_of
from pagewinnow.rules import Rules
from pagewinnow.training.access.examples import Example, Gold, read_example
from pagewinnow.training.access.grafts import Base, Made
from pagewinnow.training.access.made import make_pages
from pagewinnow.training.access.stood import make_article, make_fronts, make_listing, make_login, make_short
from pagewinnow.training.access.texts import load_texts
from pagewinnow.training.corpora import HELD_OUT
from pagewinnow.training.flatten import flatten

_PARAGRAPH = 60
_MADE = "made "
_FEWEST = 5
_BESIDE = 0.3
_BASES = 500
_ARTICLES = 16
_OWN_WORDS, _NEARLY_ALL = 50, 0.9
_MAY_BE_WALLED = "article"
"""The type of the main corpus that has walls, which nobody annotated there."""


class Row(NamedTuple):
    """One annotated page."""

    id: str
    content: bytes | str
    kind: str
    gold: Gold
    group: str
    fold: int


def read_rows(folder: Path, *, held_out: bool = False) -> Iterator[Row]:
    """The annotated pages, as HTML and as text; only the held out ones, if asked."""
    for variant in ("html", "nojsonld", "text"):
        for row in _lines(folder / f"access.{variant}.jsonl"):
            if (row["fold"] == HELD_OUT) == held_out:
                content = row["text"] if "text" in row else (folder / row["file"]).read_bytes()
                yield Row(
                    row["id"] + variant,
                    content,
                    "text" if "text" in row else "html",
                    _gold_of_access(row),
                    _site_of(row),
                    row["fold"],
                )
    for row in _lines(folder / "walls" / "walls.jsonl"):
        if (row["fold"] == HELD_OUT) == held_out:
            content = (folder / "walls" / row["file"]).read_bytes()
            site = row.get("site") or row["id"]
            yield Row(row["id"], content, "html", _gold_of_walls(row, ""), site, row["fold"])
            yield Row(
                row["id"] + "text", flatten_page(content), "text", _gold_of_walls(row, "_text"), site, row["fold"]
            )


def flatten_page(content: bytes) -> str:
    """A page as text, a line a block."""
    parser = html.HTMLParser(encoding="utf-8")
    root: html.HtmlElement = html.document_fromstring(content, parser=parser)
    text: str = flatten(root)
    return text


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def _site_of(row: dict[str, Any]) -> str:
    site = row["labels"].get("site")
    return str(site) if site else str(row["id"]).rpartition("/")[2].split("_")[0].split(".html")[0]


def _gold_of_access(row: dict[str, Any]) -> Gold:
    labels = row["labels"]
    accept = frozenset(labels["accept"])
    shown: bool | None = None
    if "paywalled" not in accept:
        shown = False
    elif accept == {"paywalled"} and labels["basis"] == "visible":
        shown = True
    missing = labels["truncated"]
    return Gold(accept, missing, shown)


def _gold_of_walls(row: dict[str, Any], suffix: str) -> Gold:
    accept = frozenset(row[f"accept{suffix}"])
    complete = row[f"complete{suffix}"]
    shown: bool | None = None
    if "paywalled" not in accept:
        shown = False
    elif accept == {"paywalled"} and row["kind"] == "visible" and not complete:
        shown = True
    return Gold(accept, None if complete is None else not complete, shown)


def read_real(folder: Path, rules: Rules, *, held_out: bool = False) -> Iterator[Example]:
    """The examples of the annotated pages."""
    for row in read_rows(folder, held_out=held_out):
        yield read_example(row.content, row.kind, row.gold, rules, (row.id, "real", row.group, row.fold))


def read_open(folder: Path, rules: Rules) -> Iterator[Example]:
    """The examples of pages of all types that show their own main content: none of them stands before another."""
    for row in _lines(folder / "extract.jsonl"):
        if row["fold"] == HELD_OUT or len(row["text"].split()) < _OWN_WORDS:
            continue
        content = (folder / row["file"]).read_bytes()
        text = flatten_page(content)
        if not _holds(text, row["text"]):
            continue
        shown = None if row["type"] == _MAY_BE_WALLED else False
        gold = Gold(frozenset({"open"}), missing=None, wall_shown=shown)
        names = (row["id"], "open", urlsplit(row["url"] or "").netloc or row["id"], row["fold"])
        yield read_example(content, "html", gold, rules, names)
        if row["fold"] % 2:
            yield read_example(text, "text", gold, rules, names)


def _holds(text: str, gold: str) -> bool:
    """Does a page show nearly all words of its main content?"""
    words, shown = gold.split(), set(text.split())
    return sum(word in shown for word in words) >= _NEARLY_ALL * len(words)


def read_made(folder: Path, rules: Rules, random: Random, count: int) -> Iterator[Example]:
    """The examples of made pages: some of every base, half of them flattened."""
    texts = load_texts()
    for base, group, fold in read_bases(folder, rules, random):
        own = texts.get(base.language)
        if own is None:
            continue
        fronts = 5 if group.startswith(_MADE) else 2
        pages = [*make_pages(base, own, random, count), *make_fronts(base, own, base.language, random, fronts)]
        small = (make_short, make_login, make_login, make_listing, make_listing) if group.startswith(_MADE) else ()
        pages += [make(own, base.language, random) for make in small]
        pages.append(
            Made(
                html.tostring(base.tree, encoding="unicode"),
                "open",
                missing=False,
                shape="whole",
                language=base.language,
            )
        )
        for at, page in enumerate(pages):
            yield from _examples(page, f"{group}{at}", group, fold, rules, random)


def _examples(page: Made, name: str, group: str, fold: int, rules: Rules, random: Random) -> Iterator[Example]:
    shown = page.status == "paywalled"
    gold = Gold(frozenset({page.status}), page.missing, shown, page.wall)
    as_text = random.random() < 0.4 and page.shape != "hidden"  # as text it is shown
    content = flatten_page(page.content.encode()) if as_text else page.content
    if not content.strip():
        return
    yield read_example(
        content, "text" if as_text else "html", gold, rules, (f"{name} {page.shape}", "made", group, fold)
    )


def read_bases(folder: Path, rules: Rules, random: Random) -> Iterator[tuple[Base, str, int]]:
    """Open articles with their paragraphs: of the corpora, and made ones in every language."""
    rows = [row for row in _lines(folder / "corpora" / "corpora.jsonl") if row["fold"] != HELD_OUT and row["text"]]
    random.shuffle(rows)
    for row in rows[:_BASES]:
        base = _base_of(row, folder, rules)
        if base is not None:
            yield base, urlsplit(row["url"] or "").netloc or row["id"], row["fold"]
    for language, texts in load_texts().items():
        for _ in range(_ARTICLES):
            yield make_article(texts, language, random), f"{_MADE}{language}", random.randrange(4)


def _base_of(row: dict[str, Any], folder: Path, rules: Rules) -> Base | None:
    content = (folder / "corpora" / row["file"]).read_bytes()
    try:
        tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.ParserError):  # type: ignore[attr-defined]
        return None
    gold = " ".join(row["text"].split())
    root = tree.getroottree()
    paths, beside = [], 0
    for element in tree.iter("p"):
        text = " ".join(element.text_content().split())
        if len(text) >= _PARAGRAPH and text[:80] not in gold:
            beside += len(text)
        elif len(text) >= _PARAGRAPH:
            path = root.getpath(element)
            if ":" not in path:  # a tag with a prefix that nobody declared cannot be asked for
                paths.append(path)
    if len(paths) < _FEWEST or beside > _BESIDE * len(gold) or tree.find("body") is None:
        return None  # text beside the article would stand behind a wall that is put into it
    return Base(tree, tuple(paths), language_of(row["text"], rules) or "en")
