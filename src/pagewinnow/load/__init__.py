"""Load: bytes or text come in, a `Source` goes out: decoded, repaired, known to be HTML, Markdown or text.

binary.py     what is no page, and is refused: an image, a PDF, an archive
encoding.py   bytes -> text, by the witnesses of the encoding
repair.py     text without lone surrogates, control characters and mojibake
wet.py        a record of a WET file
kind.py       HTML, Markdown or text?
"""

from __future__ import annotations

import codecs
from hashlib import sha256

from pagewinnow.document import Source
from pagewinnow.errors import InputError
from pagewinnow.fetch import Fetch
from pagewinnow.load.binary import refuse_format
from pagewinnow.load.encoding import decode
from pagewinnow.load.kind import tell_kind
from pagewinnow.load.repair import repair
from pagewinnow.load.wet import read_wet
from pagewinnow.options import Options
from pagewinnow.records import InputKind
from pagewinnow.surrogates import replace_surrogates


def load(content: bytes | str, *, url: str | None, kind: InputKind, fetch: Fetch | None, options: Options) -> Source:
    """Decode and repair `content`, and decide what it is.

    Raises:
        InputError: the content is no page: an image, a PDF, an archive, binary data.
    """
    fetch = fetch or Fetch()
    _refuse_type(fetch.content_type)
    url = replace_surrogates(url.strip()) if url and url.strip() else None
    warnings: list[str] = []
    if isinstance(content, bytes):
        digest = sha256(content).hexdigest()
        if len(content) > options.max_bytes:
            warnings.append(f"too large: read {options.max_bytes} of {len(content)} bytes")
            content = content[: options.max_bytes]
        refuse_format(content)
        text, encoding = decode(content, fetch, warnings)
        is_sound = encoding == "utf-8" and not warnings and not content.startswith(codecs.BOM_UTF8)
        raw = content if is_sound else None  # what a BOM declares to be UTF-8 may be none
    else:
        digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        if len(content) > options.max_bytes:
            warnings.append(f"too large: read {options.max_bytes} of {len(content)} characters")
            content = content[: options.max_bytes]
        text, encoding, raw = content, None, None
    text = repair(text, raw, warnings)
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
