"""Golden cases: find them, check them, bless them. Public, so that users test their own rule folders the same way.

One case is one folder: `page.html`, `page.txt` or `page.md`; `case.toml` with `why` it exists and what the page
`keeps` and `drops`; and two goldens, `blocks.golden` (what each block was called) and `records.json` (what came out).
`keeps` and `drops` alone make a valid case. Goldens are written by `bless` alone, after somebody read them.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagewinnow.errors import CaseError
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import InputKind, Page
from pagewinnow.render.gutter import to_gutter

_PAGES: dict[str, InputKind] = {"page.html": "html", "page.txt": "text", "page.md": "markdown"}
_KEYS = {"why", "url", "lang", "kind", "seen", "issue", "text", "keeps", "drops", "expect", "known_failure"}
_KINDS = {"wild", "synthetic", "negative"}
BLOCKS, RECORDS = "blocks.golden", "records.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its folder says it; `as_text` says that its words must hold for the page's stripped text too."""

    folder: Path
    why: str
    url: str | None
    kind: str
    as_text: bool
    keeps: tuple[str, ...]
    drops: tuple[str, ...]
    expect: Mapping[str, Any]
    known_failure: str | None

    @property
    def slug(self) -> str:
        """The group and the name, as in `paywall/teaser-english`."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def page(self) -> Path:
        """The file of the page."""
        return next(self.folder / name for name in _PAGES if (self.folder / name).exists())


def find_cases(root: Path) -> list[Case]:
    """The cases below `root`, by name.

    Raises:
        CaseError: a folder with a `case.toml` is no case.
    """
    return [read_case(path.parent) for path in sorted(root.rglob("case.toml"))]


def find_blessed(root: Path) -> list[Case]:
    """The cases below `root` that have goldens, but for known failures: what those give is wrong."""
    return [
        case
        for case in find_cases(root)
        if case.known_failure is None and any((case.folder / name).exists() for name in (BLOCKS, RECORDS))
    ]


def read_case(folder: Path) -> Case:
    """The case in `folder`.

    Raises:
        CaseError: there is not exactly one page, or `case.toml` has a key that is unknown or of the wrong kind.
    """
    try:
        data = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CaseError(str(folder), str(error)) from error
    if sum((folder / name).exists() for name in _PAGES) != 1:
        raise CaseError(str(folder), f"wants exactly one of {', '.join(_PAGES)}")
    if unknown := set(data) - _KEYS:
        raise CaseError(str(folder), f"unknown keys: {', '.join(sorted(unknown))}")
    if not data.get("why") or data.get("kind") not in _KINDS:
        raise CaseError(str(folder), f"wants `why`, and a `kind` of {', '.join(sorted(_KINDS))}")
    return Case(
        folder=folder,
        why=data["why"],
        url=data.get("url"),
        kind=data["kind"],
        as_text=data.get("text", False),
        keeps=tuple(data.get("keeps", ())),
        drops=tuple(data.get("drops", ())),
        expect=data.get("expect", {}),
        known_failure=data.get("known_failure"),
    )


def run_case(case: Case, cleaner: Cleaner | None = None) -> Page:
    """The record of the case's page."""
    return (cleaner or Cleaner()).clean(case.page.read_bytes(), url=case.url, kind=_PAGES[case.page.name])


def check_case(case: Case, page: Page) -> list[str]:
    """What is wrong with `page`, a line each: what it should keep, drop and say."""
    return [*check_words(case, page), *_check_expected(case, page), *_check_goldens(case, page)]


def check_words(case: Case, page: Page) -> Iterator[str]:
    """What the page should keep and does not, what it should drop and keeps."""
    kept = _squeeze("\n".join([page.article.text if page.article else "", *(c.text for c in page.comments)]))
    title = _squeeze((page.article.title if page.article else None) or "")
    for words in case.keeps:
        if _squeeze(words) not in kept and _squeeze(words) not in title:
            yield f"does not keep {words!r}"
    for words in case.drops:
        if _squeeze(words) in kept:
            yield f"does not drop {words!r}"


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _check_expected(case: Case, page: Page) -> Iterator[str]:
    told = expectable(page)
    record = page.to_dict()
    for name, wanted in case.expect.items():
        try:
            found = told[name] if name in told else _look_up(record, name)
        except LookupError:
            yield f"expects {name!r}, which is no field of the record"
            continue
        if found != wanted:
            yield f"{name} is {found!r}, not {wanted!r}"


