"""The fourth witness: the rhythm of a text. Markup is gone; what recurs around each comment is still there.

A beat is a line that every comment has: a time (alone, or with the name), the words that say who speaks, or the same
line again and again. Between the beats stands prose; before each beat, a few short lines that are the comment's head.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.threads.recited.beats import (
    LONGEST_BEAT,
    SENTENCE_ENDS,
    SHORT,
    Beat,
    find_counts,
    find_frames,
    find_repeats,
    find_speakers,
    find_times,
    first_prose,
    is_short,
    is_talk,
    mask,
    times_of,
)
from pagewinnow.find.threads.recited.stripped import Known, Sighting, find_known
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.rules.platforms import Opening

_HIGHEST_HEAD = 24  # lines before a beat
_MOST = 16  # rhythms that are tried
_NOTICES = 5  # a sentence that recurs so often may stand between comments that no head announces
_FEWEST_USUAL = 3  # beats below the same line
_IDLE = 0.3  # of the beats have no prose behind them, if the heads have two
_FEWEST_THINNED = 4  # beats
_LONGEST_TEXT = 80  # lines of a post before which nothing tells where it begins
_SHORT_LINES = 4  # in a row, that no post has
_ENDS = frozenset({"comments_end"})
_OUTSIDE = frozenset({"reply_form", "legal", "newsletter", "related", "nav"})


class Rhythm(NamedTuple):
    """Beats of one kind, and how many lines of head stand before each. `closes`: the beat ends a comment.

    `known` is what a platform's pattern found around each beat, `around` lines at the edge of comments that are none of
    their words; `opening` is how the platform's pages begin.
    """

    kind: str
    beats: tuple[Beat, ...]
    starts: tuple[int, ...]
    stop: int
    closes: bool = False
    known: tuple[Sighting, ...] = ()
    around: frozenset[int] = frozenset()
    opening: Opening | None = None
    platform: str | None = None


def find_rhythms(view: View, maker: Clockmaker) -> list[Rhythm]:
    """The rhythms of a text, those with more beats first."""
    masked = [mask(block.text) if len(block.text) <= LONGEST_BEAT else "" for block in view.document.blocks]
    count = Counter(masked)
    times = times_of(view, maker)
    kinds = find_counts(view, times) | find_times(view, maker, times, masked, count)
    kinds.update(find_speakers(view, maker))
    kinds.update(find_frames(masked))
    kinds |= dict(_announced(view, kinds))
    found = [
        r for kind, beats in kinds.items() if len(beats) > 1 or is_announced(kind) for r in _measure(view, kind, beats)
    ]
    found += [r for kind, beats in find_repeats(view, masked, count).items() for r in _from_repeats(view, kind, beats)]
    distinct = {(r.closes, r.starts, tuple(b.position for b in r.beats)): r for r in reversed(found)}
    ranked = sorted(distinct.values(), key=lambda r: (not is_announced(r.kind), -len(r.beats), r.kind))[:_MOST]
    return [*(_follow(view, known) for known in find_known(view, maker, times)), *ranked]


def _announced(view: View, kinds: Mapping[str, list[Beat]]) -> Iterator[tuple[str, list[Beat]]]:
    """The beats of each kind that stand between the head of the comments and what ends them."""
    for head in [p for p in view.found.phrases if is_comments_head(view, p)]:
        declared = next((h.number for h in view.found.phrases[head] if h.role == "comments_head"), None)
        after = view.document.blocks[head + 2 :]
        stop = next((b.position for b in after if _is_outside(view, b)), len(view.document.blocks))
        for kind, beats in kinds.items():
            inside = [beat for beat in beats if head < beat.position < stop]
            inside = inside[:declared] if declared and len(inside) >= 2 * declared else inside
            if inside and len(inside) < len(beats) and (len(inside) > 1 or declared == 1):
                yield f"{kind} below {head}", inside


def is_announced(kind: str) -> bool:
    """Are the beats only those below a head?"""
    return " below " in kind


def _follow(view: View, known: Known) -> Rhythm:
    """The rhythm of a platform's pattern: its own lines are the least that is a head."""
    sightings = known.sightings
    if not known.closes:
        left = {beat.position for beat in _thin(view.document.blocks, [s.beat for s in sightings])}
        sightings = tuple(s for s in sightings if s.beat.position in left)
    beats = tuple(s.beat for s in sightings)
    kind = f"known {known.platform}"
    if known.closes:
        first = first_prose(view.document.blocks, sightings[0].start, _LONGEST_TEXT, _SHORT_LINES)
        starts = (first, *(s.stop for s in sightings[:-1]))
        stop = sightings[-1].stop
        found = Rhythm(kind, beats, starts, stop, True, sightings)  # noqa: FBT003
        return found._replace(around=known.around, opening=known.opening, platform=known.platform)
    measured = next(_measure(view, kind, beats))
    floors = (0, *(s.stop for s in sightings[:-1]))
    starts = tuple(
        max(floor, min(start, s.start)) for start, s, floor in zip(measured.starts, sightings, floors, strict=True)
    )
    stop = max(measured.stop, sightings[-1].stop)
    found = Rhythm(kind, beats, starts, stop, False, sightings)  # noqa: FBT003
    return found._replace(around=known.around, opening=known.opening, platform=known.platform)


