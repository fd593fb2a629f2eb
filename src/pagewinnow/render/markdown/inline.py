"""One block's text as inline Markdown: what Markdown would misread is escaped, marks become delimiters.

CommonMark 0.31.2, sections 2.4 (backslash escapes), 6.1 (code spans) and 6.2 (emphasis: what may open and close it).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from pagewinnow.records import Mark, MarkKind

_ALWAYS = re.compile(r"[\\`*\[\]]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # one between two letters opens nothing
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_STRUCK = re.compile(r"~(?=~)|(?<=~)~")
_LINE_START = re.compile(r"^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~{3,}|={1,}(?=\s*$)|-(?=[- \t]*+$))", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_DELIMITERS: dict[MarkKind, tuple[str, str]] = {
    "strong": ("**", "**"), "em": ("*", "*"), "sub": ("<sub>", "</sub>"), "sup": ("<sup>", "</sup>"),
}  # fmt: skip
_FLANKED = frozenset({"strong", "em"})
_VERBATIM = frozenset({"code", "math", "footnote"})
_JOINED = frozenset({*_FLANKED, "code"})
_BREAK = "  \n"  # a line break that is kept


class Wanted(NamedTuple):
    """Which marks become Markdown: links and images only on request; `notes` has the names of notes by address."""

    links: bool = False
    images: bool = False
    notes: Mapping[str, str] = MappingProxyType({})


def write_inline(text: str, marks: Iterable[Mark], wanted: Wanted) -> str:
    r"""The text of a block that may hold line breaks, as inline Markdown.

    >>> print(write_inline("2 * 3, a_b, _so_", [], Wanted()))
    2 \* 3, a_b, \_so\_
    >>> write_inline("Use the needle.", [Mark(8, 14, "strong")], Wanted())
    'Use the **needle**.'
    """
    used = _choose(text, marks, wanted)
    return escape_lines(_write(text, 0, len(text), used)).replace("\n", _BREAK)


def escape(text: str) -> str:
    """The text with a backslash before all that Markdown would take for a sign, wherever it stands in a line."""
    text = _ALWAYS.sub(r"\\\g<0>", text)
    for pattern in (_UNDERSCORE, _TAG, _ENTITY, _STRUCK):
        text = pattern.sub(r"\\\g<0>", text)
    return text.replace("$", "\\$") if text.count("$") > 1 else text


def escape_lines(text: str) -> str:
    r"""The same for what is a sign at the start of a line alone.

    >>> print(escape_lines("# is a sign"), escape_lines("1. May"))
    \# is a sign 1\. May
    """
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", text))


def _choose(text: str, marks: Iterable[Mark], wanted: Wanted) -> list[Mark]:
    """The marks that are written, in the order of their starts, the outer before the inner: none crosses another."""
    candidates = _candidates(text, marks, wanted)
    rims = Counter([mark.start for mark in candidates] + [mark.end for mark in candidates])
    chosen: list[Mark] = []
    open_ends: list[int] = []
    for mark in candidates:
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        if (open_ends and mark.end > open_ends[-1]) or not _may_stand(mark, text, chosen, rims):
            continue
        chosen.append(mark)
        if mark.start < mark.end:
            open_ends.append(mark.end)
    return chosen


def _candidates(text: str, marks: Iterable[Mark], wanted: Wanted) -> list[Mark]:
    """The marks that Markdown can say and that are asked for, the outer before the inner."""
    found = []
    for mark in _join(marks):
        trimmed = _trim(mark, text)
        if trimmed is not None and _is_wanted(trimmed, wanted):
            is_note = mark.kind == "footnote"
            found.append(replace(trimmed, alt=wanted.notes[mark.href or ""]) if is_note else trimmed)
    notes = [mark for mark in found if mark.kind == "footnote"]
    if notes:
        found = [mark for mark in found if mark.kind == "footnote" or not _shares_words(mark, notes)]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _is_wanted(mark: Mark, wanted: Wanted) -> bool:
    """Is the mark asked for, and does it say what Markdown needs? MathML without TeX is text."""
    if mark.kind == "link":
        return wanted.links
    if mark.kind == "image":
        return wanted.images
    if mark.kind == "math":
        return bool(mark.alt)
    if mark.kind == "footnote":
        return mark.start < mark.end and mark.href in wanted.notes
    return mark.kind in _DELIMITERS or mark.kind in _VERBATIM


def _shares_words(mark: Mark, notes: Sequence[Mark]) -> bool:
    """Is the mark on a reference alone, which needs no other?"""
    return mark.start < mark.end and any(note.start <= mark.start and mark.end <= note.end for note in notes)


def _join(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of one kind that touch are one: two delimiters side by side would be read as another."""
    joined: list[Mark] = []
    last: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        at = last.get(mark.kind)
        if mark.kind in _JOINED and at is not None and mark.start <= joined[at].end:
            joined[at] = joined[at].__class__(joined[at].start, max(mark.end, joined[at].end), mark.kind)
            continue
        last[mark.kind] = len(joined)
        joined.append(mark)
    return joined


