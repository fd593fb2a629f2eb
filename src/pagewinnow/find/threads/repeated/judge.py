"""Is a group of repeated elements a thread? What comments have and listings, sidebars and event lists have not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import pstdev
from typing import NamedTuple

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.model import Item, is_foreign, is_row, width
from pagewinnow.find.threads.repeated.reader import Reading
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View

_TITLE_WORDS = 4  # a link of so many words is a headline
_SAMPLE = 12  # items that tell whether a group may be a thread
_TITLE = 20  # characters
_SHORTEST = 5  # characters
_UNKNOWN = 0.5  # of the items have controls, for all that the rules of no language know
_UNEVEN = 0.4  # of their length on average
_LEAST_MORE = 4  # characters of "more"; an initial or a count may link to a person, too
_WORDS = 2.4  # of a name, on average
_FEW = 2  # items may be alike by chance
_MANY = 5  # so many items of a name, a time and prose each are a thread
_TALK = frozenset({"reply", "says", "report"})
_COUNT = "comments_head"  # where most items hold one, it counts the comments of other pages
_PROSE = 200  # characters of the paragraphs that may be an article's
_PARAGRAPH = 60  # characters


class Verdict(NamedTuple):
    """What a group is worth: 0 is no thread. `is_page`: nothing comes before it, so its first item opens the page."""

    score: float
    is_page: bool
    against: tuple[str, ...]


class _Facts(NamedTuple):
    """What the items of a group have, as shares of them where nothing else is said."""

    prose: float
    named: float
    dated: float
    headlined: float  # a headline of its own that leads elsewhere
    titled: float  # a heading of its own that is no name
    leading: float  # with a name that leads where another link of the item does, or that is a heading of many words
    linked: float  # of the characters
    controls: float  # the same words in most of them
    spoken: float  # controls that rules know, or may not know: the language has none
    replies: float
    returning: float  # of the authors: who says something twice
    same: float  # of the names are one
    cut: float  # texts that break off
    clocked: float  # with a time of day
    head: bool
    nested: bool  # one in another
    rows: bool  # no element holds one
    inlaid: bool  # names stand in the texts, as in a list of sources
    distinct: float
    chars: int
    length: float  # characters of a text, on average
    uneven: float  # how much the lengths of the texts differ: people write as much as they like, editors do not


def judge(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> Verdict:
    """The verdict on a group."""
    facts = measure(view, items, readings, maker)
    before = _prose_before(view, items[0].start)
    is_page = before < _PROSE and not facts.head
    reasons = reasons_against(facts, len(items))
    if reasons:
        return Verdict(0, is_page, tuple(reasons))
    return Verdict(facts.chars * (0.5 + facts.named + facts.dated) + 1, is_page, ())


def may_stand(view: View, items: Sequence[Item], maker: Clockmaker, *, dated: bool) -> bool:
    """May the group be a thread? It needs times, a head, or words that only comments have; it costs little to ask."""
    hits, head = view.found.phrases, _has_head(view, items[0].start)
    talk = 0
    for item in items:
        talk += any(hit.role in _TALK for p in range(item.start, item.stop) if p in hits for hit in hits[p])
    known = head or talk > 0.3 * len(items)
    enough = known or (dated and len(items) > _FEW)
    return enough and not _leads_elsewhere(view, items, maker)


def _leads_elsewhere(view: View, items: Sequence[Item], maker: Clockmaker) -> bool:
    """Have most of the first items a headline of their own?"""
    first = items[:_SAMPLE]
    return len({line for item in first if (line := _headline(view, item, None, maker))}) > 0.6 * len(first)


def reasons_against(facts: _Facts, items: int) -> list[str]:
    """Why a group is no thread."""
    known = facts.replies > 0.3 or (facts.head and (facts.dated > 0.3 or facts.returning < 0.3))
    full = min(facts.named, facts.clocked) >= 0.9 and not facts.headlined and items > 2
    written = items >= _MANY and facts.uneven > _UNEVEN
    spoken = min(facts.controls, facts.spoken) >= 0.3
    talked = spoken or 0 < facts.returning <= 0.6
    sure = known or full or talked or written
    checks = (
        (facts.prose < 0.6, "little-prose"),
        (facts.length < (5 if known else 20), "short-texts"),
        (facts.distinct < 0.8, "the-same-text-in-several"),
        (facts.linked > 0.5, "prose-is-links"),
        (facts.headlined > (0.6 if known or facts.spoken > _UNKNOWN else 0.3), "headlines"),
        (facts.titled > 0.5 and not (known or facts.nested or facts.spoken > _UNKNOWN), "titles"),
        (facts.named < 0.6, "no-names"),
        (facts.dated < 0.6 and (facts.rows or not known), "no-times"),
        (facts.rows and not (known or full), "rows"),
        (facts.inlaid and not (known or spoken), "citations"),
        (facts.same > 0.8 and items > _FEW and not (known or full), "one-name"),
        (facts.leading > 0.5 and not known, "teasers"),
        (facts.cut > 0.3 and not known, "excerpts"),
        (not sure, "nothing-speaks-for-it"),
        (items <= _FEW and facts.replies <= 0.3, "too-few"),
    )
    return [reason for wrong, reason in checks if wrong]


def measure(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> _Facts:
    """The facts about a group."""
    blocks, n = view.document.blocks, len(items)
    texts = [" ".join(blocks[s.position].text for s in r.text) for r in readings]
    chars = sum(map(width, texts))
    links = sum(blocks[s.position].link_chars for r in readings for s in r.text)
    roles = _roles(view, items, readings)
    names = [r.author for r in readings if r.author]
    return _Facts(
        prose=sum(width(text) >= _SHORTEST for text in texts) / n,
        named=len(names) / n,
        dated=sum(r.date_raw is not None for r in readings) / n,
        headlined=len({h for item, r in zip(items, readings, strict=True) if (h := _headline(view, item, r, maker))})
        / n,
        titled=len({t for item, r in zip(items, readings, strict=True) if (t := _title(view, item, r))}) / n,
        leading=_leading(view, items, readings) / n,
        linked=links / max(1, chars),
        controls=sum(bool(r.controls) for r in readings) / n,
        spoken=_UNKNOWN if is_foreign(view) else sum("comment_control" in found for found in roles) / n,
        nested=_is_nested(view, items),
        inlaid=any(r.inlaid for r in readings),
        rows=any(is_row(view.document.skeleton, item) for item in items),
        replies=sum(bool(found & _TALK) for found in roles) / n,
        returning=(len(names) - len(set(names))) / n,
        same=max(Counter(names).values(), default=0) / max(1, len(names)),
        cut=sum(text.endswith(("\u2026", "...", "[\u2026]", "[...]")) for text in texts) / n,
        clocked=sum("T" in (r.date or "") for r in readings) / n,
        head=sum(_COUNT in found for found in roles) < 0.5 * n and _has_head(view, items[0].start),
        distinct=len(set(texts)) / n,
        chars=chars,
        length=chars / n,
        uneven=pstdev([width(text) for text in texts]) * n / max(1, chars),
    )


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


def _is_nested(view: View, items: Sequence[Item]) -> bool:
    return any(later.node < view.document.skeleton.ends[item.node] for item, later in pairwise(items))


def _headline(view: View, item: Item, reading: Reading | None, maker: Clockmaker) -> str | None:
    """A link of several words that makes up its block and is no head of a comment: it leads to a page elsewhere."""
    skeleton = view.document.skeleton
    head: set[int] = set()
    if reading is not None:
        head.update(span.position for span in reading.date_spans)
        if reading.author and len(reading.author.split()) < _TITLE_WORDS:
            head.update(span.position for span in reading.author_spans)
    for block in view.document.blocks[item.start : item.stop]:
        if block.position in head or block.link_chars < 0.8 * len(block.text) or not block.text:
            continue
        for run in block.runs:
            text = block.text[run.start : run.end]
            long = width(text) > _TITLE and (len(text.split()) >= _TITLE_WORDS or width(text) > 1.5 * len(text))
            timed = maker.find(block.text if reading is None else text)
            if long and skeleton.tags[run.node] == "a" and timed is None:
                return text.rpartition(": ")[2]
    return None


def _leading(view: View, items: Sequence[Item], readings: Sequence[Reading]) -> int:
    """How many of the names are titles: the name of a teaser leads to the page that "Read more" leads to."""
    named = [(item, r) for item, r in zip(items, readings, strict=True) if r.author and r.author_node is not None]
    headings = [r.author.split() for _, r in named if _is_heading(view, r) and r.author]
    if len(headings) > 0.5 * len(named) and sum(map(len, headings)) > _WORDS * len(headings):
        return len(headings)
    again = Counter(text for item, r in named for text in _links_alike(view, item, r))
    return max(again.values(), default=0)


def _is_heading(view: View, reading: Reading) -> bool:
    return any(view.document.blocks[span.position].kind == "heading" for span in reading.author_spans)


def _links_alike(view: View, item: Item, reading: Reading) -> set[str]:
    """The words of the other links in an item that lead where its name leads."""
    skeleton, node = view.document.skeleton, reading.author_node or 0
    address = next((a for near in skeleton.ancestors(node) if near > item.node and (a := _href(skeleton, near))), None)
    links = (
        block.text[run.start : run.end]
        for block in view.document.blocks[item.start : item.stop]
        for run in block.runs
        if address is not None and _href(skeleton, run.node) == address
    )
    return {text for text in links if reading.author not in {text, None} and len(text) >= _LEAST_MORE}


def _href(skeleton: Skeleton, node: int) -> str | None:
    return skeleton.attributes[node].get("href") if skeleton.tags[node] == "a" else None


def _title(view: View, item: Item, reading: Reading) -> str | None:
    """The heading of an item that is neither its name nor its time nor a control."""
    known = {span.position for span in (*reading.date_spans, *reading.author_spans, *reading.controls)}
    headings = (block for block in view.document.blocks[item.start : item.stop] if block.kind == "heading")
    return next((block.text for block in headings if block.position not in known), None)


def _has_head(view: View, start: int) -> bool:
    """Does a head like "Comments (5)" stand in the few blocks before?"""
    return any(
        hit.role == _COUNT
        for position in range(max(0, start - 12), start)
        for hit in view.found.phrases.get(position, ())
    )


def _prose_before(view: View, start: int) -> int:
    """The characters of paragraphs before the group."""
    before = view.document.blocks[:start]
    return sum(size for b in before if (size := width(b.text)) > _PARAGRAPH and b.link_chars < 0.3 * len(b.text))
