"""Which numbers does no test hold? Move each named constant of a room, run the room's tests, say which of them notices.

    python tests/bench/constants.py --only label --only find/chrome
    python tests/bench/constants.py --most 20
    python tests/bench/constants.py --list

A constant is a name in capitals at the level of a module that is bound to a number. It is moved down and up, one
move at a time, in a copy of the tree, and the tests run in a process of their own: so the number is moved wherever
it was copied to (`from x import _C`, default arguments, a sum of two of them). A small whole number is moved by one
first; then, like the others, to a half and to the double. A side is held as soon as one move is noticed.

What was tried stands in `--log` (JSON Lines) and is not tried again while the tests of the room and the line of the
constant are the same. This is mutation testing (DeMillo, Lipton and Sayward, 1978) of numbers alone.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
PACKAGE = Path("src/pagewinnow")
CASES = "tests/test_cases.py"
NOTHING_COLLECTED = 5  # of pytest: a room without examples

# The tests of each room, the quickest first; the fixtures' cases are asked last.
ROOMS: dict[str, tuple[str, ...]] = {
    "load": ("test_load.py", "test_encodings.py", "test_stripped.py"),
    "segment": ("test_segment_numbers.py", "test_segment*.py", "test_shapes.py", "test_load.py"),
    "sites": ("test_sites.py",),
    "label": (
        "test_weigh.py",
        "test_chrome.py",
        "test_label.py",
        "test_sites.py",
        "test_shapes.py",
        "test_stripped.py",
    ),
    "find/chrome": ("test_chrome.py", "test_label.py", "test_shapes.py", "test_stripped.py"),
    "find/body": ("test_body.py", "test_label.py", "test_shapes.py", "test_stripped.py"),
    "find/access": ("test_access*.py",),
    "find/fields": ("test_text_titles.py", "test_metadata*.py", "test_fields*.py"),
    "find/language": ("test_language_counts.py", "test_language.py"),
    "find/threads": ("test_threads*.py", "test_platforms.py", "test_stripped.py"),
}

_NAME = re.compile(r"_?[A-Z][A-Z0-9_]*")
_SMALL = 10  # up to which one more or one less is a move of its own


@dataclass(frozen=True, slots=True)
class Constant:
    """A number in a module; `start` and `end` are bytes in the file."""

    room: str
    path: str
    line: int
    name: str
    value: float
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name} = {self.value}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one move; `noticed` is the first test that failed, or None."""

    path: str
    name: str
    value: float
    moved: float
    digest: str
    noticed: str | None


def find_constants(room: str) -> Iterator[Constant]:
    """The constants of a room, a folder of the package, in the order of its files."""
    for path in sorted((TREE / PACKAGE / room).rglob("*.py")):
        source = path.read_bytes()
        starts = _line_starts(source)
        for statement in ast.parse(source).body:
            for name, node in _bound_numbers(statement):
                value = _number_of(node)
                if value is None or node.end_lineno is None or node.end_col_offset is None:
                    continue
                start = starts[node.lineno - 1] + node.col_offset
                end = starts[node.end_lineno - 1] + node.end_col_offset
                yield Constant(room, str(path.relative_to(TREE)), node.lineno, name, value, start, end)


def _line_starts(source: bytes) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _bound_numbers(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names in capitals that a statement binds, each with its value: `_A = 1`, `_A: int = 1`, `_A, _B = 1, 2`."""
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets: list[ast.expr] = [statement.target]
    elif isinstance(statement, ast.Assign):
        targets = statement.targets
    else:
        return
    value = statement.value
    for target in targets:
        names, values = [target], [value]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            names, values = target.elts, list(value.elts)
        for name, node in zip(names, values, strict=True):
            if isinstance(name, ast.Name) and _NAME.fullmatch(name.id) and node is not None:
                yield name.id, node


def _number_of(node: ast.expr) -> float | None:
    """The number that an expression of numbers alone makes, as in `-3.0` and `1 / 400`; None for any other."""
    for part in ast.walk(node):
        is_number = isinstance(part, ast.Constant) and type(part.value) in (int, float)
        if not is_number and not isinstance(part, ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop):
            return None
    value = eval(ast.unparse(node), {"__builtins__": {}})  # of numbers and operators alone
    return value if isinstance(value, int | float) else None


def moves_of(value: float) -> tuple[list[float], list[float]]:
    """The moves of a number down and up, the nearest first.

    >>> moves_of(3), moves_of(0.5)
    (([2, 1], [4, 6]), ([0.25], [1.0]))
    """
    half = value // 2 if isinstance(value, int) else value / 2
    smaller, larger = sorted((half, value * 2))
    down, up = [smaller], [larger]
    if isinstance(value, int) and abs(value) <= _SMALL:
        down.insert(0, value - 1)
        up.insert(0, value + 1)
    return list(dict.fromkeys(down)), list(dict.fromkeys(up))


class Copy:
    """A copy of the tree in which one number is changed at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", ".git", ".*_cache", "*.egg-info")
        for name in ("src", "tests", "fixtures"):
            shutil.copytree(TREE / name, folder / name, ignore=ignored)
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(TREE / name, folder / name)

    def failures(self, tests: Sequence[str]) -> list[str]:
        """The tests that fail as things are: they would notice anything, and are not asked."""
        return self._run([*tests])

    def first_notice(self, constant: Constant, moved: float, tests: Sequence[str]) -> str | None:
        """The first test that fails with the constant moved."""
        path = self.folder / constant.path
        source = path.read_bytes()
        try:
            self._write(path, source[: constant.start] + repr(moved).encode() + source[constant.end :])
            return self._first_failure(tests)
        finally:
            self._write(path, source)

    def _first_failure(self, tests: Sequence[str]) -> str | None:
        """File by file: where the first notices, the others need not even be collected."""
        options = [name for name in tests if name.startswith("-")]
        for name in tests:
            failed = self._run(["-x", name, *options]) if name not in options else []
            if failed:
                return failed[0]
        return None

    def _write(self, path: Path, source: bytes) -> None:
        path.write_bytes(source)
        # Two sources of one length within one second share a compiled file.
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)

    def _run(self, arguments: Sequence[str]) -> list[str]:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--no-header", "--tb=no", *arguments]
        environment = os.environ | {"PYTHONPATH": str(self.folder / "src"), "OMP_NUM_THREADS": "1", "COLUMNS": "500"}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode in (0, NOTHING_COLLECTED):
            return []
        failed = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
        return failed or [f"pytest ended with {done.returncode}"]


