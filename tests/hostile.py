"""Work for children that ends as pages may end them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def make() -> Callable[[Any], Any]:
    return work


def make_nothing() -> Callable[[Any], Any]:
    raise ValueError("no rules")


def make_once(path: Path) -> Callable[[Any], Any]:
    path.touch(exist_ok=False)
    return work


def die_young() -> Callable[[Any], Any]:
    os._exit(1)


def work(task: object) -> object:
    name, _, argument = task.partition(" ") if isinstance(task, str) else ("", "", "")
    return _WORK[name](argument) if name in _WORK else task


def _hang(_: str) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL})
    time.sleep(60)


def _spin(_: str) -> None:
    while True:
        pass


def _crash(_: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _crash_once(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        os._exit(1)
    return "second"


def _eat(_: str) -> None:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes(100_000_000))


def _raise(_: str) -> None:
    raise ValueError("no good")


_grown: list[bytes] = []


def _grow(size: str) -> None:
    _grown.append(bytes(int(size)))


_WORK: dict[str, Callable[[str], object]] = {
    "hang": _hang, "spin": _spin, "crash": _crash, "crash_once": _crash_once, "eat": _eat, "raise": _raise,
    "sleep": lambda seconds: time.sleep(float(seconds)), "large": lambda size: bytes(int(size)),
    "lambda": lambda _: lambda: None, "pid": lambda _: os.getpid(), "template": lambda _: os.getppid(),
    "grow": _grow,
}  # fmt: skip
