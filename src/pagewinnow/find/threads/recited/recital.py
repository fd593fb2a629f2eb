"""From a rhythm to posts: the names in the heads, the times, the prose between; and whether it is a thread at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.find.threads.model import Item, Span, width
from pagewinnow.find.threads.paint import Mark, paint, words_of
from pagewinnow.find.threads.recited.beats import find_time, is_short, mask
from pagewinnow.find.threads.recited.calls import relate
from pagewinnow.find.threads.recited.named import Named, choose_names
from pagewinnow.find.threads.recited.opening import first_number, have_profiles, opens_page, take_opening
from pagewinnow.find.threads.recited.rhythm import Rhythm, find_rhythms, is_announced, is_comments_head
from pagewinnow.find.threads.recited.rims import strip_rims
from pagewinnow.find.threads.recited.stripped import Sighting
from pagewinnow.find.threads.recited.weigh import HEAD_ABOVE, declared_above, is_hopeless, weigh
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread

_LISTED_TWICE = 0.4  # of the posts are copies, where the list is there twice
_COPIED = 40  # characters: what is shorter may be said twice
_LABEL = 40  # characters: a longer line is prose
_OPENED = frozenset({None, "first"})  # how a platform's pages begin, if the first post may be no comment
_AS_MANY = 0.8  # of the posts of another rhythm: a platform's pattern with so many is believed
_OPENING = 3000  # characters of prose above the first post found, that may be a forum's opening post
_SECOND = 2  # a first number that says that the opening post stands above


class Recital(NamedTuple):
    """The posts that a rhythm makes, and what they are worth.

    `opening` is the post that opens the page where it is none of them; on a later page of a thread none does.
    `is_declared`: the head above declares as many.
    """

    posts: tuple[Post, ...]
    score: float
    is_page: bool
    opening: Post | None = None
    is_later: bool = False
    known: tuple[Sighting, ...] = ()
    is_declared: bool = False
    platform: str | None = None


def find_by_rhythm(view: View) -> Thread | None:
    """The thread of a text."""
    if view.document.kind == "html":
        return None
    maker = Clockmaker(view)
    recitals = [_recite(view, rhythm, maker) for rhythm in find_rhythms(view, maker) if _has_prose(view, rhythm)]
    best = _choose(recitals)
    if best is None or best.score <= 0:
        return None
    posts, opening = best.posts, best.opening
    if best.is_page and opening is None and not best.is_later:
        opening, posts = posts[0], posts[1:]
    start = opening.start if opening else best.posts[0].start
    posts = tuple(relate(view, posts, opening, best.known))
    witness = f"text/{best.platform}" if best.platform else "text"
    return Thread(posts, witness, None, opening, best.is_page, start, best.posts[-1].stop)


def _choose(recitals: Sequence[Recital]) -> Recital | None:
    """The best recital: first those with as many posts as declared; one of a platform's pattern, if it has as many."""
    best = max(recitals, key=lambda r: (r.is_declared and r.score > 0, r.score), default=None)
    known = max((r for r in recitals if r.known and r.score > 0), key=lambda r: r.score, default=None)
    return known if best and known and len(known.posts) >= _AS_MANY * len(best.posts) else best


def _has_prose(view: View, rhythm: Rhythm) -> bool:
    """Is there a line longer than a label between most beats? A look that costs little."""
    blocks = view.document.blocks
    stops = (*rhythm.starts[1:], rhythm.stop)
    wordy = sum(
        any(len(block.text) > _LABEL or width(block.text) > _LABEL for block in blocks[start:stop])
        for start, stop in zip(rhythm.starts, stops, strict=True)
    )
    return wordy >= 0.5 * len(rhythm.starts)


