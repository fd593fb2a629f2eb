"""What cleaning a page costs, as a multiple of lxml's bare parse of it, in one process and one run.

    python tests/bench/speed.py                 print the ratios
    python tests/bench/speed.py --check         and fail where one has grown by a quarter since the last version
    python tests/bench/speed.py --record 1.1.0  and write them into history.toml

Ratios, since machines differ; processor time, since machines are busy; of several rounds the least for each page.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lxml import html

from pagewinnow import Cleaner
from pagewinnow.records import InputKind

HISTORY = Path(__file__).with_name("history.toml")
CASES = Path(__file__).parents[2] / "fixtures" / "cases"
MOST = 1.25  # times the figure of the last version
STEEPEST = 1.5  # times as long, for each byte, takes a page that is eight times as long
_MENU = "".join(f'<li class="menu-item item-{n}"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
_WORDS = "The council met on Tuesday evening and heard how the old bridge will be mended before the winter comes."
_SCRIPT = "<script>var settings = {" + ", ".join(f'"key{n}": [{n}, "value"]' for n in range(2000)) + "};</script>"


def make_page(paragraphs: int, comments: int = 0, script: str = "") -> bytes:
    """A page of our own: a menu, an article, perhaps comments and a long script."""
    body = "".join(
        f"<p>{_WORDS} <a href='/{n}'>Item {n}</a> was <em>put off</em>. {_WORDS}</p>" for n in range(paragraphs)
    )
    said = "".join(
        f'<li class="comment" id="comment-{n}"><b class="author">Reader {n % 17}</b> <time datetime="2024-03-05">'
        f"5 March 2024</time><p>Number {n} says: {_WORDS}</p><a href='#reply-{n}'>Reply</a></li>"
        for n in range(comments)
    )
    thread = f"<section id='comments'><h2>{comments} comments</h2><ol>{said}</ol></section>" if comments else ""
    return (
        f"<!doctype html><html lang='en'><head><title>The bridge</title>{script}</head><body>"
        f"<nav><ul>{_MENU}</ul></nav>"
        f"<article><h1>The bridge</h1><p class='byline'>By Anna Brook, 5 March 2024</p>{body}</article>{thread}"
        f"<footer><ul>{_MENU}</ul></footer></body></html>"
    ).encode()


def read_cases() -> list[bytes]:
    """The pages of the cases."""
    return [file.read_bytes() for file in sorted(CASES.glob("*/*/page.html"))]


def parse(page: bytes) -> str:
    """What all is measured by: lxml's tree of a page, nothing else."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    return str(tree.tag)


def flatten(page: bytes) -> str:
    """The text of a page, an element a line: what the cleaning of texts is measured by."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    lines = (" ".join(piece.split()) for piece in tree.itertext())
    return "\n".join(line for line in lines if line)


def least(action: Callable[[], object], rounds: int) -> float:
    """The processor time of an action in seconds, the least of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def job(cleaner: Cleaner, page: bytes | str, kind: InputKind) -> object:
    """The whole job of one page."""
    return cleaner.clean(page, kind=kind).to_dict()


def measure_html(cleaner: Cleaner, pages: Sequence[bytes], rounds: int) -> float:
    """The whole job over the bare parse, for the pages together."""
    whole = sum([least(partial(job, cleaner, page, "html"), rounds) for page in pages])
    return whole / sum([least(partial(parse, page), rounds) for page in pages])


def measure_text(cleaner: Cleaner, pages: Sequence[bytes], rounds: int) -> float:
    """The whole job on texts over what it takes to make these texts of pages."""
    base = sum([least(partial(flatten, page), rounds) for page in pages])
    return sum([least(partial(job, cleaner, flatten(page), "text"), rounds) for page in pages]) / base


def measure_growth(cleaner: Cleaner) -> float:
    """How much more each byte of a page costs where the page is eight times as long."""
    short, long = make_page(400, 100), make_page(3200, 800)
    times = [least(partial(job, cleaner, page, "html"), 2) for page in (short, long)]
    return times[1] * len(short) / (times[0] * len(long))


def measure(rounds: int) -> dict[str, float]:
    """All ratios by name."""
    cleaner, cases = Cleaner(), read_cases()
    for page in (cases[0], make_page(20, 5)):  # what is loaded once is no cost of a page
        cleaner.clean(page)
    found = {
        "small_pages": measure_html(cleaner, cases, rounds),
        "article": measure_html(cleaner, [make_page(60)], 5 * rounds),
        "article_with_script": measure_html(cleaner, [make_page(60, script=_SCRIPT)], 5 * rounds),
        "thread": measure_html(cleaner, [make_page(20, 80)], 5 * rounds),
        "text": measure_text(cleaner, cases, rounds),
        "growth": measure_growth(cleaner),
    }
    return {name: round(ratio, 2) for name, ratio in found.items()}


def last_figures() -> dict[str, float]:
    """The figures of the last version in the history."""
    versions: dict[str, dict[str, float]] = tomllib.loads(HISTORY.read_text(encoding="utf-8"))
    return list(versions.values())[-1] if versions else {}


def main() -> int:
    """Measure, print, and check or record."""
    options = argparse.ArgumentParser(description="What cleaning a page costs, in bare parses of it.")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--check", action="store_true", help="fail where a ratio has grown")
    options.add_argument("--record", metavar="VERSION", help="add the figures to the history")
    given = options.parse_args()
    before, now = last_figures(), measure(given.rounds)
    grown = [name for name, ratio in now.items() if name in before and ratio > MOST * before[name]]
    grown += ["growth"] if now["growth"] > STEEPEST else []
    for name, ratio in now.items():
        was = before.get(name, float("nan"))
        sys.stdout.write(f"{name:22} {ratio:7.2f}   before {was:7.2f}{'   GROWN' * (name in grown)}\n")
    if given.record:
        lines = "".join(f"{name} = {ratio}\n" for name, ratio in now.items())
        with HISTORY.open("a", encoding="utf-8") as history:
            history.write(f'\n["{given.record}"]\n{lines}')
    return int(given.check and bool(grown))


if __name__ == "__main__":
    sys.exit(main())
