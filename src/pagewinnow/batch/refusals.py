"""Runs that would destroy something are refused before they begin."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pagewinnow.errors import OutputError
from pagewinnow.sinks.output import Output
from pagewinnow.sources.files import MANIFEST, find_files
from pagewinnow.sources.items import STDIN, Place


def name_manifest(output: Output | None) -> Path | None:
    """Where the manifest of an output stands: in its folder, or beside its file."""
    if output is None or output.is_device:
        return None
    if output.is_folder:
        return output.path / f"pagewinnow{MANIFEST}"
    return output.path.with_name(output.path.name + MANIFEST)


def refuse_outputs(paths: tuple[str, ...], output: Output | None, failures: Path | None, *, resume: bool) -> None:
    """Refuse outputs that are inputs, that hold other things, or that an earlier run is still to finish.

    Raises:
        OutputError: one of them would be destroyed, or cannot be written.
    """
    files = [failures] if failures is not None else []
    folder = None
    if output is not None and output.is_folder:
        folder = os.path.realpath(output.path)
    elif output is not None and not output.is_device:
        files.append(output.path)
    for path in files:
        if path.is_dir() or not path.parent.is_dir():
            raise OutputError(str(path), "is a folder" if path.is_dir() else "its folder is not there")
    if len({os.path.realpath(path) for path in files}) < len(files):
        raise OutputError(str(failures), "is the output, too")
    _refuse_inputs(paths, files)
    if folder is not None:
        _refuse_nested(paths, folder)
    if resume:
        _refuse_to_resume(paths, output)
    elif output is not None:
        _refuse_unfinished(output)


def _refuse_inputs(paths: Iterable[str], files: list[Path]) -> None:
    """No file of output is a file of input."""
    there = {identify(path): path for path in files if path.exists()}
    if not there:
        return
    for found in find_files(paths):
        if isinstance(found, Place) and found.identity in there:
            raise OutputError(str(there[found.identity]), "is an input, and would be written over")


def _refuse_nested(paths: Iterable[str], folder: str) -> None:
    """The folder of output is not in a folder of input, and no input is in it."""
    for path in paths:
        place = os.path.realpath(path)
        if place == folder or (os.path.isdir(path) and _is_within(folder, place)):  # noqa: PTH112 - as it was named
            raise OutputError(folder, f"is in the input {path}")
        if path != STDIN and _is_within(place, folder):
            raise OutputError(path, "is an input in the folder of the output")


def identify(path: Path) -> tuple[int, int]:
    """Device and number of a file."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _is_within(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _refuse_to_resume(paths: Iterable[str], output: Output | None) -> None:
    if output is None or output.is_device:
        raise OutputError("--resume", "wants an output that it can go on with: -o FILE or -o FOLDER/")
    if not output.is_folder and output.path.suffix == ".parquet":
        raise OutputError(str(output.path), "a Parquet file cannot be gone on with: -o FOLDER/ can")
    if STDIN in paths:
        raise OutputError("--resume", "standard input cannot be read again")


def _refuse_unfinished(output: Output) -> None:
    manifest = name_manifest(output)
    if manifest is not None and manifest.exists():
        raise OutputError(str(manifest), "an earlier run was here: --resume goes on with it, or remove it")
    if output.is_folder and output.path.is_dir() and next(output.path.iterdir(), None) is not None:
        raise OutputError(str(output.path), "the folder is not empty")
