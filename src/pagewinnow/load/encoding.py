"""Bytes -> text. The witnesses of an encoding, in order: BOM, UTF-8, what the crawler knows, what the page declares.

Where none of them fits, few bad bytes are damage, and many are another encoding: chardet says which, among those that
pages are written in. The record is told whatever was guessed.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from pagewinnow.errors import InputError
from pagewinnow.fetch import Fetch
from pagewinnow.load.binary import SNIFFED, find_wide, is_binary, is_written, name_format

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python's names of the encodings of https://encoding.spec.whatwg.org/#names-and-labels, and of some older ones. No
# other codec is asked to read a page: Python has some that are none of a text, or are dangerous (UTF-7).
_KNOWN = frozenset(
    "utf-8 cp866 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 "
    "iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 tis-620 ascii "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gb2312 gbk gb18030 big5 big5hkscs cp950 euc_jp "
    "iso2022_jp shift_jis cp932 euc_kr cp949 hz iso2022_kr johab koi8-t kz1048 cp437 cp850 cp852 cp855 cp857 "
    "cp862 mac-latin2 mac-greek mac-turkish shift_jis_2004 euc_jis_2004 iso2022_jp_2".split()
)
# What names mean on the web rather than in their standards; see the link above.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "shift_jis_2004": "cp932", "euc_jis_2004": "euc_jp", "iso2022_jp_2": "iso2022_jp",
}  # fmt: skip
# Labels of the same list that Python does not know.
_LABELS = {
    "windows-874": "cp874", "dos-874": "cp874", "windows-31j": "cp932", "x-sjis": "cp932", "windows-949": "cp949",
    "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8", "visual": "iso8859-8", "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6", "x-euc-jp": "euc_jp", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "gb_2312": "gb18030",
    "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs", "ks_c_5601-1989": "cp949", "ksc_5601": "cp949", "koi8": "koi8-r",
    "koi": "koi8-r", "koi8-ru": "koi8-u", "x-mac-roman": "mac-roman", "mac": "mac-roman", "x-cp1250": "cp1250",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic", "x-cp1251": "cp1251", "x-cp1252": "cp1252",
    "x-cp1253": "cp1253", "x-cp1254": "cp1254", "x-cp1255": "cp1255", "x-cp1258": "cp1258",
    "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8", "utf8mb4": "utf-8",
}  # fmt: skip
# What chardet may answer: with its others it finds DOS code pages and Tajik in short texts of other languages.
_DETECTABLE = (
    "utf-8 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 tis-620 iso8859-1 iso8859-2 "
    "iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-13 iso8859-15 koi8-r koi8-u mac-roman cp932 "
    "shift_jis_2004 euc_jis_2004 iso2022_jp_2 iso2022_kr gb18030 hz big5hkscs cp949 euc_kr".split()
)
_FEW = 8  # bytes above ASCII: with fewer, those of English and its neighbours are likelier than what is detected
_SAMPLED = 65_536  # bytes that are detected by
_BEFORE = 1_000  # of them in front of the first byte above ASCII
_REPLACED = "\ufffd"
# Encodings of other scripts in bytes that look like ASCII: https://www.rfc-editor.org/rfc/rfc1468, rfc1557, rfc1843.
_SEVEN_BITS = re.compile(rb"\x1b\$[@ABC()]|\x1b\([IJ]|~\{[!-w][!-~]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(0x80))


def decode(content: bytes, fetch: Fetch, warnings: list[str]) -> tuple[str, str]:
    """The text of a page, and Python's name of the encoding that it was in.

    Raises:
        InputError: it is no text in any encoding.
    """
    for bom, name in BOMS:
        if content.startswith(bom):
            return _decode_wide(content, name, len(bom)) if name != "utf-8" else _decode_bom(content, bom)
    if is_binary(content):
        wide = find_wide(content)
        if wide is None:
            raise InputError(name_format(content))
        return content.decode(wide, "replace"), wide
    if not content.isascii() or not _SEVEN_BITS.search(content):
        try:
            return content.decode(), "utf-8"  # no accident: what is valid UTF-8 is UTF-8, whatever is declared
        except UnicodeDecodeError:
            pass
    return _decode_told(content, fetch, warnings)


def _decode_bom(content: bytes, bom: bytes) -> tuple[str, str]:
    if is_binary(content):
        raise InputError(name_format(content))
    return content[len(bom) :].decode("utf-8", "replace"), "utf-8"


def _decode_wide(content: bytes, name: str, start: int) -> tuple[str, str]:
    text = content[start:].decode(name, "replace")
    if not is_written(text[:SNIFFED]):
        raise InputError(name_format(content))
    return text, name


def _decode_told(content: bytes, fetch: Fetch, warnings: list[str]) -> tuple[str, str]:
    """By the first witness that fits all bytes."""
    told = [fetch.charset, _charset_of(fetch.content_type), _declared_encoding(content)]
    names = [name for name in map(find_codec, told) if name]
    hidden = None if names else _find_seven_bits(content)
    if hidden:
        warnings.append(f"encoding detected: {hidden}")
        return content.decode(hidden, "replace"), hidden
    names.append("utf-8")
    for name in dict.fromkeys(names):
        try:
            return content.decode(name), name
        except UnicodeDecodeError:
            continue
    return _decode_damaged(content, names[0], warnings)


def _find_seven_bits(content: bytes) -> str | None:
    """The encoding of other scripts that a page of nothing but ASCII is in, if it is."""
    found = _SEVEN_BITS.search(content)
    name = _detect(content, found.start()) if found else None
    return name if name in {"iso2022_jp", "iso2022_kr", "hz"} else None


def _decode_damaged(content: bytes, first: str, warnings: list[str]) -> tuple[str, str]:
    """No witness fits: few bad bytes are damage, many are another encoding."""
    text = content.decode(first, "replace")
    bad = text.count(_REPLACED)
    high = len(content.translate(None, _ASCII))
    if high < _FEW:
        warnings.append("encoding guessed: cp1252")
        return content.decode("cp1252", "replace"), "cp1252"
    found = _HIGH.search(content)
    if bad * 50 > high and found:
        name = _detect(content, found.start())
        if name is not None:
            text, first = content.decode(name, "replace"), name
            warnings.append(f"encoding detected: {first}")
            bad = text.count(_REPLACED)
    if bad:
        warnings.append(f"undecodable bytes replaced: {bad}")
    return text, first


def _detect(content: bytes, start: int) -> str | None:
    """What chardet says of the bytes around `start`."""
    from chardet import detect  # noqa: PLC0415 - only pages that declare nothing true pay for it

    sample = content[max(0, start - _BEFORE) :][:_SAMPLED]
    # Its `prefer_superset` would make cp1250 of iso8859-2, which is none of it.
    found = detect(sample, include_encodings=_DETECTABLE, prefer_superset=False, compat_names=False)
    return find_codec(found["encoding"])


def _declared_encoding(content: bytes) -> str | None:
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - 0.1 s to import, and UTF-8 that says so goes without

    return EncodingDetector.find_declared_encoding(content[:SNIFFED], is_html=True)


def _charset_of(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


@lru_cache(maxsize=256)
def find_codec(label: str | None) -> str | None:
    """Python's name of the codec that a label means on the web; `None` for what is no encoding of pages.

    >>> find_codec("ISO-8859-1"), find_codec("x-sjis"), find_codec("utf-16"), find_codec("punycode"), find_codec("?")
    ('cp1252', 'cp932', 'utf-8', None, None)
    """
    if not label:
        return None
    known = _LABELS.get(label.strip().lower())
    if known is not None:
        return known
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # a page that says so in ASCII is not in it
    return _MEANT.get(name, name) if name in _KNOWN else None
