"""The values of a post's fields: names, dates, votes, addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from pagewinnow.dates import Months, Order, month_table, parse_date
from pagewinnow.document import Skeleton
from pagewinnow.find.view import View
from pagewinnow.rules import Rules
from pagewinnow.rules.vocabulary import vocabulary_of
from pagewinnow.text import parse_number

_LONGEST_NAME = 80
_LONGEST_DATED = 120  # characters of a block with a date
_MONTHS = 12
_FIGURES = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?!\d)")
_TAGS = re.compile(r"</?\w+[^<>]*>")
_EDGES = " \t\n:,;·•|–—-\u200e\u200f"
_PAIRS = (("(", ")"), ("[", "]"))
# What machines write the time into, the surest first: the standard's attribute, then what pages use beside it.
TIME_ATTRIBUTES = ("datetime", "content", "title")


@lru_cache(maxsize=64)
def _months(rules: Rules, language: str | None, shown: Order | None) -> Months:
    own = (language or "").partition("-")[0].lower()
    profiles = rules.profiles
    first = [profiles[own]] if own in profiles else []
    order = first[0].date_order if first else ("mdy" if own in {"", "en"} else "dmy")
    return Months(month_table(p.months for p in (*first, *(profiles[name] for name in profiles))), shown or order)


def months_of(view: View) -> Months:
    """The names of months that may stand on the page: those of its own language win where two languages differ.

    Figures alone are read in the order that the page's own dates show, else in that of its language.
    """
    return _months(view.rules, view.found.language, _find_order(view))


def _find_order(view: View) -> Order | None:
    """The order that figures over twelve betray, else that of the region: one country alone begins with the month."""
    text = "\n".join([b.text for b in view.document.blocks if "/" in b.text and len(b.text) <= _LONGEST_DATED])
    pairs = [(int(a) > _MONTHS, int(b) > _MONTHS) for a, b in _FIGURES.findall(text)]
    days, months = pairs.count((True, False)), pairs.count((False, True))
    if days != months:
        return "dmy" if days > months else "mdy"
    _, _, region = (view.document.declared.language or "").replace("_", "-").partition("-")
    first = vocabulary_of(view.rules, view.found.language).month_first
    return "dmy" if view.found.language == "en" and len(region) == len("GB") and region.lower() not in first else None


def clean_name(text: str | None) -> str | None:
    """A name without the marks around it; `None` where the text is too long for one.

    >>> clean_name(" Anna: "), clean_name("Ben (Mainz)"), clean_name("Cleo ("), clean_name("x" * 200), clean_name(" ")
    ('Anna', 'Ben (Mainz)', 'Cleo', None, None)
    """
    name = _strip_brackets(" ".join((text or "").split()).strip(_EDGES))
    if name.startswith("<"):  # tags that the page shows by mistake
        name = _TAGS.sub("", name).strip(_EDGES)
    if name.startswith("@") and len(name) > 1:
        name = name[1:]
    return name if 0 < len(name) <= _LONGEST_NAME else None


def _strip_brackets(name: str) -> str:
    """The name without a bracket at an edge that nothing opens or closes."""
    for left, right in _PAIRS:
        if name.count(left) > name.count(right) and name[-1:] == left:
            name = name[:-1].rstrip(_EDGES)
        elif name.count(left) > name.count(right) and name[:1] == left:
            name = name[1:].lstrip(_EDGES)
        elif name.count(right) > name.count(left) and name[-1:] == right:
            name = name[:-1].rstrip(_EDGES)
    return name


def link_of(skeleton: Skeleton, node: int, limit: int) -> str | None:
    """The address of the link that `node` is, stands in (up to the node `limit`), or holds first."""
    for near in skeleton.ancestors(node):
        if near < limit:
            break
        if skeleton.tags[near] == "a" and skeleton.attributes[near].get("href"):
            return skeleton.attributes[near]["href"]
    for near in range(node + 1, skeleton.ends[node]):
        if skeleton.tags[near] == "a" and skeleton.attributes[near].get("href"):
            return skeleton.attributes[near]["href"]
    return None


def machine_date(skeleton: Skeleton, node: int, months: Months) -> str | None:
    """The date that the attributes of a node or of the elements in it tell."""
    for near in range(node, min(skeleton.ends[node], node + 8)):
        for name in TIME_ATTRIBUTES:
            date = parse_date(skeleton.attributes[near].get(name), months)
            if date:
                return date
    return None


_SIGNED = re.compile(r"[-\u2212]\s?\d")


def read_score(text: str | None) -> int | None:
    """The votes in a text: the first number, with its sign.

    >>> read_score("+12 points"), read_score("-3"), read_score("\u2212 4"), read_score("Like")
    (12, -3, -4, None)
    """
    number = parse_number(text or "")
    if number is None:
        return None
    return -number if _SIGNED.search(text or "") else number
