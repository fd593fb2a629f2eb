"""Tasks in, outcomes out: on several cores, in order, past whatever kills a child.

A thread cannot be stopped, and a signal does not stop C code: what counts is a child that its parent can kill. Pools
that share one queue lose all that is queued when one child dies, so each child has a line of its own to the parent.
"""

from __future__ import annotations

import os
import pickle
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self

from pagewinnow.batch.outcomes import Broken, Limits, Maker, Outcome, attempt
from pagewinnow.batch.workers import Template, Worker
from pagewinnow.errors import WorkerError

# What may be read before the task that holds up the line is done: so many tasks a child, and so many bytes in all.
_AHEAD, _AHEAD_BYTES = 32, 64 << 20
_STARTS = 3  # children that may end before they have started, one after the other, before we give up


@dataclass(slots=True, eq=False)
class _Place:
    """A task's place in the line."""

    tag: Any
    message: bytes | None
    size: int = 0
    outcome: Outcome | None = None
    tries: int = 0

    @property
    def is_done(self) -> bool:
        return self.message is None or self.outcome is not None


def run_unguarded(make: Maker, tasks: Iterable[tuple[Any, object | None]]) -> Iterator[tuple[Any, Outcome | None]]:
    """The outcomes of the tasks, as `Supervisor.run` gives them, from this process and without limits."""
    work = make()
    for tag, task in tasks:
        yield tag, None if task is None else attempt(work, task)


class Supervisor:
    """Works on tasks in children, each task within limits; close it, or use it as a context.

    A task that takes too long, takes too much memory or kills its child is one `Broken` outcome. One whose child ended
    without a word is tried once more, since the machine may have ended it for another's sake.
    """

    def __init__(self, make: Maker, *, jobs: int = 1, limits: Limits | None = None) -> None:
        """Start the children: `make` is pickled, called once, and gives what works on a task.

        Raises:
            WorkerError: they cannot be started, or `make` raised.
        """
        if not hasattr(os, "fork"):
            raise WorkerError("children want fork, which this system has not: one job without limits can be had")
        self._make = make
        self._limits = limits or Limits()
        self._templates = [Template(make, self._limits)]  # the last is in use; the children of one that died work on
        self._workers = [Worker(self._templates[-1], self._limits) for _ in range(jobs)]
        self._failed_starts = 0

    def call(self, task: object) -> Outcome:
        """The outcome of one task."""
        for _, outcome in self.run([(None, task)]):
            assert outcome is not None
            return outcome
        raise AssertionError("one task has one outcome")

    def run(self, tasks: Iterable[tuple[Any, object | None]]) -> Generator[tuple[Any, Outcome | None], None, None]:
        """The outcomes of the tasks, each with its tag, in the order of the tasks; no more is read than is worked on.

        A task that is `None` is no work: its tag comes out in its place, with no outcome.
        """
        source = iter(tasks)
        line: deque[_Place] = deque()  # in order: what was read and has not come out
        waiting: deque[_Place] = deque()  # those of them that no child has yet
        is_open = True
        try:
            while is_open or line:
                self._hand_out(waiting)
                is_open = is_open and self._read_ahead(source, line, waiting)
                self._hand_out(waiting)
                while line and line[0].is_done:
                    place = line.popleft()
                    yield place.tag, place.outcome
                if line:
                    self._listen(waiting)
        finally:
            for worker in self._workers:
                if worker.task is not None:
                    self._replace(worker)

    def _read_ahead(
        self, source: Iterator[tuple[Any, object | None]], line: deque[_Place], waiting: deque[_Place]
    ) -> bool:
        """Read as many tasks as there are children, so that none has to wait; `False` when there are no more."""
        jobs = len(self._workers)
        while len(waiting) < jobs and len(line) < _AHEAD * jobs and sum(place.size for place in line) < _AHEAD_BYTES:
            tagged = next(source, None)
            if tagged is None:
                return False
            tag, task = tagged
            message = None if task is None else pickle.dumps(task, protocol=5)
            place = _Place(tag, message, len(message or b""))
            line.append(place)
            if not place.is_done:
                waiting.append(place)
        return True

    def _hand_out(self, waiting: deque[_Place]) -> None:
        for worker in self._workers:
            if waiting and worker.is_idle:
                place = waiting[0]
                assert place.message is not None
                if worker.give(place, place.message):
                    waiting.popleft()
                else:
                    self._replace(worker)

    def _listen(self, waiting: deque[_Place]) -> None:
        """Wait until a child says something, ends, or has had its time."""
        busy = [worker for worker in self._workers if not worker.is_idle]
        now = time.monotonic()
        deadlines = [worker.deadline for worker in busy if worker.deadline is not None]
        patience = max(0.0, min(deadlines) - now) if deadlines else None
        heard = wait([worker.connection for worker in busy], patience)
        now = time.monotonic()
        for worker in busy:
            if worker.connection in heard:
                self._hear(worker, waiting)
            elif worker.deadline is not None and worker.deadline <= now:
                worker.task.outcome = Broken("clean", "timeout", f"more than {self._limits.timeout:g} seconds")
                self._replace(worker)

    def _hear(self, worker: Worker, waiting: deque[_Place]) -> None:
        place = worker.task
        try:
            said = worker.receive()
        except (EOFError, OSError):
            self._bury(worker, waiting)
            return
        self._failed_starts = 0
        if said is None:
            return
        place.outcome, is_last = said
        place.message = b""  # a page may be large, and its place in the line may be long
        if is_last:
            self._replace(worker)

    def _bury(self, worker: Worker, waiting: deque[_Place]) -> None:
        """A child ended without a word: its task is tried once more, before all others."""
        place = worker.task
        if place is None:
            self._failed_starts += 1
            if self._failed_starts > _STARTS:
                raise WorkerError("children end before they have started")
        elif place.tries == 0:
            place.tries = 1
            waiting.appendleft(place)
        else:
            place.outcome = Broken("clean", "crash", "its process ended without a word, twice")
        self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._workers[self._workers.index(worker)] = self._start_worker()

    def _start_worker(self) -> Worker:
        """A new child, of a new template where the last has died.

        Raises:
            WorkerError: the new one cannot be started, or has died at once.
        """
        if self._templates[-1].is_alive:
            with suppress(WorkerError):  # it may die just now
                return Worker(self._templates[-1], self._limits)
        self._templates.append(Template(self._make, self._limits))
        return Worker(self._templates[-1], self._limits)

    def close(self) -> None:
        """End all children."""
        for worker in self._workers:
            worker.connection.close()
        for template in self._templates:
            template.close()

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
