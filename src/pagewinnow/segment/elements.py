"""What an element is to blocks: does it break them, what kind are those in it, does it hide them?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pagewinnow.records import BlockKind
from pagewinnow.rules.elements import elements

CELLS = frozenset({"td", "th", "option"})
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript "
    "object ol optgroup p pre search section select summary table tbody textarea tfoot thead title tr ul video".split()
)
_INLINE = frozenset("a abbr b cite code del em font i ins label mark q s small span strong sub sup time u".split())
_DECLARING = frozenset({"base", "link", "meta"})
_VOID = frozenset("area col embed input param source track wbr".split())
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
_CHANGING = frozenset({*_KINDS, *_LISTS, "noscript", "textarea", "thead"})
CHILDLESS = frozenset({*_VOID, *_DECLARING, "br", "img"})
# Blocks that hold a sentence, so that what stands in them is a part of it.
SENTENCES = frozenset("p h1 h2 h3 h4 h5 h6 pre dt figcaption caption summary legend".split())
# Blocks that are a line of the listing where they stand in one.
LINES_OF_CODE = frozenset("div li ol ul dd".split())

# What to do with an element: one look-up a tag, since a page sends thousands. The order is that of the reader's tests;
# those below INLINE are inline elements that are no text of the block that they stand in.
READING, COPY, EDITING, BACK, ANCHOR, HIDDEN, SPOKEN, SILENT = range(-8, 0)
(
    INLINE, CELL_LINE, CELL, LINE_OF_CODE, BLOCK, CHANGING, OWN, EMPTY, IMAGE, DECLARING, NAMING, MUTING, SKIPPING,
    LINE_BREAK,
) = range(14)  # fmt: skip
ROLES: Mapping[str, int] = {
    **dict.fromkeys(("rt", "rp", "rtc"), READING),
    **dict.fromkeys(("annotation", "annotation-xml"), COPY),
    **dict.fromkeys(_INLINE, INLINE),
    **dict.fromkeys(_BLOCKS, BLOCK),
    **dict.fromkeys(_CHANGING, CHANGING),
    **dict.fromkeys(CELLS, CELL),
    **dict.fromkeys(_VOID, EMPTY),
    "img": IMAGE,
    **dict.fromkeys(_DECLARING, DECLARING),
    **dict.fromkeys(("html", "title"), NAMING),
    **dict.fromkeys(("head", "script", "style"), MUTING),
    "svg": SKIPPING,  # its inside is no part of the page
    "br": LINE_BREAK,
}
RUBY = frozenset({"rb", "rt", "rp", "rtc"})  # each ends the one before it, which need not be closed
LINE = "line"  # in every class of an element that is a line of a listing
_PRE = re.compile(r"white-space\s*+:\s*+pre\s*+(?:;|$|!)", re.IGNORECASE)
_SHADOW = ("shadowrootmode", "shadowroot")


class Context(NamedTuple):
    """What an element gives to the blocks in it."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    lists: int = 0
    hidden: bool = False
    noscript: bool = False
    pre: bool = False
    depth: int = 0  # lists and quotes around
    header: bool = False


OUTSIDE = Context()


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
    return Context(
        kind,
        level,
        lists,
        outer.hidden,
        outer.noscript or tag == "noscript",
        outer.pre or tag in ("pre", "textarea"),
        outer.depth + (tag in _LISTS or tag == "blockquote"),
        outer.header or tag == "thead",
    )


def is_content(attributes: Mapping[str, str]) -> bool:
    """Is the inside of a `template` content? That of a declarative shadow root is."""
    return any(name in attributes for name in _SHADOW)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Does the element hide what is in it, as far as its own attributes tell?

    What a framework streams comes hidden, and a script moves it to its place.
    """
    if "hidden" in attributes:
        return not attributes.get("id", "").startswith(elements().streamed_ids)
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def is_line(classes: str) -> bool:
    """Is a block-level element with these classes, `LINE` among their letters, a line of a listing?"""
    return not elements().code_line_classes.isdisjoint(classes.lower().split())


def keeps_space(attributes: Mapping[str, str]) -> bool:
    """Does the style of an element keep its white space and its lines as they are?"""
    style = attributes.get("style", "")
    return "pre" in style and _PRE.search(style) is not None


def tell_run(attributes: Mapping[str, str]) -> int:
    """The role of an inline element by its attributes: is it text of its block?"""
    if "class" in attributes and (told := _role_of_classes(attributes["class"])):
        return told
    if ("style" in attributes or "hidden" in attributes) and is_hidden(attributes):
        return HIDDEN
    return SILENT if "aria-hidden" in attributes and attributes["aria-hidden"] == "true" else INLINE


@lru_cache(maxsize=8192)  # classes come again, on the page and on the next
def _role_of_classes(value: str) -> int:
    known, names = elements(), value.lower().split()
    if not known.spoken_classes.isdisjoint(names):
        return SPOKEN
    if not known.back_classes.isdisjoint(names):
        return BACK
    return INLINE if known.edit_classes.isdisjoint(names) else EDITING
