"""The third witness: structure alone. Groups of repeated elements are read as if they were comments, and judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.flat import find_flat, is_signed_below
from pagewinnow.find.threads.model import Item, is_row, make_items, owners
from pagewinnow.find.threads.repeated.anchors import Group, complete, find_groups
from pagewinnow.find.threads.repeated.evidence import measure
from pagewinnow.find.threads.repeated.posts import LONGER, Candidate, join_threads, range_of, texts_of, to_thread
from pagewinnow.find.threads.repeated.reader import Reading, read_items
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Thread
from pagewinnow.learned.rows import score_rows

_MOST_TRIED = 12
LIKELY, _SURE, _MOST = 0.4, 0.5, 0.5  # of a thread; of one that takes most of the main content
_MAYBE, _MOST_JOINED = 0.25, 3  # candidates that may be the main part of one, or answers in it; those that are tried
_SECOND = 0.8  # of a second thread of a page
_NOTHING, _HALF = 0.02, 0.3  # of the text; of what makes a post the one that opens the page
_VERSION = re.compile(r"\D{0,20}\d+(?:\.\d+)+\D{0,20}")
_MASS = 0.2  # how much the number of items counts beside that
_PART = 0.1  # of a part of a thread that another group has shown
_READ = 0.9  # of the items of a group that was read: it is not read again
_SAME = 0.8  # of the texts of a group are those of another: it is no second thread
_SIGNED = 0.3  # of the items have a name or a time
_FEW = 2  # items
_FEWER = 20  # times fewer items than a likely thread has are its frame
_SAMPLE, _HOPELESS = 8, 0.05  # items that tell whether it is worth reading the others


def find_by_structure(view: View) -> Thread | None:
    """The thread of a page that no rule knows.

    Where no element holds a comment its lines are asked: they tell which way round heads and words belong together,
    and see answers that stand deeper than what they answer.
    """
    if view.document.kind != "html":
        return None
    maker = Clockmaker(view)
    best, candidates = _find_best(view, maker)
    if best is None or any(is_row(view.document.skeleton, item) for item in best.items):
        flat = find_flat(view, maker, LIKELY)
        if best is None or (flat is not None and _is_better(flat, best)):
            return flat
    second = _find_second(view, best, candidates)
    return to_thread(view, best) if second is None else join_threads(to_thread(view, best), to_thread(view, second))


def _is_better(flat: Thread, best: Candidate) -> bool:
    """Have the lines more posts than the rows, or see names below the words where the rows see them above?"""
    below = sum(bool(r.text and r.author_spans) and r.author_spans[0] > r.text[0] for r in best.readings)
    turned = is_signed_below(flat) and 2 * below <= len(best.readings)
    return turned or len(flat.posts) > len(best.items)


def _find_best(view: View, maker: Clockmaker) -> tuple[Candidate | None, list[Candidate]]:
    """The group that is believed to be the thread, with what belongs to it; and all that may be one."""
    skeleton = view.document.skeleton
    groups = [items_of(skeleton, group) for group in find_groups(view, maker)]
    candidates = _read_groups(view, [items for items in groups if len(items) > 1], maker)
    likely = sorted((c for c in candidates if c.likely >= _MAYBE), key=_rank, reverse=True)
    whole: list[Candidate] = []
    for candidate in likely[:_MOST_JOINED]:
        if not any(joined.nodes >= candidate.nodes for joined in whole):
            whole.append(_join(view, candidate, candidates, maker))
    best = max(whole, key=_rank, default=None)
    is_thread = best is not None and _is_believed(best) and not _is_changelog(view, best)
    return best if is_thread else None, candidates


def _find_second(view: View, best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """Another thread of the page, beside the first: reviews and comments, or two sorts of comments; no copy of it."""
    start, stop = range_of(view, best)
    apart = [c for c in candidates if c.likely >= _SECOND and len(c.items) > _FEW and c.taken <= _MOST]
    apart = [c for c in apart if range_of(view, c)[1] <= start or range_of(view, c)[0] >= stop]
    said = set(texts_of(view, best.readings))
    apart = [c for c in apart if len(said.intersection(texts_of(view, c.readings))) < _SAME * len(c.items)]
    return max(apart, key=_rank, default=None)


def _is_believed(candidate: Candidate) -> bool:
    """Is it likely enough? What takes most of the main content along must be likelier: an article may be lost.

    Nobody's words of no day are no comments, however alike they look.
    """
    if _share_signed(candidate) < _SIGNED:
        return False
    return candidate.likely >= (_SURE if candidate.taken > _MOST else LIKELY)


def _is_changelog(view: View, candidate: Candidate) -> bool:
    """Have most of the items a heading that is a version? Who released what, and when, looks like talk."""
    blocks = view.document.blocks
    versions = sum(
        any(block.kind == "heading" and _VERSION.fullmatch(block.text) for block in blocks[item.start : item.stop])
        for item in candidate.items
    )
    return versions >= _SAME * len(candidate.items)


def _rank(candidate: Candidate) -> float:
    """Of two as likely the one with more items is the whole of which the other is a part.

    Where few of the items are signed, heads and words may be taken for items of their own.
    """
    return float(candidate.likely * len(candidate.items) ** _MASS * (1 + _share_signed(candidate)))


def _share_signed(candidate: Candidate) -> float:
    """The share of the items with a name or a time."""
    return sum(bool(r.author or r.date_raw) for r in candidate.readings) / max(1, len(candidate.readings))


def items_of(skeleton: Skeleton, group: Group) -> Sequence[Item]:
    """The items of a group."""
    if group.rows:
        return group.rows
    nodes = [node for node in group.nodes if skeleton.firsts[node] < skeleton.stops[node]]
    return make_items(skeleton, complete(skeleton, nodes))


def _read_groups(view: View, groups: Sequence[Sequence[Item]], maker: Clockmaker) -> list[Candidate]:
    """The groups that may be a thread or a part of one; few of them are tried."""
    candidates: list[Candidate] = []
    read: list[set[int]] = []
    for items in groups[:_MOST_TRIED]:
        nodes = {item.node for item in items}
        if any(_READ * max(len(nodes), len(others)) <= len(nodes & others) for others in read):
            continue
        read.append(nodes)
        if any(c.likely >= LIKELY and len(c.items) > _FEWER * len(items) for c in candidates):
            continue
        candidate = _read_group(view, items, maker)
        if candidate.likely >= _PART:
            candidates.append(candidate)
    return candidates


def _read_group(view: View, group: Sequence[Item], maker: Clockmaker) -> Candidate:
    """A group, read and weighed; of many items some tell whether it is worth reading the others."""
    nodes = frozenset(item.node for item in group)
    if len(group) > 1.5 * _SAMPLE:
        sample = group[:: len(group) // _SAMPLE]
        evidence = measure(view, sample, read_items(view, sample, maker), maker)
        if score_rows(evidence)[0] < _HOPELESS:
            return Candidate((), (), 0.0, 0.0, 0.0, nodes)
    kept = _drop_copies(view, group, read_items(view, group, maker))
    items, readings = _drop_article(view, *kept)
    return _weigh(view, items, readings, maker)._replace(nodes=nodes)


def _weigh(view: View, items: Sequence[Item], readings: Sequence[Reading], maker: Clockmaker) -> Candidate:
    evidence = measure(view, items, readings, maker)
    nodes = frozenset(item.node for item in items)
    likely, opening = score_rows(evidence)
    is_first = evidence.before < _NOTHING and not evidence.head  # nothing is said before it: half the proof
    return Candidate(tuple(items), tuple(readings), likely, opening + _HALF * is_first, evidence.taken, nodes)


def _drop_copies(view: View, items: Sequence[Item], readings: Sequence[Reading]) -> tuple[list[Item], list[Reading]]:
    """The items without those that repeat an earlier one to the letter: some pages show their comments twice."""
    seen: set[tuple[str | None, str | None, str]] = set()
    kept = []
    for item, reading, text in zip(items, readings, texts_of(view, readings), strict=True):
        sign = (reading.author, reading.date_raw, text)
        if not text or sign not in seen:
            kept.append((item, reading))
        seen.add(sign)
    return [item for item, _ in kept], [reading for _, reading in kept]


def _drop_article(
    view: View, items: Sequence[Item], readings: Sequence[Reading]
) -> tuple[Sequence[Item], Sequence[Reading]]:
    """The items without the article: a first one that counts the others, or is far longer and the only one undated."""
    if len(items) > _FEW and _counts_others(view, items):
        return items[1:], readings[1:]
    dated = sum(reading.date_raw is not None for reading in readings[1:])
    if len(items) <= _FEW or readings[0].date_raw is not None or dated < _SAME * (len(items) - 1):
        return items, readings
    sizes = [len(text) for text in texts_of(view, readings)]
    return (items[1:], readings[1:]) if sizes[0] > LONGER * median(sizes) else (items, readings)


def _counts_others(view: View, items: Sequence[Item]) -> bool:
    """Does the first item say how many comments there are, and are they the others?"""
    hits = (hit for place in range(items[0].start, items[0].stop) for hit in view.found.phrases.get(place, ()))
    counts = [hit.number for hit in hits if hit.role == "comments_head" and hit.at == "whole"]
    return len(items) - 1 in counts


def _join(view: View, best: Candidate, candidates: Sequence[Candidate], maker: Clockmaker) -> Candidate:
    """The best candidate with the items of those that belong to the same thread: answers of another make in it."""
    skeleton = view.document.skeleton
    taken = {item.node for item in best.items}
    groups: list[tuple[int, ...]] = [tuple(sorted(taken))]
    home = skeleton.parents[best.items[0].node]
    for other in sorted(candidates, key=lambda c: -c.likely):
        nodes = {item.node for item in other.items if home < item.node < skeleton.ends[home]}
        if other is best or not nodes - taken or not _are_near(skeleton, best, other.items):
            continue
        if _is_same_make(view, best, other) or (other.likely >= _MAYBE and _follow_texts(view, best, other)):
            groups.append(tuple(sorted(nodes - taken)))
            taken |= nodes
    if len(groups) == 1:
        return best
    place = {item.node: item for item in make_items(skeleton, sorted(taken))}
    joined = []
    for group in groups:
        items = [place[node] for node in group]
        joined += list(zip(items, read_items(view, items, maker), strict=True))
    joined.sort(key=lambda entry: entry[0].node)
    return _weigh(view, [item for item, _ in joined], [reading for _, reading in joined], maker)


def _are_near(skeleton: Skeleton, best: Candidate, items: Sequence[Item]) -> bool:
    """Do most of the items stand in the list of the best candidate? Rows are joined by nothing."""
    home = skeleton.parents[best.items[0].node]
    near = sum(home < item.node < skeleton.ends[home] for item in items)
    rows = any(is_row(skeleton, item) for item in (*best.items, *items))
    return len(items) > 1 and near >= 0.8 * len(items) and not rows


def _is_same_make(view: View, best: Candidate, other: Candidate) -> bool:
    """Are both groups elements of one tag in elements of one tag? Then the anchors alone parted them."""
    tags, parents = view.document.skeleton.tags, view.document.skeleton.parents
    one, two = best.items[-1].node, other.items[-1].node
    return (tags[one], tags[parents[one]]) == (tags[two], tags[parents[two]])


def _follow_texts(view: View, best: Candidate, other: Candidate) -> bool:
    """Do the items of `other` stand behind the own words of the items of `best`, or between them?"""
    skeleton = view.document.skeleton
    nodes, others = [item.node for item in best.items], [item.node for item in other.items]
    if any(others[index] != node for index, node in owners(skeleton, others, nodes)):
        return False
    last = [max((s.position for s in r.text), default=0) for r in best.readings]
    held = list(owners(skeleton, nodes, others))
    wrong = sum(node == nodes[index] or skeleton.firsts[node] <= last[index] for index, node in held)
    return bool(held) and wrong <= 0.2 * len(others)
