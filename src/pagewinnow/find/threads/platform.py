"""The second witness: platforms with a rule file. The rules select the items; each is read field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pagewinnow.dates.absolute import parse_date
from pagewinnow.dates.forms import Forms
from pagewinnow.find.threads.authors import Author, Value, read_authors, without_controls
from pagewinnow.find.threads.fields import link_of, machine_date, read_score
from pagewinnow.find.threads.links import read_id
from pagewinnow.find.threads.model import Item, leave_copies, make_items, owners, spans_of, text_of
from pagewinnow.find.threads.nesting import by_containers, by_levels, by_names, depths, read_level
from pagewinnow.find.threads.paint import Mark, paint, words_of
from pagewinnow.find.threads.repeated.reader import Reading, read_items
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread
from pagewinnow.records import CommentFlag
from pagewinnow.rules.platforms import Field, Platform, load_detector
from pagewinnow.rules.selectors import Index, Selector

_KNOWN = 0.6  # of the items with a text by the rules: the others hold none
_PLAIN_WORDS = 4  # of a name that was found as such
_PLAIN = 0.6  # microdata says less well than a platform's own markup what is what
_CERTAIN = 0.99  # how many posts that rules of a platform find are posts, on pages that nobody tuned them to
_NEAR = 0.75  # of the best platform's fields: as good as the best, then the words decide
_SIGNED = 0.3  # of the posts have a name or a time
_LACKING = 0.2  # of the items without a field: the rules do not know this theme


@dataclass(frozen=True, slots=True)
class _Site:
    """A page as one platform sees it: its items, and for each selector the nodes in each item."""

    view: View
    platform: Platform
    index: Index
    nodes: tuple[int, ...]
    items: tuple[Item, ...]

    def owned(self, selector: Selector) -> dict[int, list[int]]:
        """The nodes of a selector by the item that they stand in."""
        found: dict[int, list[int]] = {}
        for item, node in owners(self.index.skeleton, self.nodes, self.index.select(selector)):
            found.setdefault(item, []).append(node)
        return found

    def owned_first(self, selectors: Iterable[Selector]) -> dict[int, list[int]]:
        """The nodes of the first selector that selects any with text, item by item."""
        found: dict[int, list[int]] = {}
        skeleton = self.index.skeleton
        for selector in selectors:
            for item, nodes in self.owned(selector).items():
                full = [n for n in nodes if skeleton.firsts[n] < skeleton.stops[n]]
                if full and item not in found:
                    found[item] = full
        return found

    def values(self, name: str) -> dict[int, list[Value]]:
        """The values of a field for each item, the better first."""
        found: dict[int, list[Value]] = {}
        for field in self.platform.fields.get(name, ()):
            for item, value in self._values_of(field):
                found.setdefault(item, []).append(value)
        return found

    def _values_of(self, field: Field) -> Iterable[tuple[int, Value]]:
        document, attributes = self.view.document, self.index.skeleton.attributes
        owned = (
            {k: [node] for k, node in enumerate(self.nodes)} if field.selector is None else self.owned(field.selector)
        )
        for item, nodes in owned.items():
            for node in nodes:
                spans = tuple(spans_of(document, node)) if field.attribute is None or field.selector else ()
                text = text_of(document, spans) if field.attribute is None else attributes[node].get(field.attribute)
                if text and text.strip():
                    yield item, Value(text.strip(), node, spans)


def find_by_platform(view: View) -> Thread | None:
    """The thread of a page that shows a known platform; where it shows several, the one with the most text."""
    if view.document.kind != "html":
        return None
    index = Index(view.document.skeleton)
    platforms = load_detector(view.options.rules).detect(index)
    threads = [found for p in platforms if (found := _read_thread(view, p, index))]
    worth = [_worth(thread, found) for thread, found in threads]
    near = [thread for (thread, _), own in zip(threads, worth, strict=True) if own >= _NEAR * max(worth)]
    return max(near, key=lambda thread: _size(view, thread), default=None)


def _worth(thread: Thread, found: int) -> float:
    """How well a platform's rules read the page: by the fields they found."""
    return found * (_PLAIN if thread.witness == "declared" else 1)


