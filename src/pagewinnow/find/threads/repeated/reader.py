"""Reading items without rules: which piece of each is its name, which its time, which its prose.

What decides is what all items share: a slot is a place in an item, told by tags. The time is the slot with dates that
run in one direction down the page (a forum shows when a member joined, too); the name is a slot of short texts that
differ; the prose is the element that holds the most varied text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from pagewinnow.document import Document, Skeleton
from pagewinnow.find.threads.model import Item, Span, width
from pagewinnow.find.threads.repeated.names import Dated, choose_names
from pagewinnow.find.threads.repeated.shape import Paths, Piece, constants, pieces_of
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.text import words

_SIGNED = re.compile(r"[+\-\u2212]")
_BREAK, _LINE = re.compile(r"[\n\t]"), re.compile(r"[^\n\t]+")
_LONGEST_LINES = 400  # characters of a block whose lines are looked at one by one: the head of an item, not its prose
_VOTE = re.compile(r"[+\-\u2212]?\s?\d+")
_LONGEST_VOTE = 7
_PROSE_TAGS = frozenset("p li blockquote pre h1 h2 h3 h4 h5 h6 ul ol dl dt dd table tbody tr td th figure".split())
_WORD = re.compile(r"\w")
_LONGEST_UNKNOWN = 30  # characters of a time in words that no rule knows
_USUAL = 0.7  # of the items have their prose in the same place
_LEAST_SAID = 20  # characters beside name and time: more than "wrote on"
_HEAD = 0.3  # of a block is its time: it is the head of an item; else it speaks of a time
_COPIED = 0.8  # of the words of a hidden block are shown in its item: it is a copy
_KNOWN = 0.3  # of the times in a place that rules must know to vouch for the others


class Reading(NamedTuple):
    """What one item says, as spans of blocks. `constants` are its pieces that most items repeat."""

    author: str | None
    author_spans: tuple[Span, ...]
    author_node: int | None
    date: str | None
    date_raw: str | None
    date_spans: tuple[Span, ...]
    text: tuple[Span, ...]
    controls: tuple[Span, ...]
    date_node: int | None = None
    score: str | None = None
    inlaid: bool = False  # its name or time stands in its text


def read_items(view: View, items: Sequence[Item], maker: Clockmaker) -> list[Reading]:
    """The fields and the prose of each item; all items together tell which slot is which."""
    document = view.document
    numbers: dict[tuple[int, str], int] = {}
    paths = [Paths(document.skeleton, item.node, numbers) for item in items]
    pieces = [_leave_copies(document, list(pieces_of(document, *of))) for of in zip(items, paths, strict=True)]
    repeated = constants(pieces) if len(items) > 1 else frozenset()
    dated = [_dates_in(document, of, maker) for of in pieces]
    chosen = _choose_times(dated, pieces)
    homes = _choose_prose(view, paths, pieces, repeated, dated)
    names = choose_names(view, pieces, dated, chosen, homes, repeated)
    votes = _choose_votes(pieces)
    around = [_around_answers(document.skeleton, items, k, homes[k]) for k in range(len(items))]
    choices = [
        _Choice(item.node, *of) for item, *of in zip(items, dated, chosen, names, homes, around, votes, strict=True)
    ]
    readings = [_read(document, of, repeated, choice) for of, choice in zip(pieces, choices, strict=True)]
    if 2 * sum(bool(reading.text) for reading in readings) >= len(readings):
        return readings
    return [_with_head(view, *entry) for entry in zip(readings, pieces, choices, strict=True)]


def _leave_copies(document: Document, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces without the hidden blocks of which most words are shown: copies that scripts quote."""
    unseen = [piece for piece in pieces if piece.is_block and document.blocks[piece.position].hidden]
    if not unseen:
        return pieces
    shown = {word for p in pieces if p.is_block and p not in unseen for word in words(p.text)}
    copies = set()
    for piece in unseen:
        own = set(words(piece.text))
        if len(own & shown) >= _COPIED * len(own):
            copies.add(piece.position)
    return [piece for piece in pieces if piece.position not in copies]


def _dates_in(document: Document, pieces: Sequence[Piece], maker: Clockmaker) -> list[Dated]:
    found = []
    for piece in chain.from_iterable(map(_lines_of, pieces)):
        time = maker.find(piece.text)
        iso = None if piece.is_block and time is None else maker.of_node(document.skeleton, piece.node)
        if time is not None or (iso and len(piece.text) <= 60):
            whole = time or Time(0, len(piece.text), iso, clock=True)
            found.append(Dated(piece, whole, whole.iso or iso))
    return found


def _lines_of(piece: Piece) -> Iterator[Piece]:
    """The lines and cells of a short block, each with a place of its own: one has the member's day, one the post's."""
    if not piece.is_block or len(piece.text) > _LONGEST_LINES or not _BREAK.search(piece.text):
        yield piece
        return
    for number, line in enumerate(_LINE.finditer(piece.text)):
        start, path = piece.start + line.start(), f"{piece.path} {number}"
        yield piece._replace(path=path, start=start, end=start + len(line[0]), text=line[0], is_block=False)


