"""What looks like a thread and is none: a table of lists that people write for other reasons."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner

INTRO = "".join(
    f"<p>Day {n}. The ferry runs again from Monday, the town said, and two crews have been hired for it.</p>"
    for n in range(6)
)
TALK = [
    "I crossed on the first morning and it was a joy to hear the old bell again.",
    "They promised us this three years ago, so I will believe it when I stand on the deck.",
    "My mother will cry when she reads this, she has walked around the bay all winter.",
    "Do they take bicycles before nine? The page of the harbour office says nothing about it.",
]


def page(items: list[str], around: str = "{}") -> str:
    return f"<html lang=en><body><main><h1>The ferry</h1>{INTRO}{around.format(''.join(items))}</main></body></html>"


def comments(markup: str, cleaner: Cleaner) -> int:
    return len(cleaner.clean(markup).comments)


LISTS = {
    "questions and answers": [
        f"<div itemscope itemtype='https://schema.org/Question'><h3 itemprop='name'>Is it {w}?</h3><div itemprop="
        f"'acceptedAnswer' itemscope itemtype='https://schema.org/Answer'><p itemprop='text'>{t}</p></div></div>"
        for w, t in zip(("dear", "safe", "late", "full"), TALK, strict=True)
    ],
    "teasers": [
        f"<div><h3><a href='/{n}'>What the harbour said about number {n} this week</a></h3><span>News</span> "
        f"<time datetime='2024-05-0{n}'>May {n}, 2024</time><p>{t}</p></div>"
        for n, t in enumerate(TALK, 1)
    ],
    "examples": [f"<div><b>function</b><pre>call({n})</pre><p>{t}</p></div>" for n, t in enumerate(TALK)],
    "offers": [f"<div><h4>Club {n}</h4><p>{t}</p><a href='/join'>Join</a></div>" for n, t in enumerate(TALK)],
}
POSTS = [
    f"<div><div><b>{name}</b> <time datetime='2024-05-0{n}'>May {n}, 2024</time></div><p>{t}</p>"
    f"<a href='#r{n}'>Reply</a></div>"
    for n, (name, t) in enumerate(zip(("Ola", "Mira", "Jonas", "Ruta"), TALK, strict=True), 1)
]


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_no_comments(name: str, cleaner: Cleaner) -> None:
    assert comments(page(LISTS[name], "<section>{}</section>"), cleaner) == 0


def test_a_conversation_is(cleaner: Cleaner) -> None:
    assert comments(page(POSTS, "<section><h2>4 comments</h2>{}</section>"), cleaner) == 4
