"""The template: a process that loads everything once, and is then copied by `fork`, a child for each worker.

A fork of a loaded process is there in milliseconds; a new interpreter would load rules and models for a second. The
template has no threads and holds no pages, so it is safe to copy; the user's own process may have both. It is started
as a plain interpreter, so that the user's main module is not run again.

The parent holds one end of a socket to the template, and sends it one end of a new socket for each child it wants.
When the parent is gone, however it went, the template ends its whole group of processes.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pagewinnow.batch.outcomes import OVER_MEMORY, Broken, Limits, Outcome, attempt

TASKS = 5_000  # after so many a child leaves: whatever a library leaks goes with it
_STATM = Path("/proc/self/statm")
_OOM = Path("/proc/self/oom_score_adj")


def main(number: int) -> None:
    """Serve as the template; `number` is the descriptor of the socket to the parent."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a child has one core
    control = socket.socket(fileno=number)
    words = Connection(os.dup(number))
    try:
        make, limits = pickle.loads(words.recv_bytes())  # noqa: S301 - from our own parent
        made = attempt(lambda make: make(), make)
        words.send(made if isinstance(made, Broken) else None)
    except (EOFError, OSError):  # the parent has gone already
        return
    if isinstance(made, Broken):
        return
    words.close()
    gc.collect()
    gc.freeze()  # what is loaded is never looked at by the collector, so its pages of memory stay shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child that has ended
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            os.killpg(os.getpgrp(), signal.SIGKILL)
        if os.fork() == 0:
            control.close()
            _serve(Connection(descriptors[0]), made.value, limits)
        os.close(descriptors[0])


def _serve(parent: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """What a child does: tasks in, outcomes out, until the parent closes or the child had better be replaced."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _stand_first_in_line()
    base = _limit_memory(limits.memory)
    parent.send(os.getpid())
    for count in range(TASKS):
        try:
            outcome = _work(parent, work)
            is_last = _is_spent(outcome, base, limits) or count == TASKS - 1
            parent.send_bytes(_pack(outcome, is_last=is_last))
        except (EOFError, OSError):  # the parent has gone
            break
        if is_last:
            break
    os._exit(0)


def _work(parent: Connection, work: Callable[[Any], Any]) -> Outcome:
    """The outcome of the next task.

    Raises:
        EOFError, OSError: there is none.
    """
    try:
        message = parent.recv_bytes()
    except MemoryError:  # the page itself is over the limit
        return OVER_MEMORY
    return attempt(lambda message: work(pickle.loads(message)), message)  # noqa: S301 - from our own parent


def _pack(outcome: Outcome, *, is_last: bool) -> bytes:
    try:
        return pickle.dumps((outcome, is_last), protocol=5)
    except MemoryError:
        _free_memory()
        return pickle.dumps((OVER_MEMORY, True))
    except Exception as error:  # noqa: BLE001 - whatever the work returned
        return pickle.dumps((Broken("clean", "error", f"the result cannot be sent: {error}"), is_last))


def _is_spent(outcome: Outcome, base: int, limits: Limits) -> bool:
    """Has the child met its limit, or grown so that it could not clean a large page any more?"""
    if isinstance(outcome, Broken) and outcome.reason == "memory":
        _free_memory()
        return True
    return base > 0 and _measure() > base + limits.memory // 2


def _stand_first_in_line() -> None:
    """Where the machine runs out of memory, the kernel shall end a child, not its parent."""
    try:
        _OOM.write_text("1000")
    except OSError:
        return


def _limit_memory(allowed: int) -> int:
    """Set the limit above what the child has now, in bytes, and return that; 0 where it cannot be measured."""
    base = _measure()
    if base:
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_AS, (base + allowed, resource.getrlimit(resource.RLIMIT_AS)[1]))
    return base


def _free_memory() -> None:
    """Lift the limit, so that the child can say that it met it."""
    import resource  # noqa: PLC0415 - not everywhere

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _measure() -> int:
    """The child's address space in bytes; 0 where the system does not tell."""
    try:
        return int(_STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
