"""What a run over many pages costs beside the cleaning, what a second job brings, and what memory a long run takes.

    python tests/bench/batch.py cores SOURCE [--rounds 3]    one job and two, in turn
    python tests/bench/batch.py memory SOURCE [--times 34]   the source again and again, as one stream

Linux only: the processes of the run (the supervisor, the template, its workers) are watched in /proc. Seconds of the
clock mean something on an idle machine only; the share of the supervisor is processor time, and means it always.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import BinaryIO, NamedTuple

COMMAND = (sys.executable, "-m", "pagewinnow", "clean", "--quiet")
_TICK = 0.1  # seconds between two looks
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CHUNK = 1 << 20


class Seen(NamedTuple):
    """One process at one moment: its parent, processor time in seconds, resident memory in bytes."""

    parent: int
    cpu: float
    memory: int


class Watched(NamedTuple):
    """A run: seconds, processor time of the supervisor and of what it started."""

    seconds: float
    supervisor: float
    children: float


def look() -> dict[int, Seen]:
    """All processes of the machine by number."""
    found: dict[int, Seen] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        found[int(path.parent.name)] = Seen(
            int(words[1]), (int(words[11]) + int(words[12])) / _TICKS, int(words[21]) * _PAGE
        )
    return found


def family(of: int) -> dict[str, dict[int, Seen]]:
    """The processes of a run by their role."""
    seen = look()
    templates = {number: one for number, one in seen.items() if one.parent == of}
    workers = {number: one for number, one in seen.items() if one.parent in templates}
    return {"supervisor": {of: seen[of]} if of in seen else {}, "template": templates, "workers": workers}


def watch_run(source: str, jobs: int, folder: Path) -> Watched:
    """Clean a source, and add up what its processes used."""
    output = folder / "out.jsonl"
    began = time.perf_counter()
    run = subprocess.Popen([*COMMAND, source, "-o", str(output), "--jobs", str(jobs)])
    used: dict[str, dict[int, float]] = {}
    while run.poll() is None:
        for role, processes in family(run.pid).items():
            used.setdefault(role, {}).update({number: one.cpu for number, one in processes.items()})
        time.sleep(_TICK)
    seconds = time.perf_counter() - began
    output.unlink(missing_ok=True)
    parts = {role: sum(one.values()) for role, one in used.items()}
    return Watched(seconds, parts["supervisor"], parts["template"] + parts["workers"])


def compare_cores(source: str, rounds: int) -> None:
    """Print seconds of one job and of two, taken in turn, and the share of the supervisor."""
    ratios = []
    with TemporaryDirectory() as folder:
        for _ in range(rounds):
            one, two = (watch_run(source, jobs, Path(folder)) for jobs in (1, 2))
            ratios.append(one.seconds / two.seconds)
            load = os.getloadavg()[0]
            print(
                f"one job {one.seconds:.1f} s, two {two.seconds:.1f} s: {ratios[-1]:.2f} times; "
                f"supervisor, source and sink over cleaning: {one.supervisor / one.children:.1%}, "
                f"{two.supervisor / two.children:.1%}; load {load:.1f}",
                flush=True,
            )
    print(f"median {median(ratios):.2f}")


def feed(source: Path, times: int, pipe: BinaryIO, passes: list[int]) -> None:
    """Write a file again and again; each pass is noted when it has been written."""
    with pipe:
        for number in range(times):
            with source.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    pipe.write(chunk)
            passes.append(number + 1)


def watch_memory(source: str, times: int, jobs: int) -> Iterator[tuple[int, dict[str, float]]]:
    """After each pass over the source: how many there were, and the most MB that a process of each role had in it."""
    with TemporaryDirectory() as folder:
        command = [*COMMAND, "-", "-o", f"{folder}/out.jsonl", "--jobs", str(jobs)]
        run = subprocess.Popen(command, stdin=subprocess.PIPE)
        assert run.stdin is not None
        passes: list[int] = []
        Thread(target=feed, args=(Path(source), times, run.stdin, passes), daemon=True).start()
        told, most = 0, dict.fromkeys(("supervisor", "template", "workers"), 0.0)
        while run.poll() is None:
            for role, processes in family(run.pid).items():
                most[role] = max(most[role], *(one.memory / 1e6 for one in processes.values()), 0.0)
            if len(passes) > told:
                told = len(passes)
                yield told, most
                most = dict.fromkeys(most, 0.0)
            time.sleep(_TICK)


def main() -> None:
    """Measure what is asked for, and print it."""
    options = argparse.ArgumentParser(description="What a run over many pages costs beside the cleaning.")
    options.add_argument("measure", choices=("cores", "memory"))
    options.add_argument("source")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--times", type=int, default=34)
    options.add_argument("--jobs", type=int, default=1)
    given = options.parse_args()
    if given.measure == "cores":
        compare_cores(given.source, given.rounds)
        return
    print("pass  supervisor  template  worker  (MB resident, the most within the pass)")
    for number, most in watch_memory(given.source, given.times, given.jobs):
        print(f"{number:4}  {most['supervisor']:10.0f}  {most['template']:8.0f}  {most['workers']:6.0f}", flush=True)


if __name__ == "__main__":
    main()
