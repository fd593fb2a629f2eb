"""What a page declares as its headline, where it shows another one or shows it behind a kicker or a label."""

from __future__ import annotations

from collections.abc import Sequence

from pagewinnow.find.fields.jsonld import is_news
from pagewinnow.find.fields.sight import Sight
from pagewinnow.findings import Found
from pagewinnow.text import key

_CUT_SHORT = ("…", "...")
_FEWEST_WORDS = 3  # of a headline
_HEADLINE = "jsonld:headline"


def choose_headline(sight: Sight, declared: Sequence[Found], shown: Found | None) -> Found | None:
    """The declared headline where it is the better title; else what was found already."""
    return (
        _news_headline(sight, declared, shown)
        or _without_label(sight, declared, shown)
        or _without_kicker(sight, declared, shown)
        or shown
    )


def _news_headline(sight: Sight, declared: Sequence[Found], shown: Found | None) -> Found | None:
    """What a news article declares as its headline, where the page shows another one.

    Newspapers show a teaser, and tell machines what the article is called. One that only adds a kicker to what is
    shown, or cuts it short, must be in the metas too, and what is shown must not be the first of these.
    """
    if sight.article is None or not is_news(sight.article, sight.known):
        return None
    told = _headline(declared)
    if told is None or told.value.endswith(_CUT_SHORT):
        return None
    text = sight.site.strip(told.value)
    own, other = key(text), key(shown.value) if shown else ""
    if own == other or len(own.split()) < _FEWEST_WORDS:
        return None
    if own in other or (other and other in own):
        metas = [key(sight.site.strip(found.value)) for found in declared if found.source.startswith("meta:")]
        if len(own) < len(other) or own not in metas or other in metas[:1]:
            return None
    return Found(text, told.source, shown.positions if shown else ())


def _without_label(sight: Sight, declared: Sequence[Found], shown: Found | None) -> Found | None:
    """What a thread declares as its headline, where the page shows it behind a label: "Solved Ferry does not start"."""
    if shown is None or sight.thread is None or not shown.source.startswith("h"):
        return None
    told = _headline(declared)
    if told is None or not key(shown.value).endswith(f" {key(told.value)}"):
        return None
    return told._replace(positions=shown.positions)


def _without_kicker(sight: Sight, declared: Sequence[Found], shown: Found | None) -> Found | None:
    """What the first meta gives as the title, where the heading has a kicker before it in an element of its own."""
    told = next((found for found in declared if found.source.startswith("meta:")), None)
    if told is None or shown is None or not shown.source.startswith("h") or not shown.positions:
        return None
    block = sight.document.blocks[shown.positions[0]]
    text = sight.site.strip(told.value)
    own = key(text)
    if len(own.split()) < _FEWEST_WORDS:
        return None
    is_behind = any(run.node != block.node and key(block.text[run.end :]) == own for run in block.runs)
    return Found(text, told.source, shown.positions) if is_behind else None


def _headline(declared: Sequence[Found]) -> Found | None:
    return next((found for found in declared if found.source == _HEADLINE), None)
