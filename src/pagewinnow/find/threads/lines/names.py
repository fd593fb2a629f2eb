"""Who wrote each comment: the slot that most comments fill with something name-like, different from one to the next.

What most lines of the slot share is its frame, none of the names; and a line that half of the comments have, or that is
known to be a control, names nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.lines.beats import mask
from pagewinnow.find.threads.lines.namelike import Frame, is_odd, is_said, label_of, name_in, shorten_names
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.slots import Named, Slot, names_somebody, slots_of
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.ratings import read_rating
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.learned.text_columns import Floats
from pagewinnow.rules.vocabulary import vocabulary_of

_SHARED = 0.8  # of the lines of a slot have a word of its frame
_TRAILING = 0.3  # of them end with a word that is a badge
_REPEATED, _ALWAYS = 0.5, 0.9  # of the comments have the line
_LIKELY = 0.3  # the tagger may take the line for one with a name
_FILLED = 1.0  # a slot of less worth has no names
_RATING = 6  # words: "4,0 of 5 stars"
_TALK = frozenset({"says", "byline"})
_OTHERS = frozenset({"in_reply_to", "quote_head"})
_NAMES = frozenset({"says", "byline", "in_reply_to", "quote_head"})


def choose_names(
    view: View, items: Sequence[Item], times: Mapping[int, Time], log_odds: Floats | None
) -> dict[int, Named]:
    """The author of each comment that names one, by its index."""
    controls = _controls(view, items, log_odds)
    found: dict[Slot, dict[int, Named]] = {}
    worth: dict[Slot, float] = {}
    for slot, places in slots_of(items, log_odds).items():
        names = _read_slot(view, places, times, controls)
        if names:
            found[slot], worth[slot] = names, _worth(view, slot, names, len(items), log_odds)
    ranked = sorted(found, key=lambda slot: worth[slot], reverse=True)[:2]
    chosen: dict[int, Named] = {}
    for place, slot in enumerate(ranked):
        for index, name in found[slot].items() if worth[slot] > _FILLED else ():
            if index not in chosen and not (place and is_odd(name.name)):
                chosen[index] = name
    return shorten_names(view, items, chosen)


def _controls(view: View, items: Sequence[Item], log_odds: Floats | None) -> frozenset[str]:
    """The lines around the words that half of the comments have, or that are known to be controls: they name nobody.

    What the tagger takes for a name may be one that comes back, unless nearly all comments have it.
    """
    blocks = view.document.blocks
    count: Counter[str] = Counter()
    named: Counter[str] = Counter()
    known: set[str] = set()
    for item in items:
        lines = {mask(blocks[p].text): p for p in item.around}
        count.update(lines.keys())
        known.update(line for line, p in lines.items() if _is_control(view, p))
        if log_odds is not None:
            named.update(line for line, p in lines.items() if names_somebody(log_odds, p) > _LIKELY)
    least, most = max(2, _REPEATED * len(items)), max(2, _ALWAYS * len(items))
    repeated = {line for line, n in count.items() if n >= (most if 2 * named[line] >= n else least)}
    return frozenset(repeated | known)


def _is_control(view: View, position: int) -> bool:
    return any(
        hit.at == "whole" and hit.strength == "decides" and hit.role not in _NAMES
        for hit in view.found.phrases.get(position, ())
    )


def _read_slot(
    view: View, places: Mapping[int, int], times: Mapping[int, Time], controls: frozenset[str]
) -> dict[int, Named]:
    """The names in the lines of a slot."""
    blocks = view.document.blocks
    rests = {index: _without_time(blocks[p].text, times.get(p)) for index, p in places.items()}
    frame = _frame(list(rests.values()), vocabulary_of(view.rules, view.found.language).badges)
    found: dict[int, Named] = {}
    for index, position in places.items():
        text = blocks[position].text
        if any(h.role in _OTHERS and h.at == "whole" for h in view.found.phrases.get(position, ())) or _rates(text):
            continue
        name = _told_name(view, position)
        if name is None and mask(text) not in controls:
            name = next((n for piece in rests[index] if (n := name_in(piece, frame))), None)
        if name:
            start = text.find(name)
            found[index] = Named(
                name, Span(position, 0, len(text)) if start < 0 else Span(position, start, start + len(name))
            )
    return found


def _rates(text: str) -> bool:
    """Does a line begin with a rating? A title stands behind it."""
    words = text.split()[:_RATING]
    return any(read_rating(" ".join(words[:stop])) is not None for stop in range(len(words), 0, -1))


def _without_time(text: str, time: Time | None) -> tuple[str, ...]:
    """What stands before a line's time, and behind it."""
    return (text,) if time is None else (text[: time.start], text[time.end :])


def _frame(rests: Sequence[tuple[str, ...]], badges: re.Pattern[str]) -> Frame:
    """What the lines of a slot share: words in most, the label of most, words that many end with, ranks of a name."""
    if len(rests) < 2:
        return Frame(frozenset(), frozenset(), badges)
    count: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    leads: dict[str, set[str]] = defaultdict(set)
    for pieces in rests:
        words = [mask(word) for piece in pieces for word in piece.split()]
        count.update(set(words))
        if len(words) > 1:
            ends[words[-1]] += 1
            leads[words[-1]].add(words[0])
    most = max(2, _SHARED * len(rests))
    shared = frozenset(word for word, n in count.items() if n >= most)
    least = max(3, _TRAILING * len(rests))
    trailing = frozenset(word for word, n in ends.items() if n >= least and len(leads[word]) >= 0.6 * n)
    label, n = Counter(mask(label_of(pieces[0])) for pieces in rests).most_common(1)[0]
    return Frame(shared, trailing, badges, label if n >= most else "")


def _told_name(view: View, position: int) -> str | None:
    """The name in a line of which a rule knows that it names who speaks."""
    hits = view.found.phrases.get(position, ())
    return next((clean_name(h.name) for h in hits if h.role in _TALK and h.name and h.at != "anywhere"), None)


def _worth(view: View, slot: Slot, names: Mapping[int, Named], n: int, log_odds: Floats | None) -> float:
    """How like a slot of names it is: filled, distinct, where the tagger or a rule sees names; with few odd signs."""
    every = [named.name for named in names.values()]
    kinds = len({mask(name) for name in every})
    distinct = kinds / len(every) if kinds > 1 or n < 2 else -2.0
    odd = sum(map(is_odd, every)) / len(every)
    said = sum(map(is_said, every)) / len(every)
    places = [named.span.position for named in names.values()]
    told = sum(_told_name(view, position) is not None for position in places) / len(every)
    likely = 0.0
    if log_odds is not None:
        likely = sum(names_somebody(log_odds, position) for position in places) / len(every)
    return (
        2 * len(every) / n
        + 1.2 * min(0.6, distinct)
        + 1.6 * likely
        + told
        - 1.5 * odd
        - 0.8 * said
        - 0.4 * (slot[0] == "below")
        + 0.05 * (slot[0] == "tagged")
    )
