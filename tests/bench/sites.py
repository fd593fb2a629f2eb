"""What the memory of hosts brings on a crawl of our own, what it takes wrongly, and what it costs.

    python tests/bench/sites.py crawl [--hosts 40] [--most 200] [--kind text]
    python tests/bench/sites.py growth [--hosts 10000] [--pages 1000000]

`crawl` cleans the crawl of `tests/sites_crawl.py` twice, without a memory and with the one learnt from it. Chrome
counts where it stands on five pages of its host or more. `growth` learns records that are made on the way (20
lines of their own, 40 of the host), and prints what the process and the file take as it goes.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1]))

from pagewinnow import Cleaner, Options
from pagewinnow.records import InputKind, Page, Removed
from pagewinnow.sites.evidence import FEWEST
from pagewinnow.sites.learn import learn_pages
from sites_crawl import CrawledPage, crawl  # type: ignore[import-not-found,unused-ignore]

_SHOWN = 20  # lines of the curve
_STATM = Path("/proc/self/statm")


def kept_lines(page: Page) -> set[str]:
    """The lines of the article and of the comments."""
    said = [page.article.text if page.article else "", *(comment.text for comment in page.comments)]
    return set("\n".join(said).split("\n"))


def clean(pages: list[CrawledPage], kind: InputKind, cleaner: Cleaner) -> list[Page]:
    """The records of the crawl."""
    return [cleaner.clean(page.html if kind == "html" else page.text, url=page.url, kind=kind) for page in pages]


def count(pages: list[CrawledPage], records: list[Page]) -> Counter[str]:
    """The chrome lines that were taken out, and the words of the pages' own that were lost."""
    repeated = Counter((page.url.split("/")[2], line) for page in pages for line in set(page.chrome))
    counts: Counter[str] = Counter()
    for page, record in zip(pages, records, strict=True):
        kept, host = kept_lines(record), page.url.split("/")[2]
        for line in set(page.chrome):
            if repeated[host, line] >= FEWEST:
                counts["chrome"] += 1
                counts["taken"] += line not in kept
        for line in page.own:
            counts["words"] += len(line.split())
            counts["lost"] += len(line.split()) * (line not in kept)
    return counts


def measure_crawl(kind: InputKind, hosts: int, most: int) -> None:
    """Print what the memory brings over the rules and the model alone."""
    pages = list(crawl(seed=7, hosts=hosts, most=most))
    start = time.process_time()
    alone = clean(pages, kind, Cleaner())
    cleaned = time.process_time()
    with TemporaryDirectory() as folder:
        memory = Path(folder) / "sites.db"
        learn_pages(alone, memory)
        learnt = time.process_time()
        both = clean(pages, kind, Cleaner(Options(sites=memory)))
        again = time.process_time()
    print(f"{kind}: {len(pages)} pages of {hosts} hosts")
    for name, records in (("alone", alone), ("with the memory", both)):
        found = count(pages, records)
        print(
            f"  {name:16} chrome taken out {found['taken'] / found['chrome']:.2%} of {found['chrome']} lines, "
            f"own words lost {found['lost'] / found['words']:.3%}"
        )
    first, second = cleaned - start, again - learnt
    print(
        f"  learning costs {(learnt - cleaned) / first:.1%} of cleaning, using it {second / first - 1:+.1%}", flush=True
    )


def make_records(hosts: int, pages: int) -> Iterator[Page]:
    """Records of pages, the hosts in turn; each has 60 lines, 40 of them the chrome of all hosts."""
    made = Cleaner().clean("One line of the page.", url="https://a.example/", kind="text")
    assert made.article is not None
    rng = random.Random(1)
    letters = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz      ", k=100_000))
    chrome = tuple(Removed("nav", "model", f"Line {letters[k * 30 : k * 30 + 25]}", k, "cut") for k in range(40))
    block = made.article.blocks[0]
    for number in range(pages):
        start = rng.randrange(len(letters) - 1_200)
        own = letters[start : start + 1_200]
        blocks = tuple(replace(block, text=own[k * 60 : k * 60 + 60], position=40 + k) for k in range(20))
        article = replace(made.article, text=own, blocks=blocks)
        yield replace(made, hostname=f"host{number % hosts}.example", article=article, removed=chrome)


def watch(pages: Iterator[Page], every: int, memory: Path) -> Iterator[Page]:
    """The pages; now and then what has been taken so far is printed."""
    start = time.process_time()
    for number, page in enumerate(pages):
        if number % every == 0:
            resident = int(_STATM.read_text().split()[1]) * 4096 / 1e6
            size = memory.stat().st_size / 1e6 if memory.exists() else 0
            print(
                f"{number:9} pages  {resident:5.0f} MB  file {size:6.0f} MB  {time.process_time() - start:6.0f} s",
                flush=True,
            )
        yield page


def measure_growth(hosts: int, pages: int) -> None:
    """Print resident memory, the size of the file and processor time while pages are learnt."""
    with TemporaryDirectory() as folder:
        memory = Path(folder) / "sites.db"
        start = time.process_time()
        learn_pages(watch(make_records(hosts, pages), max(1, pages // _SHOWN), memory), memory)
        resident = int(_STATM.read_text().split()[1]) * 4096 / 1e6
        size = memory.stat().st_size / 1e6
        print(f"all counted       {resident:5.0f} MB  file {size:6.0f} MB  {time.process_time() - start:6.0f} s")


def main() -> None:
    """Measure what is asked for, and print it."""
    options = argparse.ArgumentParser(description="What the memory of hosts brings and costs.")
    options.add_argument("measure", choices=("crawl", "growth"))
    options.add_argument("--hosts", type=int)
    options.add_argument("--most", type=int, default=200)
    options.add_argument("--pages", type=int, default=1_000_000)
    options.add_argument("--kind", choices=("html", "text"), default="html")
    given = options.parse_args()
    if given.measure == "crawl":
        measure_crawl(given.kind, given.hosts or 40, given.most)
    else:
        measure_growth(given.hosts or 10_000, given.pages)


if __name__ == "__main__":
    main()
