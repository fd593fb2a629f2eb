"""Pages made of real articles and comments, in frames that are drawn for each page; and real tops and bottoms around.

The words of comments and articles are real, of the folds that may be learned from. The order of a page is that of
pages: a top, an article (or none: a forum), what stands below articles, a head that may say how many comments there
are, the comments, a form, a bottom.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FOOT, FURTHER, HEAD, OUTSIDE, SIGNED
from pagewinnow.training.threads.lines.frames import Frame, Said, draw_frame
from pagewinnow.training.threads.lines.taught import Taught
from pagewinnow.training.threads.lines.traps import TRAPS, write_trap
from pagewinnow.training.threads.lines.words import Tongue

_SHORT_ANSWERS = (
    "+1",
    "lol",
    "Yes!",
    "No.",
    "???",
    "👍",
    "Same",
    "Thanks",
    "ok",
    "😂😂",
    "This.",
    "Wow",
    "Why?",
    "Agreed.",
    "Me too",
    "haha",
    "First!",
    "Exactly",
)


class Pack(NamedTuple):
    """What the rules know of a language: phrases around comments, heads above them, months, relative times."""

    phrases: Sequence[str]
    heads: Sequence[str]
    months: Sequence[str]
    ago: Sequence[str]


class Pool(NamedTuple):
    """What pages are made of: articles as paragraphs, comments as lines, names, tops and bottoms of real pages."""

    articles: Sequence[Sequence[str]]
    comments: Sequence[Sequence[str]]
    names: Sequence[str]
    tops: Sequence[Sequence[str]]
    bottoms: Sequence[Sequence[str]]
    packs: Sequence[Pack]


class _Page:
    """A page while it is written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gaps: list[int] = []
        self.tags: list[int] = []

    def add(self, line: str, gap: int = 0, tag: int = OUTSIDE) -> None:
        line = " ".join(line.split())
        if line:
            self.lines.append(line)
            self.gaps.append(gap)
            self.tags.append(tag)

    def add_all(self, lines: Sequence[str], gap: int = 0) -> None:
        for line in lines:
            self.add(line, gap)


def make_pages(pool: Pool, seed: int, count: int, traps: float = 0.24) -> Iterator[Taught]:
    """`count` pages; the same arguments give the same pages."""
    for index in range(count):
        draw = random.Random(f"{seed}-{index}")  # noqa: S311 - no secret
        yield _make(pool, draw) if draw.random() >= traps else _make_trap(pool, draw)


def _make(pool: Pool, draw: random.Random) -> Taught:
    tongue = Tongue(draw)
    pack = draw.choice((pool.packs[0], draw.choice(pool.packs))) if draw.random() < 0.45 else None
    if pack is not None:
        tongue.learn(pack.months, pack.ago)
    page = _Page()
    gap = draw.choice((0, 0, 1, 1))
    is_forum = draw.random() < 0.2
    _add_top(page, pool, tongue, draw)
    said = _draw_comments(pool, tongue, draw, is_forum=is_forum)
    if not is_forum:
        _add_article(page, pool, tongue, draw, gap)
        if draw.random() < 0.45:
            _add_between(page, pool, tongue, draw)
        heads = pack.heads if pack is not None and draw.random() < 0.7 else ()
        _add_head(page, tongue, draw, len(said), heads)
        if draw.random() < 0.12:  # the form stands above the comments
            page.add_all([tongue.phrase(1, 4) + draw.choice(("", "*", ":")) for _ in range(draw.randint(2, 6))])
    elif draw.random() < 0.7:
        page.add(tongue.write(" ".join(draw.choice(pool.articles)[0].split()[:9])))
        for _ in range(draw.randint(0, 4)):
            page.add(tongue.phrase(1, 3))
    _add_comments(page, draw_frame(tongue, pack.phrases if pack else ()), said, (tongue, draw), gap)
    _add_end(page, pool, tongue, draw)
    return Taught(tuple(page.lines), tuple(page.gaps), tuple(page.tags), "made", opens=is_forum)


