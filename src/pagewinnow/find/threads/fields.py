"""The values of a post's fields: names, dates, votes, addresses."""

from __future__ import annotations

import re

from pagewinnow.dates.absolute import parse_date
from pagewinnow.dates.forms import Forms
from pagewinnow.document import Skeleton
from pagewinnow.find.dates import dates_of
from pagewinnow.find.view import View
from pagewinnow.text import parse_number

_LONGEST_NAME = 80
_TAGS = re.compile(r"</?\w+[^<>]*>")
_EDGES = " \t\n:,;·•|–—-\u200e\u200f"
_PAIRS = (("(", ")"), ("[", "]"))
_BRACKET = re.compile(r"[()\[\]]")
# What machines write the time into, the surest first: the standard's attribute, then what pages use beside it.
TIME_ATTRIBUTES = ("datetime", "content", "title")


def months_of(view: View) -> Forms:
    """How dates are written on the page: the same for its article and its comments."""
    return dates_of(view)


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
    for left, right in _PAIRS if _BRACKET.search(name) else ():
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


def machine_date(skeleton: Skeleton, node: int, months: Forms) -> str | None:
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
