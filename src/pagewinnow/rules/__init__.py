"""The rules: phrases and profiles, read from folders of TOML. This page is the specification of phrases.

`README.md` beside it lists all kinds of rule data. Phrases stand in `lang/<language>/<label>.toml`. The path says what
a phrase means: its language (`und` is any) and the label of the blocks that it stands in, one of the removed labels of
the records. A user's folder has the same shape and is laid over the package's own: a phrase with the id of an earlier
one replaces it, a `profile.toml` replaces the whole profile.

A phrase is one `[[phrase]]`:

    text        the words, with placeholders: `{n}` a number, `{name}` one to five words that are a name, `{Name}` the
                same where it must be capitalised, `{any}` one to eight words. One word at least is no placeholder.
                The first `{n}` and the first name are given back in the hit.
    at          `whole` (the default) the block is the phrase; `start`, `end` it begins or ends with it; `anywhere`
    strength    `decides` (the default), or `hint`: evidence, no more
    max_words   how long the block may be; 12 by default, or 6 more than the phrase where that is more. Only a `start`
                or `end` phrase that begins or ends with a plain word may stand in a block of over 40 words: give 1000
                for any block. `anywhere` allows 40, a `whole` phrase has 40 words at most.
    role        what the block is for, where code must know: one of `phrases.Role`
    flag        what the phrase says of a comment: one of `records.CommentFlag`
    yes         blocks that it must hit; one at least
    no          blocks that no rule may hit with `decides`: the prose that looks most like it

The id of a phrase is `<language>/<label>#<text>`, the text folded and joined by hyphens.

**Folding.** Phrases and blocks are compared after `text.words`: without case, punctuation, apostrophes, vowel points
and kinds of white space. A phrase matches whole words, and a number may touch the next word ("5min"). In a script that
is written without spaces every character is a word, in `max_words` too. Signs (arrows, stars, emoji) around a
block's words are overlooked, unless the phrase itself has them.

**Order.** All phrases of a block are given: those that decide before the hints, longer before shorter, then by id.
A block that is nothing but two or more `whole` phrases without placeholders is hit by each of them, where punctuation
or a line break sets them apart or there are three or more. A block with over ten characters for each word that a phrase
allows is too long for it.

A profile is what is known of a language beside its phrases: see `profiles.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from pagewinnow.errors import RuleError
from pagewinnow.rules.folders import OWN
from pagewinnow.rules.match import Matcher
from pagewinnow.rules.phrases import Phrase, read_phrases
from pagewinnow.rules.profiles import Profile, read_profile
from pagewinnow.rules.toml import read_bytes

ALWAYS = ("und", "en")
"""The languages of every matcher: what is valid anywhere, and the language that pages of any other borrow from."""

_PROFILE = "profile.toml"
_DATES = "dates.toml"
_NAMES = "names.toml"
_NO_PHRASES = frozenset({_PROFILE, _DATES, _NAMES, "words.toml"})


class _Profiles(Mapping[str, Profile]):
    """The profiles by language, each read when it is asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def __getitem__(self, language: str) -> Profile:
        return _profile(self._files[language])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True)
class Rules:
    """All rules of the package with `folders` laid over them; files are parsed when their language is asked for.

    It is sent to another process as its folders. Use `load_rules`, which remembers.
    """

    folders: tuple[Path, ...] = ()

    def __reduce__(self) -> tuple[Callable[[tuple[Path, ...]], Rules], tuple[tuple[Path, ...]]]:
        """The folders are sent, not what was read from them."""
        return load_rules, (self.folders,)

    @cached_property
    def _files(self) -> Mapping[str, tuple[Path, ...]]:
        """The files of each language, those of the later folder last."""
        found: dict[str, list[Path]] = {}
        for folder in (OWN, *self.folders):
            for file in sorted((folder / "lang").glob("*/*.toml")):
                found.setdefault(file.parent.name, []).append(file)
        return {language: tuple(files) for language, files in sorted(found.items())}

    @cached_property
    def digest(self) -> str:
        """A short hash of every rule file in the folders, phrases or not, by its place and content."""
        whole = sha256()
        for folder in (OWN, *self.folders):
            for file in sorted(folder.rglob("*.toml")):
                content = read_bytes(file)
                whole.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
        return whole.hexdigest()[:12]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have more than names and dates, in order; `und` among them."""
        few = {_DATES, _NAMES}
        return tuple(language for language, files in self._files.items() if any(f.name not in few for f in files))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase of every language, with its examples."""
        return tuple(phrase for language in self.languages for phrase in self.phrases_of(language))

    def phrases_of(self, language: str, *, examples: bool = True) -> tuple[Phrase, ...]:
        """The phrases of one language; none, if it has no folder."""
        phrases: dict[str, Phrase] = {}
        for file in self._files.get(language, ()):
            if file.name not in _NO_PHRASES:
                phrases |= {phrase.rule: phrase for phrase in _phrases(file, examples=examples)}
        return tuple(phrases.values())

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """What is known of each language beside its phrases."""
        every = {language: [f for f in files if f.name == _PROFILE] for language, files in self._files.items()}
        return _Profiles({language: files[-1] for language, files in every.items() if files})

    def matcher(self, languages: Iterable[str] = ()) -> Matcher:
        """The matcher for the phrases of these languages, of `und` and of `en`; a language without rules adds nothing.

        Codes are those of the folders; a region is left out: `de-AT` is `de`.
        """
        wanted = {language.lower().replace("_", "-").partition("-")[0] for language in languages}
        return self._matcher(frozenset(wanted.union(ALWAYS).intersection(self.languages)))

    @cached_property
    def _matchers(self) -> dict[frozenset[str], Matcher]:
        return {}

    def _matcher(self, languages: frozenset[str]) -> Matcher:
        if languages not in self._matchers:
            phrases = (p for language in sorted(languages) for p in self.phrases_of(language, examples=False))
            self._matchers[languages] = Matcher(phrases)
        return self._matchers[languages]


def load_rules(folders: tuple[Path, ...] = ()) -> Rules:
    """The package's rules with the user's `folders` laid over them, the later over the earlier.

    >>> hits = load_rules().matcher(["en"]).match("Comments (5)")
    >>> hits[0].role, hits[0].number
    ('comments_head', 5)

    Raises:
        RuleError: a folder holds no rules. A wrong file raises when its language is asked for.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=16)
def _load(folders: tuple[Path, ...]) -> Rules:
    for folder in folders:
        if next(folder.rglob("*.toml"), None) is None:
            raise RuleError(str(folder), "folder", "no rule file is in this folder")
    return Rules(folders)


@cache
def _phrases(file: Path, *, examples: bool) -> tuple[Phrase, ...]:
    return read_phrases(file, examples=examples)


@cache
def _profile(file: Path) -> Profile:
    return read_profile(file)
