"""Threads from structure and from text: languages, traps, nesting, what is text and what is not, and the cost."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from pagewinnow.document import Source
from pagewinnow.find.threads import find_thread
from pagewinnow.find.view import View
from pagewinnow.findings import Findings, Thread
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment
from pagewinnow.testing import Case, find_cases

ROOT = Path(__file__).parent.parent
ALL = find_cases(ROOT / "fixtures" / "cases" / "thread")
CASES = [
    case
    for case in ALL
    if case.expect.get("comments")
    and not case.folder.name.startswith("shape-")
    and "declared" in case.expect
    and "\nlang" in (case.folder / "case.toml").read_text(encoding="utf-8")
]
STORY = "".join(
    f"<p>The {kind} boat left the harbour at six, and nobody on the quay knew when it would come back from the sea.</p>"
    for kind in ("red", "blue", "old", "new")
)


def look(content: str, kind: str = "html", language: str = "en") -> tuple[View, Thread | None]:
    rules = load_rules()
    document = segment(Source(content, "text" if kind == "text" else "html", None, None, ""))
    hits = rules.matcher([language]).match_all([block.text for block in document.blocks])
    view = View(document, rules, Options(), found=Findings(language=language, phrases=hits))
    return view, find_thread(view)


def texts(view: View, thread: Thread, role: str = "text") -> list[str]:
    blocks = view.document.blocks
    return [
        "\n".join(blocks[p.position].text[p.start : p.end] for p in q.parts if p.role == role) for q in thread.posts
    ]


def language_of(case: Case) -> str:
    line = next(x for x in (case.folder / "case.toml").read_text(encoding="utf-8").splitlines() if x.startswith("lang"))
    return line.split('"')[1]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.folder.name) for c in CASES])
def test_a_thread_is_found_in_any_language(case: Case) -> None:
    kind = "html" if case.page.suffix == ".html" else "text"
    view, thread = look(case.page.read_text(encoding="utf-8"), kind, language_of(case))
    assert thread is not None
    assert thread.witness == ("structure" if kind == "html" else "text")
    assert [post.author for post in thread.posts] == case.expect["authors"]
    assert all(post.date and post.date.startswith("2024-03-0") for post in thread.posts)
    assert thread.declared == case.expect["declared"]
    assert not thread.is_page
    if "parents" in case.expect:
        assert [-1 if post.parent is None else post.parent for post in thread.posts] == case.expect["parents"]
    for keep, text in zip(case.keeps, texts(view, thread), strict=True):
        assert text.startswith(keep)
        assert not any(drop in text for drop in case.drops)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.folder.name) for c in CASES if c.page.suffix == ".html"])
def test_a_thread_is_found_in_a_language_without_phrases(case: Case) -> None:
    _, thread = look(case.page.read_text(encoding="utf-8"), "html", "xx")
    assert thread is not None
    assert [post.author for post in thread.posts] == case.expect["authors"]


def comment(name: str, day: int, text: str, inside: str = "") -> str:
    return (
        f"<li><div><a href='/u/{name}'>{name}</a> <span>May {day}, 2023 at 10:0{day % 10}</span></div><p>{text}</p>"
        f"<p><a href='#r'>Reply</a></p>{inside}</li>"
    )


def page(comments: str) -> str:
    return f"<html lang='en'><body><h1>The boats</h1>{STORY}<h2>Comments (3)</h2><ul>{comments}</ul></body></html>"


def test_answers_stand_in_what_they_answer() -> None:
    inner = f"<ul>{comment('Ben', 2, 'It was the tide, as always in the spring, and no one is to blame.')}</ul>"
    first = comment("Anna", 1, "I waited until midnight and saw no light at all out there.", inner)
    last = comment("Cleo", 3, "My brother was on board and he says the engine stopped twice.")
    _, thread = look(page(first + last))
    assert thread is not None
    assert [(post.author, post.parent, post.depth) for post in thread.posts] == [
        ("Anna", None, 0),
        ("Ben", 0, 1),
        ("Cleo", None, 0),
    ]


def test_a_called_name_is_a_parent_and_nothing_else_is() -> None:
    rows = [
        comment("Anna", 1, "I waited until midnight and saw no light at all out there."),
        comment("Ben", 2, "@Anna it was behind the island, you could not see it from the quay."),
        comment("Cleo", 3, "Anna is right, but my brother says that the engine stopped twice."),
    ]
    _, thread = look(page("".join(rows)))
    assert thread is not None
    assert [post.parent for post in thread.posts] == [None, 0, None]


def test_a_quotation_of_an_earlier_post_is_no_text_and_any_other_is() -> None:
    said = "I waited until midnight and saw no light at all out there."
    poem = "The sea has many voices, many gods and many voices."
    rows = [
        comment("Anna", 1, said),
        comment("Ben", 2, f"</p><blockquote>{said}</blockquote><p>It was behind the island all the time."),
        comment("Cleo", 3, f"</p><blockquote>{poem}</blockquote><p>That is all that I have to say about it."),
    ]
    view, thread = look(page("".join(rows)))
    assert thread is not None
    assert texts(view, thread, "quote") == ["", said, ""]
    assert poem in texts(view, thread)[2]


def test_the_head_gives_the_declared_count_and_becomes_a_field() -> None:
    rows = "".join(comment(n, d, f"The {n} of the boats was in the harbour again.") for d, n in enumerate("ABCD", 1))
    view, thread = look(page(rows.replace(">A<", ">Anna<").replace(">B<", ">Ben<").replace(">C<", ">Cleo<")))
    assert thread is not None
    assert thread.declared == 3
    assert [view.document.blocks[position].text for position in thread.fields] == ["Comments (3)"]


NOTICE = "This comment contains spoilers. Click here if you want to read."
WORDS = ["The ending surprised me less than the middle.", "Nobody expected the gardener, and rightly so.", "I cried."]


def test_a_notice_before_each_comment_is_cut_and_remembered() -> None:
    lines = ["A film review", "", "The film is long, and the gardener is in every scene of it.", "", "Comments (5)"]
    for word in WORDS:
        lines += [NOTICE, "", word + " And that is all I can say about this film without a second visit."]
    view, thread = look("\n".join(lines), "text")
    assert thread is not None
    assert thread.declared == 5
    assert [post.flags for post in thread.posts] == [("spoiler",)] * 3
    assert not any(NOTICE in text for text in texts(view, thread))


REFRAIN = "\n".join(
    f"The {thing} went down to the water's edge and listened to the bells,\nAnd the bells rang on.\n"
    for thing in ("miller", "tailor", "sailor", "baker")
)
INTERVIEW = "\n".join(
    f"Q: What did you think of the {thing}?\nI thought that the {thing} was better than all I had seen.\n"
    for thing in ("harbour", "ferry", "lighthouse", "market")
)


@pytest.mark.parametrize(
    "content", [REFRAIN, INTERVIEW, "", "One line."], ids=["refrain", "interview", "empty", "line"]
)
def test_what_recurs_in_a_text_is_not_always_a_control(content: str) -> None:
    assert look(content, "text")[1] is None


def remark(k: int) -> str:
    """A remark of its own, in words of no language."""
    draw = random.Random(k)
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    words = ["".join(draw.choices(syllables, k=draw.randint(1, 4))) for _ in range(draw.randint(4, 40))]
    words[draw.randrange(1, len(words))] = draw.choice(("I", "you", "my"))
    words[draw.randrange(len(words))] += draw.choice((",", ".", "!", "?"))
    return f"{' '.join(words).capitalize()}{draw.choice('..!?')}"


def build(kind: str, n: int) -> str:
    """A page of `n` comments."""
    if kind == "html":
        told = (comment(f"N{chr(97 + k % 26)}{k % 7}", k % 27 + 1, f"The boat number {k} went home.") for k in range(n))
        return page("".join(told))
    told = (
        f"{remark(k + n).split()[0].capitalize()} {chr(65 + k % 26)}\nMay {k % 27 + 1}, 2023\n{remark(k)}\nReply"
        for k in range(n)
    )
    return "A story\n\n" + "\n".join(told)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_five_thousand_comments_are_linear(kind: str) -> None:
    spent = []
    for size in (1000, 5000):
        content = build(kind, size)
        start = time.process_time()
        _, thread = look(content, kind)
        spent.append(time.process_time() - start)
        assert thread is not None
        assert len(thread.posts) > 0.9 * size
    assert spent[1] < 12 * spent[0] + 0.5


def test_declared_comments_count_where_they_are_seen() -> None:
    script = """<script type="application/ld+json">{"@type": "NewsArticle", "comment": [
        {"@type": "Comment", "text": "It was the tide, as always in the spring.", "dateCreated": "2024-03-05T09:15:00Z",
         "author": {"@type": "Person", "name": "Anna"}, "comment": [
            {"@type": "Comment", "text": "The moon was not even half full.", "author": "Ben"}]}]}</script>"""
    seen = "<div><p>It was the tide, as always in the spring.</p><p>The moon was not even half full.</p></div>"
    view, thread = look(f"<html lang='en'><body>{STORY}{seen}{script}</body></html>")
    assert thread is not None
    assert thread.witness == "declared"
    assert [(post.author, post.date, post.parent) for post in thread.posts] == [
        ("Anna", "2024-03-05T09:15:00Z", None),
        ("Ben", None, 0),
    ]
    assert texts(view, thread) == ["It was the tide, as always in the spring.", "The moon was not even half full."]
    assert look(f"<html lang='en'><body>{STORY}{script}</body></html>")[1] is None
