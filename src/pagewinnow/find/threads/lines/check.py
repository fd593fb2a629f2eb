"""Is a reading a thread? What speaks for it and against it, each fact by name, added up to a calibrated probability.

The tagger looks at lines; the facts are of the whole: how sure its tags are, how alike the frames, how different the
names, whether the texts read like talk, where the page has them, and what rules know of it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.beats import mask
from pagewinnow.find.threads.lines.decode import Reading
from pagewinnow.find.threads.lines.features import person_hashes
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.tags import FIRST, FURTHER, NAMED
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.findings import Hit
from pagewinnow.learned.text_columns import WORDS, Floats, read_texts

LIKELY = 0.2  # a reading is taken for a thread
_PROSE = 70  # characters of a line of running text
_SHORT = 25  # characters of a comment
_HEAD_ABOVE = 12  # lines
_OPENS = tuple('"\u201c\u201e\u00ab\u300c')
_CUT_OFF = ("...", "\u2026", "]")
_CHROME = frozenset({"nav", "related", "share", "ad", "newsletter", "legal"})

FACTS = (
    "comments", "score_a_line", "score", "least_sure", "first_sure", "words_sure", "declared", "touching",
    "frame_lines", "frame_uneven", "frame_alike", "frame_figures", "timed",
    "named", "names_distinct", "names_returning",
    "words", "words_spread", "persons", "asks", "exclaims", "short", "quoted", "cut_off", "figures", "titled", "lower",
    "prose_above", "prose_below", "share", "above",
    "head", "talk", "chrome",
)  # fmt: skip


class Check(NamedTuple):
    """A network of one hidden layer over the facts. `low` and `high` are what a fact is brought within."""

    low: Floats
    high: Floats
    weights: Floats
    biases: Floats
    last: Floats
    shift: Floats

    def probability(self, facts: Floats) -> float:
        """How likely a reading with these facts is a thread."""
        hidden = np.maximum(np.clip(facts, self.low, self.high) @ self.weights + self.biases, 0)
        return float(1 / (1 + np.exp(-float(hidden @ self.last + self.shift[0]))))


def read_facts(
    view: View, reading: Reading, items: Sequence[Item], log_odds: Floats, times: Mapping[int, Time]
) -> Floats:
    """The facts of a reading, in the order of FACTS."""
    blocks = view.document.blocks
    values = (
        *_sureness(reading, items, log_odds),
        *_frames(blocks, items, times),
        *_names(blocks, reading, items),
        *_texts(blocks, items),
        *_place(blocks, items),
        *_known(view, items),
    )
    return np.array(values, np.float32)


def _sureness(reading: Reading, items: Sequence[Item], log_odds: Floats) -> tuple[float, ...]:
    inside = np.arange(items[0].start, items[-1].stop)
    words = [position for item in items for position in item.words]
    picked = log_odds[inside, reading.tags[inside]]
    touching = [not item.head and not before.foot for before, item in itertools.pairwise(items)]
    return (
        float(np.log(len(items))), reading.score / len(inside), float(np.log1p(max(0.0, reading.score))),
        float(picked.min()), float(log_odds[[item.words[0] for item in items], FIRST].mean()),
        float(np.logaddexp(log_odds[words, FIRST], log_odds[words, FURTHER]).mean()),
        reading.declared is not None, sum(touching) / len(items),
    )  # fmt: skip


def _frames(blocks: Sequence[Block], items: Sequence[Item], times: Mapping[int, Time]) -> tuple[float, ...]:
    around = [item.around for item in items]
    lines = [[mask(blocks[p].text) for p in positions] for positions in around]
    sizes = np.array([len(one) for one in lines])
    count = Counter(line for one in lines for line in set(one))
    shared = sum(n for n in count.values() if n > 1)
    figures = [_figures(blocks[p].text) for positions in around for p in positions]
    timed = sum(any(p in times for p in positions) for positions in around)
    return (
        float(np.log1p(sizes.mean())), float(sizes.std() / (1 + sizes.mean())), shared / max(1, int(sizes.sum())),
        _mean(figures), timed / len(items),
    )  # fmt: skip


def _names(blocks: Sequence[Block], reading: Reading, items: Sequence[Item]) -> tuple[float, ...]:
    names = [blocks[p].text for item in items for p in item.around if reading.tags[p] in NAMED]
    kinds = len(set(names))
    return len(names) / len(items), kinds / max(1, len(names)), (len(names) - kinds) / len(items)


def _texts(blocks: Sequence[Block], items: Sequence[Item]) -> tuple[float, ...]:
    texts = ["\n".join([blocks[p].text for p in item.words]) for item in items]
    firsts = [blocks[item.words[0]].text for item in items]
    columns = read_texts(texts)
    words = np.maximum(columns.counts[WORDS], 0.5)
    spoken = np.bincount(columns.owner, np.isin(columns.hashes, person_hashes()), len(texts))
    return (
        float(np.log(words).mean()), float(np.log(words).std()), float((spoken / words).mean()),
        _mean("?" in t or "\uff1f" in t for t in texts), _mean("!" in t or "\uff01" in t for t in texts),
        _mean(len(t) < _SHORT for t in texts), _mean(t.startswith(_OPENS) for t in texts),
        _mean(t.endswith(_CUT_OFF) for t in texts), _mean(map(_figures, texts)),
        _mean(len(f) < _PROSE and len(i.words) > 1 for f, i in zip(firsts, items, strict=True)),
        _mean(f[:1].islower() for f in firsts),
    )  # fmt: skip


def _place(blocks: Sequence[Block], items: Sequence[Item]) -> tuple[float, ...]:
    sizes = np.array([len(block.text) for block in blocks])
    prose = np.where(sizes >= _PROSE, sizes, 0)
    own = sum(int(prose[p]) for item in items for p in item.words)
    above, below = float(prose[: items[0].start].sum()), float(prose[items[-1].stop :].sum())
    return float(np.log1p(above)), float(np.log1p(below)), own / max(1.0, prose.sum()), items[0].start / len(blocks)


def _known(view: View, items: Sequence[Item]) -> tuple[float, ...]:
    start, stop = items[0].start, items[-1].stop
    inside = [hit for p in range(start, stop) for hit in _sure_hits(view, p)]
    head = any(
        hit.role == "comments_head" for p in range(max(0, start - _HEAD_ABOVE), start) for hit in _sure_hits(view, p)
    )
    talk = sum(hit.label == "comment_control" for hit in inside)
    return head, talk / len(items), sum(hit.label in _CHROME for hit in inside) / len(items)


def _sure_hits(view: View, position: int) -> list[Hit]:
    return [hit for hit in view.found.phrases.get(position, ()) if hit.at != "anywhere"]


def _figures(text: str) -> float:
    return sum(map(str.isdigit, text)) / max(1, len(text))


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / max(1, len(every))
