"""Chrome: what rules and markup call the blocks of a page.

`KNOWN` is an ordered list of readers: each looks at all blocks and names those it is sure of, and the first that names
a block has it. `name_chrome` gives every block the likeliest name, for those that nothing else explains.

    unseen.py   text that the page holds and does not show, and what it shows of that
    phrases.py  short lines that are known boilerplate, whatever stands around them
    teasers.py  "Read also: ..." and links below such a label
    boxes.py    the rest of a box that such a line and its markup agree on
    heads.py    what a stripped page begins with and is no title
    tails.py    what it ends with
    names.py    what an element's class, its tag or its links make of a block
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pagewinnow.find.chrome.boxes import read_boxes
from pagewinnow.find.chrome.heads import read_heads
from pagewinnow.find.chrome.names import name_chrome
from pagewinnow.find.chrome.phrases import read_phrases
from pagewinnow.find.chrome.tails import read_tails
from pagewinnow.find.chrome.teasers import read_teasers
from pagewinnow.find.chrome.unseen import read_unseen
from pagewinnow.find.view import View
from pagewinnow.findings import Chrome, Decision

Reader = Callable[[View], Iterable[tuple[int, Decision]]]

KNOWN: tuple[Reader, ...] = (read_unseen, read_phrases, read_teasers, read_boxes, read_heads, read_tails)


def find_chrome(view: View) -> Chrome:
    """The blocks that rules decide, and the likeliest name of every block."""
    known: dict[int, Decision] = {}
    for reader in KNOWN:
        for position, decision in reader(view):
            known.setdefault(position, decision)
    return Chrome(known, name_chrome(view))
