"""Encodings that nothing declares, labels of any kind, and bytes that are no page."""

from __future__ import annotations

import encodings.aliases
import json
import random
import struct
import unicodedata
import zlib

import pytest

from legacy_texts import TEXTS, encode
from pagewinnow.document import Source
from pagewinnow.errors import InputError
from pagewinnow.fetch import Fetch
from pagewinnow.load import load
from pagewinnow.load.encoding import find_codec
from pagewinnow.options import Options
from pagewinnow.pipeline import clean

ROWS = [(language, encoding) for language, row in TEXTS.items() for encoding in row.encodings]
NOISE = random.Random(1).randbytes(100_000)


def read(content: bytes | str, url: str | None = None, fetch: Fetch | None = None) -> Source:
    return load(content, url=url, kind="auto", fetch=fetch, options=Options())


def page(text: str) -> str:
    """A page in markup that is all ASCII."""
    title, paragraphs = text[:40], "".join(f"<p class=story>{part}</p>" for part in text.split("\n"))
    menu = "<ul class=menu><li><a href=/a>Home</a></li><li><a href=/b>Contact</a></li></ul>"
    return f"<html><head><title>{title}</title></head><body>{menu}<h1>{title}</h1>{paragraphs}</body></html>"


@pytest.mark.parametrize(("language", "encoding"), ROWS)
def test_an_undeclared_encoding_is_found_and_said(language: str, encoding: str) -> None:
    for text in (TEXTS[language].text, page(TEXTS[language].text)):
        content = encode(text, encoding)
        source = read(content)
        assert unicodedata.normalize("NFC", source.text) == unicodedata.normalize("NFC", content.decode(encoding))
        assert source.warnings == (f"encoding detected: {source.encoding}",)


@pytest.mark.parametrize(("language", "encoding"), ROWS)
def test_a_declared_encoding_needs_no_detection(language: str, encoding: str) -> None:
    content = encode(page(TEXTS[language].text), encoding)
    source = read(content, fetch=Fetch(charset=encoding))
    assert (source.text, source.warnings) == (content.decode(encoding), ())


@pytest.mark.parametrize("text", ["A caf\u00e9 on the quay", "50 \u20ac \u2013 no more", "So he said: \u201cno\u201d."])
def test_a_few_bytes_in_english_are_those_of_its_neighbours(text: str) -> None:
    assert read((text + " and the ferry ran again. " * 40).encode("cp1252")).text.startswith(text)


@pytest.mark.parametrize("text", ["A path ~{/home} of a script", "Escape codes: \x1b[0m and \x1b(B", "~{x}~ ~{y}~"])
def test_ascii_that_looks_like_seven_bits_is_ascii(text: str) -> None:
    assert read((text + " in English. " * 5).encode()).text.startswith(text.replace("\x1b", ""))


@pytest.mark.parametrize("sign", ["~{a}", "\x1b$B", ""])
def test_what_is_utf_8_is_utf_8_whatever_is_declared(sign: str) -> None:
    content = f"<meta charset=latin1><p>Caf\u00e9 {sign} and a ferry".encode()
    assert "Caf\u00e9" in read(content).text


LABELS = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()})
ODD_LABELS = [
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "mbcs",
    "oem",
    "x" * 999,
    "\0",
    "ü",
]


@pytest.mark.parametrize("label", [*LABELS, *ODD_LABELS])
def test_no_label_breaks_the_page(label: str) -> None:
    content = f"<meta charset='{label}'><p>Caf".encode() + b"\xe9 and a ferry, every hour of the day.</p>"
    assert "a ferry" in read(content).text
    assert "a ferry" in read(content, fetch=Fetch(content_type=f"text/html; charset={label}")).text
    assert "a ferry" in read(content[:-60] + b"\xff\xfe a ferry", fetch=Fetch(charset=label)).text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("windows-874", "cp874"), ("x-sjis", "cp932"), ("ISO-8859-8-I", "iso8859-8"), (" Latin1 ", "cp1252"),
     ("ks_c_5601-1987", "cp949"), ("x-gbk", "gb18030"), ("UTF-7", None), ("utf-16", "utf-8")],
)  # fmt: skip
def test_a_label_means_what_it_means_on_the_web(label: str, encoding: str | None) -> None:
    assert find_codec(label) == encoding


