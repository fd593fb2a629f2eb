"""The stuff that made pages are made of: from the folder of real pages, and from the rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pagewinnow.find.threads.lines.tags import FIRST, FURTHER, OUTSIDE
from pagewinnow.rules import Rules
from pagewinnow.rules.dates import read_forms
from pagewinnow.rules.folders import OWN
from pagewinnow.training.threads.lines.made import Pack, Pool
from pagewinnow.training.threads.lines.taught import Taught

_PROSE = 100  # characters
_LONGEST_RIM = 60  # lines of a top or a bottom
_LONGEST_COMMENT = 30  # lines
_LONGEST_ARTICLE = 60
_MONTHS = 12
_AROUND = frozenset({"comment_control", "share"})


def make_pool(folder: Path, folds: frozenset[int], real: Sequence[Taught], rules: Rules) -> Pool:
    """The pool of the pages of some folds."""
    tops, bottoms = [], []
    for page in real:
        if page.source == "none":
            prose = [k for k, line in enumerate(page.lines) if len(line) >= _PROSE]
            if prose:
                tops.append(page.lines[: prose[0]][-_LONGEST_RIM:])
                bottoms.append(page.lines[prose[-1] + 1 :][:_LONGEST_RIM])
    return Pool(
        articles=list(_articles(folder, folds)),
        comments=[comment for page in real for comment in _comments(page)],
        names=list(_names(folder, folds)),
        tops=[top for top in tops if top],
        bottoms=[bottom for bottom in bottoms if bottom],
        packs=[_pack(rules, language) for language in ("en", *(x for x in rules.languages if x not in ("en", "und")))],
    )


def _rows(path: Path, folds: frozenset[int]) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["fold"] in folds:
                yield row


def _articles(folder: Path, folds: frozenset[int]) -> Iterator[Sequence[str]]:
    for name in ("extract.jsonl", "corpora/corpora.jsonl"):
        for row in _rows(folder / name, folds):
            lines = [line.strip() for line in (row["text"] or "").splitlines() if line.strip()]
            if row.get("type", "article") == "article" and len(lines) > 1 and sum(map(len, lines)) > 5 * _PROSE:
                yield lines[:_LONGEST_ARTICLE]


def _comments(page: Taught) -> Iterator[Sequence[str]]:
    lines: list[str] = []
    for line, tag in zip((*page.lines, ""), (*page.tags, OUTSIDE), strict=True):
        if tag == FURTHER and lines:
            lines.append(line)
            continue
        if lines and len(lines) <= _LONGEST_COMMENT:
            yield lines
        lines = [line] if tag == FIRST else []


def _names(folder: Path, folds: frozenset[int]) -> Iterator[str]:
    for row in _rows(folder / "comments.jsonl", folds):
        names: Iterable[str | None] = (c.get("author") for c in row["comments"])
        yield from (" ".join(name.split()) for name in names if name and len(name) <= 40)


def _pack(rules: Rules, language: str) -> Pack:
    phrases = [*rules.phrases_of(language), *(rules.phrases_of("und") if language == "en" else ())]
    around = [
        yes
        for p in phrases
        if p.label in _AROUND and p.strength == "decides"
        for yes in p.yes[:1]
        if len(yes) <= _PROSE
    ]
    heads = [p.text for p in phrases if p.role == "comments_head" and "{any}" not in p.text and "{name}" not in p.text]
    file = OWN / "lang" / language / "dates.toml"
    if not file.exists():
        return Pack(around, heads or ["{n}"], [], ["{n}"])
    written = read_forms(file)
    named = {number: name.capitalize() for name, number in reversed(list(written.months.items())) if number <= _MONTHS}
    months = [named[number] for number in sorted(named)] if len(named) == _MONTHS else []
    ago = [key.replace("0", "{n}") for key in written.ago if "0" in key.split()]
    return Pack(around, heads or ["{n}"], months, ago or ["{n}"])
