"""A synthetic crawl: hosts with chrome of their own around articles and comments, and what each line is.

Everything is made from a seed: words are syllables of ten alphabets, so no rule and no model knows one of them. A host
has one of the layouts, chrome at every place (two menus for its two sections, a line that ends in a figure, a notice
before each comment), and lines that repeat and are its own: the head of a series, a sentence that some articles quote,
a heading and an item that stand in every article or in most, an article that was printed twice, a reader's thanks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

ALPHABETS = {
    "en": "ka lo mi ren tas vel ord pin sa ue", "de": "schar ken wal tung eit bru gen lau mer ost",
    "fr": "eau lier mon cé ra tion vou pè sil ai", "es": "cion lla ño mar qui ter ado rre bue pa",
    "pl": "szcz rzy wał kę mie prz ość dom nik ła", "ru": "ста про мен ка лод ье рег при жал тов",
    "el": "κα λο μέ νος τρα πί συν γος εις ών", "ar": "كا لو مي رن تس فل ورد بن سا ية",
    "hi": "का लो मी रन तस वेल ओर पिन सा ये", "ja": "川 山 田 海 船 橋 町 風 雨 空",
}  # fmt: skip
SECTIONS = 2


@dataclass(frozen=True, slots=True)
class CrawledPage:
    """A page of the crawl: its address, as HTML and as text, the lines that are its host's chrome, and its own."""

    url: str
    html: str
    text: str
    chrome: tuple[str, ...]
    own: tuple[str, ...]


class Piece(NamedTuple):
    """A line of a page and the element that it stands in."""

    tag: str
    text: str


class Post(NamedTuple):
    """A comment: who wrote it, when, and its lines."""

    author: str
    date: str
    lines: list[str]


class Parts(NamedTuple):
    """A page before it has a layout."""

    menu: list[str]
    lead: list[str]
    title: str
    body: list[Piece]
    posts: list[Post]
    side: list[str]
    foot: list[str]


@dataclass(frozen=True, slots=True)
class Site:
    """What a host repeats; `lines` that are chrome, and those that are not."""

    menus: list[list[str]]
    lead: list[str]
    inserted: list[str]
    counted: str
    notice: str | None
    control: str
    side: list[str]
    foot: list[str]
    series: str
    quoted: str
    heading: str
    item: str
    thanks: str


