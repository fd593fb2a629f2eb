"""What an element is to blocks: does it break them, what kind are those in it, does it hide them?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pagewinnow.records import BlockKind
from pagewinnow.rules.elements import streamed_ids

CELLS = frozenset({"td", "th", "option"})
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript "
    "object ol optgroup p pre search section select summary table tbody textarea tfoot thead title tr ul video".split()
)
_INLINE = frozenset("a abbr b cite code del em font i ins label mark q s small span strong sub sup time u".split())
_DECLARING = frozenset({"base", "link", "meta"})
_VOID = frozenset("area col embed img input param source track wbr".split())
_KINDS: Mapping[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list_item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "code",
    "tr": "table_row",
}  # fmt: skip
_INHERITED = frozenset({"heading", "list_item", "quote", "code", "caption"})
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
# Blocks that may give another context to what is in them than their parent does.
_CHANGING = frozenset({*_KINDS, *_LISTS, "noscript", "textarea"})
CHILDLESS = frozenset({*_VOID, *_DECLARING, "br"})

# What to do with an element: one look-up a tag, since a page sends thousands. The order is that of the reader's tests.
INLINE, CELL, BLOCK, CHANGING, EMPTY, DECLARING, NAMING, MUTING, SKIPPING, LINE_BREAK = range(10)
ROLES: Mapping[str, int] = {
    **dict.fromkeys(_INLINE, INLINE),
    **dict.fromkeys(_BLOCKS, BLOCK),
    **dict.fromkeys(_CHANGING, CHANGING),
    **dict.fromkeys(CELLS, CELL),
    **dict.fromkeys(_VOID, EMPTY),
    **dict.fromkeys(_DECLARING, DECLARING),
    **dict.fromkeys(("html", "title"), NAMING),
    **dict.fromkeys(("head", "script", "style"), MUTING),
    **dict.fromkeys(("svg", "template"), SKIPPING),  # their inside is no part of the page
    "br": LINE_BREAK,
}


class Context(NamedTuple):
    """What an element gives to the blocks in it."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    lists: int = 0
    hidden: bool = False
    noscript: bool = False
    pre: bool = False


OUTSIDE = Context()


def find_role(tag: str) -> int:
    """The role of an element that is none of HTML's: authors' own elements are laid out as blocks as a rule."""
    return BLOCK if "-" in tag else INLINE


@lru_cache(maxsize=4096)  # a page has thousands of elements in a few dozen contexts
def enter(tag: str, outer: Context) -> Context:
    """The context in an element of this tag within `outer`."""
    kind = _KINDS.get(tag) or (outer.kind if outer.kind in _INHERITED or tag in CELLS else "paragraph")
    lists = outer.lists + 1 if tag in _LISTS else outer.lists
    level = outer.level if kind == outer.kind else None
    if kind == "heading" and tag in _KINDS:
        level = int(tag[1])
    elif kind == "list_item":
        level = max(1, lists)
    noscript, pre = outer.noscript or tag == "noscript", outer.pre or tag in ("pre", "textarea")
    return Context(kind, level, lists, outer.hidden, noscript, pre)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Does the element hide what is in it, as far as its own attributes tell?

    What a framework streams comes hidden, and a script moves it to its place.
    """
    if "hidden" in attributes:
        return not attributes.get("id", "").startswith(streamed_ids())
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
