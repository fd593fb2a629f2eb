from __future__ import annotations

import time

import pytest

from pagewinnow.findings import Hit
from pagewinnow.rules import load_rules
from pagewinnow.rules.match import Matcher
from pagewinnow.rules.phrases import At, Phrase
from pagewinnow.text import slug, words

ALL = load_rules().matcher(["en", "de", "fr"])


def phrase(text: str, at: At = "whole", max_words: int = 12, language: str = "xx") -> Phrase:
    pattern: list[str] = []
    for part in text.split():
        pattern += [part] if part.startswith("{") else words(part)
    rule = f"{language}/other#{slug(text)}"
    return Phrase(rule, language, "other", text, tuple(pattern), at, "decides", max_words, None, None, (text,), ())


def found(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.rule for hit in hits]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("SUBSCRIBE TO CONTINUE READING", "en/paywall#subscribe-to-continue-reading"),
        ("Already a subscriber? Log in.", "en/paywall#already-a-subscriber-log-in"),
        ("Want all of The Times? Subscribe.", "en/paywall#want-all-of-any-subscribe"),
        (
            "Thank you for your patience while we verify access.",
            "en/paywall#thank-you-for-your-patience-while-we-verify-access",
        ),
        (
            "This comment contains spoilers. Click here if you want to read.",
            "en/comment_control#this-comment-contains-spoilers-click-here-if-you-want-to-read",
        ),
        ("Leave a Reply", "en/reply_form#leave-a-reply"),
        (
            "Your email address will not be published. Required fields are marked *",
            "en/reply_form#your-email-address-will-not-be-published-required-fields-are-marked",
        ),
        ("Dieser Artikel ist nur für Abonnenten.", "de/paywall#dieser-artikel-ist-nur-für-abonnenten"),
        ("Il vous reste 70 % de cet article à lire.", "fr/paywall#il-vous-reste-n-de-cet-article-à-lire"),
        ("© 2024 Harbour Media", "und/legal#©-any"),
        ("Read more →", "en/related#read-more"),
        ("👍 Like", "en/comment_control#like"),
        ("↑ 12", "und/comment_control#↑-n"),
    ],
)
def test_known_lines(text: str, rule: str) -> None:
    assert found(ALL.match(text))[0] == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "?!",
        "He had to subscribe to continue reading the letters she sent.",
        "Share prices fell on Monday.",
        "The report came out on Friday, and the reply followed.",
        "“Already a subscriber? Log in,” the page said, so he closed it and went to the library instead.",
        "The editor said that this article is for subscribers only because print is dying, and few would disagree.",
    ],
)
def test_prose_is_not_decided(text: str) -> None:
    assert [hit for hit in ALL.match(text) if hit.strength == "decides"] == []


@pytest.mark.parametrize(
    ("text", "role", "number", "name"),
    [
        ("Comments (5)", "comments_head", 5, None),
        ("1,204 Comments", "comments_head", 1204, None),
        ("3 thoughts on “Harbour plan”", "comments_head", 3, None),
        ("1.2K likes", "votes", 1200, None),
        ("5min read", "reading_time", 5, None),
        ("anna_k says:", "says", None, "anna_k"),
        ("By Zoë O’Hara", "byline", None, "Zoë O’Hara"),
        ("In reply to Tom Hale", "in_reply_to", None, "Tom Hale"),
        ("Von Anna Weber", "byline", None, "Anna Weber"),
        ("En réponse à anna", "in_reply_to", None, "anna"),
    ],
)
def test_captures(text: str, role: str, number: int | None, name: str | None) -> None:
    hit = next(hit for hit in ALL.match(text) if hit.role == role)
    assert (hit.number, hit.name) == (number, name)


def test_a_capitalised_name_is_asked_for() -> None:
    assert ALL.match("By the sea") == ()
    assert [hit.role for hit in ALL.match("BY ANNA DE WEBER")] == ["byline"]


@pytest.mark.parametrize(
    ("text", "at", "block", "piece"),
    [
        ("one two", "whole", " One, two! ", " One, two! "),
        ("one two", "start", "One two: three four", "One two:"),
        ("one two", "start", "One “two” three", "One “two”"),
        ("one two", "end", "Three (one two).", "(one two)."),
        ("one two", "end", "Three — one, two", "one, two"),
        ("one two", "anywhere", "Three [one two] four", "[one two]"),
        ("it’s {n} x", "anywhere", "Zoë: it's 1,204 x, no", "it's 1,204 x,"),
        ("続きを読む", "end", "全文の続きを読む", "続きを読む"),
        ("続きを読む", "anywhere", "全文（続き を読む）です", "（続き を読む）"),
        ("コメント {n} 件", "whole", "コメント5件", "コメント5件"),
        ("اقرأ المزيد", "start", "اِقْرَأْ المزيد: خبر", "اِقْرَأْ المزيد:"),
        ("และ", "anywhere", "แมวและหมา", "และ"),
    ],
)
def test_offsets_are_those_of_the_original(text: str, at: At, block: str, piece: str) -> None:
    (hit,) = Matcher([phrase(text, at)]).match(block)
    assert block[hit.start : hit.end] == piece


