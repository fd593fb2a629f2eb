"""Made pages that stand before the page: errors, blocks by law, challenges, consent walls, choices, shells.

Each is bare, or has the head and foot of a real site around it, or teasers of other texts below it.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from html import escape
from random import Random

from lxml import html

from pagewinnow.training.access.grafts import Base, Made, body_of
from pagewinnow.training.access.texts import Texts, load_prose

_STATUS = {
    "error": ("error", 2), "court": ("error", 1), "region": ("error", 1), "retry": ("error", 1),
    "challenge": ("challenge", 2), "consent": ("consent", 1), "choice": ("consent", 2), "age": ("consent", 1),
    "shell": ("empty", 2), "chrome": ("empty", 1),
}  # fmt: skip


def make_fronts(base: Base | None, texts: Texts, language: str, random: Random, count: int) -> list[Made]:
    """Some such pages in a language, within the site of a base if there is one."""
    kinds = random.choices(list(_STATUS), [n for _, n in _STATUS.values()], k=count)
    return [_front(kind, base, texts, language, random) for kind in kinds]


def _front(kind: str, base: Base | None, texts: Texts, language: str, random: Random) -> Made:
    status = _STATUS[kind][0]
    if kind == "chrome" and base is not None:
        return Made(_bare_site(base), status, None, "front/chrome/site", language)
    own = _own("shell" if kind == "chrome" else kind, texts, random)
    title = own[0] if random.random() < 0.5 else "Example"
    frame = (
        random.choice(("bare", "bare", "lines", "site"))
        if kind not in ("shell", "chrome", "consent")
        else random.choice(("bare", "bare", "lines"))
    )
    if kind == "retry":
        frame = "bare"
    if frame == "site" and base is not None:
        page = _in_site(base, own, title, teasers=kind == "error" and random.random() < 0.5)
    else:
        page = _bare(own, title, texts, random, lines=frame == "lines")
    return Made(page, status, None, f"front/{kind}/{frame}", language)


def _own(kind: str, texts: Texts, random: Random) -> list[str]:
    """The sentences of the page itself."""
    own = random.sample(texts[kind], k=1)
    if kind == "error":
        own = [random.choice(("404", "Error 404", "500", "403", "")), *own] if random.random() < 0.5 else own
        own = [one for one in own if one]
    if kind == "court" and random.random() < 0.5:
        own = list(texts["court"])
    if kind == "region" and random.random() < 0.6:
        own = list(texts["region"])
    if kind == "consent":
        said = random.sample(texts["consent"], k=random.choice((1, 2, 2, 3, len(texts["consent"]))))
        own = [*(said if random.random() < 0.6 else [" ".join(said)]), texts["choice"][1]]
    if kind == "choice":
        own = list(texts["choice"])
        if random.random() < 0.5:
            own = [texts["consent"][0], *own]
    if kind == "age":
        own = [*random.sample(texts["age"], k=random.choice((1, 1, 2))), *texts["answer"]]
    if kind == "shell" and random.random() < 0.2:
        own = [""]
    return own


def _bare(own: Sequence[str], title: str, texts: Texts, random: Random, *, lines: bool) -> str:
    head = random.choice(("h1", "h2", "p", "div"))
    body = "".join(
        f"<{head if at == 0 else 'p'}>{escape(text)}</{head if at == 0 else 'p'}>"
        for at, text in enumerate(own)
        if text
    )
    if lines:
        links = "".join(
            f'<li><a href="/{n}">{escape(text)}</a></li>'
            for n, text in enumerate(random.sample(list(texts["button"]), k=3))
        )
        head_links = f"<header><a href='/'>Example</a><nav><ul>{links}</ul></nav></header>"
        body = f"{head_links}<main>{body}</main><footer><p>© 2024 Example</p></footer>"
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>"


def _in_site(base: Base, own: Sequence[str], title: str, *, teasers: bool) -> str:
    """The page of a site with its article replaced."""
    tree = copy.deepcopy(base.tree)
    root = tree.getroottree()
    paragraphs = [node for path in base.paths for node in root.xpath(path)[:1]]
    first = paragraphs[0]
    for heading in [*tree.iter("h1"), *tree.iter("h2")]:
        heading.drop_tree()
    box = html.Element("div")
    for text in own:
        element = html.Element("p")
        element.text = text
        box.append(element)
    if first.getparent() is None:
        body_of(tree).append(box)
    else:
        first.addprevious(box)
    for at, paragraph in enumerate(paragraphs):
        if teasers and at < 3:
            for child in list(paragraph):
                paragraph.remove(child)
            paragraph.text = (paragraph.text or "")[:110].rsplit(" ", 1)[0] + "..."
        elif paragraph.getparent() is not None:
            paragraph.drop_tree()
    for node in list(tree.iter("title")):
        node.text = title
    for node in list(tree.iter("script", "time")):
        node.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))


def _bare_site(base: Base) -> str:
    """The page of a site whose text a script would fill in: its head, its menus and its foot are there."""
    tree = copy.deepcopy(base.tree)
    for node in [*tree.iter("p", "h1", "h2", "h3", "article", "table", "time")]:
        if node.getparent() is not None and len(node.text_content()) > 25 * (node.tag == "table"):
            node.drop_tree()
    for node in [*tree.iter("li", "div")]:
        text = node.text_content()
        if node.getparent() is not None and len(text) > 60 and len(node) == 0:
            node.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))


def make_short(texts: Texts, language: str, random: Random) -> Made:
    """An open page with next to no text: a note, a form to write by. Many of its words are an interstitial's."""
    prose = list(load_prose(language)) or list(texts["prose"])
    chosen = random.sample(prose, k=min(len(prose), random.choice((1, 1, 2, 3, 5))))
    own = [chosen[0].partition(",")[0][:60], *chosen] if random.random() < 0.7 else chosen
    if random.random() < 0.3 and len(own) > 2:
        own += [random.choice(texts["challenge"]), *random.sample(list(texts["button"]), k=2)]
    elif random.random() < 0.1:
        said = random.choice(texts["error"])  # a page of questions, and what is to be done about one
        own = [f"{random.choice(('“', '„', '«', '「'))}{said.rstrip('.')}?", random.choice(texts["error"]), *chosen]
    elif random.random() < 0.15 and len(own) > 2:
        own.insert(random.randint(2, len(own) - 1), random.choice(texts["error"]))  # of a film between the lines
    elif random.random() < 0.3:
        own.append(random.choice(texts["consent"]))
    page = _bare(own, own[0][:50], texts, random, lines=random.random() < 0.6)
    return Made(page, "open", missing=False, shape="short", language=language)


