"""Archives and tables for the tests, made of pages that say their number."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

import zstandard

HTML = """<html><body><article><h1>Ferry {0}</h1>
<p>Ferry number {0} runs again from Monday, the town said on Friday, after a winter
in which it lay in the yard. A crossing
costs as much as it did ten years ago.</p></article><!-- {1} --></body></html>
"""


def page(number: int, *, padding: int = 2000) -> bytes:
    """A page; its comment does not compress, so that archives of pages have a size."""
    return HTML.format(number, random.Random(number).randbytes(padding // 2).hex()).encode()


def record(
    number: int,
    body: bytes | None = None,
    *,
    kind: str = "response",
    media: str = "text/html",
    head: str = "",
    length: int | None = None,
) -> bytes:
    """A record of a WARC file; `length` is a wrong one."""
    body = page(number) if body is None else body
    block = body
    if kind == "response":
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{head}\r\n".encode() + body
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"http://ferry.example/{number}",
        "WARC-Date": "2024-05-02T08:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "Content-Type": "application/http; msgtype=response" if kind == "response" else media,
        "Content-Length": str(len(block) if length is None else length),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


def archive(records: list[bytes], suffix: str) -> bytes:
    """The records in a file, each compressed by itself, as archives are."""
    return b"".join(PACKERS[suffix](one) for one in records)
