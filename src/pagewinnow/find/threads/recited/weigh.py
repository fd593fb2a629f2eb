"""Is a rhythm of a text a thread, and which of several is it: what comments have and lists of other things have not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pagewinnow.find.threads.model import Item, width
from pagewinnow.find.threads.paint import words_of
from pagewinnow.find.threads.recited.beats import SENTENCE_ENDS, is_short
from pagewinnow.find.threads.recited.rhythm import Rhythm, is_announced
from pagewinnow.find.view import View
from pagewinnow.findings import Post

_MANY, _MANY_FRAMES = 5, 8  # comments that are a thread without another sign
_ENOUGH = 500  # characters of a text; few long texts are no better than many
_TALK = frozenset({"says", "reply", "report"})
_FEWEST = 3  # comments that nothing else speaks for
_TALKING = 0.3  # of the comments have a line that is known to stand around comments
_ASKED = 5  # beats
_ALONE = 0.75  # of the posts are one author's: then nobody answers
_LABELLED = 0.4  # of the beats begin with a label
_TEASERS = 0.3  # of the items say how long they take to read: then they lead to articles
_MIXED = 0.8  # what a rhythm of all times is worth beside one of times that are written alike
_ANNOUNCED = 4  # what a rhythm is worth that a head announces, beside one that goes beyond
_KNOWN = 1.3  # what one is worth that a platform's file knows
_TOO_MANY = 0.2  # what a rhythm is worth that has twice the comments that the page declares
HEAD_ABOVE = 12  # lines between the head of the comments and the first of them


def is_hopeless(view: View, rhythm: Rhythm, items: Sequence[Item], *, head: bool) -> bool:
    """Is a rhythm no thread, whatever its comments say? A look that costs little: most pages have no thread."""
    n = len(items)
    if rhythm.known or n >= _MANY_FRAMES or _is_known(view, rhythm, items, head=head):
        return False
    return n < _FEWEST or rhythm.kind.startswith("frame")


def _is_known(view: View, rhythm: Rhythm, items: Sequence[Item], *, head: bool) -> bool:
    """Does something else than its beats speak for a rhythm?"""
    if head or rhythm.known or rhythm.kind.startswith("count"):
        return True
    talk = sum(
        any(h.role in _TALK for q in range(i.start, i.stop) for h in view.found.phrases.get(q, ())) for i in items
    )
    return talk > max(1, _TALKING * len(items))


def weigh(view: View, rhythm: Rhythm, items: Sequence[Item], posts: Sequence[Post], *, head: bool, late: bool) -> float:
    """What the posts of a rhythm are worth; 0 is no thread.

    `head`: does a head like "Comments (5)" stand above? `late`: do the names stand below the beats, where titles do?
    """
    n = len(items)
    texts = [words_of(view.document, p.parts) for p in posts]
    is_sparse = sum(map(len, texts)) < 25 * len(posts) and sum(map(width, texts)) < 25 * len(posts)
    named = [p.author for p in posts if p.author]
    repeats = rhythm.kind.startswith("=")
    framed = rhythm.kind.startswith("frame")
    noisy = _noise(texts) > 0.6
    known = _is_known(view, rhythm, items, head=head)
    many_words = sum(len(name.split()) > 3 for name in named) > 0.4 * len(named)
    returning = len(named) - len(set(named))
    against = (
        len(posts) < 0.6 * n,
        is_sparse,
        len(set(texts)) < 0.8 * len(texts),
        not repeats and len(named) < 0.6 * len(posts),
        not repeats and many_words,
        not known and n < _FEWEST,
        not known and framed and (n < _MANY_FRAMES or len(set(named)) < 0.6 * n),
        not known and _spoken(texts) < 0.5,
        not (known and (head or not rhythm.known)) and _titled(texts) > 0.6,
        not known and _signed(view, rhythm) > _TEASERS,
        not known and _labelled(view, rhythm) > _LABELLED,
        not known and noisy,
        not known and len(named) >= _MANY and max(Counter(named).values()) > _ALONE * len(named),
        not known and late and not returning,
        not (known or repeats or returning or n >= _MANY),
        not known and sum(t.endswith(("...", "\u2026")) for t in texts) > 0.3 * n,
    )
    if any(against) or _is_list_of_articles(view, rhythm):
        return 0
    days = [p.date for p in posts if p.date]
    pairs = list(pairwise(days))
    ordered = max(sum(a <= b for a, b in pairs), sum(a >= b for a, b in pairs)) / len(pairs) if pairs else 0.5
    dated = sum(p.date_raw is not None for p in posts) / len(posts)
    enough = sum(min(len(text), _ENOUGH) for text in texts)
    trust = _trust(rhythm)
    if not rhythm.known and head and len(posts) >= 2 * (declared_above(view, items[0].start) or len(posts)):
        trust *= _TOO_MANY
    return trust * enough * (1 - _noise(texts)) * (0.5 + len(named) / len(posts) + dated + ordered)


def _signed(view: View, rhythm: Rhythm) -> float:
    """The share of beats that are bylines: those of articles."""
    hits = [view.found.phrases.get(beat.position, ()) for beat in rhythm.beats]
    told = sum(any(hit.role == "byline" and hit.at != "anywhere" for hit in found) for found in hits)
    return told / len(hits)


def _labelled(view: View, rhythm: Rhythm) -> float:
    """The share of beats that say before their time what it is the time of: a deadline, a first night."""
    leads = [view.document.blocks[b.position].text[: b.time.start] for b in rhythm.beats if b.time]
    return sum(":" in lead or "\uff1a" in lead for lead in leads) / len(rhythm.beats)


def _is_list_of_articles(view: View, rhythm: Rhythm) -> bool:
    """Do the beats say how long something takes to read? Then they lead to articles."""
    matcher = view.rules.matcher([view.found.language] if view.found.language else [])
    rests = [view.document.blocks[beat.position].text[beat.time.end :] for beat in rhythm.beats[:_ASKED] if beat.time]
    told = [any(hit.role == "reading_time" for hit in matcher.match(rest)) for rest in rests if len(rest) > 1]
    return sum(told) > _TEASERS * len(rests)


def declared_above(view: View, start: int) -> int | None:
    """How many comments the head above the first one says that there are."""
    heads = (h for p in range(start, max(-1, start - HEAD_ABOVE), -1) for h in view.found.phrases.get(p, ()))
    return next((hit.number for hit in heads if hit.role == "comments_head" and hit.number is not None), None)


def _trust(rhythm: Rhythm) -> float:
    if is_announced(rhythm.kind):
        return _ANNOUNCED
    return _KNOWN if rhythm.known else _MIXED if rhythm.kind == "time *" else 1


def _noise(texts: Sequence[str]) -> float:
    """The share of lines that look like labels: a rhythm that misses beats has whole heads in its texts."""
    lines = [line for text in texts for line in text.split("\n")]
    return sum(len(line) <= 30 and is_short(line) and width(line) <= 30 for line in lines) / max(1, len(lines))


def _spoken(texts: Sequence[str]) -> float:
    """The share of texts that hold a sentence: a line that ends like one, or a long one."""
    return sum(
        any(len(line) > 120 or line.endswith(SENTENCE_ENDS) or width(line) > 120 for line in t.split("\n"))
        for t in texts
    ) / len(texts)


def _titled(texts: Sequence[str]) -> float:
    """The share of texts that begin with a title: some words without an end, and more behind it."""
    heads = [text.split("\n") for text in texts]
    return sum(
        len(h) > 1 and len(h[0].split()) > 3 and len(h[0]) < 120 and not h[0].endswith(SENTENCE_ENDS) for h in heads
    ) / len(texts)
