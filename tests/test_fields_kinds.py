"""Kinds of pages on which a field was wrong, each in several languages or markups: what is read, and what stays."""

from __future__ import annotations

import json

import pytest

from pagewinnow.fetch import Fetch
from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Article

LONG = {
    "en": "The ferry has been out of service since the storm, and the town does not know when it will run again. " * 3,
    "de": "Die Fähre fährt seit dem Sturm nicht mehr, und die Stadt weiß nicht, wann sie wieder fahren wird. " * 3,
    "fr": "Le bac ne circule plus depuis la tempête, et la ville ne sait pas quand il pourra repartir de nouveau. " * 3,
    "es": "El transbordador no funciona desde la tormenta, y el pueblo no sabe cuándo volverá a salir del puerto. " * 3,
    "it": "Il traghetto non viaggia più dalla tempesta, e il paese non sa quando potrà ripartire dal vecchio molo. "
    * 3,
    "pt": "A balsa não funciona desde a tempestade, e a aldeia não sabe quando ela voltará a sair do porto velho. " * 3,
    "nl": "De pont vaart niet meer sinds de storm, en het dorp weet niet wanneer hij weer over de rivier zal gaan. "
    * 3,
    "pl": "Prom nie kursuje od czasu burzy i nikt w mieście nie wie, kiedy znowu popłynie na drugą stronę rzeki. " * 3,
    "ru": "Паром не ходит с самой бури, и город не знает, когда он снова пойдёт через реку, но все надеются. " * 3,
    "tr": "Vapur fırtınadan beri çalışmıyor ve kasaba onun ne zaman yeniden nehri geçeceğini henüz bilmiyor. " * 3,
    "hi": "तूफ़ान के बाद से नाव नहीं चल रही है और शहर को नहीं पता कि वह फिर कब नदी पार करेगी। " * 3,
    "th": "เรือข้ามฟากหยุดให้บริการตั้งแต่เกิดพายุ และชาวเมืองไม่รู้ว่าเรือจะกลับมาวิ่งข้ามแม่น้ำอีกเมื่อไร " * 3,
    "zh": "自从上次风暴以后，渡船一直停航，镇上没有人知道它什么时候才会重新开出。" * 4,
    "ja": "渡し船は先日の嵐からずっと運休していて、次の便がいつ出るのかは町の誰にも分からないという。" * 4,
    "ar": "توقفت العبارة عن العمل منذ العاصفة الأخيرة ولا تعرف البلدة متى ستعود إلى عبور النهر مرة أخرى. " * 3,
}

TEXT = f"<p>{LONG['en']}</p>"
JAPANESE = f"<p>{LONG['ja']}</p>"


def page_of(*parts: str, lang: str = "en") -> str:
    return f"<html lang={lang}><body>{''.join(parts)}</body></html>"


def read(cleaner: Cleaner, body: str, lang: str = "en", head: str = "", title: str = "The ferry stays") -> Article:
    text = LONG[lang]
    page = (
        f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}'
        f"<p>{text}</p><p>{text}</p><p>{text}</p></article></body></html>"
    )
    article = cleaner.clean(page, url="https://post.example/a/1", kind="html").article
    assert article is not None
    return article


