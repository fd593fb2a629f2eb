"""What becomes of a task that a child was given."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from pagewinnow.errors import InputError, PagewinnowError, SourceError
from pagewinnow.records import FailureReason, Stage


class Limits(NamedTuple):
    """What one task may take: seconds by the clock, and bytes of memory above what the child had before."""

    timeout: float = 30.0
    memory: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Done:
    """The task's result."""

    value: Any


@dataclass(frozen=True, slots=True)
class Broken:
    """There is no result, and why: the words of `Failure`."""

    stage: Stage
    reason: FailureReason
    detail: str


Outcome = Done | Broken
# Called once in a process, it loads what the work needs, and gives what works on a task.
Maker = Callable[[], Callable[[Any], Any]]


OVER_MEMORY = Broken("clean", "memory", "over the limit of memory")


def attempt(work: Callable[[Any], Any], task: object) -> Outcome:
    """Do the work. Whatever it raises is an outcome: this is the one place that catches everything."""
    try:
        return Done(work(task))
    except MemoryError:
        return OVER_MEMORY
    except InputError as error:
        return Broken("load", "not_a_page", error.found)
    except SourceError as error:
        return Broken("read", "damaged", error.reason)
    except PagewinnowError as error:
        return Broken("clean", "error", str(error))
    except Exception as error:  # noqa: BLE001 - a page must not end a run
        return Broken("clean", "error", _describe(error))


def _describe(error: Exception) -> str:
    """The error in one line: its type, its words, and where it was raised.

    >>> _describe(ValueError("no"))
    'ValueError: no'
    """
    words = " ".join(str(error).split())[:300]
    described = f"{type(error).__name__}: {words}" if words else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return described
    return f"{described} ({frames[-1].name}, line {frames[-1].lineno})"
