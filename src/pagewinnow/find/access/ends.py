"""Is text missing? The evidence: how the text ends, what stands after it, what the page says of its length."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pagewinnow.document import Block
from pagewinnow.find.access.evidence import Piece, among, crossed
from pagewinnow.find.access.length import compare_length
from pagewinnow.find.access.markup import declared_element, find_clipped
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import RUNNING, ends_abruptly
from pagewinnow.find.access.walls import Wall

_LATE = 4
"""Blocks after the last of the text in which its end is told."""
_A_TEXT = 600
"""The weight from which a declared text is one, and no summary."""
_A_COUNT = 100
"""Declared words that are those of a text, and not of its summary."""
_OFTEN = 2
"""Times that a line leads to the rest of this text, or a paragraph of it breaks off; more are teasers."""
_PREVIEW = 4500
"""The weight up to which a text before a wall is a preview, however it ends."""
_TELLING = frozenset({"wall/share", "wall/vendor/decides", "words/far", "words/short", "minutes", "clipped", "held"})
"""Pieces that tell of a rest apart from the wall's own words."""
_OF_WALL = frozenset({
    "vendor/decides", "at/next", "after/none", "after/much", "says/decides", "says/strong", "says/onward", "says/rest",
})  # fmt: skip
"""What of a wall's evidence tells of a rest."""
_LEADING = frozenset({"more", "whole", "feed"})
"""Sentences that lead from an excerpt to the text."""
_SIGNED = re.compile(r"[.!?。！？…][\"'”’»]?\s*[(\[（][^()\[\]]{1,40}[)\]）]$")
"""A text whose last sentence is followed by who wrote it: "They came back. (dpa)"."""
_CONTINUED = 2
"""Blocks after a line in which its sentence may go on: stripped text has a line for each link."""
_GOES_ON = frozenset(".,;:)")
_MOSTLY = 0.8
"""The share of a text's paragraphs that end in a full stop where the one that does not was cut."""
_DOTS = ("...", "…", "[…]", "(…)", "[...]")
_OWN = frozenset({"body", "other"})
_TEXT_BLOCKS = frozenset({"paragraph", "quote", "line"})
_WEIGHTS = (("none", 80), ("least", 250), ("little", 1000), ("some", 2500), ("much", 6000))
CROSSED = (
    ("end/dots", "weight/little"), ("end/dots", "weight/some"), ("end/dots", "lead/more"),
    ("end/bracket", "lead/more"), ("end/open", "lead/more"), ("end/open", "walled"), ("end/dots", "walled"),
    ("lead/more", "weight/little"), ("lead/whole", "weight/little"), ("lead/feed", "weight/little"),
    ("walled", "weight/least"), ("walled", "weight/none"), ("walled", "weight/little"), ("walled", "weight/some"),
    ("walled", "end/full"), ("walled", "whole"), ("walled", "words/enough"), ("walled", "weight/more"),
    ("walled", "weight/much"), ("lead/more inside", "weight/little"), ("lead/more inside", "weight/some"),
    ("lead/more inside", "end/dots"), ("free/no", "weight/none"), ("free/no", "weight/least"),
    ("free/no", "end/open"), ("free/no", "end/dots"), ("end/alone-of/many", "end/lower"),
    ("end/alone-of/few", "end/lower"), ("end/joined", "end/alone-of/"),
    ("end/as-others", "end/lower"), ("end/as-others", "end/joined"),
)  # fmt: skip


def find_missing(seen: Seen, wall: Wall | None, walled: float) -> tuple[Piece, ...]:
    """The pieces that speak of missing text; `walled` is how likely it is that a wall stands at its end."""
    pieces = (*_ending(seen, wall), *_lengths(seen), *_wall(seen, wall, walled))
    return (*pieces, *crossed(pieces, CROSSED))


def is_whole(seen: Seen, pieces: Collection[Piece]) -> bool:
    """Is the text all there by what the page declares: it is in the page's data, or has all the words it declares?"""
    names = {piece.name for piece in pieces}
    counted = (seen.declared.words or 0) >= _A_COUNT and "words/enough" in names
    return "whole" in names or (counted and names.isdisjoint(("end/dots", "end/open", "end/bracket")))


def may_be_all(seen: Seen, wall: Wall | None, pieces: Collection[Piece]) -> bool:
    """Is what stands before a wall long, and ends as texts do, with nothing that tells of a rest?

    Then nobody can say whether it is a preview or the whole text, which a wall that a style sheet hides stands below.
    """
    if wall is None or seen.body.before(wall.first) <= _PREVIEW:
        return False
    names = {piece.name for piece in pieces}
    return "end/full" in names and names.isdisjoint(_TELLING)


