"""The manifest: a line for each shard that is done, so that a run that was broken off can go on.

The first line says what decides the output: the input's files, the options, the versions. A run goes on only where that
is the same. A line is written when the shard's output is on the disk; a line that is cut was never written.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pagewinnow.batch.shards import Position
from pagewinnow.batch.summary import Summary
from pagewinnow.errors import OutputError

FORMAT = 1


class Saved(NamedTuple):
    """A shard that is done: its number, where the input goes on, the bytes of the two outputs so far, its counts."""

    shard: int
    behind: Position
    end: int
    failures_end: int
    summary: Summary


class Manifest:
    """The manifest of a run, kept beside its output."""

    def __init__(self, path: Path, head: dict[str, Any], *, resume: bool) -> None:
        """Begin a manifest, or read the one that is there.

        Raises:
            OutputError: it belongs to another run, or there is one and nobody asked to go on with it.
        """
        self._path = path
        self._head = json.loads(json.dumps({"manifest": FORMAT, **head}))  # as it is read back
        self.saved: list[Saved] = []
        self.is_finished = False
        kept = 0
        if path.exists():
            if not resume:
                raise OutputError(
                    str(path), "an earlier run was here: --resume goes on with it; else remove its output"
                )
            kept = self._read(path.read_bytes())
        self._raw: BinaryIO = path.open("r+b" if kept else "wb")
        self._raw.truncate(kept)
        self._raw.seek(kept)
        if not kept:
            self._append(self._head)

    def _read(self, content: bytes) -> int:
        """Read the lines that are whole; the bytes of them."""
        kept = 0
        for line in content.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            data = json.loads(line)
            if kept == 0:
                self._check(data)
            elif "finished" in data:
                self.is_finished = True
            else:
                summary = Summary.from_dict(data["counts"])
                place = Position(*data["behind"])
                self.saved.append(Saved(data["shard"], place, data["end"], data["failures_end"], summary))
            kept += len(line)
        return kept

    def _check(self, head: dict[str, Any]) -> None:
        names = [*self._head, *(name for name in head if name not in self._head)]
        changed = [name for name in names if head.get(name) != self._head.get(name)]
        if changed:
            raise OutputError(str(self._path), f"the earlier run was another one: not the same {', '.join(changed)}")

    def save(self, saved: Saved) -> None:
        """Note that a shard is done."""
        self._append({
            "shard": saved.shard, "behind": list(saved.behind), "end": saved.end, "failures_end": saved.failures_end,
            "counts": saved.summary.to_dict(),
        })  # fmt: skip

    def finish(self) -> None:
        """Note that the run is over."""
        if not self.is_finished:
            self._append({"finished": True})
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def _append(self, data: dict[str, Any]) -> None:
        self._raw.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        self._raw.flush()
        os.fsync(self._raw.fileno())
