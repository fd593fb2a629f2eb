"""Where segmentation draws its lines: a case on both sides of each number that it goes by."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from pagewinnow.document import Document, Source
from pagewinnow.segment import segment
from pagewinnow.segment.code import find_numbers
from pagewinnow.segment.front import read_front
from pagewinnow.segment.inline import read_inline
from pagewinnow.segment.markdown import read_markdown
from pagewinnow.segment.spaces import LINE
from pagewinnow.segment.wrapping import find_width, joins, split_lines, split_sentences

SENTENCE = "The boat is here again today. "
FILLED = " ".join(["never"] * 12)  # 71 columns: another "never" would need 77
SHORT = " ".join(["never"] * 10)  # 59 columns: another would have had its place
PARAGRAPH = "so " * 44 + "on."


def page_of(markup: str) -> Document:
    return segment(Source(markup, "html", None, None, ""))


def column_of(words: str, width: int) -> list[str]:
    """The words as an editor breaks them that fills lines up to a width."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        pytest.param([SENTENCE * 34], 34, id="one line of a thousand characters"),
        pytest.param([SENTENCE * 33], 1, id="one that is shorter"),
        pytest.param([SENTENCE * 34, "x" * 100], 35, id="nine tenths of the page"),
        pytest.param([SENTENCE * 34, "x" * 140], 2, id="a little less"),
        pytest.param([SENTENCE * 34, "a", "b"], 36, id="one of three lines"),
        pytest.param([SENTENCE * 34, "a", "b", "c"], 4, id="one of four"),
    ],
)
def test_a_page_in_one_line(lines: list[str], count: int) -> None:
    assert len(split_lines(lines)) == count


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        pytest.param(column_of("never " * 400, 107), 107, id="wide columns"),
        pytest.param(column_of("never " * 400, 119), None, id="too wide"),
        pytest.param(column_of("never " * 200, 53), 53, id="narrow columns"),
        pytest.param(column_of("never " * 200, 47), None, id="too narrow"),
        pytest.param([FILLED] * 5, 71, id="four full lines above the last"),
        pytest.param([FILLED] * 4, None, id="three"),
        pytest.param([*[FILLED] * 20, "", "x" * 200], 71, id="an eighth of the characters in a longer line"),
        pytest.param([*[FILLED] * 13, "", "x" * 200], None, id="a sixth"),
        pytest.param([FILLED, *[FILLED.capitalize()] * 14, *[FILLED] * 5], 71, id="capitals below 14 of 19 lines"),
        pytest.param([FILLED, *[FILLED.capitalize()] * 15, *[FILLED] * 4], None, id="below 15, as in verse"),
        pytest.param([*[SHORT] * 2, *[FILLED] * 18], 71, id="two lines of nineteen are not full"),
        pytest.param([*[SHORT] * 3, *[FILLED] * 17], None, id="three are not"),
        pytest.param([*[FILLED[:53]] * 9, *[FILLED] * 11], 71, id="lines that are far from full do not count"),
        pytest.param([*[FILLED[:41]] * 11, *[FILLED] * 9], 71, id="nor do they tell the width"),
        pytest.param([*[FILLED] * 20, f"{FILLED} never never"], 71, id="one longer line does not tell it either"),
    ],
)
def test_the_width_of_lines(lines: list[str], width: int | None) -> None:
    assert find_width(lines) == width


@pytest.mark.parametrize(("size", "joined"), [(36, True), (35, False)])
def test_a_line_of_half_the_width_may_go_on(size: int, *, joined: bool) -> None:
    assert joins("x" * size, "go on", 72, "x") is joined


