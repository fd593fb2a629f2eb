"""What is wrong with rules that only their examples, and each other, can tell. `pagewinnow rules check` prints it.

    dead        a `yes` that its own phrase does not hit; a phrase that another of its label always hits as well
    double      the same words in two files that are read together, or twice in one list
    unsafe      a single word that decides within a text; a phrase that decides on another rule's `no`, in any language;
                one that decides without a `no`; the same words under two labels
    slow        a phrase that takes its time over a text made of its own words

A user's folder is checked together with the package's own rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from time import process_time

from pagewinnow.rules import ALWAYS, Rules
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.kinds import check_folders
from pagewinnow.rules.lexicon import FILE, read_words
from pagewinnow.rules.phrases import GAPS, Phrase
from pagewinnow.text import key

_HOSTILE_WORDS = 120
"""Words of a text that is made to keep a phrase busy."""
_SLOW = 0.05
"""Seconds that no rule may take over it: the slowest of the package's own takes a hundredth of that."""
_SURELY = 1.0
"""Seconds after which nobody needs to try again."""
_TRIES = 3
_WITHIN = frozenset({"anywhere", "start", "end"})


def check_rules(rules: Rules, languages: Iterable[str] = ()) -> list[str]:
    """What is wrong with the rules, a line each; of all languages by default.

    Raises:
        RuleError: a file does not follow its specification.
    """
    check_folders(rules.folders)
    wanted = set(languages) or set(rules.languages)
    phrases = [phrase for phrase in rules.phrases if phrase.language in wanted]
    found = [f"{phrase.rule}: {problem}" for phrase in phrases for problem in check_phrase(rules, phrase)]
    found += check_doubles(rules, wanted)
    return [*found, *_check_lists(rules)]


def check_phrase(rules: Rules, phrase: Phrase) -> Iterator[str]:
    """The problems of one phrase that its examples tell, and its speed."""
    matcher = rules.matcher([phrase.language])
    if phrase.at == "anywhere" and len(phrase.pattern) == 1 and phrase.pattern[0].isalnum():
        yield "a single word may not match anywhere"
    elif phrase.at in _WITHIN and phrase.strength == "decides" and _words_of(phrase) == 1 and phrase.role is None:
        yield f"a single word may not decide at the {phrase.at} of a text"
    if phrase.strength == "decides" and not phrase.no:
        yield "a phrase that decides needs a 'no'"
    for text in phrase.yes:
        if phrase.rule not in {hit.rule for hit in matcher.match(text)}:
            yield f"does not hit {text!r}"
    for text in phrase.no:
        deciding = [hit.rule for hit in rules.matcher(rules.languages).match(text) if hit.strength == "decides"]
        if deciding:
            yield f"{', '.join(deciding)} decides on {text!r}"
    seconds = _quickest(partial(matcher.match, _hostile(phrase)))
    if seconds > _SLOW:
        yield f"takes {seconds:.2f} s over a text of its own words"


def check_doubles(rules: Rules, languages: Iterable[str]) -> Iterator[str]:
    """The phrases that another one makes idle, or contradicts, in the files that are read for one language."""
    reported: set[str] = set()
    for language in sorted(languages):
        together = [phrase for code in dict.fromkeys([language, *ALWAYS]) for phrase in rules.phrases_of(code)]
        openings: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in together:
            openings[_rarest(phrase)].append(phrase)
        for phrase in rules.phrases_of(language):
            others = (other for word in set(phrase.pattern) for other in openings.get(word, ()))
            for problem in {p for other in others if other.rule != phrase.rule for p in _compare(phrase, other)}:
                reported.add(f"{phrase.rule}: {problem}")
    yield from sorted(reported)


def _compare(phrase: Phrase, other: Phrase) -> Iterator[str]:
    """What is wrong with a phrase beside another one."""
    is_same = (phrase.pattern, phrase.at) == (other.pattern, other.at)
    if is_same and phrase.label != other.label and "hint" not in (phrase.strength, other.strength):
        if phrase.role is None and other.role is None:
            yield f"decides for {phrase.label}, and {other.rule} for {other.label}"
        return
    if (phrase.label, phrase.role, phrase.flag) != (other.label, other.role, other.flag):
        return
    if is_same and phrase.strength == other.strength:
        yield f"is the same as {other.rule}"
    elif _covers(other, phrase) and (other.strength == "decides" or phrase.strength == "hint"):
        yield f"is never needed: {other.rule} hits all that it hits"


def _covers(wide: Phrase, narrow: Phrase) -> bool:
    """Does `wide` hit every block that `narrow` hits?"""
    words, within = wide.pattern, narrow.pattern
    if wide.at == "whole" or wide.max_words < narrow.max_words or len(words) >= len(within):
        return False
    if wide.at == "start":
        return narrow.at in ("whole", "start") and within[: len(words)] == words
    if wide.at == "end":
        return narrow.at in ("whole", "end") and within[-len(words) :] == words
    return any(within[i : i + len(words)] == words for i in range(len(within) - len(words) + 1))


def _rarest(phrase: Phrase) -> str:
    """A word that every phrase which this one covers has as well."""
    return max((word for word in phrase.pattern if word not in GAPS), key=len)


def _words_of(phrase: Phrase) -> int:
    """Its words, without placeholders; each character of a script without spaces counts as half a word."""
    own = [word for word in phrase.pattern if word not in GAPS]
    return len(own) if any(word.isascii() or len(word) > 1 for word in own) else (len(own) + 1) // 2


def _hostile(phrase: Phrase) -> str:
    """A text that the phrase nearly hits again and again."""
    own = [word for word in phrase.pattern if word not in GAPS]
    size = min(_HOSTILE_WORDS, phrase.max_words)
    almost = own[:-1] if len(own) > 1 else own
    return " ".join((almost * size)[: size - 1])


def _quickest(run: Callable[[], object]) -> float:
    """The seconds of the quickest of some runs; one is enough where it is quick."""
    seconds: list[float] = []
    while len(seconds) < _TRIES and _SLOW < min(seconds, default=_SURELY) <= _SURELY:
        start = process_time()
        run()
        seconds.append(process_time() - start)
    return min(seconds)


def _check_lists(rules: Rules) -> Iterator[str]:
    """The entries that stand twice in a list of words, or that another entry makes idle."""
    for file in files_of(f"lang/*/{FILE}", rules.folders):
        for name, entries in read_words(file).items():
            yield from (f"{file.parent.name}/{file.stem}#{name}: {problem}" for problem in _check_entries(entries))


def _check_entries(entries: tuple[str, ...]) -> Iterator[str]:
    counts = Counter(" ".join(word.replace(word.strip("*"), key(word)) for word in e.split()) for e in entries)
    yield from (f"{entry!r} stands in it {count} times" for entry, count in counts.items() if count > 1)
    open_ended = [entry for entry in entries if entry.endswith("*") and " " not in entry and len(entry.strip("*")) > 1]
    for wide in open_ended:
        start = wide.strip("*")
        for entry in entries:
            is_held = entry.strip("*").startswith(start) and entry.startswith("*") <= wide.startswith("*")
            if is_held and entry != wide and " " not in entry:
                yield f"{entry!r} is never needed: {wide!r} is in it"
