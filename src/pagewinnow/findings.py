"""What every labeller sees: the document, what was found in it, the rules. Nothing in it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pagewinnow.document import Document, Hit, Thread
from pagewinnow.options import Options
from pagewinnow.rules import Rules


@dataclass(frozen=True, slots=True)
class Guess:
    """Which blocks are body where no rule says otherwise: position -> confidence, 0 to 1; and who says so.

    `confidence` is that of the whole page, `None` where nothing could say.
    """

    body: Mapping[int, float]
    rule: str
    confidence: float | None = None
    second_opinion: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """`hits` are the phrases of the page's languages, by block; `language` is the page's (`None`: not known).

    `thread` and `guess` are there for the labellers of the chain, after they were found.
    """

    document: Document
    hits: Mapping[int, tuple[Hit, ...]]
    language: str | None
    rules: Rules
    options: Options
    thread: Thread | None = None
    guess: Guess | None = None
