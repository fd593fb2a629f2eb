"""A synthetic crawl: hosts with chrome of their own around articles and comments, and what each line is.

Everything is made from a seed: words are syllables of ten alphabets, so no rule and no model knows one of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

_ALPHABETS = {
    "en": "ka lo mi ren tas vel ord pin sa ue", "de": "schar ken wal tung eit bru gen lau mer ost",
    "fr": "eau lier mon cé ra tion vou pè sil ai", "es": "cion lla ño mar qui ter ado rre bue pa",
    "pl": "szcz rzy wał kę mie prz ość dom nik ła", "ru": "ста про мен ка лод ье рег при жал тов",
    "el": "κα λο μέ νος τρα πί συν γος εις ών", "ar": "كا لو مي رن تس فل ورد بن سا ية",
    "hi": "का लो मी रन तस वेल ओर पिन सा ये", "ja": "川 山 田 海 船 橋 町 風 雨 空",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CrawledPage:
    """A page of the crawl: its address, its HTML, the lines that are its host's chrome, and those that are its own."""

    url: str
    html: str
    chrome: tuple[str, ...]
    own: tuple[str, ...]


def crawl(seed: int, hosts: int, most: int) -> Iterator[CrawledPage]:
    """The pages of some hosts, 5 to `most` of each."""
    rng = random.Random(seed)
    languages = list(_ALPHABETS)
    for number in range(hosts):
        yield from _host(rng, f"host{number}.example", languages[number % len(languages)], rng.randint(5, most))


class _Words:
    """Lines in the words of one alphabet."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self._rng, self._syllables = rng, _ALPHABETS[language].split()

    def line(self, least: int, most: int, end: str = "") -> str:
        words = ["".join(self._rng.choices(self._syllables, k=self._rng.randint(2, 4))) for _ in range(most)]
        return (" ".join(words[: self._rng.randint(least, most)]) + end).capitalize()


def _host(rng: random.Random, host: str, language: str, pages: int) -> Iterator[CrawledPage]:
    words = _Words(rng, language)
    menu = [words.line(1, 2) for _ in range(rng.randint(3, 8))]
    inserted = [words.line(3, 7) for _ in range(rng.randint(1, 3))]  # between paragraphs
    foot = [words.line(6, 14, ".") for _ in range(rng.randint(2, 5))]
    notice = words.line(4, 8, ".") if rng.random() < 0.6 else None  # before each comment
    series, heading = words.line(9, 12, "."), words.line(1, 2)
    for number in range(pages):
        own = [words.line(8, 25, ".") for _ in range(rng.randint(5, 9))]
        comments = [words.line(5, 18, ".") for _ in range(rng.randint(3, 5))] if notice else []
        if number % 6 == 0:
            own[1] = series  # a sentence that a few pages share is theirs
        chrome = [*menu, *inserted, *foot, *([notice] if notice else [])]
        html = _page(rng, host, (menu, inserted, foot), (words.line(3, 7), heading, own, comments), notice)
        yield CrawledPage(f"https://{host}/{number}", html, tuple(chrome), (*own, *comments))


def _page(
    rng: random.Random,
    host: str,
    chrome: tuple[list[str], list[str], list[str]],
    said: tuple[str, str, list[str], list[str]],
    notice: str | None,
) -> str:
    menu, inserted, foot = chrome
    title, heading, own, comments = said
    body = [f"<p>{escape(line)}</p>" for line in own]
    for line in inserted:
        body.insert(rng.randint(1, len(body) - 1), f"<p>{escape(line)}</p>")
    body.insert(2, f"<h2>{escape(heading)}</h2>")
    links = "".join(f"<li><a href='//{host}/m{n}'>{escape(line)}</a></li>" for n, line in enumerate(menu))
    posts = "".join(
        f"<div class='c'><b>Name {n} {escape(line[:5])}</b> <time datetime='2024-05-0{n + 1}'>2024-05-0{n + 1}</time>"
        f"<p>{escape(notice or '')}</p><p>{escape(line)}</p></div>"
        for n, line in enumerate(comments)
    )
    thread = f"<section class='comments'><h3>Comments ({len(comments)})</h3>{posts}</section>" if comments else ""
    feet = "".join(f"<div>{escape(line)}</div>" for line in foot)
    return (
        f"<html><head><title>{escape(title)}</title></head><body><ul>{links}</ul><div><h1>{escape(title)}</h1>"
        f"{''.join(body)}</div>{thread}{feet}</body></html>"
    )
