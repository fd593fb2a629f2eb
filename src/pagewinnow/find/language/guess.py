"""The language of a page or a text: what is declared, what its script says, and how many of its words are stop words.

The declaration is believed unless the words speak against it: templates in English declare it for pages in any
language. A script that one language alone writes decides by itself. Where declaration and words disagree and neither
clearly wins, a detector may be asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from pagewinnow.document import Document
from pagewinnow.rules import Rules
from pagewinnow.rules.declarations import load_declarations
from pagewinnow.text import words

_SAMPLED = 3_000  # characters that are looked at
_PARAGRAPH = 80  # characters of a block that is more than a label in the chrome
_ENOUGH = 12  # words
_CLEARLY = 0.15  # of the words are stop words: no text of that length has so many of another language's
_MUCH_MORE = 1.6  # times as many as the declared language has
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


Detector = Callable[[str, Collection[str]], str | None]
"""Says which of some languages a text is in, or `None`."""


def guess_language(document: Document, rules: Rules, ask: Detector | None = None) -> str | None:
    """The code of the page's language, without a region; `None` where nothing tells."""
    declared = next(_declared(document, rules), None)
    return language_of(_sample(document), rules, declared, ask)


def language_of(text: str, rules: Rules, declared: str | None = None, ask: Detector | None = None) -> str | None:
    """The language of a text; `declared` is believed unless the text speaks against it.

    `ask` is asked which of two languages it is where they disagree and neither clearly wins.

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
    if len(found) < _ENOUGH:
        return declared
    counts = _count(found, rules)
    best, most = max(counts.items(), key=lambda item: (item[1], item[0] == declared), default=("", 0))
    if most < _CLEARLY * len(found):
        return declared
    if declared is None or declared == best:
        return best
    known = declared in rules.profiles
    if most > _MUCH_MORE * counts[declared] if known else most >= 2 * _CLEARLY * len(found):
        return best
    return (ask(text, (declared, best)) if ask else None) or declared


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
