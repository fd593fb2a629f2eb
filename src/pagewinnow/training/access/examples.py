"""From pages to examples: the pieces of evidence of each question, and the right answers where they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from pagewinnow.find import ROOMS
from pagewinnow.find.access.certain import find_certain
from pagewinnow.find.access.ends import find_missing
from pagewinnow.find.access.evidence import named
from pagewinnow.find.access.fronts import find_front
from pagewinnow.find.access.seen import look
from pagewinnow.find.access.walls import Wall, find_walls
from pagewinnow.find.view import View
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import Rules
from pagewinnow.segment import segment

_MOST_WALLS = 8
Values = Mapping[str, float]


class Gold(NamedTuple):
    """The right answers of a page, `None` where they cannot be known. `status` is any of those accepted."""

    status: frozenset[str]
    missing: bool | None
    wall_shown: bool | None
    wall: frozenset[str] = frozenset()


class Candidate(NamedTuple):
    """A wall that may be one: its evidence, what speaks of missing text if it is, whether it is (`None`: unknown)."""

    values: Values
    missing: Values
    right: bool | None


class Example(NamedTuple):
    """A page. `group` is what is left out together; `certain` is the verdict that needs no scorer."""

    id: str
    source: str
    group: str
    fold: int
    language: str | None
    gold: Gold
    certain: str | None
    weight: int
    candidates: tuple[Candidate, ...]
    missing: Values
    fronts: Mapping[str, Values]


def read_example(
    content: bytes | str, kind: str, gold: Gold, rules: Rules, names: tuple[str, str, str, int]
) -> Example:
    """The example of one page; `names` are its id, source, group and fold."""
    source = load(content, url=None, kind=kind, fetch=None, options=Options())  # type: ignore[arg-type]
    seen = look(_view(View(segment(source), rules, Options())))
    certain = find_certain(seen)
    walls = list(find_walls(seen, certain.elements))
    ranked = sorted(walls, key=_promise)[:_MOST_WALLS]
    candidates = tuple(
        Candidate(named(w.pieces), named(find_missing(seen, w, 1.0)), _is_right(w, gold)) for w in ranked
    )
    return Example(
        *names,
        language=seen.language,
        gold=gold,
        certain="challenge" if certain.challenged else "paywalled" if certain.walled else None,
        weight=seen.body.weight,
        candidates=candidates,
        missing=named(find_missing(seen, None, 0.0)),
        fronts={name: named(pieces) for name, pieces in find_front(seen).items()},
    )


def _view(view: View) -> View:
    """What the rooms before this one found."""
    for name, room in ROOMS:
        if name == "verdict":
            break
        view = replace(view, found=replace(view.found, **{name: room(view)}))  # type: ignore[arg-type]
    return view


def _promise(wall: Wall) -> tuple[int, int]:
    """Those with most to say first."""
    return (-len({piece.name for piece in wall.pieces if piece.name.startswith("says/")}), wall.first)


def _is_right(wall: Wall, gold: Gold) -> bool | None:
    if not gold.wall:
        return None
    return any(line.block.text in gold.wall for line in wall.lines)


def scaled(values: Values, walled: float) -> dict[str, float]:
    """The evidence of missing text, where the wall is only so likely."""
    return {name: value * walled if "wall" in name else value for name, value in values.items()}
