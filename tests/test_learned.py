"""The learned labeller: what it says does not hang on the language, and its arrays say what they should."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from time import process_time

import numpy as np
import pytest

from pagewinnow.document import Document, Source
from pagewinnow.learned import Scores, model_digest, score_blocks, text_columns
from pagewinnow.learned.base import Table, Tables
from pagewinnow.learned.features import HTML_NAMES, TEXT_NAMES, columns, names_of, read
from pagewinnow.learned.model import add_pools, choose, digest, from_bytes, to_bytes
from pagewinnow.learned.pools import group
from pagewinnow.learned.text_columns import COUNTS, read_texts
from pagewinnow.learned.tree_columns import read_tree
from pagewinnow.segment import segment

# One page in many languages: its menu, title, three paragraphs, links to other pages, and foot.
LANGUAGES = {
    "en": """
Home | News | Sport | Contact

The old mill by the river is open again

For thirty years the wheel stood still, and the river ran past it. Last week, early in the morning, a dozen
people came with ropes and tools, and by noon it turned.

The miller's granddaughter had kept the plans in a drawer. She never believed that anyone would ask for them,
she says; now the drawer is empty, and flour is in the air.

Whether the mill can live from its bread, nobody knows. The first loaves were gone within an hour, and the
village has not talked about anything else since.

Bridge closed until May | School choir wins prize | New bus to the lake

Imprint | Privacy | Terms
""",
    "de": """
Start | Nachrichten | Sport | Kontakt

Die alte Mühle am Fluss mahlt wieder

Dreißig Jahre lang stand das Rad still, und der Fluss lief daran vorbei. Vorige Woche kamen früh am Morgen ein
Dutzend Leute mit Seilen und Werkzeug, und am Mittag drehte es sich.

Die Enkelin des Müllers hatte die Pläne in einer Schublade verwahrt. Sie habe nie geglaubt, dass jemand danach
fragt, sagt sie; jetzt ist die Schublade leer, und Mehl liegt in der Luft.

Ob die Mühle von ihrem Brot leben kann, weiß niemand. Die ersten Laibe waren in einer Stunde fort, und das Dorf
redet seither von nichts anderem.

Brücke bis Mai gesperrt | Schulchor gewinnt Preis | Neuer Bus zum See

Impressum | Datenschutz | Bedingungen
""",
    "fr": """
Accueil | Actualités | Sport | Contact

Le vieux moulin au bord de la rivière tourne de nouveau

Pendant trente ans, la roue est restée immobile, et la rivière passait à côté. La semaine dernière, tôt le
matin, une douzaine de gens sont venus avec des cordes, et à midi elle tournait.

La petite-fille du meunier avait gardé les plans dans un tiroir. Elle n'a jamais cru que quelqu'un les
demanderait, dit-elle ; le tiroir est vide maintenant, et la farine vole.

Le moulin peut-il vivre de son pain ? Personne ne le sait. Les premières miches ont disparu en une heure, et le
village ne parle plus d'autre chose.

Pont fermé jusqu'en mai | La chorale gagne un prix | Un bus pour le lac

Mentions | Vie privée | Conditions
""",
    "es": """
Inicio | Noticias | Deportes | Contacto

El viejo molino junto al río vuelve a moler

Durante treinta años la rueda estuvo quieta, y el río pasaba de largo. La semana pasada, de madrugada, llegó una
docena de personas con cuerdas y herramientas, y al mediodía giraba.

La nieta del molinero guardaba los planos en un cajón. Nunca creyó que alguien los pidiera, dice; ahora el cajón
está vacío, y la harina flota en el aire.

Si el molino puede vivir de su pan, nadie lo sabe. Los primeros panes se acabaron en una hora, y el pueblo no
habla de otra cosa desde entonces.

Puente cerrado hasta mayo | El coro gana un premio | Nuevo autobús al lago

Aviso | Privacidad | Condiciones
""",
    "ru": """
Главная | Новости | Спорт | Контакты

Старая мельница у реки снова мелет

Тридцать лет колесо стояло, и река бежала мимо него. На прошлой неделе рано утром пришла дюжина людей с
верёвками и инструментом, и к полудню оно завертелось.

Внучка мельника хранила чертежи в ящике стола. Она никогда не верила, что кто-нибудь о них спросит, говорит она;
теперь ящик пуст, а в воздухе стоит мука.

Сможет ли мельница жить своим хлебом, не знает никто. Первые буханки разошлись за час, и в деревне с тех пор ни
о чём другом не говорят.

Мост закрыт до мая | Школьный хор победил | Новый автобус к озеру

Выходные данные | Приватность | Условия
""",
    "ar": """
الرئيسية | الأخبار | الرياضة | اتصل

الطاحونة القديمة عند النهر تدور من جديد

