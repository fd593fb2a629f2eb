"""The words around names and dates in the languages of a page, from the rules' phrases and `names.toml`.

A file `lang/<language>/names.toml` holds lists of words; every list may be missing:

    by, after        what stands before, or behind, an author's name
    not_by           what stands before the name of somebody who is not the author (a photographer, a reviewer)
    and              what joins two names
    published, modified   what stands before a date, and says which date it is
    roles            words of a job title: the part of a byline that has one is no name
    credentials, suffixes   what may stand behind a name and is no part of it; and what is
    teams            words of the name of a desk, an agency, a group
    nobody           names of accounts that are nobody's
    particles        common words that may stand in the middle of a name
    badges           what stands behind the name of one who comments and is no part of it
    author_classes, not_author_classes   parts of the class names of an author, and of what is only about one
    author_paths     the part of an address that is followed by an author's name

The phrases of the roles `byline`, `published` and `modified` in `field.toml` beside it add to `by`, `published` and
`modified`. A file of a user's folder adds to the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pagewinnow.dates.forms import Forms
from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.dates import forms_of, names_of
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.toml import lists_of, read_file
from pagewinnow.text import words

NAMES = lists_of(
    "by", "after", "not_by", "and", "published", "modified", "roles", "credentials", "suffixes", "teams", "nobody",
    "particles", "badges", "author_classes", "not_author_classes", "author_paths",
)  # fmt: skip
"""What `names.toml` may hold."""
_OF_ROLE = {"byline": "by", "published": "published", "modified": "modified"}
_NEVER = re.compile(r"(?!)")
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a set of languages, as patterns and sets of folded words."""

    by: re.Pattern[str]
    after: re.Pattern[str]
    not_by: re.Pattern[str]
    joint: re.Pattern[str]
    published: re.Pattern[str]
    modified: re.Pattern[str]
    roles: frozenset[str]
    credentials: frozenset[str]
    suffixes: frozenset[str]
    teams: frozenset[str]
    nobody: frozenset[str]
    particles: frozenset[str]
    badges: re.Pattern[str]
    author_classes: frozenset[str]
    not_author_classes: frozenset[str]
    author_paths: re.Pattern[str]
    stop_words: frozenset[str]
    sentence_ends: frozenset[str]
    dated: frozenset[str]
    forms: Forms


def vocabulary_of(rules: Rules, language: str | None, forms: Forms | None = None) -> Vocabulary:
    """The words for a page in `language`; those of English and of no language are always among them.

    `forms` say how the page writes dates; without them it is as its language does.
    """
    found = _vocabulary(rules, language)
    return replace(found, forms=forms) if forms else found


@cache
def _vocabulary(rules: Rules, language: str | None) -> Vocabulary:
    languages = dict.fromkeys([language or "en", *ALWAYS])
    lists = _lists(rules, languages)
    profiles = [rules.profiles[code] for code in languages if code in rules.profiles]
    return Vocabulary(
        by=_before(lists["by"]),
        after=_behind(lists["after"]),
        not_by=_before(lists["not_by"]),
        joint=_between(lists["and"]),
        published=_before(lists["published"]),
        modified=_before(lists["modified"]),
        roles=_folded(lists["roles"]),
        credentials=_folded(lists["credentials"]),
        suffixes=_folded(lists["suffixes"]),
        teams=_folded(lists["teams"]),
        nobody=_folded(lists["nobody"]),
        particles=_folded([*lists["particles"], *lists["and"]]),
        badges=_last(lists["badges"]),
        author_classes=frozenset(lists["author_classes"]),
        not_author_classes=frozenset(lists["not_author_classes"]),
        author_paths=_in_path(lists["author_paths"]),
        stop_words=frozenset[str]().union(*(profile.stop_words for profile in profiles)),
        sentence_ends=frozenset("".join(profile.sentence_ends for profile in profiles)),
        dated=names_of(rules.folders, language),
        forms=forms_of(rules.folders, language),
    )


def _lists(rules: Rules, languages: Iterable[str]) -> dict[str, list[str]]:
    """The lists of all the files for these languages, and what the phrases of the rules add to them."""
    lists: dict[str, list[str]] = {key: [] for key in NAMES.keys}
    for code in languages:
        for file in files_of(f"lang/{code}/names.toml", rules.folders):
            for key, values in read_file(file, NAMES).items():
                lists[key] += values
        for key, start in _starts_of_phrases(rules, code):
            lists[key].append(start)
    return lists


def _starts_of_phrases(rules: Rules, language: str) -> Iterator[tuple[str, str]]:
    """What the phrases of bylines and datelines begin with, up to the name or date."""
    for phrase in rules.phrases_of(language, examples=False):
        start, brace, _ = phrase.text.partition("{")
        if phrase.role in _OF_ROLE and brace and start.strip(" :"):
            yield _OF_ROLE[phrase.role], start.strip(" :")


def _alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, white space as it comes."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


def _before(phrases: list[str]) -> re.Pattern[str]:
    """One of the phrases at the start, and what sets it off: a colon, a dash, a space, a change of script."""
    if not phrases:
        return _NEVER
    behind = rf"\s*[:：/／|–—-]+\s*|\s+|$|(?<=[{_UNSPACED}])|(?=[A-ZÀ-Þ][a-zß-ÿ])"
    return re.compile(rf"\W*?(?i:{_alternatives(phrases)})(?:{behind})")


def _behind(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_alternatives(phrases)})$", re.IGNORECASE) if phrases else _NEVER


def _last(phrases: list[str]) -> re.Pattern[str]:
    """One of the phrases at the end of more, with what sets it off."""
    return re.compile(rf"(?<=[\w.])[^\w.]+(?:{_alternatives(phrases)})\W*$", re.IGNORECASE) if phrases else _NEVER


def _between(phrases: list[str]) -> re.Pattern[str]:
    words_and = _alternatives(p for p in phrases if p[0] < "\u2e80")
    return re.compile(rf"\s+(?:{words_and})\s+|\s*[;、，؛]\s*|\s*,\s*(?:(?:{words_and})\s+)?|\s+[/|]\s+", re.IGNORECASE)


def _in_path(parts: list[str]) -> re.Pattern[str]:
    """One of the parts in an address, with another behind it."""
    return re.compile(rf"/(?:{_alternatives(parts)})/[^/?#]+", re.IGNORECASE) if parts else _NEVER


def _folded(values: list[str]) -> frozenset[str]:
    return frozenset(" ".join(words(value)) for value in values)
