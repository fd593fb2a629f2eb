from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pagewinnow.errors import RuleError
from pagewinnow.rules import load_rules
from pagewinnow.rules.check import check_phrase
from pagewinnow.rules.phrases import Phrase, read_phrases
from pagewinnow.rules.profiles import read_profile

RULES = load_rules()
PROFILE = Path(__file__).parent.parent / "src/pagewinnow/rules/data/lang/en/profile.toml"


@pytest.mark.parametrize("phrase", [pytest.param(phrase, id=phrase.rule) for phrase in RULES.phrases])
def test_phrase(phrase: Phrase) -> None:
    assert list(check_phrase(RULES, phrase)) == []


@pytest.mark.parametrize("language", RULES.profiles)
def test_a_profile_is_of_its_language(language: str) -> None:
    assert RULES.profiles[language].language == language


@pytest.mark.parametrize("language", RULES.languages)
def test_the_phrases_of_a_language_are_found(language: str) -> None:
    found = {hit.rule for p in RULES.phrases_of(language) for y in p.yes for hit in RULES.matcher([language]).match(y)}
    assert found >= {phrase.rule for phrase in RULES.phrases_of(language)}


def test_ids_are_unique() -> None:
    ids = [phrase.rule for phrase in RULES.phrases]
    assert len(ids) == len(set(ids))


def test_a_matcher_knows_und_and_en_and_regions() -> None:
    german = RULES.matcher(["de-AT"])
    assert german is RULES.matcher(["DE"])
    assert {phrase.language for phrase in german.phrases} == {"de", "en", "und"}
    assert {phrase.language for phrase in RULES.matcher(["tlh"]).phrases} == {"en", "und"}


def test_rules_are_pickled_as_their_folders() -> None:
    assert pickle.loads(pickle.dumps(RULES)) is load_rules()
    assert len(pickle.dumps(RULES)) < 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lang" / "en").mkdir(parents=True)
    return tmp_path


def write(folder: Path, text: str, name: str = "en/paywall.toml") -> Path:
    file = folder / "lang" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


ONE = '[[phrase]]\ntext = "one two"\nyes = ["One two."]\nno = ["No one, two others."]\n'


def test_a_folder_is_laid_over(folder: Path) -> None:
    write(folder, ONE)
    write(folder, ONE.replace("one two", "subscribe to continue reading") + 'strength = "hint"\n', "en/related.toml")
    write(
        folder,
        '[[phrase]]\ntext = "Reply"\nstrength = "hint"\nyes = ["Reply"]\n',
        "en/comment_control.toml",
    )
    write(folder, '[[phrase]]\ntext = "eins"\nyes = ["Eins"]\nno = ["Nur eins fehlt"]\n', "xx/nav.toml")
    rules = load_rules((folder,))
    assert rules.digest != RULES.digest
    assert "xx" in rules.languages
    assert [hit.rule for hit in rules.matcher(["en"]).match("One, two")] == ["en/paywall#one-two"]
    assert rules.matcher(["xx"]).match("Eins")[0].label == "nav"
    (reply,) = rules.matcher([]).match("Reply")
    assert (reply.rule, reply.strength) == ("en/comment_control#reply", "hint")
    assert pickle.loads(pickle.dumps(rules)) is rules


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[phrases]]\n", "phrases"),
        ("[phrase]\n", "phrase"),
        ("phrase = [1]\n", "phrase[0]"),
        ("not toml", "file"),
        (ONE + ONE, "phrase[1].text"),
        (ONE + 'wher = "whole"\n', "phrase[0].wher"),
        (ONE + 'at = "middle"\n', "phrase[0].at"),
        (ONE + "at = 5\n", "phrase[0].at"),
        (ONE + 'strength = "maybe"\n', "phrase[0].strength"),
        (ONE + 'role = "king"\n', "phrase[0].role"),
        (ONE + 'flag = "red"\n', "phrase[0].flag"),
        (ONE + "max_words = true\n", "phrase[0].max_words"),
        (ONE + "max_words = 1\n", "phrase[0].max_words"),
        (ONE + 'at = "anywhere"\nmax_words = 41\n', "phrase[0].max_words"),
        (ONE.replace("one two", "{any} two") + 'at = "start"\nmax_words = 41\n', "phrase[0].max_words"),
        ('[[phrase]]\nyes = ["x"]\n', "phrase[0].text"),
        ('[[phrase]]\ntext = "one"\n', "phrase[0].yes"),
        ('[[phrase]]\ntext = "one"\nyes = "one"\n', "phrase[0].yes"),
        ('[[phrase]]\ntext = "one"\nyes = [""]\n', "phrase[0].yes[0]"),
        (ONE.replace("one two", "{n} {any}"), "phrase[0].text"),
        (ONE.replace("one two", "one {who}"), "phrase[0].text"),
        (ONE.replace("one two", "one {n"), "phrase[0].text"),
        (ONE.replace("one two", "?!"), "phrase[0].text"),
        (ONE.replace("one two", "one " * 41), "phrase[0].text"),
    ],
)
def test_a_wrong_phrase_names_file_and_key(folder: Path, text: str, key: str) -> None:
    file = write(folder, text)
    with pytest.raises(RuleError) as caught:
        read_phrases(file)
    assert (caught.value.file, caught.value.key) == (str(file), key)


def test_a_file_is_named_for_a_label(folder: Path) -> None:
    with pytest.raises(RuleError, match="no label that can be removed"):
        read_phrases(write(folder, ONE, "en/body.toml"))


def test_examples_may_be_left_out(folder: Path) -> None:
    full, lean = (read_phrases(write(folder, ONE), examples=examples)[0] for examples in (True, False))
    assert lean == full._replace(yes=(), no=())


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule file"):
        load_rules((tmp_path,))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "English"', "name = 5", "name"),
        ("sentence_ends", "sentence_end", "sentence_end"),
    ],
)
def test_a_wrong_profile_names_the_key(folder: Path, old: str, new: str, key: str) -> None:
    text = PROFILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(RuleError) as caught:
        read_profile(write(folder, text.replace(old, new), "en/profile.toml"))
    assert caught.value.key == key


def test_the_english_profile() -> None:
    profile = RULES.profiles["en"]
    assert "the" in profile.stop_words