def _ending(seen: Seen, wall: Wall | None) -> Iterator[Piece]:
    """How the text ends, what stands right after its end, and whether a paragraph breaks off before it."""
    last = seen.body.ends_at(wall.first if wall is not None else len(seen.blocks))
    if last is None:
        yield Piece("end/none")
        return
    block: Block = seen.blocks[last]
    how = _how(block, seen)
    yield Piece(f"end/{how}", 1.0, "shape" if how not in ("full", "short") else None, f"ends/{how}", block.text[-160:])
    if how == "open":
        yield from _midway(block, seen)
    yield from _after(last, seen)
    yield from _breaks(seen)


def _midway(block: Block, seen: Seen) -> Iterator[Piece]:
    """What tells whether a paragraph without a full stop was cut, or is a credit, or as all of its text are."""
    if _is_joined(block, seen):
        yield Piece("end/joined", 1.0, "shape", "ends/joined", block.text[-160:])
    if block.text.rsplit(None, 1)[-1].islower():
        yield Piece("end/lower")
    following = seen.blocks[block.position + 1 : block.position + 1 + _CONTINUED]
    if any(other.text[:1].islower() or other.text[:1] in _GOES_ON for other in following):
        yield Piece("end/continued")
    before = [seen.blocks[position] for position in seen.body.kept if position < block.position]
    paragraphs = [b for b in before if b.kind in _TEXT_BLOCKS and seen.dense * len(b.text) >= RUNNING]
    stopped = sum(ends_abruptly(b.text) is None for b in paragraphs)
    if stopped < _MOSTLY * len(paragraphs):
        yield Piece("end/as-others")
    else:
        yield among("end/alone-of", stopped, (("one", 0), ("few", 2)), "many")
    parents = seen.document.skeleton.parents
    if seen.document.kind == "html" and paragraphs and parents[paragraphs[-1].node] != parents[block.node]:
        yield Piece("end/apart")


def _is_joined(block: Block, seen: Seen) -> bool:
    """Does a paragraph end in a word that joins it to what follows: "and", "of the"?"""
    profile = seen.rules.profiles.get(seen.language or "")
    last = block.text.rsplit(None, 1)[-1]
    return profile is not None and last.islower() and last in profile.stop_words


def _after(last: int, seen: Seen) -> Iterator[Piece]:
    """Whether a line leads to the rest, or a feed's; one that stands there again and again leads to other texts."""
    leading = [line for line in seen.lines.values() if not _is_head(line.block)]
    often = sum(any(sentence.name == "more" for sentence in line.sentences) for line in leading)
    if often > _OFTEN:
        yield Piece("more/often")
    for position in range(last, min(last + _LATE, len(seen.blocks))):
        line = seen.lines.get(position)
        if line is None or _is_head(line.block) or line.hints("consent") or any(line.made_for("consent")):
            continue  # "before you read on, we ask for your consent"
        for sentence in line.sentences:
            if sentence.name not in _LEADING:
                continue
            if _is_beside(last, position, seen):
                yield Piece(f"lead/{sentence.name} inside", 1.0, "text", sentence.rule, line.block.text)
            if sentence.name == "feed" or often <= _OFTEN:
                yield Piece(f"lead/{sentence.name}", 1.0, "text", sentence.rule, line.block.text)


def _is_head(block: Block) -> bool:
    """Does a line head what follows? "Read more" above a list of other pages leads to them, not to the rest."""
    return block.kind == "heading" and not block.link_chars


def _is_beside(last: int, position: int, seen: Seen) -> bool:
    """Does a line stand in the same element as the end of the text, or in its last paragraph?"""
    parents = seen.document.skeleton.parents
    one, other = seen.blocks[last].node, seen.blocks[position].node
    return seen.document.kind == "html" and (one == other or parents[one] == parents[other])


def find_leads(seen: Seen, wall: Wall | None, *, cut: bool) -> Iterator[int]:
    """The lines right after the end of the text that lead elsewhere: a feed's; those to the rest of a cut text."""
    last = seen.body.ends_at(wall.first if wall is not None else len(seen.blocks))
    for position in range(0 if last is None else last, min((last or 0) + _LATE, len(seen.blocks))):
        line = seen.lines.get(position)
        names = {sentence.name for sentence in line.sentences} if line and not _is_head(line.block) else set()
        if "feed" in names or (cut and not _LEADING.isdisjoint(names)):
            yield position


