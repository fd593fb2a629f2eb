"""The pieces of text of one block become its text: white space as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence

LINE = "\0"  # stands for <br> until the block is closed; load has taken every NUL out of the text
CELL_GAP = "\t"  # stands between two cells of a row, in the block too


def collapse_space(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The text with white space collapsed and `<br>` as a newline; and the length reached after each piece.

    >>> collapse_space([" One ", "two", " three"])
    ('One two three', [3, 7, 13])
    """
    if len(pieces) == 1 or (len(pieces) == 2 and pieces[1].isspace() and pieces[1] is not CELL_GAP):
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
        else:
            space = True
        ends.append(length)
    text = "".join(out).rstrip("\n\t")
    if len(text) < length:
        ends = [min(end, len(text)) for end in ends]
    return text, ends


def keep_space(pieces: Sequence[str]) -> tuple[str, list[int]]:
    """The text of a `pre` as it is, without empty lines around it; and the length reached after each piece."""
    joined = "".join("\n" if piece is LINE else piece for piece in pieces)
    lead = len(joined) - len(joined.lstrip("\n\r"))
    text = joined.strip("\n\r") if joined.strip() else ""
    ends, length = [], -lead
    for piece in pieces:
        length += len(piece)
        ends.append(min(max(length, 0), len(text)))
    return text, ends


def skip_space(text: str, start: int) -> int:
    """The first place from `start` on that is no white space.

    >>> skip_space("a  b", 1)
    3
    """
    while start < len(text) and text[start].isspace():
        start += 1
    return start