def make_article(texts: Texts, language: str, random: Random) -> Base:
    """A small article out of sentences of prose, for languages without pages."""
    prose = list(load_prose(language)) or list(texts["prose"])
    count = random.randint(5, 10)
    paragraphs = [" ".join(random.sample(prose, k=min(len(prose), random.randint(2, 4)))) for _ in range(count)]
    links = "".join(f'<li><a href="/{n}">{escape(text)}</a></li>' for n, text in enumerate(texts["button"]))
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    page = html.document_fromstring(
        f"<html lang='{language}'><head><title>{escape(prose[0][:40])}</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{escape(prose[0][:40])}</h1>{body}</article><footer><p>© 2024</p></footer></body></html>"
    )
    root = page.getroottree()
    return Base(page, tuple(root.getpath(p) for p in page.xpath("//article/p")), language)


def make_login(texts: Texts, language: str, random: Random) -> Made:
    """A wall on a small page: in place of the text, or after the few lines of it that are there."""
    prose = list(load_prose(language)) or list(texts["prose"])
    kept = [" ".join(random.sample(prose, k=min(len(prose), 2))) for _ in range(random.choice((0, 0, 1, 2, 3)))]
    said = random.sample(texts["wall"], k=random.choice((1, 1, 2)))
    rest = [*random.sample(texts["button"], k=random.choice((1, 2, 3)))]
    rest += random.sample(texts["offer"], k=random.choice((0, 0, 1, 2)))
    rest += random.sample(texts["door"], k=random.choice((0, 1)))
    shape = random.random()
    wall = said[:1] if shape < 0.35 else [*said, *rest] if shape < 0.85 else [*rest, *said]
    own = [prose[0][:40], *kept, *wall]
    page = _bare(own, own[0], texts, random, lines=random.random() < 0.5)
    return Made(page, "paywalled", missing=True, shape="login", language=language, wall=frozenset(said))


def make_listing(texts: Texts, language: str, random: Random) -> Made:
    """Headlines that lead elsewhere, with a banner of cookies or an offer below them: an open page.

    Some say of things in the news what an error says of a page.
    """
    prose = list(load_prose(language)) or list(texts["prose"])
    lines = [text[:60] for text in random.sample(prose, k=min(len(prose), random.choice((3, 5, 7))))]
    for text in random.sample(list(texts["headline"]), k=random.choice((0, 1, 1, 2))):
        lines.insert(random.randint(0, len(lines)), text)
    tag = random.choice(("h2", "h3", "li", "p"))
    linked = random.random() < 0.6
    links = "".join(
        f'<{tag}><a href="/{at}">{escape(text)}</a></{tag}>' if linked else f"<{tag}>{escape(text)}</{tag}>"
        for at, text in enumerate(lines)
    )
    kind = random.choice(("consent", "consent", "news", "promo", "give"))
    below = "".join(f"<p>{escape(text)}</p>" for text in random.sample(texts[kind], k=1))
    button = f"<button>{escape(random.choice(texts['button']))}</button>"
    foot = f"<div>{below}{button}</div>" if random.random() < 0.6 else ""
    body = f"{random.choice(('<h1>Example</h1>', ''))}{links}{foot}"
    page = f"<html lang='{language}'><head><title>Example</title></head><body>{body}</body></html>"
    return Made(page, "open", missing=False, shape="listing", language=language)
