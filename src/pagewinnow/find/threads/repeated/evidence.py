"""What speaks for a group of repeated elements being a thread, and what against: one table of named pieces.

Every piece is computed once and is a number, most of them a share of the items (0 to 1). None decides alone: the fitted
scorer (`learned/rows.py`) adds them up. What comments have and listings, sidebars, teasers, interviews and event lists
have not stands here, and nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from math import log1p, log2
from statistics import median, pstdev
from typing import NamedTuple

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.threads.model import Item, is_foreign, is_row, width
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.threads.repeated.signatures import is_marked
from pagewinnow.find.threads.repeated.titles import count_titles, find_headline, find_title, is_card, is_topped
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.rules.declarations import load_declarations
from pagewinnow.rules.threads import load_thread_tokens
from pagewinnow.text import parse_number

_SHORTEST = 5  # characters of a text
_FEW = 2  # items may be alike by chance
_UNKNOWN = 0.5  # of the items have controls, for all that the rules of no language know
_TALK = frozenset({"reply", "says", "report"})
_COUNT = "comments_head"  # where most items hold one, it counts the comments of other pages
_HEAD, _LONGEST_HEAD = 12, 40  # blocks before the first item in which its head stands; characters of one with a number
_PARAGRAPH, _LINKED = 60, 0.3  # characters of a block of running text; the share of them in links that it may have
_NUMBER, _DIGIT, _STEP = re.compile(r"\d[\d.,\u00a0']*"), re.compile(r"\d"), re.compile(r"\W{0,2}\d{1,3}\b")
_CURRENCY = "[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba]"
_PRICE = re.compile(rf"{_CURRENCY}\s?\d|\d\s?{_CURRENCY}")
_ASKS, _CALLS = re.compile("[?\uff1f\u061f]"), re.compile("[!\uff01]")
_CUT = ("\u2026", "...", "[\u2026]", "[...]")
_ASIDE = frozenset({"aside", "nav", "footer"})
_FIELD = frozenset({"textarea", "form"})
_FAR = 60  # elements behind the last item in which a field to answer in stands
_ABOVE, _TITLE = 60, frozenset({1, 2})  # blocks before the first item in which the page's title stands; its levels
_SIGNING = frozenset({"byline", "published"})
_NEAR = 3  # elements from an item upwards whose classes tell what it is


class Evidence(NamedTuple):
    """The pieces of evidence about a group of items, as shares of the items where nothing else is said."""

    items: float  # how many, as a logarithm
    few: float
    prose: float  # with words of their own
    length: float  # of a text in the middle, as a logarithm
    uneven: float  # how much lengths differ: people write as much as they like, editors do not
    longest: float  # the longest text, of all characters
    first: float  # how many times longer the first text is than one in the middle, as a logarithm
    distinct: float  # texts that differ
    cut: float  # texts that break off
    linked: float  # characters in links
    asking: float
    calling: float
    numbered: float  # texts that begin with a number, as steps do
    priced: float
    named: float
    wordy: float  # words of a name, on average, of six
    same: float  # of the names are one
    returning: float  # of the names: who says something twice
    figured: float  # names with figures in them
    dated: float
    clocked: float  # with a time of day
    ordered: float  # neighbours whose dates run the same way
    controls: float  # the same words in most of them
    spoken: float  # controls that rules know, or may not know: the language has none
    replies: float  # controls that answer or report
    headlined: float  # a headline of its own that leads elsewhere
    titled: float  # a heading of its own that is no name
    topped: float  # a heading that is a link, and no name
    carded: float  # nothing but one link
    counting: float  # a count of comments: of another page
    leading: float  # a name that leads where another link of the item does, or that is a heading of many words
    inlaid: float  # names stand in the texts, as in a list of sources
    head: float  # a head like "Comments (5)" before them
    counted: float  # a number before them is how many there are
    nested: float  # one in another
    rows: float  # no element holds one
    before: float  # running text before them, of that and theirs
    after: float
    body: float  # characters of their texts in blocks that read as main content
    taken: float  # characters of such blocks that they hold, of all there are
    aside: float  # in an element for what stands beside the page
    marked: float  # classes that tell of comments
    anchored: float  # with a numbered anchor of its own
    pictured: float
    form: float  # a field to write into behind them
    headed: float  # a heading before them
    signed: float  # a byline or a time between that heading and them: of an article that is not among them
    alike: float  # the first has what the others have: name, time, class
    article: float  # the page declares an article
    thread: float  # the page declares a discussion


def measure(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> Evidence:
    """The evidence about a group."""
    texts = [" ".join(view.document.blocks[s.position].text[s.start : s.end] for s in r.text) for r in readings]
    pieces = _of_texts(texts, len(items))
    links = sum(view.document.blocks[s.position].link_chars for r in readings for s in r.text)
    pieces["linked"] = min(1.0, links / max(1, sum(map(len, texts))))
    pieces |= _of_names([r.author for r in readings if r.author], len(items))
    pieces |= _of_times(readings)
    pieces |= _of_controls(view, items, readings)
    pieces |= _of_titles(view, items, readings, maker)
    pieces |= _of_surroundings(view, items, texts)
    pieces |= _of_body(view, readings)
    pieces |= _of_elements(view, items)
    pieces |= _of_first(view, items, readings, maker)
    pieces |= _of_declarations(view)
    return Evidence(**pieces)


def _of_texts(texts: Sequence[str], n: int) -> dict[str, float]:
    widths = [width(text) for text in texts]
    chars, middle = max(1, sum(widths)), max(1.0, median(widths))
    return {
        "items": log2(n) / 6,
        "few": float(n <= _FEW),
        "prose": sum(size >= _SHORTEST for size in widths) / n,
        "length": log1p(middle) / 8,
        "uneven": min(3.0, pstdev(widths) * n / chars),
        "longest": max(widths) / chars,
        "first": max(-2.0, min(3.0, log1p(widths[0] / middle))),
        "distinct": len(set(texts)) / n,
        "cut": sum(text.endswith(_CUT) for text in texts) / n,
        "asking": sum(_ASKS.search(text) is not None for text in texts) / n,
        "calling": sum(_CALLS.search(text) is not None for text in texts) / n,
        "numbered": sum(_STEP.match(text) is not None for text in texts) / n,
        "priced": sum(_PRICE.search(text) is not None for text in texts) / n,
    }


def _of_names(names: Sequence[str], n: int) -> dict[str, float]:
    known = max(1, len(names))
    return {
        "named": len(names) / n,
        "wordy": sum(len(name.split()) for name in names) / known / 6,
        "same": max(Counter(names).values(), default=0) / known,
        "returning": (len(names) - len(set(names))) / n,
        "figured": sum(_DIGIT.search(name) is not None for name in names) / known,
    }


def _of_times(readings: Sequence[Reading]) -> dict[str, float]:
    n, days = len(readings), [r.date for r in readings if r.date]
    steps = list(pairwise(days))
    rising, falling = sum(a <= b for a, b in steps), sum(a >= b for a, b in steps)
    return {
        "dated": sum(r.date_raw is not None for r in readings) / n,
        "clocked": sum("T" in (r.date or "") for r in readings) / n,
        "ordered": max(rising, falling) / len(steps) if steps else 0.0,
    }


def _of_controls(view: View, items: Sequence[Item], readings: Sequence[Reading]) -> dict[str, float]:
    n, roles = len(items), _roles(view, items, readings)
    counting = sum(_COUNT in found for found in roles)
    return {
        "controls": sum(bool(r.controls) for r in readings) / n,
        "spoken": _UNKNOWN if is_foreign(view) else sum("comment_control" in found for found in roles) / n,
        "replies": sum(bool(found & _TALK) for found in roles) / n,
        "counting": counting / n,
        "head": float(2 * counting < n and has_head(view, items[0].start)),
        "inlaid": float(any(r.inlaid for r in readings)),
    }


def _roles(view: View, items: Sequence[Item], readings: Sequence[Reading]) -> list[set[str | None]]:
    """What the rules say of the blocks of each item, and of the inline controls in them."""
    blocks = view.document.blocks
    inline = [
        {blocks[s.position].text[s.start : s.end] for s in r.controls if s.end - s.start < len(blocks[s.position].text)}
        for r in readings
    ]
    texts = sorted(set().union(*inline))
    hits = view.rules.matcher([view.found.language] if view.found.language else []).match_all(texts) if texts else {}
    said = {texts[k]: {word for hit in found for word in (hit.role, hit.label)} for k, found in hits.items()}
    return [
        {
            word
            for position in range(item.start, item.stop)
            for hit in view.found.phrases.get(position, ())
            for word in (hit.role, hit.label)
        }.union(*(said.get(text, ()) for text in own))
        for item, own in zip(items, inline, strict=True)
    ]


def _of_titles(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> dict[str, float]:
    n, both = len(items), list(zip(items, readings, strict=True))
    return {
        "headlined": len({line for item, r in both if (line := find_headline(view, item, r, maker))}) / n,
        "titled": len({title for item, r in both if (title := find_title(view, item, r))}) / n,
        "topped": sum(is_topped(view, item, r) for item, r in both) / n,
        "carded": sum(is_card(view.document.skeleton, item) for item in items) / n,
        "leading": count_titles(view, items, readings) / n,
    }


def has_head(view: View, start: int) -> bool:
    """Does a head like "Comments (5)" stand in the few blocks before?"""
    near = range(max(0, start - _HEAD), start)
    return any(hit.role == _COUNT for position in near for hit in view.found.phrases.get(position, ()))


def _of_surroundings(view: View, items: Sequence[Item], texts: Sequence[str]) -> dict[str, float]:
    blocks, own = view.document.blocks, sum(map(width, texts)) + 1
    start, stop = items[0].start, max(item.stop for item in items)
    before, after = _count_running(blocks[:start]), _count_running(blocks[stop:])
    near = (b.text for b in blocks[max(0, start - _HEAD) : start] if len(b.text) <= _LONGEST_HEAD)
    numbers = {parse_number(found) for text in near for found in _NUMBER.findall(text)}
    return {
        "counted": float(len(items) > _FEW and not numbers.isdisjoint({len(items), len(items) - 1})),
        "before": before / (before + own),
        "after": after / (after + own),
    }


def _of_body(view: View, readings: Sequence[Reading]) -> dict[str, float]:
    blocks, body = view.document.blocks, view.found.body.blocks
    own = [s.position for r in readings for s in r.text]
    texts, shared = sum(len(blocks[p].text) for p in own), sum(len(blocks[p].text) for p in own if p in body)
    whole = sum(len(blocks[p].text) for p in body)
    return {"body": shared / max(1, texts), "taken": shared / max(1, whole)}


def _count_running(blocks: Sequence[Block]) -> int:
    """The characters of paragraphs."""
    return sum(n for b in blocks if (n := width(b.text)) > _PARAGRAPH and b.link_chars < _LINKED * len(b.text))


def _of_elements(view: View, items: Sequence[Item]) -> dict[str, float]:
    skeleton, n = view.document.skeleton, len(items)
    tokens = load_thread_tokens(view.options.rules)
    last = items[-1]
    behind = skeleton.tags[skeleton.ends[last.node] : skeleton.ends[last.node] + _FAR]
    return {
        "nested": float(any(later.node < skeleton.ends[item.node] for item, later in pairwise(items))),
        "rows": float(any(is_row(skeleton, item) for item in items)),
        "aside": sum(skeleton.is_inside(item.node, _ASIDE) for item in items) / n,
        "marked": sum(_is_near_marked(skeleton, item.node, tokens) for item in items) / n,
        "anchored": sum(_DIGIT.search(skeleton.attributes[item.node].get("id", "")) is not None for item in items) / n,
        "pictured": sum(skeleton.holds(item.node, "img") for item in items) / n,
        "form": float(not _FIELD.isdisjoint(behind)),
    }


def _is_near_marked(skeleton: Skeleton, node: int, tokens: frozenset[str]) -> bool:
    """Do the classes of an item, or of the elements right around it, tell of comments?"""
    return any(is_marked(skeleton, near, tokens) for near in islice(skeleton.ancestors(node), _NEAR))


def _of_first(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> dict[str, float]:
    """Is the first item one among others, or is what they answer to another thing?"""
    start, attributes = items[0].start, view.document.skeleton.attributes
    before = view.document.blocks[max(0, start - _ABOVE) : start]
    title = next(
        (block.position for block in reversed(before) if block.kind == "heading" and block.level in _TITLE), None
    )
    behind = view.document.blocks[title + 1 : start] if title is not None else ()
    signed = any(_is_byline(view, block) or maker.find(block.text) is not None for block in behind)
    first, second = readings[0], readings[min(1, len(readings) - 1)]
    classes = [set(attributes[item.node].get("class", "").split()) for item in items[:2]]
    alike = (
        bool(first.author) == bool(second.author),
        bool(first.date_raw) == bool(second.date_raw),
        not classes[0] ^ classes[-1] or bool(classes[0] & classes[-1]),
    )
    return {"headed": float(title is not None), "signed": float(signed), "alike": sum(alike) / len(alike)}


def _is_byline(view: View, block: Block) -> bool:
    return any(hit.role in _SIGNING for hit in view.found.phrases.get(block.position, ()))


def _of_declarations(view: View) -> dict[str, float]:
    declared = view.document.declared
    naming = load_declarations(view.rules.folders).metas["kind"]
    kinds = {*declared.types, *(content.lower() for name, content in declared.metas if name in naming)}
    return {
        "article": float(any(kind.endswith(("article", "blogposting")) for kind in kinds)),
        "thread": float(any(kind in {"qapage", "discussionforumposting", "question"} for kind in kinds)),
    }
