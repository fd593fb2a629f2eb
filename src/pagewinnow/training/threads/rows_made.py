"""Small pages made of real articles and comments in plain markup drawn at random, and lists that are no comments.

Annotated pages are mostly large ones of known platforms. These have two to eight comments, no class names, any order of
name and date, with an element for each or a row for the head, one for the words and perhaps one for the controls; and
beside them what looks alike: teasers, questions, steps, people, praise, interviews, tickers, glossaries, events. Links
stand above most of them, and more of the site below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from pagewinnow.rules import Rules
from pagewinnow.training.threads.rows_gold import HELD, Gold

_LISTS = (("ul", "li"), ("ol", "li"), ("div", "div"), ("section", "article"), ("div", "section"))
# No element holds an item: the list, the element of a head, that of words.
_ROWS = (("dl", "dt", "dd"), ("table", "tr><td", "tr><td"), ("div", "div", "div"), ("div", "h4", ""), ("div", "p", ""))
_IN_ROWS = 0.3  # of the pages
_NAME_TAGS = ("b", "strong", "span", "cite", "h4", "h5", "p", "div")
_DATES = ("%Y-%m-%d %H:%M", "%B %d, %Y at %H:%M", "%d.%m.%Y", "%d %b %Y", "%m/%d/%Y %H:%M", "%Y/%m/%d", "%d %B %Y")
_SYLLABLES = "an bel cor dan el fin gar hol is jo kas lor mir nor ost per ros sil tan ur ver wil yan zel".split()
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PLACED, _LABELLED = 0.15, 0.25  # of the names have a place behind them; of the heads are one line with a label
_DOTTED, _SIGNED = 0.15, 0.3  # of the pages have heads of one line with dots between; of those more than name and time
_DOTS = (" · ", " | ", " – ", " • ", ", ")
_COPIED = 0.1  # of the pages with rows have the words of each comment once more, hidden
_FORUMS = 0.4  # of the pages with posts: the first of them is what the others answer
_LONGEST, _SHORTEST = 600, 2  # characters of a comment
_DAY = datetime(2012, 1, 1, 8, 0)  # noqa: DTZ001 - a day on paper


def make_pages(golds: Sequence[Gold], rules: Rules, count: int, seed: int = 1) -> Iterator[Gold]:
    """Pages of the comments and articles of others: every second one has comments, each with the fold of its texts."""
    random = Random(seed)  # noqa: S311 - pages, no secrets
    controls, heads = _phrases(rules, ("reply", "report")), _phrases(rules, ("comments_head",))
    for fold in range(HELD):
        own = [gold for gold in golds if gold.fold == fold]
        said = [post for gold in own for post in gold.posts or () if _SHORTEST <= len(post) <= _LONGEST]
        told = [gold.article for gold in own if gold.article and len(gold.article) > _LONGEST]
        for number in range(count // HELD if said and told else 0):
            story = _SENTENCE.split(random.choice(told))
            lead = "".join(f"<p>{' '.join(story[k : k + 3])}</p>" for k in range(0, random.randint(3, 24), 3))
            posts: Sequence[str] = random.sample(said, min(len(said), random.randint(3, 8))) if number % 2 else ()
            is_forum = bool(posts) and random.random() < _FORUMS
            if posts:
                body = _comments(random, posts, controls, () if is_forum else heads)
            else:
                body = random.choice(_OTHERS)(random, _SENTENCE.split(random.choice(told)))
            above, below = _links(random), random.choice(_BELOW)(random, _SENTENCE.split(random.choice(told)))
            main = f"<main><h1>{story[0][:80]}</h1>{'' if is_forum else lead}{body}</main>"
            page = f"<html><body>{above}{main}{below}</body></html>"
            opening, rest = (posts[0], posts[1:]) if is_forum else (None, posts)
            article = None if is_forum else " ".join(story)
            yield Gold("made", f"{fold}-{number}", fold, page, tuple(rest), opening=opening, article=article)


def _phrases(rules: Rules, roles: Sequence[str]) -> list[str]:
    """Plain phrases of some roles, of all languages."""
    found = [p.text for name in rules.languages for p in rules.phrases_of(name, examples=False) if p.role in roles]
    return [text for text in found if "{" not in text.replace("{n}", "")]


def _name(random: Random) -> str:
    first, second = ("".join(random.choices(_SYLLABLES, k=2)) for _ in range(2))
    name = random.choice((f"{first.title()} {second.title()}", first.title(), f"{first}{random.randint(1, 99)}", first))
    return f"{name}, {_word(random).title()}" if random.random() < _PLACED else name


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(1, 3)))


def _links(random: Random) -> str:
    """The links of a site: none on some pages."""
    names = [_word(random).title() for _ in range(random.choice((0, 5, 12, 30)))]
    return "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in names) + "</ul>"


def _frame(random: Random) -> tuple[str, Callable[[str, str, str], str]]:
    """The tag of a list, and what makes an item of its parts: one element around all, or rows."""
    if random.random() < _IN_ROWS:
        outer, first, second = random.choice(_ROWS)
        if random.random() < 0.5:
            return outer, lambda head, rest, foot: f"{_wrap(first, head)}{_wrap(second, f'{rest}{foot}')}"
        copied = "<div style='display: none'>{}</div>" if random.random() < _COPIED else ""
        return (
            outer,
            lambda head, rest, foot: (
                f"{_wrap(first, head)}{copied.format(rest)}{_wrap(second, rest)}{_wrap(second, foot)}"
            ),
        )
    outer, inner = random.choice(_LISTS)
    return outer, lambda head, rest, foot: _wrap(inner, f"{head}{rest}{foot}")


def _wrap(tags: str, content: str) -> str:
    """The content in elements of the tags, the outermost first: `tr><td`."""
    names = tags.split("><")
    return f"<{tags}>{content}{''.join(f'</{name}>' for name in reversed(names))}" if tags else content


def _comments(random: Random, posts: Sequence[str], controls: Sequence[str], heads: Sequence[str]) -> str:
    """A section of comments in one markup: what a head, a foot and a list may be is drawn once."""
    outer, frame = _frame(random)
    tag, form = random.choice(_NAME_TAGS), random.choice(_DATES)
    dated, linked, below, split = (
        random.random() < 0.9,
        random.random() < 0.4,
        random.random() < 0.2,
        random.random() < 0.5,
    )
    words = random.sample(controls, random.choice((0, 0, 1, 2)))
    on, label = _word(random), _word(random) if random.random() < _LABELLED else ""
    dot = random.choice(_DOTS) if random.random() < _DOTTED else ""
    moment, items = _DAY + timedelta(days=random.randint(0, 4000)), []
    for post in posts:
        moment += timedelta(minutes=random.randint(3, 4000))
        name = _name(random)
        shown = f"<a href='/u/{name}'>{name}</a>" if linked else name
        date = moment.strftime(form) if dated else ""
        head = f"<{tag}>{shown}</{tag}><span>{date}</span>" if split else f"<p><b>{shown}</b> {date}</p>"
        if label:
            head = f"{label.title()}: {shown} {on} <i>{date}</i>"
        if dot:
            sign = f"{dot}{on}" if random.random() < _SIGNED else ""
            head = f"<p>{name}{dot}{date}{sign}</p>"
        text = "".join(f"<p>{part}</p>" for part in post.split("\n") if part.strip())
        foot = "".join(f"<button>{word}</button>" for word in words)
        items.append(frame(text, head, foot) if below else frame(head, text, foot))
    told = random.choice(heads).replace("{n}", str(len(posts))) if heads and random.random() < 0.6 else ""
    form = "<form><textarea></textarea></form>" if random.random() < 0.4 else ""
    return f"<section><h2>{told}</h2><{outer}>{''.join(items)}</{outer}>{form}</section>"


def _teasers(random: Random, story: Sequence[str]) -> str:
    when = _DAY.strftime(random.choice(_DATES))
    byline = f"<span>{_name(random)}</span>" if random.random() < 0.5 else ""
    tag = random.choice(("h2", "h3", "h4"))
    parts = [f"<div><{tag}><a href='/{k}'>{s[:70]}</a></{tag}>{byline}<time>{when}</time><p>{s}</p></div>"
             for k, s in enumerate(story[:8])]  # fmt: skip
    return f"<section>{''.join(parts)}</section>"


def _questions(random: Random, story: Sequence[str]) -> str:
    tag = random.choice(("h3", "dt", "b"))
    return "".join(f"<div><{tag}>{s[:50]}?</{tag}><p>{s}</p></div>" for s in story[:8])


def _steps(_random: Random, story: Sequence[str]) -> str:
    return "".join(f"<li><b>{k}. {s[:20]}</b><p>{s}</p></li>" for k, s in enumerate(story[:8], 1))


def _people(random: Random, story: Sequence[str]) -> str:
    return "".join(f"<div><img src='/p.jpg'><h4>{_name(random)}</h4><p>{s[:30]}</p><p>{s}</p></div>" for s in story[:6])


def _praise(random: Random, story: Sequence[str]) -> str:
    form = random.choice((*_DATES, "", "", ""))
    days = ((_DAY + timedelta(days=k)).strftime(form) for k in range(6))
    return "".join(
        f"<div><blockquote>{s}</blockquote><cite>{_name(random)}, {s[:15]} {day}</cite></div>"
        for s, day in zip(story, days, strict=False)
    )


def _interview(random: Random, story: Sequence[str]) -> str:
    names = [_name(random), _name(random)]
    return "".join(f"<div><b>{names[k % 2]}</b><p>{s}</p></div>" for k, s in enumerate(story[:12]))


def _ticker(random: Random, story: Sequence[str]) -> str:
    name, form = _name(random), random.choice(_DATES)
    parts = [f"<div><time>{(_DAY - timedelta(minutes=9 * k)).strftime(form)}</time><b>{name}</b><p>{s}</p></div>"
             for k, s in enumerate(story[:12])]  # fmt: skip
    return f"<section>{''.join(parts)}</section>"


def _blog(random: Random, story: Sequence[str]) -> str:
    name, form = _name(random), random.choice(_DATES)
    parts = []
    for k in range(0, min(len(story), 20), 5):
        day = (_DAY - timedelta(days=k)).strftime(form)
        text = "".join(f"<p>{s}</p>" for s in story[k : k + 5])
        parts.append(f"<article><h2><a href='/{k}'>{story[k][:40]}</a></h2><p>{name} {day}</p>{text}</article>")
    return "".join(parts)


def _glossary(random: Random, story: Sequence[str]) -> str:
    form = random.choice((*_DATES, "", ""))
    _, first, second = random.choice(_ROWS)
    days = ((_DAY + timedelta(days=40 * k)).strftime(form) for k in range(8))
    rows = (_wrap(first, f"{s[:25]} {day}") + _wrap(second, f"<p>{s}</p>") for s, day in zip(story, days, strict=False))
    return f"<section>{''.join(rows)}</section>"


def _events(random: Random, story: Sequence[str]) -> str:
    form, (_, first, second) = random.choice(_DATES), random.choice(_ROWS)
    days = ((_DAY + timedelta(days=3 * k)).strftime(form) for k in range(8))
    rows = (_wrap(first, f"<b>{day}</b>") + _wrap(second, f"<a href='/{day}'>{s[:40]}</a><p>{s}</p>")
            for s, day in zip(story, days, strict=False))  # fmt: skip
    return f"<section>{''.join(rows)}</section>"


def _news(random: Random, story: Sequence[str]) -> str:
    name, form = _name(random), random.choice(_DATES)
    rows = (f"<h3>{s[:50]}</h3><p>{name} {(_DAY - timedelta(days=k)).strftime(form)}</p><p>{s}</p>"
            for k, s in enumerate(story[:8]))  # fmt: skip
    return f"<section>{''.join(rows)}</section>"


_OTHERS: tuple[Callable[[Random, Sequence[str]], str], ...] = (
    _teasers, _questions, _steps, _people, _praise, _interview, _ticker, _blog, _glossary, _events,
    _news,
)  # fmt: skip


def _nothing(_random: Random, _story: Sequence[str]) -> str:
    return ""


def _box(_random: Random, story: Sequence[str]) -> str:
    return f"<div><h4>{story[0][:30]}</h4><p>{' '.join(story[:4])}</p></div>"


def _more(random: Random, story: Sequence[str]) -> str:
    return f"<aside>{_teasers(random, story)}{_links(random)}</aside>"


_BELOW: tuple[Callable[[Random, Sequence[str]], str], ...] = (_nothing, _box, _teasers, _more, _news)