def _recite(view: View, rhythm: Rhythm, maker: Clockmaker) -> Recital:
    blocks = view.document.blocks
    stops = (*rhythm.starts[1:], rhythm.stop)
    items = [Item(0, start, stop) for start, stop in zip(rhythm.starts, stops, strict=True)]
    head = any(is_comments_head(view, p) for p in range(max(0, items[0].start - HEAD_ABOVE), items[0].start + 1))
    if is_hopeless(view, rhythm, items, head=head):
        return Recital((), 0, is_page=False)
    repeated = _repeated(view, items)
    names = choose_names(view, rhythm, repeated)
    posts = [_read(view, rhythm, k, item, names.get(k), repeated, maker) for k, item in enumerate(items)]
    items, posts = _drop_copies(view, items, posts)
    posts = strip_rims(view, [p for p in posts if any(q.role == "text" for q in p.parts)])
    if len(posts) < (1 if head and (rhythm.known or is_announced(rhythm.kind)) else 2):
        return Recital((), 0, is_page=False)
    before = sum(len(b.text) for b in blocks[: items[0].start] if len(b.text) > 100)
    late = sum(name[1].position > rhythm.beats[k].position for k, name in names.items()) > 0.5 * len(names)
    opens = bool(rhythm.known) and rhythm.known[0].opens
    is_page = opens or (before < 200 and not head and rhythm.opening in _OPENED)
    number = (
        None
        if (head and not rhythm.known) or opens or rhythm.opening not in _OPENED
        else first_number(view, rhythm, maker)
    )
    is_page = opens_page(number, before) or is_page or _is_forum(rhythm, number, head=head)
    is_below = not is_page and not head and before < _OPENING and have_profiles(view, posts, maker)
    is_page = is_page or is_below
    opening = take_opening(view, items) if number == _SECOND or is_below else None
    is_later = number is not None and number > _SECOND
    is_declared = head and rhythm.kind[0] != "=" and len(posts) == declared_above(view, items[0].start)
    score = weigh(view, rhythm, items, posts, head=head, late=late)
    return Recital(tuple(posts), score, is_page, opening, is_later, rhythm.known, is_declared, rhythm.platform)


def _is_forum(rhythm: Rhythm, number: int | None, *, head: bool) -> bool:
    """Is it the pattern of a platform that is all threads, and do its posts say who wrote, or their number?"""
    named = sum(s.name is not None for s in rhythm.known)
    return rhythm.opening == "first" and (number is not None or (not head and 2 * named > len(rhythm.known)))


def _drop_copies(view: View, items: Sequence[Item], posts: Sequence[Post]) -> tuple[list[Item], list[Post]]:
    """The posts without those that say again what their author said before: pages hold a list twice."""
    seen: set[tuple[str | None, str]] = set()
    kept: list[tuple[Item, Post]] = []
    for item, post in zip(items, posts, strict=True):
        said = (post.author, words_of(view.document, post.parts))
        if said not in seen or len(said[1]) < _COPIED:
            kept.append((item, post))
        seen.add(said)
    if len(posts) - len(kept) < _LISTED_TWICE * len(posts):
        return list(items), list(posts)
    return [item for item, _ in kept], [post for _, post in kept]


def _repeated(view: View, items: Sequence[Item]) -> frozenset[str]:
    """The lines that most comments repeat."""
    count: Counter[str] = Counter()
    for item in items:
        count.update({mask(b.text) for b in view.document.blocks[item.start : item.stop] if len(b.text) <= 120})
    least = 2 if len(items) == 2 else max(3, 0.5 * len(items))
    return frozenset(text for text, n in count.items() if n >= least)


def _read(  # noqa: PLR0913, PLR0917 - it is called in one place
    view: View,
    rhythm: Rhythm,
    index: int,
    item: Item,
    name: Named | None,
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
        is_reply = any(h.role == "in_reply_to" and h.at == "whole" for h in view.found.phrases.get(block.position, ()))
        role = "field" if is_reply else "control" if mask(block.text) in repeated or is_named else "text"
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
        time = find_time(maker, text)
        if time and (beat.time or time.end - time.start > 0.5 * len(text)):
            return time.iso, text[time.start : time.end], Span(position, time.start, time.end)
    return None, None, None
