"""Pages made for training: walls, and boxes that are none, grafted onto open articles in the shapes of sites.

A base is an open page with the blocks of its article. A wall stands below a teaser, inside the article's box, instead
of it, or at the end of the page; with the rest of the text taken out or left there. The hard negatives are boxes at the
foot of open articles, articles about walls, and texts that were cut without a wall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from pagewinnow.find.access.shape import ends_abruptly
from pagewinnow.training.access.grafts import (
    Base,
    Made,
    append_box,
    break_off,
    build_element,
    build_feet,
    build_wall,
    copy_base,
    drop_element,
    insert_wall,
    write_page,
)  # fmt: skip
from pagewinnow.training.access.texts import Texts, load_prose

_UNSHOWN = ("hidden", "is-hidden", "modal", "popup closed", "hide", "lightbox", "off")


def make_pages(base: Base, texts: Texts, random: Random, count: int) -> list[Made]:
    """Some pages out of one base, each in a shape of its own."""
    shapes: Sequence[tuple[Callable[..., Made | None], int]] = (
        (_walled, 6), (_walled_uncut, 1), (_boxed, 3), (_short, 4), (_excerpt, 3), (_signed, 1), (_unstopped, 1),
        (_about, 1), (_essay, 1), (_hidden, 1),
    )  # fmt: skip
    chosen = random.choices([s for s, _ in shapes], [n for _, n in shapes], k=count)
    made = [shape(base, texts, random) for shape in chosen]
    return [one for one in made if one is not None]


def _walled(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall after a teaser, with the rest of the article taken out."""
    tree, paragraphs = copy_base(base)
    keep = random.choice((0, 1, 1, 2, 2, 3, 4, 6))
    if len(paragraphs) < keep + 3:
        return None
    how = random.choice(("full", "full", "full", "dots", "open", "bracket"))
    wall, said = build_wall(texts, random)
    anchor = paragraphs[keep - 1] if keep else paragraphs[0]
    place = random.choice(("after", "after", "inside", "below", "page"))
    insert_wall(wall, anchor, place)
    if keep:
        break_off(anchor, how, random)
    for paragraph in paragraphs[keep:]:
        drop_element(paragraph)
    for box in build_feet(texts, random, random.choice((0, 0, 1, 2))):
        append_box(tree, box, paragraphs[0])
    return Made(
        write_page(tree), "paywalled", missing=True, shape=f"wall/{place}/{how}", language=base.language, wall=said
    )


