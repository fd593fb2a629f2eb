"""What no rule can know: which blocks of a page are its main content, said by a small trained model.

    text_columns.py   characters and words of blocks -> arrays
    tree_columns.py   elements of the page           -> arrays
    features.py       both                           -> one row of features a block
    pools.py          blocks that are alike
    model.py          the network and its file
    rows.py           evidence about a group of elements -> is it a thread?
    html.npz  text.npz  rows.npz                     the trained models (MODEL_CARD.md)
    access.py  access.json                           the scorers of the access verdict

`score_blocks` gives probabilities, not labels: what decides a block's label is `label`. Retrained by
`python -m pagewinnow.training`. numpy is imported on the first call.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pagewinnow.document import Document
    from pagewinnow.learned.model import Model
    from pagewinnow.learned.text_columns import Floats

_FILES = {"html": "html.npz", "text": "text.npz", "markdown": "text.npz"}


class Scores(NamedTuple):
    """What the model says of a page.

    `body` is the probability of each block to be main content (0 to 1); a block is taken at `threshold` or more.
    `confidence` is the word F1 that may be expected of that choice (0 to 1), as cross-validation found it.
    """

    body: Floats
    threshold: float
    confidence: float


def score_blocks(document: Document) -> Scores:
    """How likely each block of the document is main content; on a page of a thread all posts are."""
    import numpy as np  # noqa: PLC0415 - 0.1 s that `--help` need not wait for

    from pagewinnow.learned import features, model  # noqa: PLC0415 - they import numpy
    from pagewinnow.learned.text_columns import WORDS  # noqa: PLC0415

    if not document.blocks:
        return Scores(np.zeros(0, np.float32), 0.5, 0.0)
    learned = _load(_FILES[document.kind])
    raw = features.read(document)
    words = np.maximum(raw.text.counts[WORDS], np.float32(0.5))
    logits = learned.network.logits(features.columns(raw, learned.tables), raw.pools)
    body = model.spare_copies(1 / (1 + np.exp(-logits)), raw.same, raw.homes, words)
    choice = model.choose(body, words, raw.hidden, learned.thresholds)
    confidence = float(np.interp(choice.expected, learned.expected, learned.reached))
    return Scores(body, choice.threshold, confidence)


def model_digest() -> str:
    """A short hash of the models: the same digest, the same scores."""
    from pagewinnow.learned.model import digest  # noqa: PLC0415 - it imports numpy

    shipped = sorted(file.name for file in files(__package__).iterdir() if file.name.endswith((".npz", ".json")))
    return digest(b"".join(map(_content, shipped)))


@cache
def _load(name: str) -> Model:
    from pagewinnow.learned.model import from_bytes  # noqa: PLC0415 - it imports numpy

    return from_bytes(_content(name))


def _content(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
