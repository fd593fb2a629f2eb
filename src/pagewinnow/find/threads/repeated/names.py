"""Who wrote each item: the slot of short texts that differ, are linked or bold, and come early."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.model import width
from pagewinnow.find.threads.repeated.shape import Piece
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View

_NAME_TAGS = frozenset("a b strong cite h2 h3 h4 h5 h6 dt address".split())
_LONGEST_NAME = 45
_MOST_WORDS = 6
_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[#:/?!=<>{}\[\]|\u3001\u3002\uff01\uff1f\u061f]|\.\s|^[\W\d]+\w{0,2}$")
_DIGITS = re.compile(r"\d+")
_LEAST_WORTH = 0.8
_NAMING = frozenset({"says", "byline", "published"})
_NOWHERE = ("#", "javascript:")
_REST = "~"  # marks the slot of what is left of a text without its time: of two as good it is the second
_TRIED, _USED = 8, 3  # slots, the best first
_MOST_LABELS = 3  # words at an edge of a name
_MOST, _OFTEN = 0.8, 0.6
_CONTROLS = frozenset({"comment_control", "share", "reply_form", "related", "nav"})


class Dated(NamedTuple):
    """A time that stands in an item."""

    piece: Piece
    time: Time
    iso: str | None


Named = tuple[str, Piece, int]
"""A name, where it stands, and the number of texts before it that may be names."""


def choose_names(
    view: View,
    pieces: Sequence[Sequence[Piece]],
    dated: Sequence[Sequence[Dated]],
    times: Sequence[Dated | None],
    homes: Sequence[int],
    repeated: frozenset[str],
) -> list[tuple[str, Piece] | None]:
    """For each item the text in the slot that looks most like names."""
    slots: dict[str, dict[int, Named]] = defaultdict(dict)
    seen: dict[str, str | None] = {}
    for index, of in enumerate(pieces):
        for order, (slot, name, piece) in enumerate(_names_in(view, of, dated[index], homes[index], seen)):
            known = slots[slot].get(index)
            if known is None or (piece.text not in repeated and _is_nearer(view, piece, known[1], times[index])):
                slots[slot][index] = (name, piece, order if known is None else known[2])
    worth = {slot: _rank_names(view, slot, found, len(pieces)) for slot, found in slots.items()}
    ranked = sorted((s for s in slots if worth[s] > _LEAST_WORTH), key=lambda slot: (-worth[slot], _REST in slot))
    ranked = _put_inner_first(view, slots, ranked[:_TRIED])
    best = [_without_labels(_without_controls(view, slots[slot])) for slot in ranked[:_USED]]
    chosen: list[tuple[str, Piece] | None] = []
    for index in range(len(pieces)):
        hits = [
            found[index]
            for k, found in enumerate(best)
            if index in found and (not k or found[index][1].text not in repeated)
        ]
        hit = hits[0] if hits else None
        chosen.append((hit[0], hit[1]) if hit else None)
    return chosen


def _is_nearer(view: View, piece: Piece, known: Piece, when: Dated | None) -> bool:
    """Does a link stand nearer to the time of its item than another in the same place? Who edited stands farther."""
    if when is None or view.document.skeleton.tags[piece.node] != "a":
        return False
    there = when.piece.position
    return abs(piece.position - there) < abs(known.position - there)


def _put_inner_first(view: View, slots: Mapping[str, Mapping[int, Named]], ranked: Sequence[str]) -> list[str]:
    """The slots, and before a whole block the link in it: what stands around the link is a rank, a word, a count."""
    tags = view.document.skeleton.tags
    for slot in ranked[1:]:
        outer, inner = slots[ranked[0]], slots[slot]
        held = [
            index
            for index, (name, piece, _) in inner.items()
            if index in outer
            and _is_part(piece, outer[index][1])
            and tags[piece.node] == "a"
            and name != outer[index][0]
        ]
        same = [i for i in inner if i in outer and inner[i][0] == outer[i][0]]
        if held and len(held) + len(same) >= _MOST * len(outer):
            return [slot, *(other for other in ranked if other != slot)]
    return list(ranked)


def _is_part(piece: Piece, whole: Piece) -> bool:
    return piece.position == whole.position and whole.is_block and not piece.is_block


def _without_labels(found: Mapping[int, Named]) -> dict[int, Named]:
    short = cut_labels([name for name, _, _ in found.values()])
    return {index: (name, piece, order) for name, (index, (_, piece, order)) in zip(short, found.items(), strict=True)}


def cut_labels(names: Sequence[str]) -> list[str]:
    """The names without the words that most begin or end with: "by", "wrote", "commented on", "4,522".

    >>> cut_labels(["by Anna Brook", "by joe", "by Dina"])
    ['Anna Brook', 'joe', 'Dina']
    """
    short = list(names)
    for _ in range(_MOST_LABELS):
        split = [name.split() for name in set(short)]
        several = [words for words in split if len(words) > 1]
        first, last = _often([words[0] for words in several], len(split)), _often([w[-1] for w in several], len(split))
        if len(split) <= 1 or (first is None and last is None):
            break
        short = [_cut_words(name, first, last) for name in short]
    return short


def _often(words: Sequence[str], names: int) -> str | None:
    """The word that most of the names have, figures being alike."""
    count = Counter(_DIGITS.sub("0", word) for word in words)
    word, n = max(count.items(), key=lambda entry: entry[1], default=("", 0))
    return word if n > 1 and n >= _OFTEN * names else None


def _cut_words(name: str, first: str | None, last: str | None) -> str:
    words = name.split()
    if first is not None and len(words) > 1 and _DIGITS.sub("0", words[0]) == first:
        del words[0]
    if last is not None and len(words) > 1 and _DIGITS.sub("0", words[-1]) == last:
        del words[-1]
    return clean_name(" ".join(words)) or name


def _without_controls(view: View, found: Mapping[int, Named]) -> dict[int, Named]:
    said = controls_in(view, {piece.text for _, piece, _ in found.values()})
    return {index: named for index, named in found.items() if named[1].text not in said}


def controls_in(view: View, texts: AbstractSet[str]) -> frozenset[str]:
    """Those of the texts that are phrases of the rules for what stands around comments."""
    every = sorted(texts)
    hits = view.rules.matcher([view.found.language] if view.found.language else []).match_all(every)
    said = {k for k, of in hits.items() if any(hit.at == "whole" and hit.label in _CONTROLS for hit in of)}
    return frozenset(every[k] for k in said)


def _names_in(
    view: View, pieces: Sequence[Piece], dated: Sequence[Dated], home: int, seen: dict[str, str | None]
) -> list[tuple[str, str, Piece]]:
    """What may be a name in an item: (slot, name, piece). `seen` remembers which text is which name: labels repeat."""
    when = {(d.piece.position, d.piece.start + d.time.start): d for d in dated}
    starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (position, start), one in when.items():
        starts[position].append((start, one.piece.start + one.time.end))
    tags, hits = view.document.skeleton.tags, view.found.phrases
    found: list[tuple[str, str, Piece]] = []
    for piece in pieces:
        path, position, start, end, node, text, is_block = piece
        slot = f"{path} {tags[node]}"
        if is_block:
            if node == home and len(text) > _LONGEST_NAME:
                continue
            said = [hit for hit in hits[position] if hit.role in _NAMING] if position in hits else ()
            found += [(f"!{hit.role}", name, piece) for hit in said if (name := clean_name(hit.name))]
        spans = [s for s in starts[position] if s[0] < end and s[1] > start] if position in starts else ()
        if spans:
            if not is_block or len(text) > 160:
                continue
            slot, text = f"{slot}{_REST}", _without(text, spans)
        if text not in seen:
            seen[text] = _as_name(text)
        if name := seen[text]:
            found.append((slot, name, piece))
    return found


def _as_name(text: str) -> str | None:
    """The name that a text is, if it can be one."""
    name = clean_name(text)
    if name and width(name) <= _LONGEST_NAME and _LETTER.search(name) and len(name.split()) <= _MOST_WORDS:
        return name
    return None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What stands before the first time in a head, else what stands behind the last."""
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    return text[:first].strip() or text[last:].strip()