@pytest.mark.parametrize(("text", "count"), [("We saw Abc. The end.", 1), ("We saw Abcd. The end.", 2)])
def test_three_letters_may_be_cut_short(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(("length", "text"), [(20_000, "a"), (20_001, "**a**")])
def test_very_long_lines_of_markdown_are_read_as_they_are(length: int, text: str) -> None:
    assert read_inline("**a**".ljust(length)).text == text


@pytest.mark.parametrize(("entries", "lines"), [(58, 60), (59, 0)])
def test_front_matter_is_short(entries: int, lines: int) -> None:
    assert read_front(["---", *["a: b"] * entries, "---"]).lines == lines


@pytest.mark.parametrize(("length", "blocks"), [(160, 1), (161, 2)])
def test_a_long_cell_is_one_of_a_layout(length: int, blocks: int) -> None:
    assert len(page_of(f"<table><tr><td>{'x' * length}<td>b</table>").blocks) == blocks


@pytest.mark.parametrize(("length", "stays"), [(40, True), (41, False)])
def test_a_hidden_fact_is_short(length: int, *, stays: bool) -> None:
    fact = "x" * (length - 2) + " 1"
    [block] = page_of(f"<p>It costs <span style='display:none'>{fact}</span> today, they say.</p>").blocks
    assert (fact in block.text) is stays


@pytest.mark.parametrize(("things", "read"), [(1_999, 1_999), (2_500, 2_000)])
def test_declared_objects_are_bounded(things: int, read: int) -> None:
    script = json.dumps([{"@type": "Thing"}] * things)
    assert len(page_of(f'<script type="application/ld+json">{script}</script>a').declared.json_ld) == read


@pytest.mark.parametrize(("length", "read"), [(1_900_000, 1), (2_100_000, 0)])
def test_declarations_that_are_too_long_are_not_read(length: int, read: int) -> None:
    script = '{"@type": "Thing"}' + " " * length
    assert len(page_of(f'<script type="application/ld+json">{script}</script>a').declared.json_ld) == read


@pytest.mark.parametrize(("nesting", "read"), [(50, 1), (51, 0)])
def test_declarations_that_are_too_deep_are_not_read(nesting: int, read: int) -> None:
    script = "[" * nesting + '{"@type": "Thing"}' + "]" * nesting
    assert len(page_of(f'<script type="application/ld+json">{script}</script>a').declared.json_ld) == read


def words_of(count: int) -> str:
    return " ".join(["so"] * (count - 1)) + " on."


def is_unseen(body: object, shown: Sequence[str], kind: str = "application/ld+json") -> bool:
    data = {"@type": "Article", "articleBody": body} if kind == "application/ld+json" else {"data": body}
    paragraphs = "".join(f"<p>{text}</p>" for text in shown)
    return page_of(f'<body><script type="{kind}">{json.dumps(data)}</script>{paragraphs}</body>').unseen is not None


@pytest.mark.parametrize(
    ("words", "shown", "unseen"),
    [
        pytest.param(80, [], True, id="eighty words"),
        pytest.param(79, [], False, id="fewer"),
        pytest.param(100, [words_of(49)], True, id="less than half is shown"),
        pytest.param(100, [words_of(50)], False, id="half is shown"),
        pytest.param(80, [words_of(9)] * 5, True, id="nine words are no prose"),
        pytest.param(80, [words_of(10)] * 4, False, id="ten are"),
    ],
)
def test_a_declared_text(words: int, shown: list[str], *, unseen: bool) -> None:
    assert is_unseen(words_of(words), shown) is unseen


@pytest.mark.parametrize(("signs", "unseen"), [(160, True), (158, False)])
def test_two_signs_are_a_word_where_no_space_parts_words(signs: int, *, unseen: bool) -> None:
    assert is_unseen("\u6a4b" * signs, []) is unseen


def nested(times: int) -> object:
    item: dict[str, object] = {"words": PARAGRAPH}
    for _ in range(times):
        item = {"parts": [item]}
    return item


@pytest.mark.parametrize(
    ("body", "shown", "unseen"),
    [
        pytest.param(words_of(400), [words_of(150)], True, id="a shell with a long notice"),
        pytest.param(words_of(400), [words_of(151)], False, id="a page with a text of its own"),
        pytest.param([PARAGRAPH] * 2, [], True, id="two paragraphs"),
        pytest.param([words_of(60), "so " * 30], [], False, id="one paragraph and a line"),
        pytest.param([PARAGRAPH] * 2 + ["One map"] * 2, [], True, id="as many headings as paragraphs"),
        pytest.param([PARAGRAPH] * 2 + ["One map"] * 3, [], False, id="more headings"),
        pytest.param([PARAGRAPH + "</em>" * 7] * 2, [], True, id="an end behind 35 characters of tags"),
        pytest.param([PARAGRAPH + "</em>" * 8] * 2, [], False, id="an end behind 40"),
        pytest.param([nested(9)] * 2, [], True, id="paragraphs in nine parts of parts"),
        pytest.param([nested(10)] * 2, [], False, id="in ten"),
    ],
)
def test_the_data_of_a_framework(body: object, shown: list[str], *, unseen: bool) -> None:
    assert is_unseen(body, shown, "application/json") is unseen


@pytest.mark.parametrize(("length", "unseen"), [(1_900_000, True), (2_100_000, False)])
def test_data_that_are_too_long_are_not_read(length: int, *, unseen: bool) -> None:
    assert is_unseen([words_of(400), " " * length], [], "application/json") is unseen


@pytest.mark.parametrize(("inner", "linked"), [(11, 44), (12, 0)])
def test_a_link_over_many_lines_of_markdown(inner: int, linked: int) -> None:
    assert sum(line.link_chars for line in read_markdown(["[", *["word"] * inner, "](/x)"])) == linked


@pytest.mark.parametrize(("length", "lines"), [(199, 14), (200, 2)])
def test_a_long_address_says_nothing_of_the_width(length: int, lines: int) -> None:
    assert len(list(read_markdown(["x" * length, "", *[FILLED] * 13]))) == lines


@pytest.mark.parametrize(
    ("pieces", "numbers"),
    [
        pytest.param(["1", "a", LINE, "2", "b"], 2, id="two numbers"),
        pytest.param(["1", "a", LINE, "b", "c"], 0, id="one"),
        pytest.param(["1".ljust(12), "a", LINE, "2", "b"], 2, id="twelve characters"),
        pytest.param(["1".ljust(13), "a", LINE, "2", "b"], 0, id="thirteen"),
    ],
)
def test_the_numbers_of_a_listing(pieces: list[str], numbers: int) -> None:
    assert len(find_numbers(pieces, [(0, 1, 0), (3, 4, 0)])) == numbers


@pytest.mark.parametrize(("between", "language"), [(2, "rust"), (3, None)])
def test_an_element_around_a_listing_names_its_language(between: int, language: str | None) -> None:
    markup = f"<div class='language-rust'>{'<div>' * between}<pre>let a = 1;\nlet b</pre>"
    assert page_of(markup).blocks[0].language == language


@pytest.mark.parametrize(("columns", "cells"), [(20, 20), (30, 20)])
def test_a_cell_takes_a_bounded_number_of_columns(columns: int, cells: int) -> None:
    row = page_of(f"<table><tr><td colspan={columns}>a<td>b<tr><td>c<td>d</table>").blocks[0]
    assert sum(mark.kind == "cell" for mark in row.marks) == cells


@pytest.mark.parametrize(("opened", "runs"), [(23, 23), (24, 24), (50, 24)])
def test_elements_that_nobody_closes_are_runs_of_no_more(opened: int, runs: int) -> None:
    assert len(page_of(f"{'<em>' * opened}<p>text</p>").blocks[0].runs) == runs


HEADS = "<tr><th>Boat</th><th>Harbour</th></tr>"
ROW = "<tr><td><p>The Ann</p><p>of Bridge</p></td><td>Old quay</td></tr>"


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        pytest.param(f"<table>{HEADS}{ROW}</table>", 2, id="in the table"),
        pytest.param(f"<table><thead>{HEADS}</thead><tbody>{ROW}</tbody></table>", 2, id="in two parts of it"),
        pytest.param(f"<table>{HEADS}</table><table>{ROW}</table>", 4, id="in another table"),
        pytest.param(f"<div><div>{HEADS}</div></div><div><div>{ROW}</div></div>", 4, id="without a table, far apart"),
    ],
)
def test_heads_tell_what_the_cells_of_their_table_are(markup: str, rows: int) -> None:
    assert len(page_of(markup).blocks) == rows
