"""What every witness sees of a page: the document, what it declares, its words, and where its head is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pagewinnow.document import Block, Document
from pagewinnow.find.fields.metas import Metas
from pagewinnow.find.fields.site import Site
from pagewinnow.findings import Thread
from pagewinnow.jsonld import Thing
from pagewinnow.records import Label
from pagewinnow.rules.declarations import Declarations
from pagewinnow.rules.vocabulary import Vocabulary

_BEFORE, _AFTER = 6, 30  # blocks around the title that may be a byline or a dateline
_LONG = 160  # characters of a paragraph of the text
_LONG_ONES = 3  # of them are passed: a lead, a disclosure
_BESIDE = frozenset({"aside", "nav", "footer"})
_LINE = 120  # characters: no byline or dateline is longer


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as its witnesses see it. `title_at` is the block of the title, `article` and `page` are JSON-LD objects.

    `known` are the names of what pages declare. `window` bounds the days that a date may have. `skipped` are the blocks
    of the comments, `fetched_at` is the time of the fetch. `chrome` are those that are surely menus, teasers, buttons.
    `labels` are what its blocks would be called without fields (none where nothing is known of its blocks).
    """

    document: Document
    thread: Thread | None
    labels: Sequence[Label]
    metas: Metas
    known: Declarations
    vocabulary: Vocabulary
    site: Site
    article: Thing | None
    page: Thing | None
    window: tuple[str, str]
    address: str | None
    skipped: range
    chrome: frozenset[int] = frozenset()
    fetched_at: str | None = None
    title_at: int | None = None

    def head(self) -> Iterator[Block]:
        """The short blocks around the title, those behind it first; none of what stands beside the article."""
        blocks, at = self.document.blocks, self.title_at
        if at is None:
            return
        seen = 0
        for block in blocks[at + 1 : at + 1 + _AFTER]:
            if block.position in self.skipped:
                break
            if len(block.text) > _LONG and not block.hidden:
                seen += 1
                if seen == _LONG_ONES:
                    break
            if len(block.text) <= _LINE and block.position not in self.chrome and not self.is_beside(block):
                yield block
        for block in reversed(blocks[max(0, at - _BEFORE) : at]):
            if len(block.text) <= _LINE and block.position not in self.skipped and block.position not in self.chrome:
                yield block

    def is_beside(self, block: Block) -> bool:
        """Does the block stand in a sidebar, menu or footer that does not hold the title?"""
        skeleton, blocks = self.document.skeleton, self.document.blocks
        title = -1 if self.title_at is None else blocks[self.title_at].node
        for node in skeleton.ancestors(block.node):
            if skeleton.tags[node] in _BESIDE:
                return not node <= title < skeleton.ends[node]
        return False
