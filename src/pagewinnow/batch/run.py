"""A run of the command: from the source through the children to the output, shard by shard."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from pagewinnow.batch.cleaning import Shaped, ShapeMaker, fail_item
from pagewinnow.batch.manifest import Manifest, Saved
from pagewinnow.batch.outcomes import Done, Limits, Outcome
from pagewinnow.batch.refusals import name_manifest, refuse_outputs
from pagewinnow.batch.shards import Piece, Position, read_pieces
from pagewinnow.batch.summary import Summary
from pagewinnow.batch.supervisor import Supervisor, run_unguarded
from pagewinnow.errors import OutputError
from pagewinnow.options import Options
from pagewinnow.plain import to_plain
from pagewinnow.records import Failure
from pagewinnow.sinks.formats import Style
from pagewinnow.sinks.output import Output
from pagewinnow.sinks.parts import BytesPart, name_partial, take_name
from pagewinnow.sinks.targets import Target, name_page, open_target
from pagewinnow.sources.files import find_files, measure_files
from pagewinnow.sources.items import Hints, Item, Place, Skipped

_SMALL, _PATIENT = 1 << 20, 10.0  # bytes of an input, seconds a page, for which not everything is loaded beforehand


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is told.

    Attributes:
        paths: files, folders, globs, `-`.
        hints: what the files do not say.
        options: of the cleaner.
        style: how records are written.
        output: where to; `None` for standard output.
        failures: the file that gets a line for each page that gave no record.
        jobs: how many children.
        limits: of one page.
        resume: go on where an earlier run ended, and leave a manifest for a later one.
    """

    paths: tuple[str, ...]
    hints: Hints
    options: Options
    style: Style
    output: Output | None
    failures: Path | None
    jobs: int
    limits: Limits
    resume: bool


class Watcher(Protocol):
    """Who is told how far the run is."""

    def see(self, piece: Piece) -> None:
        """One more page was written, failed, or passed over."""

    def tell(self, failure: Failure) -> None:
        """A page failed."""


def run_batch(plan: Plan, watcher: Watcher) -> Summary:
    """Clean all pages of the plan, and count.

    Raises:
        OutputError: the output cannot be written, or would destroy something.
        WorkerError: children cannot be started.
        MissingExtraError: what the output's format needs is not installed.
    """
    refuse_outputs(plan.paths, plan.output, plan.failures, resume=plan.resume)
    manifest = _open_manifest(plan)
    if manifest is not None and manifest.is_finished:
        return _find_finished(plan, manifest)
    writer = _Writer(plan, manifest, watcher)
    try:
        with closing(_clean(plan, manifest)) as cleaned:
            for piece, outcome in cleaned:
                writer.take(piece, outcome)
        writer.finish()
    except OSError as error:
        writer.abandon()
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(str(plan.output.path if plan.output else "standard output"), str(error.strerror)) from error
    except BaseException:
        writer.abandon()
        raise
    return writer.total


def _clean(plan: Plan, manifest: Manifest | None) -> Generator[tuple[Piece, Outcome | None], None, None]:
    last = manifest.saved[-1] if manifest and manifest.saved else None
    shard, start = (last.shard + 1, last.behind) if last else (0, Position())
    pieces = read_pieces(plan.paths, plan.hints, shard=shard, start=start)
    tasks = ((piece, piece.found if isinstance(piece.found, Item) else None) for piece in pieces)
    maker = ShapeMaker(plan.options, plan.style, is_warm=not _is_small(plan))
    if not hasattr(os, "fork"):
        yield from run_unguarded(maker, tasks)
        return
    with Supervisor(maker, jobs=plan.jobs, limits=plan.limits) as supervisor:
        yield from supervisor.run(tasks)


def _is_small(plan: Plan) -> bool:
    """Is the input one small file? Then only what its pages need is loaded, so that the record is there at once.

    That is loaded in the time of the first page, so there must be enough of it.
    """
    found = list(islice(find_files(plan.paths), 2))
    is_one = len(found) == 1 and isinstance(found[0], Place) and found[0].size < _SMALL
    return is_one and plan.limits.timeout >= _PATIENT


def _open_manifest(plan: Plan) -> Manifest | None:
    """The manifest of a run that can go on; others leave none."""
    path = name_manifest(plan.output)
    if plan.output is None or path is None or not (plan.resume or plan.output.is_folder):
        return None
    if plan.output.is_folder:
        plan.output.path.mkdir(parents=True, exist_ok=True)
    return Manifest(path, describe_run(plan), resume=plan.resume)


