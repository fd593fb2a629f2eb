"""What is like a name, and what of a line is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.find.threads.fields import clean_name
from pagewinnow.find.threads.lines.beats import SHORT, is_label, mask
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.slots import Named
from pagewinnow.find.view import View

_LETTER = re.compile(r"[^\W\d_]")
_ODD = re.compile(r"[#/?!=<>{}\[\]|\u00bb]|:.|\.\s\w{3}|^[\W\d]+\w{0,2}$")
_DATED = re.compile(r"(?<!\w)\d{4}(?!\w)|\d[:./]\d")  # no name
_BRACKET = re.compile(r"(?<=[\w.])\s*\[[^\[\]]*\]$")  # a mark behind a name
_ANYBODY = "x"  # a name: what is a badge behind it names nobody
_HANDLE = re.compile(r"(?<=\w)\s+@\S.*$")  # behind a name: whom it answers, or the same again
_LABEL = re.compile(r"[^:\uff1a]{1,20}[:\uff1a](?=\s*\w)")
_TAGS = re.compile(r"</?\w+[^<>]*>?")  # that the page shows by mistake
_EDGES = " \t:\uff1a\u00bb\u00ab~>/\\\u2192\u2190\u2666\u2713\u2714"
_LONGEST_NAME = 45
_MOST_WORDS, _MANY_WORDS = 6, 4  # of a name; more are odd
_SHORTEST = 3  # letters of a name in a script of letters; fewer are odd
_SAID = 4  # letters of a word without a capital that is no particle of a name
_SHORTER, _BRACKETED = 0.4, 0.6  # of the names stand in other lines without what is behind them; have brackets
_IN_BRACKETS = re.compile(r"\S\s*\([^()]*\)$")


class Frame(NamedTuple):
    """What the lines of a slot of names share: `words` that most have, words that many end with, badges of a language.

    `label` is what most begin with, up to a colon.
    """

    words: frozenset[str]
    trailing: frozenset[str]
    badges: re.Pattern[str]
    label: str = ""


def name_in(piece: str, frame: Frame) -> str | None:
    """The name in a piece of a line: what is left without the words of the slot's frame, if it is like a name."""
    head = label_of(piece)
    if head and mask(head) == frame.label:
        piece = piece[len(head) :]
    words = piece.split()
    if len(words) > 1 or (words and len(frame.words) and _LETTER.search(words[0]) is None):
        kept = [word for word in words if mask(word) not in frame.words]
        while len(kept) > 1 and mask(kept[-1]) in frame.trailing:
            kept.pop()
        words = kept or ([] if frame.words else words)
    text = _HANDLE.sub("", _TAGS.sub("", " ".join(words)).strip(_EDGES))
    if " " in text and frame.badges.match(f"{_ANYBODY} {text}", len(_ANYBODY)):
        return None
    while (shorter := _BRACKET.sub("", frame.badges.sub("", text))) != text:
        text = shorter
    name = clean_name(text)
    if name and name.count("(") > name.count(")"):
        name = clean_name(name[: name.rindex("(")])
    if (
        not name
        or len(name) > _LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
        or _DATED.search(name)
        or not _LETTER.search(name)
    ):
        return None
    return name if is_label(name) else None


def label_of(piece: str) -> str:
    """What a piece of a line begins with up to a colon, if more follows.

    >>> label_of("Name: Anna"), label_of("Anna:")
    ('Name:', '')
    """
    found = _LABEL.match(piece)
    return found[0] if found else ""


def is_odd(name: str) -> bool:
    """Is it unlike a name: signs in it, many words, a letter or two?"""
    return bool(_ODD.search(name)) or len(name.split()) > _MANY_WORDS or (len(name) < _SHORTEST and name.isascii())


def is_said(name: str) -> bool:
    """Is it like something said: its first word has a capital, a later and longer one has none?

    >>> is_said("Great lamp"), is_said("Anna de Vries"), is_said("anna reed"), is_said("Anna Reed")
    (True, False, False, False)
    """
    words = name.split()
    return words[:1] != [] and words[0][0].isupper() and any(w.islower() and len(w) >= _SAID for w in words[1:])


def shorten_names(view: View, items: Sequence[Item], names: dict[int, Named]) -> dict[int, Named]:
    """The names as another line around the same comment has them, without ranks behind them; or without brackets.

    Where most lines of names have something in brackets behind the name, or say half of it again elsewhere, what is
    more than that is no name.
    """
    blocks = view.document.blocks
    shorter: dict[int, str] = {}
    for index, named in names.items():
        words = named.name.split()
        others = [blocks[p].text for p in items[index].around if p != named.span.position]
        if any(named.name in line for line in others):
            continue
        for size in range(len(words) - 1, 0, -1):
            piece = " ".join(words[:size])
            if len(piece) >= _SHORTEST and any(_stands_in(piece, line) for line in others):
                shorter[index] = piece
                break
    if len(shorter) < max(2, _SHORTER * len(names)):
        shorter = {k: n.name[: n.name.rindex("(")].strip() for k, n in names.items() if _IN_BRACKETS.search(n.name)}
        if len(shorter) < max(2, _BRACKETED * len(names)):
            return names
    return {
        index: Named(shorter[index], named.span._replace(end=named.span.start + len(shorter[index])))
        if shorter.get(index) else named
        for index, named in names.items()
    }  # fmt: skip


def _stands_in(piece: str, line: str) -> bool:
    """Does a line have a piece as words of its own?"""
    at = line.find(piece)
    if at < 0 or len(line) > SHORT:
        return False
    end = at + len(piece)
    return not (line[at - 1 : at].isalnum() and at) and not line[end : end + 1].isalnum()


def part_names(names: dict[int, Named]) -> dict[int, Named]:
    """The names without the second one in a line: "Ben Anna", "Anna answered Ben", where Anna and Ben are known."""
    known = {named.name for named in names.values()}
    parted = {}
    for index, named in names.items():
        parted[index] = named
        for cut in range(named.name.count(" "), 0, -1):
            pieces = named.name.split(" ")
            first, rest = " ".join(pieces[:cut]), " ".join(pieces[cut:])
            if rest in known or (first in known and rest[:1].islower()):
                parted[index] = Named(first, named.span._replace(end=named.span.start + len(first)))
                break
    return parted
