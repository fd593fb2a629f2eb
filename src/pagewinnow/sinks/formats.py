"""The formats: how a record is shaped in a worker, and what opens a part of the output for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from pagewinnow.records import Page
from pagewinnow.sinks.csv import head_csv, shape_csv
from pagewinnow.sinks.jsonl import shape_jsonl
from pagewinnow.sinks.output import Output
from pagewinnow.sinks.parquet import shape_parquet
from pagewinnow.sinks.parts import Compression
from pagewinnow.sinks.prose import shape_markdown, shape_text
from pagewinnow.sinks.tables import Table, name_fields
from pagewinnow.sinks.view import View

FormatName = Literal["jsonl", "csv", "parquet", "md", "text"]
NAMES: tuple[FormatName, ...] = get_args(FormatName)


class Format(NamedTuple):
    """One format.

    Attributes:
        suffixes: of its files, the usual first.
        shape: a record to what is written: bytes, or rows by table.
        head: what stands once at the head of a file.
        is_prose: it is read by people: a folder has a file a page, and there are only pages.
        takes_fields: may the user choose fields?
    """

    suffixes: tuple[str, ...]
    shape: Callable[[Page, Table, View], Any]
    head: Callable[[Table, View], bytes] = lambda table, view: b""  # noqa: ARG005 - most have none
    is_prose: bool = False
    takes_fields: bool = False


FORMATS: dict[FormatName, Format] = {
    "jsonl": Format((".jsonl", ".ndjson", ".json"), shape_jsonl, takes_fields=True),
    "csv": Format((".csv",), shape_csv, head_csv, takes_fields=True),
    "parquet": Format((".parquet",), shape_parquet),
    "md": Format((".md", ".markdown"), shape_markdown, is_prose=True),
    "text": Format((".txt", ".text"), shape_text, is_prose=True),
}
_COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}


class Style(NamedTuple):
    """How records are written: the format, a compression, the table, and what of a record is seen."""

    name: FormatName
    compression: Compression
    table: Table
    view: View

    @property
    def format(self) -> Format:
        """The format's row."""
        return FORMATS[self.name]

    @property
    def suffix(self) -> str:
        """The suffix of a file of this style."""
        endings = {None: "", "gzip": ".gz", "zstd": ".zst"}
        return self.format.suffixes[0] + endings[self.compression]

    def shape(self, page: Page) -> Any:  # noqa: ANN401 - bytes or rows
        """The page as it is written; `None` if it is not wanted."""
        if not self.view.wants(page):
            return None
        return self.format.shape(self.view.mask(page), self.table, self.view)


def choose_style(output: Output | None, asked: FormatName | None, table: Table, view: View) -> Style:
    """The style that was asked for, else the one that the output's suffix means, else JSON Lines.

    Raises:
        ValueError: the format cannot show what was asked for.

    >>> choose_style(Output.of("out.csv.gz"), None, "pages", View())[:2]
    ('csv', 'gzip')
    """
    name = output.path.name.lower() if output is not None and not output.is_folder else ""
    compression = _COMPRESSIONS.get(Path(name).suffix)
    if compression is not None:
        name = name[: name.rindex(".")]
    meant = next((known for known, row in FORMATS.items() if Path(name).suffix in row.suffixes), None)
    style = Style(asked or meant or "jsonl", compression, table, view)
    if view.fields and not style.format.takes_fields:
        raise ValueError(f"the format {style.name} has no fields to choose")
    unknown = {field.partition(".")[0] for field in view.fields} - set(name_fields(table))
    if unknown:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    if table != "pages" and style.format.is_prose:
        raise ValueError(f"the format {style.name} writes pages, not {table}")
    if style.name == "parquet" and (compression is not None or output is None):
        raise ValueError("the format parquet wants a file of its own: -o FILE.parquet or -o FOLDER/")
    return style
