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
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.findings import Strength
from pagewinnow.rules.folders import files_of
from pagewinnow.rules.selectors import Selector, parse_selector
from pagewinnow.rules.toml import Choice, ListOf, Place, Table, Text, lists_of, read_file

Meaning = Literal["wall", "gate", "meter", "challenge", "consent", "error"]
Tier = Literal["locked", "metered", "free"]
_SIGN = Table(
    {
        "name": Text(),
        "means": Choice(get_args(Meaning)),
        "elements": ListOf(Text(parse_selector)),
        "scripts": ListOf(Text()),
        "strength": Choice(get_args(Strength), default="decides"),
    },
    required=("name", "means"),
)
_META = Table(
    {"name": Text(str.lower), "values": ListOf(Text()), "means": Choice(get_args(Tier))}, required=("name", "means")
)
VENDORS = Table(
    {
        "sign": ListOf(_SIGN),
        "meta": ListOf(_META),
        "tokens": lists_of("wall", "gate", "locked", "not", "unshown", "unshown"),
        "letters": lists_of("vowels", "filler"),
    }
)
"""What a file may hold."""


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
    unshown: Tokens
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
    words: dict[str, set[str]] = defaultdict(set)
    for file in files_of("vendors/*.toml", folders):
        table = read_vendors(file)
        signs |= {sign.name: sign for sign in table["sign"]}
        metas += [Meta(**row) for row in table["meta"]]
        for key, names in {**table["tokens"], **table["letters"]}.items():
            words[key].update(names)
    return Vendors(
        signs=tuple(signs.values()),
        metas=_by_name(metas),
        walls=_by_key(signs.values()),
        wall=_tokens(words["wall"]),
        gate=_tokens(words["gate"]),
        locked=_tokens(words["locked"]),
        other=_tokens(words["not"]),
        unshown=_tokens(words["unshown"]),
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


def read_vendors(file: Path) -> dict[str, Any]:
    """The tables of one file, its signs as `Sign`.

    Raises:
        RuleError: it does not follow the specification.
    """
    table = read_file(file, VENDORS)
    table["sign"] = [_sign(row, Place(file, ("sign", index))) for index, row in enumerate(table["sign"])]
    return table


def _sign(row: dict[str, Any], place: Place) -> Sign:
    sign = Sign(**row)
    if not sign.elements and not sign.scripts:
        raise place.error("elements or scripts are needed")
    if sign.means == "wall" and any(selector.key[0] not in (".", "#") for selector in sign.elements):
        raise place.under("elements").error("a wall's selectors end in a class or an id")
    return sign
