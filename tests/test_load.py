"""Bytes in: encodings, repairs, kinds, refusals."""

from __future__ import annotations

import codecs

import pytest

from pagewinnow.document import Source
from pagewinnow.errors import InputError
from pagewinnow.fetch import Fetch
from pagewinnow.load import load
from pagewinnow.load.binary import is_binary, is_written
from pagewinnow.load.kind import is_html, is_markdown
from pagewinnow.options import Options
from pagewinnow.records import InputKind

GERMAN = "Über größere Straßen läuft man früh nach Köln, weil die Züge fehlen, und müde kommt man zurück."
JAPANESE = "昨日、港の近くで小さな火事がありましたが、けが人はいませんでした。"
RUSSIAN = "Вчера в порту случился небольшой пожар, но никто не пострадал."


def read(
    content: bytes | str, kind: InputKind = "auto", fetch: Fetch | None = None, options: Options | None = None
) -> Source:
    return load(content, url=None, kind=kind, fetch=fetch, options=options or Options())


def declared(charset: str, text: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("content", "words", "encoding"),
    [
        pytest.param(GERMAN.encode(), GERMAN, "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + GERMAN.encode(), GERMAN, "utf-8", id="utf-8 with BOM"),
        pytest.param(codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le", id="utf-16 with BOM"),
        pytest.param(
            "A plain text, all in ASCII.".encode("utf-16-le"), "A plain text", "utf-16-le", id="utf-16 without"
        ),
        pytest.param(declared("iso-8859-1", "50 €", "cp1252"), "50 €", "cp1252", id="latin-1 means windows-1252"),
        pytest.param(declared("shift_jis", JAPANESE, "cp932"), JAPANESE, "cp932", id="shift_jis"),
        pytest.param(declared("iso-2022-jp", JAPANESE, "iso-2022-jp"), JAPANESE, "iso2022_jp", id="seven bits"),
        pytest.param(declared("gb2312", "港口附近", "gb18030"), "港口附近", "gb18030", id="gb2312 means gb18030"),
        pytest.param(declared("utf-16", "plain", "ascii"), "plain", "utf-8", id="declares what it cannot be in"),
        pytest.param(declared("nonsense", GERMAN, "utf-8"), GERMAN, "utf-8", id="unknown label"),
        pytest.param(declared("ascii", GERMAN, "utf-8"), GERMAN, "utf-8", id="declared wrongly, but UTF-8"),
        pytest.param((RUSSIAN * 3).encode("cp1251"), RUSSIAN, "cp1251", id="undeclared, detected"),
        pytest.param("größer".encode("latin-1"), "größer", "cp1252", id="too short to detect"),
        pytest.param("дорогая".encode("cp1251"), "äîðîãàÿ", "cp1252", id="seven bytes are too few to detect"),
        pytest.param("дорогая в".encode("cp1251"), "дорогая в", "cp1251", id="eight bytes are not"),
    ],
)
def test_decodes(content: bytes, words: str, encoding: str) -> None:
    source = read(content)
    assert words in source.text
    assert source.encoding == encoding


def test_what_the_crawler_knows_comes_before_what_the_page_declares() -> None:
    content = declared("iso-8859-1", JAPANESE, "cp932")
    assert JAPANESE in read(content, fetch=Fetch(content_type="text/html; charset=Shift_JIS")).text


@pytest.mark.parametrize(
    ("content", "words", "warning"),
    [
        pytest.param("Die StraÃŸe fÃ¼hrt ans Meer", "Die Straße führt ans Meer", "mojibake repaired", id="mojibake"),
        pytest.param("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет", "mojibake repaired", id="Cyrillic mojibake"),
        pytest.param("a\0b", "ab", "control characters removed", id="NUL"),
        pytest.param("a\ud800b", "a\ufffdb", "lone surrogates replaced", id="lone surrogate"),
        pytest.param(b"caf\xe9 " + "größer".encode() * 20, "größer", "undecodable bytes replaced: 1", id="bad byte"),
    ],
)
def test_repairs_and_says_so(content: bytes | str, words: str, warning: str) -> None:
    source = read(content)
    assert words in source.text
    assert warning in source.warnings


def test_bytes_behind_a_bom_may_be_broken() -> None:
    assert read(b"\xef\xbb\xbf\0Caf\xe9 \xc3\xa2\xe2\x82\xac\xe2\x84\xa2s").text.startswith("Caf\ufffd")


def test_a_repair_does_not_undo_another() -> None:
    source = read("\0Caf\u00c3\u00a9 \u00e2\u20ac\u0153a\u00e2\u20ac\u009d")
    assert "\0" not in source.text
    assert source.warnings == ("control characters removed", "mojibake repaired")


@pytest.mark.parametrize("text", ["SÃO PAULO, NÃO", "Âge d'or, À la carte", "«à»", "naïve café", "Ðe old letter eth"])
def test_leaves_real_letters_alone(text: str) -> None:
    assert read(text).text == text
    assert read(text).warnings == ()


def test_refuses_by_content_type() -> None:
    with pytest.raises(InputError):
        read(b"anything", fetch=Fetch(content_type="image/webp"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param("<!DOCTYPE html><p>Hello", "html", id="doctype"),
        pytest.param("\n  <div class='x'>Hello</div>", "html", id="fragment"),
        pytest.param("Hello <b>there</b></p><p>and</p><div>so on</div>", "html", id="starts with words"),
        pytest.param("<?xml version='1.0'?><html/>", "html", id="xhtml"),
        pytest.param("Just words.", "text", id="words"),
        pytest.param("", "text", id="nothing"),
        pytest.param("A tag such as </p> closes a paragraph. " + "It is a tag. " * 80, "text", id="about tags"),
        pytest.param("<3 that song", "text", id="a heart"),
        pytest.param("<jane@example.org> wrote on Monday", "text", id="an address"),
    ],
)
def test_tells_html_from_text(content: str, kind: str) -> None:
    assert read(content).kind == kind


def test_the_content_type_decides_where_there_is_one() -> None:
    assert read("plain", fetch=Fetch(content_type="text/html")).kind == "html"


def test_a_page_over_the_limit_is_cut_and_says_so() -> None:
    source = read(b"a" * 100, options=Options(max_bytes=40))
    assert len(source.text) == 40
    assert source.warnings == ("too large: read 40 of 100 bytes",)


def test_what_an_encoding_is_detected_by_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    samples: list[bytes] = []

    def detect(sample: bytes, **_: object) -> dict[str, str]:
        samples.append(sample)
        return {"encoding": "cp1251"}

    monkeypatch.setattr("chardet.detect", detect)
    read(b"a" * 5_000 + RUSSIAN.encode("cp1251") * 2_000)
    assert [len(sample) for sample in samples] == [65_536]
    assert samples[0].count(b"a") == 1_000


@pytest.mark.parametrize(
    ("content", "binary"),
    [
        pytest.param(b"a" * 958 + b"\0" * 42, False, id="a damaged page"),
        pytest.param(b"a" * 957 + b"\0" * 43, True, id="one more in a thousand"),
        pytest.param(b"a" * 18 + b"\0" * 2, False, id="two in a short text"),
        pytest.param(b"a" * 17 + b"\0" * 3, True, id="three in a short text"),
        pytest.param(b"a" * 4_096 + b"\0" * 900, False, id="behind what is looked at"),
        pytest.param(b"a" * 3_000 + b"\0" * 900 + b"a" * 9_000, True, id="within what is looked at"),
    ],
)
def test_control_characters_tell_what_is_no_text(content: bytes, *, binary: bool) -> None:
    assert is_binary(content) is binary


@pytest.mark.parametrize(("strange", "written"), [(2, True), (3, False)])
def test_a_few_characters_of_a_text_may_be_strange(strange: int, *, written: bool) -> None:
    assert is_written("a" * (100 - strange) + "\ue000" * strange) is written


LONG_LINE = "The boat is here, and it brings what was asked for by the people of the isle.{}\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("x\n" * 1_450 + "</p>\n" * 8, True, id="a tag in 370 characters"),
        pytest.param("x\n" * 1_450 + "</p>\n" * 7, False, id="a tag in 420 characters"),
        pytest.param("x\n" * 150_000 + "</p>\n" * 4_000, True, id="within what is looked at"),
        pytest.param("x\n" * 200_000 + "</p>\n" * 4_000, False, id="behind what is looked at"),
        pytest.param((LONG_LINE.format(" So it is.") + "</p>\n") * 9, False, id="paragraphs without a tag"),
        pytest.param((LONG_LINE.format("") + "</p>\n") * 9, True, id="short lines may be without"),
    ],
)
def test_closing_tags_tell_html(text: str, *, html: bool) -> None:
    assert is_html(text) is html


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("One.\n\n## Two\n\nThree.", False, id="one sign"),
        pytest.param("One.\n\n## Two\n\n## Three", True, id="two signs"),
        pytest.param("One.\n" * 150 + "## Two\n\n## Three", False, id="two signs in a long text"),
        pytest.param("One.\n" * 290 + "## Two\n\n## Three\n\n## Four", True, id="three in a longer one"),
        pytest.param("One. " * 60_000 + "\n\n## Two\n\n## Three", True, id="within what is looked at"),
        pytest.param("One. " * 81_000 + "\n\n## Two\n\n## Three", False, id="behind what is looked at"),
    ],
)
def test_signs_tell_markdown(text: str, *, markdown: bool) -> None:
    assert is_markdown(text) is markdown
