"""The names in the heads of a text's comments: by a pattern, a phrase, beside the time, in the line most like names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.recited.beats import Beat, is_short, mask
from pagewinnow.find.threads.recited.rhythm import Rhythm, slots_of
from pagewinnow.find.threads.recited.stripped import Sighting
from pagewinnow.find.view import View

Named = tuple[str, Span]

_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[#/?!=<>{}\[\]|\u00bb]|:.|\.\s|^[\W\d]+\w{0,2}$")
_DATED = re.compile(r"(?<!\w)\d{4}(?!\w)|\d[:./]\d")  # no name
_NEAR = {"=": 0.3, "-1": 0.25, "+0": 0.2}  # what it is worth to stand beside the time, before it, first
_LONGEST_NAME = 45
_SHARED = 0.8  # of the beats have a word of their frame


def choose_names(view: View, rhythm: Rhythm, repeated: frozenset[str]) -> dict[int, Named]:
    """The name in each head, and where it stands, by the number of the comment."""
    told = {k: (s.name, _place_of(view, s)) for k, s in enumerate(rhythm.known) if s.name}
    if 2 * len(told) > len(rhythm.beats) or (told and rhythm.closes):
        first = {k: _first_name(view, rhythm, k, repeated) for k in range(len(rhythm.beats)) if k not in told}
        return told | {k: name for k, name in first.items() if name}
    slots: dict[str, dict[int, Named]] = {}
    for slot, places in slots_of(view.document.blocks, rhythm, repeated).items():
        slots[slot] = {k: v for k, p in places.items() if (v := _name_in(view, p, 0, None, repeated))}
    frame = _frame_words(view, rhythm)
    beside = {k: _name_beside(view, rhythm, beat, frame, repeated) for k, beat in enumerate(rhythm.beats)}
    slots["="] = {k: name for k, name in beside.items() if name}
    ranked = sorted(slots, key=lambda s: _rank(s, slots[s], len(rhythm.beats)), reverse=True)
    found: dict[int, Named] = {}
    for slot in ranked[:2]:
        if _rank(slot, slots[slot], len(rhythm.beats)) > 1:
            for k, value in slots[slot].items():
                found.setdefault(k, value)
    return found


def _name_beside(
    view: View, rhythm: Rhythm, beat: Beat, frame: frozenset[str], repeated: frozenset[str]
) -> Named | None:
    """The name in the line of a beat: before its time, else behind it; without a time, in all of it."""
    at, time = beat.position, beat.time
    if time is not None:
        slices: tuple[tuple[int, int | None], ...] = ((0, time.start), (time.end, None))
        value = next((v for s, e in slices if (v := _name_in(view, at, s, e, repeated))), None)
        if value and frame:
            return next((v for s, e in slices if (v := _framed_name(view, at, s, e, frame))), None)
        return value
    if rhythm.kind.startswith("frame"):
        return _framed_name(view, at, 0, None, frame) or _name_in(view, at, 0, None, repeated)
    return None if rhythm.closes else _name_in(view, at, 0, None, repeated)


def _first_name(view: View, rhythm: Rhythm, index: int, repeated: frozenset[str]) -> Named | None:
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


def _framed_name(view: View, position: int, start: int, end: int | None, frame: frozenset[str]) -> Named | None:
    """What is left of a line, or of a slice of it, without the words of its frame."""
    text = view.document.blocks[position].text
    name = clean_name(" ".join(word for word in text[start:end].split() if mask(word) not in frame))
    if name and len(name) <= _LONGEST_NAME and _LETTER.search(name):
        return name, Span(position, start, len(text) if end is None else end)
    return None


def _name_in(view: View, position: int, start: int, end: int | None, repeated: frozenset[str]) -> Named | None:
    text = view.document.blocks[position].text
    for hit in view.found.phrases.get(position, ()):
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


def _rank(slot: str, found: Mapping[int, Named], n: int) -> float:
    if not found:
        return -9
    names = [name for name, _ in found.values()]
    kinds = len({mask(name) for name in names})
    distinct = kinds / len(names) if kinds > 1 or n < 2 else -3
    odd = sum(bool(_ODD.search(name)) or len(name.split()) > 4 for name in names) / len(names)
    near = _NEAR.get(slot, 0)
    return 2 * len(found) / n + 1.2 * min(0.6, distinct) + near - 1.5 * odd - 0.6 * slot.startswith(">")
