from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pagewinnow.find.language import guess_language, other_language
from pagewinnow.find.language.detector import rank_languages
from pagewinnow.find.language.guess import language_of, script_of
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment

RULES = load_rules()
TEXTS = tomllib.loads((Path(__file__).parent / "tongues.toml").read_text(encoding="utf-8"))
ENGLISH = "The ferry has been out of service since the storm, and the town does not know when it will run again."
GERMAN = "Die Fähre fährt seit dem Sturm nicht mehr, und die Stadt weiß nicht, wann sie wieder über den Fluss geht."
RUSSIAN = "Паром не ходит с самой бури, и город не знает, когда он снова пойдёт через реку, но все на это надеются."


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH, "en", "en"),
        (GERMAN, "en", "de"),
        (GERMAN, None, "de"),
        (RUSSIAN, "en", "ru"),
        ("Ferry", "de", "de"),
        ("Ferry", None, None),
        ("", "fr", "fr"),
        ("渡し船は嵐のあと止まっている。", "en", "ja"),
        ("渡船自暴風後停駛", None, "zh"),
        ("나룻배는 폭풍 뒤로 다니지 않는다", None, "ko"),
        ("Lorem ipsum " * 20, "la", "la"),
    ],
)
def test_language_of(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, RULES, declared) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [("Ferry", "Latin"), ("Fähre", "Latin"), ("паром", "Cyrillic"), ("渡し船", "Kana"), ("渡船", "Han"), ("7 %", None)],
)
def test_script_of(text: str, script: str | None) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (f'<html lang="en-GB"><p>{ENGLISH}</p>', "en"),
        (f'<html lang="en"><nav>Home</nav><p>{GERMAN}</p><p>{GERMAN}</p>', "de"),
        ('<html><head><meta http-equiv="content-language" name="language" content="fr"></head><p>Bac</p>', "fr"),
        ('<html><head><meta property="og:locale" content="pt_BR"></head><p>Balsa</p>', "pt"),
        ('<html lang="iw"><p>x</p>', "he"),
        ('<html lang="zxx"><p>x</p>', None),
        ("<html><p>x</p>", None),
    ],
)
def test_guess_language(html: str, language: str | None) -> None:
    document = segment(load(html, url=None, kind="html", fetch=None, options=Options()))
    assert guess_language(document, RULES) == language


COMMENTS = {
    "en": "The ferry has been out of service since the storm, and the town does not know when it will run again.",
    "de": "Die Fähre fährt seit dem Sturm nicht mehr, und in der Stadt weiß niemand, wann sie wieder fahren wird.",
    "fr": "Le bac ne circule plus depuis la tempête, et dans la ville on ne sait pas quand il sera de nouveau là.",
    "es": "El barco no navega desde la tormenta, y en la ciudad nadie sabe cuándo va a volver a salir del puerto.",
    "ru": "Паром не ходит с тех пор, как был шторм, и в городе никто не знает, когда он снова будет.",
    "ja": "渡し船は嵐の後から止まっていて、いつ動くのか町の人は誰も知らない。",
}


@pytest.mark.parametrize("usual", COMMENTS)
@pytest.mark.parametrize("language", COMMENTS)
def test_the_language_of_a_comment_is_told_where_it_differs(language: str, usual: str) -> None:
    found = other_language(COMMENTS[language], load_rules(), usual)
    assert found == (None if language == usual else language)


@pytest.mark.parametrize("text", ["", "Danke!", "+1", "Super idea, gracias :)", "https://a.example/b", "ok " * 9])
def test_a_few_words_do_not_tell(text: str) -> None:
    assert other_language(text, load_rules(), "en") is None


def test_comments_of_a_page_have_their_own_language(cleaner: Cleaner) -> None:
    items = "".join(
        f'<li class="comment" id="comment-{n}"><article class="comment-body"><footer><b class="fn">user{n}</b> '
        f'<time datetime="2024-05-0{n}T10:00">May {n}, 2024</time></footer>'
        f'<div class="comment-content"><p>{text}</p></div></article></li>'
        for n, text in enumerate((COMMENTS["en"], COMMENTS["de"], COMMENTS["en"]), 1)
    )
    paragraph = f"<p>{COMMENTS['en']} It was sold twice, the owner says.</p>"
    story = f"<article><h1>Ferry</h1>{paragraph * 3}</article>"
    page = f'<html lang="en"><body>{story}<ol class="comment-list">{items}</ol></body></html>'
    assert [comment.language for comment in cleaner.clean(page, kind="html").comments] == [None, "de", None]


FEW = "Köyde kimse vapurun ne zaman yeniden çalışacağını bilmiyor."


@pytest.mark.parametrize(
    ("text", "declared", "asked"),
    [
        pytest.param(ENGLISH, "en", False, id="both say the same"),
        pytest.param(ENGLISH, None, False, id="the words are sure"),
        pytest.param(GERMAN, "en", True, id="the words contradict"),
        pytest.param(RUSSIAN, "en", True, id="the script contradicts"),
        pytest.param(FEW, None, True, id="nothing is declared"),
        pytest.param(FEW, "en", True, id="no stop word of what is declared"),
        pytest.param("Ferry", "de", False, id="too few words"),
        pytest.param("Ferry", None, False, id="too short to tell"),
    ],
)
def test_a_detector_is_asked_where_it_is_needed(text: str, declared: str | None, asked: bool) -> None:  # noqa: FBT001 - a column of the table
    questions: list[str] = []

    def ask(question: str) -> list[tuple[str, float]]:
        questions.append(question)
        return [("xx", -10.0), ("en", -11.0)]

    language_of(text, RULES, declared, ask)
    assert bool(questions) is asked


@pytest.mark.parametrize(("lead", "language"), [(5.0, "en"), (80.0, "tr")])
def test_a_declaration_is_believed_unless_another_language_is_far_likelier(lead: float, language: str) -> None:
    assert language_of(FEW, RULES, "en", lambda _: [("tr", 0.0), ("en", -lead)]) == language


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_in_forty_to_four_hundred_characters(cleaner: Cleaner, language: str) -> None:
    for text in TEXTS[language]:
        assert language_of(text, RULES, None, rank_languages) == language
    assert cleaner.clean(f"<p>{TEXTS[language][-1]}</p>", kind="html").language == language
