"""What is no page: told by its first bytes, and by control characters, which no text has in such a number.

The name of what it is comes from chardet's list of first bytes, and from a few that are not in it.
"""

from __future__ import annotations

import unicodedata

from pagewinnow.errors import InputError
from pagewinnow.surrogates import CONTROLS

SNIFFED = 4096
"""Bytes that are looked at."""
_CONTROLS = bytes(CONTROLS)
_MOST_CONTROLS = 0.04  # of the bytes: what is compressed, or random, has .08 of them; a damaged page a few
_SPARE = 2  # control characters that the shortest text may have
_MOST_STRANGE = 0.02  # of the characters of a text that is written in two or four bytes each
_SHIFTS = _CONTROLS.translate(None, b"\x0e\x0f\x1b")  # the controls without those that encodings of seven bits need
_SEVEN_BITS = b"\x1b$"
_BLANK = b" \t\r\n\f\0\xef\xbb\xbf"
_UNWRITTEN = frozenset({"Cc", "Cn", "Co", "Cs"})
_SPACES = "\t\n\r\f\v"
# Formats that are written in letters: nothing but their first ones tells them from a page.
_IN_LETTERS = (
    (b"%PDF-", "application/pdf"), (b"%!PS", "application/postscript"), (b"{\\rtf", "application/rtf"),
)  # fmt: skip
_UNLISTED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"), (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"), (b"\xff\xf2", "audio/mpeg"), (b"\xff\xf1", "audio/aac"), (b"FLV\x01", "video/x-flv"),
    (b"\x00\x00\x01\xba", "video/mpeg"), (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"\x04\x22\x4d\x18", "application/x-lz4"),
    (b"CWS", "application/x-shockwave-flash"), (b"x\x9c", "application/zlib"), (b"x\xda", "application/zlib"),
    (b"x\x01", "application/zlib"), (b"x\x5e", "application/zlib"),
)  # fmt: skip


def refuse_format(content: bytes) -> None:
    """Refuse what is written in letters and is no page, behind white space too.

    Raises:
        InputError: it is a PDF, PostScript or RTF.
    """
    start = content[:SNIFFED].lstrip(_BLANK)
    for magic, name in _IN_LETTERS:
        if start.startswith(magic):
            raise InputError(name)


def is_binary(content: bytes) -> bool:
    r"""Has it too many control characters for a text in bytes of one letter each?

    >>> is_binary(b"<p>One" + b"\0" + b" and two, and three, and four"), is_binary("<p>One".encode("utf-16-le"))
    (False, True)
    """
    head = content[:SNIFFED]
    controls = _SHIFTS if _SEVEN_BITS in head else _CONTROLS
    return len(head) - len(head.translate(None, controls)) > _SPARE + _MOST_CONTROLS * len(head)


def is_written(text: str) -> bool:
    r"""Is it made of characters that are written, but for a few?

    >>> is_written("One\ntwo"), is_written("\ufffd\ue000\udc80")
    (True, False)
    """
    strange = [
        char for char in text if char == "\ufffd" or (unicodedata.category(char) in _UNWRITTEN and char not in _SPACES)
    ]
    return len(strange) <= _MOST_STRANGE * len(text)


def find_wide(content: bytes) -> str | None:
    """The encoding of a text without a BOM in which each character takes two or four bytes; `None` if it is none.

    >>> find_wide("One line, and another.".encode("utf-16-be")), find_wide(bytes(range(256)))
    ('utf-16-be', None)
    """
    from chardet import detect  # noqa: PLC0415 - only what is no plain text pays for it

    head = content[:SNIFFED]
    name = detect(head, compat_names=False)["encoding"] or ""
    if name.startswith(("utf-16-", "utf-32-")) and is_written(head.decode(name, "ignore")):
        return name
    return None


def name_format(content: bytes) -> str:
    r"""What binary data are, as a media type; "binary data" where nothing says it.

    >>> name_format(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), name_format(b"\0\1\2\3")
    ('image/png', 'binary data')
    """
    from chardet import detect  # noqa: PLC0415 - as above

    found = detect(content[:SNIFFED])["mime_type"]
    if found and found not in {"application/octet-stream", "text/plain", "text/html"}:
        return found
    return next((name for magic, name in _UNLISTED if content.startswith(magic)), "binary data")
