"""Strings that make an expression try again and again: a text that it matches, with a part of it repeated.

The package's expressions are gathered in a process of their own, where everything that is compiled is written down.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

# The standard library's own parser of expressions: private, without types.
sre: Any = import_module("re._constants")
sre_parser: Any = import_module("re._parser")

_LONGEST = 24  # characters of a text that is matched
_TINY = 20  # characters that only exponential growth makes long
_SIZE = 1000  # characters of the smaller string
_MEASURABLE = 0.002  # seconds
_TOO_MUCH = 9  # times; four would be linear, sixteen is quadratic
_TRIES = 3
_PATIENCE = 0.4  # seconds for an expression that has no fault so far

_WHOLE = {
    "pagewinnow.rules.stripped"
}  # whose expressions are made of data, and asked of whole lines of a bounded length

# Imports every module, loads all rules and cleans a page of each kind; prints what was compiled and by which module.
_GATHER = r"""
import inspect, json, pkgutil, re, sys
found = {}
compile_now = re.compile
def compile_noted(pattern, flags=0):
    compiled = compile_now(pattern, flags)
    frame = sys._getframe(1)
    if isinstance(compiled.pattern, str) and frame.f_globals.get("__name__", "").startswith("pagewinnow"):
        found.setdefault((compiled.pattern, compiled.flags), frame.f_globals["__name__"])
    return compiled
re.compile = compile_noted
import pagewinnow
for module in pkgutil.walk_packages(pagewinnow.__path__, "pagewinnow."):
    if not module.name.endswith("__main__"):
        try:
            __import__(module.name)
        except ImportError:
            pass
from pagewinnow.pipeline import Cleaner
cleaner = Cleaner()
for lang in "en de fr es it pt nl pl ru uk cs sv tr ar he hi ja zh ko".split():
    words = "<p>Subscribe to read the rest, it says. " * 9
    cleaner.clean(f"<html lang={lang}><title>A</title><h1>A</h1>{words}<h3>Comments (2)</h3><p>Ann, 3 May 2024</p>")
    cleaner.clean("A title\n\nA line of words that ends.\n\nComments (2)\n\nAnn says:\nWell said.\n" * 3, kind="text")
def is_anchored(pattern):
    # Is it a name in a module that is only ever asked at one place of a text?
    for name, module in list(sys.modules.items()):
        if name.startswith("pagewinnow"):
            for label, value in list(vars(module).items()):
                if isinstance(value, re.Pattern) and value.pattern == pattern:
                    used = re.findall(rf"\b{label}\.?(\w*)", inspect.getsource(module))
                    return set(used) - {""} <= {"match", "fullmatch"} and "" not in used[1:]
    return False
print(json.dumps([[pattern, flags, name, is_anchored(pattern)] for (pattern, flags), name in found.items()]))
"""


class Expression(NamedTuple):
    """An expression of the package, the module that compiled it, and whether it is asked of whole texts alone."""

    pattern: str
    flags: int
    module: str
    anchored: bool

    @property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)


@cache
def expressions() -> tuple[Expression, ...]:
    """Every expression over text in the package, those made of rule data included."""
    run = subprocess.run([sys.executable, "-c", _GATHER], capture_output=True, text=True, check=True)
    rows: list[tuple[str, int, str, bool]] = json.loads(run.stdout)
    return tuple(Expression(text, flags, name, anchored or name in _WHOLE) for text, flags, name, anchored in rows)


def attacks(expression: Expression) -> Iterator[Callable[[int], str]]:
    """Makers of growing strings: the text that the expression matches up to a place, then its end, repeated."""
    tree = sre_parser.parse(expression.pattern, expression.flags)
    seen: set[tuple[str, str]] = set()
    for more in (0, 1, 2):
        sample = "".join(_sample(tree, more))[:_LONGEST]
        for at in range(1, len(sample) + 1):
            for width in (1, 2):
                head, pump = sample[: max(0, at - width)], sample[max(0, at - width) : at]
                if (head, pump) not in seen:
                    seen.add((head, pump))
                    yield lambda n, h=head, p=pump: h + p * (n // len(p)) + "\x01"  # type: ignore[misc]


def _sample(tree: Any, more: int) -> Iterator[str]:  # noqa: ANN401, C901 - the parser's own types; one test each
    """The parts of a text that an expression matches; what may repeat does so `more` times more than it must."""
    for code, value in tree:
        if code is sre.LITERAL:
            yield chr(value)
        elif code is sre.NOT_LITERAL:
            yield "a" if value != ord("a") else "b"
        elif code is sre.ANY:
            yield "a"
        elif code is sre.IN:
            yield _one_of(value)
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, inner = value
            for _ in range(min(max(least, more), most)):
                yield from _sample(inner, more)
        elif code is sre.BRANCH:
            yield from _sample(value[1][more % len(value[1])], more)
        elif code is sre.SUBPATTERN:
            yield from _sample(value[-1], more)
        elif code is sre.ATOMIC_GROUP:
            yield from _sample(value, more)


def _one_of(members: Any) -> str:  # noqa: ANN401
    first, value = members[0]
    if first is sre.NEGATE:
        return next(c for c in "a1 .-" if not re.match(f"[{re.escape(_shown(members[1:]))}]", c))
    if first is sre.LITERAL:
        return chr(value)
    if first is sre.RANGE:
        return chr(value[0])
    kinds = {sre.CATEGORY_SPACE: " ", sre.CATEGORY_DIGIT: "1", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_SPACE: "a"}
    return kinds.get(value, "-")


def _shown(members: Any) -> str:  # noqa: ANN401
    return "".join(chr(value) for code, value in members if code is sre.LITERAL) or "\x02"


def find_growth(expression: Expression) -> str | None:
    """A short form of a string that takes more than linear time; `None` if none was found in some time."""
    end = time.thread_time() + _PATIENCE
    for make in attacks(expression):
        if grows(expression, make):
            return make(30)
        if time.thread_time() > end:
            break
    return None


def grows(expression: Expression, make: Callable[[int], str]) -> bool:
    """Does four times the text take far more than four times the time? Asked only where there is time to measure."""
    compiled = expression.compiled
    run = compiled.fullmatch if expression.anchored else compiled.search
    if _time(run, make(_TINY)) > _MEASURABLE:
        return True
    small, large = make(_SIZE), make(4 * _SIZE)
    if _time(run, large) < _MEASURABLE:
        return False
    return all(_time(run, large) > _TOO_MUCH * _time(run, small) for _ in range(_TRIES))


def _time(run: Callable[[str], object], text: str) -> float:
    start = time.thread_time()
    run(text)
    return time.thread_time() - start
