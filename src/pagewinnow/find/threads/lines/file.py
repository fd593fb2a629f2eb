"""The file of the reader of threads in texts, `learned/lines.npz`: arrays alone, so nothing in it can run."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pagewinnow.find.threads.lines.check import Check
from pagewinnow.find.threads.lines.tagger import Tagger, from_arrays, to_arrays

_FILE = "lines.npz"
_CHECKS = ("check", "opening")


class Reader(NamedTuple):
    """All that was learned: what each line is, whether a reading is a thread, and whether its first post opens it."""

    tagger: Tagger
    check: Check
    opening: Check


def to_bytes(reader: Reader) -> bytes:
    """The reader as the bytes of its file: the same arrays are the same bytes."""
    arrays: dict[str, NDArray[Any]] = to_arrays(reader.tagger)
    for which in _CHECKS:
        for name, array in getattr(reader, which)._asdict().items():
            arrays[f"{which}_{name}"] = array.astype(np.float32)
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # its entries are dated 1980, whatever the day
    return out.getvalue()


def from_bytes(content: bytes) -> Reader:
    """The reader of a file's bytes."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        checks = [Check(*(arrays[f"{which}_{name}"] for name in Check._fields)) for which in _CHECKS]
        return Reader(from_arrays(arrays), *checks)


@cache
def load_reader() -> Reader:
    """The reader that ships with the package."""
    return from_bytes(files("pagewinnow.learned").joinpath(_FILE).read_bytes())
