"""Text that a page holds and does not show: an `articleBody` in its JSON-LD, or the data of the framework it runs on.

It is read only where the page shows much less, as shells do that a script would fill, and teasers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pagewinnow.document import Block, Document
from pagewinnow.segment.declared import parse_json
from pagewinnow.segment.spaces import count_dense

_ENOUGH = 80  # words of a declared text that is worth reading
_SHOWN = 0.5  # of its words: a page that shows more does not need it
_BARE = 150  # words of prose up to which a page may be a shell, its notice on cookies included
_PROSE = 10  # words: a shorter block is no prose
_FEWEST = 2  # paragraphs that are a text
_MOSTLY = 0.5  # of its pieces are paragraphs that end as sentences do: others are headings; lists of teasers have few
_DENSE_WORD = 2  # characters that are a word where none are parted by spaces
_END = re.compile(
    r"[.!?:\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u2019\u00bb)\u300d\u300f]*\s*(?:</\w+>\s*)*$"
)
_CLOSING = 40  # characters in which a paragraph ends
_DATA = ("{", "[")  # what begins so is data within data
_MAX_JSON = 2_000_000  # characters
_MAX_NESTING = 8  # of the parts of one paragraph
_BODIES = ("articleBody", "text")
_KINDS = ("Article", "Posting", "Report", "Review")


def find_unseen(document: Document) -> tuple[str, str] | None:
    """The text that the page holds and does not show, HTML or plain, and where it stands; `None` if it shows enough."""
    body = max(_declared_bodies(document.declared.json_ld), key=_count, default="")
    scripts = [script.text for script in document.signals.scripts if script.type == "application/json"]
    if not body and not scripts:
        return None
    shown = sum(_count_prose(block) for block in document.blocks)
    if _is_more(body, shown):
        return body, "jsonld/articleBody"
    if shown <= _BARE:
        body = max(_framework_bodies(scripts), key=_count, default="")
        if _is_more(body, shown):
            return body, "script/json"
    return None


def _count(text: str) -> int:
    r"""The words of a text; in scripts without spaces a word is so many characters.

    >>> _count("a few words"), _count("\u65e7\u3044\u6a4b\u3092")
    (3, 2)
    """
    if text.isascii():
        return len(text.split())
    dense = count_dense(text)
    return dense // _DENSE_WORD if dense > len(text) // 2 else len(text.split())


def _count_prose(block: Block) -> int:
    """The words of a block that shows prose, else none."""
    if block.hidden or 2 * block.link_chars >= len(block.text):
        return 0
    words = _count(block.text)
    return words if words >= _PROSE else 0


def _is_more(body: str, shown: int) -> bool:
    words = _count(body)
    return words >= _ENOUGH and shown < _SHOWN * words


def _declared_bodies(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for thing in objects:
        kinds = thing.get("@type")
        if any(str(k).endswith(_KINDS) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield from (thing[name] for name in _BODIES if isinstance(thing.get(name), str))


def _framework_bodies(scripts: Iterable[str]) -> Iterator[str]:
    """The long strings in scripts of plain JSON, and the lists of paragraphs."""
    for text in scripts:
        if len(text) <= _MAX_JSON and _holds_prose(text):
            yield from _long_texts(parse_json(text))


def _holds_prose(text: str) -> bool:
    """Is there a run of words between two quotes? Costs a twentieth of reading the JSON, and most of it has none."""
    return any(_may_be_prose(part) for part in text.split('"') if len(part) > 2 * _PROSE)


def _may_be_prose(part: str) -> bool:
    return part.count(" ") >= _PROSE or "\\u" in part or (not part.isascii() and _count(part) >= _PROSE)


def _long_texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if len(item) > 2 * _ENOUGH and not item.lstrip().startswith(_DATA) and _count(item) >= _ENOUGH:
                yield item
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            if text := _join_paragraphs(item):
                yield text
            waiting += item


def _join_paragraphs(items: Sequence[object]) -> str:
    """The text that a list of paragraphs makes; empty for a list of something else: teasers, comments, settings."""
    texts = [text for item in items if (text := _paragraph(item, 0).strip())]
    prose = sum(_count(text) >= _PROSE and _END.search(text[-_CLOSING:]) is not None for text in texts)
    if prose < _FEWEST or prose < _MOSTLY * len(texts):
        return ""
    if any("</" in text for text in texts):
        return "".join(f"<p>{text}</p>" for text in texts)
    return "\n\n".join(texts)


def _paragraph(item: object, nesting: int) -> str:
    """The words of an item that is one text, in one piece or in several; empty for an item with more than one."""
    if isinstance(item, str):
        return item
    if not isinstance(item, dict) or nesting > _MAX_NESTING:
        return ""
    texts = [value for value in item.values() if isinstance(value, str) and _is_words(value)]
    if texts:
        return texts[0] if len(texts) == 1 else ""
    return next((text for value in item.values() if isinstance(value, list) and (text := _pieces(value, nesting))), "")


def _pieces(items: Sequence[object], nesting: int) -> str:
    """The text of a paragraph whose words come in pieces: what the pieces have where the first with words has them."""
    found = [item for item in items if isinstance(item, dict)]
    for item in found:
        for name, value in item.items():
            if isinstance(value, str) and _is_words(value):
                return "".join(part for one in found if isinstance(part := one.get(name), str))
    return "".join(_paragraph(item, nesting + 1) for item in found)


def _is_words(value: str) -> bool:
    return " " in value.strip() or (not value.isascii() and count_dense(value) > _DENSE_WORD)