def _walled_uncut(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall that speaks of this text and stands over all of it: an overlay at the end of the page."""
    tree, paragraphs = copy_base(base)
    wall, said = build_wall(texts, random)
    body = tree.find("body")
    if body is None or len(paragraphs) < 4:
        return None
    keep = random.choice((2, 3, 4))
    body.append(wall)
    for paragraph in paragraphs[keep:]:
        drop_element(paragraph)
    return Made(write_page(tree), "paywalled", missing=True, shape="overlay", language=base.language, wall=said)


def _boxed(base: Base, texts: Texts, random: Random) -> Made | None:
    """A whole article with boxes after it, in it or before it that are no wall."""
    tree, paragraphs = copy_base(base)
    for box in build_feet(texts, random, random.choice((1, 2, 3))):
        append_box(tree, box, random.choice(paragraphs[-2:]) if random.random() < 0.7 else random.choice(paragraphs))
    return Made(write_page(tree), "open", missing=False, shape="boxes", language=base.language)


def _short(base: Base, texts: Texts, random: Random) -> Made | None:
    """A short text that is all there, with the same boxes: as much text as there is above a wall."""
    tree, paragraphs = copy_base(base)
    keep = random.choice((1, 2, 2, 3, 3, 4, 6))
    if len(paragraphs) < keep + 1 or ends_abruptly(paragraphs[keep - 1].text_content().strip()):
        return None
    for script in list(tree.iter("script")):
        drop_element(script)  # it declares the words of the whole
    for box in build_feet(texts, random, random.choice((0, 1, 1, 2, 3)), linked=0.8):
        append_box(tree, box, paragraphs[keep - 1])
    for paragraph in paragraphs[keep:]:
        drop_element(paragraph)
    return Made(write_page(tree), "open", missing=False, shape="short", language=base.language)


def _excerpt(base: Base, texts: Texts, random: Random) -> Made | None:
    """A text that was cut with no wall: a feed's excerpt, a teaser with a link to the whole."""
    tree, paragraphs = copy_base(base)
    keep = random.choice((1, 1, 2, 3, 4, 6, 8))
    if len(paragraphs) < keep + 3:
        return None
    how = random.choice(("dots", "dots", "bracket", "open", "open", "open", "full"))
    anchor = paragraphs[keep - 1]
    break_off(anchor, how, random)
    for paragraph in paragraphs[keep:]:
        drop_element(paragraph)
    foot = random.random()
    if how == "full" or foot < 0.6:
        text = (
            random.choice(texts["feed"]).format(t="Lorem 12", s="example.org")
            if foot < 0.25
            else random.choice(texts["more"])
        )
        anchor.addnext(build_element("p", text, link=random.random() < 0.7))
    return Made(write_page(tree), "open", missing=True, shape=f"excerpt/{how}", language=base.language)


def _signed(base: Base, texts: Texts, random: Random) -> Made | None:
    """A whole text with a last line that has no full stop: a credit, a headline of another text, a row of keywords."""
    tree, paragraphs = copy_base(base)
    lines = random.sample(list(texts["headline"]), k=2)
    credit = f"Foto: {lines[0]} / Lorem Ipsum 2024"
    line = random.choice((f"{lines[0]}, {lines[1]}", f"{lines[0]} | {lines[1]}", credit))
    if random.random() < 0.7:
        paragraphs[-1].addnext(build_element(random.choice(("p", "p", "div")), line))
    else:
        append_box(tree, build_element("p", line), paragraphs[-1])
    return Made(write_page(tree), "open", missing=False, shape="signed", language=base.language)


def _unstopped(base: Base, texts: Texts, random: Random) -> Made | None:
    """A whole text without full stops at its paragraphs' ends: verse, slogans, lists, a script that has none."""
    tree, paragraphs = copy_base(base)
    keep = random.choice((2, 3, 4, 6, len(paragraphs)))
    for paragraph in paragraphs[keep:]:
        drop_element(paragraph)
    for paragraph in paragraphs[:keep]:
        text = " ".join(paragraph.text_content().split())
        for child in list(paragraph):
            paragraph.remove(child)
        paragraph.text = text.rstrip(".!?。…\"”»' ")
    for box in build_feet(texts, random, random.choice((0, 0, 1))):
        append_box(tree, box, paragraphs[0])
    return Made(write_page(tree), "open", missing=False, shape="unstopped", language=base.language)


def _about(base: Base, texts: Texts, random: Random) -> Made | None:
    """An article that speaks of walls, or quotes one; it may end so."""
    tree, paragraphs = copy_base(base)
    prose = [*texts["prose"], *random.sample(load_prose(base.language) or ("",), k=1)]
    for text in random.sample(prose, k=2):
        random.choice(paragraphs[-3:]).addnext(build_element("p", text))
    if random.random() < 0.4:
        quoted = build_element("blockquote", random.choice(texts["wall"]))
        paragraphs[len(paragraphs) // 2].addnext(quoted)
    return Made(write_page(tree), "open", missing=False, shape="about", language=base.language)


def _essay(base: Base, texts: Texts, random: Random) -> Made | None:
    """An article about walls with a wall's own sentences between its paragraphs, and in them."""
    tree, paragraphs = copy_base(base)
    prose = random.sample(list(texts["prose"]) + list(load_prose(base.language)), k=2)
    for paragraph, text in zip(random.sample(paragraphs, k=2), prose, strict=True):
        paragraph.addprevious(build_element("p", text))
    said = random.sample([*texts["wall"], *texts["door"], *texts["offer"]], k=random.choice((1, 1, 2, 3)))
    at = random.randrange(1, len(paragraphs) - 1)
    for text in said:
        paragraphs[at].addprevious(build_element(random.choice(("p", "p", "blockquote", "li")), text))
    if random.random() < 0.4:
        paragraphs[-1].addnext(build_element("p", f"{random.choice(prose)} {random.choice(texts['wall'])}"))
    return Made(write_page(tree), "open", missing=False, shape="essay", language=base.language)


def _hidden(base: Base, texts: Texts, random: Random) -> Made | None:
    """A wall's template that is not shown, by its style or by a class whose style is elsewhere, in a whole article."""
    tree, paragraphs = copy_base(base)
    wall, _ = build_wall(texts, random)
    if random.random() < 0.3:
        wall.set("style", "display:none")
    else:
        wall.set("class", f"{wall.get('class')} {random.choice(_UNSHOWN)}")
    place = random.choice(("first", "inside", "page"))
    if place == "first":
        paragraphs[0].addprevious(wall)
    else:
        insert_wall(wall, random.choice(paragraphs), place)
    return Made(write_page(tree), "open", missing=False, shape="hidden", language=base.language)
