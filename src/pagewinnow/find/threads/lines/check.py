"""Is a reading a thread? What speaks for it and against it, each fact by name, added up to a calibrated probability.

The tagger looks at lines; the facts are of the whole: how sure its tags are, how alike the frames, how different the
names, whether the texts read like talk, where the page has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pagewinnow.find.threads.lines.beats import mask
from pagewinnow.find.threads.lines.decode import Reading
from pagewinnow.find.threads.lines.posts import Item
from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FURTHER
from pagewinnow.find.threads.times import Time
from pagewinnow.find.view import View
from pagewinnow.learned.text_columns import WORDS, Floats, read_texts
from pagewinnow.rules.persons import persons

_PROSE = 70  # characters of a line of running text
_SHORT = 25
FACTS = (
    "comments", "score_a_line", "score", "least_sure", "first_sure", "words_sure", "declared", "frame_lines", "frame_even", "frame_alike",
    "named", "names_distinct", "names_returning", "timed", "words", "words_spread", "persons", "asks", "exclaims", "short",
    "quoted", "prose_above", "prose_below", "share", "above", "touching", "figures_in_frame", "figures_in_words", "titled", "cut_off",
    "head_known", "talk_known", "chrome_known", "lower_starts",
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
    n = len(items)
    texts = ["\n".join(blocks[p].text for p in item.words) for item in items]
    firsts = [blocks[item.words[0]].text for item in items]
    around = [item.around for item in items]
    frames = [[mask(blocks[p].text) for p in lines] for lines in around]
    names = [blocks[p].text for lines in around for p in lines if reading.tags[p] == AUTHOR]
    columns = read_texts(texts)
    words = np.maximum(columns.counts[WORDS], 0.5)
    spoken = np.bincount(columns.owner, np.isin(columns.hashes, np.unique(read_texts(persons()).hashes)), n)
    sizes = np.array([len(lines) for lines in around])
    shared = Counter(line for lines in frames for line in set(lines))
    prose = [len(b.text) for b in blocks if len(b.text) >= _PROSE]
    above = [len(b.text) for b in blocks[: items[0].start] if len(b.text) >= _PROSE]
    below = [len(b.text) for b in blocks[items[-1].stop :] if len(b.text) >= _PROSE]
    at = np.array([p for item in items for p in item.words])
    first = np.array([item.words[0] for item in items])
    inside = range(items[0].start, items[-1].stop)
    picked = log_odds[np.arange(inside.start, inside.stop), reading.tags[inside.start : inside.stop]]
    hits = [h for p in inside for h in view.found.phrases.get(p, ()) if h.at != "anywhere"]
    head = any(h.role == "comments_head" for p in range(max(0, inside.start - 12), inside.start) for h in view.found.phrases.get(p, ()))
    values = (
        np.log(n), reading.score / len(inside), np.log1p(max(0.0, reading.score)), picked.min(), log_odds[first, FIRST].mean(),
        np.logaddexp(log_odds[at, FIRST], log_odds[at, FURTHER]).mean(), reading.declared is not None, np.log1p(sizes.mean()),
        sizes.std() / (1 + sizes.mean()), sum(c for c in shared.values() if c > 1) / max(1, sizes.sum()),
        len(names) / n, len(set(names)) / max(1, len(names)), (len(names) - len(set(names))) / n,
        sum(any(p in times for p in lines) for lines in around) / n, np.log(words).mean(), np.log(words).std(), (spoken / words).mean(),
        np.mean(["?" in t or "\uff1f" in t for t in texts]), np.mean(["!" in t or "\uff01" in t for t in texts]), np.mean([len(t) < _SHORT for t in texts]),
        np.mean([t[:1] in "\"\u201c\u201e\u00ab\u300c" for t in texts]), np.log1p(sum(above)), np.log1p(sum(below)),
        sum(map(len, texts)) / max(1, sum(prose) + sum(map(len, texts)) / 2), items[0].start / len(blocks), np.mean([not item.head and k > 0 and not items[k - 1].foot for k, item in enumerate(items)]),
        np.mean([sum(map(str.isdigit, blocks[p].text)) / len(blocks[p].text) for lines in around for p in lines] or [0]),
        np.mean([sum(map(str.isdigit, t)) / len(t) for t in texts]), np.mean([len(f) < _PROSE and len(item.words) > 1 for f, item in zip(firsts, items, strict=True)]),
        np.mean([t.endswith(("...", "\u2026", "]")) for t in texts]), head, sum(h.label == "comment_control" for h in hits) / n,
        sum(h.label in ("nav", "related", "share", "ad", "newsletter", "legal") for h in hits) / n, np.mean([f[:1].islower() for f in firsts]),
    )  # fmt: skip
    return np.array(values, np.float32)
