"""Candidates for a wall: lines that stand together and speak of who may read, each with its pieces of evidence.

A wall is told by its words, by where it stands (right after the last running text, with next to nothing after it), by
how that text ends, and by what its elements are called. An offer at the foot of an open page has the same words; a
sentence in prose has the same sentences. None of the pieces decides; the scorer has learned what they are worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pagewinnow.document import Block
from pagewinnow.find.access.evidence import Piece, among, crossed, named
from pagewinnow.find.access.length import compare_length
from pagewinnow.find.access.lines import Line
from pagewinnow.find.access.markup import WallElement
from pagewinnow.find.access.runs import OFFERS, SECTIONS, find_runs, goes_on, is_of_section
from pagewinnow.find.access.seen import Seen
from pagewinnow.find.access.shape import RUNNING, ends_abruptly

_ABOVE = 5
"""Elements above a block whose names are read."""
_ABOVE_OFFERS = 2
"""Blocks above an offer in which a line invites to read on."""
_LONGEST_NAME = 300
_WHOLE = frozenset({"html", "body", "main", "article"})
_LARGEST = 1600
"""The weight of what a wall's element shows at most."""
_OFTEN = 3
"""Times that one sentence stands on a page at most: more are labels on teasers."""
_FURNITURE: Mapping[str, str] = {
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "dialog": "dialog", "form": "form",
}  # fmt: skip
_BEFORE = (("none", 80), ("teaser", 1500), ("preview", 4500), ("long", 12_000))
_AFTER = (("none", 40), ("little", 250), ("some", 1500))
_MORE = 400
"""The weight of text after a wall that is more than a note, if there is more than before it."""
_PARAGRAPH = 2 * RUNNING
"""The weight of a paragraph right below a line: then it stands amid a text, and is quoted there, or a caption."""
_APART = (("next", 3), ("near", 12))
STRONG = frozenset({"onward", "rest", "only", "read", "asked", "spent", "share"})
"""Sentences that say something of this text."""
CROSSED = (
    ("says/decides", "at/next"), ("says/decides", "after/none"), ("says/decides", "before/none"),
    ("says/strong", "at/next"), ("says/strong", "after/none"), ("says/strong", "breaks"),
    ("says/strong", "before/none"), ("says/two", "at/next"), ("says/two", "breaks"), ("says/offer", "breaks"),
    ("says/door", "breaks"), ("says/kept", "says/door"), ("says/kept", "at/next"), ("says/hint", "at/next"),
    ("says/hint", "breaks"), ("says/strong", "listed"), ("says/decides", "listed"), ("says/offer", "at/next"),
    ("says/door", "at/next"), ("names/wall", "at/next"), ("says/strong", "after/much"),
    ("says/decides", "after/much"), ("before/none", "after/some"), ("before/none", "after/much"),
    ("says/strong", "names/unshown"), ("says/strong", "at/far"), ("says/decides", "at/far"),
    ("says/door", "after/none"), ("says/offer", "after/none"), ("says/strong", "before/long"),
    ("says/strong", "before/longer"), ("says/decides", "before/longer"), ("says/rest", "says/plan"),
    ("says/strong", "amid"), ("says/decides", "amid"), ("ends/colon", "amid"), ("says/label", "at/next"),
    ("says/label", "at/far"), ("says/label", "after/more"), ("says/label", "listed"),
    ("says/invites", "says/door"), ("says/invites", "says/offer"),
)  # fmt: skip


class Wall(NamedTuple):
    """A candidate: its lines, the blocks `first` to `stop - 1`, its evidence."""

    lines: tuple[Line, ...]
    first: int
    stop: int
    pieces: tuple[Piece, ...]

    @property
    def positions(self) -> range:
        """Of its blocks."""
        return range(self.first, self.stop)


def find_walls(seen: Seen, elements: Sequence[WallElement]) -> Iterator[Wall]:
    """The candidates of a page, in order."""
    often = Counter(line.block.text for line in seen.lines.values())
    for run in find_runs(seen):
        first, stop = run[0].position, run[-1].position + 1
        pieces = (
            *_words(run, seen, often),
            *_invites(first, stop, seen),
            *_place(run, first, stop, seen),
            *_ending(first, seen),
            *_names(run, first, stop, seen, elements),
            *_page(seen),
        )
        yield Wall(run, first, stop, (*pieces, *_together(pieces), *crossed(pieces, CROSSED)))


