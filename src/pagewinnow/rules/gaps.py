"""What a language lacks that English has: files, lists of words, roles of phrases. `pagewinnow rules check` lists it.

A gap is no fault: a language may have no word for a thing. It is what to fill after a folder was copied.
"""

from __future__ import annotations

from collections.abc import Iterator

from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.dates import DATES
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.lexicon import SHAPE as WORDS
from pagewinnow.rules.profiles import PROFILE
from pagewinnow.rules.toml import Table, read_file
from pagewinnow.rules.vocabulary import NAMES

MODEL = "en"
"""The language that is complete, and is copied for another one."""
_OF_COUNTRIES = frozenset({"day_first"})
"""Keys for a language whose countries differ: most have none."""
_LISTS: dict[str, Table] = {
    "profile.toml": PROFILE,
    "names.toml": NAMES,
    "dates.toml": DATES,
    "words.toml": WORDS,
}


def find_gaps(rules: Rules) -> Iterator[str]:
    """What each language lacks, a line a file. A gap is said, and is no problem.

    >>> from pagewinnow.rules import load_rules
    >>> [gap for gap in find_gaps(load_rules()) if gap.startswith("ja/dates")]
    ['ja/dates.toml: nothing for one, two']

    Raises:
        RuleError: a file does not follow its specification.
    """
    model = _files(rules, MODEL)
    roles = _roles(rules, MODEL)
    for language in rules.languages:
        if language in ALWAYS:
            continue
        own = _files(rules, language)
        if missing := sorted(model - own):
            yield f"{language}: no file {', '.join(missing)}"
        for name in sorted(own & _LISTS.keys()):
            empty = _filled(rules, MODEL, name) - _filled(rules, language, name) - _OF_COUNTRIES
            if empty:
                yield f"{language}/{name}: nothing for {', '.join(sorted(empty))}"
        if without := sorted(roles - _roles(rules, language)):
            yield f"{language}: no phrase with the role {', '.join(without)}"


def _files(rules: Rules, language: str) -> set[str]:
    return {file.name for file in files_of(f"lang/{language}/*.toml", rules.folders)}


def _filled(rules: Rules, language: str, name: str) -> set[str]:
    """The keys of a file of lists that hold something."""
    filled: set[str] = set()
    for file in files_of(f"lang/{language}/{name}", rules.folders):
        filled.update(key for key, value in read_file(file, _LISTS[name]).items() if _holds(value))
    return filled


def _holds(value: object) -> bool:
    """Does a list, or one of a table's lists, have an entry?"""
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _roles(rules: Rules, language: str) -> set[str]:
    """The roles that its phrases have, with those that are valid in every language."""
    phrases = (*rules.phrases_of("und"), *rules.phrases_of(language))
    return {phrase.role for phrase in phrases if phrase.role is not None}
