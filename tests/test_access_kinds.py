"""Kinds of pages on both sides of a verdict, in several languages: what is said of this page, and what of the world."""

# ruff: noqa: E501 - rows of tables
from __future__ import annotations

from html import escape

import pytest

from pagewinnow.document import Block
from pagewinnow.find.access.lines import Reader
from pagewinnow.pipeline import Cleaner
from pagewinnow.rules import load_rules
from stories import STORIES

HEADLINES = {
    "en": ["Book of the miller banned in two valleys", "Ferry runs again after the storm", "Site of the harbour office blocked for a week", "Bakers look for flour and find it", "The lighthouse has a new keeper"],
    "de": ["Video vom Brand verboten, sagt das Amt", "Fähre fährt nach dem Sturm wieder", "Seite des Hafenamts eine Woche gesperrt", "Bäcker suchen Mehl und finden es", "Der Leuchtturm hat einen neuen Wärter"],
    "fr": ["La vidéo de l'incendie interdite au marché", "Le bac circule de nouveau après la tempête", "Le site du port bloqué une semaine", "Les boulangers cherchent de la farine", "Le phare a un nouveau gardien"],
    "es": ["Prohibido en dos valles el vídeo del incendio", "El ferry vuelve a navegar tras la tormenta", "Bloqueado una semana el sitio del puerto", "Los panaderos buscan harina", "El faro tiene un nuevo guardián"],
    "pl": ["Film o pożarze zabroniony w dwóch dolinach", "Prom znów pływa po burzy", "Strona portu zablokowana na tydzień", "Piekarze szukają mąki i ją znajdują", "Latarnia ma nowego strażnika"],
    "ru": ["Видео о пожаре запрещено в двух долинах", "Паром снова ходит после бури", "Сайт порта заблокирован на неделю", "Пекари ищут муку и находят её", "У маяка новый смотритель"],
    "ja": ["火事の動画、二つの谷で上映禁止", "嵐のあと、渡し船が再開", "港のサイト、一週間の停止", "パン屋が小麦粉を探す日々", "灯台に新しい番人が来た"],
}  # fmt: skip
ERRORS = {
    "en": ["This page is not available.", "The page you are looking for does not exist."],
    "de": ["Diese Seite ist nicht verfügbar.", "Die gesuchte Seite existiert nicht."],
    "fr": ["Cette page n'est pas disponible.", "La page que vous cherchez n'existe pas."],
    "es": ["Esta página no está disponible.", "La página que busca no existe."],
    "pl": ["Ta strona jest niedostępna.", "Strona, której szukasz, nie istnieje."],
    "ru": ["Эта страница недоступна.", "Страница, которую вы ищете, не существует."],
    "ja": ["このページは表示できません。", "お探しのページは存在しません。"],
}
FRAMES = {
    "links": "<h2><a href='/{at}'>{line}</a></h2>",
    "headings": "<h3>{line}</h3>",
    "list": "<li>{line}</li>",
}


def build_page(body: str, language: str, title: str = "Estuary Post") -> str:
    return f"<html lang='{language}'><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("turn", [0, 2])
@pytest.mark.parametrize("frame", [*FRAMES, "text"])
@pytest.mark.parametrize("language", HEADLINES)
def test_headlines_of_banned_things_are_no_error(cleaner: Cleaner, language: str, frame: str, turn: int) -> None:
    lines = HEADLINES[language][turn:] + HEADLINES[language][:turn]
    if frame == "text":
        found = cleaner.clean("\n".join(lines), kind="text")
    else:
        body = "".join(FRAMES[frame].format(at=at, line=escape(line)) for at, line in enumerate(lines))
        found = cleaner.clean(build_page(body, language), kind="html")
    assert found.access.status == "open"


