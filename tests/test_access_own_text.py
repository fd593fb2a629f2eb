"""A page with a text of its own stands before no other, however many lines speak of cookies, errors, robots."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner

TEXTS = {
    "en": (
        "The swing bridge stays open to walkers this winter, the council said on Tuesday. A crew of four will "
        "grease the ring by hand every second morning, and the old keeper has promised to show them how. The ferry "
        "runs again from March, and the fare will be what it was."
    ),
    "fr": (
        "Le pont tournant restera ouvert aux piétons cet hiver, a décidé mardi le conseil municipal. Une équipe de "
        "quatre personnes graissera la couronne à la main un matin sur deux, et le vieux gardien a promis de leur "
        "montrer comment on faisait avant la guerre. Le bac reprendra en mars, au même prix."
    ),
    "es": (
        "El puente giratorio seguirá abierto a los peatones este invierno, según acordó el martes el ayuntamiento. Un "
        "equipo de cuatro personas engrasará la corona a mano una mañana de cada dos, y el viejo guarda ha prometido "
        "enseñarles cómo se hacía antes de la guerra. La barca volverá en marzo, al mismo precio."
    ),
}
NOTICES = {
    "en": (
        "Your cookie settings|We and our partners use cookies to store information on your device and to show you "
        "advertising. You can accept all cookies or refuse them.|Accept all|Reject all"
    ),
    "fr": (
        "Vos réglages de cookies|Nous et nos partenaires utilisons des cookies pour stocker des informations sur votre "
        "appareil et vous montrer de la publicité. Vous pouvez tout accepter ou refuser.|Tout accepter|Tout refuser"
    ),
    "es": (
        "Su configuración de cookies|Nosotros y nuestros socios utilizamos cookies para almacenar información en su "
        "dispositivo y mostrarle publicidad. Puede aceptar todas o rechazarlas.|Aceptar todo|Rechazar todo"
    ),
}


def page(language: str, body: str) -> str:
    return f'<html lang="{language}"><head><title>Example</title></head><body>{body}</body></html>'


def notice(language: str) -> str:
    title, told, *buttons = NOTICES[language].split("|")
    asked = "".join(f"<button>{button}</button>" for button in buttons)
    return f"<div><h2>{title}</h2><p>{told}</p><h3>1</h3><p>{told}</p><h3>2</h3><p>{told}</p>{asked}</div>"


@pytest.mark.parametrize("language", TEXTS)
def test_a_notice_above_a_short_text_does_not_take_its_place(cleaner: Cleaner, language: str) -> None:
    found = cleaner.clean(page(language, f"{notice(language)}<h1>X Y Z</h1><p>{TEXTS[language]}</p>"), kind="html")
    assert found.access.status == "open"
    assert found.article is not None
    assert TEXTS[language][:60] in found.article.text


@pytest.mark.parametrize("language", TEXTS)
def test_a_notice_alone_is_a_consent_wall(cleaner: Cleaner, language: str) -> None:
    assert cleaner.clean(page(language, notice(language)), kind="html").access.status == "consent"


@pytest.mark.parametrize("language", TEXTS)
def test_text_held_for_a_script_is_text(cleaner: Cleaner, language: str) -> None:
    held = "".join(f"<p>{number}. {TEXTS[language]}</p>" for number in range(1, 7))
    shell = '<div id="app">Loading</div>'
    content = f'{shell}<div style="display:none"><article><h1>X Y Z</h1>{held}</article></div>'
    assert cleaner.clean(page(language, content), kind="html").access.status == "open"
    assert cleaner.clean(page(language, shell), kind="html").access.status == "empty"


@pytest.mark.parametrize(
    ("heading", "told", "status"),
    [
        ("404 Not Found", "The page that you are looking for does not exist.", "error"),
        ("451: Unavailable for legal reasons", "We cannot give you access at this time.", "error"),
        ("404 Not Found", TEXTS["en"] * 4, "open"),
        ("The page that was not found", TEXTS["en"] * 4, "open"),
    ],
)
def test_a_heading_tells_an_error_where_no_text_is(cleaner: Cleaner, heading: str, told: str, status: str) -> None:
    frame = '<nav><a href="/">News</a><a href="/c">Culture</a></nav>'
    content = page("en", f"{frame}<main><h1>{heading}</h1><p>{told}</p></main><footer>© 2024 Example</footer>")
    assert cleaner.clean(content, kind="html").access.status == status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("To read the full story|Subscribe", "paywalled"),
        ("Um den ganzen Artikel zu lesen|Abonnieren|Anmelden", "paywalled"),
        ("“To read the full story, subscribe”, it said on the door of the old press, and nobody ever did.", "open"),
        ("Subscribe|Sign in", "open"),
    ],
)
def test_a_sentence_goes_on_in_a_button(cleaner: Cleaner, said: str, status: str) -> None:
    lines = ["The bridge stays open", *TEXTS["en"].split(". ")[:2], *said.split("|")]
    assert cleaner.clean("\n".join(lines), kind="text").access.status == status