def _measure(view: View, kind: str, beats: Sequence[Beat]) -> Iterator[Rhythm]:
    """The rhythm with the heads before the beats; and the other way round, where the last has no prose behind it."""
    blocks = view.document.blocks
    beats = _thin(blocks, beats)
    usual = _usual(blocks, beats)
    height = _head_height(blocks, beats, usual)
    starts = []
    floor = 0
    for beat in beats:
        start = beat.position
        while start > floor and beat.position - start < height and _may_head(blocks[start - 1], usual):
            if is_comments_head(view, start - 1):
                break
            start -= 1
        starts.append(start)
        floor = beat.position + 1
    starts[0] = _first_head(blocks, beats, starts)
    yield Rhythm(kind, tuple(beats), tuple(starts), _find_end(view, beats, starts))
    if any(start < beat.position for start, beat in zip(starts, beats, strict=True)) and _are_heads(blocks, beats):
        alone = tuple(beat.position for beat in beats)
        yield Rhythm(f"{kind} alone", tuple(beats), alone, _find_end(view, beats, alone))
    behind = blocks[beats[-1].position + 1 : beats[-1].position + 4]
    if starts[0] > 0 and not is_short(blocks[starts[0] - 1].text) and all(is_short(b.text) for b in behind):
        first = starts[0]
        while first > 0 and not is_short(blocks[first - 1].text):
            first -= 1
        ends = [beat.position + 1 for beat in beats]
        yield Rhythm(f"{kind} closing", tuple(beats), (first, *ends[:-1]), ends[-1], closes=True)


def _are_heads(blocks: Sequence[Block], beats: Sequence[Beat]) -> bool:
    """Do the beats hold more than their times? Then the name may be in them, and they are whole heads."""
    return all(
        beat.time is not None and sum(map(str.isalpha, blocks[beat.position].text[: beat.time.start])) > 1
        for beat in beats
    )


def _thin(blocks: Sequence[Block], beats: Sequence[Beat]) -> Sequence[Beat]:
    """The beats without those that only another beat follows: where heads have two times each, the later counts."""
    if len(beats) < _FEWEST_THINNED:
        return beats
    idle = [all(is_short(b.text) for b in blocks[a.position + 1 : c.position]) for a, c in pairwise(beats)]
    if sum(idle) < _IDLE * len(idle):
        return beats
    return [*(beat for beat, is_idle in zip(beats, idle, strict=False) if not is_idle), beats[-1]]


