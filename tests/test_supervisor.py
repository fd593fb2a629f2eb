"""Children: whatever a task does, its neighbours come out, in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import hostile
from pagewinnow.batch.outcomes import Broken, Done, Limits, Maker
from pagewinnow.batch.supervisor import Supervisor, run_unguarded
from pagewinnow.errors import WorkerError

LIMITS = Limits(timeout=1.0, memory=200 << 20)


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor(hostile.make, jobs=2, limits=LIMITS) as made:
        yield made


@pytest.mark.parametrize(
    ("task", "reason", "detail"),
    [
        ("hang", "timeout", "more than 1 seconds"),
        ("spin", "timeout", "more than 1 seconds"),
        ("crash", "crash", "its process ended without a word, twice"),
        ("eat", "memory", "over the limit of memory"),
        ("raise", "error", "ValueError: no good (_raise, line "),
        ("lambda", "error", "the result cannot be sent"),
    ],
)
def test_a_task_that_ends_badly_is_one_outcome(supervisor: Supervisor, task: str, reason: str, detail: str) -> None:
    tasks = [1, 2, task, 3, task, 4, 5]
    outcomes = [outcome for _, outcome in supervisor.run(enumerate(tasks))]
    assert [outcome.value for outcome in outcomes if isinstance(outcome, Done)] == [1, 2, 3, 4, 5]
    for broken in outcomes[2], outcomes[4]:
        assert isinstance(broken, Broken)
        assert broken.reason == reason
        assert broken.detail.startswith(detail)


def test_the_order_is_that_of_the_tasks(supervisor: Supervisor) -> None:
    tasks = ["sleep 0.2", 1, None, 2, "large 5000000", *range(200)]
    outcomes = list(supervisor.run(enumerate(tasks)))
    assert [tag for tag, _ in outcomes] == list(range(len(tasks)))
    assert outcomes[2][1] is None
    assert outcomes[-1][1] == Done(199)


def test_a_child_that_ended_by_accident_costs_nothing(supervisor: Supervisor, tmp_path: Path) -> None:
    assert supervisor.call(f"crash_once {tmp_path / 'there'}") == Done("second")
    pid = supervisor.call("pid")
    assert isinstance(pid, Done)
    os.kill(pid.value, signal.SIGKILL)  # between two tasks
    time.sleep(0.05)
    assert [outcome for _, outcome in supervisor.run(enumerate([1, 2, 3]))] == [Done(1), Done(2), Done(3)]


def test_a_template_that_has_died_is_started_again() -> None:
    with Supervisor(hostile.make, jobs=2, limits=LIMITS) as supervisor:
        before = supervisor.call("template")
        assert isinstance(before, Done)
        os.kill(before.value, signal.SIGKILL)
        assert supervisor.call(1) == Done(1)  # its children work on
        outcomes = [
            outcome for _, outcome in supervisor.run(enumerate(["crash", 2, "spin", 3, "crash", 4, "template"]))
        ]
    assert [outcome for outcome in outcomes[:-1] if isinstance(outcome, Done)] == [Done(2), Done(3), Done(4)]
    assert outcomes[-1] != before


def test_a_template_that_cannot_be_started_again_is_said_to_be_so(tmp_path: Path) -> None:
    maker = tmp_path / "made"
    with Supervisor(partial(hostile.make_once, maker), limits=LIMITS) as supervisor:
        template = supervisor.call("template")
        assert isinstance(template, Done)
        os.kill(template.value, signal.SIGKILL)
        with pytest.raises(WorkerError):
            supervisor.call("crash")


def test_a_child_that_has_grown_is_replaced() -> None:
    with Supervisor(hostile.make, limits=LIMITS) as supervisor:
        before = supervisor.call("pid")
        assert supervisor.call("pid") == before
        supervisor.call("grow 150000000")
        assert supervisor.call("pid") != before


def test_no_more_is_read_than_is_worked_on(supervisor: Supervisor) -> None:
    read = []

    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(1000):
            read.append(number)
            yield number, number

    running = supervisor.run(tasks())
    next(running)
    assert len(read) < 100
    running.close()
    assert supervisor.call(1) == Done(1)


@pytest.mark.parametrize("make", [hostile.make_nothing, hostile.die_young], ids=["raises", "ends"])
def test_what_cannot_start_says_so(make: Maker) -> None:
    with pytest.raises(WorkerError):
        Supervisor(make)


def test_without_children_the_outcomes_are_the_same() -> None:
    outcomes = [outcome for _, outcome in run_unguarded(hostile.make, enumerate([1, None, "raise"]))]
    assert outcomes[:2] == [Done(1), None]
    assert isinstance(outcomes[2], Broken)


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """Killed in the middle of a task that hangs, the parent leaves nobody behind."""
    code = (
        "import hostile, os; from pagewinnow.batch.supervisor import Supervisor\n"
        "from pagewinnow.batch.outcomes import Limits\n"
        "supervisor = Supervisor(hostile.make, limits=Limits(60.0))\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(supervisor.call('pid').value))\n"
        "supervisor.call('hang')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    parent = subprocess.Popen([sys.executable, "-c", code], env=environment)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.02)
    child = int((tmp_path / "pid").read_text())
    time.sleep(0.1)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists():
            break
        time.sleep(0.02)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