def _trim(mark: Mark, text: str) -> Mark | None:
    """The mark without the white space at its rims; `None` where nothing is left."""
    if mark.kind == "image" or (mark.kind == "math" and mark.start == mark.end):
        return mark
    inside = text[mark.start : mark.end]
    start = mark.start + len(inside) - len(inside.lstrip())
    end = mark.end - len(inside) + len(inside.rstrip())
    return Mark(start, end, mark.kind, mark.href, mark.alt) if start < end else None


def _may_stand(mark: Mark, text: str, chosen: Sequence[Mark], rims: Mapping[int, int]) -> bool:
    """May the delimiters of the mark open and close where they would stand?"""
    if any(other.kind in _VERBATIM and mark.start < other.end for other in chosen):
        return False
    if mark.kind == "link":
        return not any(other.kind == "link" and mark.start < other.end for other in chosen)
    if mark.kind not in _FLANKED:
        return True
    if any(other.kind in _FLANKED and other.end == mark.start for other in chosen):
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    first, last = text[mark.start], text[mark.end - 1]
    opens = _holds_to_word(before, is_sign=_is_sign(first) or rims[mark.start] > 1)
    return opens and _holds_to_word(after, is_sign=_is_sign(last) or rims[mark.end] > 1)


def _holds_to_word(outside: str, *, is_sign: bool) -> bool:
    """A run of delimiters holds to what it encloses unless that is a sign at the rim and a letter stands outside."""
    return not is_sign or not outside or outside.isspace() or _is_sign(outside)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _write(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    parts: list[str] = []
    at = start
    for mark, inner in _outermost(marks):
        before = escape(text[at : mark.start])
        parts.append(f"{before[:-1]}\\!" if before.endswith("!") else before)  # "![" begins an image
        written = _write_mark(text, mark, inner)
        parts.append(_space_out(text, mark.start, written) if mark.start == mark.end else written)
        at = max(at, mark.end)
    parts.append(escape(text[at:end]))
    return "".join(parts)


def _space_out(text: str, at: int, written: str) -> str:
    """What stands between two words had a space on either side, of which the text has one."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if before and after and before.isspace() != after.isspace():
        return f"{written} " if before.isspace() else f" {written}"
    return written


def _outermost(marks: Sequence[Mark]) -> Iterator[tuple[Mark, list[Mark]]]:
    """Each mark that stands in no other, with those in it."""
    at = 0
    while at < len(marks):
        outer = marks[at]
        stop = at + 1
        while stop < len(marks) and marks[stop].start < outer.end:
            stop += 1
        yield outer, list(marks[at + 1 : stop])
        at = stop


def _write_mark(text: str, mark: Mark, inner: Sequence[Mark]) -> str:
    if mark.kind == "image":
        return f"![{escape(mark.alt or '')}]({_address(mark.href)})" if mark.href else ""
    if mark.kind == "code":
        return _code_span(text[mark.start : mark.end])
    if mark.kind == "footnote":
        return f"[^{mark.alt}]"
    if mark.kind == "math":
        return f"${(mark.alt or text[mark.start : mark.end]).strip()}$"
    words = _write(text, mark.start, mark.end, inner)
    if mark.kind == "link":
        return f"[{words}]({_address(mark.href)})" if mark.href else words
    before, after = _DELIMITERS[mark.kind]
    return f"{before}{words}{after}"


def _code_span(text: str) -> str:
    """The text between backticks, more than any run of them in it.

    >>> _code_span("a`b"), _code_span("`x")
    ('``a`b``', '`` `x ``')
    """
    text = " ".join(text.split("\n"))
    fence = "`" * (longest_run(text, "`") + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == " " == text[-1] and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def longest_run(text: str, sign: str) -> int:
    """The length of the longest run of a sign in a text."""
    return max((len(run) for run in re.findall(f"{re.escape(sign)}+", text)), default=0)


def _address(href: str | None) -> str:
    """An address that ends where it ends: no white space, no bracket of its own."""
    found = "".join((href or "").split())
    return found.replace("<", "%3C").replace(">", "%3E").replace("(", "%28").replace(")", "%29")