def _first_head(blocks: Sequence[Block], beats: Sequence[Beat], starts: Sequence[int]) -> int:
    """Where the first head begins: as high as the others, if two of their lines stand there too."""
    heads = [range(start, beat.position) for start, beat in zip(starts, beats, strict=True)]
    height = sorted(map(len, heads[1:]))[len(heads) // 2 - 1] if len(heads) > 1 else 0
    known = {mask(blocks[p].text) for head in heads[1:] for p in head}
    window = range(max(0, beats[0].position - height), starts[0])
    alike = [p for p in window if mask(blocks[p].text) in known]
    return max(window.start, alike[0] - 1) if len(alike) > 1 else starts[0]


def _usual(blocks: Sequence[Block], beats: Sequence[Beat]) -> frozenset[str]:
    """The lines that stand above several beats: the title of the page, say."""
    above = (b.position - up for b in beats for up in range(1, _HIGHEST_HEAD // 2) if b.position >= up)
    count = Counter(blocks[position].text for position in set(above))
    return frozenset(text for text, n in count.items() if n >= _FEWEST_USUAL and len(text) <= LONGEST_BEAT)


def _may_head(block: Block, usual: frozenset[str]) -> bool:
    return is_short(block.text) or block.text in usual


def _head_height(blocks: Sequence[Block], beats: Sequence[Beat], usual: frozenset[str]) -> int:
    """How far the heads reach up from their beats: as far as most have a short line at the same distance."""
    height = 0
    if len(beats) == 1:
        return 1
    for up in range(1, _HIGHEST_HEAD + 1):
        rows = [b.position - up for b, last in zip(beats[1:], beats, strict=False) if b.position - up > last.position]
        if len(rows) < 0.7 * (len(beats) - 1) or sum(_may_head(blocks[r], usual) for r in rows) < 0.7 * len(rows):
            break
        height = up
    return height


def _find_end(view: View, beats: Sequence[Beat], starts: Sequence[int]) -> int:
    """Where the last comment ends: at the line that ends the others, at what is no comment, at a run of short lines."""
    blocks = view.document.blocks
    closing = Counter(
        blocks[position].text
        for beat, start in zip(beats, starts[1:], strict=False)
        for position in range(beat.position + 1, start)
        if len(blocks[position].text) <= SHORT
    )
    least = max(2, 0.5 * (len(beats) - 1))
    usual = {text for text, n in closing.items() if n >= least}
    usual |= (
        {blocks[s].text for s in starts[1:] if Counter(blocks[t].text for t in starts[1:])[blocks[s].text] >= least}
        if len(starts) < 200
        else set()
    )
    position = beats[-1].position + 1
    prose = False
    while position < len(blocks):
        block = blocks[position]
        if block.text in usual and prose:
            return position + 1
        if prose and _is_outside(view, block):
            return position
        short = is_short(block.text)
        following = blocks[position + 1].text if position + 1 < len(blocks) else ""
        if prose and short and is_short(following):
            return position
        prose = prose or not short
        position += 1
        if position - beats[-1].position > _LAST_LINES:
            break
    return position


_LAST_LINES = 40


def _is_outside(view: View, block: Block) -> bool:
    return any(
        hit.role in _ENDS or (hit.label in _OUTSIDE and hit.strength == "decides" and hit.at == "whole")
        for hit in view.found.phrases.get(block.position, ())
    )


def _from_repeats(view: View, kind: str, beats: Sequence[Beat]) -> Iterator[Rhythm]:
    """A rhythm of a line that recurs: it begins comments if it follows the head of the section, else it ends them."""
    blocks = view.document.blocks
    between = [b.position - a.position for a, b in pairwise(beats)]
    if sum(gap > 1 for gap in between) < 0.8 * len(between):
        return
    first = beats[0].position
    head = next((p for p in range(first - 1, max(-1, first - 40), -1) if is_comments_head(view, p)), None)
    notice = len(blocks[first].text) >= 25 and blocks[first].text.endswith(SENTENCE_ENDS)
    talk = is_talk(view, first)
    if not (head is not None or (notice and len(beats) >= _NOTICES) or talk) or (
        first < 0.2 * len(blocks) and head is None
    ):
        return
    if (head is not None and first - head <= 2) or (notice and not talk) or (notice and head is not None):
        starts = tuple(b.position for b in beats)
        yield Rhythm(kind, tuple(beats), starts, _find_end(view, beats, starts))
    if talk or (head is not None and first - head <= 12):
        starts = (_first_start(blocks, beats, head), *(b.position + 1 for b in beats[:-1]))
        yield Rhythm(kind, tuple(beats), starts, beats[-1].position + 1, closes=True)


def _first_start(blocks: Sequence[Block], beats: Sequence[Beat], head: int | None) -> int:
    """Where the first comment begins: its head is as long as those of the others."""
    if head is not None and beats[0].position - head < 12:
        return head + 1
    heads = sorted(
        next((k for k in range(b.position - a.position) if not is_short(blocks[a.position + 1 + k].text)), 0)
        for a, b in pairwise(beats)
    )
    start = beats[0].position
    while start > 0 and is_short(blocks[start - 1].text):
        start -= 1
    while start > 0 and not is_short(blocks[start - 1].text):
        start -= 1
    return max(0, start - heads[len(heads) // 2])


def is_comments_head(view: View, position: int) -> bool:
    """Is the line a head like "Comments (5)"?"""
    return position in view.found.phrases and any(hit.role == "comments_head" for hit in view.found.phrases[position])


def slots_of(blocks: Sequence[Block], rhythm: Rhythm, repeated: frozenset[str]) -> Mapping[str, dict[int, int]]:
    """The lines at the same place in the heads of a rhythm: place -> comment -> position.

    A place is counted from the beat, from the beginning of the head, or from a line that all heads have.
    """
    slots: dict[str, dict[int, int]] = defaultdict(dict)
    stops = (*rhythm.starts[1:], rhythm.stop)
    for index, (beat, start, stop) in enumerate(zip(rhythm.beats, rhythm.starts, stops, strict=True)):
        anchor = start if rhythm.closes else beat.position
        for position in range(start, anchor):
            slots[f"-{anchor - position}"][index] = position
            slots[f"+{position - start}"][index] = position
            line = mask(blocks[position].text)
            for up in (1, 2) if line in repeated else ():
                if position - up >= start:
                    slots[f"{up} before {line}"].setdefault(index, position - up)
        for below in (0, 1, 2) if rhythm.closes else (1, 2):
            if anchor + below < stop:
                slots[f">{below}"][index] = anchor + below
    return slots