def _breaks(seen: Seen) -> Iterator[Piece]:
    """Paragraphs that end in dots: one is a text that was cut, many are teasers."""
    broken = [
        block
        for block in seen.blocks
        if block.text.endswith(_DOTS) and block.kind in _TEXT_BLOCKS and seen.dense * len(block.text) >= RUNNING
        and not block.hidden and 2 * block.link_chars <= len(block.text) and seen.labels[block.position] in _OWN
    ]  # fmt: skip
    if not broken or len(broken) > _OFTEN:
        return
    weight = max(1, seen.body.weight)
    after = among(
        "after", seen.body.after(broken[-1].position) / weight, (("none", 0.02), ("little", 0.25)), "much"
    ).name
    how = "bracket" if broken[-1].text.rstrip().endswith("]") else "dots"
    yield Piece(f"broken/{how} {after}", 1.0, "shape", f"ends/{how}", broken[-1].text[-160:])
    if len(broken) == 1:
        yield Piece(f"broken once {after}")


def _stands(seen: Seen, wall: Wall) -> Iterator[Piece]:
    """A wall that stands where the text ends, by the length of that text: what is before it is a preview or all."""
    names = {piece.name for piece in wall.pieces}
    ends = not names & {"after/more", "after/much", "at/far", "section/thread"}
    before = seen.body.before(wall.first)
    name = among("preview", before, _WEIGHTS, "more").name
    if ends:
        yield Piece(f"wall/{name}")


def _how(block: Block, seen: Seen) -> str:
    text = block.text.rstrip()
    if text.endswith(("]", "]…")) and text[-6:].strip("[]. …") == "" and "[" in text[-6:]:
        return "bracket"
    how = ends_abruptly(text)
    if how == "open" and _SIGNED.search(text):
        return "full"
    if how == "open" and (
        block.kind not in _TEXT_BLOCKS or seen.dense * len(text) < RUNNING or 2 * block.link_chars > len(text)
    ):
        return "short"
    return how or "full"


def _lengths(seen: Seen) -> Iterator[Piece]:
    """How long the text is, against what the page says of it."""
    weight = seen.body.weight
    yield among("weight", weight, _WEIGHTS, "more")
    declared = seen.declared
    if declared.free is not None:
        yield Piece("free/yes" if declared.free else "free/no")
    counted = compare_length(seen)
    if counted is not None:
        yield counted
    yield from _whole(seen)
    minutes = [h.number for hits in seen.hits.values() for h in hits if h.role == "reading_time" and h.number]
    clipped = find_clipped(seen.document, seen.names, seen.vendors, seen.body, min(minutes, default=0))
    if clipped is not None:
        yield Piece("clipped", 1.0, clipped.source, clipped.rule, clipped.text)
    if minutes and min(minutes) >= 3 and weight < 300 * min(minutes):
        yield Piece("minutes", 1.0, "text", "reading-time", f"{weight} characters of {min(minutes)} minutes")
    if declared.selectors and declared_element(seen.document, seen.names, seen.body, declared.selectors) == 0:
        yield Piece("held", 1.0, "jsonld", "cssSelector", ", ".join(declared.selectors))
    if seen.thread is not None and seen.thread.is_page:
        yield Piece("thread")
    if seen.document.kind != "html":
        yield Piece("plain")


def _whole(seen: Seen) -> Iterator[Piece]:
    """The text that the page holds in its data, where it is longer than what it shows, or was read for that."""
    unseen, text = seen.document.unseen, seen.declared.text
    if unseen is not None:
        text = seen.blocks[-1].text
        longer = True
    else:
        longer = len(text) * seen.dense >= max(_A_TEXT, 1.3 * seen.body.weight)
    if longer and ends_abruptly(text) != "dots":
        yield Piece("whole", 1.0, "jsonld", "articleBody", text[:200])


def _wall(seen: Seen, wall: Wall | None, walled: float) -> Iterator[Piece]:
    """Whether a wall stands there, and what it says of the text."""
    if wall is None:
        return
    yield Piece("walled", walled)
    for piece in _stands(seen, wall):
        yield Piece(piece.name, walled)
    if any(s.name == "share" for line in wall.lines for s in line.sentences):
        yield Piece("wall/share", walled, "text", "sentences#share", wall.lines[0].block.text)
    for piece in wall.pieces:
        if piece.name in _OF_WALL:
            yield Piece(f"wall/{piece.name}", walled)
