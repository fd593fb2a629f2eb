"""The same pages as others might have stored them: the article alone, or a part of it among a part of the chrome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pagewinnow.document import Document
from pagewinnow.learned.features import read
from pagewinnow.learned.text_columns import Ints
from pagewinnow.training.pages import Page

_WAYS, _MENU = 20, 12  # the last of 20 ways to vary a page leave a menu around a short article
_MOSTLY = 0.5  # of a block is main content


def vary(page: Page, document: Document, chance: int) -> Iterator[Page]:
    """The same page as others might have stored it.

    Without them the model has never seen a page without a menu, nor one that is shorter than its menu: of a text that
    is clean already it cuts 7.5% of the words, with them 4.8% (and 2.2% with `model.choose`); of short texts between
    a few lines of chrome it gets .82 of the word F1, with them .87. For HTML the articles alone cost .005, and are left
    out.
    """
    if document.kind == "html" and chance % _WAYS < _MENU:
        return
    chrome = page.cover < _MOSTLY
    kept = _pick(np.flatnonzero(~chrome), np.flatnonzero(chrome), len(chrome), chance)
    if page.cover[kept].any():
        yield page._replace(
            raw=read(_keep(document, kept)),
            cover=page.cover[kept],
            tokens=tuple(page.tokens[i] for i in np.flatnonzero(kept).tolist()),
            gold=sum((page.tokens[i] for i in np.flatnonzero(kept & ~chrome).tolist()), Counter[str]()),
            varied=True,
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