BINARY = [
    ("random bytes", NOISE, "binary data"),
    ("deflate", zlib.compress(" ".join(map(str, range(9999))).encode())[2:], "binary data"),
    ("zlib", zlib.compress(NOISE), "application/zlib"),
    ("gzip", b"\x1f\x8b\x08\0\0\0\0\0" + NOISE, "application/gzip"),
    ("webp", b"RIFF\0\0\1\0WEBPVP8 " + NOISE, "image/webp"),
    ("avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + NOISE, "image/avif"),
    ("heic", b"\0\0\0\x18ftypheic\0\0\0\0" + NOISE, "image/heic"),
    ("mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + NOISE, "video/mp4"),
    ("bmp", b"BM" + struct.pack("<IHHII", 100_054, 0, 0, 54, 40) + NOISE, "image/bmp"),
    ("tiff", b"II*\0\x08\0\0\0" + NOISE, "image/tiff"),
    ("ttf", b"\0\1\0\0\0\x0f\0\x80" + NOISE, "font/ttf"),
    ("mp3", b"\xff\xfb\x90\x64" + NOISE, "audio/mpeg"),
    ("mp3 with tags", b"ID3\3\0\0\0\0" + NOISE, "audio/mpeg"),
    ("wav", b"RIFF\0\0\1\0WAVEfmt \x10\0\0\0" + NOISE, "audio/wav"),
    ("sound without a head", struct.pack("<5000h", *(n * 7 % 600 for n in range(5000))), "binary data"),
    ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "application/x-ole-storage"),
    ("exe", b"MZ\x90\0\3\0\0\0\4\0" + NOISE, "application/vnd.microsoft.portable-executable"),
    ("elf", b"\x7fELF\2\1\1\0" + NOISE, "application/x-elf"),
    ("tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + b"harbour\n" * 99 + bytes(999), "application/x-tar"),
    ("parquet", b"PAR1" + NOISE, "application/vnd.apache.parquet"),
    ("pdf", b"%PDF-1.7\n" + b"1 0 obj << /Type /Catalog >> endobj\n" * 99, "application/pdf"),
    ("pdf behind a line", b"\n\r\n %PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + NOISE, "application/pdf"),
    ("pdf behind a BOM", b"\xef\xbb\xbf%PDF-1.4\n" + NOISE, "application/pdf"),
    ("rtf", rb"{\rtf1\ansi The ferry runs again.}", "application/rtf"),
    ("a BOM and noise", b"\xff\xfe" + NOISE, "binary data"),
    ("a BOM of UTF-8 and noise", b"\xef\xbb\xbf" + NOISE, "binary data"),
]


@pytest.mark.parametrize(("content", "found"), [pytest.param(*row, id=name) for name, *row in BINARY])
def test_what_is_no_page_is_refused_by_name(content: bytes, found: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert caught.value.found == found


JAPANESE = TEXTS["ja"].text
PAGES = [
    ("a page about PDF", b"<p>A file that begins with %PDF-1.7 is a PDF.", "begins with %PDF"),
    ("a text about PDF", b"It begins with: %PDF-1.7", "%PDF"),
    ("a few NULs", b"<p>One\0 and \0two" + b" and three" * 9, "One and two"),
    ("NULs of a short text", b"on\0e", "one"),
    ("UTF-16 in ASCII", page("One line.").encode("utf-16-be"), "One line."),
    ("UTF-16 in Japanese", page(JAPANESE).encode("utf-16-le"), JAPANESE[:20]),
    ("UTF-16 with a BOM", page(JAPANESE).encode("utf-16"), JAPANESE[:20]),
    ("UTF-32", page("One line, and another.").encode("utf-32-le"), "One line"),
    ("seven bits with shifts", encode(page(TEXTS["ko"].text), "iso2022_kr"), TEXTS["ko"].text[:20]),
    ("a page that begins as a bitmap does", b"BM is a firm. " * 9, "BM is a firm"),
    ("a page that begins as an executable does", b"MZ 90 is a train. " * 9, "MZ 90"),
]


@pytest.mark.parametrize(("content", "words"), [pytest.param(*row, id=name) for name, *row in PAGES])
def test_what_looks_like_it_is_read(content: bytes, words: str) -> None:
    assert words in read(content).text


@pytest.mark.parametrize(
    ("url", "expected"),
    [("", None), ("  ", None), (None, None), (" https://a.example/b\n", "https://a.example/b"),
     ("https://a.example/\ud800", "https://a.example/\ufffd")],
)  # fmt: skip
def test_an_address_is_one_that_can_be_written(url: str | None, expected: str | None) -> None:
    record = clean("<p>The ferry runs again.", url=url)
    assert record.url == expected
    assert json.dumps(record.to_dict(), ensure_ascii=False).encode()


LD_JSON = '<script type="application/ld+json">{}</script>'
JSON = '<script type="application/json">{}</script>'
HALF = "\\ud83d of a sign\\u0000"
COMMENT = f'{{"@type": "Comment", "text": "One {HALF} two", "dateCreated": "2024-05-0{HALF}", "author": "A{HALF}"}}'


@pytest.mark.parametrize(
    "content",
    [
        LD_JSON.format('{"@type": "NewsArticle", "articleBody": "' + "A ferry {half}. " * 99 + '"}'),
        LD_JSON.format('{"@type": "NewsArticle", "headline": "A {half}", "comment": [{comment}]}') + "<p>A sign two",
        JSON.format('{"a": ["' + "A ferry {half} and so on. " * 99 + '"]}'),
        "<p title='&#xd83d;'>A ferry &#xd83d; and &#0; so on.</p><meta name=author content='&#xd83d;'>",
    ],
    ids=["articleBody", "comment", "data of a script", "references"],
)  # fmt: skip
def test_half_characters_of_escapes_are_repaired(content: str) -> None:
    record = clean(content.replace("{half}", HALF).replace("{comment}", COMMENT))
    written = json.dumps(record.to_dict(), ensure_ascii=False)
    assert "ferry" in written or "sign" in written
    assert written.encode()
    assert "\\u0000" not in written
