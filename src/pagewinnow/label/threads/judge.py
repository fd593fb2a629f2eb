"""Is a group of repeated elements a thread? What comments have and listings, sidebars and event lists have not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.label.threads.model import Item, width
from pagewinnow.label.threads.reader import Reading
from pagewinnow.label.threads.times import Clockmaker
from pagewinnow.label.view import View

_TITLE_WORDS = 4  # a link of so many words is a headline
_TITLE = 20  # characters
_MANY = 5  # so many items of a name, a time and prose each are a thread
_TALK = frozenset({"reply", "says", "report", "comment_control"})
_PROSE = 200  # characters of a paragraph that may be an article's


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
    linked: float  # of the characters
    controls: float
    replies: float
    returning: float  # of the authors: who says something twice
    cut: float  # texts that break off
    clocked: float  # with a time of day
    head: bool
    distinct: float
    chars: int
    length: float  # characters of a text, on average


def judge(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> Verdict:
    """The verdict on a group."""
    facts = measure(view, items, readings, maker)
    before = _prose_before(view, items[0].start)
    is_page = before < _PROSE and not facts.head
    reasons = reasons_against(facts, len(items))
    if reasons:
        return Verdict(0, is_page, tuple(reasons))
    return Verdict(facts.chars * (0.5 + facts.named + facts.dated) + 1, is_page, ())


def reasons_against(facts: _Facts, items: int) -> list[str]:
    """Why a group is no thread."""
    known = facts.replies > 0.3 or (facts.head and (facts.dated > 0.3 or facts.returning < 0.3))
    full = min(facts.named, facts.clocked) >= 0.9 and not facts.headlined and items > 2
    sure = known or full or facts.controls >= 0.5 or facts.returning > 0 or items >= _MANY
    checks = (
        (facts.prose < 0.6, "little-prose"),
        (facts.length < 20, "short-texts"),
        (facts.distinct < 0.8, "the-same-text-in-several"),
        (facts.linked > 0.5, "prose-is-links"),
        (facts.headlined > (0.6 if known else 0.3), "headlines"),
        (facts.named < 0.6, "no-names"),
        (facts.dated < 0.6 and not known, "no-times"),
        (facts.cut > 0.3 and not known, "excerpts"),
        (not sure, "nothing-speaks-for-it"),
        (items < 3 and not known, "too-few"),
    )
    return [reason for wrong, reason in checks if wrong]


def measure(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> _Facts:
    """The facts about a group."""
    blocks, n = view.document.blocks, len(items)
    texts = [" ".join(blocks[s.position].text for s in r.text) for r in readings]
    chars = sum(map(width, texts))
    links = sum(blocks[s.position].link_chars for r in readings for s in r.text)
    roles = [
        {hit.role or hit.label for position in range(item.start, item.stop) for hit in view.hits.get(position, ())}
        for item in items
    ]
    names = [r.author for r in readings if r.author]
    return _Facts(
        prose=sum(len(text) >= 10 for text in texts) / n,
        named=len(names) / n,
        dated=sum(r.date_raw is not None for r in readings) / n,
        headlined=len({h for item, r in zip(items, readings, strict=True) if (h := _headline(view, item, r, maker))})
        / n,
        linked=links / max(1, chars),
        controls=sum(bool(r.controls) for r in readings) / n,
        replies=sum(bool(found & _TALK) for found in roles) / n,
        returning=(len(names) - len(set(names))) / n,
        cut=sum(text.endswith(("\u2026", "...", "[\u2026]", "[...]")) for text in texts) / n,
        clocked=sum("T" in (r.date or "") for r in readings) / n,
        head=_has_head(view, items[0].start),
        distinct=len(set(texts)) / n,
        chars=chars,
        length=chars / n,
    )


def _headline(view: View, item: Item, reading: Reading, maker: Clockmaker) -> str | None:
    """A link of several words that makes up its block and is no head of a comment: it leads to a page elsewhere."""
    skeleton = view.document.skeleton
    head = {span.position for span in reading.date_spans}
    if reading.author and len(reading.author.split()) < _TITLE_WORDS:
        head.update(span.position for span in reading.author_spans)
    for block in view.document.blocks[item.start : item.stop]:
        if block.position in head or block.link_chars < 0.8 * len(block.text) or not block.text:
            continue
        for run in block.runs:
            text = block.text[run.start : run.end]
            long = len(text) > _TITLE and len(text.split()) >= _TITLE_WORDS
            if long and skeleton.tags[run.node] == "a" and maker.find(text) is None:
                return text.rpartition(": ")[2]
    return None


def _has_head(view: View, start: int) -> bool:
    """Does a head like "Comments (5)" stand in the few blocks before?"""
    return any(
        hit.role == "comments_head"
        for position in range(max(0, start - 12), start)
        for hit in view.hits.get(position, ())
    )


def _prose_before(view: View, start: int) -> int:
    """The characters of long paragraphs before the group."""
    return sum(
        len(b.text) for b in view.document.blocks[:start] if len(b.text) > 100 and b.link_chars < 0.3 * len(b.text)
    )
