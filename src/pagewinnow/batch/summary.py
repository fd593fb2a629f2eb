"""What a run counts, and says at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pagewinnow.batch.cleaning import Facts
from pagewinnow.records import Failure
from pagewinnow.sources.items import Skipped

_NAMED = 3  # of what was passed over for one reason, so many are named


@dataclass(slots=True)
class Summary:
    """Counts of one shard or of a run; they add up."""

    records: int = 0
    written: int = 0
    articles: int = 0
    comments: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def count_record(self, facts: Facts, *, is_written: bool) -> None:
        """Count a record."""
        self.records += 1
        self.written += is_written
        self.articles += facts.has_article
        self.comments += facts.comments
        self.verdicts[facts.status] += 1
        self.removed.update(facts.removed)

    def count_failure(self, failure: Failure) -> None:
        """Count a page that gave no record."""
        self.failed[failure.reason] += 1

    def count_skipped(self, skipped: Skipped) -> None:
        """Count what is no page."""
        self.skipped[skipped.reason] += 1
        named = self.examples.setdefault(skipped.reason, [])
        if len(named) < _NAMED and skipped.path not in named:
            named.append(skipped.path)

    def add(self, other: Summary) -> None:
        """Add the counts of another part of the run."""
        self.records += other.records
        self.written += other.written
        self.articles += other.articles
        self.comments += other.comments
        self.verdicts += other.verdicts
        self.removed += other.removed
        self.failed += other.failed
        self.skipped += other.skipped
        for reason, paths in other.examples.items():
            named = self.examples.setdefault(reason, [])
            named.extend(path for path in paths[: _NAMED - len(named)] if path not in named)

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON types, for the manifest."""
        return {
            "records": self.records, "written": self.written, "articles": self.articles, "comments": self.comments,
            "verdicts": dict(self.verdicts), "removed": dict(self.removed), "failed": dict(self.failed),
            "skipped": dict(self.skipped), "examples": self.examples,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Summary:
        """The inverse of `to_dict`."""
        counters = {"verdicts", "removed", "failed", "skipped"}
        kept: dict[str, Any] = {name: Counter(data[name]) if name in counters else data[name] for name in data}
        return cls(**kept)

    def render(self, seconds: float) -> list[str]:
        """The lines that a person reads at the end of a run of so many seconds."""
        pages = self.records + self.failed.total()
        rate = f", {pages / seconds:.1f} a second" if seconds > 0 and pages else ""
        lines = [f"{pages} pages read{rate}: {self.articles} articles, {self.comments} comments"]
        if self.written < self.records:
            lines.append(f"written: {self.written} of {self.records}")
        for name in ("verdicts", "failed", "removed"):
            counts: Counter[str] = getattr(self, name)
            if counts:
                lines.append(f"{name}: {_list(counts)}")
        for reason, count in self.skipped.most_common():
            rest = ", ..." if count > len(self.examples[reason]) else ""
            lines.append(f"skipped: {count} {reason} ({', '.join(self.examples[reason])}{rest})")
        return lines


def _list(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count} {name}" for name, count in ordered)
