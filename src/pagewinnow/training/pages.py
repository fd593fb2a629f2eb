"""The pages to learn from: a folder with `extract.jsonl`, a row a page, and the files that it names.

A row has `file`, `fold` (pages of a site share one), `type`, `url` and `text`, the main content as people wrote it
down.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from lxml import html
from numpy.typing import NDArray

from pagewinnow.document import Declared, Document
from pagewinnow.learned.base import Raw
from pagewinnow.learned.features import read
from pagewinnow.learned.text_columns import Floats, Ints
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.segment import segment
from pagewinnow.training.align import cover, tokens
from pagewinnow.training.flatten import flatten

VARIED = "varied"  # the type of pages that were made of others; they do not count in the mean of all
_MARKED = 3  # of so many pages one is read as Markdown too: free for plain text
_WAYS, _MENU = 20, 12  # the last of 20 ways to vary a page leave a menu around a short article
_MOSTLY = 0.5  # of a block is main content
HELD_OUT = 4  # the fold that nothing is trained or tuned on
Kind = Literal["html", "text"]


class Page(NamedTuple):
    """A page to learn from. `cover` is the share of each block that is main content; `raw` is `None` without blocks."""

    type: str
    fold: int
    site: str
    raw: Raw | None
    cover: Floats
    tokens: tuple[Counter[str], ...]
    gold: Counter[str]

    def f1(self, chosen: NDArray[np.bool_]) -> float:
        """The word F1 of the chosen blocks."""
        found: Counter[str] = Counter()
        for block in np.flatnonzero(chosen).tolist():
            found.update(self.tokens[block])
        if not found or not self.gold:
            return float(not found and not self.gold)
        return 2 * (found & self.gold).total() / (found.total() + self.gold.total())


def read_pages(folder: Path, kind: Kind) -> Iterator[Page]:
    """The pages of a folder, but those of the fold that is held out; and variations of them."""
    with (folder / "extract.jsonl").open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if row["fold"] == HELD_OUT:
                continue
            content, chance = (folder / row["file"]).read_bytes(), crc32(row["file"].encode())
            document = _document(content, kind)
            page = _learn(document, row)
            yield page
            if document.blocks and (kind == "text" or chance % _WAYS >= _MENU):
                yield from _vary(page, document, chance)
            if kind == "text" and chance // _WAYS % _MARKED == 0:
                marked = _mark(_document(content, "html"))
                if marked.blocks:
                    yield _learn(marked, row)._replace(type=VARIED)


def _learn(document: Document, row: Mapping[str, Any]) -> Page:
    texts = [block.text for block in document.blocks]
    return Page(
        type=row["type"],
        fold=row["fold"],
        site=_site(row.get("url")) or row["file"],
        raw=read(document) if texts else None,
        cover=cover(texts, row["text"]),
        tokens=tuple(Counter(tokens(text)) for text in texts),
        gold=Counter(tokens(row["text"])),
    )


def _mark(document: Document) -> Document:
    """The page as tools write it in Markdown: kinds, levels and links of blocks stay, the rest of the markup goes."""
    shown = [block for block in document.blocks if not block.hidden]
    blocks = [block._replace(position=i, node=0, noscript=False, runs=()) for i, block in enumerate(shown)]
    return replace(document, kind="markdown", blocks=blocks, declared=Declared())


def _vary(page: Page, document: Document, chance: int) -> Iterator[Page]:
    """The same page as others might have stored it.

    Without them the model has never seen a page without a menu, nor one that is shorter than its menu: of a text that
    is clean already it cuts 7.5% of the words, with them 4.8% (and 2.2% with `model.choose`); of short texts between
    a few lines of chrome it gets .82 of the word F1, with them .87. For HTML the articles alone cost .005, and are left
    out.
    """
    chrome = page.cover < _MOSTLY
    kept = _pick(np.flatnonzero(~chrome), np.flatnonzero(chrome), len(chrome), chance)
    if page.cover[kept].any():
        yield page._replace(
            type=VARIED,
            raw=read(_keep(document, kept)),
            cover=page.cover[kept],
            tokens=tuple(page.tokens[i] for i in np.flatnonzero(kept).tolist()),
            gold=sum((page.tokens[i] for i in np.flatnonzero(kept & ~chrome).tolist()), Counter[str]()),
        )


def _pick(body: Ints, chrome: Ints, size: int, chance: int) -> NDArray[np.bool_]:
    """Which blocks stay.

    Of 20 pages 5 keep the article alone and 3 its first blocks; 4 have those among all the chrome, and 8 between a few
    lines of it and with what stands among them.
    """
    first = body[: 2 + chance // 20 % 5]
    head, foot = chrome[: 1 + chance // 100 % 8], chrome[-1 - chance // 800 % 8 :]
    among = chrome[(chrome > first.min(initial=size)) & (chrome < first.max(initial=0))]
    kinds = [(body,)] * 5 + [(first,)] * 3 + [(first, chrome)] * 4 + [(first, head, among, foot)] * 8
    kept = np.zeros(size, bool)
    kept[np.concatenate(kinds[chance % _WAYS])] = True
    return kept


def _keep(document: Document, kept: NDArray[np.bool_]) -> Document:
    """The document with only those blocks; its elements stay where they are."""
    before = np.concatenate([[0], np.cumsum(kept)]).astype(int).tolist()
    skeleton = document.skeleton
    elements = replace(skeleton, firsts=[before[i] for i in skeleton.firsts], stops=[before[i] for i in skeleton.stops])
    blocks = [document.blocks[i] for i in np.flatnonzero(kept).tolist()]
    return replace(document, blocks=[b._replace(position=i) for i, b in enumerate(blocks)], skeleton=elements)


def _document(content: bytes, kind: Kind) -> Document:
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