SENTENCES = [
    ("en", "5 March 2024 was the day when the ferry stopped."),
    ("en", "By Tom Hanks standards, this was a quiet evening."),
    ("en", "Written by hand, the letters are hard to read."),
    ("de", "Am 5. März 2024 fuhr die Fähre zum letzten Mal."),
    ("de", "Von Hamburg nach Kiel fährt wieder ein Zug."),
    ("fr", "Le 5 mars 2024 fut le dernier jour du vieux bac."),
    ("fr", "Par Toutatis, le bac est encore en panne ce matin."),
    ("es", "El 5 de marzo de 2024 el puente quedó cerrado."),
    ("es", "Por Navidad el puente estará lleno de luces."),
    ("it", "Il 5 marzo 2024 il ponte rimase chiuso a tutti."),
    ("it", "Di Roma si parla poco in questo paese lontano."),
    ("pt", "Em 5 de março de 2024 a ponte ficou fechada."),
    ("nl", "Op 5 maart 2024 voer de pont voor het laatst."),
    ("nl", "Door Utrecht rijdt vandaag geen enkele tram meer."),
    ("pl", "5 marca 2024 prom popłynął po raz ostatni w nocy."),
    ("ru", "5 марта 2024 года паром вышел в последний раз."),
    ("tr", "5 Mart 2024 tarihinde vapur son kez yola çıktı."),
    ("hi", "5 मार्च 2024 को नाव आखिरी बार नदी पार गई थी।"),
    ("zh", "2024年3月5日，渡船最后一次开出。"),
    ("zh", "作者在书中写道，渡船早已停航多年。"),
    ("zh", "文化部宣布老桥将在春天重新开放。"),
    ("ja", "2024年3月5日、渡し船は最後の便を出した。"),
]


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES)
def test_a_sentence_is_no_field(cleaner: Cleaner, lang: str, sentence: str) -> None:
    article = read(cleaner, f"<p>{sentence}</p>", lang)
    assert sentence in article.text
    assert not article.authors


BYLINES = [
    ("en", "<p>By ANNA WEBER, TOM HALE</p>", ["ANNA WEBER", "TOM HALE"]),
    ("en", "<p>By ANNA WEBER and TOM HALE</p>", ["ANNA WEBER", "TOM HALE"]),
    ("en", "<p>By Selma T.</p><p>5 March 2024</p>", ["Selma T."]),
    ("en", "<p>Ann Reed, Senior Reporter</p><p>5 March 2024</p>", ["Ann Reed"]),
    ("en", "<p>Published 5 March 2024 by Ann Reed</p>", ["Ann Reed"]),
    ("en", "<p>By Ann Reed. Photos by Tom Hale.</p>", ["Ann Reed"]),
    ("de", "<p>Von Anna Weber und Ben Stein</p>", ["Anna Weber", "Ben Stein"]),
    ("de", "<p>Von Anna Weber, Hamburg</p>", ["Anna Weber"]),
    ("fr", "<p>Par Aude Marais, envoyée spéciale</p>", ["Aude Marais"]),
    ("es", "<p>Por Rosa Vidal | 5 de marzo de 2024</p>", ["Rosa Vidal"]),
    ("it", "<p>di Carla Fonti</p>", ["Carla Fonti"]),
    ("pt", "<p>Publicada por Rita Sobral à(s) 08:10</p>", ["Rita Sobral"]),
    ("ru", "<p>Автор: Анна Белова</p>", ["Анна Белова"]),
    ("tr", "<p>Yazan: Nermin Aksoy</p>", ["Nermin Aksoy"]),
    ("ar", "<p>بقلم: هند ر.</p>", ["هند ر."]),
    ("ar", "<p>كتبت ليلى منصور</p>", ["ليلى منصور"]),
    ("hi", "<p>लेखक: राहुल शर्मा</p>", ["राहुल शर्मा"]),
    ("hi", "<p>द्वारा राहुल शर्मा | 5 मार्च 2024</p>", ["राहुल शर्मा"]),
    ("th", "<p>โดย สมชาย ใจดี</p>", ["สมชาย ใจดี"]),
    ("zh", "<p>记者：王晓明</p>", ["王晓明"]),
    ("zh", "<p>文／王晓明</p>", ["王晓明"]),
    ("ja", "<p>文・山田太郎</p>", ["山田太郎"]),
    ("ja", "<p>執筆者：山田 太郎</p>", ["山田 太郎"]),
    ("en", "<p>03/05/2024 by Ann Reed, Representative of the Ferry Board</p>", ["Ann Reed"]),
    ("en", "<p>2 May 2024 · By Ann Reed</p>", ["Ann Reed"]),
    ("de", "<p>2. Mai 2024 von Anna Weber</p>", ["Anna Weber"]),
    ("en", "<p>By Ann Reed/Bridge Post<br>on 2 May 2024 at 11:54 AM</p>", ["Ann Reed"]),
    ("en", "<p>By Ann Reed ? More by this author</p>", ["Ann Reed"]),
    ("en", "<p>By the Harbour Press</p>", ["Harbour Press"]),
    ("en", "<p>By the Bridge Post Staff 2–3 minutes</p>", ["Bridge Post Staff"]),
    ("en", "<p>05/12 — 2024</p><p>by annie</p>", ["annie"]),
    ("en", "<p>Ann Reed</p><p>Walks a lot, writes less</p><p>2 May 2024</p>", ["Ann Reed"]),
    ("en", "<p>The Harbour Team</p><p>2 May 2024</p>", ["The Harbour Team"]),
    ("en", '<p class="author">Ann Reed Ann Reed</p>', ["Ann Reed"]),
    ("en", "<p>By Ann Reed ●</p>", ["Ann Reed"]),
    ("en", '<p class="author">Ann Reed March 8</p>', ["Ann Reed"]),
    ("en", "<p>By Ann Reed<span>Published: 5 March 2024</span></p>", ["Ann Reed"]),
    ("en", "<p>By <a>Ann Reed</a><b>Updated</b> 5 March 2024</p>", ["Ann Reed"]),
    ("en", "<p>By Ann McReed 5 March 2024</p>", ["Ann McReed"]),
    ("de", "<p>Von Anna Weber<span>Veröffentlicht</span> am 5. März 2024</p>", ["Anna Weber"]),
    ("fr", "<p>Par Aude Marais<span>Publié le</span> 5 mars 2024</p>", ["Aude Marais"]),
    ("es", "<p>Por Rosa Vidal<span>Publicado</span> 5 de marzo de 2024</p>", ["Rosa Vidal"]),
    ("ru", "<p>Автор: Анна Белова<span>Опубликовано</span> 5 марта 2024</p>", ["Анна Белова"]),
    ("de", '<p><a rel="author" href="/w">Zeige alle Beiträge von Anna Weber</a></p>', ["Anna Weber"]),
]


