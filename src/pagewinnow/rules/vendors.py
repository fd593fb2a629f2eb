"""What vendors and publishers leave in a page that stands before its text: `data/vendors/<any>.toml`.

A `[[sign]]` is one such thing; a file of a user's folder adds its own, a name that is there already replaces it:

    name        its name; the rule that evidence gives is `vendors#<name>`
    means       wall: an element that holds an offer where a text ends; gate: a text that was clipped, or is kept back;
                meter: a script that counts what a reader has seen; challenge, consent, error: what replaced the page
    elements    selectors, in the language of `rules.selectors`; one of them must be on the page. Those of a wall are
                asked of every page: they end in an element with a class or an id
    scripts     pieces of a script's address or text; one of them must be on the page
    strength    decides (the default) or hint

`[tokens]` are parts of class names and ids that say the same of names nobody listed: `wall`, `gate`, `locked` (around
a text: it is not for everybody) and `not` (an element with such a token is no wall: it gates comments, or is the teaser
of another article). `pay-wall` is found in `paywall`, `pay_wall`, `pay--wall` and `PayWall`, never within a word.

`[[meta]]` is a declaration: `name` (in lower case; a `*` stands for anything), `values` (the first letters count; none
means any that is not empty), and what it `means`: locked | metered | free.

`[letters]` holds what tells a text from letters in disorder: `vowels` (of every alphabet that has them), and `filler`,
the words of the Latin that designers put where a text will be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from pagewinnow.errors import RuleError
from pagewinnow.findings import Strength
from pagewinnow.rules.own import OWN
from pagewinnow.rules.selectors import Selector, parse_selector

Meaning = Literal["wall", "gate", "meter", "challenge", "consent", "error"]
Tier = Literal["locked", "metered", "free"]
_SIGN_KEYS = frozenset({"name", "means", "elements", "scripts", "strength"})
_META_KEYS = frozenset({"name", "values", "means"})
_WORDS = {"tokens": ("wall", "gate", "locked", "not"), "letters": ("vowels", "filler")}
_TABLES = frozenset({"sign", "tokens", "meta", "letters"})


class Sign(NamedTuple):
    """One `[[sign]]`."""

    name: str
    means: Meaning
    elements: tuple[Selector, ...]
    scripts: tuple[str, ...]
    strength: Strength

    @property
    def rule(self) -> str:
        """The name that evidence gives."""
        return f"vendors#{self.name}"


class Meta(NamedTuple):
    """One `[[meta]]`: its name, with a `*` or without, the beginnings of its values, what it declares."""

    name: str
    values: tuple[str, ...]
    means: Tier


class Tokens(NamedTuple):
    """Parts of class names and ids: the pattern that finds them, and their letters alone for a first glance."""

    pattern: re.Pattern[str]
    letters: tuple[str, ...]

    def find(self, name: str) -> str | None:
        """The first token in a name, as it stands there."""
        found = self.pattern.search(name)
        return found[0].lower() if found else None

    def letters_in(self, squeezed: str) -> list[str]:
        """Those that can be in names that were put through `squeeze`: a look that costs a twentieth of the pattern."""
        return [letters for letters in self.letters if letters in squeezed]


def squeeze(names: str) -> str:
    """Names for `Tokens.letters_in`: in small letters, without hyphens and underscores."""
    return names.lower().replace("-", "").replace("_", "")


@dataclass(frozen=True, slots=True)
class Vendors:
    """All files of all folders. `walls` are the selectors of the walls' signs, by the class or id that they end in."""

    signs: tuple[Sign, ...]
    metas: Mapping[str, tuple[Meta, ...]]
    walls: Mapping[str, tuple[tuple[Sign, Selector], ...]]
    wall: Tokens
    gate: Tokens
    locked: Tokens
    other: Tokens
    vowels: frozenset[str]
    filler: frozenset[str]

    def of(self, *means: Meaning) -> tuple[Sign, ...]:
        """The signs of one or more meanings."""
        return tuple(sign for sign in self.signs if sign.means in means)

    def tier(self, metas: Iterable[tuple[str, str]]) -> Iterator[tuple[Tier, str, str]]:
        """What the page's metas declare of its price: the tier, the meta's name and its content."""
        anywhere = self.metas.get("", ())
        ends = tuple([meta.name.rpartition("*")[2] for meta in anywhere]) or ("\n",)
        for name, content in metas:
            rows = self.metas.get(name, ())
            for meta in (*rows, *anywhere) if name.endswith(ends) else rows:
                value = content.strip().lower()
                if value and _fits(meta.name, name) and value.startswith(meta.values or ("",)):
                    yield meta.means, name, content
                    break


def _fits(pattern: str, name: str) -> bool:
    before, gap, after = pattern.partition("*")
    return name.startswith(before) and name.endswith(after) if gap else name == pattern


