"""Files of rules as users write them: what is wrong is said with the file and the key, before any page is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main
from pagewinnow.errors import RuleError
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.rules import load_rules
from pagewinnow.rules.check import check_rules
from pagewinnow.rules.folders import OWN
from pagewinnow.rules.gaps import find_gaps
from pagewinnow.rules.kinds import KINDS, check_folders

PHRASE = '[[phrase]]\ntext = "harbour quay"\nyes = ["Harbour quay"]\nno = ["The quay of the harbour is long."]\n'
PROFILE = 'name = "X"\nscript = "Latin"\nsentence_ends = "."\nquotes = "«»"\n'
SIGN = '[[sign]]\nname = "one"\nmeans = "wall"\nelements = [".one"]\n'
PLATFORM = 'detect = [".a"]\nitem = [".a li"]\n'
GOOD = [
    ("lang/xx/nav.toml", PHRASE),
    ("lang/xx/profile.toml", PROFILE),
    ("lang/xx/dates.toml", 'order = "dmy"\nnow = ["right now"]\n[ago]\nday = ["{n} days ago"]\n'),
    ("lang/xx/names.toml", 'by = ["van"]'),
    ("lang/xx/words.toml", 'payer = ["abon*"]'),
    ("sentences.toml", '[[sentence]]\nname = "own"\nlabel = "paywall"\nwords = ["payer|account", "onward"]'),
    ("platforms/own.toml", PLATFORM),
    ("platforms/own.toml", '[[stripped]]\nhead = ["{name}", "[{any} of {any}]", "on {date}"]'),
    ("vendors/own.toml", SIGN + '[tokens]\nwall = ["pay-fence"]\n[letters]\nvowels = ["aeiou"]'),
    ("markup/own.toml", '[nav]\ntokens = ["own-menu"]'),
    ("declarations/own.toml", '[metas]\ntitle = ["own:title"]\n[spellings]\npublished = ["own-day"]'),
]
WRONG = [
    # the file, what is in it, the key that is named
    ("lang/xx/nav.toml", "[[phrase]", "file"),
    ("lang/xx/nav.toml", b"text = '\xff'", "file"),
    ("lang/xx/nav.toml", "phrase = " + "[" * 5000, "file"),
    ("lang/xx/nav.toml", "a = " + "{a = " * 5000, "file"),
    ("lang/xx/nav.toml", "a" + ".a" * 5000 + " = 1", "a"),
    ("lang/xx/nav.toml", f"phrase = {'7' * 5000}", "file"),
    ("lang/xx/nav.toml", PHRASE.replace("text", "txet"), "phrase[0].txet"),
    ("lang/xx/quay.toml", PHRASE, "file"),
    ("lang/xx/dates.toml", 'months = ["one"]', "months"),
    ("lang/xx/profile.toml", PROFILE.replace("name", "nam"), "nam"),
    ("lang/xx/profile.toml", PROFILE.replace('name = "X"\n', ""), "name"),
    ("lang/xx/dates.toml", '[ago]\nday = ["days ago"]', "ago.day[0]"),
    ("lang/xx/names.toml", 'byy = ["van"]', "byy"),
    ("lang/xx/names.toml", 'by = "van"', "by"),
    ("lang/xx/names.toml", 'by = ["van", " "]', "by[1]"),
    ("lang/xx/words.toml", 'harbour = ["abon*"]', "harbour"),
    ("lang/xx/words.toml", 'payer = ["**"]', "payer[0]"),
    ("lang/xx/words.toml", 'payer = ["abon*", "* abon"]', "payer[1]"),
    ("lang/xx/words.toml", "thing = [1]", "thing[0]"),
    ("sentences.toml", '[[sentence]]\nname = "own"\nlabel = "paywall"\nwords = ["harbour"]', "sentence[0].words[0]"),
    ("sentences.toml", '[[sentence]]\nname = "own"\nlabel = "quay"\nwords = ["payer"]', "sentence[0].label"),
    ("lang/en-gb/nav.toml", PHRASE, "file"),
    ("lang/nav.toml", PHRASE, "file"),
    ("names/xx.toml", 'by = ["van"]', "file"),
    ("elements.toml", 'streamed_ids = ["S:"]', "file"),
    ("platforms/own.toml", PLATFORM.replace(".a li", ".a > li"), "item[0]"),
    ("platforms/own.toml", PLATFORM + 'time = ["time >@datetime"]', "time[0]"),
    ("platforms/own.toml", PLATFORM + 'nesting = "spiral"', "nesting"),
    ("platforms/own.toml", PLATFORM + 'declared = "yes"', "declared"),
    ("platforms/own.toml", PLATFORM + '[flags]\nloud = [".c"]', "flags.loud"),
    ("platforms/own.toml", 'detect = [".a"]', "item"),
    ("platforms/own.toml", "[[stripped]]\nhead = []", "stripped[0]"),
    ("platforms/own.toml", '[[stripped]]\nhead = ["{date}"]\nfoot = ["{name}"]', "stripped[0]"),
    ("platforms/own.toml", '[[stripped]]\nhead = ["[{date}]"]', "stripped[0].head"),
    ("platforms/own.toml", '[[stripped]]\nhead = ["{date}", "{name} and {name}"]', "stripped[0].head[1]"),
    ("platforms/own.toml", '[[stripped]]\nhead = ["{name} or {handle}", "{date}"]', "stripped[0].head[0]"),
    ("platforms/own.toml", '[[stripped]]\nfoot = ["{date}"]\naround = ["{any}{any}{any}"]', "stripped[0].around[0]"),
    ("platforms/own.toml", '[[stripped]]\nfoot = ["{who} {date}"]', "stripped[0].foot[0]"),
    ("vendors/own.toml", SIGN.replace("wall", "fence"), "sign[0].means"),
    ("vendors/own.toml", SIGN.replace('".one"', '"p"'), "sign[0].elements"),
    ("vendors/own.toml", SIGN.replace('elements = [".one"]', ""), "sign[0]"),
    ("vendors/own.toml", '[[meta]]\nname = "own"', "meta[0].means"),
    ("vendors/own.toml", '[tokens]\nfence = ["one"]', "tokens.fence"),
    ("markup/own.toml", '[harbour]\ntokens = ["one"]', "harbour"),
    ("markup/own.toml", "[nav]", "nav.tokens"),
    ("declarations/own.toml", '[metas]\nharbour = ["one"]', "metas.harbour"),
    ("declarations/own.toml", '[meta]\ntitle = ["one"]', "meta"),
]  # fmt: skip


def write(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_a_good_file_is_taken(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, name, text)
    assert Cleaner(Options(rules=(tmp_path,))).clean("One line.").article is not None


@pytest.mark.parametrize(("name", "text", "key"), [pytest.param(*row, id=f"{row[0]} {row[2]}") for row in WRONG])
def test_a_wrong_file_is_named_when_a_cleaner_is_made(tmp_path: Path, name: str, text: str | bytes, key: str) -> None:
    file = write(tmp_path, name, text)
    with pytest.raises(RuleError) as caught:
        Cleaner(Options(rules=(tmp_path,)))
    assert (caught.value.file, caught.value.key) == (str(file), key)


@pytest.mark.parametrize("name", ["lang/xx/nav.toml", "lang/xx/names.toml", "platforms/own.toml"])
@pytest.mark.parametrize("is_link", [True, False])
def test_a_link_to_nothing_and_a_folder_are_no_files(tmp_path: Path, name: str, *, is_link: bool) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    if is_link:
        file.symlink_to(tmp_path / "gone")
    else:
        file.mkdir()
    with pytest.raises(RuleError, match="cannot be read") as caught:
        Cleaner(Options(rules=(tmp_path,)))
    assert caught.value.file == str(file)


def test_the_command_names_the_file_and_the_key(tmp_path: Path) -> None:
    file = write(tmp_path, "lang/en/names.toml", 'byy = ["by"]')
    for command in (["rules", "check"], ["clean", str(write(tmp_path, "a.html", "<p>One"))]):
        found = CliRunner().invoke(main, [*command, "--rules", str(tmp_path)])
        assert (found.exit_code, f"{file}: byy: unknown key" in found.output) == (2, True)


def test_the_command_lists_what_a_language_lacks(tmp_path: Path) -> None:
    write(tmp_path, "lang/xx/nav.toml", PHRASE)
    found = CliRunner().invoke(main, ["rules", "check", "--rules", str(tmp_path)])
    assert "xx: no file ad.toml, bio.toml" in found.output
    assert (found.exit_code, found.output.splitlines()[-1].endswith("0 problems")) == (0, True)


def test_every_file_of_the_package_is_of_a_kind() -> None:
    of_kinds = {file for kind in KINDS for file in OWN.glob(kind.place)}
    assert set(OWN.rglob("*.toml")) - of_kinds == {OWN / "elements.toml", OWN / "persons.toml"}


def test_a_language_is_a_folder_that_is_copied_and_filled(tmp_path: Path) -> None:
    folder = tmp_path / "lang" / "xx"
    shutil.copytree(OWN / "lang" / "en", folder)
    check_folders((tmp_path,))
    rules = load_rules((tmp_path,))
    assert [gap for gap in find_gaps(rules) if gap.startswith("xx")] == []
    assert [problem for problem in check_rules(rules, ["xx"]) if not problem.startswith("xx/")] == []
    assert rules.profiles["xx"].language == "xx"
    (folder / "words.toml").unlink()
    (folder / "names.toml").write_text('by = ["van"]', encoding="utf-8")
    gaps = [gap for gap in find_gaps(rules) if gap.startswith("xx")]
    assert gaps[0] == "xx: no file words.toml"
    assert gaps[1].startswith("xx/names.toml: nothing for and, badges, credentials")
