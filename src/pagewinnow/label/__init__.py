"""Label: every block of a `Document` gets one label, and the rule or model behind it.

`CHAIN` is the whole algorithm. Each labeller looks at all blocks and says what it is sure of; the first that decides a
block wins, the last decides all that are left. Labellers see the page and what was found in it, and change neither. To
add a signal, write a module with one function of this shape and put it in the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pagewinnow.document import Decision, Document, Labels
from pagewinnow.find.language import guess_language
from pagewinnow.find.language.detector import choose_language
from pagewinnow.find.threads import find_thread
from pagewinnow.findings import View
from pagewinnow.label.body import guess_body, label_body
from pagewinnow.label.boxes import label_boxes
from pagewinnow.label.chrome import label_chrome
from pagewinnow.label.cuts import cut_phrases
from pagewinnow.label.heads import label_heads
from pagewinnow.label.phrases import label_phrases
from pagewinnow.label.posts import label_posts
from pagewinnow.label.tails import label_tails
from pagewinnow.label.unseen import label_unseen
from pagewinnow.options import Options
from pagewinnow.rules import Rules

Labeller = Callable[[View], Iterable[tuple[int, Decision]]]

CHAIN: tuple[Labeller, ...] = (
    label_posts,  # comments and posts, with the heads and controls around them
    label_unseen,  # text that the page holds and does not show, and what it shows of that
    label_phrases,  # short lines that are known boilerplate, whatever stands around them
    label_boxes,  # the rest of a box that such a line and its markup agree on
    label_heads,  # what a stripped page begins with and is no title
    label_tails,  # what it ends with
    label_body,  # main content: the trained model, with trafilatura as the second opinion
    label_chrome,  # what is left is boilerplate: which kind?
)


def label(document: Document, rules: Rules, options: Options) -> Labels:
    """One decision for every block of `document`, and the thread that was found in it."""
    view = find_all(document, rules, options)
    decisions: list[Decision | None] = [None] * len(document.blocks)
    for labeller in CHAIN:
        for position, decision in labeller(view):
            if decisions[position] is None:
                decisions[position] = decision
    assert view.guess is not None
    decided = [d for d in decisions if d is not None]
    assert len(decided) == len(document.blocks), "the last labeller of the chain decides every block"
    return Labels(
        decisions=cut_phrases(view, decided),
        hits=view.hits,
        language=view.language,
        thread=view.thread,
        confidence=view.guess.confidence,
        second_opinion=view.guess.second_opinion,
    )


def find_all(document: Document, rules: Rules, options: Options) -> View:
    """What the chain decides on: the phrases of the page's languages, its thread, a guess at its body."""
    language = guess_language(document, rules, choose_language if options.detect_language else None)
    hits = rules.matcher([language] if language else []).match_all([b.text for b in document.blocks])
    view = View(document, hits, language, rules, options)
    view = replace(view, thread=find_thread(view))
    return replace(view, guess=guess_body(view))
