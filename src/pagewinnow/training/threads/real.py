"""Real pages without their markup, and what each line is.

Three say so: people who wrote down the comments of a page; the reader of HTML, where it knows the page's platform; and
people who wrote that a page has none. A page on which they contradict each other teaches nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import LxmlError

from pagewinnow.document import Document
from pagewinnow.errors import PagewinnowError
from pagewinnow.find import find
from pagewinnow.findings import Thread
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment
from pagewinnow.training.align import tokens
from pagewinnow.training.flatten import flatten
from pagewinnow.training.threads.taught import AUTHOR, FIRST, FRAME, FURTHER, HELD_OUT, OUTSIDE, Taught

_UNTOLD = frozenset({"structure", "declared", "single", "text"})  # witnesses that may be wrong
_FEWEST = 2  # comments of a platform's page
_ALIKE = 0.8  # word F1 of what the reader found and what people wrote down
_OPENING = 4  # words that a comment is looked for by
_OWN = 0.6  # of the words of a line are the comment's
_TALK = frozenset({"comments_head", "reply", "says", "report"})
_BEHIND = 6  # lines among a comment's that may be none of its words
_HEAD = 12  # lines between comments that are all frame; of more the middle is outside


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


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _by_people(row: Mapping[str, Any], text: str) -> Taught:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    told = [*([row["op"]] if row.get("op") and row["first_post"] == "article" else []), *row["comments"]]
    told = [*told, *(row.get("ignored") or [])] if not row["negative"] else []
    return Taught(tuple(lines), (0,) * len(lines), tuple(tag_lines(lines, told)), "gold" if told else "none")


def tag_lines(lines: Sequence[str], told: Sequence[Mapping[str, Any]]) -> list[int]:
    """The tags of lines, where people wrote down the comments: where each stands, then what stands between them."""
    words = [tokens(line) for line in lines]
    tags = [OUTSIDE] * len(lines)
    cursor = 0
    spans: list[tuple[int, int]] = []
    for comment in told:
        place = _locate(words, tokens(comment.get("text_q") or comment["text"]), cursor)
        place = place or _locate(words, tokens(comment["text"]), 0)
        if place and all(tags[p] == OUTSIDE for p in place):
            for k, position in enumerate(place):
                tags[position] = FURTHER if k else FIRST
            spans.append((place[0], place[-1] + 1))
            cursor = place[-1] + 1
    _frame(lines, tags, sorted(spans))
    names = {" ".join(c["author"].split()).casefold() for c in told if c.get("author")}
    for position, line in enumerate(lines):
        if tags[position] == FRAME and _holds(line.casefold(), names):
            tags[position] = AUTHOR
    return tags


def _holds(line: str, names: set[str]) -> bool:
    return any(name in line for name in names) and len(line) <= 120


def _locate(words: Sequence[Sequence[str]], comment: Sequence[str], start: int) -> list[int]:
    """The lines that hold the words of a comment, from the first that begins it."""
    opening = list(comment[:_OPENING])
    for first in range(start, len(words)):
        line = words[first]
        at = next((k for k in range(len(line)) if line[k : k + len(opening)][: len(line) - k] == opening[: len(line) - k] and (len(line) - k >= len(opening) or k == 0)), None)
        if not line or not opening or at is None:
            continue
        left = Counter(comment)
        left -= Counter(line[at:])
        place = [first]
        position = first + 1
        while left.total() and position < min(len(words), place[-1] + _BEHIND):
            here = Counter(words[position])
            if here and (here & left).total() >= _OWN * here.total() and (here.total() > 1 or left.total() <= _BEHIND):
                place.append(position)
                left -= here
            position += 1
        if left.total() <= (1 - _OWN) * len(comment):
            return place
    return []


def _frame(lines: Sequence[str], tags: list[int], spans: Sequence[tuple[int, int]]) -> None:
    """What stands between comments is frame; as much of it stands before the first and behind the last.

    A line before the first comment is frame if one like it stands before another, or it is as near as all are.
    """
    if not spans:
        return
    between = [(a[1], b[0]) for a, b in zip(spans, spans[1:], strict=False)]
    for start, stop in between:
        for position in range(start, stop):
            if tags[position] == OUTSIDE:
                tags[position] = FRAME
    known = {_mask(lines[p]) for start, stop in between for p in range(start, stop)}
    for rim in (range(spans[0][0] - 1, max(-1, spans[0][0] - 1 - _HEAD), -1), range(spans[-1][1], min(len(lines), spans[-1][1] + _HEAD))):
        last = next((k for k in reversed(range(len(rim))) if _mask(lines[rim[k]]) in known), None)
        for position in rim[: 0 if last is None else last + 1]:
            tags[position] = FRAME
    if len(spans) == 1 or not known:
        return
    short = sorted(stop - start for start, stop in between)[len(between) // 2]
    above = spans[0][0] - 1
    if short and above >= 0 and tags[above] == OUTSIDE and len(lines[above]) <= 60:
        tags[above] = FRAME


def _mask(line: str) -> str:
    return "".join("0" if c.isdigit() else c for c in line.casefold())


def _by_reader(content: bytes, written: str | None) -> Taught | None:
    """What the reader of HTML says of a page, if it is sure; `written` are its comments as people wrote them down."""
    try:
        document = segment(load(content, url=None, kind="html", fetch=None, options=Options()))
        found = find(document, load_rules(), Options())
    except (PagewinnowError, LxmlError):
        return None
    thread = found.thread
    if written is not None and not written.strip():
        return _without(content)
    if thread is None:
        talk = any(hit.role in _TALK for hits in found.phrases.values() for hit in hits)
        return None if talk or written else _without(content)
    if thread.witness in _UNTOLD or len(thread.posts) < _FEWEST:
        return None
    taught = _from_thread(document, thread)
    return taught if not written or _agrees(taught, written) else None


def _without(content: bytes) -> Taught | None:
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    lines = tuple(line for line in flatten(root).split("\n") if line.strip())
    return Taught(lines, (0,) * len(lines), (OUTSIDE,) * len(lines), "none") if lines else None


def _agrees(taught: Taught, written: str) -> bool:
    """Did people write down the same words?"""
    found = Counter(w for line, tag in zip(taught.lines, taught.tags, strict=True) if tag in (FIRST, FURTHER) for w in tokens(line))
    wanted = Counter(tokens(written))
    return 2 * (found & wanted).total() >= _ALIKE * (found.total() + wanted.total())


def _from_thread(document: Document, thread: Thread) -> Taught:
    """The blocks as lines; of each the tag that the thread's posts give it."""
    tags = [OUTSIDE] * len(document.blocks)
    for post in [*([thread.opening] if thread.opening else []), *thread.posts]:
        for position in range(post.start, post.stop):
            tags[position] = FRAME
        begun = False
        for part in post.parts:
            if part.role in ("text", "quote") and tags[part.position] not in (FIRST, FURTHER):
                tags[part.position] = FURTHER if begun else FIRST
                begun = True
        for block in document.blocks[post.start : post.stop]:
            if post.author and tags[block.position] == FRAME and post.author in block.text:
                tags[block.position] = AUTHOR
                break
    kept = [b for b in document.blocks if not b.hidden and not b.noscript and b.text.strip()]
    lines = tuple(" ".join(b.text.split()) for b in kept)
    return Taught(lines, (0,) * len(kept), tuple(tags[b.position] for b in kept), "reader")