ثلاثين سنة وقفت العجلة ساكنة، والنهر يجري بجانبها. في الأسبوع الماضي جاء في الصباح الباكر اثنا عشر رجلا بالحبال
والأدوات، وعند الظهر دارت العجلة.

كانت حفيدة الطحان تحفظ المخططات في درج مكتبها. لم تصدق يوما أن أحدا سيسأل عنها، كما تقول؛ والآن الدرج فارغ
والدقيق يملأ الهواء.

هل تستطيع الطاحونة أن تعيش من خبزها؟ لا أحد يعرف. نفدت الأرغفة الأولى في ساعة واحدة، والقرية لا تتحدث منذ ذلك
اليوم عن شيء آخر.

الجسر مغلق حتى مايو | جوقة المدرسة تفوز | حافلة جديدة إلى البحيرة

من نحن | الخصوصية | الشروط
""",
    "ja": """
ホーム | ニュース | スポーツ | 連絡先

川辺の古い水車小屋がふたたび動き出す

三十年のあいだ水車は止まったままで、川はその脇を流れていた。先週の早朝、十二人ほどが縄と道具を持って
集まり、正午には水車が回り始めた。村の人々は橋の上から拍手を送った。

粉屋の孫娘は設計図を引き出しにしまっていた。誰かが尋ねてくるとは思ってもみなかった、と彼女は言う。い
ま引き出しは空になり、小屋には小麦粉が舞っている。

水車小屋がパンだけでやっていけるかどうかは、誰にもわからない。最初のパンは一時間で売り切れ、それ以来
、村ではほかの話題が出ることはない。

橋は五月まで通行止め | 合唱部が賞を受賞 | 湖行きの新しいバス

運営者 | 個人情報 | 規約
""",
    "zh": """
首页 | 新闻 | 体育 | 联系

河边的老磨坊又转起来了

三十年来,水轮一动不动,河水从它旁边流过。上个星期的一个清早,十几个人带着绳子和工具来到这里,到了中
午,水轮终于转了起来,桥上的人都鼓起了掌。

磨坊主的孙女把图纸一直收在抽屉里。她说,从来没有想到会有人来要;现在抽屉空了,空气里飘着面粉,屋子里
又有了当年的味道和声音。

磨坊能不能靠卖面包活下去,谁也不知道。第一批面包一个小时就卖光了,从那以后,村子里的人就再也没有谈过
别的事情。

大桥封闭到五月 | 学校合唱团获奖 | 开往湖边的新公交

