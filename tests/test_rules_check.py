"""`rules check`: a folder of bad rules for each of its findings, and good ones beside them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main
from pagewinnow.errors import RuleError
from pagewinnow.rules import load_rules
from pagewinnow.rules.check import check_rules

ONE = 'text = "harbour quay"\nyes = ["Harbour quay"]\nno = ["The quay of the harbour is long."]'
MANY = " harbour ".join(["{any}"] * 6) + " quay"
SIDE = ONE.replace("arbour quay", "arbour quay side")
HINT = '\nstrength = "hint"'


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    return check_rules(load_rules((folder,)), ["en", "und"])


def phrases(*texts: str) -> str:
    return "\n".join(f"[[phrase]]\n{text}\n" for text in texts)


def test_the_packages_own_rules_have_no_problems_and_are_checked_soon() -> None:
    start = process_time()
    assert check_rules(load_rules()) == []
    assert process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ONE, None, id="good"),
        pytest.param('text = "harbour quay"\nyes = ["the harbour"]\nno = ["quay"]', "does not hit 'the", id="dead"),
        pytest.param('text = "harbour"\nat = "anywhere"\nyes = ["the harbour"]\nno = ["quay"]',
                     "single word may not match anywhere", id="one word anywhere"),
        pytest.param('text = "harbour"\nat = "start"\nyes = ["harbour now"]\nno = ["quay"]',
                     "single word may not decide at the start", id="one word at the start"),
        pytest.param('text = "harbour"\nat = "start"\nyes = ["harbour now"]' + HINT, None, id="one word hints"),
        pytest.param('text = "harbour"\nyes = ["Harbour"]\nno = ["The harbour"]', None, id="one word that is the line"),
        pytest.param('text = "harbour quay"\nyes = ["harbour quay"]', "needs a 'no'", id="without a no"),
        pytest.param('text = "harbour quay"\nyes = ["harbour quay"]\nno = ["Leave a reply"]',
                     "en/reply_form#leave-a-reply decides", id="its no is another's yes"),
        pytest.param('text = "harbour quay"\nyes = ["harbour quay"]\nno = ["La suite après la publicité"]',
                     "decides on 'La suite", id="its no is another language's yes"),
        pytest.param(f'text = "{MANY}"\nat = "anywhere"\nmax_words = 40\nyes = ["{MANY.replace("{any}", "a")}"]' + HINT,
                     "over a text of its own words", id="slow"),
    ],
)  # fmt: skip
def test_one_phrase(tmp_path: Path, text: str, expected: str | None) -> None:
    write(tmp_path, "lang/en/ad.toml", phrases(text))
    found = [problem for problem in problems(tmp_path) if "en/ad#" in problem]
    assert len(found) == (expected is not None), found
    assert expected is None or expected in found[0]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"en/ad": [ONE], "und/ad": [ONE]}, "is the same as"),
        ({"en/ad": [ONE], "en/nav": [ONE]}, "decides for"),
        ({"en/ad": [ONE], "de/ad": [ONE]}, None),
        ({"en/ad": [ONE], "en/nav": [ONE + HINT]}, None),
        ({"en/ad": [ONE, SIDE]}, None),
        ({"en/ad": [ONE + '\nat = "start"\nmax_words = 40',
                    SIDE]},
         "en/ad#harbour-quay-side: is never needed: en/ad#harbour-quay hits all that it hits"),
        ({"en/ad": [ONE + '\nat = "start"\nmax_words = 40' + HINT,
                    SIDE]}, None),
    ],
)  # fmt: skip
def test_phrases_beside_each_other(tmp_path: Path, files: dict[str, list[str]], expected: str | None) -> None:
    for name, texts in files.items():
        write(tmp_path, f"lang/{name}.toml", phrases(*texts))
    found = [problem for problem in problems(tmp_path) if "harbour" in problem]
    assert bool(found) == (expected is not None), found
    assert expected is None or any(expected in problem for problem in found)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("lang/en/words.toml", 'text = ["harbour", "Harbour"]', "'harbour' stands in it 2 times"),
        ("lang/en/words.toml", 'text = ["harb*", "harbour"]', "'harbour' is never needed: 'harb*' is in it"),
        ("lang/en/words.toml", 'thing = ["harb*", "harbour quay", "*harb"]', None),
        ("lang/en/words.toml", 'thing = ["the * quay", "the quay"]', None),
    ],
)
def test_lists_of_words(tmp_path: Path, file: str, text: str, expected: str | None) -> None:
    write(tmp_path, file, text)
    assert [problem.partition(": ")[2] for problem in problems(tmp_path)] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("lang/en/words.toml", 'harbour = ["x"]'),
        ("lang/en/words.toml", 'thing = "x"'),
        ("vendors/x.toml", "[[sign]]\nmeans = 'wall'"),
        ("markup/x.toml", "[harbour]\ntokens = ['x']"),
        ("lang/en/ad.toml", "[[phrase]]\ntext = 5"),
    ],
)
def test_a_file_that_breaks_its_specification_is_named(tmp_path: Path, file: str, text: str) -> None:
    write(tmp_path, file, text)
    with pytest.raises(RuleError) as caught:
        problems(tmp_path)
    assert caught.value.file.endswith(file)


def test_the_command_counts_and_fails(tmp_path: Path) -> None:
    write(tmp_path, "lang/en/ad.toml", phrases(ONE.replace("Harbour quay", "Harbour")))
    found = CliRunner().invoke(main, ["rules", "check", "--rules", str(tmp_path)])
    assert found.exit_code == 1
    assert "en/ad#harbour-quay: does not hit 'Harbour'" in found.output
    assert found.output.endswith("1 problems\n")
