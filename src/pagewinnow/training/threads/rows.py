"""`python -m pagewinnow.training.threads.rows --pages FOLDER -o rows.npz`: the scorer of groups, made again."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pagewinnow.find import ROOMS
from pagewinnow.find.threads.flat import read_flat, to_items
from pagewinnow.find.threads.model import Item
from pagewinnow.find.threads.paint import words_of
from pagewinnow.find.threads.platform import find_by_platform
from pagewinnow.find.threads.repeated.anchors import find_groups
from pagewinnow.find.threads.repeated.evidence import Evidence, measure
from pagewinnow.find.threads.repeated.posts import texts_of
from pagewinnow.find.threads.repeated.reader import Reading, read_items
from pagewinnow.find.threads.repeated.structure import items_of
from pagewinnow.find.threads.times import Clockmaker
from pagewinnow.find.view import View
from pagewinnow.learned.rows import to_bytes
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment
from pagewinnow.training.threads.rows_fit import Examples, cross_validate, fit_several
from pagewinnow.training.threads.rows_gold import Gold, read_pages, score_group, tell_opening
from pagewinnow.training.threads.rows_made import make_pages

# What a page in a language without rules, or without classes and declarations, lacks: it must do without.
BLIND = ("marked", "article", "thread", "anchored", "spoken", "replies", "head")
_ROOM = "thread"  # what the rooms before it found is there when groups are weighed
_MOST = 20  # groups of a page
_SMALL, _FEWEST = (1, 2, 3), 5  # items of a shorter thread that a longer one is cut to; of the longer one
_SURE = 0.7  # F1 of a group whose parts are threads too
_NONE = 0.2  # F1 of a group that is none
_WHOLE = 0.75  # F1 of a group whose first item tells whether it opens the page
_SOURCES = {"case": 10.0, "made": 0.3}
_CUT, _PART = " cut", 0.5  # the name and the weight of a thread that was cut short
_FALSE, _TAKES = 1.2, 2.0  # the weight of what is no thread; how much more if it takes all of the main content
_SIGNED = 0.8  # of the posts of a platform have a name and a time: they are as good as gold


class Example(NamedTuple):
    """A group: its page and fold, its evidence, its F1, and whether its first item opens the page."""

    page: str
    fold: int
    evidence: tuple[float, ...]
    score: float
    opening: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, cross-validate, write the network, print what it reaches."""
    parser = argparse.ArgumentParser(prog="python -m pagewinnow.training.threads.rows", description=main.__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="a folder of annotated pages")
    parser.add_argument("--cases", type=Path, help="the project's own cases")
    parser.add_argument("--made", type=int, default=1800, help="small pages made of the others")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    options = parser.parse_args(arguments)
    pages = list(read_pages(options.pages, options.cases))
    examples = to_examples(gather(chain(pages, make_pages(pages, load_rules(), options.made))))
    found = cross_validate(examples, BLIND)
    for line in report(examples, found[:, 0].tolist()):
        sys.stdout.write(f"{line}\n")
    every = np.ones(len(examples.page), bool)
    content = to_bytes(fit_several(examples, every, BLIND))
    options.output.write_bytes(content)
    sys.stdout.write(f"{options.output}: {len(content)} bytes, {len(examples.page)} groups\n")
    return 0


def gather(pages: Iterable[Gold]) -> Iterator[Example]:
    """The groups of all pages of which it is known what they are."""
    rules, options = load_rules(), Options()
    for page in pages:
        document = segment(load(page.content, url=None, kind="html", fetch=None, options=options))
        view = View(document, rules, options)
        for name, room in takewhile(lambda entry: entry[0] != _ROOM, ROOMS):
            view = replace(view, found=replace(view.found, **{name: room(view)}))  # type: ignore[arg-type]
        yield from _of_page(view, _with_platform(view, page))


