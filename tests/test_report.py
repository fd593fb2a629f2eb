"""The report: nothing of a page can run in it, all of a page is in it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagewinnow.cli import main
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Comment, FailedSource, Failure, Page
from pagewinnow.report.page import write_report
from pagewinnow.report.plots import plot_bars
from pagewinnow.report.summary import find_outliers, summarise

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202eevil\u2066 <!-- ]]> \" ' &lt;"
PAGE = Cleaner().clean(
    "<html lang=en><head><title>Ferry runs again</title></head><body><nav><a href=/>Home</a></nav><article>"
    "<h1>Ferry runs again</h1><p>The ferry runs again from Monday, the town said on Friday, after a winter.</p>"
    "<p>Two crews have been hired for it, and they cross every half hour.</p></article></body></html>",
    url="https://post.example/ferry",
)


def poison(page: Page) -> Page:
    """The page with hostile text in every field that holds text."""
    assert page.article is not None
    article = replace(
        page.article, title=HOSTILE, authors=(HOSTILE,), sitename=HOSTILE, description=HOSTILE, tags=(HOSTILE,),
        image=HOSTILE, text=HOSTILE, sources={"title": HOSTILE},
        blocks=tuple(replace(block, text=HOSTILE, rule=HOSTILE) for block in page.article.blocks),
    )  # fmt: skip
    comment = Comment(id=HOSTILE, position=3, author=HOSTILE, date_raw=HOSTILE, text=HOSTILE, quoted_text=HOSTILE,
                      extracted_from=HOSTILE)  # fmt: skip
    removed = tuple(replace(piece, text=HOSTILE, rule=HOSTILE) for piece in page.removed)
    return replace(
        page, url=HOSTILE, hostname=HOSTILE, language=HOSTILE, article=article, comments=(comment,), removed=removed,
        warnings=(HOSTILE,),
    )  # fmt: skip


def data_of(html: str) -> dict[str, object]:
    return {
        name: json.loads(text)
        for name, text in re.findall(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', html, re.DOTALL)
    }


def test_hostile_text_ends_no_element() -> None:
    html = write_report([poison(PAGE), Failure(FailedSource(HOSTILE), "clean", "crash", HOSTILE)])
    assert "alert(1)</script>" not in html
    assert "<img" not in html
    data = data_of(html)
    assert set(data) == {"index", "page-0", "page-1"}
    assert data["page-0"]["detail"] == HOSTILE  # type: ignore[index]


def test_the_policy_allows_its_own_style_and_script_alone() -> None:
    html = write_report([PAGE])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    (style,), (script,) = (
        re.findall(r"<style>(.*?)</style>", html, re.DOTALL),
        re.findall(r"<script>(.*?)</script>", html, re.DOTALL),
    )
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy == f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'"
    assert not re.search(r"\son\w+=|\sstyle=|https?://", html.replace("https://post.example", ""))


def test_failures_come_first_then_the_doubtful() -> None:
    sure, unsure = replace(PAGE, confidence=0.9), replace(PAGE, confidence=0.3, id="0" * 32)
    html = write_report([sure, unsure, Failure(FailedSource("a.warc", 7), "clean", "timeout", "over 30 s")])
    index = data_of(html)["index"]
    assert [entry["how"].split(":")[0].split(",")[0] for entry in index] == ["failed", "open", "open"]  # type: ignore[attr-defined]
    assert "30% sure" in index[1]["how"]  # type: ignore[index]


def test_a_run_is_counted() -> None:
    walled = replace(PAGE, access=replace(PAGE.access, status="paywalled"), comments=(Comment(
        id="1", position=9, text="At last.", extracted_from="test"),))  # fmt: skip
    summary = summarise([PAGE, walled, Failure(FailedSource("a"), "clean", "memory", "")])
    assert summary.verdicts == {"open": 1, "paywalled": 1}
    assert summary.comments == {"none": 1, "1": 1}
    assert summary.failures == {"memory": 1}
    assert summary.removed["nav"] == 2 * len("Home")


@pytest.mark.parametrize(("share", "stands_out"), [(0.9, True), (0.2, False)])
def test_a_host_stands_out_by_what_is_removed(share: float, *, stands_out: bool) -> None:
    summary = summarise([PAGE])
    summary.shares.update({"a.example": [0.1] * 9, "b.example": [share] * 3})
    assert [host for host, _ in find_outliers(summary)] == (["b.example"] if stands_out else [])


def test_a_plot_has_its_numbers() -> None:
    plot = plot_bars("Pages <b>", [("a & b", 3), ("c", 0)])
    assert "<b>" not in plot
    assert plot.count("<rect") == 2
    assert "<td>a &amp; b</td><td>3</td>" in plot


def test_the_command_reports_pages_and_records(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text(PAGE.to_json() + "\n", encoding="utf-8")
    (tmp_path / "page.html").write_text("<h1>Tides</h1><p>The tide comes in twice a day.", encoding="utf-8")
    output = tmp_path / "report.html"
    result = CliRunner().invoke(main, ["report", str(tmp_path / "old.jsonl"), str(tmp_path / "page.html"),
                                       "-o", str(output), "--jobs", "1"])  # fmt: skip
    assert result.exit_code == 0, result.output
    assert len(data_of(output.read_text("utf-8"))) == 3
    assert not list(tmp_path.glob("*.partial"))