def _choose_times(dated: Sequence[Sequence[Dated]], pieces: Sequence[Sequence[Piece]]) -> list[Dated | None]:
    """Of each item the time in the slot that most items have and whose dates run in one direction.

    What stands alone in the best slot is a time too, if only in words that no rule knows.
    """
    slots: dict[int, dict[int, Dated]] = defaultdict(dict)
    for index, times in enumerate(dated):
        for one in times:
            slots[one.piece.path].setdefault(index, one)
    ranked = sorted(slots, key=lambda path: _rank_times(slots[path], len(dated)), reverse=True)
    chosen = [
        next((slots[path][index] for path in ranked if index in slots[path]), None) for index in range(len(dated))
    ]
    if ranked and len(slots[ranked[0]]) >= _KNOWN * len(dated) and None in chosen:
        chosen = [one or _like_times(of, slots[ranked[0]]) for one, of in zip(chosen, pieces, strict=True)]
    return chosen


def _like_times(pieces: Sequence[Piece], slot: Mapping[int, Dated]) -> Dated | None:
    """The one short text in the place of an item in which the other items have nothing but their times."""
    known = next(iter(slot.values()))
    if any(one.time.end - one.time.start < len(one.piece.text) for one in slot.values()):
        return None
    there = [p for p in pieces if p.path == known.piece.path and p.is_block == known.piece.is_block]
    if len(there) != 1 or len(there[0].text) > _LONGEST_UNKNOWN:
        return None
    return Dated(there[0], Time(0, len(there[0].text), None, clock=False), None)


def _rank_times(slot: Mapping[int, Dated], items: int) -> float:
    days = [one.iso for _, one in sorted(slot.items()) if one.iso]
    pairs = list(pairwise(days))
    rising = sum(a <= b for a, b in pairs) / len(pairs) if pairs else 0.5
    ordered = max(rising, sum(a >= b for a, b in pairs) / len(pairs) if pairs else 0.5)
    clock = sum(one.time.clock for one in slot.values()) / len(slot)
    inner = 0.1 * (not next(iter(slot.values())).piece.is_block)
    return 2 * len(slot) / items + ordered + 0.5 * clock + inner


def _choose_votes(pieces: Sequence[Sequence[Piece]]) -> list[str | None]:
    """Of each item the figure in the place where all items have figures alone, and one of them a sign."""
    slots: dict[int, dict[int, str]] = defaultdict(dict)
    for index, of in enumerate(pieces):
        for piece in of:
            if len(piece.text) <= _LONGEST_VOTE:
                slots[piece.path].setdefault(index, piece.text)
    for slot in slots.values():
        signed = any(_SIGNED.match(text) for text in slot.values())
        if signed and len(slot) > 1 and len(slot) >= 0.5 * len(pieces) and all(map(_VOTE.fullmatch, slot.values())):
            return [slot.get(index) for index in range(len(pieces))]
    return [None] * len(pieces)


def _choose_prose(
    view: View,
    paths: Sequence[Paths],
    pieces: Sequence[Sequence[Piece]],
    repeated: frozenset[str],
    dated: Sequence[Sequence[Dated]],
) -> list[int]:
    """For each item the element that holds its prose: the same place in most items, with the most text in it."""
    skeleton = view.document.skeleton
    homes: list[dict[int, int]] = []
    prose: Counter[int] = Counter()
    for below, of, times in zip(paths, pieces, dated, strict=True):
        when = {t.piece.position for t in times if t.time.end - t.time.start >= _HEAD * len(t.piece.text)}
        room: dict[int, int] = defaultdict(int)
        for piece in of:
            if piece.is_block and piece.text not in repeated and piece.position not in when:
                room[_home(skeleton.tags, skeleton.parents, below.top, piece.node)] += _weight(view, piece)
        homes.append(room)
        if room:
            best = max(room, key=lambda node: room[node])
            if room[best] > 0:
                prose[below[best]] += min(room[best], 400) + 40
    path = max(prose, key=lambda p: prose[p], default=0)
    rows = [[n for n in room if below[n] == path] for below, room in zip(paths, homes, strict=True)]
    usual = _usual_place(rows, homes)
    chosen = []
    for below, room, same in zip(paths, homes, rows, strict=True):
        if usual is not None and len(same) == usual[1]:
            chosen.append(same[usual[0]])
        else:
            chosen.append(max(same or room, key=lambda node: room[node], default=below.top))
    return chosen


def _usual_place(rows: Sequence[Sequence[int]], rooms: Sequence[Mapping[int, int]]) -> tuple[int, int] | None:
    """Which of so many elements alike holds the prose in nearly all items: there it may be shorter than their heads."""
    places = Counter(
        (max(range(len(row)), key=lambda k: room[row[k]]), len(row))
        for row, room in zip(rows, rooms, strict=True)
        if len(row) > 1
    )
    place, n = max(places.items(), key=lambda entry: entry[1], default=(None, 0))
    return place if n > 1 and n >= _USUAL * places.total() else None


