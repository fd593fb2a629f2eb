"""How likely a group of repeated elements is a thread: a tiny network over named pieces of evidence.

`rows.npz` holds its arrays and the names of the pieces in their order; `python -m pagewinnow.training.threads.rows`
makes it again. The pieces are computed by `find.threads.repeated.evidence`, which knows nothing of weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pagewinnow.learned.text_columns import Floats

FILE = "rows.npz"


class Rows(NamedTuple):
    """The network: `names` of its inputs, their means and scales, two layers; the first output is the thread's."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    hidden: Floats  # inputs x units
    hidden_bias: Floats
    out: Floats  # units x outputs
    out_bias: Floats

    def probabilities(self, rows: Floats) -> Floats:
        """For each row of evidence how likely it is a thread, and how likely its first item opens the page."""
        import numpy as np  # noqa: PLC0415 - 0.1 s that `--help` need not wait for

        inner = np.tanh((rows - self.mean) / self.scale @ self.hidden + self.hidden_bias)
        return 1 / (1 + np.exp(-(inner @ self.out + self.out_bias)))


def score_rows(evidence: Sequence[float]) -> tuple[float, float]:
    """How likely a group with this evidence is a thread, and how likely its first item is the post that opens the page.

    Both are 0 to 1; the first is the F1 that may be expected of the group's texts, as cross-validation found it.
    """
    import numpy as np  # noqa: PLC0415

    thread, opening = load_rows().probabilities(np.asarray(evidence, np.float32))
    return float(thread), float(opening)


def weigh_pieces(evidence: Sequence[float]) -> dict[str, float]:
    """What each piece adds to the probability of a thread: how far it falls where the piece is as usual."""
    import numpy as np  # noqa: PLC0415

    network = load_rows()
    own = np.asarray(evidence, np.float32)
    others = np.where(np.eye(len(own), dtype=bool), network.mean, own)
    change = network.probabilities(own)[0] - network.probabilities(others)[:, 0]
    return dict(zip(network.names, map(float, change), strict=True))


@cache
def load_rows() -> Rows:
    """The network of the package."""
    return from_bytes(files(__package__).joinpath(FILE).read_bytes())


def from_bytes(content: bytes) -> Rows:
    """The network in a file."""
    import numpy as np  # noqa: PLC0415

    with np.load(BytesIO(content), allow_pickle=False) as held:
        arrays = {name: held[name].astype(np.float32) for name in Rows._fields if name != "names"}
        return Rows(names=tuple(held["names"].tolist()), **arrays)


def to_bytes(network: Rows) -> bytes:
    """The file of a network: arrays alone, always the same bytes for the same arrays."""
    import numpy as np  # noqa: PLC0415

    room = BytesIO()
    arrays = {name: np.asarray(getattr(network, name), np.float16) for name in Rows._fields if name != "names"}
    np.savez(room, allow_pickle=False, names=np.array(network.names), **arrays)
    return room.getvalue()
