"""Threads in stripped text whose frames nobody listed: words of no language around comments in several scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pytest

from pagewinnow.document import Block
from pagewinnow.find.threads.lines.characters import KEYS, read_characters
from pagewinnow.find.threads.lines.decode import read_tags
from pagewinnow.find.threads.lines.features import names, read_evidence
from pagewinnow.find.threads.lines.file import from_bytes, load_reader, to_bytes
from pagewinnow.find.threads.lines.numbers import find_heads, read_numbers
from pagewinnow.find.threads.lines.posts import make_items
from pagewinnow.find.threads.lines.recurrence import COLUMNS, Around, Heads, Recurrence, read_recurrence
from pagewinnow.find.threads.lines.tags import AUTHOR, FIRST, FOOT, FURTHER, HEAD, OUTSIDE, SIGNED, TAGS
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Page

CLEANER = Cleaner()


class Tongue(NamedTuple):
    """An article, comments and names of a language."""

    article: tuple[str, ...]
    comments: tuple[str, ...]
    names: tuple[str, ...]


ENGLISH = Tongue(
    (
        "The ferry between the two banks will run again from Monday, the council said after a winter of repairs.",
        "The engine was taken out in November and stood in a box until the yard found somebody to read its manual.",
        "Passengers are asked to bring coins, since the machine on the pier takes nothing else before the summer.",
        "Two new captains have been hired, and the hull is green again, the colour that it had a hundred years ago.",
    ),
    (
        "At last. My aunt can come for dinner without driving round the lake, and we need not hear about the drive.",
        "They said the same last year, and I remember what happened then. Did anybody ask the man with the manual?",
        "I like the green. My grandfather painted her the first time, and he always said that blue was for barges.",
        "Why coins? I have not had a coin in my pocket since the bakery closed, and you can pay for bread by phone.",
        "Thank you for the article. We will be on the pier on Monday with the children and a very small flag.",
    ),
    ("Marla Quint", "oldpilot", "Teo V.", "anna_77", "Rye Harvester"),
)
GERMAN = Tongue(
    (
        "Die Fähre zwischen den beiden Ufern fährt ab Montag wieder, teilte der Rat nach einem Winter mit.",
        "Der Motor war im November ausgebaut worden und stand in einer Kiste, bis jemand sein Handbuch lesen konnte.",
        "Die Gäste werden gebeten, Münzen mitzubringen, denn der Automat am Steg nimmt vor dem Sommer nichts anderes.",
    ),
    (
        "Endlich. Meine Tante kann zum Essen kommen, ohne um den See zu fahren, und ich muss nichts mehr davon hören.",
        "Das haben sie letztes Jahr auch gesagt. Hat eigentlich jemand den Mann mit dem Handbuch gefragt?",
        "Mir gefällt das Grün. Mein Großvater hat sie zuerst gestrichen, und Blau war für ihn etwas für Kähne.",
        "Wieso Münzen? Ich habe seit der Bäckerei keine mehr in der Tasche gehabt, und Brot zahlt ihr mit dem Telefon.",
    ),
    ("Bodo K.", "seebär", "Henrike Voss", "Tilda"),
)
RUSSIAN = Tongue(
    (
        "Паром между двумя берегами снова пойдёт с понедельника, сообщил городской совет после зимы ремонта.",
        "Двигатель сняли в ноябре, и он стоял в ящике, пока не нашёлся человек, который смог прочесть инструкцию.",
        "Пассажиров просят приносить монеты, потому что автомат на пристани до лета не берёт ничего другого.",
    ),
    (
        "Наконец-то. Моя тётя сможет приезжать на обед, и мне больше не придётся слушать про объезд вокруг озера.",
        "В прошлом году говорили то же самое, и я помню, чем это кончилось. Кто-нибудь спросил того человека?",
        "Мне нравится зелёный. Мой дед красил её первым и всегда говорил, что синий цвет годится только для барж.",
        "Почему монеты? У меня их не было с тех пор, как закрылась пекарня, а за хлеб вы платите телефоном.",
    ),
    ("Варвара Лосева", "Игнат", "старый_лоцман", "Глеб Савин"),
)
JAPANESE = Tongue(
    (
        "両岸を結ぶ渡し船が月曜日から再び運航すると、冬のあいだの修理を終えた町役場が金曜日に発表した。",
        "エンジンは十一月に取り外され、説明書を読める人が見つかるまで箱に入ったまま造船所に置かれていた。",
        "桟橋の券売機は夏までは硬貨しか受け付けないため、乗客は小銭を持参するよう求められている。",
    ),
    (
        "やっとですね。叔母が湖を回らずに夕食に来られるようになり、私もその話を聞かずに済みます。",
        "去年も同じことを言っていました。説明書の読める人に、誰か聞いてみたのでしょうか。",
        "緑色が好きです。最初に塗ったのは私の祖父で、青ははしけの色だといつも言っていました。",
        "なぜ硬貨なのですか。パン屋が閉まってから、私のポケットに硬貨が入ったことはありません。",
    ),
    ("船酔い太郎", "みなと", "川辺の猫", "さくら"),
)
TONGUES = {"english": ENGLISH, "german": GERMAN, "russian": RUSSIAN, "japanese": JAPANESE}

# What stands before and behind each comment: the words are of no language.
Lines = Callable[[str, int], Sequence[str]]
FRAMES: dict[str, tuple[Lines, Lines]] = {
    "notice": (lambda _, __: ["Vintu sarrem ep kolda. Mipsa odrel."], lambda _, __: []),
    "name-control": (lambda name, _: [name], lambda _, __: ["Tarrenk"]),
    "name-date-controls": (lambda name, k: [name, f"{k + 3} vontu melk 2021"], lambda _, k: [str(k * 3), "Tarrenk",
    "Olmi"]),
    "says": (lambda name, _: [f"{name} velt:"], lambda _, __: ["Tarrenk"]),
    "number-name": (lambda name, k: [f"#{k + 1} {name}"], lambda _, __: []),
    "profile": (lambda name, k: [name, "Voltar", f"Melka: {k * 31 + 12}", f"{k + 3}.05.2021 1{k}:30"], lambda _,
    __: ["Tarrenk"]),
    "signed": (lambda _, __: [], lambda name, k: [f"{name}, {k + 3}.05.2021", "Tarrenk"]),
    "rule": (lambda name, _: ["* * *", name], lambda _, __: []),
}  # fmt: skip


def write(tongue: Tongue, frame: tuple[Lines, Lines], head: str = "Melvok ({n})") -> str:
    """A page as crawlers store it."""
    lines = [*tongue.article, *([head.format(n=len(tongue.comments))] if head else [])]
    for k, (name, comment) in enumerate(zip(tongue.names, tongue.comments, strict=True)):
        lines += [*frame[0](name, k), comment, *frame[1](name, k)]
    return "\n".join(lines)


def said(page: Page) -> list[str]:
    return [comment.text for comment in page.comments]


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("frame", FRAMES)
def test_comments_in_frames_that_nobody_listed(language: str, frame: str) -> None:
    if language == "japanese" and frame != "rule":
        pytest.xfail("short comments in a script without spaces, in a frame without known words, are not seen")
    tongue = TONGUES[language]
    page = CLEANER.clean(write(tongue, FRAMES[frame]), kind="text")
    assert said(page) == list(tongue.comments)
    assert page.article is not None
    assert all(paragraph in page.article.text for paragraph in tongue.article)
    assert page.comments_confidence is not None
    assert page.comments_confidence > 0.1


@pytest.mark.parametrize(
    "frame", ["name-control", "name-date-controls", "says", "number-name", "profile", "signed", "rule"]
)
def test_names_are_read(frame: str) -> None:
    page = CLEANER.clean(write(ENGLISH, FRAMES[frame]), kind="text")
    assert [comment.author for comment in page.comments] == list(ENGLISH.names)


@pytest.mark.parametrize("frame", ["name-date-controls", "profile"])
def test_a_head_is_not_needed(frame: str) -> None:
    assert said(CLEANER.clean(write(ENGLISH, FRAMES[frame], head=""), kind="text")) == list(ENGLISH.comments)


@pytest.mark.parametrize("frame", ["name-date-controls", "profile", "signed"])
def test_days_are_read(frame: str) -> None:
    page = CLEANER.clean(write(ENGLISH, FRAMES[frame]), kind="text")
    if frame != "name-date-controls":  # there the month is of no language
        assert [(comment.date or "")[:10] for comment in page.comments] == [f"2021-05-0{k + 3}" for k in range(5)]


def test_short_answers_are_comments() -> None:
    comments = (*ENGLISH.comments[:2], "Yes", *ENGLISH.comments[2:3], "lol")
    page = CLEANER.clean(write(ENGLISH._replace(comments=comments), FRAMES["name-date-controls"]), kind="text")
    assert said(page) == list(comments)


def test_a_number_tells_the_parent() -> None:
    comments = (*ENGLISH.comments[:3], f">>2 {ENGLISH.comments[3]}", ENGLISH.comments[4])
    page = CLEANER.clean(write(ENGLISH._replace(comments=comments), FRAMES["number-name"]), kind="text")
    assert [c.parent_id for c in page.comments] == [None, None, None, page.comments[1].id, None]


PARAGRAPHS = (*ENGLISH.article, *(f"{p} So it was told on both banks of the river that day." for p in ENGLISH.article))
LISTS = {
    "article": list(PARAGRAPHS),
    "interview": [x for k, p in enumerate(PARAGRAPHS) for x in (("Velt:", "Marla Quint:")[k % 2], p)],
    "questions": [x for p in PARAGRAPHS for x in (f"What about the {' '.join(p.split()[1:4])}?", p)],
    "steps": [x for k, p in enumerate(PARAGRAPHS) for x in (f"Tark {k + 1}", p)],
    "ticker": [x for k, p in enumerate(PARAGRAPHS) for x in (f"{21 - k}:{k * 7 % 60:02}", p)],
    "changes": [x for k, p in enumerate(PARAGRAPHS) for x in (f"2.{9 - k}.0 (2021-05-0{9 - k})", f"- {p[:50]}",
    f"- {p[50:90]}")],
    "teasers": [x for k, p in enumerate(PARAGRAPHS) for x in (" ".join(p.split()[:6]), f"{k + 1}.05.2021",
    f"{p[:70]}…", "Velk orrim")],
    "prices": [x for k, p in enumerate(PARAGRAPHS) for x in (" ".join(p.split()[1:4]), f"{k * 7 + 3},90 €",
    "Velk orrim")],
    "events": [x for k, p in enumerate(PARAGRAPHS) for x in (f"{k + 11}.05.2021", " ".join(p.split()[:4]),
    "Old pier", p)],
    "index": [x for k, p in enumerate(PARAGRAPHS)
              for x in (" ".join(p.split()[:7]), f"Velt {ENGLISH.names[k % 5]}, {k + 11}.05.2021", str(k), str(k * 9))],
    "refrain": [x for p in PARAGRAPHS for x in (p, "And nobody on the bank said a word.")],
    "staff": [x for k, p in enumerate(PARAGRAPHS[:5]) for x in (ENGLISH.names[k], "Velk orrim", p)],
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_what_repeats_in_an_article_is_its_own(name: str) -> None:
    page = CLEANER.clean("\n".join(["The ferry is back", *LISTS[name]]), kind="text")
    assert said(page) == []


def test_lines_that_read_alike_have_the_same_keys() -> None:
    keys = dict(
        zip(KEYS, read_characters(["Reply (12)", "reply (3)", "Anna Reed", "Bea Cole", "Reply now"]).keys, strict=True)
    )
    assert keys["figures"][0] == keys["figures"][1]
    assert keys["same"][0] != keys["same"][1]
    assert keys["shape"][2] == keys["shape"][3] != keys["shape"][0]
    assert keys["begins"][0] == keys["begins"][4] != keys["begins"][2]
    assert len({*keys["same"].tolist()}) == 5


def test_recurrence_tells_what_a_head_declares() -> None:
    key = np.array([9, 1, 5, 1, 6, 1, 7], np.uint64)  # three times the same line, texts between
    prose = np.array([0, 0, 20, 20, 40, 40, 60.0])

    def columns(heads: Heads) -> dict[str, list[float]]:
        (rows,) = read_recurrence(Recurrence(key[None]), Around(prose, np.ones(7), key), heads)
        return {name: np.asarray(row, float).tolist() for name, row in zip(COLUMNS, rows, strict=True)}

    told = columns(Heads(np.array([3]), np.array([0])))
    assert told["declared"] == [0, 1, 0, 1, 0, 1, 0]
    assert columns(Heads(np.array([4]), np.array([0])))["declared"] == [0] * 7
    assert columns(Heads(np.array([4]), np.array([0])))["nearly"][1] == 1
    assert columns(Heads(np.array([3]), np.array([6])))["declared"] == [0] * 7  # a head stands above
    assert told["even"][3] == told["prosy"][3] == 1


def test_heads_have_one_number_and_no_time() -> None:
    texts = ["Melvok (5)", "12:30", "5 melvok, 7 tark", "Melvok", "3 velt", "2021-05-06"]
    heads = find_heads(read_numbers(texts, np.ones(6)), np.array([len(t) for t in texts]))
    assert dict(zip(heads.positions.tolist(), heads.numbers.tolist(), strict=True)) == {0: 5, 4: 3}


def log_odds_of(tags: Sequence[int], doubts: dict[int, dict[int, float]]) -> np.ndarray:
    """Log-odds of lines that are surely these tags, but for the doubtful ones."""
    odds = np.full((len(tags), len(TAGS)), 0.001)
    odds[np.arange(len(tags)), tags] = 0.99
    for position, chances in doubts.items():
        for tag, chance in chances.items():
            odds[position, tag] = chance
    found: np.ndarray = np.log(odds / odds.sum(1, keepdims=True))
    return found


STEPS = load_reader().tagger.steps
PLAIN = [OUTSIDE, OUTSIDE, AUTHOR, FIRST, AUTHOR, FIRST, AUTHOR, FIRST, OUTSIDE]


@pytest.mark.parametrize(
    ("numbers", "comments"), [([], 2), ([3], 3), ([2], 2), ([9], 2)], ids=["none", "one-more", "as-many", "other"]
)
def test_the_declared_number_is_preferred(numbers: list[int], comments: int) -> None:
    doubt = {6: {OUTSIDE: 0.51, AUTHOR: 0.48}, 7: {OUTSIDE: 0.6, FIRST: 0.39}}
    heads = Heads(np.array(numbers, int), np.array([1] * len(numbers), int))
    reading = read_tags(log_odds_of(PLAIN, doubt), STEPS, heads)
    assert reading is not None
    assert len(reading.firsts) == comments
    assert (reading.declared is not None) == (numbers in ([2], [3]))


def test_two_that_touch_are_one_where_others_stand_apart() -> None:
    tags = [*[AUTHOR, FIRST] * 8, FURTHER, OUTSIDE]
    doubt = {16: {FURTHER: 0.4, FIRST: 0.59}}
    none = Heads(np.zeros(0, int), np.zeros(0, int))
    reading = read_tags(log_odds_of(tags, doubt), STEPS, none)
    assert reading is not None
    assert len(reading.firsts) == 8


def test_nothing_is_read_where_nothing_begins() -> None:
    none = Heads(np.zeros(0, int), np.zeros(0, int))
    assert read_tags(log_odds_of([OUTSIDE] * 9, {}), STEPS, none) is None
    assert read_tags(np.zeros((0, len(TAGS))), STEPS, none) is None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([AUTHOR, FIRST, FOOT, AUTHOR, HEAD, FIRST, FURTHER, FOOT, OUTSIDE], [(0, 3, (1,)), (3, 8, (5, 6))]),
        ([FIRST, SIGNED, FIRST, SIGNED, OUTSIDE], [(0, 2, (0,)), (2, 4, (2,))]),
        ([HEAD, FIRST, HEAD, FOOT, HEAD, FIRST], [(0, 2, (1,)), (2, 6, (5,))]),
        ([OUTSIDE, FIRST, FIRST], [(1, 2, (1,)), (2, 3, (2,))]),
        ([OUTSIDE, OUTSIDE], []),
    ],
    ids=["heads-and-feet", "feet", "nothing-below-the-last", "touching", "none"],
)
def test_lines_between_comments_belong_to_one(
    tags: list[int], expected: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    assert [tuple(item) for item in make_items(np.array(tags), log_odds_of(tags, {}))] == expected


@pytest.mark.parametrize("text", ["x", "\u200b", "1", "???\n!!!", "a\n" * 50, "\U0001f600\n" * 3, "0" * 5000])
def test_odd_texts_have_finite_features(text: str) -> None:
    lines = [line for line in text.split("\n") if line]
    blocks = [Block(i, line, "line", None, 0) for i, line in enumerate(lines)]
    evidence = read_evidence(blocks, {}, {})
    assert evidence.rows.shape == (len(lines), len(names()))
    assert np.isfinite(evidence.rows).all()
    assert np.isfinite(load_reader().tagger.log_odds(evidence.rows)).all()


def test_the_file_is_read_back() -> None:
    content = to_bytes(load_reader())
    assert to_bytes(from_bytes(content)) == content
    assert len(content) < 130_000


def write_posts(
    names: Sequence[str], texts: Sequence[str], above: Callable[[int], Sequence[str]] = lambda _: (), clock: str = ""
) -> Page:
    """A page of an article, a head and posts: the name, more lines, a day and the words of each; then a control."""
    lines = [*ENGLISH.article, f"{len(texts)} Comments"]
    for k, (name, text) in enumerate(zip(names, texts, strict=True)):
        lines += [name, *above(k), f"May {k + 3}, 2021{clock}", *text.split("\n"), "Reply"]
    return CLEANER.clean("\n".join(lines), kind="text")


BADGES = [
    pytest.param("Marla Quint Moderator", "Marla Quint", id="a rank"),
    pytest.param("oldpilot · OP", "oldpilot", id="who began"),
    pytest.param("Teo V. [verified]", "Teo V.", id="brackets"),
    pytest.param("anna_77 @oldpilot", "anna_77", id="whom it answers"),
    pytest.param("Rye Harvester Discussion starter", "Rye Harvester", id="two words"),
    pytest.param("Otto Modler", "Otto Modler", id="a name that begins like a rank"),
]


@pytest.mark.parametrize(("line", "name"), BADGES)
def test_a_badge_is_no_part_of_a_name(line: str, name: str) -> None:
    page = write_posts(["Bea Cole", "ferryman", line, "Carl Ott", "dune"], ENGLISH.comments)
    assert [comment.author for comment in page.comments] == ["Bea Cole", "ferryman", name, "Carl Ott", "dune"]


def test_what_a_post_quotes_names_and_dates_nobody() -> None:
    said = list(ENGLISH.comments)
    said[3] = f"{ENGLISH.names[0]}, May 3, 2021 10:15:\n{said[0]}\n{said[3]}"
    page = write_posts(ENGLISH.names, said, clock=" 10:15")
    assert [comment.author for comment in page.comments] == list(ENGLISH.names)
    assert [(comment.date or "")[:10] for comment in page.comments] == [f"2021-05-0{k + 3}" for k in range(5)]
    assert page.comments[3].parent_id == page.comments[0].id
    assert page.comments[3].text == ENGLISH.comments[3]


OTHER_DAYS = [
    pytest.param(lambda k: ["Joined", f"Mar {9 - k * 4 % 7}, 200{k * 3 % 5}", "Messages", "12"], id="a label above"),
    pytest.param(lambda k: [f"Joined: Mar {9 - k}, 200{k * 3 % 5}"], id="a label before it"),
    pytest.param(lambda k: [f"edited Jun {k + 11}, 2022"], id="when it was changed"),
]


@pytest.mark.parametrize("more", OTHER_DAYS)
def test_a_day_of_something_else_is_no_date(more: Callable[[int], list[str]]) -> None:
    page = write_posts(ENGLISH.names, ENGLISH.comments, more)
    assert [comment.date for comment in page.comments] == [f"2021-05-0{k + 3}" for k in range(5)]


def test_who_is_spoken_to_is_answered() -> None:
    said = list(ENGLISH.comments)
    said[2], said[4] = f"@{ENGLISH.names[0]} {said[2]}", f"{ENGLISH.names[3]}, {said[4]}"
    first, _, third, fourth, last = write_posts(ENGLISH.names, said).comments
    assert (third.parent_id, last.parent_id) == (first.id, fourth.id)


MARGINS = [
    pytest.param((0, 2, 4, 0, 2), (None, 0, 1, None, 3), id="a step at a time"),
    pytest.param((0, 0, 0, 0, 0), (None,) * 5, id="flat"),
    pytest.param((0, 4, 2, 0, 4), (None,) * 5, id="further in for another reason"),
]


@pytest.mark.parametrize(("margins", "parents"), MARGINS)
def test_an_answer_stands_further_in(margins: Sequence[int], parents: Sequence[int | None]) -> None:
    lines = [*ENGLISH.article, "5 Comments"]
    for k, (name, text, margin) in enumerate(zip(ENGLISH.names, ENGLISH.comments, margins, strict=True)):
        lines += [" " * margin + line for line in (name, f"May {k + 3}, 2021", text, "Reply")]
    page = CLEANER.clean("\n".join(lines), kind="text")
    assert [c.parent_id for c in page.comments] == [None if p is None else page.comments[p].id for p in parents]
