"""Measure the Markdown of `tests/markdown`: `python tests/bench/markdown.py [--worst N]`.

Prints the mean similarity of each kind of page for pagewinnow, and for each other tool that is installed. They are told
to write links, images, emphasis and tables too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parent.parent)

import pagewinnow  # noqa: E402
from markdown_pages import KINDS, cut_fragment, read_pages, similarity  # noqa: E402

WANTED = {"prose": 0.97, "code": 0.97, "tables": 0.93, "maths": 0.95}


def with_pagewinnow(html: str) -> str:
    return pagewinnow.to_markdown(pagewinnow.clean(html, kind="html"), links=True, images=True)


def with_trafilatura(html: str) -> str:
    extract: Any = import_module("trafilatura").extract
    wanted = dict.fromkeys(("include_links", "include_images", "include_formatting", "include_tables"), True)
    return extract(html, output_format="markdown", **wanted) or ""


def with_markdownify(html: str) -> str:
    return str(import_module("markdownify").markdownify(html, heading_style="ATX"))


def with_html_to_markdown(html: str) -> str:
    return str(import_module("html_to_markdown").convert(html).content)


TOOLS: dict[str, tuple[str, Callable[[str], str]]] = {
    "pagewinnow": ("pagewinnow", with_pagewinnow),
    "trafilatura": ("trafilatura", with_trafilatura),
    "markdownify": ("markdownify", with_markdownify),
    "html-to-markdown": ("html_to_markdown", with_html_to_markdown),
}


def main() -> None:
    """Print a row a tool, a column a kind; with `--worst N`, the N pages that pagewinnow is furthest from."""
    pages = read_pages()
    print(f"{'':18}" + "".join(f"{kind:>9}" for kind in KINDS))
    print(f"{'wanted':18}" + "".join(f"{WANTED[kind]:9.3f}" for kind in KINDS))
    for name, (module, convert) in TOOLS.items():
        if find_spec(module) is None:
            continue
        row = []
        for kind in KINDS:
            scores = [similarity(page, convert(page.html)) for page in pages if page.kind == kind]
            row.append(sum(scores) / len(scores))
        print(f"{name:18}" + "".join(f"{score:9.3f}" for score in row))
    if len(sys.argv) == 3 and sys.argv[1] == "--worst":
        print_worst(int(sys.argv[2]))


def print_worst(count: int) -> None:
    """Print what was wanted and what came of the pages with the lowest similarity."""
    rows = []
    for page in read_pages():
        found = with_pagewinnow(page.html)
        rows.append((similarity(page, found), page, found))
    rows.sort(key=lambda row: row[0])
    for score, page, found in rows[:count]:
        print(f"\n=== {score:.3f} {page.kind}: {page.name}")
        print(f"{page.wanted}\n--- found\n{cut_fragment(page, found).strip()}")


if __name__ == "__main__":
    main()
