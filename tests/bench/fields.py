"""Measure titles, authors and dates by the language of the page: `python tests/bench/fields.py PAGES.jsonl`.

A line of PAGES.jsonl is a page: `file` (beside it), `url`, and what it should give: `title`, `author` or `authors`,
`date` or `publish_date`; `fold` if it has one. A title is right with nine tenths of its words (F1), authors with six
tenths, a date on the day. `--text` strips the pages of their markup first and gives no address.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html

from pagewinnow import Article, Cleaner
from pagewinnow.text import words

FIELDS = ("title", "authors", "date")
_LEAST = {"title": 0.9, "authors": 0.6}
_BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 td th tr dt dd blockquote pre section article header footer".split())
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})


class Score(NamedTuple):
    """How often a field was wanted, given where it was wanted, and right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def __str__(self) -> str:
        """The shares of all and of those given, and how many were wanted."""
        if not self.wanted:
            return f"{'':>19}"
        return f"{self.right / self.wanted:6.3f} {self.right / max(1, self.given):6.3f} {self.wanted:5}"


def wanted_of(row: dict[str, Any]) -> dict[str, str]:
    """What a page should give, by field."""
    authors = row.get("authors") or row.get("author") or ""
    found = {
        "title": row.get("title"),
        "authors": authors if isinstance(authors, str) else "; ".join(authors),
        "date": str(row.get("date") or row.get("publish_date") or "")[:10],
    }
    return {field: value for field, value in found.items() if value}


def given_by(article: Article | None) -> dict[str, str]:
    """What an article gives, by field."""
    if article is None:
        return dict.fromkeys(FIELDS, "")
    return {"title": article.title or "", "authors": "; ".join(article.authors), "date": (article.date or "")[:10]}


def is_right(field: str, given: str, wanted: str) -> bool:
    """Is a field what it should be?"""
    if field == "date":
        return given == wanted
    mine, theirs = Counter(words(given)), Counter(words(wanted))
    both = sum((mine & theirs).values())
    return 2 * both >= _LEAST[field] * (sum(mine.values()) + sum(theirs.values())) and both > 0


def strip_markup(page: bytes) -> str:
    """The text of a page, a line a block."""
    pieces: list[str] = []
    for element in lxml.html.document_fromstring(page).iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN:
            pieces += ["\n" if element.tag in _BLOCKS else "", element.text or ""]
        pieces += ["\n" if element.tag in _BLOCKS or element.tag == "br" else "", element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def read_rows(file: Path, folds: Sequence[int]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The pages of a file that say what they should give."""
    for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        if wanted_of(row) and (not folds or row.get("fold") in folds):
            yield row, (file.parent / row["file"]).read_bytes()


def measure(file: Path, folds: Sequence[int], *, is_text: bool) -> dict[str, dict[str, Score]]:
    """The score of each field by language; `all` is every page."""
    cleaner = Cleaner()
    found: dict[str, dict[str, Score]] = defaultdict(lambda: dict.fromkeys(FIELDS, Score()))
    for row, content in read_rows(file, folds):
        if is_text:
            page = cleaner.clean(strip_markup(content), kind="text")
        else:
            page = cleaner.clean(content, url=row.get("url"), kind="html")
        given = given_by(page.article)
        for field, wanted in wanted_of(row).items():
            right = is_right(field, given[field], wanted)
            for group in ("all", page.language or "-"):
                score = found[group][field]
                found[group][field] = Score(score.wanted + 1, score.given + bool(given[field]), score.right + right)
    return found


def main() -> None:
    """Print a row a language, the largest first: right of all, right of those given, pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--fold", type=lambda text: [int(fold) for fold in text.split(",")], default=[])
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    found = measure(options.pages, options.fold, is_text=options.text)
    print("      " + "".join(f"{field + ': all, given, n':>24}" for field in FIELDS))
    for group, scores in sorted(found.items(), key=lambda item: -max(score.wanted for score in item[1].values())):
        print(f"{group:6}" + "".join(f"{scores[field]!s:>24}" for field in FIELDS))


if __name__ == "__main__":
    main()
