"""A record of a WET file of Common Crawl: a head of WARC fields, then the page's text."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = re.compile(r"\A\s*+WARC/1\.[01][ \t]*\r?\n((?:[!-9;-~]+:[^\n]*\n)+)\r?\n")
_CONVERTED = "conversion"  # the type of record that is text; others hold what a server sent
_NEXT = re.compile(r"\r?\n\r?\nWARC/1\.[01][ \t]*\r?\n")


class Record(NamedTuple):
    """What a record says: the page's text, its address, and how many characters follow the record."""

    text: str
    url: str | None
    beyond: int


def read_wet(text: str) -> Record | None:
    r"""The first record of `text`, if it begins with the head of one.

    >>> head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\n\r\n"
    >>> read_wet(head + "One line.\n\r\n\r\nWARC/1.0\r\n")
    Record(text='One line.\n', url='http://a.example/', beyond=14)
    >>> read_wet("WARC/1.0 is a format.") is None
    True
    """
    found = _HEAD.match(text)
    if found is None:
        return None
    fields = dict(_field(line) for line in found[1].splitlines())
    if fields.get("warc-type") != _CONVERTED:
        return None
    following = _NEXT.search(text, found.end())
    end = following.start() if following else len(text)
    return Record(text[found.end() : end], fields.get("warc-target-uri"), len(text) - end)


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()