关于 | 隐私 | 条款
""",
}
SHAPES = {
    "named": (
        '<html><head><title>{title}</title></head><body><div class="header"><ul class="menu">{menu}</ul></div>'
        '<div class="content"><div class="post"><h1>{title}</h1>{body}</div></div>'
        '<div class="sidebar"><h3>+</h3><ul>{more}</ul></div><div class="footer">{foot}</div></body></html>'
    ),
    "tags": (
        "<html><head><title>{title}</title></head><body><header><nav><ul>{menu}</ul></nav></header>"
        "<main><article><h1>{title}</h1>{body}</article></main>"
        "<aside><ul>{more}</ul></aside><footer>{foot}</footer></body></html>"
    ),
    "bare": (
        "<html><head><title>{title}</title></head><body><div><ul>{menu}</ul></div><div><div><h1>{title}</h1>{body}</div></div>"
        "<div><ul>{more}</ul></div><div>{foot}</div></body></html>"
    ),
}


def _document(text: str, kind: str = "html") -> Document:
    return segment(Source(text, "html" if kind == "html" else "text", None, None, ""))


def _read(language: str) -> tuple[list[str], str, list[str], list[str], list[str]]:
    glue = "" if language in ("ja", "zh") else " "
    menu, title, *body, more, foot = (part.replace("\n", glue) for part in LANGUAGES[language].strip().split("\n\n"))
    return menu.split(" | "), title, body, more.split(" | "), foot.split(" | ")


def _page(language: str, shape: str) -> tuple[Document, set[str], set[str]]:
    menu, title, body, more, foot = _read(language)

    def links(texts: list[str]) -> str:
        return "".join(f'<li><a href="/{i}">{text}</a></li>' for i, text in enumerate(texts))

    page = SHAPES[shape].format(
        title=title,
        menu=links(menu),
        body="".join(f"<p>{text}</p>" for text in body),
        more=links(more),
        foot="".join(f'<a href="/{text}">{text}</a> ' for text in foot),
    )
    return _document(page), set(body), {*menu, *more, " ".join(foot)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_do_not_hang_on_the_language(language: str, shape: str) -> None:
    document, body, chrome = _page(language, shape)
    scores = score_blocks(document)
    said = {block.text: float(p) for block, p in zip(document.blocks, scores.body, strict=True)}
    assert {text: said[text] for text in body if said[text] <= 0.5} == {}
    assert {text: said[text] for text in chrome if said[text] >= 0.5} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_text_do_not_hang_on_the_language(language: str) -> None:
    menu, title, body, more, foot = _read(language)
    document = _document("\n".join([*menu, title, *body, *more, *foot]), "text")
    scores = score_blocks(document)
    said = {block.text: float(p) for block, p in zip(document.blocks, scores.body, strict=True)}
    assert min(said[text] for text in body) > max(said[text] for text in (*menu, *foot))
    assert {text: said[text] for text in body if said[text] < scores.threshold} == {}
    assert {text: said[text] for text in (*menu, *foot) if said[text] >= scores.threshold} == {}


@pytest.mark.parametrize("text", ["", "<p>", "<html><body></body></html>"])
def test_a_page_without_blocks_has_no_scores(text: str) -> None:
    scores = score_blocks(_document(text))
    assert (len(scores.body), scores.confidence) == (0, 0.0)


@pytest.mark.parametrize(
    "page",
    [
        "<p>one",
        "<p>.</p>",
        "<p>\U0001f600\U0001f600</p>",
        "<div>" * 300 + "deep",
        "<p>" + "long " * 30_000,
        "<ul>" + "<li>same</li>" * 3_000 + "</ul>",
        "<table><tr><td>a<td>b</table><br><br>text",
        '<p class="' + "x" * 10_000 + '">y',
    ],
    ids=["one", "stop", "emoji", "deep", "long", "many", "table", "class"],
)
@pytest.mark.parametrize("kind", ["html", "text"])
def test_odd_pages_have_finite_scores(page: str, kind: str) -> None:
    document = _document(page, kind)
    scores = score_blocks(document)
    assert isinstance(scores, Scores)
    assert len(scores.body) == len(document.blocks)
    assert np.isfinite(scores.body).all()
    assert 0 <= float(scores.body.min()) <= float(scores.body.max()) <= 1
    assert 0 <= scores.confidence <= 1


def test_the_same_page_has_the_same_scores() -> None:
    document, _, _ = _page("en", "named")
    once, other = score_blocks(document), score_blocks(_page("de", "tags")[0])
    again = score_blocks(document)
    assert once.body.tobytes() == again.body.tobytes() != other.body.tobytes()
    assert (once.threshold, once.confidence) == (again.threshold, again.confidence)
    assert len(model_digest()) == 12


def test_names_fit_columns() -> None:
    for document, names in ((_page("en", "named")[0], HTML_NAMES), (_document("One\nTwo words.", "text"), TEXT_NAMES)):
        raw = read(document)
        rows = columns(raw, _no_tables())
        assert rows.shape == (len(document.blocks), len(names))
        assert names_of(raw) == names
        assert len(set(names)) == len(names)
        assert np.isfinite(rows).all()


def _no_tables() -> Tables:
    nothing = Table(np.zeros(0, np.uint32), np.zeros(0, np.float32))
    return Tables(nothing, nothing, nothing)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two words.",
            {"chars": 10, "words": 2, "letters": 8, "upper": 1, "stops": 1, "first_upper": 1, "last_stop": 1},
        ),
        ("5 apples, 12 pears", {"words": 4, "digits": 3, "commas": 1, "first_digit": 1, "last_stop": 0}),
        ("\u7d9a\u304d\u3092\u8aad\u3080\u3002", {"words": 2.5, "letters": 5, "unspaced": 5, "stops": 1}),
        ("\u0645\u0631\u062d\u0628\u0627\u061f", {"words": 1, "letters": 5, "stops": 1}),
        ("a\nb", {"lines": 1, "words": 2}),
        ("\u20ac5", {"symbols": 1, "digits": 1, "words": 1}),
    ],
)
def test_counts(text: str, expected: dict[str, float]) -> None:
    for texts in ([text], ["before", text, "after"]):
        row = dict(zip(COUNTS, read_texts(texts).counts[:, texts.index(text)].tolist(), strict=True))
        assert {name: row[name] for name in expected} == expected


def test_a_long_block_is_counted_like_a_short_one() -> None:
    short, long = "Ab1. ", "Ab1. " * 20_000
    one, many = (read_texts([text]).counts[:11, 0] for text in (short, long))
    assert (one * 20_000).tolist() == many.tolist()


def test_words_have_the_same_hash_wherever_they_stand() -> None:
    found = read_texts(["fox", "the Fox and the fox", "x1 x2"])
    hashes = [found.hashes[found.owner == i].tolist() for i in range(3)]
    assert hashes[1].count(hashes[0][0]) == 2
    assert hashes[2][0] == hashes[2][1]
    assert hashes[0][0] == found.key[0]


@pytest.mark.parametrize("part", [1, 9, 12])
def test_texts_read_in_parts_have_the_same_columns(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["fox", "the Fox and the fox.", "x1\n2,", "\u7d9a\u304d\u3092 5"]
    whole = read_texts(texts)
    monkeypatch.setattr(text_columns, "_PART", part)
    parts = read_texts(texts)
    for name in ("counts", "key", "hashes", "owner"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name


def test_the_tree_knows_what_each_element_holds() -> None:
    document = _document('<div class="a"><p>one</p><p>two <b>three</b></p></div><div></div><div>four</div>')
    tree = read_tree(document.skeleton, np.array([block.node for block in document.blocks]))
    held = [document.blocks[a:b] for a, b in zip(tree.firsts, tree.stops, strict=True)]
    assert [len(blocks) for blocks in held] == [3, 3, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("kind", "page", "alike"),
    [
        ("html", "<ul><li class=a>one</li><li class=a>two</li><li class=b>three</li></ul>", [0, 0, 1]),
        ("html", "<div><p>one</p></div><div><p>two</p></div><div class=a><p>three</p></div>", [0, 0, 1]),
        ("html", "<h2>one</h2><p>two</p>", [0, 1]),
        ("text", "One\nTwo\nA much longer line of words ends here.", [0, 0, 1]),
        ("text", "One two\nOne two.\n1 two", [0, 1, 2]),
    ],
    ids=["class", "parents", "tag", "length", "ends"],
)
def test_blocks_that_look_the_same_are_pooled(kind: str, page: str, alike: list[int]) -> None:
    place = read(_document(page, kind)).pools[0].place.tolist()
    assert [place.index(number) for number in place] == [alike.index(number) for number in alike]


def test_a_pool_says_the_mean_of_its_blocks() -> None:
    rows = np.arange(8, dtype=np.float32).reshape(4, 2)
    pools = (group(np.array([5, 5, 9, 5])), group(np.zeros(4, np.int64)))
    assert pools[0].mean(rows)[:, 0].tolist() == pytest.approx([8 / 3, 8 / 3, 4, 8 / 3])
    products = np.hstack((rows, rows, rows))
    assert add_pools(products, pools).tolist() == (rows + pools[0].mean(rows) + pools[1].mean(rows)).tolist()


@pytest.mark.parametrize(
    ("probabilities", "words", "taken"),
    [
        pytest.param([0.9, 0.8, 0.04], [10, 10, 10], 2, id="what is unlikely goes"),
        pytest.param([0.01, 0.9, 0.4, 0.4, 0.4], [1, 1, 10, 10, 10], 4, id="half-likely blocks alone are taken"),
        pytest.param([0.99, 0.04], [100, 5], 1, id="chrome after the article"),
        pytest.param([0.04, 0.04, 0.99], [5, 5, 100], 1, id="chrome before the article"),
        pytest.param([0.9, 0.01, 0.99], [50, 5, 50], 3, id="no chrome around: a clean page is kept whole"),
        pytest.param([0.2, 0.01, 0.01, 0.9], [9, 90, 90, 9], 1, id="most of it is chrome"),
    ],
)
def test_the_threshold_makes_the_most_of_a_page(probabilities: list[float], words: list[float], taken: int) -> None:
    row = np.array(probabilities, np.float32)
    choice = choose(row, np.array(words, np.float32), np.zeros(len(row), np.float32), (0.1, 0.6))
    assert int((row >= np.float32(choice.threshold)).sum()) == taken


def test_a_page_with_hidden_blocks_was_not_cleaned() -> None:
    row, words = np.array([0.9, 0.01, 0.99], np.float32), np.array([50, 5, 50], np.float32)
    assert choose(row, words, np.array([0, 1, 0], np.float32), (0.1, 0.6)).threshold > 0


def test_a_model_file_is_read_back() -> None:
    content = files("pagewinnow.learned").joinpath("html.npz").read_bytes()
    assert to_bytes(from_bytes(content)) == content
    assert digest(content) != digest(content + b"x")
    assert len(content) < 3_000_000


def _time(document: Document) -> float:
    start = process_time()
    score_blocks(document)
    return process_time() - start


def _growth(make: Callable[[int], str]) -> float:
    times = []
    for size in (2_000, 16_000):
        document = _document(make(size))
        times.append(min(_time(document) for _ in range(3)))
    return times[1] / max(times[0], 1e-4)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<p>word word</p>" * n,
        lambda n: "<ul>" + '<li class="a"><a href="b">c</a></li>' * n + "</ul>",
        lambda n: "<p>" + "word " * n * 10,
    ],
    ids=["blocks", "items", "words"],
)
def test_time_grows_with_the_page(make: Callable[[int], str]) -> None:
    score_blocks(_document(make(100)))
    assert _growth(make) < 30


def test_importing_the_room_does_not_import_numpy() -> None:
    code = "import sys, pagewinnow.learned; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
