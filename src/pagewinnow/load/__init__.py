"""Load: bytes or text come in, a `Source` goes out: decoded, repaired, known to be HTML, Markdown or text.

    kind.py   HTML, Markdown or text?
    wet.py    a record of a WET file

The order of witnesses for an encoding: BOM, what the crawler knows, what the page declares, strict UTF-8, detection
by charset-normalizer. Mojibake is repaired by ftfy behind a cheap test. What is no page (an image, a PDF) is refused.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from hashlib import sha256

from pagewinnow.document import Source
from pagewinnow.errors import InputError
from pagewinnow.fetch import Fetch
from pagewinnow.load.kind import tell_kind
from pagewinnow.load.wet import read_wet
from pagewinnow.options import Options
from pagewinnow.records import InputKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What labels mean on the web rather than in their standards: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_MAGIC = (
    (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BM\xf6", "image/bmp"),
    (b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"), (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/x-rar"), (b"7z\xbc\xaf", "application/x-7z-compressed"), (b"\x7fELF", "application/x-elf"),
    (b"wOFF", "font/woff"), (b"wOF2", "font/woff2"), (b"OggS", "application/ogg"), (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"), (b"\x00\x00\x01\x00", "image/x-icon"), (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"), (b"\x1a\x45\xdf\xa3", "video/webm"),
)  # fmt: skip
_BINARY_SHARE = 0.1  # of the first bytes that are control characters: no text has that many
_SNIFFED = 4096  # bytes looked at for binary data and declarations
_ENOUGH_TO_DETECT = 32  # bytes above ASCII: with fewer a detector guesses, and Windows-1252 is the best guess
# UTF-8 that was read as Windows-1252 and written as UTF-8 again: the two characters that this always makes. Searched in
# bytes, since a search of text costs half a parse.
_MOJIBAKE_SIGN = re.compile(rb"\xc3[\x80-\xaf\xb0](?:\xc2[\x80-\xbf]|\xe2[\x80-\x84]|\xc5|\xc6|\xcb)|\xc3\xa2\xe2\x82")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]{4,}")
_ESCAPE = b"\x1b"  # in the encodings that write other scripts in seven bits, which look like ASCII
_REPLACED = "\ufffd"
_CONTROLS = bytes([*range(9), *range(14, 28)])  # no page means them; parsers differ on them
_SURROGATE = re.compile("[\ud800-\udfff]")


def load(content: bytes | str, *, url: str | None, kind: InputKind, fetch: Fetch | None, options: Options) -> Source:
    """Decode and repair `content`, and decide what it is.

    Raises:
        InputError: the content is no page: an image, a PDF, an archive, binary data.
    """
    fetch = fetch or Fetch()
    _refuse_type(fetch.content_type)
    warnings: list[str] = []
    if isinstance(content, bytes):
        digest = sha256(content).hexdigest()
        if len(content) > options.max_bytes:
            warnings.append(f"too large: read {options.max_bytes} of {len(content)} bytes")
            content = content[: options.max_bytes]
        _refuse_binary(content)
        text, encoding = _decode(content, fetch, warnings)
        is_sound = encoding == "utf-8" and not warnings and not content.startswith(codecs.BOM_UTF8)
        raw = content if is_sound else None  # what a BOM declares to be UTF-8 may be none
    else:
        digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        if len(content) > options.max_bytes:
            warnings.append(f"too large: read {options.max_bytes} of {len(content)} characters")
            content = content[: options.max_bytes]
        text, encoding, raw = content, None, None
    text = _repair(text, raw, warnings)
    if kind != "html" and (record := read_wet(text)):
        text, url, kind = record.text, url or record.url, "text"
        if record.beyond:
            warnings.append(f"more than one record: {record.beyond} characters not read")
    return Source(text, tell_kind(text, kind, fetch.content_type), url, encoding, digest, tuple(warnings))


def _refuse_type(content_type: str | None) -> None:
    declared = (content_type or "").partition(";")[0].strip().lower()
    if declared.startswith(("image/", "audio/", "video/", "font/")) or declared in (
        "application/pdf",
        "application/zip",
    ):
        raise InputError(declared)


def _refuse_binary(content: bytes) -> None:
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise InputError(name)
    head = content[:_SNIFFED]
    if any(head.startswith(bom) for bom, _ in _BOMS) or _looks_like_utf16(head):
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _BINARY_SHARE * len(head):
        raise InputError("binary data")


def _looks_like_utf16(head: bytes) -> bool:
    """Is every second byte mostly NUL, as in Latin script without a BOM?"""
    pairs = max(1, len(head) // 2)
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.7 * pairs


def _decode(content: bytes, fetch: Fetch, warnings: list[str]) -> tuple[str, str]:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace"), name
    if _looks_like_utf16(content[:_SNIFFED]):
        name = "utf-16-le" if content[1:_SNIFFED:2].count(0) > content[0:_SNIFFED:2].count(0) else "utf-16-be"
        return content.decode(name, "replace"), name
    if _ESCAPE not in content:
        try:
            return content.decode(), "utf-8"  # no accident: what is valid UTF-8 is UTF-8, whatever is declared
        except UnicodeDecodeError:
            pass
    told = [fetch.charset, _charset_of(fetch.content_type), _declared_encoding(content), "utf-8"]
    names = [name for name in map(_codec, told) if name]
    for name in dict.fromkeys(names):
        try:
            return content.decode(name), name
        except UnicodeDecodeError:
            continue
    return _decode_damaged(content, names[0], warnings)


def _decode_damaged(content: bytes, first: str, warnings: list[str]) -> tuple[str, str]:
    """No witness fits: few bad bytes are damage, many are another encoding."""
    text = content.decode(first, "replace")
    bad = text.count(_REPLACED)
    high = sum(byte > 0x7F for byte in content[: 16 * _SNIFFED])
    if high < _ENOUGH_TO_DETECT:
        warnings.append("encoding guessed: cp1252")
        return content.decode("cp1252", "replace"), "cp1252"
    if bad * 50 > high:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - only pages that declare nothing true pay for it

        best = from_bytes(content[: 64 * _SNIFFED]).best()
        if best is not None:
            name = _codec(best.encoding) or "utf-8"
            text, first = content.decode(name, "replace"), name
            warnings.append(f"encoding detected: {first}")
            bad = text.count(_REPLACED)
    if bad:
        warnings.append(f"undecodable bytes replaced: {bad}")
    return text, first


def _declared_encoding(content: bytes) -> str | None:
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - 0.1 s to import, and UTF-8 that says so goes without

    return EncodingDetector.find_declared_encoding(content[:_SNIFFED], is_html=True)


def _charset_of(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


@lru_cache(maxsize=256)
def _codec(label: str | None) -> str | None:
    """Python's name of the codec that a label means on the web; `None` for what is no text encoding."""
    if not label:
        return None
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # a page that says so in ASCII is not in it
    return _MEANT.get(name, name)


def _repair(text: str, raw: bytes | None, warnings: list[str]) -> str:
    """The text without what no page means; `raw` is the text in UTF-8, if somebody has it."""
    text = text.removeprefix("\ufeff")
    try:
        raw = raw if raw is not None else text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub(_REPLACED, text)
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