@pytest.mark.parametrize("frame", ["links", "none"])
@pytest.mark.parametrize("language", ERRORS)
def test_an_error_above_headlines_is_one(cleaner: Cleaner, language: str, frame: str) -> None:
    lines = HEADLINES[language][1:4] if frame == "links" else []
    below = "".join(FRAMES["links"].format(at=at, line=escape(line)) for at, line in enumerate(lines))
    body = "".join(f"<p>{escape(line)}</p>" for line in ERRORS[language])
    assert cleaner.clean(build_page(body + below, language), kind="html").access.status == "error"


CHECKED = {
    "ar": "يرجى الانتظار ريثما يتم التحقق من طلبك",
    "cs": "Okamžik, kontrolujeme váš prohlížeč",
    "da": "Vent venligst, mens din anmodning bliver kontrolleret",
    "de": "Einen Moment, Ihr Besuch wird geprüft",
    "en": "Please wait while your request is being verified...",
    "es": "Un momento, su petición está siendo comprobada",
    "fi": "Odota, pyyntöäsi tarkistetaan",
    "fr": "Veuillez patienter pendant la vérification de votre demande",
    "hu": "Kérjük, várjon, amíg ellenőrizzük a kérését",
    "it": "Attendere, la richiesta è in corso di verifica",
    "ja": "お待ちください。リクエストを確認しています",
    "ko": "기다려 주세요, 브라우저를 검증하는 중입니다",
    "nl": "Een moment, je verzoek wordt gecontroleerd",
    "no": "Vennligst vent mens forespørselen din blir kontrollert",
    "pl": "Proszę czekać, trwa weryfikacja żądania",
    "pt": "Aguarde enquanto o seu pedido é verificado",
    "ro": "Vă rugăm așteptați, cererea este verificată",
    "ru": "Подождите, ваш запрос проверяется",
    "sv": "Vänta medan din begäran kontrolleras",
    "tr": "Lütfen bekleyin, isteğiniz doğrulanıyor",
    "uk": "Зачекайте, ваш запит перевіряється",
    "zh": "请稍候，正在验证您的请求",
}
WAITED = {
    "en": "Please wait, the page is loading...",
    "de": "Bitte warten, die Karte wird geladen",
    "fr": "Veuillez patienter, la carte arrive",
    "ja": "お待ちください。地図を読み込み中です",
}


@pytest.mark.parametrize("language", CHECKED)
def test_a_visit_that_is_checked(cleaner: Cleaner, language: str) -> None:
    assert "verifying" in sentences_of(language, CHECKED[language])
    assert cleaner.clean(CHECKED[language], kind="text").access.status == "challenge"
    assert cleaner.clean(build_page(f"<p>{CHECKED[language]}</p>", language), kind="html").access.status == "challenge"


@pytest.mark.parametrize("language", WAITED)
def test_who_only_waits_is_not_checked(language: str) -> None:
    assert "verifying" not in sentences_of(language, WAITED[language])


def sentences_of(language: str, text: str) -> set[str]:
    lines = Reader(load_rules(), language).read([Block(0, text, "paragraph", None, 0)], {}, 1.0)
    return {sentence.name for sentence in lines[0].sentences} if lines else set()


