"""Text that a page holds and does not show: an `articleBody` in its JSON-LD, or the data of the framework it runs on.

It is read only where the page shows much less, as shells do that a script would fill, and teasers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pagewinnow.document import Block, Document
from pagewinnow.segment.declared import parse_json

_ENOUGH = 80  # words of a declared text that is worth reading
_SHOWN = 0.5  # of its words: a page that shows more does not need it
_BARE = 100  # words of any kind up to which a page is a shell, and its framework's data are looked at
_PROSE = 10  # words: a shorter block is no prose
_MAX_JSON = 2_000_000  # characters
_BODIES = ("articleBody", "text")
_KINDS = ("Article", "Posting", "Report", "Review")


def find_unseen(document: Document) -> tuple[str, str] | None:
    """The text that the page holds and does not show, HTML or plain, and where it stands; `None` if it shows enough."""
    shown = sum(len(block.text.split()) for block in document.blocks if _is_shown(block))
    body = max(_declared_bodies(document.declared.json_ld), key=len, default="")
    if _is_more(body, shown):
        return body, "jsonld/articleBody"
    if sum(len(block.text.split()) for block in document.blocks) <= _BARE:
        body = max(_framework_bodies(document), key=len, default="")
        if _is_more(body, shown):
            return body, "script/json"
    return None


def _is_shown(block: Block) -> bool:
    return not block.hidden and len(block.text.split()) >= _PROSE and 2 * block.link_chars < len(block.text)


def _is_more(body: str, shown: int) -> bool:
    words = len(body.split())
    return words >= _ENOUGH and shown < _SHOWN * words


def _declared_bodies(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for thing in objects:
        kinds = thing.get("@type")
        if any(str(k).endswith(_KINDS) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield from (thing[name] for name in _BODIES if isinstance(thing.get(name), str))


def _framework_bodies(document: Document) -> Iterator[str]:
    """The long strings in the page's scripts of plain JSON."""
    for script in document.signals.scripts:
        if script.type == "application/json" and len(script.text) <= _MAX_JSON and _holds_prose(script.text):
            yield from _long_strings(parse_json(script.text))


def _holds_prose(text: str) -> bool:
    """Is there a run of words between two quotes? Costs a twentieth of reading the JSON, and most of it has none."""
    return any(part.count(" ") >= _PROSE for part in text.split('"') if len(part) > 4 * _PROSE)


def _long_strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if len(item) > 2 * _ENOUGH and item.count(" ") >= _ENOUGH:
                yield item
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
