"""Pages made for training: walls, and boxes that are none, grafted onto open articles in the shapes of sites.

A base is an open page with the blocks of its article. A wall stands below a teaser, inside the article's box, instead
of it, or at the end of the page; with the rest of the text taken out or left there. The hard negatives are boxes at the
foot of open articles, articles about walls, and texts that were cut without a wall.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from lxml import html

from pagewinnow.training.access.texts import Texts, load_prose

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
_UNSHOWN = ("hidden", "is-hidden", "modal", "popup closed", "hide", "lightbox", "off")
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


def make_pages(base: Base, texts: Texts, random: Random, count: int) -> list[Made]:
    """Some pages out of one base, each in a shape of its own."""
    shapes: Sequence[tuple[Callable[..., Made | None], int]] = (
        (_walled, 6), (_walled_uncut, 1), (_boxed, 4), (_excerpt, 2), (_about, 2), (_hidden, 1),
    )  # fmt: skip
    chosen = random.choices([s for s, _ in shapes], [n for _, n in shapes], k=count)
    made = [shape(base, texts, random) for shape in chosen]
    return [one for one in made if one is not None]


def _walled(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall after a teaser, with the rest of the article taken out."""
    tree, paragraphs = _copy(base)
    keep = random.choice((0, 1, 1, 2, 2, 3, 4, 6))
    if len(paragraphs) < keep + 3:
        return None
    how = random.choice(("full", "full", "full", "dots", "open", "bracket"))
    wall, said = _wall(texts, random)
    anchor = paragraphs[keep - 1] if keep else paragraphs[0]
    place = random.choice(("after", "after", "inside", "below", "page"))
    _insert(wall, anchor, place)
    if keep:
        _break_off(anchor, how, random)
    for paragraph in paragraphs[keep:]:
        _drop(paragraph)
    for box in _feet(texts, random, random.choice((0, 0, 1, 2))):
        _append(tree, box, paragraphs[0])
    return Made(_write(tree), "paywalled", missing=True, shape=f"wall/{place}/{how}", language=base.language, wall=said)


