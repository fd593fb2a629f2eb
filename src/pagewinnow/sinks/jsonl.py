"""JSON Lines: a row a line."""

from __future__ import annotations

import json

from pagewinnow.records import Page
from pagewinnow.sinks.tables import Table, make_rows
from pagewinnow.sinks.view import View


def shape_jsonl(page: Page, table: Table, view: View) -> bytes:
    """The page's rows as lines of JSON."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in make_rows(page, table, view)]
    return "".join(line + "\n" for line in lines).encode()
