"""Pages with known comments, and how much of them a group of texts holds: what the scorer of groups learns from."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pagewinnow.text import words

HELD = 4  # the fold that is never trained on
_SAME = 0.7  # word F1 from which two texts are the same comment
_INSIDE = 0.6  # of a group's words stand in the article: it is a part of it
_LISTS = frozenset({"listing", "collection"})  # pages that list other pages


class Gold(NamedTuple):
    """A page and what is known of it; what is `None` is not known.

    `posts` are the texts of its comments, `names` their authors, `comments` all their words at once; `opening` is the
    post that they answer, `article` the page's main content. `lists` says that the page lists other pages.
    """

    source: str
    name: str
    fold: int
    content: str | bytes
    posts: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    comments: str | None = None
    opening: str | None = None
    article: str | None = None
    lists: bool = False


def read_pages(folder: Path, cases: Path | None) -> Iterator[Gold]:
    """The pages of a data folder, without those of the held fold, and those of the project's own cases."""
    if cases is not None:
        yield from _read_cases(cases)
    known = {row["page"]: row for row in _rows(folder / "comments.jsonl")}
    for variant in ("orig", "scrambled"):
        for row in _rows(folder / f"comments.{variant}.jsonl"):
            gold = known.get(row["page"])
            if gold is not None and gold["fold"] != HELD:
                posts = tuple(comment["text"] for comment in gold["comments"])
                opening = (gold.get("op") or {}).get("text")
                content = (folder / row["file"]).read_bytes()
                yield Gold(variant, row["page"], gold["fold"], content, posts=posts, opening=opening)
    for row in _rows(folder / "forums" / "forums.jsonl"):
        first, *others = (post["text"] for post in row["posts"])
        content = (folder / "forums" / row["file"]).read_bytes()
        yield Gold("forum", row["id"], row["fold"], content, posts=tuple(others), opening=first)
    for part in ("corpora", "world"):
        for row in _rows(folder / part / "corpora.jsonl"):
            content = (folder / "corpora" / row["file"]).read_bytes()
            said, article = row["comments_text"], row["text"]
            yield Gold(row["corpus"], row["id"], row["fold"], content, comments=said, article=article)
    for row in _rows(folder / "extract.jsonl"):
        content = (folder / row["file"]).read_bytes()
        article = None if row["type"] == "forum" else row["text"]
        lists = row["type"] in _LISTS
        yield Gold(row["type"], str(row["id"]), row["fold"], content, article=article, lists=lists)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a file, if there is one, without those of the held fold."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("fold") != HELD:
                yield row


def _read_cases(folder: Path) -> Iterator[Gold]:
    """The cases in HTML that say who wrote their comments, or that expect none."""
    for told in sorted(folder.rglob("case.toml")):
        expect = tomllib.loads(told.read_text(encoding="utf-8")).get("expect", {})
        names, page = expect.get("authors") if expect.get("comments") else [], told.with_name("page.html")
        if page.exists() and names is not None:
            slug = told.parent.name
            fold = sum(map(ord, slug)) % HELD
            yield Gold("case", slug, fold, page.read_bytes(), names=tuple(name or "" for name in names))


def score_group(gold: Gold, texts: Sequence[str], authors: Sequence[str]) -> float | None:
    """The F1 of a group of texts against what is known of its page; `None` if nothing is known that tells."""
    if gold.names is not None:
        return max(_f1_names(authors, gold.names), _f1_names(authors[1:], gold.names))
    if gold.posts is not None:
        return _f1_posts(texts, gold.posts, gold.opening)
    own = [word for text in texts for word in words(text)]
    if gold.comments is not None:
        return f1(own, words(gold.comments))
    if gold.lists:
        return 0.0
    return 0.0 if gold.article and share(own, words(gold.article)) > _INSIDE else None


def tell_opening(gold: Gold, first: str, authors: Sequence[str]) -> float | None:
    """Is the first text of a group the post that the page begins with? 1 or 0; `None` if that is not known."""
    own = words(first)
    if gold.names:
        return float(_f1_names(authors[1:], gold.names) > _f1_names(authors, gold.names))
    if gold.posts is not None and gold.opening and own:
        return float(f1(own, words(gold.opening)) >= _INSIDE)
    if gold.posts and gold.article:
        return 0.0
    if gold.posts is None and gold.article and own:
        return float(share(own, words(gold.article)) > _INSIDE)
    return None


def f1(own: Sequence[str], others: Sequence[str]) -> float:
    """The F1 of two bags of words; that of two empty ones is 0.

    >>> f1(["a", "b"], ["b", "c"]), f1([], [])
    (0.5, 0.0)
    """
    same = (Counter(own) & Counter(others)).total()
    return 2 * same / max(1, len(own) + len(others))


def share(own: Sequence[str], others: Sequence[str]) -> float:
    """How many of the words stand in the others, too."""
    return (Counter(own) & Counter(others)).total() / max(1, len(own))


def _f1_names(authors: Sequence[str], names: Sequence[str]) -> float:
    return f1(authors, names) if names else 0.0


def _f1_posts(texts: Sequence[str], posts: Sequence[str], opening: str | None) -> float:
    """One to one; a text that is the opening post is neither right nor wrong."""
    left = [words(post) for post in posts]
    found, neutral, count = 0, 0, len(left)
    for text in texts:
        own = words(text)
        scores = [f1(own, other) for other in left]
        best = max(scores, default=0.0)
        if best >= _SAME:
            found += 1
            del left[scores.index(best)]
        elif opening and f1(own, words(opening)) >= _SAME:
            neutral += 1
    return 2 * found / max(1, len(texts) - neutral + count)
