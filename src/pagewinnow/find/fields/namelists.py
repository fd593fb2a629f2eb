"""A text that holds authors -> their names: without "By", job titles, addresses, dates; several names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pagewinnow.dates.absolute import find_date
from pagewinnow.find.fields.names import is_dated, is_name, is_role
from pagewinnow.find.fields.values import DIGIT, clean_value
from pagewinnow.rules.vocabulary import Vocabulary
from pagewinnow.text import is_unspaced, words

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+\.\S+|(?<![\w.])@\w+|\[\w+\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（\[【<][^()（）\[\]【】<>]{0,80}[)）\]】>]?")
_PARTITION = re.compile(r"\s+[|•·∙⋅—–‒―-]+\s+|\s*[|•｜\n\t]+\s*|\s*[—]\s*|\s+/\s+|／")
_SIGNS = re.compile(r"(?<=\w)\s*[/?»]\s*")  # behind a name stands the paper, or more of the author's
_CLOCK = re.compile(r"\s+(?:\S{1,4}\s+)?\d{1,2}[:.h]\d{2}\b(?!.*[^\W\d_]{2}).*$")  # "at 10:15" behind all names
_EDGES = " \t\n,;:.·•●○◆◇▪■►▶→✓✔★☆|/–—-~*«»\"“”'‘’()[]（）、，：；"
_SEPARATORS = _EDGES.replace(".", "")  # a point may belong to an abbreviation
_FINAL_DOT = re.compile(r"\b(?:\w|[A-Z][a-z]{1,2})$")
_LONGEST_BYLINE = 400
_RANGE = str.maketrans("", "", "-–")  # of minutes to read
_MOST_NAMES = 40
_MOST_IN_TEAM = 5  # words


def read_names(text: object, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of the authors in a byline or in a property, each once.

    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.rules.vocabulary import vocabulary_of
    >>> english = vocabulary_of(load_rules(), "en")
    >>> read_names("By Ann Reed, Senior Editor, and Tom Hale Jr. | 2 May 2024", english)
    ('Ann Reed', 'Tom Hale Jr.')
    >>> read_names("admin", english), read_names("https://example.org/ann", english)
    ((), ())
    """
    value = clean_value(text.strip().replace("\n", " | ") if isinstance(text, str) else text)
    if value is None or len(value) > _LONGEST_BYLINE:
        return ()
    value = _without_prefix(_CLOCK.sub("", _ADDRESS.sub(" ", value)), vocabulary)
    if not value:
        return ()
    value = _without_date(value, vocabulary)
    found: dict[str, str] = {}
    if "," not in value and not vocabulary.teams.isdisjoint(words(value)) and is_name(value, vocabulary):
        return (_tidy(value),)  # an agency may have "and" in its name
    for piece in _pieces(value, vocabulary):
        for name in _split(piece, vocabulary):
            if is_name(name, vocabulary) and len(found) < _MOST_NAMES:
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def leading_name(text: str, vocabulary: Vocabulary) -> str:
    """The name that a shown byline begins with: up to a common word, as in "Ann Reed in Politics".

    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.rules.vocabulary import vocabulary_of
    >>> leading_name("Ann Reed in Politics", vocabulary_of(load_rules(), "en"))
    'Ann Reed'
    """
    parts = _SIGNS.split(_without_date(text, vocabulary), maxsplit=1)[0].split()
    for index, part in enumerate(parts[1:], 1):
        is_common = part.islower() and part in vocabulary.stop_words and part not in vocabulary.particles
        is_month = " ".join(words(part)) in vocabulary.dated and index + 1 < len(parts)
        if is_common or part.translate(_RANGE).isdigit() or (is_month and parts[index + 1][0].isdigit()):
            return " ".join(parts[:index])
    return " ".join(parts) if _SIGNS.search(text) else text