def _size(view: View, thread: Thread) -> int:
    return sum(len(words_of(view.document, post.parts)) for post in thread.posts)


def _read_thread(view: View, platform: Platform, index: Index) -> tuple[Thread, int] | None:
    """The thread as one platform's rules see it, and how many fields they found."""
    skeleton = index.skeleton
    ignored = set(index.select_any(platform.ignore))
    nodes = [n for n in index.select_any(platform.item) if n not in ignored]
    nodes = leave_copies(view.document, [n for n in nodes if skeleton.firsts[n] < skeleton.stops[n]])
    if not nodes:
        return None
    site = _Site(view, platform, index, tuple(nodes), tuple(make_items(skeleton, nodes)))
    site = _leave_bare(site)
    posts, found = _read_posts(site)
    posts = _nest(site, posts)
    thread = _assemble(site, posts, _find_opening(site, posts))
    return (thread, found) if thread and _is_certain(thread, found) else None


def _leave_bare(site: _Site) -> _Site:
    """The site without the items that hold nothing its rules name, where others do: tables of its frame, teasers."""
    texts = site.owned_first(site.platform.text)
    authors, times = site.values("author"), site.values("time")
    full = [k for k in range(len(site.items)) if k in texts and (k in authors or k in times)]
    bare = {k for k in _find_alone(site) if k not in texts and (k not in authors or _is_aside(site, k))}
    if not full or not bare:
        return site
    nodes = tuple(node for k, node in enumerate(site.nodes) if k not in bare)
    return replace(site, nodes=nodes, items=tuple(make_items(site.index.skeleton, nodes)))


def _find_alone(site: _Site) -> Iterator[int]:
    """The items that are in no other and have none in them: what was deleted from a tree keeps its place there."""
    ends, nodes, reach = site.index.skeleton.ends, site.nodes, 0
    for k, node in enumerate(nodes):
        holds = k + 1 < len(nodes) and nodes[k + 1] < ends[node]
        if node >= reach and not holds:
            yield k
        reach = max(reach, ends[node])


def _is_aside(site: _Site, k: int) -> bool:
    """Does an item stand in another list than the first, behind it: what else is going on?"""
    parents = site.index.skeleton.parents
    return parents[site.nodes[k]] != parents[site.nodes[0]]


def _is_certain(thread: Thread, found: int) -> bool:
    """Did the rules find enough of it? One post of which they know a text alone is an article in a forum's class.

    Posts of nobody and of no day are what another site calls alike.
    """
    posts = [*([thread.opening] if thread.opening else []), *thread.posts]
    signed = sum(bool(post.author or post.date_raw) for post in posts)
    return (len(posts) > 1 or found > 1) and signed >= _SIGNED * len(posts)


def _assemble(site: _Site, posts: Sequence[Post], opening: int | None) -> Thread | None:
    """The thread without the posts that say nothing; parents follow to their new places."""
    copies = _find_copies(site, posts)
    kept = [
        k
        for k, p in enumerate(posts)
        if k != opening and k not in copies and (p.flags or any(q.role == "text" for q in p.parts))
    ]
    if not kept and opening is None:
        return None
    place = {old: new for new, old in enumerate(kept)}
    renumbered = []
    for old in kept:
        parent = posts[old].parent
        while parent is not None and parent not in place:
            parent = posts[parent].parent if parent != opening else None
        renumbered.append((old, None if parent is None else place[parent]))
    levels = depths([parent for _, parent in renumbered])
    final = tuple(
        replace(posts[old], parent=parent, depth=depth) for (old, parent), depth in zip(renumbered, levels, strict=True)
    )
    witness = "declared" if site.platform.declared else f"platform/{site.platform.name}"
    start, stop = _bounds(site)
    first = None if opening is None else posts[opening]
    is_page = site.platform.opening != "none"
    return Thread(final, witness, None, first, is_page, start, stop, probability=_CERTAIN)


