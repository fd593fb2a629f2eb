from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagewinnow.text import fold, is_unspaced, key, parse_number, slug, word_spans, words, words_of_all

FOLDED = [
    ("Already a subscriber? Log in.", "already a subscriber log in"),
    ("It’s  HERE…  “take” it!", "its here take it"),
    ("don't don’t dont don`t don´t", "dont dont dont dont dont"),
    ("STRASSE Straße", "strasse strasse"),
    ("ﬁve ＡＢＣ ①", "five abc 1"),
    ("e\u0301te\u0301 été", "été été"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
    ("a\u00a0b\u202fc", "a b c"),
    ("a—b–c-d/e_f", "a b c d e f"),
    ("Read more →", "read more →"),
    ("©2024 ▲12", "© 2024 ▲ 12"),
    ("$5 + 5% = ~6", "5 5 6"),
    ("続き を 読む。", "続きを読む"),
    ("コメント 5 件", "コメント 5 件"),
    ("อ่าน ต่อ", "อ่านต่อ"),
    ("हिन्दी में पढ़ें।", "हिन्दी में पढ़ें"),
    ("اَلْعَرَبِيَّةُ", "العربية"),
    ("العـــربية", "العربية"),
    ("שָׁלוֹם", "שלום"),
    ("댓글 5개", "댓글 5개"),
    ("", ""),
    (" \n\t…!? ", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected.replace("हिन्दी में पढ़ें", fold("हिन्दी में पढ़ें"))


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold_is_stable(text: str, expected: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(expected) == key(text)


def test_marks_stay_on_their_letters() -> None:
    assert words("पढ़ें") == [fold("पढ़ें")]
    assert words("กำลัง") == [*words("กำ"), *words("ลั"), "ง"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("続き5件", ["続", "き", "5", "件"]),
        ("Read 全文", ["read", "全", "文"]),
        ("It's 5min", ["its", "5min"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.lists(st.text(max_size=40), max_size=8))
def test_words_of_all_is_words_of_each(texts: list[str]) -> None:
    assert words_of_all(texts) == [words(text) for text in texts]


@given(st.lists(st.text(st.characters(codec="cp1252"), max_size=40), max_size=8))
def test_western_text_folds_as_any_text_does(texts: list[str]) -> None:
    # A character of another script sends a text the slow way: its other words must come out the same.
    assert words_of_all(texts) == [words(f"{text} 5Ж")[:-1] for text in texts]


@given(st.text(max_size=60))
def test_spans_give_the_words_in_order(text: str) -> None:
    spans = word_spans(text)
    if spans is not None:
        assert [word.text for word in spans] == words(text)
        assert all(0 <= word.start < word.end <= len(text) for word in spans)
        assert [word.start for word in spans] == sorted(word.start for word in spans)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“It’s” me, Zoë!", ["It’s", "me", "Zoë"]),
        ("Weiß… nicht", ["Weiß", "nicht"]),
        ("続き を", ["続", "き", "を"]),
        ("cafe\u0301 x", ["cafe\u0301", "x"]),
        ("▲12", ["▲", "12"]),
    ],
)
def test_spans_lead_back_to_the_original(text: str, pieces: list[str]) -> None:
    assert [text[word.start : word.end] for word in word_spans(text) or ()] == pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Comments (5)", 5),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("12'345'678", 12_345_678),
        ("1.2K", 1200),
        ("1,5k", 1500),
        ("3M", 3_000_000),
        ("4.5", 4),
        ("٥", 5),
        ("none", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_parse_number(text: str, expected: int | None) -> None:
    assert parse_number(text) == expected


def test_is_unspaced() -> None:
    assert [is_unspaced(text) for text in ("続", "ไทย", "한국어", "हिन्दी", "abc", "")] == [True, True] + [False] * 4


def test_slug() -> None:
    assert slug("Subscribe to continue — reading!") == "subscribe-to-continue-reading"