def team_behind_article(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The team or the agency that a text begins with, behind an article.

    >>> from pagewinnow.rules import load_rules
    >>> from pagewinnow.rules.vocabulary import vocabulary_of
    >>> english = vocabulary_of(load_rules(), "en")
    >>> [team_behind_article(text, english) for text in ("the Harbour Press 3 min", "the sea", "the Golden Gate")]
    [('Harbour Press',), (), ()]
    """
    article, _, rest = text.strip().partition(" ")
    if article not in vocabulary.stop_words:
        return ()
    parts = leading_name(rest, vocabulary).split()
    is_team = 1 < len(parts) <= _MOST_IN_TEAM and all(part[0].isupper() for part in parts)
    return (" ".join(parts),) if is_team and words(parts[-1])[0] in vocabulary.teams else ()


def _without_prefix(text: str, vocabulary: Vocabulary) -> str:
    """`text` behind "By"; empty where it names somebody who is not the author."""
    for _ in range(3):
        text = text.strip(" \t\n,;:·•|/–—-*")
        if vocabulary.not_by.match(text):
            return ""
        found = vocabulary.by.match(text)
        if found is None or found.end() == 0:
            break
        if not text[found.end() :].strip():
            return ""
        text = text[found.end() :]
    after = vocabulary.after.search(text)
    return text[: after.start()] if after else text


def _without_date(text: str, vocabulary: Vocabulary) -> str:
    """`text` up to a date in it, with the word that stands before the date; behind it, where it begins with it."""
    if not DIGIT.search(text):
        return text
    date = find_date(text, vocabulary.forms)
    if date is None:
        return text
    before = text[: date.start].rstrip(_SEPARATORS)
    tail = before.split()
    if tail and " ".join(words(tail[-1])) in vocabulary.forms.weekdays:
        tail.pop()
        before = " ".join(tail).rstrip(_SEPARATORS)
    before = _without_dated(before, tail, vocabulary)
    return before or _without_prefix(text[date.end :].lstrip(_EDGES), vocabulary)


def _without_dated(before: str, tail: list[str], vocabulary: Vocabulary) -> str:
    """What stands before a date, the words `tail`, without the last of them that tell of the date.

    The first of these may touch the name, as where two elements stood side by side: "Ann ReedPublished".
    """
    for size in (3, 2, 1):
        if len(tail) < size:
            continue
        first, *others = tail[-size:]
        border = max((i for i in range(1, len(first)) if first[i].isupper()), default=0)
        for start in (0, border):
            if is_dated(" ".join((first[start:], *others)), vocabulary):
                return " ".join((*tail[:-size], first[:start])).rstrip(_SEPARATORS)
    return before


def _pieces(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The first part between bars and dashes that holds a name."""
    for part in _PARTITION.split(text):
        plain = part.strip(_EDGES)
        if plain and not is_role(words(plain), vocabulary) and not is_dated(plain, vocabulary):
            yield part
            return
        if plain and any(is_name(p, vocabulary) for p in _split(part, vocabulary)):
            yield part
            return


def _split(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The names in a list of names; what follows a name behind a comma and is no name belongs to it or is dropped."""
    names: list[str] = []
    in_title = False
    parts = list(_listed(_BRACKETS.sub(" ", text), vocabulary))
    if len(parts) == 2 and parts[1][0] == "," and _is_reversed(parts[0][1], parts[1][1], vocabulary):
        yield f"{parts[1][1]} {parts[0][1]}"
        return
    for mark, whole in parts:
        part = _without_role(whole, vocabulary)
        parted = words(part)
        if mark != ",":
            in_title = False
        if parted and " ".join(parted) in vocabulary.suffixes and names:
            names[-1] = f"{names[-1]}, {part}" if mark == "," else f"{names[-1]} {part}"
        elif is_role(parted, vocabulary) or vocabulary.not_by.match(part):
            in_title = in_title or bool(names)
        elif mark == "," and names and _is_place(names[-1], part):
            in_title = True
        elif not in_title and not (names and _follows_as_credential(names[-1], part, vocabulary)):
            name = _once(_trim(part, vocabulary))
            if name:
                names.append(name)
    yield from names


def _once(name: str) -> str:
    """A name that stands twice, as its picture's text and as its own, once: "Ann Reed Ann Reed"."""
    parts = name.split()
    half = len(parts) // 2
    return " ".join(parts[:half]) if half and parts[:half] == parts[half:] else name


def _without_role(text: str, vocabulary: Vocabulary) -> str:
    """The name behind a job title: "our editor Ann Reed" is Ann Reed."""
    parts = text.split()
    at = max((i for i, part in enumerate(parts) if " ".join(words(part)) in vocabulary.roles), default=-1)
    before = parts[: max(at, 0)]
    is_title = all(part.islower() or " ".join(words(part)) in vocabulary.roles for part in before)
    return " ".join(parts[at + 1 :]) if at >= 0 and is_title and len(parts) - at > 2 else text


def _is_place(name: str, part: str) -> bool:
    """Is a single word behind a full name no name: where the author was, or for whom?"""
    return " " in name and " " not in part and not is_unspaced(part)


def _listed(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The parts of a list with what stands before each: a comma, or something that surely sets names apart."""
    at, mark = 0, ""
    for found in vocabulary.joint.finditer(text):
        if text[at : found.start()].strip(_EDGES):
            yield mark, _tidy(text[at : found.start()])
        mark = "," if found[0].strip() == "," else "and"
        at = found.end()
    if text[at:].strip(_EDGES):
        yield mark, _tidy(text[at:])


def _tidy(name: str) -> str:
    """`name` without the signs around it; the point of an abbreviation at its end stays."""
    plain = name.strip(_EDGES)
    behind = name[name.find(plain) + len(plain) :]
    is_short = " " in plain or len(plain) <= 3
    return f"{plain}." if behind.startswith(".") and _FINAL_DOT.search(plain) and is_short else plain


def _trim(name: str, vocabulary: Vocabulary) -> str:
    """`name` without credentials or a job title at its end."""
    parts = name.split()
    for index in range(2, len(parts)):
        rest = words(" ".join(parts[index:]))
        if vocabulary.not_by.match(" ".join(parts[index:])):
            return _tidy(" ".join(parts[:index]))
        if rest and rest[0] in vocabulary.roles and len(parts) > 2:
            return _tidy(" ".join(parts[:index]))
    while len(parts) > 2 and _follows_as_credential(parts[0], parts[-1], vocabulary):
        parts.pop()
    return _tidy(" ".join(parts))


def _is_credential(text: str, vocabulary: Vocabulary) -> bool:
    parts = text.split()
    return bool(parts) and all(" ".join(words(part)) in vocabulary.credentials or _is_letters(part) for part in parts)


def _follows_as_credential(name: str, part: str, vocabulary: Vocabulary) -> bool:
    """Is `part` a degree behind a name? Where the name is in capitals too, only a known one is."""
    if name.isupper() and len(name) > 1:
        return all(" ".join(words(word)) in vocabulary.credentials for word in part.split())
    return _is_credential(part, vocabulary)


def _is_letters(part: str) -> bool:
    """Capitals such as `CEPF®`: a degree or a licence, where it follows a name."""
    plain = part.strip("®™.,-")
    return (2 <= len(plain) <= 6 and plain.isupper() and plain.isascii() and plain.isalpha()) or part.isdigit()


def _is_reversed(last: str, first: str, vocabulary: Vocabulary) -> bool:
    """Is "Reed, Ann" one name?"""
    if " " in last or not 1 <= len(first.split()) <= 2 or " ".join(words(first)) in vocabulary.suffixes:
        return False
    return (
        last[:1].isupper()
        and first[:1].isupper()
        and not _is_credential(first, vocabulary)
        and not is_role(words(first), vocabulary)
    )