NOTICES = {
    "en": ["Estuary Post uses cookies, similar tracking and storage technologies and what your device tells of itself to improve your reading, to measure the audience, to show you content that suits you and to support our sponsors, on all of the sites that belong to our house.", "Click on “Your choices” to learn more and to switch off the cookies that we do not strictly need. You can come back to these tools at any time. If you click “Agree and continue”, you tell us that you agree to the use of cookies on our sites.", "Agree and continue", "Your choices"],
    "de": ["Die Mündungspost verwendet Cookies und ähnliche Techniken und Angaben Ihres Geräts, um Ihr Lesen angenehmer zu machen, die Reichweite zu messen, Ihnen passende Inhalte zu zeigen und unsere Förderer zu unterstützen, auf allen Seiten unseres Hauses.", "Unter „Ihre Auswahl“ erfahren Sie mehr und können Cookies ablehnen, die nicht unbedingt nötig sind. Sie können jederzeit dorthin zurück. Mit „Zustimmen und weiter“ stimmen Sie der Verwendung von Cookies auf unseren Seiten zu.", "Zustimmen und weiter", "Ihre Auswahl"],
    "fr": ["La Gazette de l'Estuaire utilise des cookies et des technologies similaires ainsi que des informations sur votre appareil pour améliorer votre lecture, mesurer l'audience, vous montrer des contenus adaptés et soutenir nos partenaires, sur tous les sites de notre maison.", "Cliquez sur « Vos choix » pour en savoir plus et refuser les cookies qui ne sont pas indispensables. Vous pouvez y revenir à tout moment. En cliquant sur « Accepter et continuer », vous acceptez l'utilisation de cookies sur nos sites.", "Accepter et continuer", "Vos choix"],
    "es": ["El Correo de la Ría utiliza cookies y tecnologías similares e información de su dispositivo para mejorar su lectura, medir la audiencia, mostrarle contenidos adecuados y apoyar a nuestros socios, en todos los sitios de nuestra casa.", "Pulse «Sus opciones» para saber más y rechazar las cookies que no son necesarias. Puede volver a ellas en cualquier momento. Si pulsa «Aceptar y continuar», acepta el uso de cookies en nuestros sitios.", "Aceptar y continuar", "Sus opciones"],
}  # fmt: skip


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("language", NOTICES)
def test_a_page_of_choices(cleaner: Cleaner, language: str, kind: str) -> None:
    lines = NOTICES[language]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = build_page(f"<main><section>{body}</section></main>", language)
    content = page if kind == "html" else "\n".join(lines)
    assert cleaner.clean(content, kind="html" if kind == "html" else "text").access.status == "consent"


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("language", NOTICES)
def test_a_notice_above_a_story_is_none(cleaner: Cleaner, language: str, kind: str) -> None:
    lines = [*NOTICES[language], *STORIES[language]]
    page = build_page("".join(f"<p>{escape(line)}</p>" for line in lines), language)
    content = page if kind == "html" else "\n".join(lines)
    assert cleaner.clean(content, kind="html" if kind == "html" else "text").access.status == "open"