@pytest.mark.parametrize(("lang", "body", "authors"), BYLINES)
def test_a_byline_names_its_authors(cleaner: Cleaner, lang: str, body: str, authors: list[str]) -> None:
    assert list(read(cleaner, body, lang).authors) == authors


AGENCIES = [
    ("de", "Deutsche Presse-Agentur", "dpa", ["Deutsche Presse-Agentur"]),
    ("de", "", "dpa", ["dpa"]),
    ("de", "dpa, Anna Weber", "", ["Anna Weber"]),
    ("de", "Deutsche Presse-Agentur", "Anna Weber", ["Anna Weber"]),
    ("it", "Agenzia del Ponte", "ANSA", ["Agenzia del Ponte"]),
    ("it", "Agenzia del Ponte", "Carla Fonti", ["Carla Fonti"]),
    ("es", "Agencia del Puente", "EFE", ["Agencia del Puente"]),
    ("tr", "Köprü Ajansı", "Efe Aksoy", ["Efe Aksoy"]),
]


@pytest.mark.parametrize(("lang", "declared", "shown", "authors"), AGENCIES)
def test_an_agency_is_named_where_nobody_else_is(
    cleaner: Cleaner, lang: str, declared: str, shown: str, authors: list[str]
) -> None:
    head = f'<meta name="author" content="{declared}">'
    assert list(read(cleaner, f'<p class="author">{shown}</p>', lang, head).authors) == authors


