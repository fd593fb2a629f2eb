"""Main content: which blocks are it, and how sure is that."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pagewinnow.document import Block
from pagewinnow.find.body.articles import keep_named
from pagewinnow.find.body.enclosed import complete_enclosed
from pagewinnow.find.body.opinion import ask_trafilatura, may_ask
from pagewinnow.find.view import View
from pagewinnow.findings import Body
from pagewinnow.learned import Scores, score_blocks
from pagewinnow.notes import find_notes

_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)」]*$")
_LITTLE, _MUCH = 100, 1_000  # characters that were found, characters of running text that the page shows
_HIDDEN = 0.1  # of the text that was found
_LISTED = frozenset({"list_item", "table_row"})
_SENTENCE = 4  # words: fewer are a label
_WIDE = 25  # characters, for scripts without spaces between words


def find_body(view: View) -> Body:
    """The blocks that are main content where no rule says otherwise: the trained model's choice.

    Where the model finds nothing, sentences are taken. Where next to nothing was found on a page with much text,
    trafilatura is asked too, and the choice that holds more text is taken. It is not asked where the model is merely
    unsure: there it is worse, whatever the model's confidence (`learned/MODEL_CARD.md` has the figures).
    """
    scores = score_blocks(view.document)
    body, rule = {i: float(p) for i, p in enumerate(scores.body) if p >= scores.threshold}, "model"
    body = _complete_lists(_leave_hidden(body, view), scores, view)
    body = complete_enclosed(body, scores, view.document)
    body = keep_named(body, view.document)
    body = _add_notes(body, scores, view)
    if not body:
        body, rule = dict.fromkeys(_find_sentences(view.document.blocks), 0.5), "shape/sentence"
    found = Body(body, rule, scores.confidence)
    if not _is_little(body, view) or not may_ask(view.document, view.options):
        return found
    opinion = ask_trafilatura(view.document)
    if _size(opinion, view) > _size(body, view):
        return Body({i: float(scores.body[i]) for i in opinion}, "trafilatura", scores.confidence, second_opinion=True)
    return found


def _leave_hidden(body: dict[int, float], view: View) -> dict[int, float]:
    """The choice without its hidden blocks, if few of them are sentences: a page hides its text for a script to show.

    Single hidden lines are what its controls will say.
    """
    hidden = [position for position in body if view.document.blocks[position].hidden]
    sentences = [position for position in hidden if _is_sentence(view.document.blocks[position])]
    if not hidden or _size(sentences, view) >= _HIDDEN * _size(body, view):
        return body
    return {position: body[position] for position in sorted(body.keys() - set(hidden))}


def _add_notes(body: dict[int, float], scores: Scores, view: View) -> dict[int, float]:
    """The choice with the notes that it refers to."""
    notes = find_notes(view.document, body)
    added = {position: float(scores.body[position]) for position in notes if not view.document.blocks[position].hidden}
    return dict(sorted({**added, **body}.items()))


def _complete_lists(body: dict[int, float], scores: Scores, view: View) -> dict[int, float]:
    """The choice with the lists whole of which it has half: readers take a list, or a table, as one thing.

    Worth next to nothing in word F1 (.0001).
    """
    parents = view.document.skeleton.parents
    listed = [block for block in view.document.blocks if block.kind in _LISTED and not block.hidden]
    left = {block.position for block in listed} - body.keys()
    if not left or len(left) == len(listed):
        return body
    whole = dict(body)
    for _, run in groupby(enumerate(listed), lambda item: _row(item, parents)):
        positions = [block.position for _, block in run]
        if 2 * len(left.intersection(positions)) <= len(positions):
            whole.update((position, float(scores.body[position])) for position in positions)
    return dict(sorted(whole.items()))


def _row(item: tuple[int, Block], parents: Sequence[int]) -> tuple[int, str, int]:
    """The same for all that is listed in a row: its place in the page less that among all that is listed is one."""
    index, block = item
    return block.position - index, block.kind, parents[block.node]


def _is_little(body: Collection[int], view: View) -> bool:
    if _size(body, view) >= _LITTLE:
        return False
    return sum(len(block.text) - block.link_chars for block in view.document.blocks if not block.hidden) >= _MUCH


def _find_sentences(blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that are a sentence, as far as a sign at the end and spaces between words tell."""
    for block in blocks:
        if not block.hidden and 2 * block.link_chars < len(block.text) and _is_sentence(block):
            yield block.position


def _is_sentence(block: Block) -> bool:
    long = len(block.text.split()) >= _SENTENCE or len(block.text) >= _WIDE
    return long and _END.search(block.text) is not None


def _size(positions: Collection[int], view: View) -> int:
    return sum(len(view.document.blocks[i].text) for i in positions)
