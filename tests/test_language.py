from __future__ import annotations

import pytest

from pagewinnow.language import guess_language, language_of, script_of
from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.segment import segment

RULES = load_rules()
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
