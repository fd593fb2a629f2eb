"""The pages of `tests/markdown`, the Markdown that a careful person would write for each, and how near an output comes.

A page is a fragment of HTML; `frame.toml` holds the article that stands around it. Only what an extractor makes of the
fragment is compared: the piece between the paragraph before it and the paragraph after it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "markdown"
KINDS = ("prose", "code", "tables", "maths")

#: So many characters of a neighbouring paragraph tell where the fragment begins and ends.
ANCHOR = 24

CHROME_HEAD = '<nav><ul><li><a href="/">Home</a></li><li><a href="/notes">Notes</a></li><li>Map</li></ul></nav>'
CHROME_FOOT = '<footer><p>© Mill Street 2024</p><p><a href="/imprint">Imprint</a></p></footer>'
FOOT_WORDS = "© Mill Street 2024"


@dataclass(frozen=True)
class MarkdownPage:
    """A page, what is wanted of its fragment, and the words that stand before and after the fragment."""

    kind: str
    name: str
    html: str
    wanted: str
    before: str
    after: str


def read_pages() -> list[MarkdownPage]:
    """Every page of `tests/markdown`, in the order of its file."""
    frames = tomllib.loads((FOLDER / "frame.toml").read_text(encoding="utf-8"))
    pages: list[MarkdownPage] = []
    for kind in KINDS:
        entries = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))["page"]
        pages += [build_page(kind, entry, frames) for entry in entries]
    return pages


def build_page(kind: str, entry: dict[str, Any], frames: dict[str, Any]) -> MarkdownPage:
    """Put a fragment into the article of its language; with `end`, at the article's foot, where notes stand."""
    lang = entry.get("lang", "en")
    frame = frames[lang]
    before, after = frame["before"], frame["after"]
    if entry.get("end"):
        before, after = before + after, []
    body = _paragraphs(before) + entry["html"] + _paragraphs(after)
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{frame["title"]}</title></head>'
        f"<body>{CHROME_HEAD}<main><article><h1>{frame['title']}</h1>{body}</article></main>{CHROME_FOOT}</body></html>"
    )
    end = after[0][:ANCHOR] if after else FOOT_WORDS
    return MarkdownPage(kind, entry["name"], html, entry["markdown"], before[-1][-ANCHOR:], end)


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def cut_fragment(page: MarkdownPage, markdown: str) -> str:
    """What an output holds of the fragment; all of it where the neighbouring paragraphs are not found."""
    start = markdown.find(page.before)
    if start >= 0:
        markdown = markdown[start + len(page.before) :]
    end = markdown.find(page.after)
    if end >= 0:
        markdown = markdown[:end]
    return markdown


def similarity(page: MarkdownPage, markdown: str) -> float:
    """How much of the wanted Markdown an output holds, from 0 to 1: the share of characters that match in order."""
    wanted = normalise(page.wanted)
    found = normalise(cut_fragment(page, markdown))
    return SequenceMatcher(None, wanted, found, autojunk=False).ratio()


def normalise(markdown: str) -> str:
    """Write in one way what Markdown allows in several: bullets, emphasis, line breaks, the width of tables."""
    lines = []
    for raw in markdown.strip().split("\n"):
        line = re.sub(r" {2,}$|\\$", "<br>", raw) if raw.strip() else ""
        line = re.sub(r"^([\s>]*)[*+-](?= )", r"\1-", line)
        if line.startswith("|"):
            line = _normalise_row(line)
        lines.append(line.rstrip())
    text = "\n".join(lines)
    text = re.sub(r"\n+[\s>]*\n", "\n\n", text)  # the signs of a quote on a blank line do not matter
    text = re.sub(r"\$\$\s*(.+?)\s*\$\$", r"$$\1$$", text, flags=re.DOTALL)
    return re.sub(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", _with_stars, text).strip()


def _with_stars(found: re.Match[str]) -> str:
    stars = "*" * len(found[1])
    return f"{stars}{found[2]}{stars}"


def _normalise_row(line: str) -> str:
    line = re.sub(r":?-{3,}:?", lambda found: re.sub("-+", "---", found[0]), line)
    return re.sub(r"[ \t]*(?<!\\)\|[ \t]*", "|", line)
