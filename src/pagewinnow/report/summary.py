"""What a run did, counted: verdicts, comments, what was removed by label, hosts that stand out, failures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from pagewinnow.records import Failure, Page

_FEWEST = 3  # pages of a host that may stand out
_FAR = 0.25  # of the text: how much more than usual is removed on the pages of a host that stands out
_COMMENT_STEPS = ((0, "none"), (1, "1"), (9, "2 to 9"), (49, "10 to 49"))


@dataclass(slots=True)
class RunSummary:
    """The counts of a run; `shares` is the part of each page's characters that was removed, by host."""

    pages: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    shares: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, one: Page | Failure) -> None:
        """Count one page, or one failure."""
        if isinstance(one, Failure):
            self.failures[one.reason] += 1
            return
        kept = len(one.article.text if one.article else "") + sum(len(comment.text) for comment in one.comments)
        cut = Counter[str]()
        for piece in one.removed:
            cut[piece.label] += len(piece.text)
        self.pages += 1
        self.verdicts[one.access.status] += 1
        self.comments[_step(len(one.comments))] += 1
        self.kept += kept
        self.removed.update(cut)
        self.shares[one.hostname or ""].append(cut.total() / max(1, kept + cut.total()))


def summarise(found: Iterable[Page | Failure]) -> RunSummary:
    """The counts of all pages and failures."""
    summary = RunSummary()
    for one in found:
        summary.add(one)
    return summary


def find_outliers(summary: RunSummary) -> list[tuple[str, float]]:
    """The hosts on whose pages far more is removed than usual, with the share of text; the farthest first."""
    usual = median([share for shares in summary.shares.values() for share in shares] or [0.0])
    means = {host: sum(shares) / len(shares) for host, shares in summary.shares.items() if len(shares) >= _FEWEST}
    far = [(host, mean) for host, mean in means.items() if mean >= usual + _FAR]
    return sorted(far, key=lambda item: (-item[1], item[0]))


def _step(count: int) -> str:
    return next((name for most, name in _COMMENT_STEPS if count <= most), "50 and more")
