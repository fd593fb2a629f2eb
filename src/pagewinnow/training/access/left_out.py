"""What the scorers reach on what was left out of the fit whole: publishers, languages, vendors in turn, with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from zlib import crc32

from pagewinnow.training.access.examples import Candidate, Example, Values
from pagewinnow.training.access.fit import Settings, fit_all
from pagewinnow.training.access.trials import Trial, decide

LeftOut = Literal["publishers", "languages", "vendors"]
_PARTS = 12
"""Parts that publishers are left out in: a fit for each of hundreds would tell the same."""
_VENDORS = ("vendor/", "names/wall", "wall/vendor")
_LIKELY = 0.5
_ASKED = frozenset({"open", "paywalled"})


class Share(NamedTuple):
    """How many were asked for, were claimed, and were both."""

    true: int
    claimed: int
    both: int

    def tell(self) -> str:
        """Precision and recall, each with what it is a share of."""
        precision, recall = self.both / max(1, self.claimed), self.both / max(1, self.true)
        return f"P {precision:.2f} of {self.claimed}, R {recall:.2f} of {self.true}"


def leave_out(examples: Sequence[Example], settings: Settings, what: LeftOut) -> Iterator[str]:
    """A table: a line for each part that was left out, then the sums of real pages, by how they tell what they are.

    With `vendors` all that names a vendor, or a wall's class, is unseen as well, in the fit and in what is left out.
    """
    if what == "vendors":
        examples = [hide_vendors(example) for example in examples]
    key = _KEYS[what]
    parts = defaultdict(list)
    for example in examples:
        parts[key(example)].append(example)
    trials: list[Trial] = []
    for part, left in sorted(parts.items()):
        scorers = fit_all([example for example in examples if key(example) != part], settings)
        own = [decide(example, scorers) for example in left]
        yield from (_line(f"{part}, {source}", own, source) for source in ("real", "made") if _has(own, source))
        trials += own
    yield from (_line(f"all, {source}", trials, source) for source in ("real", "made"))
    for name, is_one in _FORMS.items():
        yield _line(f"real, {name}", [trial for trial in trials if is_one(trial.example)], "real")


def hide_vendors(example: Example) -> Example:
    """An example as if nobody knew the vendor of its wall or challenge; what it declares decides alone still."""
    candidates = tuple(Candidate(_without(one.values), _without(one.missing), one.right) for one in example.candidates)
    return example._replace(certain=example.certain if _is_declared(example) else None, candidates=candidates)


def _without(values: Values) -> Values:
    return {name: value for name, value in values.items() if not any(vendor in name for vendor in _VENDORS)}


def _publisher(example: Example) -> str:
    return f"part {crc32(example.group.encode()) % _PARTS:2}"


def _language(example: Example) -> str:
    return example.language or "unknown"


_KEYS: Mapping[LeftOut, Callable[[Example], str]] = {
    "publishers": _publisher, "languages": _language, "vendors": _publisher,
}  # fmt: skip


def _is_text(example: Example) -> bool:
    return "plain" in example.missing


def _is_declared(example: Example) -> bool:
    return not _is_text(example) and "free/no" in example.missing


_FORMS: Mapping[str, Callable[[Example], bool]] = {
    "declared": _is_declared,
    "undeclared": lambda example: not _is_declared(example) and not _is_text(example),
    "text": _is_text,
}


def _has(trials: Sequence[Trial], source: str) -> bool:
    return any(trial.example.source == source for trial in trials)


def _line(name: str, trials: Sequence[Trial], source: str) -> str:
    chosen = [trial for trial in trials if trial.example.source == source]
    right = sum(trial.is_right for trial in chosen)
    return f"{name:24} {right:4} of {len(chosen):4} right | walls {_walls(chosen).tell()} | cut {_cuts(chosen).tell()}"


def _walls(trials: Sequence[Trial]) -> Share:
    """Of pages that can be one thing alone."""
    sure = [trial for trial in trials if len(trial.example.gold.status) == 1]
    true = [trial for trial in sure if "paywalled" in trial.example.gold.status]
    both = sum(trial.status == "paywalled" for trial in true)
    return Share(len(true), sum(trial.status == "paywalled" for trial in sure), both)


def _cuts(trials: Sequence[Trial]) -> Share:
    asked = [t for t in trials if t.example.gold.missing is not None and not _ASKED.isdisjoint(t.example.gold.status)]
    true = [trial for trial in asked if trial.example.gold.missing]
    both = sum(trial.missing >= _LIKELY for trial in true)
    return Share(len(true), sum(trial.missing >= _LIKELY for trial in asked), both)