def _find_copies(site: _Site, posts: Sequence[Post]) -> set[int]:
    """The posts that repeat an earlier one to the letter: some pages show their comments twice."""
    seen: set[tuple[str | None, str | None, str]] = set()
    copies = set()
    for k, post in enumerate(posts):
        sign = (post.author, post.date_raw, words_of(site.view.document, post.parts))
        if sign[2] and sign[1] and sign in seen:
            copies.add(k)
        seen.add(sign)
    return copies


def _bounds(site: _Site) -> tuple[int, int]:
    skeleton = site.index.skeleton
    sections = [n for n in site.index.select_any(site.platform.section) if n < site.nodes[0] < skeleton.ends[n]]
    start = min([skeleton.firsts[n] for n in sections], default=site.items[0].start)
    stop = max([skeleton.stops[n] for n in (*sections, *site.nodes)])
    return min(start, site.items[0].start), stop


def _find_opening(site: _Site, posts: Sequence[Post]) -> int | None:
    """The post that opens the thread; on a later page of a thread there is none."""
    kind = site.platform.opening
    if kind == "none" or not posts:
        return None
    if kind == "selector":
        opens = set(site.index.select_any(site.platform.opens))
        return next((k for k, node in enumerate(site.nodes) if node in opens), None)
    first = next((k for k, post in enumerate(posts) if any(p.role == "text" for p in post.parts)), 0)
    numbers = site.values("number").get(first)
    number = read_score(numbers[0].text) if numbers else None
    if number is not None and number > 1:
        return None
    earlier = any("prev" in rel.split() for rel, _ in site.view.document.declared.links)
    return None if earlier and number is None else first


def _nest(site: _Site, posts: list[Post]) -> list[Post]:
    kind = site.platform.nesting
    parents: list[int | None] = [None] * len(posts)
    if kind == "tree":
        parents = by_containers(site.index.skeleton, site.nodes)
    elif kind == "parent_id":
        names, answered = site.values("id"), site.values("parent")
        parents = by_names(
            [_first(names, k) for k in range(len(posts))], [_first(answered, k) for k in range(len(posts))]
        )
    elif kind in ("depth", "indent"):
        levels = site.values("level")
        behind = site.platform.level_in
        parents = by_levels([read_level(_first(levels, k), behind) for k in range(len(posts))])
    safe = [p if p is not None and p < k else None for k, p in enumerate(parents)]
    return [replace(post, parent=parent, depth=0) for post, parent in zip(posts, safe, strict=True)]


def _first(values: dict[int, list[Value]], item: int) -> str | None:
    return values[item][0].text if values.get(item) else None


def _read_posts(site: _Site) -> tuple[list[Post], int]:
    """Every item as a post, and the number of fields that the rules found.

    Where the rules find no text, name or time in an item, its structure is read instead.
    """
    document, rules = site.view.document, site.platform
    texts = site.owned_first(rules.text)
    fields = {name: site.values(name) for name in rules.fields}
    fields["author"] = without_controls(site.view, fields.get("author", {}))
    maker = Clockmaker(site.view)
    readings = _read_structure(site, texts, fields, maker)
    marks: dict[int, list[Mark]] = {k: [] for k in range(len(site.items))}
    for item, nodes in texts.items():
        marks[item] += [Mark(span, "text") for node in nodes for span in spans_of(document, node)]
    for item, reading in readings.items():
        if item not in texts:
            marks[item] += [Mark(span, "text") for span in reading.text]
            marks[item] += [Mark(span, "control") for span in reading.controls]
    for selectors, role in ((rules.quote, "quote"), (rules.controls, "control"), (rules.signature, "control")):
        for selector in selectors:
            for item, nodes in site.owned(selector).items():
                marks[item] += [Mark(s, role) for n in nodes for s in spans_of(document, n)]  # type: ignore[arg-type]
    authors = read_authors(site.view, fields["author"], readings, maker)
    sheet = _Sheet(fields, readings, _read_flags(site), maker, authors)
    names = fields.get("author", {}).values()
    plain = sum(len(v[0].text.split()) <= _PLAIN_WORDS and maker.find(v[0].text) is None for v in names)
    found = len(texts) + plain + len(fields.get("time", ()))
    return [_read_post(site, k, marks[k], sheet) for k in range(len(site.items))], found