def _walled_uncut(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall that speaks of this text and stands over all of it: an overlay at the end of the page."""
    tree, paragraphs = _copy(base)
    wall, said = _wall(texts, random)
    body = tree.find("body")
    if body is None or len(paragraphs) < 4:
        return None
    keep = random.choice((2, 3, 4))
    body.append(wall)
    for paragraph in paragraphs[keep:]:
        _drop(paragraph)
    return Made(_write(tree), "paywalled", missing=True, shape="overlay", language=base.language, wall=said)


def _boxed(base: Base, texts: Texts, random: Random) -> Made | None:
    """A whole article with boxes after it, in it or before it that are no wall."""
    tree, paragraphs = _copy(base)
    for box in _feet(texts, random, random.choice((1, 2, 3))):
        _append(tree, box, random.choice(paragraphs[-2:]) if random.random() < 0.7 else random.choice(paragraphs))
    return Made(_write(tree), "open", missing=False, shape="boxes", language=base.language)


def _excerpt(base: Base, texts: Texts, random: Random) -> Made | None:
    """A text that was cut with no wall: a feed's excerpt, a teaser with a link to the whole."""
    tree, paragraphs = _copy(base)
    keep = random.choice((1, 1, 2, 3))
    if len(paragraphs) < keep + 3:
        return None
    how = random.choice(("dots", "dots", "bracket", "open", "full"))
    anchor = paragraphs[keep - 1]
    _break_off(anchor, how, random)
    for paragraph in paragraphs[keep:]:
        _drop(paragraph)
    foot = random.random()
    if how == "full" or foot < 0.6:
        text = (
            random.choice(texts["feed"]).format(t="Lorem 12", s="example.org")
            if foot < 0.25
            else random.choice(texts["more"])
        )
        anchor.addnext(_element("p", text, link=random.random() < 0.7))
    return Made(_write(tree), "open", missing=True, shape=f"excerpt/{how}", language=base.language)


def _about(base: Base, texts: Texts, random: Random) -> Made | None:
    """An article that speaks of walls, or quotes one; it may end so."""
    tree, paragraphs = _copy(base)
    prose = [*texts["prose"], *random.sample(load_prose(base.language) or ("",), k=1)]
    for text in random.sample(prose, k=2):
        random.choice(paragraphs[-3:]).addnext(_element("p", text))
    if random.random() < 0.4:
        quoted = _element("blockquote", random.choice(texts["wall"]))
        paragraphs[len(paragraphs) // 2].addnext(quoted)
    return Made(_write(tree), "open", missing=False, shape="about", language=base.language)


def _hidden(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall's template that is not shown, by its style or by a class whose style is elsewhere, in a whole article."""
    tree, paragraphs = _copy(base)
    wall, _ = _wall(texts, random)
    if random.random() < 0.3:
        wall.set("style", "display:none")
    else:
        wall.set("class", f"{wall.get('class')} {random.choice(_UNSHOWN)}")
    place = random.choice(("first", "inside", "page"))
    if place == "first":
        paragraphs[0].addprevious(wall)
    else:
        _insert(wall, random.choice(paragraphs), place)
    return Made(_write(tree), "open", missing=False, shape="hidden", language=base.language)


def _copy(base: Base) -> tuple[html.HtmlElement, list[html.HtmlElement]]:
    tree = copy.deepcopy(base.tree)
    root = tree.getroottree()
    found = [root.xpath(path) for path in base.paths]
    return tree, [nodes[0] for nodes in found if nodes]


def _wall(texts: Texts, random: Random) -> tuple[html.HtmlElement, frozenset[str]]:
    """A wall: a sentence, offers, the door, buttons, or a form, in any mixture."""
    said = random.sample(texts["wall"], k=random.choice((1, 1, 2)))
    parts = [("h2" if random.random() < 0.5 else "p", text, False) for text in said]
    if random.random() < 0.2:  # a sentence, and no offer
        wall = html.Element("div")
        wall.append(_element("p", said[0]))
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
        wall.append(_element("div" if name == "a" else name, text, link=link))
    return wall, frozenset(text for _, text, _ in parts)


def _feet(texts: Texts, random: Random, count: int) -> list[html.HtmlElement]:
    """Boxes of an open page: letters, gifts, subscriptions to something else, who may comment."""
    boxes = [_foot_links(texts, random)] if count and random.random() < 0.4 else []
    for kind in random.sample(("news", "give", "promo", "comment", "consent", "door"), k=count):
        box = html.Element(random.choice(("div", "section", "aside", "footer")), {"class": random.choice(_NAMES)})
        for at, text in enumerate(random.sample(texts[kind], k=random.choice((1, min(2, len(texts[kind])))))):
            box.append(_element("h3" if at == 0 and random.random() < 0.5 else "p", text))
        if kind in ("promo", "door") and random.random() < 0.5:
            for text in random.sample(texts["offer"], k=random.choice((1, 1, 2, 3))):
                box.append(_element(random.choice(("p", "li")), text))
        box.append(_element("div", random.choice(texts["button"]), link=True))
        if kind == "promo" and random.random() < 0.4:
            box.append(_element("p", random.choice(texts["door"]), link=True))
        boxes.append(box)
    return boxes


def _foot_links(texts: Texts, random: Random) -> html.HtmlElement:
    """The links at the foot of any page: to subscribe, to log in, to an offer."""
    foot = html.Element(random.choice(("ul", "div", "footer")))
    pool = [*texts["button"], *texts["door"], *texts["promo"], *texts["offer"]]
    for text in random.sample(pool, k=random.choice((2, 3, 4))):
        foot.append(_element("li" if foot.tag == "ul" else "p", text, link=True))
    return foot


def _element(tag: str, text: str, *, link: bool = False) -> html.HtmlElement:
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


def _insert(wall: html.HtmlElement, anchor: html.HtmlElement, place: str) -> None:
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


def _append(tree: html.HtmlElement, box: html.HtmlElement, paragraph: html.HtmlElement) -> None:
    """Put a box after a paragraph, or after the box that it stands in."""
    parent = paragraph.getparent()
    if parent is None or parent.tag in ("body", "html"):
        body_of(tree).append(box)
    else:
        parent.append(box)


def _break_off(paragraph: html.HtmlElement, how: str, random: Random) -> None:
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


def _drop(element: html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _write(tree: html.HtmlElement) -> str:
    written: str = html.tostring(tree, encoding="unicode")
    return written
