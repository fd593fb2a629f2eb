"""The rows of a folder, each read and aligned: from bytes, and what people wrote down, to a page to learn from.

A folder has `extract.jsonl` or `corpora.jsonl`, a row a page, and the files that the rows name. A row has `file`,
`fold` (pages of a site share one), `url`, perhaps a `type` and a `corpus`; and either `text`, the main content as
people wrote it down, or the pieces `with` and `without`, which main content must and must not hold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from lxml import html

from pagewinnow.document import Declared, Document, Signals
from pagewinnow.learned.features import read
from pagewinnow.learned.text_columns import Floats
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.segment import segment
from pagewinnow.training.align import cover, find_piece, tokens
from pagewinnow.training.cache import recall
from pagewinnow.training.flatten import flatten
from pagewinnow.training.pages import Page, Piece

MAIN = "wcxb"  # the corpus of rows that name none
_LISTS = ("extract.jsonl", "corpora.jsonl")
Kind = Literal["html", "text", "markdown"]


class Reading(NamedTuple):
    """A page's document and what people said of its blocks: what is slow to make, and kept."""

    document: Document
    cover: Floats
    pieces: tuple[Piece, ...]


def read_rows(folders: Sequence[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The rows of all folders, each with its folder."""
    for folder in folders:
        for name in _LISTS:
            if (folder / name).exists():
                with (folder / name).open(encoding="utf-8") as rows:
                    yield from ((folder, json.loads(line)) for line in rows)


def read_row(folder: Path, row: Mapping[str, Any], kind: Kind, kept: Path | None = None) -> Reading:
    """The page of a row, read and aligned."""
    return recall(kept, _key(folder, row, kind), lambda: _read(folder, row, kind))


def _key(folder: Path, row: Mapping[str, Any], kind: Kind) -> bytes:
    said = json.dumps([kind, row["text"], row.get("with"), row.get("without")])
    content: bytes = (folder / row["file"]).read_bytes()
    return said.encode() + content


def _read(folder: Path, row: Mapping[str, Any], kind: Kind) -> Reading:
    content = (folder / row["file"]).read_bytes()
    document = _document(content, "text" if kind == "text" else "html")
    document = _slim(_mark(document) if kind == "markdown" else document)
    texts = [block.text for block in document.blocks]
    if row["text"] is not None:
        return Reading(document, cover(texts, row["text"]), ())
    split = [tokens(text) for text in texts]
    pieces = [Piece(wanted=True, blocks=tuple(find_piece(split, text))) for text in row["with"]]
    pieces += [Piece(wanted=False, blocks=tuple(find_piece(split, text))) for text in row["without"]]
    shares = np.full(len(texts), np.nan, np.float32)
    for piece in sorted(pieces):  # what is in both is wanted
        shares[list(piece.blocks)] = piece.wanted
    return Reading(document, shares, tuple(pieces))


def _slim(document: Document) -> Document:
    """Without what no feature is made of."""
    skeleton = replace(document.skeleton, attributes=[dict(a) for a in document.skeleton.attributes], named=None)
    declared = Declared(title=document.declared.title)
    source = replace(document.source, text="")
    blocks = [block._replace(runs=()) for block in document.blocks]
    return replace(
        document, source=source, blocks=blocks, skeleton=skeleton, declared=declared, signals=Signals(), warnings=()
    )


def learn(reading: Reading, row: Mapping[str, Any]) -> Page:
    """A page to learn from, of a row and its reading."""
    document = reading.document
    return Page(
        corpus=row.get("corpus") or MAIN,
        type=row.get("type") or "article",
        fold=row["fold"],
        site=_site(row.get("url")) or row["file"],
        raw=read(document) if document.blocks else None,
        cover=reading.cover,
        tokens=tuple(Counter(tokens(block.text)) for block in document.blocks),
        gold=None if row["text"] is None else Counter(tokens(row["text"])),
        pieces=reading.pieces,
    )


def _mark(document: Document) -> Document:
    """The page as tools write it in Markdown: kinds, levels and links of blocks stay, the rest of the markup goes."""
    shown = [block for block in document.blocks if not block.hidden]
    blocks = [block._replace(position=i, node=0, noscript=False, runs=()) for i, block in enumerate(shown)]
    return replace(document, kind="markdown", blocks=blocks, declared=Declared())


def _document(content: bytes, kind: Literal["html", "text"]) -> Document:
    if kind == "text":
        content = flatten(
            html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        ).encode()
    return segment(load(content, url=None, kind=kind, fetch=None, options=Options()))


def _site(url: str | None) -> str:
    """The last two labels of the host.

    >>> _site("https://blog.example.com/a")
    'example.com'
    """
    return ".".join((urlsplit(url or "").hostname or "").split(".")[-2:])
