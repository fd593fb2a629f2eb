"""The language of a page or a text: what is declared, what its script says, and how many of its words are stop words.

The declaration is believed unless the words speak against it: templates in English declare it for pages in any
language. A script that one language alone writes decides by itself. Where nothing is declared and the words are not
sure, and where they speak against what is declared, a detector is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pagewinnow.document import Document
from pagewinnow.rules import Rules
from pagewinnow.rules.declarations import load_declarations
from pagewinnow.text import words

_SAMPLED = 3_000  # characters that are looked at
_PARAGRAPH = 80  # characters of a block that is more than a label in the chrome
_ENOUGH = 12  # words
_FEW = 6  # words: with no stop word among them they are of another language, if a detector says so
_CLEARLY = 0.15  # of the words are stop words: no text of that length has so many of another language's
_MUCH_MORE = 1.6  # times as many as another language has
_BY_FAR = 4.0  # times as many: no neighbour of the language has so few
_MORE = 2.5  # times as many as another language has, of which hardly any are its own
_OFTEN = 0.2  # of the words are stop words of such a language
_APART = 8.0  # times the words of the other that are not of the first
_HARDLY = 0.08  # of the words are stop words of the declared language: lists of names have as few
_FAR = 25.0  # in the logarithm: how much likelier another language must be than the declared one
_SHORTEST = 20  # characters of a text that the detector can tell
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("Kana", "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"), ("Hangul", "\uac00-\ud7af\u1100-\u11ff\u3130-\u318f"),
    ("Han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"), ("Cyrillic", "\u0400-\u052f"),
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"), ("Hebrew", "\u0590-\u05ff"),
    ("Devanagari", "\u0900-\u097f"), ("Bengali", "\u0980-\u09ff"), ("Tamil", "\u0b80-\u0bff"),
    ("Telugu", "\u0c00-\u0c7f"), ("Thai", "\u0e00-\u0e7f"), ("Lao", "\u0e80-\u0eff"), ("Burmese", "\u1000-\u109f"),
    ("Georgian", "\u10a0-\u10ff"),
    ("Armenian", "\u0530-\u058f"), ("Ethiopic", "\u1200-\u137f"), ("Khmer", "\u1780-\u17ff"),
)  # fmt: skip
_FOREIGN = re.compile("[\u0370-\u1fff\u3000-\uffff]+")  # where all of these scripts are
_PATTERNS = tuple((name, re.compile(f"[{ranges}]")) for name, ranges in _SCRIPTS)
# The language of a script, where one writes nearly all that is written in it.
_OWNERS = {
    "Kana": "ja", "Hangul": "ko", "Han": "zh", "Greek": "el", "Hebrew": "he", "Bengali": "bn", "Tamil": "ta",
    "Telugu": "te", "Thai": "th", "Lao": "lo", "Burmese": "my", "Georgian": "ka", "Armenian": "hy", "Khmer": "km",
}  # fmt: skip
_EAST_ASIAN = frozenset({"Kana", "Han", "Hangul"})
_SAME = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "nb": "no",
    "nn": "no",
    "cn": "zh",
    "jp": "ja",
    "gr": "el",
    "ua": "uk",
    "cz": "cs",
}


Detector = Callable[[str], Sequence[tuple[str, float]]]
"""Ranks the languages that a text may be in, each with the logarithm of its likelihood."""


def guess_language(document: Document, rules: Rules, ask: Detector | None = None) -> str | None:
    """The code of the page's language, without a region; `None` where nothing tells."""
    declared = next(_declared(document, rules), None)
    return language_of(_sample(document), rules, declared, ask)


def language_of(text: str, rules: Rules, declared: str | None = None, ask: Detector | None = None) -> str | None:
    """The language of a text; `declared` is believed unless the text speaks against it.

    `ask` is asked where nothing is declared and the words are not sure, or where they contradict what is declared.

    >>> from pagewinnow.rules import load_rules
    >>> text = "The ferry has been out of service since the storm, and the town does not know when it will run."
    >>> language_of(text, load_rules()), language_of(text, load_rules(), "de"), language_of("Ferry", load_rules(), "de")
    ('en', 'en', 'de')
    """
    text = text[:_SAMPLED]
    script = script_of(text)
    if script in _OWNERS:
        return _of_script(script, declared)
    found = words(text)
    counts = _count(found, rules)
    if declared is None:
        own = _surest(counts, len(found), _BY_FAR if ask else _MUCH_MORE) or _surest_apart(found, counts, rules)
        return own if own or ask is None or len(text) < _SHORTEST else ask(text)[0][0]
    if not _contradicts(counts, len(found), script, declared, rules):
        return declared
    return _clearly_other(text, declared, ask) if ask else _surest(counts, len(found), _MUCH_MORE) or declared


def _surest(counts: Counter[str], size: int, times: float) -> str | None:
    """The language that has so many `times` the stop words of the next, among `size` words that are enough to tell."""
    ranked = counts.most_common(2)
    if size < _ENOUGH or not ranked or ranked[0][1] < _CLEARLY * size:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= times * second else None