def _home(tags: Sequence[str], parents: Sequence[int], top: int, node: int) -> int:
    """The element that a paragraph belongs to: the nearest one around it that is no paragraph itself."""
    while node > top and tags[node] in _PROSE_TAGS:
        node = parents[node]  # behind its own element a row goes on in the brothers of it
    return max(node, top)


def _weight(view: View, piece: Piece) -> int:
    """How much prose a block is: its characters, those in links left out."""
    return max(0, width(piece.text) - view.document.blocks[piece.position].link_chars) + 1


class _Choice(NamedTuple):
    """What was chosen in an item: all its times, the one that counts, its name, the element of its prose."""

    top: int
    dated: Sequence[Dated]
    when: Dated | None
    name: tuple[str, Piece] | None
    home: int
    answers: int  # the element that holds the answers to the item, beyond every node if there are none
    score: str | None


def _read(document: Document, pieces: Sequence[Piece], repeated: frozenset[str], choice: _Choice) -> Reading:
    _, dated, when, name, home, answers, _ = choice
    skeleton = document.skeleton
    dates = (
        (Span(when.piece.position, when.piece.start + when.time.start, when.piece.start + when.time.end),)
        if when
        else ()
    )
    head = {span.position for span in dates}
    if name:
        head.add(name[1].position)
    bare = _bare_blocks(document, pieces, repeated)
    told = {d.piece.position for d in dated if d.piece.is_block and d.time.end - d.time.start > 0.7 * len(d.piece.text)}
    text, controls = [], []
    own = name[0] if name else None
    beyond = len(skeleton.tags) if home == choice.top else skeleton.ends[home]
    for piece in pieces:
        _, position, start, end, node, said, is_block = piece
        is_control = is_block and (position in told or position in bare or node >= answers or said == own)
        if is_control or (said in repeated and (is_block or _ends_block(document, piece))):
            controls.append(Span(position, start, end))
        elif is_block and home <= node < beyond and not (position in head and len(said) <= 160):
            text.append(Span(position, start, end))
    names = (Span(name[1].position, name[1].start, name[1].end),) if name else ()
    raw = when.piece.text[when.time.start : when.time.end] if when else None
    return Reading(
        name[0] if name else None, names, name[1].node if name else None, when.iso if when else None, raw, dates,
        tuple(text), tuple(controls), when.piece.node if when else None, choice.score,
    )  # fmt: skip


def _around_answers(skeleton: Skeleton, items: Sequence[Item], index: int, home: int) -> int:
    """The element in an item that holds its answers and not its own words: "3 replies" stands in it, too."""
    end = skeleton.ends[items[index].node]
    if index + 1 == len(items) or items[index + 1].node >= end:
        return len(skeleton.tags)
    node = items[index + 1].node
    while (
        skeleton.parents[node] > items[index].node
        and not skeleton.parents[node] <= home < skeleton.ends[skeleton.parents[node]]
    ):
        node = skeleton.parents[node]
    return node


def _bare_blocks(document: Document, pieces: Sequence[Piece], repeated: frozenset[str]) -> set[int]:
    """The blocks that are controls in a row, and nothing but signs between them."""
    rows: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if not piece.is_block and piece.text in repeated:
            rows[piece.position].append(piece)
    found = set()
    for position, row in rows.items():
        text, at, rest = document.blocks[position].text, 0, ""
        for piece in row:
            rest += text[at : piece.start]
            at = max(at, piece.end)
        if not _WORD.search(rest + text[at:]):
            found.add(position)
    return found


def _with_head(view: View, reading: Reading, pieces: Sequence[Piece], choice: _Choice) -> Reading:
    """The reading of an item whose words stand in one block with its name: so they do in most items."""
    if reading.text:
        return reading
    fields = (*reading.author_spans, *reading.date_spans)
    positions = {span.position for span in fields}
    skeleton = view.document.skeleton
    beyond = len(skeleton.tags) if choice.home == choice.top else skeleton.ends[choice.home]
    said = {p for p in positions if any(hit.label == "comment_control" for hit in view.found.phrases.get(p, ()))}
    inside = (p for p in pieces if p.is_block and p.position in positions - said and choice.home <= p.node < beyond)
    text = tuple(Span(p.position, p.start, p.end) for p in inside if _says_more(p, fields))
    return reading._replace(text=text, inlaid=bool(text))


def _says_more(piece: Piece, fields: Sequence[Span]) -> bool:
    """Are there words in a head beside its name and its time? Some comments are one line with the name in it."""
    taken = sum(span.end - span.start for span in fields if span.position == piece.position)
    return width(piece.text) - taken >= _LEAST_SAID


def _ends_block(document: Document, piece: Piece) -> bool:
    """Does an inline piece stand at an edge of its block? In the middle of a sentence it is a word of it."""
    return piece.start == 0 or piece.end == len(document.blocks[piece.position].text)
