"""A fuzz job, apart from the tests: `python tests/fuzz.py -max_total_time=600 [CORPUS]`, with atheris (extra `fuzz`).

libFuzzer mutates the pages of the cases towards code that no page has reached. What is raised that is none of our own
errors, and what breaks a record, is a finding: atheris writes the page that did it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
ARCHIVES = (b"WARC", b"PAR1", b"\x1f\x8b", b"{")


def clean(content: bytes) -> None:
    """One page; and the same bytes as a file, if they begin like an archive."""
    from pagewinnow.errors import InputError  # noqa: PLC0415 - imported when atheris listens
    from pagewinnow.pipeline import clean  # noqa: PLC0415
    from pagewinnow.records import Page  # noqa: PLC0415
    from pagewinnow.sources.reading import read_paths  # noqa: PLC0415

    if content.startswith(ARCHIVES):
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            list(read_paths([file.name]))
    try:
        page = clean(content)
    except InputError:
        return
    assert Page.from_dict(json.loads(page.to_json())) == page


def main() -> None:
    """Fuzz, from a corpus of the cases' pages unless there is one on the command line."""
    import atheris  # noqa: PLC0415 - an extra

    arguments = sys.argv
    if all(argument.startswith("-") for argument in arguments[1:]):
        corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
        for number, path in enumerate(sorted(CASES.rglob("page.*"))):
            (corpus / str(number)).write_bytes(path.read_bytes())
        arguments = [*arguments, str(corpus)]
    with atheris.instrument_imports(include=["pagewinnow"]):
        clean(b"One line.")
    atheris.Setup(arguments, clean)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
