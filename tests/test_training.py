"""Training: the same pages give the same bytes, and what is learned from a tiny set is the obvious."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from pagewinnow.document import Source
from pagewinnow.learned.features import HTML_NAMES
from pagewinnow.learned.model import digest, from_bytes
from pagewinnow.learned.pools import group
from pagewinnow.segment import segment
from pagewinnow.training.__main__ import main
from pagewinnow.training.align import cover, score
from pagewinnow.training.corpora import read_pages
from pagewinnow.training.fit import Fitted
from pagewinnow.training.network import Schedule, Task, train

WORDS = (
    "river stone garden winter letter window bridge morning village paper kitchen music forest summer island engine "
    "harbour mountain winter candle basket feather copper valley meadow thunder pocket ladder mirror saddle"
).split()
MENU = ("Start", "Offers", "Account", "Help")


def _text(seed: int, words: int) -> str:
    rng = np.random.default_rng(seed)
    chosen = [WORDS[i] for i in rng.integers(len(WORDS), size=words)]
    return " ".join(chosen).capitalize() + "."


def _write(folder: Path, pages: int = 15) -> Path:
    (folder / "pages").mkdir(parents=True)
    rows = []
    for i in range(pages):
        body = [_text(100 * i + k, 25 + k) for k in range(4)]
        menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in MENU)
        page = (
            f"<html><head><title>{body[0][:30]}</title></head><body><ul class='menu'>{menu}</ul><div class='text'>"
            + "".join(f"<p>{text}</p>" for text in body)
            + "</div><div class='foot'>All of it, every year.</div></body></html>"
        )
        (folder / "pages" / f"{i}.html").write_text(page, encoding="utf-8")
        url = f"https://site{i}.example/page"
        row = {"file": f"pages/{i}.html", "fold": i % 5, "type": "article", "url": url, "text": "\n".join(body)}
        rows.append(json.dumps(row))
    (folder / "extract.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["html", "text"])
def test_the_same_pages_make_the_same_bytes(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages = _write(tmp_path / "data")
    made = []
    for name in ("one.npz", "two.npz"):
        out = tmp_path / name
        assert main(["--pages", str(pages), "-o", str(out), "--kind", kind, "--epochs", "3"]) == 0
        made.append(out.read_bytes())
    assert made[0] == made[1]
    said = capsys.readouterr().out
    assert "article" in said
    assert digest(made[0]) in said


def test_a_tiny_set_is_learned(tmp_path: Path) -> None:
    out = tmp_path / "model.npz"
    main(["--pages", str(_write(tmp_path / "data")), "-o", str(out), "--epochs", "30"])
    model = from_bytes(out.read_bytes())
    fitted = Fitted(model.tables, model.features, model.network)
    for page in read_pages([tmp_path / "data"], "html"):
        assert page.raw is not None
        body = fitted.probabilities(page.raw)
        assert page.f1(body > 0.5) > 0.95


def _write_pieces(folder: Path) -> Path:
    """A corpus of another kind: two rows, one with pieces and one with its text."""
    (folder / "pages").mkdir(parents=True)
    page = "<ul><li>Start</li><li>Offers today</li></ul><div><p>The river is wide.</p><p>The stone is old.</p></div>"
    (folder / "pages" / "a.html").write_text(page, encoding="utf-8")
    row = {"corpus": "other", "file": "pages/a.html", "fold": 0, "url": None, "text": None}
    pieces = {"with": ["the river is", "no such words"], "without": ["Offers today"]}
    whole = {"text": "The river is wide. The stone is old."}
    rows = [json.dumps({**row, **pieces}), json.dumps({**row, **whole, "fold": 1})]
    (folder / "corpora.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_pieces_say_something_of_their_blocks_and_nothing_of_others(tmp_path: Path) -> None:
    pieces, whole = read_pages([_write_pieces(tmp_path / "data")], "html")
    said = [(piece.wanted, piece.blocks) for piece in pieces.pieces]
    assert said == [(True, (2,)), (True, ()), (False, (1,))]
    assert np.isnan(pieces.cover).tolist() == [True, False, False, True]
    assert pieces.cover[1:3].tolist() == [0, 1]
    assert pieces.count_pieces(np.array([True, True, True, True])) == (1, 2, 2)
    assert pieces.f1(np.array([False, False, True, True])) == pytest.approx(2 / 3)
    assert whole.cover.tolist() == [0, 0, 1, 1]
    assert whole.f1(whole.cover > 0) == 1.0


def test_corpora_are_learned_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [str(_write(tmp_path / "data")), str(_write_pieces(tmp_path / "more"))]
    out = tmp_path / "model.npz"
    assert main(["--pages", *folders, "-o", str(out), "--epochs", "3", "--leave-out"]) == 0
    said = capsys.readouterr().out
    assert {"wcxb", "other", "without other:"} <= {line.split("  ")[0].strip() for line in said.splitlines()}
    assert len(from_bytes(out.read_bytes()).features) == len(HTML_NAMES)


def test_what_was_read_once_is_kept(tmp_path: Path) -> None:
    folder, kept = _write(tmp_path / "data"), tmp_path / "kept"
    first, second, without = (list(read_pages([folder], "html", keep)) for keep in (kept, kept, None))
    assert len(list(kept.iterdir())) == len([page for page in first if not page.varied])
    for pages in zip(first, second, without, strict=True):
        assert len({(page.site, page.fold, page.varied, page.cover.tobytes()) for page in pages}) == 1


def test_the_corpus_of_a_page_to_clean_is_a_matter_of_convention() -> None:
    rng = np.random.default_rng(0)
    pools = [(group(np.zeros(4, np.int64)),)] * 40
    corpus = np.arange(40) % 2
    task = Task(
        features=rng.random((160, 3), np.float32),
        target=np.repeat(corpus, 4).astype(np.float32),
        weight=np.full(160, 0.25, np.float32),
        starts=np.arange(0, 161, 4),
        pools=pools,
        corpus=corpus,
        say=np.ones(40, np.float32),
    )
    said = []
    for convention in ([1, 0], [0, 0], [0, 1]):
        network = train(task, np.array(convention, np.float32), Schedule(epochs=30, rate=1e-2))
        said.append(float(network.logits(task.features[:4], pools[0]).mean()))
    assert said == sorted(said)
    assert said[0] < -1 < 1 < said[2]


def test_the_held_out_fold_is_not_read(tmp_path: Path) -> None:
    pages = [page for page in read_pages([_write(tmp_path / "data")], "html") if not page.varied]
    assert sorted({page.fold for page in pages}) == [0, 1, 2, 3]
    assert len(pages) == 12


def test_labels_choose_the_text(tmp_path: Path) -> None:
    for page in read_pages([_write(tmp_path / "data")], "html"):
        assert page.f1(page.cover >= 0.5) == 1.0
        assert page.f1(page.cover < 0.5) < 0.2


@pytest.mark.parametrize(
    ("texts", "reference", "expected"),
    [
        (["a b c d"], "a b c d", [1]),
        (["Home", "a b c d", "Home"], "a b c d", [0, 1, 0]),
        (["a b c", "x y z w", "a b c", "d e f g"], "a b c d e f g", [0, 0, 1, 1]),
        (["one two three", "Note", "four five six"], "one two three note four five six", [1, 1, 1]),
        (["Note", "one two three", "four five six"], "one two three note four five six", [0, 1, 1]),
        (["d e f g h i j k l m n", "a b c"], "a b c d e f g h i j k l m n", [1, 0]),
        (["a b c d x y"], "a b c d", [4 / 6]),
        (["\u7d9a\u304d\u3092", "\u8aad\u3080"], "\u304d\u3092\u8aad\u3080", [2 / 3, 1]),
        (["anything"], "", [0]),
        ([], "a b c", []),
    ],
    ids=["all", "chrome", "copy", "hole", "outside", "moved", "part", "unspaced", "nothing", "empty"],
)
def test_cover(texts: list[str], reference: str, expected: list[float]) -> None:
    assert cover(texts, reference).tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("texts", "reference", "expected"),
    [([], "", 1.0), (["a"], "", 0.0), ([], "a", 0.0), (["a b"], "A, b!", 1.0), (["a a"], "a", 2 / 3)],
)
def test_score(texts: list[str], reference: str, expected: float) -> None:
    assert score(texts, reference) == pytest.approx(expected)


def test_flattened_pages_hold_the_same_text(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data")
    pages, flattened = ([page for page in read_pages([folder], kind) if not page.varied] for kind in ("html", "text"))
    for html, text in zip(pages, flattened, strict=True):
        assert sum(html.tokens, start=Counter[str]()) == sum(text.tokens, start=Counter[str]())
        assert text.raw is not None
        assert text.raw.tree is None


def test_a_document_is_read_as_it_is_cleaned(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data")
    page = next(read_pages([folder], "html"))
    text = (folder / "pages" / "0.html").read_text(encoding="utf-8")
    assert len(page.cover) == len(segment(Source(text, "html", None, None, "")).blocks)


def test_texts_are_varied_too(tmp_path: Path) -> None:
    varied = [page for page in read_pages([_write(tmp_path / "data")], "text") if page.varied]
    assert varied
    for page in varied:
        assert page.raw is not None
        assert len(page.cover) == len(page.tokens) > 0
        assert page.gold