def _read_structure(
    site: _Site, texts: dict[int, list[int]], fields: dict[str, dict[int, list[Value]]], maker: Clockmaker
) -> dict[int, Reading]:
    """The items read without rules, for those in which the rules miss something."""
    items = range(len(site.items))
    missing = [k for k in items if k not in texts] if len(texts) < _KNOWN * len(items) else []
    for name in ("author", "time"):
        lacking = [k for k in items if not fields.get(name, {}).get(k)]
        missing += lacking if len(lacking) > _LACKING * len(items) else []
    if not missing:
        return {}
    readings = read_items(site.view, site.items, maker)
    return {k: readings[k] for k in set(missing)}


def _read_flags(site: _Site) -> dict[int, tuple[CommentFlag, ...]]:
    found: dict[int, tuple[CommentFlag, ...]] = {}
    for flag, selectors in site.platform.flags.items():
        for selector in selectors:
            for item in site.owned(selector):
                found[item] = tuple(dict.fromkeys((*found.get(item, ()), flag)))
    return found


class _Sheet(NamedTuple):
    """What was found in the items, by item: the values of their fields, their structure, their flags."""

    fields: dict[str, dict[int, list[Value]]]
    readings: dict[int, Reading]
    flags: dict[int, tuple[CommentFlag, ...]]
    maker: Clockmaker
    authors: dict[int, Author]


def _read_post(site: _Site, k: int, marks: list[Mark], sheet: _Sheet) -> Post:
    fields, reading = sheet.fields, sheet.readings.get(k)
    skeleton, item = site.index.skeleton, site.items[k]
    author, node, spans = sheet.authors.get(k, (None, None, ()))
    marks += [Mark(span, "field") for span in spans]
    times = fields.get("time", {}).get(k, [])
    date, raw = _read_time(site, times, sheet.maker.forms)
    marks += [Mark(span, "field") for value in times for span in value.spans]
    if raw is None and reading is not None and reading.date_raw:
        date, raw = reading.date, reading.date_raw
        marks += [Mark(span, "field") for span in reading.date_spans]
    for name in ("score", "number"):
        marks += [Mark(span, "field") for value in fields.get(name, {}).get(k, []) for span in value.spans]
    address = _first(fields.get("author_url", {}), k)
    if address is None and node is not None:
        address = link_of(skeleton, node, item.node + 1)
    link = _first(fields.get("permalink", {}), k)
    return Post(
        item.start, item.stop, paint(site.view.document, item, marks), author, address, date, raw,
        url=link, score=read_score(_first(fields.get("score", {}), k)), flags=sheet.flags.get(k, ()),
        id=read_id(skeleton, item.node, link),
    )  # fmt: skip


def _read_time(site: _Site, values: Sequence[Value], months: Forms) -> tuple[str | None, str | None]:
    """The date that is read first, from an attribute or the words; and the words."""
    shown = next((text for v in values if (text := text_of(site.view.document, v.spans))), None)
    for value in values:
        date = parse_date(value.text, months) or machine_date(site.index.skeleton, value.node, months)
        if date:
            return date, shown or value.text
    return None, shown or (values[0].text if values else None)