WRITERS = ("Reed", "Hale", "Stone", "Moss", "Birch", "Lake", "Wood", "Shaw", "Fox")
NOBODY = [
    ("en", '<p class="author">Total Time</p>'),
    ("en", '<p class="byline">Watch Video</p><p>5 March 2024</p>'),
    ("en", "<p>Photos by Tom Hale</p>"),
    ("zh", "<p>责任编辑：王晓明</p>"),
    ("ja", '<p class="author">続きを読む</p>'),
    ("de", '<p class="byline">Veröffentlicht am 5.3.2024 um 14:34 Uhr</p>'),
    ("en", "<p>By the sea</p>"),
    ("en", "<p>By the Golden Gate</p>"),
    ("en", "<p>Ferry Basket</p><p>5 March 2024</p>"),
    ("en", '<p itemprop="author">I started this page in 2011, when the old ferry still ran every day.</p>'),
    ("fr", '<p><a rel="author" href="/p">Afficher mon profil complet</a></p>'),
    ("en", "".join(f'<a rel="author" href="/{n}">Ann {n}</a>' for n in WRITERS)),
    ("en", '<aside class="related"><h3>Related</h3><p>By Tom Hale</p><p>By Mia Stone</p></aside>'),
]


@pytest.mark.parametrize(("lang", "body"), NOBODY)
def test_a_label_is_no_author(cleaner: Cleaner, lang: str, body: str) -> None:
    assert not read(cleaner, body, lang).authors


def linked(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **thing})}</script>'


def test_the_parts_of_a_name_are_one() -> None:
    people = [{"@type": "Person", "givenName": "Aude", "additionalName": None, "familyName": "Marais"}]
    assert read(Cleaner(), "", head=linked(**{"@type": "Article", "author": people})).authors == ("Aude Marais",)


def test_a_comment_names_no_author(cleaner: Cleaner) -> None:
    said = "".join(
        f'<li class="comment"><cite itemprop="author" rel="author">{name}</cite> '
        f"<time>3 hours ago</time><p>{text}</p></li>"
        for name, text in (("Mia", "I had hoped for another year of it."), ("Ben", "So did we all, to be honest."))
    )
    page = page_of(
        f"<article><h1>The ferry stays</h1>{TEXT * 2}</article>",
        f"<h3>2 Comments</h3><ol class='comment-list'>{said}</ol>",
    )
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    assert not article.authors


DATES = [
    ("en", "<p>Posted on 5 March 2024</p>"),
    ("en", "<h2>The ferry stays, 5 March 2024</h2>"),
    ("en", '<abbr class="published" title="2024-03-05T10:15:00+00:00">on Tuesday</abbr>'),
    ("en", "<table><tr><td>Harbour news</td><td>5 March 2024</td></tr></table>"),
    ("en", '<time datetime="2024-03-05"></time>'),
    ("en", '<div data-datetime="2024-03-05T10:15:00Z">Tuesday</div>'),
    ("en", '<span title="5 March 2024 10:15">Tuesday</span>'),
    ("en", "<p>20240305</p>"),
    ("hi", "<p>प्रकाशित: 5 मार्च 2024</p>"),
    ("th", "<p>5 มีนาคม 2567</p>"),
    ("ar", "<p>٥ آذار ٢٠٢٤</p>"),
    ("zh", "<p>发布时间：2024年3月5日 10:15</p>"),
    ("en", "<p>Updated 6 March 2024</p><p>Published 5 March 2024</p>"),
]


@pytest.mark.parametrize(("lang", "body"), DATES)
def test_a_date_in_plain_sight(cleaner: Cleaner, lang: str, body: str) -> None:
    assert (read(cleaner, body, lang).date or "")[:10] == "2024-03-05"


def test_a_date_below_the_post(cleaner: Cleaner) -> None:
    page = page_of(
        f"<article><h1>The ferry stays</h1>{TEXT * 4}",
        "<div class=post-footer>Posted by Ann Reed at 5 March 2024</div></article>",
    )
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    assert (article.date, article.authors) == ("2024-03-05", ("Ann Reed",))


@pytest.mark.parametrize("never", ["1970-01-01T00:00:00Z", "0001-01-01", "2024-13-45", ""])
def test_a_day_that_never_was_is_not_believed(cleaner: Cleaner, never: str) -> None:
    head = linked(**{"@type": "Article", "datePublished": never})
    assert read(cleaner, "<p>5 March 2024</p>", head=head).date == "2024-03-05"


