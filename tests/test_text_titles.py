"""Which line of a stripped text is its title: the evidence, a point on each side of every number."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner

TEXTS = (
    "The ferry has been out of service since the storm, and the town does not know when it will run again in spring.",
    "The harbour master keeps the boat at home for the winter, and the old bridge is the only way over the river.",
    "People who live on the far bank now walk for an hour to the market, and some of them have begun to row over.",
)
MENU = ["Home", "News", "Sport", "Weather", "Jobs", "Contact", "Login", "Search"]
NUMBERS = ["12", "7", "3", "9"]
DATE = "5 March 2024"
OTHERS = "Ten bright ideas for your very own summer garden party"  # ten words, none of them in the text
HALF = "The harbour in summertime sunshine"
SAID = f"{OTHERS} | Garden Post"

HEADS = [
    ("all its words stand in the text", ["The harbour at home"], "The harbour at home"),
    ("none of them does", ["Subscribe today, save money"], None),
    ("half of them do", [HALF], None),
    ("three lines before the text", ["The harbour at home", *NUMBERS[:2]], "The harbour at home"),
    ("four lines before it", ["The harbour at home", *NUMBERS[:3]], None),
    ("four lines, and over a date", ["The harbour at home", DATE, *NUMBERS[:2]], "The harbour at home"),
    ("four lines, and over a name", ["The harbour at home", "Ann Reed", *NUMBERS[:2]], "The harbour at home"),
    ("a date in the fourth line behind it", ["The harbour at home", *NUMBERS[:3], DATE], None),
    ("long, over a date, in other words", [OTHERS, DATE], None),
    ("long, over a date, and said twice", [SAID, OTHERS, DATE], OTHERS),
    ("long and said twice", [SAID, OTHERS], None),
    ("the better of two", ["The harbour at home", "Sign up for free gifts"], "The harbour at home"),
    ("long, nine words", [SAID.replace("own ", ""), OTHERS.replace("own ", ""), DATE], OTHERS.replace("own ", "")),
    ("long, over a date and said twice, two lines more", [SAID, OTHERS, DATE, "12", "7"], OTHERS),
    ("and four", [SAID, OTHERS, DATE, "12", "7", "8", "9"], None),
    (
        "half of them do, over a date",
        ["The harbour in summertime sunshine", DATE],
        "The harbour in summertime sunshine",
    ),
    ("a name is no title", ["The harbour at home", "Ann Reed and Tom Hale", DATE], "The harbour at home"),
    ("a photographer is none", ["The harbour at home", "Photo: Harbour Town Ferry"], "The harbour at home"),
    ("a sentence is none", ["The harbour at home.", DATE], None),
    ("its words begin the text", ["The ferry has been out"], "The ferry has been out"),
    ("its words begin the next line", ["The harbour at home", "The harbour in winter", "7"], "The harbour in winter"),
]


@pytest.mark.parametrize(("why", "head", "title"), HEADS, ids=[why for why, _, _ in HEADS])
def test_the_line_for_which_most_speaks(cleaner: Cleaner, why: str, head: list[str], title: str | None) -> None:
    article = cleaner.clean("\n".join([*MENU, *head, *TEXTS]), kind="text").article
    assert article is not None, why
    assert article.title == title


FAR = "The town and the harbour and the bridge over the old river"


@pytest.mark.parametrize(("between", "title"), [(14, FAR), (15, None)])
def test_lines_far_above_the_text_are_not_looked_at(cleaner: Cleaner, between: int, title: str | None) -> None:
    lines = [*MENU, f"Garden Post | {FAR}", FAR, DATE, *(str(n) for n in range(between))]
    article = cleaner.clean("\n".join([*lines, *TEXTS]), kind="text").article
    assert article is not None
    assert article.title == title


SHORT = [
    (["Brücke zu - was tun?"], "Brücke zu - was tun?"),
    (["Rower na zimę, co zmienić? | Forum", "Forum", "Rower na zimę, co zmienić?"], "Rower na zimę, co zmienić?"),
    (["Quiz of the week | Forum", "Forum", "Rower na zimę, co zmienić?"], "Quiz of the week | Forum"),
    (["Two words"], None),
]


@pytest.mark.parametrize(("head", "title"), SHORT)
def test_without_chrome_the_first_line_that_can_be_one_is_the_title(
    cleaner: Cleaner, head: list[str], title: str | None
) -> None:
    article = cleaner.clean("\n".join([*head, *TEXTS]), kind="text").article
    assert article is not None
    assert article.title == title


UNSPACED = [
    (["巷口的修鞋摊"], "巷口的修鞋摊"),
    (["免费订阅本报获取优惠"], None),
]
CHINESE = (
    "巷口的修鞋摊已经摆了三十年，今年春天老师傅终于收了一个徒弟，街坊们都替他高兴，"
    "从早到晚都有人来看这个姑娘怎样把一只旧鞋修得像新的一样。"
)


@pytest.mark.parametrize(("head", "title"), UNSPACED)
def test_letters_count_where_no_spaces_part_words(cleaner: Cleaner, head: list[str], title: str | None) -> None:
    menu = ["首页", "新闻", "体育", "天气", "招聘", "联系", "登录", "搜索"]
    article = cleaner.clean("\n".join([*menu, *head, CHINESE, CHINESE[7:], CHINESE[20:]]), kind="text").article
    assert article is not None
    assert article.title == title
