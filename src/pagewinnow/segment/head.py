"""What a page declares of itself, as it is met: its title, metas, links, scripts."""

from __future__ import annotations

from collections.abc import Mapping

from pagewinnow.document import Declared, Script
from pagewinnow.rules.elements import elements
from pagewinnow.segment.declared import read_json_ld


class Head:
    """Collects declarations, wherever on the page they stand. `title` is in pieces, as the parser gives it."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.scripts: list[Script] = []
        self._metas: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []
        self._language: str | None = None
        self._base: str | None = None

    def declare(self, tag: str, attrib: Mapping[str, str]) -> None:
        """A `meta`, `link`, `base` or `html` element."""
        if tag == "meta":
            name = attrib.get("property") or attrib.get("name") or attrib.get("itemprop")
            content = attrib.get("content")
            if name and content:
                self._metas.append((name.lower(), content))
        elif tag == "link" and attrib.get("rel") and attrib.get("href"):
            self._links.append((attrib["rel"].lower(), attrib["href"]))
        elif tag == "base" and self._base is None:
            self._base = attrib.get("href")
        elif tag == "html" and self._language is None:
            self._language = attrib.get("lang") or attrib.get("xml:lang")

    def keep_script(self, attrib: Mapping[str, str], text: str) -> bool:
        """A script and its text. Returns whether it holds a formula."""
        kind = attrib.get("type", "").partition(";")[0].strip().lower()
        self.scripts.append(Script(kind, attrib.get("id", ""), attrib.get("src", ""), text))
        return kind in elements().formula_types

    def declared(self) -> Declared:
        """All that was met."""
        return Declared(
            title=" ".join("".join(self.title).split()) or None,
            language=self._language,
            base=self._base,
            metas=tuple(self._metas),
            links=tuple(self._links),
            json_ld=read_json_ld(self.scripts),
        )
