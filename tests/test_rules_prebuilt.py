"""The tables that a wheel has beside the rule files: the same as the files say, and never in place of what they say."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pagewinnow.rules import load_rules, prebuilt
from pagewinnow.rules.folders import OWN
from pagewinnow.rules.prebuilt import PREBUILT, parse, read_prebuilt, without_examples, write_prebuilt
from pagewinnow.rules.toml import ListOf, Table, Text, read_file

SHAPE = Table({"tokens": ListOf(Text())})


def build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tables of a folder, from now on those that are read."""
    file = folder / "built.tsv"
    write_prebuilt(folder, file)
    monkeypatch.setattr(prebuilt, "PREBUILT", file)
    return file


def texts_of(folder: Path) -> list[str]:
    return [without_examples(file.read_bytes().decode()) for file in sorted(folder.rglob("*.toml"))]


def test_every_table_is_what_its_file_says(tmp_path: Path) -> None:
    write_prebuilt(OWN, tmp_path / "built.tsv")
    tables = [json.loads(table) for table in read_prebuilt(tmp_path / "built.tsv").values()]
    assert tables == list({text: tomllib.loads(text) for text in texts_of(OWN)}.values())


@pytest.mark.skipif((OWN.parents[3] / "pyproject.toml").exists(), reason="a checkout reads its rule files")
def test_a_wheel_parses_no_file_that_cleaning_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", None)
    assert PREBUILT.exists()
    assert all(map(parse, texts_of(OWN)))


def test_the_build_needs_no_package_but_its_own() -> None:
    """A wheel is built where nothing of what the package needs is installed."""
    code = f"import sys; sys.path.insert(0, {str(OWN.parents[2])!r}); import pagewinnow.rules.prebuilt"
    subprocess.run([sys.executable, "-S", "-c", code], check=True, timeout=60)


def test_a_file_that_was_changed_since_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, other = tmp_path / "a.toml", tmp_path / "b.toml"
    file.write_text('tokens = ["old"]', encoding="utf-8")
    other.write_text('tokens = ["kept"]', encoding="utf-8")
    built = build(tmp_path, monkeypatch)
    built.write_text(built.read_text(encoding="utf-8").replace('"kept"', '"from the table"'), encoding="utf-8")
    file.write_text('tokens = ["new"]', encoding="utf-8")
    assert read_file(file, SHAPE) == {"tokens": ("new",)}
    assert read_file(other, SHAPE) == {"tokens": ("from the table",)}


def test_without_tables_the_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.toml").write_text('tokens = ["one"]', encoding="utf-8")
    monkeypatch.setattr(prebuilt, "PREBUILT", tmp_path / "none.tsv")
    assert read_file(tmp_path / "a.toml", SHAPE) == {"tokens": ("one",)}


def test_a_users_folder_lies_over_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, users = tmp_path / "own", tmp_path / "users"
    for folder, strength in ((own, "decides"), (users, "hint")):
        (folder / "lang" / "en").mkdir(parents=True)
        phrase = f'[[phrase]]\ntext = "Read on"\nstrength = "{strength}"\nyes = ["Read on"]\n'
        (folder / "lang" / "en" / "related.toml").write_text(phrase, encoding="utf-8")
    build(own, monkeypatch)
    hits = load_rules((own, users)).matcher(["en"]).match("Read on")
    assert [hit.strength for hit in hits if hit.rule == "en/related#read-on"] == ["hint"]


def test_examples_are_read_where_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lang" / "en"
    folder.mkdir(parents=True)
    (folder / "related.toml").write_text('[[phrase]]\ntext = "Read on"\nyes = ["Read on"]\n', encoding="utf-8")
    build(tmp_path, monkeypatch)
    rules = load_rules((tmp_path,))
    for examples, expected in ((True, ("Read on",)), (False, ())):
        found = {phrase.rule: phrase.yes for phrase in rules.phrases_of("en", examples=examples)}
        assert found["en/related#read-on"] == expected
