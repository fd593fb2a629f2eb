"""What changed between two sets of records of the same pages: labels, comments, verdicts, fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pagewinnow.records import Article, Comment, Page
from pagewinnow.render.gutter import to_rows

_FIELDS = (
    "title", "authors", "date", "date_modified", "sitename", "description", "categories", "tags", "image", "license",
)  # fmt: skip
_EXAMPLES = 3
_LONGEST = 100  # characters of an example


class Change(NamedTuple):
    """One thing that is another than before: what it is about, what it was, what it is, the words it is about."""

    subject: str
    before: str
    after: str
    words: str


@dataclass(slots=True)
class Difference:
    """All changes between two runs: how often each was met, by host and by kind, with examples."""

    pages: int = 0
    changed: int = 0
    only_old: int = 0
    only_new: int = 0
    kinds: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_empty(self) -> bool:
        """Did nothing change?"""
        return not (self.changed or self.only_old or self.only_new)


def compare_runs(old: Mapping[str, Page], new: Iterable[Page]) -> Difference:
    """What changed from the old records, by their `id`, to the new ones."""
    found = Difference()
    seen = set()
    for page in new:
        before = old.get(page.id)
        if before is None:
            found.only_new += 1
            continue
        seen.add(page.id)
        found.pages += 1
        changes = list(compare_pages(before, page))
        if changes:
            found.changed += 1
            found.hosts[page.hostname or ""] += 1
        for change in changes:
            _note(found, change, page)
    found.only_old = len(old.keys() - seen)
    return found


def _note(found: Difference, change: Change, page: Page) -> None:
    kind = (change.subject, change.before, change.after)
    found.kinds[kind] += 1
    if len(found.examples[kind]) < _EXAMPLES:
        found.examples[kind].append(f"{page.url or page.source.path or page.id}: {_shorten(change.words)}")


def compare_pages(old: Page, new: Page) -> Iterator[Change]:
    """The changes of one page."""
    yield from _compare_values(old, new)
    yield from _compare_labels(old, new)
    yield from _compare_comments(old, new)


def _compare_values(old: Page, new: Page) -> Iterator[Change]:
    for name in ("kind", "language"):
        yield from _compare(name, getattr(old, name), getattr(new, name))
    for name in ("status", "complete"):
        yield from _compare(f"access {name}", getattr(old.access, name), getattr(new.access, name))
    for name in _FIELDS:
        before, after = _value(old.article, name), _value(new.article, name)
        if before != after:
            yield Change(name, "a value" if before else "none", "another" if before and after else
                         "a value" if after else "none", f"{before} -> {after}")  # fmt: skip


def _compare(name: str, before: object, after: object) -> Iterator[Change]:
    if before != after:
        yield Change(name, str(before), str(after), "")


def _value(article: Article | None, name: str) -> str:
    value = getattr(article, name, None)
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _compare_labels(old: Page, new: Page) -> Iterator[Change]:
    before, after = _labels(old), _labels(new)
    for position in sorted(before.keys() & after.keys()):
        (was, words), (now, _) = before[position], after[position]
        if was != now:
            yield Change("label", was, now, words)


def _labels(page: Page) -> dict[int, tuple[str, str]]:
    """The label of each block and its words; what was cut out of a kept block says nothing of the block."""
    labels: dict[int, tuple[str, str]] = {}
    for row in to_rows(page):
        if row.position >= 0 and row.note != "edited":
            labels.setdefault(row.position, (row.label, row.text))
    return labels


def _compare_comments(old: Page, new: Page) -> Iterator[Change]:
    before, after = Counter(map(_said, old.comments)), Counter(map(_said, new.comments))
    for author, text in (before - after).elements():
        yield Change("comment", "there", "gone", f"{author}: {text}")
    for author, text in (after - before).elements():
        yield Change("comment", "not there", "new", f"{author}: {text}")


def _said(comment: Comment) -> tuple[str, str]:
    return comment.author or "", comment.text


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def write_difference(found: Difference, *, hosts: int = 10) -> str:
    """The changes as lines of text: the most frequent first, then the hosts with most changed pages."""
    lines = [f"{found.pages} pages compared, {found.changed} changed"]
    if found.only_old or found.only_new:
        lines.append(f"{found.only_old} only in the old records, {found.only_new} only in the new ones")
    for kind, count in sorted(found.kinds.items(), key=lambda item: (-item[1], item[0])):
        subject, before, after = kind
        lines.append(f"{count:6} {subject}: {before} -> {after}")
        lines += [f"         {example}" for example in found.examples[kind]]
    for host, count in sorted(found.hosts.items(), key=lambda item: (-item[1], item[0]))[:hosts]:
        lines.append(f"{count:6} changed pages of {host or 'no host'}")
    return "\n".join(lines)
