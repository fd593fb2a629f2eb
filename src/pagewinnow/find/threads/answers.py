"""Who answers whom in a flat thread: by a quotation, a link, a call by name. Without a sign there is no parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pagewinnow.find.threads.addressed import find_addressed, leave_addressees
from pagewinnow.find.threads.links import find_linked, mark_quotelinks
from pagewinnow.find.threads.model import Span
from pagewinnow.find.threads.nesting import depths
from pagewinnow.find.threads.paint import Mark, repaint, words_of
from pagewinnow.find.view import View
from pagewinnow.findings import Hit, Post
from pagewinnow.text import shingles, words

_KNOWN = 0.5  # of the words of a quotation that an earlier post must hold
_LONGEST_CALL = 60  # characters at the beginning of a comment in which the name of the one it answers stands
_ANSWERS = "in_reply_to"


def find_answers(view: View, posts: Sequence[Post], *, opened: bool) -> list[Post]:
    """The posts with quotations of earlier ones marked, and with parents where the page nests none.

    The first post is the one that opens the page if `opened`; it counts as nobody's parent.
    """
    posts = [_without_quotelinks(view, post) for post in leave_addressees(posts)]
    marked, quoted = _mark_quotes(view, posts)
    if len(posts) < 2 or any(post.parent is not None for post in posts):
        return marked
    first = int(opened)
    linked = find_linked(view, posts)
    last: dict[str, int] = {}
    parents: list[int | None] = []
    for index, post in enumerate(marked[first:]):
        parent = _called(view, post, last)
        if parent is None and linked[index + first] is not None:
            parent = linked[index + first] - first  # type: ignore[operator]
        if parent is None and quoted[index + first] is not None:
            parent = quoted[index + first] - first  # type: ignore[operator]
        parents.append(parent if parent is None or 0 <= parent < index else None)
        if post.author:
            last[post.author.casefold()] = index
    levels = depths(parents)
    return [
        *marked[:first],
        *(replace(p, parent=parent, depth=d) for p, parent, d in zip(marked[first:], parents, levels, strict=True)),
    ]


def _without_quotelinks(view: View, post: Post) -> Post:
    marks = mark_quotelinks(view, post)
    return replace(post, parts=repaint(view.document, post.parts, marks)) if marks else post


def _mark_quotes(view: View, posts: Sequence[Post]) -> tuple[list[Post], list[int | None]]:
    """Quotations of earlier posts become quotes; of anything else they are the comment's own choice of words.

    And for each post the one that it quotes first, by its place.
    """
    blocks = view.document.blocks
    quoted: list[int | None] = [None] * len(posts)
    if not any(blocks[p.position].kind == "quote" for post in posts for p in post.parts if p.role in ("text", "quote")):
        return list(posts), quoted
    known: dict[tuple[str, ...], int] = {}
    out = []
    for index, post in enumerate(posts):
        marks: dict[int, list[Mark]] = {}
        for part in post.parts:
            block = blocks[part.position]
            if block.kind != "quote" or part.role not in ("text", "quote") or not known:
                continue
            source = _find_source(block.text, known)
            if source is not None and part.role == "text":
                marks[part.position] = [Mark(Span(part.position, 0, len(block.text)), "quote")]
            quoted[index] = source if quoted[index] is None else quoted[index]
        out.append(replace(post, parts=repaint(view.document, post.parts, marks)) if marks else post)
        known.update(dict.fromkeys(_runs(words_of(view.document, post.parts)), index))
    return out, quoted


def _runs(text: str) -> list[tuple[str, ...]]:
    """The runs of words of a text; a short one is a run by itself."""
    return shingles(text) or [tuple(words(text))]


def _find_source(text: str, known: Mapping[tuple[str, ...], int]) -> int | None:
    """The last post that holds the first known words of a quotation, if posts hold most of it."""
    own = _runs(text)
    sources = [known[shingle] for shingle in own if shingle in known]
    return sources[0] if len(sources) >= _KNOWN * len(own) else None


def _called(view: View, post: Post, last: Mapping[str, int]) -> int | None:
    """The last comment of the one whom a post calls: in its first words behind an at sign, or in its head."""
    for position in range(post.start, post.stop):
        for hit in view.found.phrases.get(position, ()):
            if hit.role == _ANSWERS and hit.at != "anywhere" and (parent := _last_of(hit, last)) is not None:
                return parent
    first = next((p for p in post.parts if p.role == "text"), None)
    if first is None:
        return None
    text = view.document.blocks[first.position].text[first.start : first.end][:_LONGEST_CALL].casefold()
    if not text.startswith("@"):
        return find_addressed(view, post, last)
    names = [name for name in last if text[1:].lstrip().startswith(name)]
    return last[max(names, key=len)] if names else None


def _last_of(hit: Hit, last: Mapping[str, int]) -> int | None:
    return last.get((hit.name or "").casefold())
