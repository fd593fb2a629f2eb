"""Strings as pages give them -> values that may stand in a record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from pagewinnow.text import is_unspaced, words

# What has no place in a value: controls, soft hyphens, lone surrogates, non-characters, joiners, direction marks.
_SCRUBBED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# The markup that is left in a value by mistake; the name of any other element may be what the value is about.
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|div|em|font|i|img|li|mark|p|q|s|small|span|strong|su[bp]|u|ul|wbr)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_NOT_IN_ADDRESSES = re.compile(r'[\s<>"]')
_NULLS = frozenset({"null", "undefined", "none", "nan", "false", "[object object]"})  # what programs print for nothing
DIGIT = re.compile(r"\d")
_LONGEST = 2_000
_FEWEST_WORDS = 4  # of a sentence beside a field
_UNSPACED_REST, _UNSPACED_END = 16, 6  # characters of one in a script without spaces: with no end, and with one
_SCHEMES = frozenset({"http", "https"})


def clean_value(value: object) -> str | None:
    r"""A text that may stand in a record, or `None` for what says nothing.

    >>> clean_value("  A\x00 &amp; B\u200b "), clean_value("null"), clean_value(7)
    ('A & B', None, None)
    """
    if not isinstance(value, str):
        return None
    text = value[:_LONGEST]
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if not (text.isascii() and text.isprintable()):
        text = _SCRUBBED.sub("", text)
    text = " ".join(text.split())
    return None if not text or text.lower() in _NULLS or not any(map(str.isalnum, text)) else text


def clean_list(values: Iterable[object], *, most: int = 50) -> tuple[str, ...]:
    """The values that say something, each once, in order.

    >>> clean_list(["Sea", "", "sea", "Harbour"])
    ('Sea', 'Harbour')
    """
    found: dict[str, str] = {}
    for value in values:
        text = clean_value(value)
        if text and len(found) < most:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def is_sentence(rest: str, ends: Collection[str]) -> bool:
    """Is what stands beside a field in its block a sentence, or a piece of one? `ends` are the signs that end one.

    >>> is_sentence("was the day when the ferry stopped.", "."), is_sentence("Published on, in Towns", ".")
    (True, False)
    """
    plain = rest.strip().rstrip("\"'\u201d\u2019\u00bb\u300d)\uff09")
    if is_unspaced(plain):
        letters = sum(map(str.isalnum, plain))
        is_ended = plain[-1] in ends and not plain[-1].isascii()  # a point may abbreviate
        return letters >= _UNSPACED_REST or (letters >= _UNSPACED_END and is_ended)
    return len(plain.split()) >= _FEWEST_WORDS and plain[-1] in ends


def split_list(value: object) -> Iterator[str]:
    """The parts of a list that was written as one text, or as a list.

    >>> list(split_list("sea, harbour;  boats")), list(split_list(["sea", "harbour"]))
    (['sea', ' harbour', '  boats'], ['sea', 'harbour'])
    """
    if isinstance(value, str):
        yield from re.split("[,;、،|]", value)
    elif isinstance(value, list):
        yield from (name_of(item) or "" for item in value)


def name_of(value: Any) -> str | None:  # noqa: ANN401 - JSON is of any type
    """The text of a JSON-LD value: itself, its `name`, or its `@value`."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("headline") or _whole_name(value)
        value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None


def _whole_name(person: dict[str, Any]) -> str | None:
    """The given name and the family's in one; in the order of East Asia where they are written so.

    >>> _whole_name({"givenName": "Aude", "familyName": "Marais"}), _whole_name({"familyName": "Marais"})
    ('Aude Marais', 'Marais')
    """
    parts = [part for key in ("givenName", "familyName") if isinstance(part := person.get(key), str) and part.strip()]
    if len(parts) > 1 and all(is_unspaced(part) for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts) or None


def web_address(value: object, base: str | None = None) -> str | None:
    """An absolute http(s) address, resolved against `base`.

    >>> web_address("../b?x=1", "https://example.org/a/c"), web_address("javascript:void(0)", "https://example.org/")
    ('https://example.org/b?x=1', None)
    """
    if not isinstance(value, str):
        return None
    text = _SCRUBBED.sub("", value).strip()
    try:
        address = urljoin(base, text) if base else text
        parts = urlsplit(address)
    except ValueError:
        return None
    if not text or parts.scheme not in _SCHEMES or not parts.hostname or _NOT_IN_ADDRESSES.search(address):
        return None
    return address


def host_of(address: str | None) -> str | None:
    """The host of an address, in lower case and without `www.`.

    >>> host_of("https://www.Example.org:8080/a")
    'example.org'
    """
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def folded(text: str) -> str:
    """The words of `text` without what is between them: two spellings of one name are the same.

    >>> folded("Bridge-Post 24") == folded("bridgepost24")
    True
    """
    return "".join(words(text))
