"""What stands in a line of Markdown: its words without the signs around them, and how many are links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_ATOM = "\0"  # stands for what no sign is looked for in; no text that was loaded holds it
_MOST = 20_000  # characters: a longer line is read as it is
_SPECIAL = re.compile(r"[\\`*_~\[<]")
_LABEL = r"\[(?P<words>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+\])*+)\]"
_TARGET = r"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
_TOKEN = re.compile(
    rf"""\\(?P<escaped>[!-/:-@\[-`{{-~])
      | (?<!`)(?P<ticks>`++)(?P<code>[^`]++(?:(?!(?P=ticks))`++[^`]++)*+)(?P=ticks)(?!`)
      | (?P<image>!?){_LABEL}(?:{_TARGET}|\[[^\[\]]*+\])
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
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)


class Inline(NamedTuple):
    """The words of a line, the characters of them in links, the descriptions of its images."""

    text: str
    link_chars: int
    images: tuple[str, ...]


def read_inline(line: str, references: frozenset[str] = frozenset()) -> Inline:
    r"""The words of a line of Markdown; `references` are the names that the page gives addresses for.

    A tag is a sign where it stands alone or marks words; else the line speaks of it.

    >>> read_inline("See **[the *map*](/map)**, \\*or* `a*b*c` ![A map](m.png)")
    Inline(text='See the map, *or* a*b*c', link_chars=7, images=('A map',))
    """
    if not _SPECIAL.search(line) or len(line) > _MOST:
        return Inline(" ".join(line.split()), 0, ())
    atoms: list[str] = []
    images: list[str] = []
    links: list[str] = []
    plain = _Stripper(line, references, atoms, images, links).strip(line)
    text = _fill(_strip_emphasis(plain), atoms)
    linked = sum(len(" ".join(_fill(_strip_emphasis(link), atoms).split())) for link in links)
    text = " ".join(text.split())
    return Inline("" if _BARE.match(text) else text, min(linked, len(text)), tuple(image for image in images if image))


class _Stripper:
    """Takes the signs out of a line: links become their words, and what holds no signs becomes an atom."""

    def __init__(
        self, line: str, references: frozenset[str], atoms: list[str], images: list[str], links: list[str]
    ) -> None:
        self._references, self._atoms, self._images, self._links = references, atoms, images, links
        self._alone = _TAGS_ALONE.match(line) is not None

    def strip(self, text: str) -> str:
        return _TOKEN.sub(self._put, text)

    def _put(self, found: re.Match[str]) -> str:
        if found["words"] is not None:
            return self._put_link(found)
        if found["tag"]:
            return self._put_tag(found["tag"])
        kept = found["escaped"] or found["code"] or found["address"]
        atom = f"{_ATOM}{len(self._atoms)}{_ATOM}"
        self._atoms.append(kept.strip() if found["code"] else kept)
        if found["address"]:
            self._links.append(atom)
        return atom

    def _put_link(self, found: re.Match[str]) -> str:
        words = found["words"]
        if found[0].endswith("]"):
            name = found[0].rpartition("[")[2][:-1] or words
            if name.lower() not in self._references:
                return found[0]
        before = len(self._links)
        words = self.strip(words)
        del self._links[before:]
        if found["image"]:
            self._images.append(" ".join(_fill(words, self._atoms).split()))
            return ""
        self._links.append(words)
        return words

    def _put_tag(self, tag: str) -> str:
        if tag[:3].lower() == "<br" and not tag[3].isalnum():
            return " "
        name = _NAME.match(tag)
        return "" if self._alone or name is None or name[1].lower() in _MARKING else tag


def _strip_emphasis(text: str) -> str:
    for sign in _EMPHASIS:
        text = sign.sub(r"\2", text)
    return text


def _fill(text: str, atoms: Sequence[str]) -> str:
    parts = text.split(_ATOM)
    parts[1::2] = [atoms[int(number)] for number in parts[1::2]]
    return "".join(parts)
