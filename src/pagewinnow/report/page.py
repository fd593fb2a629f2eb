"""The report: one HTML file that needs nothing else and asks nothing of the network.

Its policy allows its own style and script, by hash, and no more. Records stand in it as JSON, in elements that a
browser does not run; `<` is written as an escape, so no text of a page can end one.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Any

from pagewinnow.records import Failure, Page
from pagewinnow.render.gutter import to_rows
from pagewinnow.report.plots import plot_bars
from pagewinnow.report.summary import RunSummary, find_outliers, summarise


def write_report(found: Iterable[Page | Failure]) -> str:
    """The report of pages and failures as HTML: failures first, then the pages that are least sure."""
    pages = sorted(found, key=_doubt)
    style, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    # Heights and places of the list are set by the script, not by attributes: the policy has no word for those.
    return Template(_asset("report.html")).substitute(
        policy=policy,
        style=style,
        script=script,
        summary=_write_summary(summarise(pages)),
        data="\n".join(_write_data(pages)),
    )


def _asset(name: str) -> str:
    return files("pagewinnow.report").joinpath("assets", name).read_text("utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _doubt(one: Page | Failure) -> tuple[int, float]:
    if isinstance(one, Failure):
        return (0, 0.0)
    return (1, min(one.confidence if one.confidence is not None else 0.0, one.access.confidence))


def _write_data(found: Iterable[Page | Failure]) -> Iterator[str]:
    index = []
    for number, one in enumerate(found):
        index.append({"number": number, **(_list_failure(one) if isinstance(one, Failure) else _list_page(one))})
        yield _write_json(f"page-{number}", one.to_dict() if isinstance(one, Failure) else _shape(one))
    yield _write_json("index", index)


def _write_json(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _list_page(page: Page) -> dict[str, Any]:
    sure = "" if page.confidence is None else f", {100 * page.confidence:.0f}% sure"
    return {
        "title": page.article.title if page.article else None,
        "url": page.url or page.source.path or "",
        "host": page.hostname or "",
        "verdict": page.access.status,
        "labels": sorted({piece.label for piece in page.removed}),
        "failure": "",
        "how": f"{page.access.status}, {page.kind}, {len(page.comments)} comments{sure}",
    }


def _list_failure(failure: Failure) -> dict[str, Any]:
    return {
        "title": failure.source.path,
        "url": failure.source.url or "",
        "host": "",
        "verdict": "",
        "labels": [],
        "failure": failure.reason,
        "how": f"failed: {failure.reason}",
    }


def _shape(page: Page) -> dict[str, Any]:
    """What the script shows of a page: its record, and its blocks in reading order."""
    data = page.to_dict()
    del data["removed"]
    if data["article"]:
        del data["article"]["blocks"], data["article"]["text"]
    data["rows"] = [{"label": row.label, "rule": row.rule, "text": row.text, "note": row.note} for row in to_rows(page)]
    return data


def _write_summary(summary: RunSummary) -> str:
    total = summary.kept + summary.removed.total()
    removed = [(label, count / max(1, total)) for label, count in summary.removed.most_common()]
    plots = (
        plot_bars("Pages by verdict", summary.verdicts.most_common()),
        plot_bars("Pages by number of comments", summary.comments.most_common()),
        plot_bars("Share of text removed, by label", removed, is_share=True),
        plot_bars("Hosts with far more removed than usual", find_outliers(summary), is_share=True),
        plot_bars("Failures by reason", summary.failures.most_common()),
    )
    said = f"{summary.pages:,} pages, {summary.failures.total():,} failed"
    return f'<p>{said}</p><div class="plots">{"".join(plots)}</div>'
