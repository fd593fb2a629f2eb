"""The template and its children as their parent sees them."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from pagewinnow.batch.outcomes import Broken, Limits, Maker, Outcome
from pagewinnow.errors import WorkerError

_COMMAND = "import sys; sys.path[:] = {path!r}; from pagewinnow.batch.template import main; main({number})"


class Template:
    """The process that children are forked from; see `template`."""

    def __init__(self, make: Maker, limits: Limits) -> None:
        """Start it: `make` is pickled, and called in it to give what works on a task.

        Raises:
            WorkerError: it cannot be started, or `make` raised.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            command = _COMMAND.format(path=sys.path, number=theirs.fileno())
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", command],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the parent alone, and one kill ends them all
            )
        self._control = ours
        try:
            with _connection(ours) as words:
                words.send_bytes(pickle.dumps((make, limits)))
                answer = words.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise WorkerError("the process that children are forked from ended as it began") from error
        except BaseException:  # an interruption
            self.close()
            raise
        if isinstance(answer, Broken):
            self.close()
            raise WorkerError(answer.detail)

    @property
    def is_alive(self) -> bool:
        """Can it still be asked for children?"""
        return self._process.poll() is None

    def fork(self) -> Connection:
        """The parent's end of a new child.

        Raises:
            WorkerError: the template is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs, ours:
            try:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            except OSError as error:
                raise WorkerError("the process that children are forked from has ended") from error
            return Connection(ours.detach())

    def close(self) -> None:
        """End it and all its children."""
        self._control.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _connection(of: socket.socket) -> Connection:
    return Connection(os.dup(of.fileno()))


class Worker:
    """One child: it starts, works on one task at a time, and can be killed at any moment."""

    def __init__(self, template: Template, limits: Limits) -> None:
        self._template = template
        self._timeout = limits.timeout
        self.connection = template.fork()
        self.task: Any = None  # what the child works on, for whoever gave it
        self.deadline: float | None = None
        self._pid: int | None = None  # known when the child has started

    @property
    def is_idle(self) -> bool:
        """Has it started, and nothing to do?"""
        return self._pid is not None and self.task is None

    def give(self, task: Any, message: bytes) -> bool:  # noqa: ANN401 - whatever the caller holds on to
        """Give it a task; `False` if it has ended meanwhile."""
        try:
            self.connection.send_bytes(message)
        except OSError:
            return False
        self.task = task
        self.deadline = time.monotonic() + self._timeout
        return True

    def receive(self) -> tuple[Outcome, bool] | None:
        """What it says: an outcome and whether it leaves; `None` when it only says that it has started.

        Raises:
            EOFError, OSError: it has ended.
        """
        if self._pid is None:
            self._pid = self.connection.recv()
            return None
        outcome, is_last = pickle.loads(self.connection.recv_bytes())  # noqa: S301 - from our own child
        self.task = self.deadline = None
        return outcome, is_last

    def kill(self) -> None:
        """End it, wherever it is."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self.connection.close()
