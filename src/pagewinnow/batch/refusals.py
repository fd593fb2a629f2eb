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
    outputs = [
        path for path in (output.path if output and not output.is_device else None, failures) if path is not None
    ]
    for path in outputs:
        if not path.parent.is_dir() and not (output and output.is_folder):
            raise OutputError(str(path), "its folder is not there")
    if failures is not None and failures.is_dir():
        raise OutputError(str(failures), "is a folder")
    if len(outputs) == 2 and os.path.realpath(outputs[0]) == os.path.realpath(outputs[1]):
        raise OutputError(str(failures), "is the output, too")
    _refuse_inputs(paths, outputs)
    if resume:
        _refuse_to_resume(paths, output)
    elif output is not None:
        _refuse_unfinished(output)


def _refuse_inputs(paths: Iterable[str], outputs: list[Path]) -> None:
    """No output is an input; no folder of output is in a folder of input, or has an input in it."""
    folders = [os.path.realpath(path) for path in outputs if not path.is_file()]
    files = {identify(path): path for path in outputs if path.is_file()}
    if not outputs:
        return
    for path in paths:
        place = os.path.realpath(path)
        for folder in folders:
            if place == folder or (_is_within(folder, place) and Path(folder).is_dir()):
                raise OutputError(folder, f"is in the input {path}")
    for found in find_files(paths):
        if isinstance(found, Place) and found.path != STDIN:
            if found.identity in files:
                raise OutputError(str(files[found.identity]), "is an input, and would be written over")
            if found.is_named and any(_is_within(os.path.realpath(found.path), folder) for folder in folders):
                raise OutputError(found.path, "is an input in the folder of the output")


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