def load_vendors(folders: Iterable[Path] = ()) -> Vendors:
    """The signs of the package, with those of the user's `folders` laid over them.

    >>> load_vendors().wall.find("js-paywall box"), load_vendors().wall.find("spaywaller")
    ('paywall', None)

    Raises:
        RuleError: a file does not follow the specification.
    """
    return _load(tuple(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Vendors:
    signs: dict[str, Sign] = {}
    metas: list[Meta] = []
    words: dict[str, set[str]] = {key: set() for keys in _WORDS.values() for key in keys}
    for folder in (OWN, *folders):
        for file in sorted((folder / "vendors").glob("*.toml")):
            table = _read(file)
            signs |= {sign.name: sign for sign in _signs(file, table)}
            metas += _metas(file, table)
            for key, names in _words(file, table):
                words[key].update(names)
    return Vendors(
        signs=tuple(signs.values()),
        metas=_by_name(metas),
        walls=_by_key(signs.values()),
        wall=_tokens(words["wall"]),
        gate=_tokens(words["gate"]),
        locked=_tokens(words["locked"]),
        other=_tokens(words["not"]),
        vowels=frozenset("".join(words["vowels"])),
        filler=frozenset(words["filler"]),
    )


def _by_name(metas: Iterable[Meta]) -> Mapping[str, tuple[Meta, ...]]:
    """By the name they ask for; those with a gap in it under the empty name."""
    found: dict[str, list[Meta]] = {}
    for meta in metas:
        found.setdefault("" if "*" in meta.name else meta.name, []).append(meta)
    return {name: tuple(rows) for name, rows in found.items()}


def _by_key(signs: Iterable[Sign]) -> Mapping[str, tuple[tuple[Sign, Selector], ...]]:
    found: dict[str, list[tuple[Sign, Selector]]] = {}
    for sign in signs:
        for selector in sign.elements if sign.means == "wall" else ():
            found.setdefault(selector.key[1], []).append((sign, selector))
    return {name: tuple(rows) for name, rows in found.items()}


def _tokens(tokens: Collection[str]) -> Tokens:
    """One pattern for tokens within names: at a hyphen, an underscore, a capital or the edge of a name.

    A token of two words, `pay-wall`, may be written with hyphens, underscores, or a capital between them.
    """
    alternatives = []
    for token in sorted(set(tokens), key=lambda one: (-len(one), one)):
        parts = [f"[{part[0].lower()}{part[0].upper()}]{re.escape(part[1:])}" for part in token.split("-")]
        alternatives.append("[-_]{0,2}".join(parts))
    body = "|".join(alternatives) or r"(?!)"
    # A small letter before a capital is an edge too: "isPaywall"; so is a capital or a digit after the token.
    pattern = re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:{body})(?:s?(?![a-z]))")
    return Tokens(pattern, tuple(sorted({squeeze(token) for token in tokens})))


def _read(file: Path) -> Mapping[str, object]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(str(file), "file", str(error)) from error
    for key in table:
        if key not in _TABLES:
            raise RuleError(str(file), key, f"unknown table; known are {', '.join(sorted(_TABLES))}")
    return table


def _rows(file: Path, table: Mapping[str, object], key: str, known: frozenset[str]) -> Iterator[Mapping[str, object]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RuleError(str(file), key, "a list of tables is needed")
    for row in rows:
        for name in row:
            if name not in known:
                raise RuleError(str(file), f"{key}.{name}", "unknown key")
        yield row


def _signs(file: Path, table: Mapping[str, object]) -> Iterator[Sign]:
    for row in _rows(file, table, "sign", _SIGN_KEYS):
        name = row.get("name")
        if not isinstance(name, str) or not name:
            raise RuleError(str(file), "sign.name", "a name is needed")
        elements, scripts = _strings(file, row, "elements"), _strings(file, row, "scripts")
        if not elements and not scripts:
            raise RuleError(str(file), name, "elements or scripts are needed")
        try:
            selectors = tuple(parse_selector(one) for one in elements)
        except ValueError as error:
            raise RuleError(str(file), name, str(error)) from error
        means = cast("Meaning", _choice(file, row, "means", get_args(Meaning)))
        strength = cast("Strength", _choice(file, {"strength": "decides", **row}, "strength", get_args(Strength)))
        if means == "wall" and any(selector.key[0] not in (".", "#") for selector in selectors):
            raise RuleError(str(file), name, "a wall's selectors end in a class or an id")
        yield Sign(name, means, selectors, scripts, strength)


def _metas(file: Path, table: Mapping[str, object]) -> Iterator[Meta]:
    for row in _rows(file, table, "meta", _META_KEYS):
        name = row.get("name")
        if not isinstance(name, str) or not name:
            raise RuleError(str(file), "meta.name", "a name is needed")
        means = cast("Tier", _choice(file, row, "means", get_args(Tier)))
        yield Meta(name.lower(), _strings(file, row, "values"), means)


def _words(file: Path, table: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, known in _WORDS.items():
        part = table.get(key, {})
        if not isinstance(part, dict) or not set(known).issuperset(part):
            raise RuleError(str(file), key, f"a table of {', '.join(sorted(known))} is needed")
        for name in part:
            yield name, _strings(file, part, name)


def _choice(file: Path, row: Mapping[str, object], key: str, choices: tuple[str, ...]) -> str:
    value = row.get(key)
    if value not in choices:
        raise RuleError(str(file), key, f"one of {', '.join(choices)} is needed")
    return str(value)


def _strings(file: Path, row: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise RuleError(str(file), key, "a list of strings is needed")
    return tuple(value)
