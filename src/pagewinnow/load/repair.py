"""Text -> text without what no page means: lone surrogates, control characters, mojibake. Each repair is said."""

from __future__ import annotations

import re
from functools import lru_cache

from pagewinnow.surrogates import CONTROLS, replace_surrogates

# UTF-8 that was read as Windows-1252 and written as UTF-8 again: the two characters that this always makes. Searched in
# bytes, since a search of text costs half a parse.
_MOJIBAKE_SIGN = re.compile(rb"\xc3[\x80-\xaf\xb0](?:\xc2[\x80-\xbf]|\xe2[\x80-\x84]|\xc5|\xc6|\xcb)|\xc3\xa2\xe2\x82")
_CONTROLS = bytes(CONTROLS)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]{4,}")


def repair(text: str, raw: bytes | None, warnings: list[str]) -> str:
    """The text without what no page means; `raw` is the text in UTF-8, if somebody has it."""
    text = text.removeprefix("\ufeff")
    try:
        raw = raw if raw is not None else text.encode()
    except UnicodeEncodeError:
        text = replace_surrogates(text)
        raw = text.encode()
        warnings.append("lone surrogates replaced")
    cleared = raw.translate(None, _CONTROLS)  # ten times as fast over bytes as over text
    if len(cleared) < len(raw):
        text, raw = cleared.decode(), cleared
        warnings.append("control characters removed")
    if b"\xc3" in raw and _MOJIBAKE_SIGN.search(raw):
        mended = _BEYOND_ASCII.sub(lambda found: _mend(found[0]), raw)
        if mended != raw:
            warnings.append("mojibake repaired")
            text = mended.decode()
    return text


@lru_cache(maxsize=4096)
def _mend(run: bytes) -> bytes:
    if not _MOJIBAKE_SIGN.search(run):
        return run
    from ftfy import fix_encoding  # noqa: PLC0415 - pages without mojibake do not pay for it

    return fix_encoding(run.decode()).encode()
