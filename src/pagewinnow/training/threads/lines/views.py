"""Pages to learn from as the witness sees them: blocks, the phrases of their language, times; and their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Signals, Skeleton, Source
from pagewinnow.find.language import find_language
from pagewinnow.find.phrases import find_phrases
from pagewinnow.find.threads.lines.beats import times_of
from pagewinnow.find.threads.lines.features import Evidence, read_evidence
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.find.view import View
from pagewinnow.findings import Findings
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.training.threads.lines.taught import Taught


class Seen(NamedTuple):
    """A page with what was found in it, and its evidence."""

    view: View
    times: Mapping[int, Time]
    evidence: Evidence


def look_at(page: Taught) -> Seen:
    """What the witness sees of a page."""
    blocks = [
        Block(i, line, "line", None, 0, gap=gap)
        for i, (line, gap) in enumerate(zip(page.lines, page.gaps, strict=True))
    ]
    skeleton = Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [len(blocks)])
    source = Source("\n".join(page.lines), "text", None, None, "")
    view = View(Document(source, "text", blocks, skeleton, Declared(), Signals()), load_rules(), Options())
    view = replace(view, found=Findings(language=find_language(view)))
    view = replace(view, found=replace(view.found, phrases=find_phrases(view)))
    times = times_of(view, Clockmaker(view))
    return Seen(view, times, read_evidence(blocks, view.found.phrases, times))
