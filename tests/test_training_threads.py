"""What the reader of lines learns from: made pages, traps, pages whose comments people wrote down."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pagewinnow.find.threads.lines.tags import AROUND, AUTHOR, FIRST, FOOT, FURTHER, HEAD, OUTSIDE, SIGNED, WORDS
from pagewinnow.training.threads.lines.annotated import tag_lines
from pagewinnow.training.threads.lines.judge import count_found, spans
from pagewinnow.training.threads.lines.made import Pack, Pool, make_pages
from pagewinnow.training.threads.lines.taught import UNTOLD, Taught
from pagewinnow.training.threads.lines.traps import TRAPS, write_trap
from pagewinnow.training.threads.lines.words import Tongue

ARTICLE = [
    "The old mill by the river will open again in spring, the town said after a long night of talks.",
    "It had stood empty for thirty years, and the roof was gone, when a baker from the hills came to see it.",
    "He asked what it would cost, laughed, and signed the papers on the same day with a borrowed pen.",
    "Flour will be ground on two days of the week, and the children may watch as long as they keep still.",
]
COMMENTS = [["I shall be the first in the queue."], ["My father worked there.", "He never spoke of it."], ["Who pays?"]]
POOL = Pool(
    articles=[ARTICLE], comments=COMMENTS, names=["Ann Reed", "rye42"], tops=[["Home", "News"]], bottoms=[["Imprint"]],
    packs=[Pack(["Reply"], ["Comments ({n})", "{n} comments"], ["May"] * 12, ["{n} hours ago"])],
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> list[Taught]:
    return list(make_pages(POOL, 1, 120))


def test_the_same_seed_makes_the_same_pages(pages: Sequence[Taught]) -> None:
    assert list(make_pages(POOL, 1, 20)) == pages[:20]
    assert list(make_pages(POOL, 2, 20)) != pages[:20]


def test_made_pages_hold_together(pages: Sequence[Taught]) -> None:
    for page in pages:
        assert len(page.lines) == len(page.gaps) == len(page.tags)
        assert all(line and line == " ".join(line.split()) for line in page.lines)
        for before, tag in zip((OUTSIDE, *page.tags), page.tags, strict=False):
            assert tag != FURTHER or before in WORDS, "a further line stands below another of its comment"
            assert tag not in (SIGNED, FOOT) or before in (*WORDS, SIGNED, FOOT), "a foot stands below words"


def test_threads_and_traps_are_both_made(pages: Sequence[Taught]) -> None:
    with_comments = [page for page in pages if FIRST in page.tags]
    assert 0.6 * len(pages) < len(with_comments) < 0.9 * len(pages)
    assert {page.source for page in with_comments} == {"made"}
    assert all(set(page.tags) == {OUTSIDE} for page in pages if page.source != "made")


@pytest.mark.parametrize("kind", TRAPS)
@pytest.mark.parametrize("script", ["latin", "han", "arabic"])
def test_traps_write_lines(kind: str, script: str) -> None:
    import random  # noqa: PLC0415 - for this test alone

    tongue = Tongue(random.Random(kind), script)
    lines = write_trap(kind, [ARTICLE], COMMENTS, tongue)
    assert len(lines) >= 4
    assert all(lines)


@pytest.mark.parametrize(
    ("lines", "told", "expected"),
    [
        (
            ["A story.", "Ann", "2 May", "Well said.", "Reply", "Ben", "3 May", "No, no.", "Never.", "Reply",
            "Imprint"],
            [{"author": "Ann", "text": "Well said."}, {"author": "Ben", "text": "No, no.\nNever."}],
            [OUTSIDE, AUTHOR, HEAD, FIRST, FOOT, AUTHOR, HEAD, FIRST, FURTHER, FOOT, OUTSIDE],
        ),
        (
            ["Well said.", "Ann, 2 May", "Reply", "No, no.", "Ben, 3 May", "Reply"],
            [{"author": "Ann", "text": "Well said."}, {"author": "Ben", "text": "No, no."}],
            [FIRST, SIGNED, FOOT, FIRST, SIGNED, FOOT],
        ),
        (
            ["Hidden.", "Well said.", "Hidden.", "No, no."],
            [{"author": None, "text": "Well said."}, {"author": None, "text": "No, no."}],
            [OUTSIDE, FIRST, UNTOLD, FIRST],
        ),
        (["A story.", "Well, well."], [], [OUTSIDE, OUTSIDE]),
    ],
    ids=["heads", "feet", "nobody-named", "no-comments"],
)  # fmt: skip
def test_annotated_pages_are_tagged(lines: list[str], told: list[dict[str, str | None]], expected: list[int]) -> None:
    assert tag_lines(lines, told) == expected


def test_comments_are_counted_one_to_one() -> None:
    lines = ["a" * 30, "b" * 30, "c" * 30, "d" * 30]
    wanted = [FIRST, FURTHER, FIRST, OUTSIDE]
    assert spans(wanted) == [{0, 1}, {2}]
    assert count_found(lines, wanted, wanted) == (2, 2, 2)
    assert count_found(lines, wanted, [FIRST, FIRST, FIRST, FIRST]) == (1, 4, 2)
    assert count_found(lines, wanted, [OUTSIDE] * 4) == (0, 0, 2)


def test_a_few_pages_are_learned(pages: Sequence[Taught]) -> None:
    pytest.importorskip("torch", reason="the extra `train`")
    from pagewinnow.find.threads.lines.tagger import from_arrays, to_arrays  # noqa: PLC0415 - torch is there
    from pagewinnow.training.threads.lines.fit import Schedule, examples_of, fit, silent_columns  # noqa: PLC0415

    examples = examples_of(pages[:60], [])
    schedule = Schedule(channels=16, epochs=8, lines=600)
    tagger = fit(examples, schedule, silent_columns())
    again = from_arrays(to_arrays(fit(examples, schedule, silent_columns())))
    assert (tagger.log_odds(examples[0].features).argmax(1) == again.log_odds(examples[0].features).argmax(1)).all()
    right = [(tagger.log_odds(e.features).argmax(1) == e.tags).mean() for e in examples]
    assert sum(right) / len(right) > 0.8
    assert any(tag in AROUND for e in examples for tag in e.tags)
    same = fit(examples, schedule._replace(epochs=1, rate=1e-9), silent_columns(), tagger)
    assert (tagger.log_odds(examples[0].features).argmax(1) == same.log_odds(examples[0].features).argmax(1)).all()