def blocks_of(wall: Wall, seen: Seen) -> range:
    """The blocks that belong to a wall: its lines and what is between them, or all that its own element shows."""
    skeleton = seen.document.skeleton
    inside = set(skeleton.ancestors(seen.blocks[wall.stop - 1].node))
    own = next(node for node in skeleton.ancestors(seen.blocks[wall.first].node) if node in inside)
    first, stop = skeleton.firsts[own], skeleton.stops[own]
    size = sum(len(block.text) for block in seen.blocks[first:stop])
    held = seen.body.before(stop) - seen.body.before(first)
    if skeleton.tags[own] in _WHOLE or seen.dense * size > _LARGEST or held:
        return wall.positions
    return range(first, stop)


def _words(run: Sequence[Line], seen: Seen, often: Counter[str]) -> Iterator[Piece]:
    """What the lines say."""
    for line in run:
        yield from _line(line)
    rules = {hit.rule for line in run for hit in line.hits if hit.label == "paywall"}
    made = {sentence.name for line in run for sentence in line.made_for("paywall")}
    for line, following in pairwise(run):
        if goes_on(line, [following]):
            made.add("rest")
            text = f"{line.block.text} {following.block.text}"
            yield Piece("says/rest", 1.0, "text", "sentences#rest", text)
    if made & STRONG:
        yield Piece("says/strong")
    if len(rules) > 1:
        yield Piece("says/hints")
    if len(rules | made) > 2:
        yield Piece("says/two")
    if any(often[line.block.text] >= _OFTEN for line in run):
        yield Piece("said/often")
    size = run[-1].position - run[0].position + 1
    spoken = [seen.lines[p] for p in range(run[0].position, run[-1].position + 1) if p in seen.lines]
    other = sum("other" in line.kinds or is_of_section(line) for line in spoken)
    yield Piece("says/other", other / size)
    yield among("lines", len(run), (("one", 1), ("few", 3)), "many")


def _invites(first: int, stop: int, seen: Seen) -> Iterator[Piece]:
    """A short line among the offers, or right above them, that invites to read on: "Continue reading"."""
    for position in range(max(0, first - _ABOVE_OFFERS), stop):
        line = seen.lines.get(position)
        if line is None or "onward" not in line.kinds or "other" in line.kinds:
            continue
        if seen.dense * len(line.block.text) <= RUNNING:
            yield Piece("says/invites", 1.0, "text", "sentences#onward", line.block.text)
            return


def _line(line: Line) -> Iterator[Piece]:
    """What one line says: a phrase of the rules, a sentence that is made of a wall's words, the words alone."""
    text = line.block.text
    for hit in line.hits:
        if hit.label == "paywall":
            decides = line.walls and hit.strength == "decides"
            yield Piece("says/decides" if decides else "says/hint", 1.0, "text", hit.rule, text)
    for sentence in line.made_for("paywall"):
        if sentence.name != "label" or not line.says("ad"):  # "Paid content" is an advertiser's too
            yield Piece(f"says/{sentence.name}", 1.0, "text", sentence.rule, text)
    for kind in sorted(OFFERS & line.kinds):
        yield Piece(f"word/{kind}")


def _place(run: Sequence[Line], first: int, stop: int, seen: Seen) -> Iterator[Piece]:
    """Where it stands: how much text is before and after it, in which part of the page."""
    before, after = seen.body.before(first), seen.body.after(stop - 1)
    yield among("before", before, _BEFORE, "longer")
    yield among("after", after, _AFTER, "much")
    if after > _MORE and after > 2 * before:
        yield Piece("after/more")
    if stop in seen.body.positions and seen.dense * len(seen.blocks[stop].text) >= _PARAGRAPH:
        yield Piece("amid")
    last = seen.body.last_before(first)
    yield among("at", first - last, _APART, "far") if last is not None else Piece("at/start")
    if last is not None and _opens_section(range(last + 1, first), seen):
        yield Piece("section/before")
    posts = seen.thread.posts if seen.thread is not None else ()
    if any(post.start <= first < post.stop for post in posts):
        yield Piece("section/posts")
    if any((last or 0) < post.start < first for post in posts):
        yield Piece("section/thread")
    size = sum(len(line.block.text) for line in run)
    if 2 * sum(line.block.link_chars for line in run) > size:
        yield Piece("linked")
    if sum(line.block.kind == "list_item" for line in run) * 2 > len(run):
        yield Piece("listed")
    if any(line.block.kind == "heading" for line in run):
        yield Piece("headed")
    tags = seen.document.skeleton.tags
    for tag in {tags[node] for node in seen.document.skeleton.ancestors(run[0].block.node)} & _FURNITURE.keys():
        yield Piece(f"in/{_FURNITURE[tag]}")


