"""Real pages without their markup, and what each line is.

Three say so: people who wrote down the comments of a page; the reader of HTML, where it knows the page's platform; and
people who wrote that a page has none. A page on which they contradict each other teaches nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import LxmlError

from pagewinnow.document import Document
from pagewinnow.errors import PagewinnowError
from pagewinnow.find import find
from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FOOT, FURTHER, HEAD, OUTSIDE, SIGNED, WORDS
from pagewinnow.find.view import View
from pagewinnow.findings import Thread
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment
from pagewinnow.training.align import tokens
from pagewinnow.training.flatten import flatten
from pagewinnow.training.threads.lines.annotated import tag_lines
from pagewinnow.training.threads.lines.taught import HELD_OUT, Taught

_UNTOLD = frozenset({"structure", "declared", "single", "text"})  # witnesses that may be wrong
_FEWEST = 2  # comments of a platform's page
_ALIKE = 0.8  # word F1 of what the reader found and what people wrote down
_TALK = frozenset({"comments_head", "reply", "says", "report"})


def read_real(folder: Path, folds: frozenset[int]) -> Iterator[tuple[int, Taught]]:
    """The pages of all sets in a folder that teach something, with their folds."""
    annotated = set()
    for row in _rows(folder / "comments.jsonl"):
        annotated.add(row["page"])
    texts = {row["page"]: row["file"] for row in _rows(folder / "comments.text.jsonl")}
    for row in _rows(folder / "comments.jsonl"):
        if row["fold"] in folds:
            yield row["fold"], _by_people(row, (folder / texts[row["page"]]).read_text(encoding="utf-8"))
    known = {page.rpartition("/")[2] for page in annotated}
    for name in ("extract.jsonl", "corpora/corpora.jsonl", "forums/forums.jsonl", "world/corpora.jsonl"):
        for row in _rows(folder / name):
            if row["fold"] in folds and row["fold"] != HELD_OUT and str(row["id"]) not in known:
                content = ((folder / name).parent / row["file"]).read_bytes()
                taught = _by_reader(content, row.get("comments_text"))
                if taught is not None:
                    yield row["fold"], taught


def read_articles(articles: Iterable[Sequence[str]]) -> Iterator[Taught]:
    """Articles alone, as pages on which nobody says a word."""
    for lines in articles:
        yield Taught(tuple(lines), (0,) * len(lines), (OUTSIDE,) * len(lines), "none")


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _by_people(row: Mapping[str, Any], text: str) -> Taught:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    told = [*([row["op"]] if row.get("op") and row["first_post"] == "article" else []), *row["comments"]]
    told = [*told, *(row.get("ignored") or [])] if not row["negative"] else []
    source, opens = "gold" if told else "none", row["first_post"] == "article"
    return Taught(tuple(lines), (0,) * len(lines), tuple(tag_lines(lines, told)), source, opens)


def _by_reader(content: bytes, written: str | None) -> Taught | None:
    """What the reader of HTML says of a page, if it is sure; `written` are its comments as people wrote them down."""
    try:
        document = segment(load(content, url=None, kind="html", fetch=None, options=Options()))
        found = find(View(document, load_rules(), Options()))
    except (PagewinnowError, LxmlError):
        return None
    thread = found.thread
    if written is not None and not written.strip():
        return _without(content)
    if thread is None:
        talk = any(hit.role in _TALK for hits in found.phrases.values() for hit in hits)
        return None if talk or written else _without(content)
    if not written and (thread.witness in _UNTOLD or len(thread.posts) < _FEWEST):
        return None
    taught = _from_thread(document, thread)
    return taught if not written or _agrees(taught, written) else None


def _without(content: bytes) -> Taught | None:
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    lines = tuple(line for line in flatten(root).split("\n") if line.strip())
    return Taught(lines, (0,) * len(lines), (OUTSIDE,) * len(lines), "none") if lines else None


def _agrees(taught: Taught, written: str) -> bool:
    """Did people write down the same words?"""
    found = Counter(
        w for line, tag in zip(taught.lines, taught.tags, strict=True) if tag in WORDS for w in tokens(line)
    )
    wanted = Counter(tokens(written))
    return 2 * (found & wanted).total() >= _ALIKE * (found.total() + wanted.total())


def _from_thread(document: Document, thread: Thread) -> Taught:
    """The blocks as lines; of each the tag that the thread's posts give it."""
    tags = [OUTSIDE] * len(document.blocks)
    for post in [*([thread.opening] if thread.opening else []), *thread.posts]:
        words = [part.position for part in post.parts if part.role in ("text", "quote")]
        for position in range(post.start, post.stop):
            tags[position] = HEAD if not words or position < words[0] else FOOT
        begun = False
        for part in post.parts:
            if part.role in ("text", "quote") and tags[part.position] not in WORDS:
                tags[part.position] = FURTHER if begun else FIRST
                begun = True
        named = [
            b
            for b in document.blocks[post.start : post.stop]
            if post.author and tags[b.position] in (HEAD, FOOT) and post.author in b.text
        ]
        if named:
            best = min(named, key=lambda b: len(b.text))
            tags[best.position] = AUTHOR if tags[best.position] == HEAD else SIGNED
    kept = [b for b in document.blocks if not b.hidden and not b.noscript and b.text.strip()]
    lines = tuple(" ".join(b.text.split()) for b in kept)
    opens = thread.opening is not None
    return Taught(lines, (0,) * len(kept), tuple(tags[b.position] for b in kept), "reader", opens)