@pytest.mark.parametrize(
    ("text", "at", "block"),
    [
        ("one two", "whole", "one two three"),
        ("one two", "whole", "one twos"),
        ("one two", "start", "zero one two"),
        ("one two", "end", "one two three"),
        ("one two", "anywhere", "none two"),
        ("one two", "anywhere", "one twofold"),
        ("one two", "anywhere", "one and two"),
        ("one {any} two", "whole", "one two"),
        ("one {any} two", "whole", "one a b c d e f g h i two"),
        ("{n} one", "whole", "some one"),
        ("{name} one", "whole", "a b c d e f one"),
        ("続き", "whole", "続きを読む"),
        ("عن", "anywhere", "معنى"),
    ],
)
def test_near_misses(text: str, at: At, block: str) -> None:
    assert Matcher([phrase(text, at)]).match(block) == ()


def test_order_decides_then_long_then_name() -> None:
    both = Matcher([phrase("one", "start"), phrase("one two"), phrase("one two", language="ww")])
    assert found(both.match("one two")) == ["ww/other#one-two", "xx/other#one-two", "xx/other#one"]
    hint = phrase("one two three")._replace(strength="hint")
    assert found(Matcher([hint, phrase("one", "start")]).match("one two three")) == [
        "xx/other#one",
        "xx/other#one-two-three",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Reply · Share", 2),
        ("Reply\nReport\nShare", 3),
        ("Reply Report Share", 3),
        ("Already a subscriber? Log in. Sign up for our newsletter!", 2),
        ("Share Home", 0),
        ("Reply · Share · and more of that", 0),
    ],
)
def test_a_chain_of_whole_phrases(text: str, count: int) -> None:
    hits = ALL.match(text)
    assert len(hits) == count
    pieces = sorted(text[hit.start : hit.end] for hit in hits)
    assert all(pieces)


def test_a_phrase_at_the_edge_of_a_long_block() -> None:
    matcher = Matcher([phrase("start here now", "start", 1000), phrase("read the rest", "end", 1000)])
    body = "word " * 400
    assert found(matcher.match(f"Start here, now. {body}")) == ["xx/other#start-here-now"]
    block = f"{body}. Read the rest…"
    (hit,) = matcher.match(block)
    assert block[hit.start : hit.end] == "Read the rest…"
    assert matcher.match("word " * 2000 + "read the rest") == ()
    assert matcher.match(f"Start over. {body} read a rest") == ()


def test_max_words_bounds_the_block() -> None:
    matcher = Matcher([phrase("one two", "start", 4)])
    assert found(matcher.match("one two three four")) == ["xx/other#one-two"]
    assert matcher.match("one two three four five") == ()


def test_all_blocks_are_as_each_alone() -> None:
    blocks = [text for p in load_rules().phrases[::7] for text in (*p.yes, *p.no)] + ["▲ 3", "x\x1ey", ""]
    expected = {i: hits for i, block in enumerate(blocks) if (hits := ALL.match(block))}
    assert ALL.match_all(blocks) == expected


def test_a_matcher_without_phrases() -> None:
    assert Matcher([]).match_all(["one", "", "▲", "x" * 1000]) == {}


HOSTILE = [
    "a",
    "subscribe ",
    "subscribe to continue ",
    "comments 5 ",
    "1 ",
    "1,",
    "' ",
    "続",
    "\u0301",
    "▲ ",
    "© ",
    "By By ",
    "want all of ",
    "\u200b",
    "ﷺ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_matching_is_linear(unit: str) -> None:
    def cost(size: int) -> float:
        block = unit * (size // len(unit))
        many = [unit * (300 // len(unit))] * (size // 300)
        best = 9.0
        for _ in range(5):
            start = time.process_time()
            ALL.match(block)
            ALL.match_all(many)
            best = min(best, time.process_time() - start)
        return best

    cost(3_000)
    small, large = cost(10_000), cost(100_000)
    assert large < 40 * small + 0.05
    assert large < 2.0