def _together(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """How much is said, where it is said: the words of a wall count where a text ends, and hardly elsewhere."""
    names = named(pieces).keys()
    if names & {"says/decides", "says/strong"}:
        said = "this-text" if names & {"says/door", "says/offer", "says/plan", "says/two", "breaks"} else "this"
    elif {"says/door", "says/offer"} <= names or names & {"says/ask"}:
        said = "offers"
    elif names & {"says/door", "says/offer", "says/plan", "says/kept", "says/hints"}:
        said = "offer"
    else:
        said = "hint"
    if names & {"after/more", "after/much", "section/thread", "section/posts"}:
        where = "elsewhere"
    elif names & {"listed", "linked", "in/nav", "in/header", "names/unshown"}:
        where = "aside"
    elif names & {"at/far", "section/before"}:
        where = "below"
    elif names & {"before/long", "before/longer"}:
        where = "late"
    elif names & {"after/some"}:
        where = "between"
    else:
        where = "at-the-end"
    yield Piece(f"{said} {where}")


def _opens_section(between: range, seen: Seen) -> bool:
    return any(hit.label in SECTIONS for p in between for hit in seen.hits.get(p, ()))


def _ending(first: int, seen: Seen) -> Iterator[Piece]:
    """How the text before it ends. A short line without a full stop is a headline, or in a list."""
    last = seen.body.last_before(first)
    if last is None:
        return
    block: Block = seen.blocks[last]
    how = ends_abruptly(block.text)
    if how == "open" and (seen.dense * len(block.text) < RUNNING or block.kind != "paragraph"):
        how = "short"
    yield Piece(
        f"ends/{how or 'full'}", 1.0, "shape" if how in ("dots", "open") else None, f"ends/{how}", block.text[-120:]
    )
    if how in ("dots", "open"):
        yield Piece("breaks")


def _names(run: Sequence[Line], first: int, stop: int, seen: Seen, elements: Sequence[WallElement]) -> Iterator[Piece]:
    """What the elements around it are called."""
    for wall in elements:
        if wall.first < stop and first < wall.stop:
            name = "vendor/decides" if wall.decides else "vendor/hint"
            yield Piece(name, 1.0, "markup", wall.rule, seen.blocks[wall.first].text)
    skeleton = seen.document.skeleton
    for node in list(skeleton.ancestors(run[0].block.node))[:_ABOVE]:
        if skeleton.tags[node] in ("body", "html"):
            return
        attributes = skeleton.attributes[node]
        name = f"{attributes.get('class', '')[:_LONGEST_NAME]} {attributes.get('id', '')[:_LONGEST_NAME]}"
        if seen.vendors.other.find(name):
            yield Piece("names/other")
        elif (token := seen.vendors.wall.find(name)) is not None:
            yield Piece("names/wall", 1.0, "markup", f"tokens#{token}", name.strip())
        if seen.vendors.unshown.find(name):
            yield Piece("names/unshown")


def _page(seen: Seen) -> Iterator[Piece]:
    """What the page as a whole tells."""
    declared = seen.declared
    if declared.free is not None:
        yield Piece("free/yes" if declared.free else "free/no")
    if declared.metered:
        yield Piece("metered")
    counted = compare_length(seen)
    if counted is not None:
        yield counted
    if seen.thread is not None and seen.thread.is_page:
        yield Piece("thread")
    if seen.document.kind != "html":
        yield Piece("plain")
    if not seen.body.weight:
        yield Piece("no-text")
