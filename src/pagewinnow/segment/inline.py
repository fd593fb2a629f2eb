"""What stands in a line of Markdown: its words without the signs around them, and what the signs say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from pagewinnow.records import Mark, MarkKind
from pagewinnow.segment.spaces import SpaceSkipper, collapse_space

_ATOM = "\0"  # stands for what no sign is looked for in; no text that was loaded holds it
_MARK = "\1"  # around the number of a mark that opens or closes here; no text that was loaded holds it
_MARKS = re.compile(f"{_MARK}(\\d+){_MARK}")
_MOST = 20_000  # characters: a longer line is read as it is
_SPECIAL = re.compile(r"[\\`*_~\[<]")
_LABEL = r"\[(?P<words>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+\])*+)\]"
_ADDRESS = r"<[^<>\n]*+>|(?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+"
_TARGET = rf"\(\s*+(?P<target>{_ADDRESS})(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
_TOKEN = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
      | (?<!`)(?P<ticks>`++)(?P<code>[^`]++(?:(?!(?P=ticks))`++[^`]++)*+)(?P=ticks)(?!`)
      | (?P<image>!?){_LABEL}(?:{_TARGET}|\[[^\[\]]*+\])
      | (?P<note>\[\^[\w.-]{{1,20}}\])
      | <(?P<address>(?:https?://|mailto:|[\w.+-]++@)[^\s<>]++)>
      | (?P<tag><br\s*+/?>|<!--(?:(?!-->|<!--).)*+-->|</?[a-z][a-z0-9]*+(?:\s[^<>]*+)?/?>)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Signs of emphasis: none but stars within a word, none with a space inside.
_EMPHASIS = (
    re.compile(r"(\*\*\*|\*\*)(?=[^\s*])((?:(?!\1).)++)(?<!\s)\1"),
    re.compile(r"(?<!\w)(___|__)(?=[^\s_])((?:(?!\1).)++)(?<!\s)\1(?!\w)"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*])([^*]++)(?<!\s)\*(?![\w*])"),
    re.compile(r"(?<![\w_])(_)(?=[^\s_])([^_]++)(?<!\s)_(?![\w_])"),
    re.compile(r"(~~)(?=[^\s~])([^~]++)(?<!\s)~~"),
)
_BARE = re.compile(r"^[*_~]+$")  # signs that enclose nothing
_TAGS_ALONE = re.compile(r"^(?:\s*+<[^<>]++>)++\s*$")
_MARKING = frozenset("a b big center cite em font i img kbd mark s small span strong sub sup u".split())
_KINDS: Mapping[str, tuple[MarkKind, ...]] = {
    **dict.fromkeys(("***", "___"), ("strong", "em")),
    **dict.fromkeys(("**", "__", "b", "strong"), ("strong",)),
    **dict.fromkeys(("*", "_", "em", "i"), ("em",)),
    "kbd": ("code",), "sub": ("sub",), "sup": ("sup",),
}  # fmt: skip
_NO_REFERENCES: Mapping[str, str] = MappingProxyType({})
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)


class Inline(NamedTuple):
    """The words of a line, the characters of them in links, the descriptions of its images, what of it is marked."""

    text: str
    link_chars: int
    images: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


class _Sign(NamedTuple):
    """Where a mark opens or closes."""

    kind: MarkKind
    is_end: bool
    href: str | None = None
    alt: str | None = None


def read_inline(line: str, references: Mapping[str, str] = _NO_REFERENCES) -> Inline:
    r"""The words of a line of Markdown; `references` are the addresses that the page gives names to, by these.

    A tag is a sign where it stands alone or marks words; else the line speaks of it.

    >>> inline = read_inline("See **[the *map*](/map)**, \\*or* `a*b*c` ![A map](m.png)")
    >>> inline.text, inline.link_chars, inline.images
    ('See the map, *or* a*b*c', 7, ('A map',))
    >>> [(mark.kind, mark.start, mark.end, mark.href) for mark in inline.marks][:3]
    [('strong', 4, 11, None), ('link', 4, 11, '/map'), ('em', 8, 11, None)]
    """
    if not _SPECIAL.search(line) or len(line) > _MOST:
        return Inline(" ".join(line.split()), 0, ())
    stripper = _Stripper(line, references)
    plain = stripper.fill(stripper.strip_emphasis(stripper.strip(line)))
    linked = sum(len(stripper.words_of(link)) for link in stripper.links)
    pieces = _MARKS.split(plain)
    text, ends = collapse_space([piece if at % 2 == 0 else "" for at, piece in enumerate(pieces)])
    if _BARE.match(text):
        text, pieces = "", []
    images = tuple(image for image in stripper.images if image)
    return Inline(text, min(linked, len(text)), images, tuple(_pair(pieces, ends, text, stripper.signs)))


def read_row(cells: Sequence[str], references: Mapping[str, str]) -> Inline:
    """The cells of a row, a space between those with words; a mark stands where each but the last ends.

    >>> read_row(["one", "", "`two`"], {}).marks[:2]
    (Mark(start=3, end=3, kind='cell', href=None, alt=None), Mark(start=3, end=3, kind='cell', href=None, alt=None))
    """
    words: list[str] = []
    marks: list[Mark] = []
    images: list[str] = []
    length = linked = 0
    for at, cell in enumerate(cells):
        if at:
            marks.append(Mark(length, length, "cell"))
        inline = read_inline(cell.replace("\\|", "|"), references)
        images += inline.images
        if inline.text:
            start = length + 1 if length else 0
            marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in inline.marks]
            words.append(inline.text)
            linked += inline.link_chars
            length = start + len(inline.text)
    return Inline(" ".join(words), linked, tuple(images), tuple(marks))


def _pair(pieces: Sequence[str], ends: Sequence[int], text: str, signs: Sequence[_Sign]) -> Iterator[Mark]:
    """The marks of a line, from the signs that open and close them; every second piece is the number of one."""
    found: list[Mark] = []
    opened: dict[MarkKind, list[tuple[int, _Sign]]] = {}
    skip = SpaceSkipper(text).skip
    for at in range(1, len(pieces), 2):
        sign = signs[int(pieces[at])]
        place = ends[at - 1]
        if sign.kind == "image":
            found.append(Mark(place, place, "image", sign.href, sign.alt))
        elif not sign.is_end:
            opened.setdefault(sign.kind, []).append((place, sign))
        elif opened.get(sign.kind):
            start, first = opened[sign.kind].pop()
            start = skip(start)
            if start < place:
                found.append(Mark(start, place, sign.kind, first.href, first.alt))
    found.reverse()  # of two over the same words the outer one ends last
    yield from sorted(found, key=lambda mark: (mark.start, -mark.end))


class _Stripper:
    """Takes the signs out of a line: links become their words, and what holds no signs becomes an atom.

    What a sign says of words stays in the line as the number of a mark that opens or closes.
    """

    def __init__(self, line: str, references: Mapping[str, str]) -> None:
        self._references = references
        self._atoms: list[str] = []
        self.images: list[str] = []
        self.links: list[str] = []
        self.signs: list[_Sign] = []
        self._alone = _TAGS_ALONE.match(line) is not None

    def strip(self, text: str) -> str:
        return _TOKEN.sub(self._put, text)

    def strip_emphasis(self, text: str) -> str:
        for sign in _EMPHASIS:
            text = sign.sub(self._put_emphasis, text)
        return text

    def fill(self, text: str) -> str:
        """The line with its atoms in their places."""
        parts = text.split(_ATOM)
        parts[1::2] = [self._atoms[int(number)] for number in parts[1::2]]
        return "".join(parts)

    def words_of(self, text: str) -> str:
        """The words of a part of the line, without its marks."""
        return " ".join(_MARKS.sub("", self.fill(self.strip_emphasis(text))).split())

    def _put(self, found: re.Match[str]) -> str:
        if found["words"] is not None:
            return self._put_link(found)
        if found["tag"]:
            return self._put_tag(found["tag"])
        if found["note"]:
            return self._mark(self._keep(found["note"]), "footnote", f"#{found['note'][2:-1]}")
        if found["code"]:
            return self._mark(self._keep(found["code"].strip()), "code")
        if not found["address"]:
            return self._keep(found["escaped"])
        atom = self._keep(found["address"])
        self.links.append(atom)
        return self._mark(atom, "link", found["address"])

    def _keep(self, text: str) -> str:
        self._atoms.append(text)
        return f"{_ATOM}{len(self._atoms) - 1}{_ATOM}"

    def _mark(self, words: str, kind: MarkKind, href: str | None = None) -> str:
        return self._sign(_Sign(kind, is_end=False, href=href)) + words + self._sign(_Sign(kind, is_end=True))

    def _sign(self, sign: _Sign) -> str:
        self.signs.append(sign)
        return f"{_MARK}{len(self.signs) - 1}{_MARK}"

    def _put_emphasis(self, found: re.Match[str]) -> str:
        words = found[2]
        for kind in _KINDS.get(found[1], ()):
            words = self._mark(words, kind)
        return words

    def _put_link(self, found: re.Match[str]) -> str:
        words, address = found["words"], found["target"]
        if found[0].endswith("]"):
            name = found[0].rpartition("[")[2][:-1] or words
            address = self._references.get(name.lower())
            if address is None:
                return found[0]
        address = (address or "").strip("<>")
        before = len(self.links)
        words = self.strip(words)
        del self.links[before:]
        if found["image"]:
            said = self.words_of(words)
            self.images.append(said)
            return self._sign(_Sign("image", is_end=False, href=address, alt=said or None))
        self.links.append(words)
        return self._mark(words, "link", address)

    def _put_tag(self, tag: str) -> str:
        if tag[:3].lower() == "<br" and not tag[3].isalnum():
            return " "
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if not self._alone and found is not None and name not in _MARKING:
            return tag
        signs = [self._sign(_Sign(kind, is_end=tag[1] == "/")) for kind in _KINDS.get(name, ())]
        return "".join(signs)
