"""The third witness: structure alone. Groups of repeated elements are read as if they were comments, and judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.fields import link_of, read_score
from pagewinnow.find.threads.links import read_id
from pagewinnow.find.threads.model import Item, is_row, make_items, owners
from pagewinnow.find.threads.nesting import by_containers, by_indent, depths
from pagewinnow.find.threads.paint import Mark, paint
from pagewinnow.find.threads.repeated.anchors import Group, complete, find_groups
from pagewinnow.find.threads.repeated.evidence import measure
from pagewinnow.find.threads.repeated.reader import Reading, read_items
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post, Thread
from pagewinnow.learned.rows import score_rows

_POST_NUMBER = re.compile(r"#\s?(\d{1,6})\.?")
_MOST_TRIED = 12
LIKELY, _SURE, _MOST = 0.4, 0.45, 0.5  # of a thread; of one that takes most of the main content
_MAYBE, _MOST_JOINED = 0.25, 3  # candidates that may be the main part of one
_SECOND = 0.7  # of a second thread of a page
_MASS = 0.2  # how much the number of items counts beside that
_PART = 0.1  # of a part of a thread that another group has shown
_OPENS = 0.5  # likely is the first item the post that opens the page
_SAME = 0.8  # of the items of a group that was read: it is not read again
_SIGNED = 0.3  # of the items have a name or a time
_FEW, _LONGER = 2, 4  # items; how many times longer than one in the middle an article is
_FEWER = 20  # times fewer items than a likely thread has are its frame
_SAMPLE, _HOPELESS = 8, 0.05  # items that tell whether it is worth reading the others


class Candidate(NamedTuple):
    """A group that was read, how likely it is a thread, that its first item opens the page, and what it takes."""

    items: tuple[Item, ...]
    readings: tuple[Reading, ...]
    likely: float
    opening: float
    taken: float  # of the main content
    nodes: frozenset[int]


def find_by_structure(view: View) -> Thread | None:
    """The thread of a page that no rule knows."""
    if view.document.kind != "html":
        return None
    maker = Clockmaker(view)
    skeleton = view.document.skeleton
    groups = [items_of(skeleton, group) for group in find_groups(view, maker)]
    candidates = _read_groups(view, [items for items in groups if len(items) > 1], maker)
    likely = sorted((c for c in candidates if c.likely >= _MAYBE), key=_rank, reverse=True)
    whole: list[Candidate] = []
    for candidate in likely[:_MOST_JOINED]:
        if not any(joined.nodes >= candidate.nodes for joined in whole):
            whole.append(_join(view, candidate, candidates, maker))
    best = max(whole, key=_rank, default=None)
    if best is None or not _is_believed(best):
        return None
    second = _find_second(view, best, candidates)
    return _to_thread(view, best) if second is None else _join_threads(_to_thread(view, best), _to_thread(view, second))


def _find_second(view: View, best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """Another thread of the page, beside the first: reviews and comments, or two sorts of comments."""
    start, stop = _range_of(view, best)
    apart = [c for c in candidates if c.likely >= _SECOND and len(c.items) > _FEW and c.taken <= _MOST]
    apart = [c for c in apart if _range_of(view, c)[1] <= start or _range_of(view, c)[0] >= stop]
    return max(apart, key=_rank, default=None)


def _range_of(view: View, candidate: Candidate) -> tuple[int, int]:
    """The blocks from the first item to the last."""
    stops = view.document.skeleton.stops
    return candidate.items[0].start, max(max(item.stop, stops[item.node]) for item in candidate.items)


def _join_threads(one: Thread, other: Thread) -> Thread:
    """Both in one, told by the groups of their posts: the larger is the first."""
    first, second = sorted((one, other), key=lambda thread: -len(thread.posts))
    shift = len(first.posts)
    moved = (
        replace(post, group=1, parent=None if post.parent is None else post.parent + shift) for post in second.posts
    )
    return replace(one, posts=(*first.posts, *moved), start=min(one.start, other.start), stop=max(one.stop, other.stop))


def _is_believed(candidate: Candidate) -> bool:
    """Is it likely enough? What takes most of the main content along must be likelier: an article may be lost.

    Nobody's words of no day are no comments, however alike they look.
    """
    signed = sum(bool(reading.author or reading.date_raw) for reading in candidate.readings)
    if signed < _SIGNED * len(candidate.items):
        return False
    return candidate.likely >= (_SURE if candidate.taken > _MOST else LIKELY)


def _rank(candidate: Candidate) -> float:
    """Of two as likely the one with more items is the whole of which the other is a part."""
    return float(candidate.likely * len(candidate.items) ** _MASS)


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
        if any(_SAME * max(len(nodes), len(others)) <= len(nodes & others) for others in read):
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
    return Candidate(tuple(items), tuple(readings), *score_rows(evidence), evidence.taken, nodes)


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
    """The items without a first one that is far longer than the others and has no time where they have: the article."""
    dated = sum(reading.date_raw is not None for reading in readings[1:])
    if len(items) <= _FEW or readings[0].date_raw is not None or dated < _SAME * (len(items) - 1):
        return items, readings
    sizes = [len(text) for text in texts_of(view, readings)]
    return (items[1:], readings[1:]) if sizes[0] > _LONGER * median(sizes) else (items, readings)


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
        if _is_same_make(view, best, other) or (other.likely >= LIKELY and _follow_texts(view, best, other)):
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


def _to_thread(view: View, best: Candidate) -> Thread:
    skeleton, items = view.document.skeleton, best.items
    rows = list(zip(items, best.readings, strict=True))
    nodes = [item.node for item in items]
    parents = by_containers(skeleton, nodes)
    if not any(parent is not None for parent in parents):
        parents = by_indent(skeleton, nodes)
    posts = [to_post(view, item, reading) for item, reading in rows]
    is_page = best.opening > _OPENS
    opens = is_page and not _is_later(view, items[0])
    opens = opens and (_is_flat(parents) or _stands_apart(view, rows))
    opening = posts[0] if opens else None
    kept = [k for k, post in enumerate(posts) if any(p.role == "text" for p in post.parts) and not (opens and k == 0)]
    place = {old: new for new, old in enumerate(kept)}
    answered = [place.get(parents[k]) if parents[k] is not None else None for k in kept]  # type: ignore[arg-type]
    levels = depths(answered)
    final = tuple(
        replace(posts[k], parent=parent, depth=depth) for k, parent, depth in zip(kept, answered, levels, strict=True)
    )
    start, stop = _range_of(view, best)
    return Thread(final, "structure", None, opening, is_page, start, stop, probability=round(best.likely, 3))


def _is_later(view: View, first: Item) -> bool:
    """Is it a later page of a thread? It names a page before it, or its first post has a number above one."""
    if any("prev" in rel.split() for rel, _ in view.document.declared.links):
        return True
    blocks = view.document.blocks[first.start : first.stop]
    texts = [b.text for b in blocks] + [b.text[run.start : run.end] for b in blocks for run in b.runs]
    numbers = [int(found[1]) for text in texts if (found := _POST_NUMBER.fullmatch(text))]
    return bool(numbers) and min(numbers) > 1


def _is_flat(parents: Sequence[int | None]) -> bool:
    return not any(parent is not None and parent > 0 for parent in parents)


def _stands_apart(view: View, rows: Sequence[tuple[Item, Reading]]) -> bool:
    """Is the first item in another list than the others, or much longer than they are?"""
    parents = view.document.skeleton.parents
    lengths = [len(text) for text in texts_of(view, [reading for _, reading in rows])]
    alone = parents[rows[0][0].node] not in {parents[item.node] for item, _ in rows[1:]}
    return alone or lengths[0] > _LONGER * median(lengths)


def to_post(view: View, item: Item, reading: Reading) -> Post:
    """An item and what was read in it, as a post."""
    marks = [Mark(span, "text") for span in reading.text]
    marks += [Mark(span, "control") for span in reading.controls]
    marks += [Mark(span, "field") for span in (*reading.author_spans, *reading.date_spans)]
    parts: tuple[Part, ...] = paint(view.document, item, marks)
    node = reading.author_node
    url = link_of(view.document.skeleton, node, item.node + 1) if node is not None and node > item.node else None
    permalink = _address(view, reading.date_node, item.node)
    return Post(
        item.start, item.stop, parts, reading.author, url, reading.date, reading.date_raw,
        url=permalink, score=read_score(reading.score), id=read_id(view.document.skeleton, item.node, permalink),
    )  # fmt: skip


def _address(view: View, node: int | None, top: int) -> str | None:
    """The address of the link that a time stands in: that of the comment itself."""
    skeleton = view.document.skeleton
    for near in skeleton.ancestors(node) if node is not None else ():
        if near <= top:
            break
        if skeleton.tags[near] == "a":
            return skeleton.attributes[near].get("href") or None
    return None


def texts_of(view: View, readings: Sequence[Reading]) -> list[str]:
    """The prose of each reading."""
    blocks = view.document.blocks
    return [" ".join(blocks[s.position].text[s.start : s.end] for s in r.text) for r in readings]
