"""From a rhythm to posts: the names in the heads, the times, the prose between; and whether it is a thread at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.document import Post, Thread
from pagewinnow.label.threads.beats import SENTENCE_ENDS, is_short, mask
from pagewinnow.label.threads.calls import relate
from pagewinnow.label.threads.fields import clean_name
from pagewinnow.label.threads.model import Item, Span, width
from pagewinnow.label.threads.opening import first_number, opens_page, take_opening
from pagewinnow.label.threads.paint import Mark, paint, words_of
from pagewinnow.label.threads.rhythm import Rhythm, find_rhythms, is_announced, is_comments_head, slots_of
from pagewinnow.label.threads.rims import strip_rims
from pagewinnow.label.threads.stripped import Sighting
from pagewinnow.label.threads.times import Clockmaker
from pagewinnow.label.view import View

_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[#/?!=<>{}\[\]|\u00bb]|:.|\.\s|^[\W\d]+\w{0,2}$")
_DATED = re.compile(r"(?<!\w)\d{4}(?!\w)|\d[:./]\d")  # no name
_NEAR = {"=": 0.3, "-1": 0.25, "+0": 0.2}  # what it is worth to stand beside the time, before it, first
_LONGEST_NAME = 45
_MANY, _MANY_FRAMES = 5, 8  # comments that are a thread without another sign
_LABEL = 40  # characters: a longer line is prose
_TEASERS = 0.3  # of the items say how long they take to read: then they lead to articles
_MIXED = 0.8  # what a rhythm of all times is worth beside one of times that are written alike
_ANNOUNCED = 4  # what a rhythm is worth that a head announces, beside one that goes beyond
_KNOWN = 1.3  # what one is worth that a platform's file knows
_SHARED = 0.8  # of the beats have a word of their frame
_WORDS_OF_LABEL = 3  # words before a colon that say what a line is
_LABELLED = 0.3  # of the comments have a line with that label
_ENOUGH = 500  # characters of a text; few long texts are no better than many
_HEAD_ABOVE = 12  # lines between the head of the comments and the first of them
_TOO_MANY = 0.2  # what a rhythm is worth that has twice the comments that the page declares
_SECOND = 2  # a first number that says that the opening post stands above
_TALK = frozenset({"says", "reply", "report"})


class Recital(NamedTuple):
    """The posts that a rhythm makes, and what they are worth.

    `opening` is the post that opens the page where it is none of them; on a later page of a thread none does.
    """

    posts: tuple[Post, ...]
    score: float
    is_page: bool
    opening: Post | None = None
    is_later: bool = False
    known: tuple[Sighting, ...] = ()


def find_by_rhythm(view: View) -> Thread | None:
    """The thread of a text."""
    if view.document.kind == "html":
        return None
    maker = Clockmaker(view)
    recitals = [_recite(view, rhythm, maker) for rhythm in find_rhythms(view, maker) if _has_prose(view, rhythm)]
    best = max(recitals, key=lambda r: r.score, default=None)
    if best is None or best.score <= 0:
        return None
    posts, opening = best.posts, best.opening
    if best.is_page and opening is None and not best.is_later:
        opening, posts = posts[0], posts[1:]
    start = opening.start if opening else best.posts[0].start
    posts = tuple(relate(view, posts, opening, best.known))
    return Thread(posts, "text", None, opening, best.is_page, start, best.posts[-1].stop)


def _has_prose(view: View, rhythm: Rhythm) -> bool:
    """Is there a line longer than a label between most beats? A look that costs little."""
    blocks = view.document.blocks
    stops = (*rhythm.starts[1:], rhythm.stop)
    wordy = sum(
        any(width(block.text) > _LABEL for block in blocks[start:stop])
        for start, stop in zip(rhythm.starts, stops, strict=True)
    )
    return wordy >= 0.5 * len(rhythm.starts)


def _recite(view: View, rhythm: Rhythm, maker: Clockmaker) -> Recital:
    blocks = view.document.blocks
    stops = (*rhythm.starts[1:], rhythm.stop)
    items = [Item(0, start, stop) for start, stop in zip(rhythm.starts, stops, strict=True)]
    repeated = _repeated(view, items)
    names = _choose_names(view, rhythm, repeated)
    posts = [_read(view, rhythm, k, item, names.get(k), repeated, maker) for k, item in enumerate(items)]
    posts = strip_rims(view, [p for p in posts if any(q.role == "text" for q in p.parts)])
    head = any(is_comments_head(view, p) for p in range(max(0, items[0].start - _HEAD_ABOVE), items[0].start + 1))
    if len(posts) < (1 if head and (rhythm.known or is_announced(rhythm.kind)) else 2):
        return Recital((), 0, is_page=False)
    before = sum(len(b.text) for b in blocks[: items[0].start] if len(b.text) > 100)
    opens = bool(rhythm.known) and rhythm.known[0].opens
    is_page = opens or (before < 200 and not head)
    number = None if head or opens else first_number(view, rhythm, maker)
    is_page = opens_page(number, before) or is_page
    opening = take_opening(view, items) if number == _SECOND else None
    is_later = number is not None and number > _SECOND
    return Recital(tuple(posts), _worth(view, rhythm, items, posts, head), is_page, opening, is_later, rhythm.known)


def _repeated(view: View, items: Sequence[Item]) -> frozenset[str]:
    """The lines that most comments repeat."""
    count: Counter[str] = Counter()
    for item in items:
        count.update({mask(b.text) for b in view.document.blocks[item.start : item.stop] if len(b.text) <= 120})
    least = max(2, 0.5 * len(items))
    return frozenset(text for text, n in count.items() if n >= least)


def _worth(view: View, rhythm: Rhythm, items: Sequence[Item], posts: Sequence[Post], head: bool) -> float:  # noqa: FBT001
    n = len(items)
    texts = [words_of(view.document, p.parts) for p in posts]
    chars = sum(map(width, texts))
    named = [p.author for p in posts if p.author]
    roles = [{hit.role for q in range(i.start, i.stop) for hit in view.hits.get(q, ())} for i in items]
    replies = sum(bool(found & _TALK) for found in roles) / n
    repeats = rhythm.kind.startswith("=")
    framed = rhythm.kind.startswith("frame")
    noisy = _noise(texts) > 0.6
    known = head or replies > 0.3 or rhythm.kind.startswith("count") or bool(rhythm.known)
    many_words = sum(len(name.split()) > 3 for name in named) > 0.4 * len(named)
    returning = len(named) - len(set(named))
    read = sum("reading_time" in found for found in roles) / n
    against = (
        read > _TEASERS,
        len(posts) < 0.6 * n,
        chars < 25 * len(posts),
        len(set(texts)) < 0.8 * len(texts),
        not repeats and len(named) < 0.6 * len(posts),
        not known and not repeats and many_words,
        not known and n < 3,
        not known and framed and (n < _MANY_FRAMES or len(set(named)) < 0.6 * n),
        not known and _spoken(texts) < 0.5,
        not known and _titled(texts) > 0.6,
        not known and noisy,
        not (known or repeats or returning or n >= _MANY),
        not known and sum(t.endswith(("...", "\u2026")) for t in texts) > 0.3 * n,
    )
    if any(against):
        return 0
    days = [p.date for p in posts if p.date]
    pairs = list(pairwise(days))
    ordered = max(sum(a <= b for a, b in pairs), sum(a >= b for a, b in pairs)) / len(pairs) if pairs else 0.5
    dated = sum(p.date_raw is not None for p in posts) / len(posts)
    enough = sum(min(len(text), _ENOUGH) for text in texts)
    trust = _trust(rhythm)
    if not rhythm.known and head and len(posts) >= 2 * (_declared(view, items[0].start) or len(posts)):
        trust *= _TOO_MANY
    return trust * enough * (1 - _noise(texts)) * (0.5 + len(named) / len(posts) + dated + ordered)


def _declared(view: View, start: int) -> int | None:
    """How many comments the head above the first one says that there are."""
    heads = (h for p in range(start, max(-1, start - _HEAD_ABOVE), -1) for h in view.hits.get(p, ()))
    return next((hit.number for hit in heads if hit.role == "comments_head" and hit.number is not None), None)


def _trust(rhythm: Rhythm) -> float:
    if is_announced(rhythm.kind):
        return _ANNOUNCED
    return _KNOWN if rhythm.known else _MIXED if rhythm.kind == "time *" else 1


def _noise(texts: Sequence[str]) -> float:
    """The share of lines that look like labels: a rhythm that misses beats has whole heads in its texts."""
    lines = [line for text in texts for line in text.split("\n")]
    return sum(width(line) <= 30 and is_short(line) for line in lines) / max(1, len(lines))


def _spoken(texts: Sequence[str]) -> float:
    """The share of texts that hold a sentence: a line that ends like one, or a long one."""
    return sum(any(width(line) > 120 or line.endswith(SENTENCE_ENDS) for line in t.split("\n")) for t in texts) / len(
        texts
    )


def _titled(texts: Sequence[str]) -> float:
    """The share of texts that begin with a title: some words without an end, and more behind it."""
    heads = [text.split("\n") for text in texts]
    return sum(
        len(h) > 1 and len(h[0].split()) > 3 and len(h[0]) < 120 and not h[0].endswith(SENTENCE_ENDS) for h in heads
    ) / len(texts)


def _choose_names(view: View, rhythm: Rhythm, repeated: frozenset[str]) -> dict[int, tuple[str, Span]]:
    """The name in each head: by a phrase, beside the time, or in the line that looks most like names."""
    blocks = view.document.blocks
    told = {k: (s.name, _place_of(view, s)) for k, s in enumerate(rhythm.known) if s.name}
    if 2 * len(told) > len(rhythm.beats) or (told and rhythm.closes):
        first = {k: _first_name(view, rhythm, k, repeated) for k in range(len(rhythm.beats)) if k not in told}
        return told | {k: name for k, name in first.items() if name}
    slots: dict[str, dict[int, tuple[str, Span]]] = {}
    for slot, places in slots_of(blocks, rhythm, repeated).items():
        slots[slot] = {k: v for k, p in places.items() if (v := _name_in(view, p, 0, None, repeated))}
    frame = _frame_words(view, rhythm)
    beside: dict[int, tuple[str, Span]] = {}
    for k, beat in enumerate(rhythm.beats):
        at, time = beat.position, beat.time
        if time is not None:
            value = _name_in(view, at, 0, time.start, repeated) or _name_in(view, at, time.end, None, repeated)
            if value and frame:
                value = _framed_name(view, at, 0, time.start, frame) or _framed_name(view, at, time.end, None, frame)
        elif rhythm.kind.startswith("frame"):
            value = _framed_name(view, at, 0, None, frame) or _name_in(view, at, 0, None, repeated)
        else:
            value = None if rhythm.closes else _name_in(view, at, 0, None, repeated)
        if value:
            beside[k] = value
    slots["="] = beside
    ranked = sorted(slots, key=lambda s: _rank(s, slots[s], len(rhythm.beats)), reverse=True)
    found: dict[int, tuple[str, Span]] = {}
    for slot in ranked[:2]:
        if _rank(slot, slots[slot], len(rhythm.beats)) > 1:
            for k, value in slots[slot].items():
                found.setdefault(k, value)
    return found


def _first_name(view: View, rhythm: Rhythm, index: int, repeated: frozenset[str]) -> tuple[str, Span] | None:
    """The name in the first line of a comment, where the line below begins with it too, or is short."""
    blocks, stop = view.document.blocks, rhythm.beats[index].position
    lines = [b for b in blocks[rhythm.starts[index] : stop] if mask(b.text) not in repeated]
    if len(lines) < 2 or not is_short(lines[0].text):
        return None
    return _name_in(view, lines[0].position, 0, None, repeated) if lines[1].text.startswith(lines[0].text) else None


def _place_of(view: View, sighting: Sighting) -> Span:
    """The line of a pattern that holds the name."""
    lines = view.document.blocks[sighting.start : sighting.stop]
    line = next((b for b in lines if sighting.name and sighting.name in b.text), lines[0])
    start = line.text.find(sighting.name or "")
    return Span(line.position, max(0, start), start + len(sighting.name or "") if start >= 0 else len(line.text))


def _frame_words(view: View, rhythm: Rhythm) -> frozenset[str]:
    """The words that most beats share where they stand around a name: "by Anna (12) writes:", "Post by Anna » date"."""
    blocks = view.document.blocks
    lines = [(blocks[b.position].text, b.time) for b in rhythm.beats]
    rests = [f"{t[: time.start]} {t[time.end :]}" if time else t for t, time in lines]
    count = Counter(word for rest in rests for word in {mask(w) for w in rest.split()})
    return frozenset(word for word, n in count.items() if n >= _SHARED * len(rests))


def _framed_name(
    view: View, position: int, start: int, end: int | None, frame: frozenset[str]
) -> tuple[str, Span] | None:
    """What is left of a line, or of a slice of it, without the words of its frame."""
    text = view.document.blocks[position].text
    name = clean_name(" ".join(word for word in text[start:end].split() if mask(word) not in frame))
    if name and len(name) <= _LONGEST_NAME and _LETTER.search(name):
        return name, Span(position, start, len(text) if end is None else end)
    return None


def _name_in(
    view: View, position: int, start: int, end: int | None, repeated: frozenset[str]
) -> tuple[str, Span] | None:
    text = view.document.blocks[position].text
    for hit in view.hits.get(position, ()):
        if hit.role in ("says", "byline") and hit.name and (name := clean_name(hit.name)):
            return name, Span(position, 0, len(text))
    if mask(text) in repeated and start == 0 and end is None:
        return None
    piece = text[start:end]
    name = clean_name(piece)
    if (
        name
        and len(name) <= _LONGEST_NAME
        and _LETTER.search(name)
        and len(name.split()) <= 6
        and is_short(name)
        and not _DATED.search(name)
    ):
        return name, Span(position, start, len(text) if end is None else end)
    return None


def _rank(slot: str, found: Mapping[int, tuple[str, Span]], n: int) -> float:
    if not found:
        return -9
    names = [name for name, _ in found.values()]
    kinds = len({mask(name) for name in names})
    distinct = kinds / len(names) if kinds > 1 or n < 2 else -3
    odd = sum(bool(_ODD.search(name)) or len(name.split()) > 4 for name in names) / len(names)
    near = _NEAR.get(slot, 0)
    return 2 * len(found) / n + 1.2 * min(0.6, distinct) + near - 1.5 * odd - 0.6 * slot.startswith(">")


def _read(  # noqa: PLR0913, PLR0917 - it is called in one place
    view: View,
    rhythm: Rhythm,
    index: int,
    item: Item,
    name: tuple[str, Span] | None,
    repeated: frozenset[str],
    maker: Clockmaker,
) -> Post:
    blocks, beat = view.document.blocks, rhythm.beats[index]
    begin, end = item.start, item.stop
    if rhythm.known:
        sighting = rhythm.known[index]
        begin, end = (begin, sighting.start) if rhythm.closes else (sighting.stop, end)
        while begin < end and begin in rhythm.around:
            begin += 1
        while begin < end and end - 1 in rhythm.around:
            end -= 1
    elif not rhythm.closes and (beat.time is not None or rhythm.kind[0] != "="):
        begin = beat.position + 1
    date, raw, when = _read_time(view, rhythm, index, item, maker)
    marks: list[Mark] = []
    for block in blocks[begin:end]:
        is_named = name is not None and is_short(block.text) and block.text.startswith(name[0])
        role = "control" if mask(block.text) in repeated or is_named else "text"
        marks.append(Mark(Span(block.position, 0, len(block.text)), role))  # type: ignore[arg-type]
    if when:
        marks.append(Mark(when, "field"))
    if name:
        marks.append(Mark(name[1], "field"))
    parts = paint(view.document, item, marks)
    return Post(item.start, item.stop, parts, name[0] if name else None, None, date, raw)


def _read_time(
    view: View, rhythm: Rhythm, index: int, item: Item, maker: Clockmaker
) -> tuple[str | None, str | None, Span | None]:
    """The time of a beat, else of a line beside it that is a time and no more."""
    blocks, beat = view.document.blocks, rhythm.beats[index]
    near = (item.start, item.start + 1, item.start + 2) if rhythm.closes else range(item.start, beat.position + 3)
    for position in (beat.position,) if beat.time else near:
        if position >= min(item.stop, len(blocks)):
            break
        text = blocks[position].text
        time = maker.find(text)
        if time and (beat.time or time.end - time.start > 0.5 * len(text)):
            return time.iso, text[time.start : time.end], Span(position, time.start, time.end)
    return None, None, None