class Words:
    """Lines in the words of one alphabet."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self._syllables = rng, ALPHABETS[language].split()

    def line(self, least: int, most: int, end: str = "") -> str:
        words = ["".join(self.rng.choices(self._syllables, k=self.rng.randint(2, 4))) for _ in range(most)]
        return (" ".join(words[: self.rng.randint(least, most)]) + end).capitalize()

    def lines(self, count: tuple[int, int], least: int, most: int, end: str = "") -> list[str]:
        return [self.line(least, most, end) for _ in range(self.rng.randint(*count))]


def crawl(seed: int, hosts: int, most: int, least: int = 5) -> Iterator[CrawledPage]:
    """The pages of some hosts, `least` to `most` of each."""
    rng = random.Random(seed)
    languages, layouts = list(ALPHABETS), list(LAYOUTS)
    for number in range(hosts):
        words = Words(rng, languages[number % len(languages)])
        layout = layouts[number % len(layouts)]
        yield from _host(words, f"host{number}.example", layout, rng.randint(least, most))


def _host(words: Words, host: str, layout: str, pages: int) -> Iterator[CrawledPage]:
    site = _site(words, layout)
    between = words.rng.choice(["\n", "\n\n"])
    printed: list[str] = []
    for number in range(pages):
        own = words.lines((5, 9), 8, 25, ".")
        if number % 6 == 0:
            own[1] = site.series
        if number % 7 == 3:
            own[2] = site.quoted
        if number == 2:
            own = [own[0], *printed[1:]]
        printed = own
        yield _page(words, site, (host, layout, between), number, own)


def _site(words: Words, layout: str) -> Site:
    return Site(
        menus=[words.lines((3, 8), 1, 2) for _ in range(SECTIONS)],
        lead=words.lines((0, 2), 4, 9),
        inserted=words.lines((1, 3), 3, 7),
        counted=words.line(2, 4),
        notice=words.line(4, 8, ".") if layout == "forum" or words.rng.random() < 0.6 else None,
        control=words.line(1, 1),
        side=words.lines((0, 3), 3, 16),
        foot=words.lines((2, 5), 6, 14, "."),
        series=words.line(9, 12, "."),
        quoted=words.line(12, 20, "."),
        heading=words.line(1, 2),
        item=words.line(2, 3),
        thanks=words.line(1, 1, "!"),
    )


def _page(words: Words, site: Site, where: tuple[str, str, str], number: int, own: list[str]) -> CrawledPage:
    host, layout, between = where
    rng = words.rng
    items = [*words.lines((2, 4), 2, 4), *([site.item] if rng.random() < 0.6 else [])]
    body = [Piece("p", line) for line in own]
    inserted = [*site.inserted, f"{site.counted} {rng.randint(1, 999)}"]
    for line in inserted:
        body.insert(rng.randint(1, len(body) - 1), Piece("p", line))
    body += [Piece("h2", site.heading), *(Piece("li", line) for line in items), Piece("p", words.line(9, 20, "."))]
    said = [words.line(5, 18, ".") for _ in range(rng.randint(3, 5))] if site.notice else []
    posts = _posts(words, site, said)
    menu = site.menus[number % SECTIONS]
    parts = Parts(menu, site.lead, words.line(3, 7), body, posts, site.side, site.foot)
    chrome = [*menu, *site.lead, *inserted, *site.side, *site.foot, *([site.notice, site.control] if posts else [])]
    kept = [piece.text for piece in body if piece.text not in inserted]
    html = f"<html><head><title>{escape(parts.title)}</title></head><body>{LAYOUTS[layout](parts, host)}</body></html>"
    return CrawledPage(
        f"https://{host}/{number}", html, between.join(_read(parts, layout)), tuple(filter(None, chrome)),
        (*kept, *said, *(site.thanks for post in posts if site.thanks in post.lines)),
    )  # fmt: skip


def _posts(words: Words, site: Site, said: list[str]) -> list[Post]:
    names = [words.line(1, 2) for _ in said]
    posts = []
    for number, (name, line) in enumerate(zip(names, said, strict=True), 1):
        thanks = [site.thanks] if words.rng.random() < 0.1 else []
        lines = [site.notice or "", *thanks, line, site.control]
        posts.append(Post(name, f"2024-05-{number:02} 1{number}:30", lines))
    return posts


def _read(parts: Parts, layout: str) -> Iterator[str]:
    """The lines of the page as they are read."""
    yield from parts.menu
    yield from parts.lead
    if layout == "side first":
        yield from parts.side
    yield parts.title
    yield from (text for _, text in parts.body)
    for author, date, lines in parts.posts:
        yield from (author, date, *lines)
    if layout != "side first":
        yield from parts.side
    yield from parts.foot


def _each(tag: str, lines: list[str]) -> str:
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def _links(lines: list[str], host: str, tag: str = "li") -> str:
    return "".join(f"<{tag}><a href='//{host}/m{n}'>{escape(line)}</a></{tag}>" for n, line in enumerate(lines))


def _body(parts: Parts) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts.body)


def _thread(parts: Parts, item: str, line: str) -> str:
    return "".join(
        f"<{item} class='c'><b>{escape(post.author)}</b> <time datetime='{post.date}'>{post.date}</time>"
        f"{_each(line, post.lines)}</{item}>"
        for post in parts.posts
    )


def _lay_plain(parts: Parts, host: str) -> str:
    return (
        f"<ul>{_links(parts.menu, host)}</ul>{_each('p', parts.lead)}<div><h1>{escape(parts.title)}</h1>"
        f"{_body(parts)}</div><section class='comments'>{_thread(parts, 'div', 'p')}</section>"
        f"{_each('div', parts.side)}{_each('div', parts.foot)}"
    )


def _lay_named(parts: Parts, host: str) -> str:
    return (
        f"<header><nav><ul>{_links(parts.menu, host)}</ul></nav>{_each('div', parts.lead)}</header><main><article>"
        f"<h1>{escape(parts.title)}</h1>{_body(parts)}</article><ol class='comments'>{_thread(parts, 'li', 'p')}</ol>"
        f"</main><aside>{_each('p', parts.side)}</aside><footer>{_each('p', parts.foot)}</footer>"
    )


def _lay_table(parts: Parts, host: str) -> str:
    return (
        f"<table><tr><td>{_links(parts.menu, host, 'div')}{_each('div', parts.side)}</td><td>"
        f"{_each('div', parts.lead)}<h1>{escape(parts.title)}</h1>{_body(parts)}{_thread(parts, 'div', 'div')}"
        f"</td></tr><tr><td colspan=2>{'<br>'.join(map(escape, parts.foot))}</td></tr></table>"
    )


def _lay_breaks(parts: Parts, host: str) -> str:
    body = "<br><br>".join(escape(piece.text) for piece in parts.body)
    return (
        f"{_links(parts.menu, host, 'span')}<br>{'<br>'.join(map(escape, parts.lead))}<h2>{escape(parts.title)}</h2>"
        f"<div>{body}</div>{_thread(parts, 'div', 'p')}<hr>{'<br>'.join(map(escape, [*parts.side, *parts.foot]))}"
    )


def _lay_side_first(parts: Parts, host: str) -> str:
    return (
        f"<div><ul>{_links(parts.menu, host)}</ul>{_each('p', parts.lead)}{_each('p', parts.side)}</div><div>"
        f"<h1>{escape(parts.title)}</h1>{_body(parts)}{_thread(parts, 'div', 'p')}{_each('p', parts.foot)}</div>"
    )


def _lay_forum(parts: Parts, host: str) -> str:
    return (
        f"<div>{_links(parts.menu, host, 'span')}</div>{_each('p', parts.lead)}<h1>{escape(parts.title)}</h1>"
        f"<div class='post'>{_body(parts)}</div>{_thread(parts, 'div', 'div')}{_each('p', parts.side)}"
        f"{_each('div', parts.foot)}"
    )


LAYOUTS: dict[str, Callable[[Parts, str], str]] = {
    "plain": _lay_plain, "named": _lay_named, "table": _lay_table, "breaks": _lay_breaks,
    "side first": _lay_side_first, "forum": _lay_forum,
}  # fmt: skip