def _make_trap(pool: Pool, draw: random.Random) -> Taught:
    tongue = Tongue(draw)
    page = _Page()
    gap = draw.choice((0, 0, 1))
    _add_top(page, pool, tongue, draw)
    kind = draw.choice((*TRAPS, "", ""))
    if not kind or draw.random() < 0.3:
        _add_article(page, pool, tongue, draw, gap)
    if kind:
        page.add_all(write_trap(kind, pool.articles, pool.comments, tongue), gap)
    if draw.random() < 0.3:
        _add_head(page, tongue, draw, 0, ())
    _add_end(page, pool, tongue, draw)
    return Taught(tuple(page.lines), tuple(page.gaps), tuple(page.tags), f"trap/{kind or 'article'}")


def _add_top(page: _Page, pool: Pool, tongue: Tongue, draw: random.Random) -> None:
    roll = draw.random()
    if roll < 0.3:
        page.add_all([tongue.write(line) for line in draw.choice(pool.tops)])
    elif roll < 0.5:
        page.add_all([tongue.phrase(1, 3) for _ in range(draw.randint(1, 8))])


def _add_article(page: _Page, pool: Pool, tongue: Tongue, draw: random.Random, gap: int) -> None:
    article = draw.choice(pool.articles)
    if draw.random() < 0.45:
        article = article[: draw.randint(1, 6)]
    if draw.random() < 0.08:
        kind = draw.choice(("steps", "faq", "interview", "listicle", "ticker"))
        article = write_trap(kind, pool.articles, pool.comments, Tongue(draw, "latin"))
    if draw.random() < 0.6:
        page.add(tongue.write(" ".join(article[0].split()[:10])))
        for _ in range(draw.choice((0, 0, 1, 2))):
            page.add(
                draw.choice(
                    (
                        tongue.name(),
                        tongue.date(tongue.date_style(), _when(draw)),
                        f"{tongue.phrase(1, 1)} {tongue.name()}",
                    )
                )
            )
    for paragraph in article:
        page.add(tongue.write(paragraph), gap)


def _add_between(page: _Page, pool: Pool, tongue: Tongue, draw: random.Random) -> None:
    """What stands below an article: labels, a portrait of its author, teasers."""
    kind = draw.choice(("labels", "bio", "teasers", "bottom"))
    if kind == "labels":
        page.add_all([tongue.phrase(1, 3) for _ in range(draw.randint(1, 8))])
    elif kind == "bio":
        page.add(tongue.name())
        page.add(tongue.write(draw.choice(pool.comments)[0]))
    elif kind == "teasers":
        page.add_all(write_trap("teasers", pool.articles, pool.comments, tongue))
    else:
        page.add_all([tongue.write(line) for line in draw.choice(pool.bottoms)[:12]])


def _add_head(page: _Page, tongue: Tongue, draw: random.Random, count: int, known: Sequence[str]) -> None:
    """The head of the comments, which most often says how many they are; behind it some controls."""
    if draw.random() < 0.18 and count > 1:
        return
    told = count if draw.random() < 0.88 else count + draw.randint(1, 60)
    word = tongue.phrase(1, 3)
    title = tongue.phrase(3, 7)
    ways = (
        f"{word} ({told})",
        f"{told} {word}",
        f"{word}: {told}",
        f"{word} {told}",
        f"{told} {word} {tongue.word(1)} “{title}”",
        f"({told}) {word}",
        f"{word} [{told}]",
        f"{told}",
        word,
        word,
    )
    line = draw.choice(known).replace("{n}", str(told)) if known else draw.choice(ways)
    page.add(line, draw.choice((0, 1)))
    for _ in range(draw.choice((0, 0, 0, 1, 1, 2, 4))):
        page.add(tongue.phrase(1, 8) + draw.choice(("", "", ".")))


def _when(draw: random.Random) -> tuple[int, int, int, int, int]:
    return draw.randint(2004, 2026), draw.randint(1, 12), draw.randint(1, 28), draw.randint(0, 23), draw.randint(0, 59)


