"""Pages to learn from as the witness sees them: blocks, the phrases of their language, times; and their features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pagewinnow.document import NO_ATTRIBUTES, Block, Declared, Document, Signals, Skeleton, Source
from pagewinnow.find.language import guess_language
from pagewinnow.find.language.detector import choose_language
from pagewinnow.find.threads.lines.beats import times_of
from pagewinnow.find.threads.lines.features import read_features
from pagewinnow.find.threads.times import Clockmaker, Time
from pagewinnow.findings import View
from pagewinnow.learned.text_columns import Floats
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.training.threads.taught import Taught


class Seen(NamedTuple):
    """A page with what was found in it, and its features."""

    view: View
    times: Mapping[int, Time]
    features: Floats


def look_at(page: Taught) -> Seen:
    """What the witness sees of a page."""
    rules = load_rules()
    blocks = [Block(i, line, "line", None, 0, gap=gap) for i, (line, gap) in enumerate(zip(page.lines, page.gaps, strict=True))]
    skeleton = Skeleton([""], [-1], [NO_ATTRIBUTES], [1], [0], [len(blocks)])
    source = Source("\n".join(page.lines), "text", None, None, "")
    document = Document(source, "text", blocks, skeleton, Declared(), Signals())
    language = guess_language(document, rules, choose_language)
    hits = rules.matcher([language] if language else []).match_all([block.text for block in blocks])
    view = View(document, hits, language, rules, Options())
    times = times_of(view, Clockmaker(view))
    return Seen(view, times, read_features(blocks, hits, times))
