"""TOML -> typed rule objects. What a file may hold is written in the docstring of `pagewinnow.rules`.

Whatever is not in that specification raises `RuleError` with the file and the key: a misspelt key never means less.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar, cast, get_args

from pagewinnow.errors import RuleError
from pagewinnow.findings import Strength
from pagewinnow.records import REMOVED_LABELS, CommentFlag, RemovedLabel
from pagewinnow.text import words

At = Literal["whole", "start", "end", "anywhere"]
Role = Literal[
    "byline", "comments_end", "comments_head", "edited", "in_reply_to", "modified", "permalink", "published",
    "quote_head", "reading_time", "reply", "report", "says", "tags", "votes",
]  # fmt: skip
DateOrder = Literal["dmy", "mdy", "ymd"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

GAPS: Mapping[str, int] = MappingProxyType({"{n}": 4, "{name}": 5, "{Name}": 5, "{any}": 8})
"""The placeholders, and the words that each may stand for at most."""

DEFAULT_MAX_WORDS = 12
ROOM = 6
"""A long phrase that is not a whole line may stand in a block of this many words more than its own."""
LONGEST = 40
"""No `whole` phrase is longer, and no `anywhere` phrase stands in a longer block: this bounds what is folded."""

_NO_BRACES = str.maketrans("", "", "{}")
_ATS: tuple[At, ...] = get_args(At)
_STRENGTHS: tuple[Strength, ...] = get_args(Strength)
_ROLES: tuple[Role, ...] = get_args(Role)
_FLAGS: tuple[CommentFlag, ...] = get_args(CommentFlag)
_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|[{}])")
# Examples are two thirds of a file, and only tests read them: lines of one list each are left out before the parse.
_EXAMPLES = re.compile(r"(?m)^(?:yes|no) = \[.*\]$")
_ChoiceT = TypeVar("_ChoiceT", bound=str)
_Table = Mapping[str, object]


class Phrase(NamedTuple):
    """One `[[phrase]]` of `<language>/<label>.toml`. `pattern` is its folded words and its placeholders."""

    rule: str
    language: str
    label: RemovedLabel
    text: str
    pattern: tuple[str, ...]
    at: At
    strength: Strength
    max_words: int
    role: Role | None
    flag: CommentFlag | None
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Ago(NamedTuple):
    """A relative time of a language: its folded pattern (with `{n}`, or with `n` fixed) and its unit."""

    text: str
    pattern: tuple[str, ...]
    unit: Unit
    n: int | None


class Profile(NamedTuple):
    """`profile.toml`: what is to be known of a language beside its phrases. Months are twelve tuples, folded."""

    language: str
    name: str
    script: str
    stop_words: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    sentence_ends: str
    quotes: str
    date_order: DateOrder
    relative: tuple[Ago, ...]


class _Reader:
    """One table of a file: typed access to its keys, and the error that names the file and the key."""

    def __init__(self, file: Path, table: object, where: str = "") -> None:
        self.file = file
        self.where = where
        if not isinstance(table, dict):
            raise self.error("", "a table is needed")
        self.table = cast("dict[str, object]", table)

    def error(self, key: str, reason: str) -> RuleError:
        place = ".".join(part for part in (self.where, key) if part) or "file"
        return RuleError(str(self.file), place, reason)

    def only(self, *allowed: str) -> None:
        for key in self.table:
            if key not in allowed:
                raise self.error(key, f"unknown key; known are {', '.join(allowed)}")

    def string(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "a string that is not empty is needed")
        return value

    def choice(self, key: str, choices: Sequence[_ChoiceT], default: _ChoiceT | None = None) -> _ChoiceT:
        value = self.table.get(key, default)
        if value not in choices:
            raise self.error(key, f"one of {', '.join(choices)} is needed")
        return cast("_ChoiceT", value)

    def optional(self, key: str, choices: Sequence[_ChoiceT]) -> _ChoiceT | None:
        return self.choice(key, choices) if key in self.table else None

    def count(self, key: str) -> int | None:
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(key, "a number of 0 or more is needed")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.error(key, "a list of strings that are not empty is needed")
        return tuple(value)

    def tables(self, key: str) -> Iterator[_Reader]:
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, "a list of tables is needed")
        for index, one in enumerate(value):
            yield _Reader(self.file, one, f"{key}[{index}]")


def _read(file: Path, *, examples: bool = True) -> _Reader:
    try:
        text = file.read_text(encoding="utf-8")
        return _Reader(file, tomllib.loads(text if examples else _EXAMPLES.sub("", text)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(str(file), "file", str(error)) from error


def read_phrases(file: Path, *, examples: bool = True) -> tuple[Phrase, ...]:
    """The phrases of one `<language>/<label>.toml`, in their order; without their examples in a third of the time.

    Raises:
        RuleError: the file breaks the specification, or holds two phrases of one id.
    """
    language, label = file.parent.name, file.stem
    if label not in REMOVED_LABELS:
        raise RuleError(str(file), "file", f"{label!r} is no label that can be removed")
    reader = _read(file, examples=examples)
    reader.only("phrase")
    found: dict[str, Phrase] = {}
    for entry in reader.tables("phrase"):
        phrase = _phrase(entry, language, cast("RemovedLabel", label))
        if examples and not phrase.yes:
            raise entry.error("yes", "at least one example is needed")
        if phrase.rule in found:
            raise entry.error("text", f"the id {phrase.rule} is taken by {found[phrase.rule].text!r}")
        found[phrase.rule] = phrase
    return tuple(found.values())


def _phrase(entry: _Reader, language: str, label: RemovedLabel) -> Phrase:
    entry.only("text", "at", "strength", "max_words", "role", "flag", "yes", "no")
    text = entry.string("text")
    pattern = _pattern(entry, text)
    at = entry.choice("at", _ATS, "whole")
    return Phrase(
        rule=f"{language}/{label}#{_slug(pattern)}",
        language=language,
        label=label,
        text=text,
        pattern=pattern,
        at=at,
        strength=entry.choice("strength", _STRENGTHS, "decides"),
        max_words=_max_words(entry, pattern, at),
        role=entry.optional("role", _ROLES),
        flag=entry.optional("flag", _FLAGS),
        yes=entry.strings("yes"),
        no=entry.strings("no"),
    )


def _pattern(entry: _Reader, text: str) -> tuple[str, ...]:
    """The folded words of `text`; a placeholder stays as it is, since no folded word holds a brace."""
    if "{" not in text and "}" not in text and (plain := words(text)):
        return tuple(plain)
    pattern: list[str] = []
    for part in _PLACEHOLDER.split(text):
        if part[:1] not in {"{", "}"}:
            pattern += words(part)
        elif part in GAPS:
            pattern.append(part)
        else:
            raise entry.error("text", f"{part} is no placeholder; they are {', '.join(GAPS)}")
    if all(word in GAPS for word in pattern):
        raise entry.error("text", "at least one word beside the placeholders is needed")
    return tuple(pattern)


def _slug(pattern: tuple[str, ...]) -> str:
    """The name of a phrase in its file: its folded words and its placeholders, joined by hyphens."""
    return "-".join(pattern).translate(_NO_BRACES)


def _max_words(entry: _Reader, pattern: tuple[str, ...], at: At) -> int:
    own = sum(GAPS.get(word, 1) for word in pattern)
    default = own if at == "whole" else max(DEFAULT_MAX_WORDS, own + ROOM)
    given = entry.count("max_words")
    if at == "whole" and own > LONGEST:
        raise entry.error("text", f"over {LONGEST} words: use at = 'start', a long paragraph is known by its beginning")
    if at == "anywhere" and (given or 0) > LONGEST:
        raise entry.error("max_words", f"at most {LONGEST} where at = 'anywhere'")
    edge = pattern[-1 if at == "end" else 0]
    if at != "whole" and (given or default) > LONGEST and edge in GAPS:
        raise entry.error("max_words", f"over {LONGEST} only where the phrase's outer word is no placeholder")
    if given is not None and given < len(pattern):
        raise entry.error("max_words", f"the phrase itself has {len(pattern)} words")
    return default if given is None else given


_PROFILE_KEYS = (
    "name", "script", "stop_words", "months", "weekdays", "sentence_ends", "quotes", "date_order", "relative",
)  # fmt: skip


def read_profile(file: Path) -> Profile:
    """The profile of the language whose folder `file` stands in.

    Raises:
        RuleError: the file breaks the specification.
    """
    reader = _read(file)
    reader.only(*_PROFILE_KEYS)
    return Profile(
        language=file.parent.name,
        name=reader.string("name"),
        script=reader.string("script"),
        stop_words=frozenset(" ".join(words(word)) for word in reader.strings("stop_words")),
        months=_months(reader),
        weekdays=tuple(" ".join(words(day)) for day in reader.strings("weekdays")),
        sentence_ends=reader.string("sentence_ends"),
        quotes=reader.string("quotes"),
        date_order=reader.choice("date_order", get_args(DateOrder)),
        relative=tuple(_ago(entry) for entry in reader.tables("relative")),
    )


def _months(reader: _Reader) -> tuple[tuple[str, ...], ...]:
    """Twelve lists of names, or none at all (a language that writes months as numbers)."""
    value = reader.table.get("months", [])
    if not isinstance(value, list) or len(value) not in {0, 12}:
        raise reader.error("months", "twelve lists of names are needed, or none")
    months = _Reader(reader.file, {str(i): names for i, names in enumerate(value)}, "months")
    return tuple(tuple(" ".join(words(name)) for name in months.strings(str(i))) for i in range(len(value)))


def _ago(entry: _Reader) -> Ago:
    entry.only("text", "unit", "n")
    text = entry.string("text")
    pattern = _pattern(entry, text)
    n = entry.count("n")
    if (n is None) == ("{n}" not in pattern):
        raise entry.error("n", "either {n} in the text or a fixed n is needed")
    return Ago(text, pattern, entry.choice("unit", get_args(Unit)), n)