def _rank_names(view: View, slot: str, found: Mapping[int, tuple[str, Piece, int]], items: int) -> float:
    """How much a slot looks like names: most items have it, the texts differ, are linked or bold, and come early."""
    values = list(found.values())
    names = [name for name, _, _ in values]
    n = len(values)
    kinds = len({_DIGITS.sub("0", name) for name in names})
    constant = n > 1 and (kinds == 1 or (kinds <= 2 and n > 8))
    skeleton = view.document.skeleton
    marked = sum(_is_marked(skeleton.tags, skeleton.parents, piece) for _, piece, _ in values) / n
    order = sum(order for _, _, order in values) / n
    odd = sum(bool(_ODD.search(name)) or len(name.split()) > 4 or len(name) < 3 for name in names) / n
    acting = sum(_leads_nowhere(skeleton, piece) for _, piece, _ in values) / n
    said = 0.6 * slot.startswith("!")
    block = 0.05 * sum(piece.is_block for _, piece, _ in values) / n
    return (
        2 * n / items + 0.5 * min(1.0, 2 * kinds / n) + 0.5 * marked + said
        - 1.5 * constant - 0.05 * min(order, 10) - odd - block - acting
    )  # fmt: skip


def _leads_nowhere(skeleton: Skeleton, piece: Piece) -> bool:
    """Is it a link that acts on the page or jumps in it? A name leads to a person's page."""
    near = piece.node if skeleton.tags[piece.node] == "a" else skeleton.parents[piece.node]
    return near >= 0 and skeleton.tags[near] == "a" and skeleton.attributes[near].get("href", "").startswith(_NOWHERE)


def _is_marked(tags: Sequence[str], parents: Sequence[int], piece: Piece) -> bool:
    if piece.is_block:
        return tags[piece.node] in _NAME_TAGS
    node = piece.node
    for _ in range(3):
        if node < 0:
            break
        if tags[node] in _NAME_TAGS:
            return True
        node = parents[node]
    return False