def _look_up(record: Any, name: str) -> Any:  # noqa: ANN401 - JSON has no better type
    """The value at a dotted name, as in `article.image` or `comments.0.score`.

    Raises:
        LookupError: the record has no such field.
    """
    for part in name.split("."):
        if isinstance(record, list) and part.isdigit():
            record = record[int(part)]
        elif isinstance(record, dict):
            record = record[part]
        else:
            raise KeyError(name)
    return record


def expectable(page: Page) -> dict[str, Any]:
    """The short names that `[expect]` may use beside the record's own; `flags` are those that every comment has."""
    article = page.article
    index = {comment.id: number for number, comment in enumerate(page.comments)}
    flags = [set(comment.flags) for comment in page.comments]
    return {
        "status": page.access.status,
        "complete": page.access.complete,
        "declared_free": page.access.declared_free,
        "page_kind": page.kind,
        "title": article.title if article else None,
        "date": article.date if article else None,
        "date_modified": article.date_modified if article else None,
        "sitename": article.sitename if article else None,
        "article_authors": list(article.authors) if article else [],
        "tags": list(article.tags) if article else [],
        "language": page.language,
        "canonical_url": page.canonical_url,
        "next_url": page.next_url,
        "comments": len(page.comments),
        "declared": page.comment_count_declared,
        "flags": sorted(set.intersection(*flags)) if flags else [],
        "authors": [comment.author for comment in page.comments],
        "dates": [comment.date for comment in page.comments],
        "parents": [-1 if comment.parent_id is None else index[comment.parent_id] for comment in page.comments],
        "scores": [comment.score for comment in page.comments],
        "labels": sorted({removed.label for removed in page.removed}),
    }


def _check_goldens(case: Case, page: Page) -> Iterator[str]:
    for name, now in (BLOCKS, render_blocks(page)), (RECORDS, render_records(page)):
        golden = case.folder / name
        if golden.exists() and golden.read_text(encoding="utf-8") != now:
            yield f"{name} differs: read the difference, then bless"


def render_blocks(page: Page) -> str:
    """The golden `blocks.golden`: label and text, a block a line."""
    return to_gutter(page) + "\n"


def render_records(page: Page) -> str:
    """The golden `records.json`: the record, paragraphs as lists, without digests, rules and trained figures."""
    data = page.to_dict()
    for name in ("made_by", "id", "source", "confidence"):
        del data[name]
    del data["access"]["confidence"]
    for evidence in data["access"]["evidence"]:
        del evidence["weight"]
    if data["article"]:
        data["article"]["text"] = data["article"]["text"].split("\n\n")
        del data["article"]["blocks"]
    data["removed"] = [[r["label"], r["action"], r["position"]] for r in data["removed"]]
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def bless_case(case: Case, page: Page) -> list[Path]:
    """Write the goldens that differ from what the page gives now.

    Raises:
        CaseError: in CI, or while the page does not do what the case says.
    """
    if os.environ.get("CI"):
        raise CaseError(case.slug, "goldens are not written in CI")
    problems = [*check_words(case, page), *_check_expected(case, page)]
    if problems:
        raise CaseError(case.slug, "; ".join(problems))
    written = []
    for name, now in (BLOCKS, render_blocks(page)), (RECORDS, render_records(page)):
        golden = case.folder / name
        if not golden.exists() or golden.read_text(encoding="utf-8") != now:
            golden.write_text(now, encoding="utf-8")
            written.append(golden)
    return written


def add_case(page: Path, folder: Path, *, why: str, keeps: list[str], drops: list[str], url: str | None = None) -> Case:
    """A new case from a page: scripts without data, styles and embedded images are left out.

    Raises:
        CaseError: the folder is there already.
    """
    if folder.exists():
        raise CaseError(str(folder), "is there already")
    content = page.read_bytes()
    is_html = Cleaner(Options()).clean(content).source.kind == "html"
    folder.mkdir(parents=True)
    (folder / ("page.html" if is_html else "page.txt")).write_bytes(_slim(content) if is_html else content)
    told = {"why": why, "kind": "wild", **({"url": url} if url else {})}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    lines += [f"keeps = {json.dumps(keeps, ensure_ascii=False)}", f"drops = {json.dumps(drops, ensure_ascii=False)}"]
    (folder / "case.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_case(folder)


def _slim(content: bytes) -> bytes:
    from bs4 import BeautifulSoup  # noqa: PLC0415 - for this one command

    soup = BeautifulSoup(content, "html.parser")
    for script in soup.find_all("script"):
        if "json" not in str(script.get("type", "")):
            script.decompose()
    for style in soup.find_all("style"):
        style.decompose()
    for tag in soup.find_all(src=True):
        if str(tag["src"]).startswith("data:"):
            del tag["src"]
    return soup.encode("utf-8")
