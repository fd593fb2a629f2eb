"""What a file is, told by its first bytes; its name counts where bytes do not tell (text, Markdown)."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from pagewinnow.records import InputKind
from pagewinnow.sources.streams import HEAD, SUFFIXES

Format = Literal["page", "jsonl", "warc", "parquet"]
_KINDS: dict[str, InputKind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text", ".md": "markdown",
    ".markdown": "markdown",
}  # fmt: skip
_ROWS = {".jsonl", ".ndjson", ".jsonlines"}
_ARCHIVES = ((b"WARC/1.", "warc"), (b"WARC/0.", "warc"), (b"PAR1", "parquet"))
_RECORD = re.compile(rb"^WARC/1\.", re.MULTILINE)
_ROW = re.compile(rb'(?:\xef\xbb\xbf)?[ \t]*\{[ \t]*"[^"\\\n]{1,99}"[ \t]*:[ \t]*\S')
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article)[\s>/]", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<(?:\?xml|!--)")
_INSIDE = re.compile(rb"<html[\s>]|<!doctype\s+html[\s>]", re.IGNORECASE)
_BEGINNING = 4096  # bytes in which a page says that it is one


def suffix_of(path: str) -> str:
    """The suffix of a file's name, small, that of a compression left out.

    >>> suffix_of("a/Page.HTML.gz")
    '.html'
    """
    name = PurePath(path).name.lower()
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return PurePath(name).suffix


def kind_of(path: str) -> InputKind:
    """What a page is by its name."""
    return _KINDS.get(suffix_of(path), "auto")


def tell_format(head: bytes, path: str, *, is_named: bool) -> Format | None:
    r"""The format of a file that begins with `head`; `None` for what is no page and was only found in a folder.

    >>> tell_format(b"WARC/1.0\r\nWARC-Type: warcinfo", "crawl", is_named=False)
    'warc'
    >>> tell_format(b"<!DOCTYPE html><p>One", "page.php", is_named=False)
    'page'
    >>> tell_format(b"[package]", "Cargo.toml", is_named=False) is None
    True
    """
    suffix = suffix_of(path)
    if suffix in _KINDS and _is_one_record(head):
        return "page"
    for magic, name in _ARCHIVES:
        if head.startswith(magic):
            return name  # type: ignore[return-value] # the table above has no others
    if suffix in _ROWS or (suffix not in _KINDS and _ROW.match(head)):
        return "jsonl"
    if is_named or suffix in _KINDS or _is_html(head):
        return "page"
    return None


def _is_one_record(head: bytes) -> bool:
    """Is a whole small file one record of a WET archive, as people save one to look at it? It is read as a text."""
    return len(head) < HEAD and head.startswith(b"WARC/1.") and len(_RECORD.findall(head)) == 1


def _is_html(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    beginning = head.removeprefix(b"\xef\xbb\xbf")[:_BEGINNING]
    if _HTML.match(beginning):
        return True
    return bool(_XML.match(beginning) and _INSIDE.search(beginning))
