"""What is grafted onto an open page for training: walls, the boxes at its foot, ends where a text breaks off."""

from __future__ import annotations

import copy
from random import Random
from typing import NamedTuple

from lxml import html

from pagewinnow.training.access.texts import Texts

_NAMES = (
    "box",
    "c-offer",
    "promo-inner",
    "article__end",
    "wall-x",
    "paywall",
    "regwall",
    "piano-box",
    "meter",
    "x7f3a",
    "gate",
)
_LONG = 60  # characters of a paragraph that is cut after


class Made(NamedTuple):
    """A made page: its HTML, what it is, whether text is missing (`None`: not asked), the wall's own texts."""

    content: str
    status: str
    missing: bool | None
    shape: str
    language: str
    wall: frozenset[str] = frozenset()


class Base(NamedTuple):
    """An open page: its tree and the paths of its article's paragraphs."""

    tree: html.HtmlElement
    paths: tuple[str, ...]
    language: str


def copy_base(base: Base) -> tuple[html.HtmlElement, list[html.HtmlElement]]:
    """A copy of a base's tree, and its paragraphs."""
    tree = copy.deepcopy(base.tree)
    root = tree.getroottree()
    found = [root.xpath(path) for path in base.paths]
    return tree, [nodes[0] for nodes in found if nodes]


def build_wall(texts: Texts, random: Random) -> tuple[html.HtmlElement, frozenset[str]]:
    """A wall: a sentence, offers, the door, buttons, or a form, in any mixture."""
    if random.random() < 0.15:
        return _build_invitation(texts, random)
    said = random.sample(texts["wall"], k=random.choice((1, 1, 2)))
    parts = [("h2" if random.random() < 0.5 else "p", text, False) for text in said]
    if random.random() < 0.2:  # a sentence, and no offer
        wall = html.Element("div")
        wall.append(build_element("p", said[0]))
        return wall, frozenset(said[:1])
    if random.random() < 0.25:
        parts += [("label", text, False) for text in random.sample(texts["button"], k=1)]
    parts += [("p", text, False) for text in random.sample(texts["offer"], k=random.choice((0, 0, 1, 2, 3)))]
    parts += [("a", text, True) for text in random.sample(texts["button"], k=random.choice((0, 1, 1, 2)))]
    if random.random() < 0.6:
        parts.append(("p", random.choice(texts["door"]), random.random() < 0.5))
    if random.random() < 0.2:
        random.shuffle(parts)
    tag = random.choice(("div", "div", "section", "aside", "form"))
    wall = html.Element(tag, {"class": random.choice(_NAMES)})
    for name, text, link in parts:
        wall.append(build_element("div" if name == "a" else name, text, link=link))
    return wall, frozenset(text for _, text, _ in parts)


def _build_invitation(texts: Texts, random: Random) -> tuple[html.HtmlElement, frozenset[str]]:
    """A wall that says nothing of the text but that one may read on: above offers, and the door."""
    said = [random.choice(texts["invite"]), *random.sample(texts["offer"], k=random.choice((1, 1, 2)))]
    said.append(random.choice(texts["door"]))
    wall = html.Element(random.choice(("div", "section", "aside")), {"class": random.choice(_NAMES)})
    for at, text in enumerate(said):
        wall.append(build_element("h3" if at == 0 and random.random() < 0.5 else "p", text))
    return wall, frozenset(said)


def build_feet(texts: Texts, random: Random, count: int, linked: float = 0.4) -> list[html.HtmlElement]:
    """Boxes of an open page: letters, gifts, subscriptions to something else, who may comment.

    `linked` is how often there are the links of a page's foot too.
    """
    boxes = [_foot_links(texts, random)] if random.random() < linked and (count or linked > 0.5) else []
    for kind in random.sample(("news", "give", "promo", "comment", "consent", "door"), k=count):
        box = html.Element(random.choice(("div", "section", "aside", "footer")), {"class": random.choice(_NAMES)})
        for at, text in enumerate(random.sample(texts[kind], k=random.choice((1, min(2, len(texts[kind])))))):
            box.append(build_element("h3" if at == 0 and random.random() < 0.5 else "p", text))
        if kind in ("promo", "door") and random.random() < 0.5:
            for text in random.sample(texts["offer"], k=random.choice((1, 1, 2, 3))):
                box.append(build_element(random.choice(("p", "li")), text))
        box.append(build_element("div", random.choice(texts["button"]), link=True))
        if kind in ("promo", "comment") and random.random() < 0.4:
            box.append(build_element("p", random.choice(texts["door"]), link=True))
        boxes.append(box)
    return boxes


def _foot_links(texts: Texts, random: Random) -> html.HtmlElement:
    """The links at the foot of any page: to subscribe, to log in, to an offer."""
    foot = html.Element(random.choice(("ul", "div", "footer")))
    pool = [
        *texts["button"],
        *texts["door"],
        *texts["promo"],
        *texts["offer"],
        *texts["news"],
        *texts["give"],
        *texts["more"][:2],
    ]
    link = random.random() < 0.8
    for text in random.sample(pool, k=random.choice((2, 3, 4, 6, 8))):
        foot.append(build_element("li" if foot.tag == "ul" else "p", text, link=link))
    return foot


def build_element(tag: str, text: str, *, link: bool = False) -> html.HtmlElement:
    """An element with a text, which may be a link."""
    element = html.Element(tag)
    if link:
        anchor = html.Element("a", {"href": "/go"})
        anchor.text = text
        element.append(anchor)
    else:
        element.text = text
    return element


def body_of(tree: html.HtmlElement) -> html.HtmlElement:
    """The body of a page."""
    body = tree.find("body")
    assert body is not None, "a base has a body"
    return body


def insert_wall(wall: html.HtmlElement, anchor: html.HtmlElement, place: str) -> None:
    """Put a wall after a paragraph, at the end of its box, after the box, or at the end of the page."""
    parent = anchor.getparent()
    if place == "after" or parent is None or parent.tag in ("body", "html"):
        anchor.addnext(wall)
        _mend_tail(anchor, wall)
    elif place == "inside":
        parent.append(wall)
    elif place == "below":
        parent.addnext(wall)
        _mend_tail(parent, wall)
    else:
        body_of(anchor.getroottree().getroot()).append(wall)


def _mend_tail(before: html.HtmlElement, added: html.HtmlElement) -> None:
    """`addnext` takes the text after an element along; it belongs after what was added."""
    if before.tail and not added.tail:
        added.tail, before.tail = before.tail, None


def append_box(tree: html.HtmlElement, box: html.HtmlElement, paragraph: html.HtmlElement) -> None:
    """Put a box after a paragraph, or after the box that it stands in."""
    parent = paragraph.getparent()
    if parent is None or parent.tag in ("body", "html"):
        body_of(tree).append(box)
    else:
        parent.append(box)


def break_off(paragraph: html.HtmlElement, how: str, random: Random) -> None:
    """End a paragraph so: as it is, with dots, in the middle of a sentence."""
    text = " ".join(paragraph.text_content().split())
    if how == "full" or len(text) < _LONG:
        return
    stop = random.randint(len(text) // 2, max(len(text) // 2, len(text) - 10))
    bare = text[:stop].rsplit(" ", 1)[0].rstrip(" .,;:!?")
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = (
        bare
        + {"dots": random.choice(("...", "…", " …")), "bracket": random.choice((" [...]", " […]")), "open": ""}[how]
    )


def drop_element(element: html.HtmlElement) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def write_page(tree: html.HtmlElement) -> str:
    """The HTML of a page."""
    written: str = html.tostring(tree, encoding="unicode")
    return written
