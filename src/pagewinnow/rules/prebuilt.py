"""The package's rule files as tables, parsed when the package was built: JSON is read in a fifteenth of TOML's time.

A table is found by the digest of the text that it was parsed from. So a file that was changed since, a user's own, and
every file of a checkout, where nothing was built, is parsed; nothing has to be told apart, and no table can be stale.
`hatch_build.py` writes the file for a wheel, a table a line: the digest, a tab, the table as JSON.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

PREBUILT = Path(__file__).parent / "prebuilt.tsv"
# Examples are two thirds of a file, and only tests read them: lines of one list each.
_EXAMPLES = re.compile(r"(?m)^(?:yes|no) = \[.*\]$")


def without_examples(text: str) -> str:
    r"""The text of a rule file without the lines that give a phrase's examples.

    >>> without_examples('text = "Read more"\nyes = ["Read more"]')
    'text = "Read more"\n'
    """
    return _EXAMPLES.sub("", text)


def parse(text: str) -> dict[str, Any]:
    """The table of a TOML text.

    Raises:
        ValueError: it is no TOML.
    """
    built = read_prebuilt(PREBUILT).get(_digest(text))
    table: dict[str, Any] = tomllib.loads(text) if built is None else json.loads(built)
    return table


@cache
def read_prebuilt(file: Path) -> Mapping[str, str]:
    """The tables of a file as JSON, by the digest of their text; none, if there is no file."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return {}
    return dict(line.split("\t", 1) for line in lines if line)


def write_prebuilt(folder: Path, file: Path) -> None:
    """Parse every rule file in a folder as cleaning reads it, which is without examples, and write their tables."""
    tables: dict[str, str] = {}
    for source in sorted(folder.rglob("*.toml")):
        text = without_examples(source.read_bytes().decode())
        tables[_digest(text)] = json.dumps(tomllib.loads(text), ensure_ascii=False, separators=(",", ":"))
    lines = [f"{digest}\t{table}\n" for digest, table in tables.items()]
    file.write_text("".join(lines), encoding="utf-8", newline="\n")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