def _with_platform(view: View, page: Gold) -> Gold:
    """The page with the posts of a platform that gives names and times, where nothing else is known of them."""
    if page.posts is not None or page.names is not None or page.comments is not None:
        return page
    thread = find_by_platform(view)
    if thread is None or thread.witness == "declared" or len(thread.posts) < len(_SMALL):
        return page
    signed = sum(bool(post.author and post.date_raw) for post in thread.posts)
    if signed < _SIGNED * len(thread.posts):
        return page
    opening = words_of(view.document, thread.opening.parts) if thread.opening else None
    return page._replace(posts=tuple(words_of(view.document, post.parts) for post in thread.posts), opening=opening)


def _of_page(view: View, page: Gold) -> Iterator[Example]:
    maker = Clockmaker(view)
    for items, readings in _read_all(view, maker):
        texts = texts_of(view, readings)
        authors = [reading.author or "" for reading in readings]
        score = score_group(page, [text for text in texts if text], authors)
        if score is None:
            continue
        evidence = measure(view, items, readings, maker)
        opening = tell_opening(page, texts[0], authors) if score >= _WHOLE else None
        name = f"{page.source} {page.name}"
        yield Example(name, page.fold, evidence, score, opening)
        if len(items) >= _FEWEST and not _NONE < score < _SURE:
            for size in _SMALL:
                part = measure(view, items[:size], readings[:size], maker)
                part = part._replace(after=evidence.after, counted=evidence.counted, taken=evidence.taken)
                yield Example(f"{name}{_CUT}", page.fold, part._replace(form=evidence.form), score, None)


def _read_all(view: View, maker: Clockmaker) -> Iterator[tuple[list[Item], list[Reading]]]:
    """The groups of a page as they are read, and what the lines of it are read as."""
    for group in find_groups(view, maker)[:_MOST]:
        items = list(items_of(view.document.skeleton, group))
        if len(items) > 1:
            yield items, read_items(view, items, maker)
    if (flat := read_flat(view, maker)) is not None:
        yield to_items(view, flat)


def to_examples(found: Iterable[Example]) -> Examples:
    """The groups as arrays; a page with many groups weighs little more than one with few."""
    rows = list(found)
    count = Counter(row.page for row in rows)
    return Examples(
        names=Evidence._fields,
        evidence=np.array([row.evidence for row in rows], np.float32),
        targets=np.array([(row.score, np.nan if row.opening is None else row.opening) for row in rows], np.float32),
        weight=np.array([_weight(row) * count[row.page] ** -0.5 for row in rows], np.float32),
        fold=np.array([row.fold for row in rows]),
        page=tuple(row.page for row in rows),
    )


def _weight(row: Example) -> float:
    """How much an example counts: the project's cases are few and each a kind, made pages are many and alike."""
    source = row.page.split()[0]
    weight = _SOURCES.get(source, 1.0) * (_PART if row.page.endswith(_CUT) else 1.0)
    taken = row.evidence[Evidence._fields.index("taken")]
    return weight * (_FALSE + _TAKES * taken if row.score < _NONE else 1.0)


def report(examples: Examples, found: Sequence[float]) -> Iterator[str]:
    """What the likeliest group of each page holds, and how many pages without comments are taken for a thread."""
    best: dict[str, int] = {}
    possible: dict[str, float] = {}
    for place, page in enumerate(examples.page):
        possible[page] = max(possible.get(page, 0.0), float(examples.targets[place, 0]))
        if page not in best or found[place] > found[best[page]]:
            best[page] = place
    for least in (0.35, 0.4, 0.45, 0.5):
        chosen = {page: place for page, place in best.items() if found[place] >= least}
        some = [page for page in best if possible[page] > 0.5]
        none = [page for page in best if possible[page] < _NONE]
        got = sum(float(examples.targets[chosen[page], 0]) for page in some if page in chosen)
        false = sum(page in chosen for page in none)
        share = got / max(1e-9, sum(possible[page] for page in some))
        yield f"at {least:.2f}: {share:.3f} of what the groups of {len(some)} pages hold; {false} of {len(none)} false"


if __name__ == "__main__":
    raise SystemExit(main())