class Log:
    """The trials so far, in a file to which each is added when it is done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: dict[tuple[str, str, float, float, str], Trial] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._keep(Trial(**json.loads(line)))

    def _keep(self, trial: Trial) -> None:
        self._done[trial.path, trial.name, trial.value, trial.moved, trial.digest] = trial

    def find(self, constant: Constant, moved: float, digest: str) -> Trial | None:
        """The trial of this move, if it was made with these tests."""
        return self._done.get((constant.path, constant.name, constant.value, moved, digest))

    def add(self, trial: Trial) -> None:
        """Keep a trial, on disk as well."""
        self._keep(trial)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(trial)) + "\n")


def tests_of(room: str, *, with_cases: bool) -> list[str]:
    """The files of tests that a room is asked by, and its own examples."""
    paths = [path for pattern in ROOMS[room] for path in sorted((TREE / "tests").glob(pattern))]
    tests = dict.fromkeys(str(path.relative_to(TREE)) for path in paths)
    return [*tests, str(PACKAGE / room), *([CASES] if with_cases else [])]


def ask_room(room: str, copy: Copy, *, with_cases: bool) -> list[str]:
    """What pytest is asked for a room: its tests, without those that fail already."""
    tests = tests_of(room, with_cases=with_cases)
    failing = copy.failures(tests)
    for name in failing:
        print(f"{room}: fails as it is, and is not asked: {name}", flush=True)
    return [*tests, *(f"--deselect={name}" for name in failing)]


def digest_tests(tests: Sequence[str]) -> str:
    """A digest of what is asked and of its files: when one changes, what was tried with it is tried again."""
    digest = hashlib.sha256()
    for name in tests:
        path = TREE / name
        digest.update(name.encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def try_side(constant: Constant, moves: Sequence[float], tests: Sequence[str], copy: Copy, log: Log) -> Trial | None:
    """The first move of a side that is noticed, else the last that was not; None where there is no move."""
    digest = digest_tests(tests)
    trial = None
    for moved in moves:
        trial = log.find(constant, moved, digest)
        if trial is None:
            noticed = copy.first_notice(constant, moved, tests)
            trial = Trial(constant.path, constant.name, constant.value, moved, digest, noticed)
            log.add(trial)
        if trial.noticed:
            break
    return trial


def try_constants(constants: Sequence[Constant], log: Log, *, with_cases: bool) -> int:
    """Try each constant and print what came of it; how many have a side that no test holds."""
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="constants-") as folder:
        copy = Copy(Path(folder))
        asked = {room: ask_room(room, copy, with_cases=with_cases) for room in {c.room for c in constants}}
        for constant in constants:
            tests = asked[constant.room]
            print(constant, flush=True)
            sides = [try_side(constant, moves, tests, copy, log) for moves in moves_of(constant.value)]
            for trial in filter(None, sides):
                print(f"    {trial.moved}: {trial.noticed or 'NO TEST NOTICES'}", flush=True)
            survivors += any(trial is not None and trial.noticed is None for trial in sides)
    print(f"{len(constants)} constants, {survivors} with a side that no test holds")
    return survivors


def main() -> int:
    """Exit 1 if a constant survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=ROOMS, help="a room, or several")
    parser.add_argument("--name", action="append", help="a constant by its name, or several")
    parser.add_argument("--most", type=int, metavar="N", help="constants to try at most")
    parser.add_argument("--no-cases", action="store_true", help="ask the room's own tests alone, which is quicker")
    parser.add_argument("--list", action="store_true", help="say which there are, and try none")
    parser.add_argument("--log", type=Path, default=Path("constants.jsonl"), help="where trials are kept")
    args = parser.parse_args()
    constants = [constant for room in args.only or ROOMS for constant in find_constants(room)]
    if args.name:
        constants = [constant for constant in constants if constant.name in args.name]
    constants = constants[: args.most]
    if args.list:
        for constant in constants:
            print(constant)
        return 0
    return int(try_constants(constants, Log(args.log), with_cases=not args.no_cases) > 0)


if __name__ == "__main__":
    sys.exit(main())
