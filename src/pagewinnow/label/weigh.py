"""Body against thread: who has the blocks that both want?"""

from __future__ import annotations

from pagewinnow.document import Document
from pagewinnow.findings import Findings


def weigh_thread(document: Document, found: Findings) -> Findings:
    """What was found, with the thread that is believed.

    A thread has its blocks: whatever reads as main content in it was written by readers.
    """
    del document
    return found
