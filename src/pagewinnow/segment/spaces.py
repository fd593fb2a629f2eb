"""The pieces of text of one block become its text: white space as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What stands among the pieces until the block is closed; load and the parser have taken these characters out of texts.
LINE = "\0"  # for <br>
CELL_GAP = "\1"  # between two cells of a row; a tab in the block
_DENSE = re.compile("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")


def collapse_space(pieces: Sequence[str]) -> tuple[str, list[int]]:  # noqa: C901 - hot: one call a block
    """The text with white space collapsed and `<br>` as a newline; and the length reached after each piece.

    >>> collapse_space([" One ", "two", " three"])
    ('One two three', [3, 7, 13])
    >>> collapse_space([LINE, " "])
    ('', [0, 0])
    """
    if pieces[0] > CELL_GAP and (len(pieces) == 1 or (len(pieces) == 2 and pieces[1].isspace())):
        text = " ".join(pieces[0].split())
        return text, [len(text)] * len(pieces)
    out: list[str] = []
    ends: list[int] = []
    length, space = 0, False
    for piece in pieces:
        if piece is LINE:
            if length:
                out.append("\n")
                length += 1
            space = False
        elif piece is CELL_GAP:
            if length:
                out.append("\t")
                length += 1
            space = False
        elif words := piece.split():
            if length and out[-1] not in "\n\t" and (space or piece[0].isspace()):
                out.append(" ")
                length += 1
            text = " ".join(words)
            out.append(text)
            length += len(text)
            space = piece[-1].isspace()
        elif piece:  # what was taken out of a word leaves no space in it
            space = True
        ends.append(length)
    text = "".join(out).rstrip("\n\t")
    if len(text) < length:
        ends = [min(end, len(text)) for end in ends]
    return text, ends


def keep_space(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The text of a `pre` as it is, without empty lines around it; and the length reached after each piece."""
    shown = ["\n" if piece is LINE else "\t" if piece is CELL_GAP else piece for piece in pieces]
    joined = "".join(shown)
    lead = len(joined) - len(joined.lstrip("\n\r"))
    text = joined.strip("\n\r") if joined.strip() else ""
    ends, length = [], -lead
    for piece in pieces:
        length += len(piece)
        ends.append(min(max(length, 0), len(text)))
    return text, ends


def count_columns(text: str) -> int:
    """How long a text is to a reader: a character of a script that needs few of them counts thrice.

    >>> count_columns("abc"), count_columns("\u8a9e\u5b66")
    (3, 6)
    """
    return len(text) + 2 * count_dense(text)


def count_dense(text: str) -> int:
    """How many characters of a text are of scripts that need few of them: Han, kana, Hangul."""
    return 0 if text.isascii() else len(_DENSE.findall(text))


class SpaceSkipper:
    """Finds where words begin in a text; each white space is passed once, however many ask from within it.

    >>> skip = SpaceSkipper("a   b").skip
    >>> skip(3), skip(1), skip(0)
    (4, 4, 0)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._low = self._high = 0  # from the one to the other there is white space alone

    def skip(self, start: int) -> int:
        """The first place from `start` on that is no white space."""
        text, at = self._text, start
        while at < len(text) and text[at].isspace():
            if self._low <= at < self._high:
                at = self._high
                break
            at += 1
        if at > start:
            self._low, self._high = (min(start, self._low) if at == self._high else start), at
        return at
