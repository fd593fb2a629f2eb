"""Paths, folders and globs to files: always in the same order, nothing passed over without a word."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from hashlib import sha256
from typing import NamedTuple

from pagewinnow.records import Failure
from pagewinnow.sources.items import STDIN, Place, Skipped, fail_reading, show_path

# What a run of ours leaves beside its output; it is no input.
UNFINISHED, MANIFEST = ".partial", ".manifest"


def find_files(paths: Iterable[str]) -> Iterator[Place | Skipped | Failure]:
    """The files of the paths, of a folder by name and downwards; `-` is standard input.

    A path that is not there and holds `*`, `?` or `[` is a glob, `**` goes into folders.
    """
    for path in paths:
        if path == STDIN:
            yield Place(STDIN, 0, is_named=True)
        elif os.path.lexists(path) or not has_magic(path):
            yield from _look_at(path, is_named=True)
        else:
            found = sorted(glob(path, recursive=True))
            if not found:
                yield fail_reading(path, "error", "no file is of this pattern")
            for one in found:
                if not os.path.isdir(one):  # a glob means files: `**` names folders and what is in them
                    yield from _look_at(one, is_named=True)


def _look_at(path: str, *, is_named: bool) -> Iterator[Place | Skipped | Failure]:
    try:
        status = os.stat(path)
    except OSError as error:
        yield fail_reading(path, "error", error.strerror or "cannot be read")
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path)
    elif stat.S_ISREG(status.st_mode) or is_named:
        yield Place(path, status.st_size, is_named, (status.st_dev, status.st_ino))
    else:
        yield Skipped(show_path(path), "not a regular file")


def _walk(folder: str) -> Iterator[Place | Skipped | Failure]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield fail_reading(folder, "error", error.strerror or "cannot be read")
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith((UNFINISHED, MANIFEST)):
            yield Skipped(show_path(path), "of a run of pagewinnow")
        elif os.path.islink(path) and os.path.isdir(path):
            yield Skipped(show_path(path), "a link to a folder")  # it may lead back
        else:
            yield from _look_at(path, is_named=False)


class Measured(NamedTuple):
    """A digest of the files' names and sizes, how many they are, and their bytes."""

    digest: str
    files: int
    size: int


def measure_files(paths: Iterable[str]) -> Measured:
    """The files of the paths, measured; none is opened."""
    digest, count, size = sha256(), 0, 0
    for place in find_files(paths):
        if isinstance(place, Place):
            digest.update(os.fsencode(place.path) + b"\0" + str(place.size).encode() + b"\n")
            count += 1
            size += place.size
    return Measured(digest.hexdigest()[:16], count, size)


def read_addresses(path: str) -> dict[str, str]:
    """The addresses of files, by absolute path: a line has a path, a tab and an address.

    Raises:
        ValueError: a line has no tab, or the file cannot be read.
    """
    addresses = {}
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as lines:
            for number, line in enumerate(lines, 1):
                name, tab, url = line.rstrip("\r\n").partition("\t")
                if line.strip() and not tab:
                    raise ValueError(f"{path}, line {number}: a path, a tab and an address")
                addresses[os.path.abspath(name)] = url.strip()
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from error
    return addresses