ESSAYS = {
    "en": ("Half of the papers on the coast have a paywall now, and whoever follows a link is stopped at a line like this one:", "Please log in to read this article", "Readers who meet it twice a day do not subscribe to anything, the publishers found when they counted. They learn to turn round at the door, as one does in front of a shop that is closed."),
    "de": ("Die Hälfte der Zeitungen an der Küste hat inzwischen eine Bezahlschranke, und wer einem Verweis folgt, steht vor einer Zeile wie dieser:", "Bitte melden Sie sich an, um diesen Artikel zu lesen", "Leser, die ihr zweimal am Tag begegnen, schließen kein Abo ab, wie die Verlage beim Zählen gemerkt haben. Sie lernen, vor der Tür umzukehren wie vor einem Laden, der geschlossen ist."),
    "fr": ("La moitié des journaux de la côte ont désormais un mur payant, et qui suit un lien se heurte à une ligne comme celle-ci :", "Connectez-vous pour lire cet article", "Les lecteurs qui la rencontrent deux fois par jour ne s'abonnent à rien, ont constaté les éditeurs. Ils apprennent à faire demi-tour devant la porte, comme devant une boutique fermée."),
    "es": ("La mitad de los periódicos de la costa tiene ya un muro de pago, y quien sigue un enlace se topa con una línea como esta:", "Inicia sesión para leer este artículo", "Los lectores que la encuentran dos veces al día no se suscriben a nada, según contaron los editores. Aprenden a dar la vuelta ante la puerta, como ante una tienda cerrada."),
    "ru": ("Половина газет на побережье закрылась за платной стеной, и всякий, кто идёт по ссылке, встречает такую строку:", "Войдите, чтобы прочитать эту статью", "Читатели, которые видят её дважды в день, ни на что не подписываются, как подсчитали издатели. Они учатся поворачивать у двери, как перед закрытой лавкой, и идут дальше."),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("place", ["middle", "late"])
@pytest.mark.parametrize("language", ESSAYS)
def test_an_essay_about_walls_is_open(cleaner: Cleaner, language: str, place: str, kind: str) -> None:
    """The wall's own line stands in it as a paragraph, with text before and after."""
    story, (before, line, after) = STORIES[language], ESSAYS[language]
    lines = (
        [story[0], before, line, after, *story[1:]] if place == "middle" else [*story, before, line, after, story[1]]
    )
    page = build_page(f"<article>{''.join(f'<p>{escape(one)}</p>' for one in lines)}</article>", language)
    content = page if kind == "html" else "\n\n".join(lines)
    found = cleaner.clean(content, kind="html" if kind == "html" else "text").access
    assert (found.status, found.complete) == ("open", True)


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("language", ESSAYS)
def test_the_same_line_at_the_end_is_a_wall(cleaner: Cleaner, language: str, kind: str) -> None:
    lines = [*STORIES[language], ESSAYS[language][1]]
    page = build_page(f"<article>{''.join(f'<p>{escape(one)}</p>' for one in lines)}</article>", language)
    content = page if kind == "html" else "\n\n".join(lines)
    found = cleaner.clean(content, kind="html" if kind == "html" else "text").access
    assert (found.status, found.complete) == ("paywalled", False)


BROKEN = {
    "en": "The keeper closed the gate at night as he always did, long before the lamps were lit in the town, and nobody knew who had the",
    "de": "Der Wärter schloss das Tor am Abend wie immer, lange bevor in der Stadt die Lampen brannten, und niemand wusste, wer von den",
    "fr": "Le gardien fermait la porte le soir comme toujours, bien avant que les lampes ne soient allumées dans la ville, et personne ne savait qui avait les",
    "es": "El guardián cerraba la puerta por la noche como siempre, mucho antes de que se encendieran las lámparas del pueblo, y nadie sabía quién tenía la",
    "ru": "Сторож закрывал ворота вечером, как всегда, задолго до того, как в городе зажигали лампы, и никто не знал, кто из них на",
}  # fmt: skip
THAI = [
    "สะพานที่ปลายเมืองสร้างขึ้นในปีที่น้ำท่วมและอยู่ในมือของยามตั้งแต่นั้นมา พวกเขาปิดมันในเวลากลางคืนและเปิดเมื่อเกวียนคันแรกของเช้ามาถึง",
    "ไม่มีใครรู้ว่าใครแบกหินมา เพราะเหมืองอยู่ห่างไปทางเหนือสองวันและถนนยังไม่ได้สร้างจนกระทั่งหลังไฟไหม้ครั้งใหญ่ เพลงเก่าเล่าถึงพี่น้องเจ็ดคน",
    "เพลงมีเก้าบทและไม่มีนักร้องสองคนที่เห็นพ้องกันเรื่องบทสุดท้าย ในหมู่บ้านตอนบนเพลงจบลงที่ประตูบ้านของแม่ และในเมืองจบลงที่ค่าผ่านทาง",
]
VERSE = [
    "The bridge was built in the year of the flood when the river stood at the door of the mill",
    "And the guards who were young in the year of the flood are standing beside it still",
    "They close it at night and they open at dawn when the cart of the miller goes by",
    "And nobody knows who carried the stones or the song of the brothers or why",
]
WHOLE = {
    "a credit": [*STORIES["en"], "Photograph of the bridge at the end of the town by Ann Reed for the Estuary Post, Harbour Archive 1987"],
    "a credit in German": [*STORIES["de"], "Aufnahme der Brücke am Ende der Stadt: Anna Riedel, Archiv der Mündungspost, Bestand Hafenamt 1987"],
    "a short line": [*STORIES["en"], "Ann Reed, Estuary Town"],
    "no full stops": THAI,
    "verse": VERSE,
    "Japanese": STORIES["ja"],
    "a quotation": [*STORIES["en"], "“They close it at night and they open it when the first cart of the morning stands before it.”"],
}  # fmt: skip


def render(lines: list[str], language: str, kind: str) -> str:
    if kind == "text":
        return "\n\n".join(lines)
    body = "".join(f"<p>{escape(one)}</p>" for one in lines)
    return build_page(f"<article><h1>The bridge</h1>{body}</article>", language)


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("language", BROKEN)
def test_a_text_that_stops_in_a_sentence_is_cut(cleaner: Cleaner, language: str, kind: str) -> None:
    content = render([*STORIES[language], BROKEN[language]], language, kind)
    found = cleaner.clean(content, kind="html" if kind == "html" else "text").access
    assert (found.status, found.complete) == ("open", False)


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("name", WHOLE)
def test_texts_that_end_without_a_full_stop(cleaner: Cleaner, name: str, kind: str) -> None:
    content = render(WHOLE[name], "en", kind)
    found = cleaner.clean(content, kind="html" if kind == "html" else "text").access
    assert (found.status, found.complete) == ("open", True)


def test_a_form_to_reply_is_no_part_of_a_wall(cleaner: Cleaner) -> None:
    wall = "Subscribe now to our evening edition for the full story."
    form = [
        "Leave a reply",
        "Your email address will not be published. Required fields are marked *",
        "Comment *",
        "Name *",
        "Email *",
    ]
    found = cleaner.clean("\n".join(["The bridge", *STORIES["en"][:2], wall, *form]), kind="text")
    assert found.access.status == "paywalled"
    open_page = cleaner.clean("\n".join(["The bridge", *STORIES["en"], *form]), kind="text")
    assert (open_page.access.status, open_page.access.complete) == ("open", True)


FAILED_PARTS = {
    "en": "There was an error. Please try again.",
    "de": "Es ist ein Fehler aufgetreten. Bitte versuchen Sie es erneut.",
    "fr": "Une erreur est survenue. Veuillez réessayer.",
    "es": "Se ha producido un error. Inténtelo de nuevo.",
}
CARDS = {
    "list": "<li><a href='/{k}'><h3>Soup of the day {k}</h3></a><span>{k} min</span></li>",
    "rows": "<tr><td><a href='/{k}'>Soup of the day {k}</a></td></tr>",
    "boxes": "<div><a href='/{k}'>Soup of the day {k}</a></div>",
}


def _build_cards(language: str, cards: str, count: int, tag: str = "div") -> str:
    below = "".join(CARDS[cards].format(k=k) for k in range(count))
    said = FAILED_PARTS[language]
    return build_page(f"<{tag}>{said}</{tag}><main><ul>{below}</ul></main>", language)


@pytest.mark.parametrize("cards", CARDS)
@pytest.mark.parametrize("language", FAILED_PARTS)
def test_a_part_that_failed_is_no_failed_page(cleaner: Cleaner, language: str, cards: str) -> None:
    assert cleaner.clean(_build_cards(language, cards, 60), kind="html").access.status != "error"
    assert cleaner.clean(_build_cards(language, cards, 4), kind="html").access.status == "error"
    assert cleaner.clean(_build_cards(language, cards, 60, "h1"), kind="html").access.status == "error"


@pytest.mark.parametrize("place", ["nav", "header", "aside"])
@pytest.mark.parametrize("language", FAILED_PARTS)
def test_an_error_told_beside_the_page_is_of_a_part(cleaner: Cleaner, language: str, place: str) -> None:
    told = f"<{place}><div>{FAILED_PARTS[language]}</div></{place}>"
    cards = "".join(CARDS["list"].format(k=k) for k in range(20))
    shown = f"<main><h1>Soups</h1><p>{STORIES[language][0][:90]}</p><ul>{cards}</ul></main>"
    assert cleaner.clean(build_page(told + shown, language), kind="html").access.status == "open"
    assert (
        cleaner.clean(build_page(f"{told}<main><h1>Soups</h1></main>", language), kind="html").access.status == "error"
    )
