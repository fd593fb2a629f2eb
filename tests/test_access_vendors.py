"""The files of vendors: what they may hold, and that a wrong one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagewinnow.errors import RuleError
from pagewinnow.rules.vendors import load_vendors


def write(folder: Path, text: str) -> Path:
    (folder / "vendors").mkdir()
    (folder / "vendors" / "own.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_users_sign_is_added_and_replaces(tmp_path: Path) -> None:
    own = '[[sign]]\nname = "substack"\nmeans = "wall"\nelements = [".mine"]\n'
    vendors = load_vendors([write(tmp_path, own)])
    assert "mine" in vendors.walls
    assert "paywall-title" not in vendors.walls
    assert len(vendors.signs) == len(load_vendors().signs)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[sign]\n", "file"),
        ("[signs]\n", "signs"),
        ("sign = 3\n", "sign"),
        ('[[sign]]\nname = "a"\ncolour = "red"\n', "sign[0].colour"),
        ('[[sign]]\nmeans = "wall"\nelements = [".a"]\n', "sign[0].name"),
        ('[[sign]]\nname = "a"\nmeans = "wall"\n', "a"),
        ('[[sign]]\nname = "a"\nmeans = "fence"\nelements = [".a"]\n', "means"),
        ('[[sign]]\nname = "a"\nmeans = "wall"\nelements = [".a >> .b"]\n', "a"),
        ('[[sign]]\nname = "a"\nmeans = "wall"\nelements = ["[data-wall]"]\n', "a"),
        ('[[sign]]\nname = "a"\nmeans = "meter"\nscripts = [3]\n', "scripts"),
        ('[[meta]]\nvalues = ["x"]\nmeans = "free"\n', "meta[0].name"),
        ('[[meta]]\nname = "x"\nmeans = "dear"\n', "means"),
        ("[tokens]\nfence = []\n", "tokens"),
        ("[letters]\nvowels = 3\n", "vowels"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, key: str) -> None:
    folder = write(tmp_path, text)
    with pytest.raises(RuleError) as caught:
        load_vendors([folder])
    assert "own.toml" in str(caught.value)
    assert key in str(caught.value)
