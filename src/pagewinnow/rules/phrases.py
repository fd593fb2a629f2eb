"""Phrases: `lang/<language>/<label>.toml`. What a file may hold is written in the docstring of `pagewinnow.rules`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast, get_args

from pagewinnow.findings import Strength
from pagewinnow.records import REMOVED_LABELS, CommentFlag, RemovedLabel
from pagewinnow.rules.toml import Choice, Count, ListOf, Place, Table, Text, read_file
from pagewinnow.text import words

At = Literal["whole", "start", "end", "anywhere"]
Role = Literal[
    "byline", "comments_end", "comments_head", "edited", "in_reply_to", "modified", "permalink", "published",
    "quote_head", "reading_time", "reply", "report", "says", "tags", "votes",
]  # fmt: skip

GAPS: Mapping[str, int] = MappingProxyType({"{n}": 4, "{name}": 5, "{Name}": 5, "{any}": 8})
"""The placeholders, and the words that each may stand for at most."""

DEFAULT_MAX_WORDS = 12
ROOM = 6
"""A long phrase that is not a whole line may stand in a block of this many words more than its own."""
LONGEST = 40
"""No `whole` phrase is longer, and no `anywhere` phrase stands in a longer block: this bounds what is folded."""

_NO_BRACES = str.maketrans("", "", "{}")
_PLACEHOLDER = re.compile(r"(\{[^{}]*\}|[{}])")


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


class Wording(NamedTuple):
    """A text with placeholders as it is written, and as a pattern of folded words and placeholders."""

    text: str
    pattern: tuple[str, ...]


def read_wording(text: str) -> Wording:
    """The folded words of `text`; a placeholder stays as it is, since no folded word holds a brace.

    >>> read_wording("Posted by {name}").pattern
    ('posted', 'by', '{name}')

    Raises:
        ValueError: it has an unknown placeholder, or nothing but placeholders.
    """
    if "{" not in text and "}" not in text and (plain := words(text)):
        return Wording(text, tuple(plain))
    pattern: list[str] = []
    for part in _PLACEHOLDER.split(text):
        if part[:1] not in {"{", "}"}:
            pattern += words(part)
        elif part in GAPS:
            pattern.append(part)
        else:
            raise ValueError(f"{part} is no placeholder; they are {', '.join(GAPS)}")
    if all(word in GAPS for word in pattern):
        raise ValueError("at least one word beside the placeholders is needed")
    return Wording(text, tuple(pattern))


_PHRASE = Table(
    {
        "text": Text(read_wording),
        "at": Choice(get_args(At), default="whole"),
        "strength": Choice(get_args(Strength), default="decides"),
        "max_words": Count(),
        "role": Choice(get_args(Role)),
        "flag": Choice(get_args(CommentFlag)),
        "yes": ListOf(Text()),
        "no": ListOf(Text()),
    },
    required=("text",),
)
_FILE = Table({"phrase": ListOf(_PHRASE)})


def read_phrases(file: Path, *, examples: bool = True) -> tuple[Phrase, ...]:
    """The phrases of one `<language>/<label>.toml`, in their order; without their examples in a third of the time.

    Raises:
        RuleError: the file breaks the specification, or holds two phrases of one id.
    """
    language, label = file.parent.name, file.stem
    if label not in REMOVED_LABELS:
        raise Place(file).error(f"{label!r} is no label that can be removed")
    found: dict[str, Phrase] = {}
    for index, row in enumerate(read_file(file, _FILE, examples=examples)["phrase"]):
        place = Place(file, ("phrase", index))
        phrase = _phrase(row, language, cast("RemovedLabel", label), place)
        if examples and not phrase.yes:
            raise place.under("yes").error("at least one example is needed")
        if phrase.rule in found:
            raise place.under("text").error(f"the id {phrase.rule} is taken by {found[phrase.rule].text!r}")
        found[phrase.rule] = phrase
    return tuple(found.values())


def _phrase(row: dict[str, Any], language: str, label: RemovedLabel, place: Place) -> Phrase:
    wording: Wording = row["text"]
    row["max_words"] = _max_words(wording.pattern, row["at"], row["max_words"], place)
    row["text"] = wording.text
    slug = "-".join(wording.pattern).translate(_NO_BRACES)
    return Phrase(rule=f"{language}/{label}#{slug}", language=language, label=label, pattern=wording.pattern, **row)


def _max_words(pattern: tuple[str, ...], at: At, given: int | None, place: Place) -> int:
    own = sum(GAPS.get(word, 1) for word in pattern)
    default = own if at == "whole" else max(DEFAULT_MAX_WORDS, own + ROOM)
    if at == "whole" and own > LONGEST:
        raise place.under("text").error(
            f"over {LONGEST} words: use at = 'start', a long paragraph is known by its beginning"
        )
    if at == "anywhere" and (given or 0) > LONGEST:
        raise place.under("max_words").error(f"at most {LONGEST} where at = 'anywhere'")
    edge = pattern[-1 if at == "end" else 0]
    if at != "whole" and (given or default) > LONGEST and edge in GAPS:
        raise place.under("max_words").error(f"over {LONGEST} only where the phrase's outer word is no placeholder")
    if given is not None and given < len(pattern):
        raise place.under("max_words").error(f"the phrase itself has {len(pattern)} words")
    return default if given is None else given
