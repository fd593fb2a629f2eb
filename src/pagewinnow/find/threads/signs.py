"""What the small print of a post says: the inline elements of its head and controls, and the parts of its lines.

A head is often one block: a name, "2 hours ago", "edited". The rules hit whole blocks, so its parts are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pagewinnow.document import Block
from pagewinnow.find.threads.fields import read_score
from pagewinnow.find.view import View
from pagewinnow.findings import Hit, Post

_LONGEST_LINE, _LONGEST_PART = 200, 60  # characters
_BETWEEN = re.compile(r"\s*[\u00b7\u2022|\u2013\u2014\n()]\s*")


def with_small_print(view: View, posts: Sequence[Post]) -> View:
    """The view with hits for the parts of all blocks of the posts that hold none of their text."""
    lines: dict[int, set[str]] = {}
    for post in posts:
        texts = {part.position for part in post.parts if part.role in ("text", "quote")}
        for block in view.document.blocks[post.start : post.stop]:
            if block.position not in texts and len(block.text) <= _LONGEST_LINE:
                lines[block.position] = set(_parts_of(block))
    every = sorted(set().union(*lines.values()))
    if not every:
        return view
    matcher = view.rules.matcher([view.found.language] if view.found.language else [])
    told = {every[k]: hits for k, hits in matcher.match_all(every).items()}
    found = replace(view.found, phrases=_merge(view.found.phrases, lines, told))
    return replace(view, found=found)


def _parts_of(block: Block) -> Iterator[str]:
    for run in block.runs:
        if run.end - run.start <= _LONGEST_PART:
            yield block.text[run.start : run.end]
    for part in _BETWEEN.split(block.text):
        for piece in {part, *part.split(", ")}:
            if piece and piece != block.text and len(piece) <= _LONGEST_PART:
                yield piece


def _merge(
    hits: Mapping[int, tuple[Hit, ...]], lines: Mapping[int, set[str]], told: Mapping[str, tuple[Hit, ...]]
) -> dict[int, tuple[Hit, ...]]:
    merged = dict(hits)
    for position, parts in lines.items():
        own = [_signed(hit, part) for part in sorted(parts & told.keys()) for hit in told[part] if hit.at == "whole"]
        if own:
            merged[position] = (*merged.get(position, ()), *own)
    return merged


def _signed(hit: Hit, part: str) -> Hit:
    """The hit with its number as it stands: "-3 points" are not three."""
    return hit._replace(number=read_score(part)) if hit.role == "votes" and hit.number is not None else hit
