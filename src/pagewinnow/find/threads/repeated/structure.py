"""The third witness: structure alone. Groups of repeated elements are read as if they were comments, and judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pagewinnow.document import Skeleton
from pagewinnow.find.threads.fields import link_of, read_score
from pagewinnow.find.threads.model import Item, is_row, make_items, owners
from pagewinnow.find.threads.nesting import by_containers, by_indent, depths
from pagewinnow.find.threads.paint import Mark, paint
from pagewinnow.find.threads.repeated.anchors import Group, complete, find_groups
from pagewinnow.find.threads.repeated.judge import Verdict, judge, may_stand, measure, reasons_against
from pagewinnow.find.threads.repeated.reader import Reading, read_items
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Part, Post, Thread

_POST_NUMBER = re.compile(r"#\s?(\d{1,6})\.?")
_MOST_TRIED = 10
_SAME = 0.8  # of the items of a group that was refused: it is not read again
_SAMPLE = 8  # items that tell whether it is worth reading the others

_FORGIVEN = frozenset({"no-times", "no-names", "too-few", "nothing-speaks-for-it"})  # in a part of a thread


class Candidate(NamedTuple):
    """A group that was read, and what it is worth as a thread."""

    items: tuple[Item, ...]
    readings: tuple[Reading, ...]
    verdict: Verdict
    nodes: frozenset[int]


def find_by_structure(view: View) -> Thread | None:
    """The thread of a page that no rule knows."""
    if view.document.kind != "html":
        return None
    maker = Clockmaker(view)
    skeleton = view.document.skeleton
    groups = [(group.rows or _items_of(skeleton, group), group.dated) for group in find_groups(view, maker)]
    first = [items for items, dated in groups if len(items) > 1 and may_stand(view, items, maker, dated=dated)]
    candidates = _read_groups(view, first, maker)
    best = max(candidates, key=lambda c: c.verdict.score, default=None)
    if best is None or best.verdict.score <= 0:
        return None
    others = [items for items, _ in groups if items not in first and _are_near(skeleton, best, items)]
    candidates = _read_groups(view, others, maker, candidates)
    return _to_thread(view, best, _join(view, best, candidates, maker))


def _items_of(skeleton: Skeleton, group: Group) -> Sequence[Item]:
    nodes = [node for node in group.nodes if skeleton.firsts[node] < skeleton.stops[node]]
    return make_items(skeleton, complete(skeleton, nodes))


def _read_groups(
    view: View, groups: Sequence[Sequence[Item]], maker: Clockmaker, known: Sequence[Candidate] = ()
) -> list[Candidate]:
    """The groups that may be a thread or a part of one, beside those that are known; few of them are tried."""
    candidates = list(known)
    refused: list[set[int]] = []
    tried = 0
    for items in groups:
        nodes = {item.node for item in items}
        if any(c.verdict.score > 0 and c.nodes.issuperset(nodes) for c in candidates):
            continue
        if any(_SAME * max(len(nodes), len(others)) <= len(nodes & others) for others in refused):
            continue
        tried += 1
        if candidate := _read_group(view, items, maker):
            candidates.append(candidate)
        else:
            refused.append(nodes)
        if tried == _MOST_TRIED:
            break
    return candidates


def _read_group(view: View, group: Sequence[Item], maker: Clockmaker) -> Candidate | None:
    """A group, read and judged; `None` if not even as a part of a thread it may be one."""
    items = group
    if len(items) > 1.5 * _SAMPLE:
        sample = items[:_SAMPLE]
        reasons = reasons_against(measure(view, sample, read_items(view, sample, maker), maker), len(items))
        if not _FORGIVEN.issuperset(reasons):
            return None
    items, readings = _drop_copies(view, items, read_items(view, items, maker))
    verdict = judge(view, items, readings, maker)
    if not _FORGIVEN.issuperset(verdict.against):
        return None
    return Candidate(tuple(items), tuple(readings), verdict, frozenset(item.node for item in group))


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


def _join(
    view: View, best: Candidate, candidates: Sequence[Candidate], maker: Clockmaker
) -> list[tuple[Item, Reading]]:
    """The items of the best candidate and of those that belong to the same thread: answers of another make in it."""
    skeleton = view.document.skeleton
    taken = {item.node for item in best.items}
    groups: list[tuple[int, ...]] = [tuple(sorted(taken))]
    home = skeleton.parents[best.items[0].node]
    for other in sorted(candidates, key=lambda c: -c.verdict.score):
        nodes = {item.node for item in other.items if home < item.node < skeleton.ends[home]}
        if other is best or not nodes - taken or not _are_near(skeleton, best, other.items):
            continue
        if _is_same_make(view, best, other) or (other.verdict.score > 0 and _follow_texts(view, best, other)):
            groups.append(tuple(sorted(nodes - taken)))
            taken |= nodes
    if len(groups) == 1:
        return list(zip(best.items, best.readings, strict=True))
    place = {item.node: item for item in make_items(skeleton, sorted(taken))}
    joined = []
    for group in groups:
        items = [place[node] for node in group]
        joined += list(zip(items, read_items(view, items, maker), strict=True))
    return sorted(joined, key=lambda entry: entry[0].node)


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


def _to_thread(view: View, best: Candidate, rows: Sequence[tuple[Item, Reading]]) -> Thread:
    skeleton = view.document.skeleton
    nodes = [item.node for item, _ in rows]
    parents = by_containers(skeleton, nodes)
    if not any(parent is not None for parent in parents):
        parents = by_indent(skeleton, nodes)
    posts = [to_post(view, item, reading) for item, reading in rows]
    opens = best.verdict.is_page and not _is_later(view, rows[0][0])
    opens = opens and (_is_flat(parents) or _stands_apart(view, rows))
    opening = posts[0] if opens else None
    kept = [k for k, post in enumerate(posts) if any(p.role == "text" for p in post.parts) and not (opens and k == 0)]
    place = {old: new for new, old in enumerate(kept)}
    answered = [place.get(parents[k]) if parents[k] is not None else None for k in kept]  # type: ignore[arg-type]
    levels = depths(answered)
    final = tuple(_placed(posts[k], parent, depth) for k, parent, depth in zip(kept, answered, levels, strict=True))
    start, stop = rows[0][0].start, max(max(item.stop, skeleton.stops[item.node]) for item, _ in rows)
    return Thread(final, "structure", None, opening, best.verdict.is_page, start, stop)


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
    return alone or lengths[0] > 4 * sorted(lengths)[len(lengths) // 2]


def _placed(post: Post, parent: int | None, depth: int) -> Post:
    return Post(
        post.start, post.stop, post.parts, post.author, post.author_url, post.date, post.date_raw, parent, depth,
        post.url, post.score, post.flags,
    )  # fmt: skip


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
        url=permalink, score=read_score(reading.score),
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
