"""Pages made to hang, to fill the memory or to lose text: each ends in its bounds, with a record or a named failure.

Sizes are a tenth of what kills parsers, so that the suite stays fast; what is linear is tested in the rooms themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import process_time

import pytest

from pagewinnow.batch.cleaning import PageMaker
from pagewinnow.batch.outcomes import Broken, Done, Limits
from pagewinnow.batch.supervisor import Supervisor
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import InputKind, Page
from pagewinnow.sources.items import Item

LIMITS = Limits(timeout=30.0, memory=1 << 30)
SENTENCE = "The ferry runs again from Monday, the town said on Friday, after a winter in which it lay in the yard. "
N = 5_000

RECORDS = {
    "paragraphs": "<p>" + "<p>".join(f"{SENTENCE} {n}" for n in range(N)),
    "one text of 1 MB": f"<p>{SENTENCE * 9_500}",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(N))}>{SENTENCE}",
    "cells": f"<p>{SENTENCE}<table><tr>{'<td>1</td>' * N}</table>",
    "links": f"<p>{SENTENCE}{'<a href=/x>x</a> ' * N}",
    "items": f"<p>{SENTENCE}<ul>{'<li>One item of the list' * N}</ul>",
    "spans": f"<p>{SENTENCE}{'<span>x</span>' * N}",
    "breaks": f"<p>{SENTENCE}{'x<br>' * N}",
    "nested blocks": f"{'<div>' * N}{SENTENCE}",
    "nested quotes": f"{'<blockquote>' * 3000}{SENTENCE}",
    "open inline elements": f"{'<b><i><u>' * 2000}{SENTENCE}",
    "open inline elements times blocks": f"{'<span>' * 1000}{'<p>x' * 1000}<p>{SENTENCE}",
    "a class of 1 MB": f"<p class={'x' * 1_000_000}>{SENTENCE}",
    "JSON-LD of 1 MB": f"<script type=application/ld+json>[{'{},' * 300_000}0]</script><p>{SENTENCE}",
    "nested JSON-LD": f"<script type=application/ld+json>{'[' * 100_000}</script><p>{SENTENCE}",
    "JSON-LD with lone surrogates": f'<script type=application/ld+json>{{"headline": "\\ud800"}}</script><p>{SENTENCE}',
    "NUL bytes": f"<p>{SENTENCE * 9}{chr(0) * 9}",
    "surrogates as entities": f"<p>{SENTENCE}&#xD800;",
    "entities in a DTD": f'<!DOCTYPE x [<!ENTITY a "{"x" * 99}"><!ENTITY b "{"&a;" * 99}">]><html><p>{SENTENCE}&b;',
    "comments that do not end": f"<p>{SENTENCE}</p>{'<!-- ' * N}",
    "tags that do not end": f"<p>{SENTENCE}</p><!-- {'<a ' * N}",
    "angle brackets": f"<p>{SENTENCE}</p>{'<' * N}",
    "spaces": f"<p>{SENTENCE}</p>{' ' * 10 * N}",
    "numbers with points": f"<p>{SENTENCE}</p>{'1.' * N}",
    "brackets of Markdown": f"{SENTENCE}\n\n]({'/' * N}",
    "a codec that is none": f"<meta charset=idna><p>{SENTENCE}\xff",
}
MANY = 200_000  # characters: what is quadratic in them would not end in time
WRAPPED = "The ferry runs again from Monday, the town said on\nFriday, after a winter in which it lay in the yard."
TEXTS = {
    "paragraphs parted by a space": "\n \n".join([WRAPPED] * 200),
    "paragraphs parted by a tab": "\n\t\n".join([WRAPPED] * 200),
    "paragraphs parted by a space that does not break": "\n\xa0\n".join([WRAPPED] * 200),
    "a link that does not end": f"{SENTENCE}\n\n[a]({'/' * MANY}",
    "a definition that does not end": f"{SENTENCE}\n\n[a]: {'/' * MANY} x",
    "a heading with spaces in it": f"{SENTENCE}\n\n## A{' ' * MANY}x",
    "a heading with signs in it": f"{SENTENCE}\n\n## A{' #' * MANY}x",
    "marks": f"{SENTENCE}\n\n{'!' * MANY}",
    "points": f"{SENTENCE}\n\n{'.' * MANY}",
    "marks and spaces": f"{SENTENCE}\n\n{'! ' * MANY}",
    "bars": f"{SENTENCE}\n\n{'|' * MANY}\n{'|-' * MANY}",
    "stars": f"{SENTENCE}\n\n{'*' * MANY}a",
    "backticks": f"{SENTENCE}\n\n{'` `` ' * (MANY // 5)}",
    "indentation that grows": SENTENCE + "\n" + "\n".join(f"{' ' * n}- x" for n in range(1_200)),
    "lists in lists": SENTENCE + "\n\n" + "- " * 5_000 + "x",
    "quotes in quotes": SENTENCE + "\n\n" + "> " * 5_000 + "x",
}
NESTED = {
    "cells": "<table><tr><td>x",
    "items": "<ul><li>x",
    "inline elements and blocks": "<span><p>x ",
    "quotes": "<blockquote>x",
    "answers": "<div class=comment><b class=author>Ann Lee</b> <time>1 Jan 2024</time><p>I think that it is right.</p>",
}
FAILURES = {
    "nothing that is a page": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "bytes by chance": bytes((n * n * 7919 + n // 3) % 256 for n in range(N)),
}


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor(PageMaker(Options()), jobs=min(2, os.cpu_count() or 1), limits=LIMITS) as made:
        yield made


@pytest.mark.parametrize("name", RECORDS)
def test_a_hostile_page_ends_with_a_record(supervisor: Supervisor, name: str) -> None:
    outcome = supervisor.call(Item(None, None, RECORDS[name].encode("latin-1", "replace")))
    assert isinstance(outcome, Done), outcome
    assert isinstance(outcome.value, Page)
    page = outcome.value
    kept = [page.article.text if page.article else "", *(piece.text for piece in page.removed), *page.warnings]
    assert SENTENCE.strip() in " ".join(" ".join(kept).split()), "text is lost without a word"


@pytest.mark.parametrize("kind", ["auto", "text"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_ends_with_a_record(supervisor: Supervisor, name: str, kind: InputKind) -> None:
    outcome = supervisor.call(Item(None, None, TEXTS[name].encode(), kind))
    assert isinstance(outcome, Done), outcome
    page = outcome.value
    kept = [page.article.text if page.article else "", *(piece.text for piece in page.removed)]
    assert SENTENCE.strip() in " ".join(" ".join(kept).split()), "text is lost"


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_four_times_as_deep_takes_four_times_as_long(name: str) -> None:
    cleaner, seconds = Cleaner(), []
    for depth in 500, 1_000, 4_000:
        start = process_time()
        cleaner.clean(f"<p>{SENTENCE}{NESTED[name] * depth}", kind="html")
        seconds.append(process_time() - start)
    assert seconds[2] < 9 * seconds[1]


@pytest.mark.parametrize("name", FAILURES)
def test_a_hostile_file_ends_with_a_failure(supervisor: Supervisor, name: str) -> None:
    outcome = supervisor.call(Item(None, None, FAILURES[name]))
    assert isinstance(outcome, Broken)
    assert outcome.reason == "not_a_page"


@pytest.mark.slow
def test_a_page_over_its_memory_is_no_shorter_record() -> None:
    """Whatever fails for want of memory, in C or in Python, nobody goes on with less than the page."""
    item = Item(None, None, RECORDS["paragraphs"].encode())
    records = []
    for limit in 4, 8, 16, 32, 1000:
        with Supervisor(PageMaker(Options()), limits=Limits(30.0, limit << 20)) as supervisor:
            outcome = supervisor.call(item)
        if isinstance(outcome, Done):
            records.append(outcome.value)
        else:
            assert outcome.reason in {"memory", "crash"}
    assert records
    assert all(one == records[-1] for one in records)