def test_a_relative_date_is_resolved_with_the_fetch() -> None:
    page = page_of(f"<article><h1>The ferry stays</h1><p>By Ann Reed</p><p>3 days ago</p>{TEXT * 3}</article>")
    with_fetch = Cleaner().clean(page, kind="html", fetch=Fetch(fetched_at="2024-05-02T10:00:00Z")).article
    without = Cleaner().clean(page, kind="html").article
    assert with_fetch is not None
    assert without is not None
    assert (with_fetch.date, with_fetch.date_raw) == ("2024-04-29", "3 days ago")
    assert (without.date, without.date_raw) == (None, "3 days ago")


def test_one_page_has_one_order() -> None:
    said = "".join(
        f'<li class="comment"><cite>{name}</cite> <span class="date">{day}/04/2024 10:15</span><p>{text}</p></li>'
        for name, day, text in (
            ("Mia", "25", "I had hoped for another year of it."),
            ("Ben", "05", "So did we all, to be honest."),
        )
    )
    page = page_of(
        f"<article><h1>The ferry stays</h1><p>05/03/2024</p>{TEXT * 2}</article>",
        f"<h3>2 Comments</h3><ol class='comment-list'>{said}</ol>",
    )
    record = Cleaner().clean(page, kind="html")
    assert record.article is not None
    assert record.article.date == "2024-03-05"
    assert [(comment.date or "")[:10] for comment in record.comments] == ["2024-04-25", "2024-04-05"]


TITLES = [
    ("Long read | Why the swing bridge stays open", "", "Long read | Why the swing bridge stays open"),
    ("Brücke offen | Gebühren steigen | Fischer klagen", "", "Brücke offen | Gebühren steigen | Fischer klagen"),
    ("The ferry stays | The Post", '<meta property="og:site_name" content="The Post">', "The ferry stays"),
    ("RATP : le bac ne passe plus", "", "RATP : le bac ne passe plus"),
    ("「橋」は開いている", "", "「橋」は開いている"),
]


@pytest.mark.parametrize(("given", "head", "title"), TITLES)
def test_a_title(cleaner: Cleaner, given: str, head: str, title: str) -> None:
    assert read(cleaner, "", head=head, title=given).title == title


def test_a_title_in_the_body_is_one(cleaner: Cleaner) -> None:
    page = f"<html><body><title>The ferry stays</title>{TEXT * 3}</body></html>"
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    assert article.title == "The ferry stays"


def test_readings_are_no_part_of_a_title(cleaner: Cleaner) -> None:
    ruby = "<ruby>橋<rt>はし</rt></ruby>は<ruby>開<rt>ひら</rt></ruby>いている"
    page = page_of(f"<title>橋は開いている</title><article><h1>{ruby}</h1>{JAPANESE * 3}</article>", lang="ja")
    article = cleaner.clean(page, kind="html").article
    assert article is not None
    assert article.title == "橋は開いている"


def test_a_newspaper_knows_its_headline(cleaner: Cleaner) -> None:
    head = linked(**{"@type": "NewsArticle", "headline": "Council keeps the old ferry for one more winter"})
    assert (
        read(cleaner, "", head=head, title="So the ferry stays").title
        == "Council keeps the old ferry for one more winter"
    )
    cut = linked(**{"@type": "NewsArticle", "headline": "Council keeps the old ferry for one…"})
    assert read(cleaner, "", head=cut, title="So the ferry stays").title == "So the ferry stays"


@pytest.mark.parametrize("fetched", ["9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00", "2024-05-02"])
def test_a_fetch_at_the_end_of_the_calendar_breaks_nothing(fetched: str) -> None:
    page = page_of(f"<article><h1>The ferry stays</h1><p>3 days ago</p>{TEXT * 3}</article>")
    assert Cleaner().clean(page, kind="html", fetch=Fetch(fetched_at=fetched)).article is not None