def describe_run(plan: Plan) -> dict[str, Any]:
    """All that decides the bytes of the output, for the first line of the manifest."""
    from pagewinnow.pipeline import Cleaner  # noqa: PLC0415 - only the manifest asks for the digests

    style, view = plan.style, plan.style.view
    hints = [plan.hints.url, plan.hints.kind, plan.hints.status, plan.hints.fetched_at]
    told = [sorted(plan.hints.fields.items()), sorted(plan.hints.urls.items()), hints]
    return {
        **to_plain(Cleaner(plan.options).made_by),
        "format": [style.name, style.compression, style.table],
        "view": [getattr(view, field.name) for field in fields(view)],
        "hints": sha256(json.dumps(told).encode("utf-8", "surrogateescape")).hexdigest()[:16],
        "limits": list(plan.limits),
        "input": measure_files(plan.paths).digest,
    }


def _find_finished(plan: Plan, manifest: Manifest) -> Summary:
    """What an earlier run counted that had finished; it may have been ended before its files took their names."""
    manifest.close()
    for path in (plan.output.path if plan.output and not plan.output.is_folder else None, plan.failures):
        if path is not None and name_partial(path).exists():
            take_name(path)
        if path is not None and not path.exists():
            raise OutputError(str(path), "the manifest says that it is finished, and it is not there")
    total = Summary()
    for saved in manifest.saved:
        total.add(saved.summary)
    return total


class _Writer:
    """Takes what comes out of the children, in order, and brings it to the disk, shard by shard."""

    def __init__(self, plan: Plan, manifest: Manifest | None, watcher: Watcher) -> None:
        self.total = Summary()
        self._manifest = manifest
        self._watcher = watcher
        self._keep = plan.resume
        self._last: Piece | None = None
        self._counts = Summary()
        saved = manifest.saved if manifest else []
        for one in saved:
            self.total.add(one.summary)
        end, failures_end = (saved[-1].end, saved[-1].failures_end) if saved else (0, 0)
        self._target: Target = open_target(plan.output, plan.style, start=end)
        self._failures = BytesPart(plan.failures, start=failures_end) if plan.failures else None

    def take(self, piece: Piece, outcome: Outcome | None) -> None:
        """Write and count one thing that was found."""
        if self._last is not None and piece.shard != self._last.shard:
            self._end_shard(self._last)
        self._last = piece
        found = piece.found
        if isinstance(found, Item) and not isinstance(outcome, Done):
            assert outcome is not None
            found = fail_item(found, outcome)
        if isinstance(found, Failure):
            self._fail(found)
        elif isinstance(found, Skipped):
            self._counts.count_skipped(found)
        else:
            assert isinstance(outcome, Done)
            self._write(piece, outcome.value)
        self._watcher.see(piece)

    def _write(self, piece: Piece, shaped: Shaped) -> None:
        assert isinstance(piece.found, Item)
        is_wanted = shaped.payload is not None
        self._counts.count_record(shaped.facts, is_written=is_wanted)
        if is_wanted:
            self._target.write(shaped.payload, piece.shard, name_page(piece.behind.total, piece.found.path))

    def _fail(self, failure: Failure) -> None:
        self._counts.count_failure(failure)
        self._watcher.tell(failure)
        if self._failures is not None:
            line = json.dumps(failure.to_dict(), ensure_ascii=False, separators=(",", ":"))
            self._failures.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def _end_shard(self, last: Piece) -> None:
        """What the shard gave is on the disk before the manifest says so."""
        end = self._target.end_shard(last.shard)
        failures_end = self._failures.save() if self._failures else 0
        self.total.add(self._counts)
        if self._manifest is not None:
            self._manifest.save(Saved(last.shard, last.behind, end, failures_end, self._counts))
        self._counts = Summary()

    def finish(self) -> None:
        """All is read: the outputs take their names."""
        if self._last is not None:
            self._end_shard(self._last)
        if self._manifest is not None:
            self._manifest.finish()
        self._target.finish()
        if self._failures is not None:
            self._failures.finish()

    def abandon(self) -> None:
        """The run was broken off: what is not whole takes no name, and is kept if a later run can go on with it."""
        self._target.abandon(keep=self._keep)
        if self._failures is not None:
            self._failures.abandon(keep=self._keep)
        if self._manifest is not None:
            self._manifest.close()
