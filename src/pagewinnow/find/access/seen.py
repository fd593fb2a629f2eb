"""What this room looks at: the document, what earlier rooms found in it, what is read here once for all questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pagewinnow.document import Block, Document
from pagewinnow.fetch import Fetch
from pagewinnow.find.access.declared import Declaration, read_declaration
from pagewinnow.find.access.lines import Line, Reader, load_reader
from pagewinnow.find.access.markup import Names
from pagewinnow.find.access.shape import LITTLE, NOTHING, Body, find_body, visible_text
from pagewinnow.find.view import View, read_labels
from pagewinnow.findings import Hit, Thread
from pagewinnow.records import Label
from pagewinnow.rules import Rules
from pagewinnow.rules.vendors import Vendors, load_vendors

_LONGEST, _NOTICE = 320, 700
"""The weight of a block that is read for its words; of a notice of law or cookies, on a page with little text."""
_FEW_BLOCKS = 60
"""Blocks of a page up to which its language may be unknown for want of text."""
_AROUND = 40
"""Blocks before a text, and half as many as after it, that may belong to its wall."""
_SEPARATORS = re.compile(r"\s+[|–—\-·•»«]+\s+|\s*[|»«]\s*|:\s+")
_BEFORE: frozenset[str] = frozenset({"paywall", "challenge", "consent", "error"})
"""The labels of phrases that are no part of a text, whatever the model says of their blocks."""


class Seen(NamedTuple):
    """A page as this room sees it.

    `labels` are what the blocks of an open page would be called; `lines` are the blocks whose words say something,
    `titled` the parts of its title; `shown` counts the characters that it shows.
    """

    document: Document
    rules: Rules
    vendors: Vendors
    names: Names
    language: str | None
    labels: Sequence[Label]
    hits: Mapping[int, tuple[Hit, ...]]
    thread: Thread | None
    fetch: Fetch | None
    declared: Declaration
    body: Body
    lines: Mapping[int, Line]
    titled: tuple[Line, ...]
    shown: int

    @property
    def blocks(self) -> Sequence[Block]:
        """Of the document."""
        return self.document.blocks

    @property
    def dense(self) -> float:
        """The weight of a character."""
        return self.body.dense

    @property
    def is_sparse(self) -> bool:
        """Has the page next to no running text?"""
        return self.body.weight <= LITTLE


def look(view: View) -> Seen:
    """Read all that the questions of this room share."""
    document, rules, found = view.document, view.rules, view.found
    vendors = load_vendors(rules.folders)
    shown = visible_text(document)
    labels = read_labels(view)
    hits = _hits_in_any_language(view, shown)
    spoken = frozenset(p for p, every in hits.items() if any(h.label in _BEFORE for h in every))
    body = find_body(document, labels, spoken)
    tells = found.language is not None and (body.weight > NOTHING or shown > LITTLE)
    reader = load_reader(rules, found.language if tells else None)
    lines = reader.read(list(_readable(document, body, shown)), hits, body.dense)
    told = frozenset(p for p, line in lines.items() if _stands_before(line, body.dense))
    return Seen(
        document=document,
        rules=rules,
        vendors=vendors,
        names=Names(document),
        language=found.language,
        labels=labels,
        hits=hits,
        thread=found.thread,
        fetch=view.fetch,
        declared=read_declaration(document.declared, vendors),
        body=find_body(document, labels, spoken | told) if told - spoken else body,
        lines=lines,
        titled=_read_title(document, reader, rules, found.language) if body.weight <= LITTLE else (),
        shown=shown,
    )


def _stands_before(line: Line, dense: float) -> bool:
    """Is a block one of a wall's or an interstitial's sentences, and no paragraph that holds one?"""
    return dense * len(line.block.text) <= _LONGEST and any(s.label in _BEFORE for s in line.sentences)


def _hits_in_any_language(view: View, shown: int) -> Mapping[int, tuple[Hit, ...]]:
    """The phrases. A page of a few lines does not tell its language: those of all are looked for in it."""
    blocks = view.document.blocks
    if view.found.language is not None or len(blocks) > _FEW_BLOCKS or shown > LITTLE:
        return view.found.phrases
    return view.rules.matcher(view.rules.languages).match_all([block.text for block in blocks])


def _readable(document: Document, body: Body, shown: int) -> Iterator[Block]:
    """The shown blocks that may be a line of a wall or of an interstitial.

    On a page with enough text that is no entry of a menu, and nothing far from the text.
    """
    sparse = min(body.weight, shown) <= LITTLE
    longest = (_NOTICE if sparse else _LONGEST) / body.dense
    first = 0 if sparse else body.kept[0] - _AROUND
    stop = len(document.blocks) if sparse else body.kept[-1] + 2 * _AROUND
    for block in document.blocks[max(0, first) : stop]:
        if len(block.text) > longest or block.hidden or block.noscript or block.kind == "code":
            continue
        if sparse or block.kind != "list_item" or 2 * block.link_chars <= len(block.text):
            yield block


def _read_title(document: Document, reader: Reader, rules: Rules, language: str | None) -> tuple[Line, ...]:
    """What the page's `title` says, and each of its parts: a site's name stands beside the words."""
    title = document.declared.title
    if not title:
        return ()
    matcher = rules.matcher([language] if language else rules.languages)
    parts = dict.fromkeys([title[:300], *(part[:300] for part in _SEPARATORS.split(title) if part)])
    return tuple(reader.read_title(part, matcher.match(part)) for part in parts)