def _surest_apart(found: Sequence[str], counts: Counter[str], rules: Rules) -> str | None:
    """The language that has more stop words than the next, which has hardly any that are not of the first, too.

    "To", "a" and "on" are words of many languages; they say nothing for the second. It spares the detector two
    texts of three that it would be asked of: of 1,000 of five corpora it said the same of all but one, in English.
    """
    first = _surest(counts, len(found), _MORE)
    if first is None or counts[first] < _OFTEN * len(found):
        return None
    second = counts.most_common(2)[1][0]
    index = _index(rules)
    apart = sum(second in index.get(word, ()) and first not in index[word] for word in found)
    return first if counts[first] >= _APART * apart else None


def _contradicts(counts: Counter[str], size: int, script: str | None, declared: str, rules: Rules) -> bool:
    """Do the words speak against the declared language: another script, hardly any of its stop words, more of others?

    In a language that the rules do not have, words that are enough always may.
    """
    profile = rules.profiles.get(declared)
    if profile is not None and script is not None and script != profile.script:
        return True
    if _FEW <= size < _ENOUGH:
        return not counts[declared]
    return size >= _ENOUGH and (
        counts[declared] < _HARDLY * size or max(counts.values(), default=0) > _MUCH_MORE * counts[declared]
    )


def _clearly_other(text: str, declared: str, ask: Detector) -> str:
    """The likeliest language, where it is far likelier than the declared one or the detector does not know that."""
    ranked = ask(text)
    likelihood = dict(reversed(ranked)).get(declared)
    return ranked[0][0] if likelihood is None or ranked[0][1] - likelihood > _FAR else declared


def other_language(text: str, rules: Rules, usual: str | None) -> str | None:
    """The language of a text, if it is another than the `usual` one of its page; `None` where nothing tells.

    >>> from pagewinnow.rules import load_rules
    >>> text = "The ferry has been out of service since the storm, and the town does not know when it will run."
    >>> other_language(text, load_rules(), "de"), other_language(text, load_rules(), "en")
    ('en', None)
    """
    found = language_of(text, rules, usual)
    return found if found != usual else None


def script_of(text: str) -> str | None:
    """The script that most letters of a text are of; a fifth of it in kana is Japanese. `None` without letters.

    >>> [script_of(t) for t in ("Ferry", "\u043f\u0430\u0440\u043e\u043c", "\u6e21\u3057\u8239", "12")]
    ['Latin', 'Cyrillic', 'Kana', None]
    """
    foreign = "" if text.isascii() else "".join(_FOREIGN.findall(text))
    if not foreign:  # most pages in Latin letters have no other than quotation marks: 0.15 parses are saved
        return "Latin" if _LETTER.search(text) else None
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    counts = {name: len(pattern.findall(foreign)) for name, pattern in _PATTERNS}
    east = sum(counts[name] for name in _EAST_ASIAN)
    if 2 * east > letters:
        if 5 * counts["Kana"] > east:
            return "Kana"
        return "Hangul" if 3 * counts["Hangul"] > east else "Han"
    best = max(counts, key=lambda name: counts[name])
    return best if 2 * counts[best] > letters else "Latin"


def _of_script(script: str, declared: str | None) -> str:
    """The language of a script; a declared one that writes the same script is believed."""
    if script == "Han" and declared in {"zh", "yue", "lzh"}:
        return declared
    if script == "Hebrew" and declared == "yi":
        return declared
    return _OWNERS[script]


def _declared(document: Document, rules: Rules) -> Iterator[str]:
    """The languages that the page declares, the code alone."""
    declared = document.declared
    names = load_declarations(rules.folders).metas["language"]
    given = [declared.language] + [value for name in names for key, value in declared.metas if key == name]
    for value in given:
        found = _TAG.fullmatch((value or "").split(",")[0].strip())
        if found and found[1].lower() not in {"und", "mul", "zxx"}:
            code = found[1].lower()
            yield _SAME.get(code, code)


def _sample(document: Document) -> str:
    """Running text of the page: its long blocks, or all of them if it has few."""
    shown = [block.text for block in document.blocks if not block.hidden]
    long = [text for text in shown if len(text) >= _PARAGRAPH]
    return _head(long) if sum(map(len, long[:8])) >= 4 * _PARAGRAPH else _head([*long, *shown])


def _head(texts: Iterable[str]) -> str:
    taken: list[str] = []
    size = 0
    for text in texts:
        taken.append(text[:600])
        size += len(taken[-1])
        if size >= _SAMPLED:
            break
    return "\n".join(taken)


def _count(found: list[str], rules: Rules) -> Counter[str]:
    """How many of the words are stop words of each language."""
    index = _index(rules)
    counts: Counter[str] = Counter()
    for word, times in Counter(found).items():
        if word in index:
            for language in index[word]:
                counts[language] += times
    return counts


@lru_cache(maxsize=8)
def _index(rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """The languages of each stop word."""
    index: dict[str, list[str]] = {}
    for language, profile in rules.profiles.items():
        for word in profile.stop_words:
            index.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in index.items()}