def _draw_comments(pool: Pool, tongue: Tongue, draw: random.Random, *, is_forum: bool) -> list[Said]:
    count = (
        draw.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30))
        if not is_forum
        else draw.choice((2, 3, 4, 6, 8, 10, 15, 20))
    )
    cast = [
        draw.choice(pool.names) if tongue.script == "latin" and draw.random() < 0.6 else tongue.name()
        for _ in range(count)
    ]
    if draw.random() < 0.4:
        cast = cast[: max(2, count // 2)]
    profiles = {name: {"place": tongue.place(), "since": f"{draw.choice(tongue.months)} {draw.randint(2001, 2024)}",
    "other": tongue.name(),
                       "signature": tongue.phrase(3, 9) if draw.random() < 0.4 else ""} for name in cast}  # fmt: skip
    step = draw.choice((1, 1, 1, -1))
    begin = draw.choice((1, 1, 1, 1, 0, 21))
    year, month, day, _, _ = _when(draw)
    gone = tongue.phrase(2, 6) + draw.choice((".", "", "]"))
    gone_chance, short_chance = draw.choice((0, 0, 0, 0.15)), draw.choice((0, 0.1, 0.3))
    found: list[Said] = []
    for index in range(count):
        lines = [tongue.write(line) for line in draw.choice(pool.comments)]
        if draw.random() < short_chance:
            lines = [draw.choice((*_SHORT_ANSWERS, tongue.phrase(1, 3)))]
        if count > 2 and draw.random() < gone_chance:
            lines = [gone]
        name = draw.choice(cast) if len(cast) < count else cast[index]
        earlier = found[-1].name if found and draw.random() < 0.4 else None
        number = begin + index if step > 0 else begin + count - 1 - index
        when = (year, month, min(28, day + index // 3), (7 + index * 3) % 24, draw.randint(0, 59))
        found.append(
            Said(name, lines, number, when, draw.choice((0, 0, 1, 2, 3, 7, 12, 40, 133)), earlier, profiles[name])
        )
    return found


def _add_comments(
    page: _Page, frame: Frame, said: Sequence[Said], hand: tuple[Tongue, random.Random], gap: int
) -> None:
    tongue, draw = hand
    more, more_chance = tongue.phrase(1, 3), draw.choice((0, 0, 0, 0.2))  # the number of answers, between comments
    apart, around, inside = draw.choice((gap, gap, gap + 1)), draw.choice((0, gap)), draw.choice((gap, gap, 0, 1))
    joined = draw.random() < 0.35  # each comment one line
    certain = max((slot.chance for slot in (*frame.before, *frame.behind)), default=1.0)
    for one in said:
        written = [
            (slot, slot.write(one)) for slot in frame.before if slot.chance >= certain or draw.random() < slot.chance
        ]
        behind = [
            (slot, slot.write(one)) for slot in frame.behind if slot.chance >= certain or draw.random() < slot.chance
        ]
        space = apart
        for slot, text in written:
            if text:
                page.add(text, space, AUTHOR if slot.kind == "name" else HEAD)
                space = around
        lines = [" ".join(one.lines)] if joined else list(one.lines)
        if frame.inline:
            lines[0] = frame.inline(one) + lines[0]
        for index, line in enumerate(lines):
            page.add(line, (around if written else space) if not index else inside, FURTHER if index else FIRST)
        for slot, text in behind:
            if text:
                page.add(text, around, SIGNED if slot.kind == "name" else FOOT)
        if draw.random() < more_chance and one is not said[-1]:
            page.add(f"{more} ({draw.randint(1, 9)})", around, FOOT)


def _add_end(page: _Page, pool: Pool, tongue: Tongue, draw: random.Random) -> None:
    """What stands below the comments: a form, a sentence on who may write, numbers of pages; a bottom."""
    kind = draw.choice(("", "form", "sentence", "pages", "more"))
    if kind == "form":
        page.add_all([tongue.phrase(1, 3) + draw.choice(("", "", "*", ":")) for _ in range(draw.randint(2, 6))])
    elif kind == "sentence":
        page.add(tongue.phrase(4, 10) + ".")
    elif kind == "pages":
        page.add(" ".join(map(str, range(1, draw.randint(3, 9)))))
    elif kind == "more":
        page.add(tongue.phrase(2, 4))
    roll = draw.random()
    if roll < 0.35:
        page.add_all([tongue.write(line) for line in draw.choice(pool.bottoms)])
    elif roll < 0.5:
        page.add_all(write_trap("teasers", pool.articles, pool.comments, tongue))
    elif roll < 0.65:
        page.add_all([tongue.phrase(1, 4) for _ in range(draw.randint(1, 8))])
