"""Links and images of the article, in Markdown, where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from pagewinnow.document import Block, Document

_SCHEMES = ("http://", "https://")


def link_text(block: Block, document: Document) -> str:
    """The text of a block with its links as `[words](address)`; links within links and without words stay plain."""
    skeleton, text = document.skeleton, block.text
    parts: list[str] = []
    at = 0
    for run in sorted(block.runs):
        href = skeleton.attributes[run.node].get("href") if skeleton.tags[run.node] == "a" else None
        address = _resolve(href, document) if href and run.start >= at else None
        if address:
            parts += [text[at : run.start], f"[{text[run.start : run.end]}]({address})"]
            at = run.end
    return "".join([*parts, text[at:]])


def find_images(document: Document, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The images that stand after block `first` and before block `last`: the block that follows, the Markdown."""
    skeleton = document.skeleton
    for node, tag in enumerate(skeleton.tags):
        if tag == "img" and first < skeleton.firsts[node] <= last:
            attributes = skeleton.attributes[node]
            address = _resolve(attributes.get("src") or attributes.get("data-src"), document)
            if address:
                alt = " ".join(attributes.get("alt", "").split()).replace("]", "")
                yield skeleton.firsts[node], f"![{alt}]({address})"


def _resolve(address: str | None, document: Document) -> str | None:
    """The absolute address on the web, or `None`: nothing else is worth keeping, and `javascript:` is not safe to."""
    try:
        found = urljoin(urljoin(document.source.url or "", document.declared.base or ""), (address or "").strip())
    except ValueError:
        return None
    return found.replace(" ", "%20").replace(")", "%29") if found.startswith(_SCHEMES) else None
