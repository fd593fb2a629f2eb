"""An element as it is read: a list, since nothing else is made and changed as fast (slots: 0.2 parses more a page).

The first six are the columns of the skeleton.
"""

from __future__ import annotations

from typing import Any

TAG, PARENT, ATTRIBUTES, END, FIRST, STOP, INDEX, ROLE, CONTEXT, BLOCK_NODE, PIECE = range(11)
SKELETON = INDEX  # so many columns are the skeleton's

Node = list[Any]
