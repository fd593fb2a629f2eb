"""No expression that sees whole pages takes more than twice the time for a text of twice the length.

The texts are made from the expressions: for each repetition in one, a long run of what it repeats, behind what must
stand before it and in front of what ends it. Times are compared with each other, never with a clock. Expressions for
lines of a bounded length (the rows of `[[stripped]]`, what stands around names) are not asked.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from time import process_time
from typing import Any

import pytest

import pagewinnow
from pagewinnow.rules.sentences import FIGURES
from pagewinnow.rules.vendors import load_vendors

ROOMS = ("dates", "dom", "load", "rules", "surrogates", "text")  # whose expressions see whole pages
sre: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")
SIZE = 1_000  # characters
SLOW = 0.0004  # seconds for so many: a linear expression takes a fifth, `a+b` on a fast machine 0.00067
GROWTH = 2.8  # for twice the size: 2 where it is linear, 4 where it is quadratic
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
CHARS = "a A1 \t\n/.-_<>()[]{}:!?#|=*&\"'`,;@~+\\\xa0é漢"
TAILS = ("", "\0", "x")


def patterns_of_modules() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for found in pkgutil.walk_packages(pagewinnow.__path__, "pagewinnow."):
        room = found.name.split(".")[1]
        module = importlib.import_module(found.name) if room in ROOMS else None
        for name, value in vars(module).items() if module else ():
            yield from ((f"{found.name}.{name}", pattern) for pattern in patterns_in(value))


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset, dict)) and depth < 3:
        for one in value.values() if isinstance(value, dict) else value:
            yield from patterns_in(one, depth + 1)


def patterns_of_rules() -> Iterator[tuple[str, re.Pattern[Any]]]:
    yield from ((f"sentences#{name}", pattern) for name, (_, pattern) in FIGURES.items())
    vendors = load_vendors()
    tokens = {"wall": vendors.wall, "gate": vendors.gate, "locked": vendors.locked, "not": vendors.other}
    yield from ((f"vendors#{name}", one.pattern) for name, one in tokens.items())


def example(nodes: Iterable[Any]) -> str:
    """A short text that the nodes of an expression match, or nearly."""
    return "".join(example_of(operation, argument) for operation, argument in nodes)


def example_of(operation: object, argument: Any) -> str:  # noqa: ANN401 - of the parser's own types
    if operation is sre.LITERAL:
        return chr(argument)
    if operation in REPEATS:
        return example(argument[2]) * int(argument[0])
    if operation in (sre.IN, sre.NOT_LITERAL, sre.ANY):
        return next(iter(fitting(operation, argument)), "")
    return example(next(iter(inner(operation, argument)), []))


def inner(operation: object, argument: Any) -> list[Any]:  # noqa: ANN401 - as above
    """The sequences of nodes in a group, or in its alternatives."""
    if operation is sre.BRANCH:
        return list(argument[1])
    if operation is sre.SUBPATTERN:
        return [argument[3]]
    return [argument] if operation is sre.ATOMIC_GROUP else []


def fitting(operation: object, argument: Any) -> list[str]:  # noqa: ANN401 - as above
    """The characters that a class of characters holds."""
    if operation is sre.ANY:
        return list(CHARS)
    if operation is sre.NOT_LITERAL:
        return [char for char in CHARS if ord(char) != argument]
    singles = [chr(value) for kind, value in argument if kind is sre.LITERAL]
    return [char for char in dict.fromkeys([*CHARS, *singles]) if is_in(char, argument)]


def is_in(char: str, items: list[tuple[Any, Any]]) -> bool:
    negated = items[0][0] is sre.NEGATE
    categories = {
        sre.CATEGORY_DIGIT: char.isdigit(), sre.CATEGORY_SPACE: char.isspace(),
        sre.CATEGORY_WORD: char.isalnum() or char == "_", sre.CATEGORY_NOT_DIGIT: not char.isdigit(),
        sre.CATEGORY_NOT_SPACE: not char.isspace(), sre.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
    }  # fmt: skip
    return negated != any(
        (kind is sre.LITERAL and ord(char) == value)
        or (kind is sre.RANGE and value[0] <= ord(char) <= value[1])
        or (kind is sre.CATEGORY and categories[value])
        for kind, value in items
    )


def attacks(nodes: Iterable[Any], head: str = "") -> Iterator[tuple[str, str]]:
    """For each long repetition: what stands before it, and what it repeats."""
    for operation, argument in nodes:
        if operation in REPEATS:
            if argument[1] > 100:
                body = list(argument[2])
                units = fitting(*body[0]) if len(body) == 1 and body[0][0] in (sre.IN, sre.NOT_LITERAL, sre.ANY) else []
                for unit in units[:12] or [example(body)]:
                    yield head, unit
                    yield "", unit
            yield from attacks(argument[2], head)
        for nodes_within in inner(operation, argument):
            yield from attacks(nodes_within, head)
        head += example_of(operation, argument)


def seconds(pattern: re.Pattern[Any], text: str, runs: int = 1) -> float:
    content: Any = text.encode("latin-1", "ignore") if isinstance(pattern.pattern, bytes) else text
    quickest = 9.0
    for _ in range(runs):
        start = process_time()
        for _ in pattern.finditer(content):
            pass
        quickest = min(quickest, process_time() - start)
    return quickest


def find_quadratic(pattern: re.Pattern[Any]) -> tuple[str, str, str] | None:
    """The head, the repeated part and the tail of a text over which the expression takes more than its time."""
    for head, unit in dict.fromkeys(attacks(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))):
        for tail in TAILS:
            if not unit or seconds(pattern, head + unit * (SIZE // len(unit)) + tail) < SLOW:
                continue
            once, twice = (seconds(pattern, head + unit * (n * SIZE // len(unit)) + tail, runs=3) for n in (1, 2))
            if twice > GROWTH * once:
                return head, unit, tail
    return None


EXPRESSIONS = {
    (pattern.pattern, pattern.flags): pytest.param(pattern, id=name)
    for name, pattern in (*patterns_of_modules(), *patterns_of_rules())
}


@pytest.mark.parametrize("pattern", EXPRESSIONS.values())
def test_an_expression_is_linear(pattern: re.Pattern[Any]) -> None:
    assert find_quadratic(pattern) is None


@pytest.mark.parametrize("source", [r"\s+$", r"a+b", r"\]\([^()]*/[^()]*\)", r"^ *#.* +#*$", r"(\w|,)+!"])
def test_what_is_quadratic_is_found(source: str) -> None:
    assert find_quadratic(re.compile(source, re.MULTILINE)) is not None
