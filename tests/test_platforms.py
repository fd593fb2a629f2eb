"""Platform files: the selector language, the schema, and a case with its scrambled twin for each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagewinnow.document import Skeleton, Source
from pagewinnow.find.threads import find_thread
from pagewinnow.find.view import View
from pagewinnow.findings import Findings, Thread
from pagewinnow.options import Options
from pagewinnow.rules import load_rules
from pagewinnow.rules.platforms import Detector, load_platforms
from pagewinnow.rules.selectors import Index, parse_selector
from pagewinnow.segment import segment
from pagewinnow.testing import Case, find_cases
from twins import scramble

ROOT = Path(__file__).parent.parent
CASES = {case.folder.name: case for case in find_cases(ROOT / "fixtures" / "cases" / "platform")}
# What structure alone cannot see, and why: the twins of these are not asked for.
NO_TWIN = {
    "github": "the scorer of groups does not know it for posts without its class names",
    "nodebb": "its times are in attributes alone",
    "phpbb2": "name and text of a post are in different rows",
    "stackexchange": "two comments of a kind are too few to be found beside the answers",
    "substack": "its times are of a kind that no language pack has, its controls touch",
}
NO_NESTING = {"coral", "reddit-new"}  # it is told by classes or attributes alone


def look(html: str, language: str = "en") -> tuple[View, Thread | None]:
    rules = load_rules()
    document = segment(Source(html, "html", None, None, ""))
    hits = rules.matcher([language]).match_all([block.text for block in document.blocks])
    view = View(document, rules, Options(), found=Findings(language=language, phrases=hits))
    return view, find_thread(view)


def texts(view: View, thread: Thread) -> list[str]:
    blocks = view.document.blocks
    return [
        " ".join(blocks[p.position].text[p.start : p.end] for p in post.parts if p.role == "text")
        for post in thread.posts
    ]


@pytest.mark.parametrize("name", [platform.name for platform in load_platforms() if platform.item])
def test_every_platform_has_a_case(name: str) -> None:
    assert name in CASES


@pytest.mark.parametrize("case", [pytest.param(c, id=n) for n, c in CASES.items()])
def test_the_platform_finds_its_own_case(case: Case) -> None:
    view, thread = look(case.page.read_text(encoding="utf-8"))
    assert thread is not None
    assert thread.witness in {f"platform/{case.folder.name}", "declared"}
    assert [post.author for post in thread.posts] == case.expect["authors"]
    assert all(post.date_raw for post in thread.posts)
    assert thread.is_page == (case.expect["page_kind"] == "thread")
    if "parents" in case.expect:
        assert [-1 if post.parent is None else post.parent for post in thread.posts] == case.expect["parents"]
    words = "\n".join(texts(view, thread))
    assert [keep for keep in case.keeps if keep not in words] == []
    assert [drop for drop in case.drops if drop in words] == []


@pytest.mark.parametrize("case", [pytest.param(c, id=n) for n, c in CASES.items() if n not in NO_TWIN])
def test_structure_finds_the_scrambled_twin(case: Case) -> None:
    view, thread = look(scramble(case.page.read_text(encoding="utf-8")))
    assert thread is not None
    assert thread.witness == "structure"
    assert [post.author for post in thread.posts] == case.expect["authors"]
    words = texts(view, thread)
    assert all(any(keep in text for text in words) for keep in case.keeps)
    if "parents" in case.expect and case.folder.name not in NO_NESTING:
        assert [-1 if post.parent is None else post.parent for post in thread.posts] == case.expect["parents"]


SKELETON = Skeleton(
    ["html", "ul", "li", "b", "li", "my-part"],
    [-1, 0, 1, 2, 1, 4],
    [{}, {"class": "list"}, {"class": "item one", "id": "c-12"}, {"title": "a b"}, {"class": "item"}, {"lang": "en"}],
    [6, 6, 4, 4, 6, 6],
    [0] * 6,
    [1] * 6,
)
SELECTED = [
    ("li", [2, 4]),
    (".item", [2, 4]),
    ("li.one", [2]),
    (".list .item.one b", [3]),
    ("#c-12", [2]),
    ("[id^=c-]", [2]),
    ("[title=a b]", [3]),
    (".list [lang]", [5]),
    ("my-part", [5]),
    (".one my-part", []),
    (".two", []),
    ("[class$=one]", [2]),
    ("[class*=te]", [2, 4]),
]


@pytest.mark.parametrize(("source", "nodes"), SELECTED)
def test_a_selector_selects(source: str, nodes: list[int]) -> None:
    assert Index(SKELETON).select(parse_selector(source)) == nodes


@pytest.mark.parametrize("source", ["", "a > b", "li:first-child", "[", "a,b", ".a*"])
def test_what_is_no_selector_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        parse_selector(source)


def test_a_users_file_replaces_the_packages_own(tmp_path: Path) -> None:
    folder = tmp_path / "platforms"
    folder.mkdir()
    (folder / "wordpress.toml").write_text('detect = [".mine"]\nitem = [".mine li"]', encoding="utf-8")
    mine = {platform.name: platform for platform in load_platforms((tmp_path,))}
    assert [selector.source for selector in mine["wordpress"].item] == [".mine li"]
    assert mine.keys() == {platform.name for platform in load_platforms()}


def test_a_page_of_no_platform_shows_none() -> None:
    assert Detector(load_platforms()).detect(Index(SKELETON)) == []
