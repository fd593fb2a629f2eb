"""What is left when posts, phrases and body are known is boilerplate: which kind, as far as markup tells."""

from __future__ import annotations

from pagewinnow.document import Block, Skeleton
from pagewinnow.find.view import View
from pagewinnow.findings import Decision, Hit
from pagewinnow.records import RemovedLabel
from pagewinnow.rules.markup import Markup, load_markup

_LINKED = 0.5  # of a block's characters inside links: a list of links is navigation
_COPY = 40  # characters from which a block that stands in the body already is a copy of it
_TAG_LABELS: dict[str, RemovedLabel] = {
    "nav": "nav", "header": "nav", "footer": "nav", "menu": "nav", "aside": "related", "figcaption": "caption",
    "caption": "caption", "form": "other", "button": "other", "select": "other", "textarea": "other",
}  # fmt: skip
_PAGE_PARTS = frozenset({"html", "body", "main", "article"})  # their classes name the page: "has-paywall"
_TAGS = {tag: Decision(label, f"markup/{tag}", 0.6) for tag, label in _TAG_LABELS.items()}
_DUPLICATE = Decision("duplicate", "shape/copy", 0.7)
_HIDDEN = Decision("hidden", "markup/hidden")


def name_chrome(view: View) -> list[Decision]:
    """A name for every block: its phrase, its own or its nearest ancestor's class, its tag, its links."""
    finder = _Finder(view.document.skeleton, load_markup(view.options.rules))
    kept = {view.document.blocks[position].text for position in view.found.body.blocks}
    names = []
    for block in view.document.blocks:
        hit = _first_hit(view.found.phrases.get(block.position, ()))
        if block.hidden:
            names.append(_HIDDEN)
        elif hit is not None:
            names.append(_from_hit(hit))
        elif len(block.text) >= _COPY and block.text in kept:
            names.append(_DUPLICATE)
        else:
            names.append(finder.find(block.node) or _from_shape(block))
    return names


def _first_hit(hits: tuple[Hit, ...]) -> Hit | None:
    return next((hit for hit in hits if hit.role is None), None)


def _from_hit(hit: Hit) -> Decision:
    """A hint names what the block is; the question mark says that it did not decide that the block goes."""
    if hit.strength == "hint":
        return Decision(hit.label, f"{hit.rule}?", 0.5)
    return Decision(hit.label, hit.rule)


def _from_shape(block: Block) -> Decision:
    if block.link_chars > _LINKED * len(block.text):
        return Decision("nav", "shape/links", 0.5)
    if block.kind == "caption":
        return Decision("caption", "markup/caption", 0.5)
    return Decision("other", "shape/rest", 0.5)


class _Finder:
    """Finds what the nearest telling ancestor of a node says; remembers it for every node on the way."""

    def __init__(self, skeleton: Skeleton, markup: Markup) -> None:
        self._skeleton, self._markup = skeleton, markup
        self._known: dict[int, Decision | None] = {-1: None}

    def find(self, node: int) -> Decision | None:
        known, parents = self._known, self._skeleton.parents
        path: list[int] = []
        found: Decision | None = None
        while node not in known:
            path.append(node)
            found = self._tell(node)
            if found is not None:
                break
            node = parents[node]
        else:
            found = known[node]
        for passed in path:
            known[passed] = found
        return found

    def _tell(self, node: int) -> Decision | None:
        attributes, tag = self._skeleton.attributes[node], self._skeleton.tags[node]
        if tag not in _PAGE_PARTS and ("class" in attributes or "id" in attributes):
            told = self._markup.label_of(attributes.get("class", ""), attributes.get("id", ""))
            if told is not None:
                return Decision(told[0], told[1], 0.7)
        return _TAGS.get(tag)
