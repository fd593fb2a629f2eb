"""Is the whole text here? Texts in parts, later pages of threads, notices of cookies in the place of a text."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner

TEXT = "The ferry over the river runs again, the town said on Monday after a month of repairs to the old landing stage."
ARTICLE = '<meta property="og:type" content="article">'
URL = "https://post.example/a/ferry.html"


@pytest.mark.parametrize(
    ("head", "complete"),
    [
        pytest.param(f'{ARTICLE}<link rel="next" href="/a/ferry-2.html">', False, id="a number behind the name"),
        pytest.param(f'{ARTICLE}<link rel="next" href="/a/ferry/2">', False, id="a folder"),
        pytest.param(f'{ARTICLE}<link rel="next" href="?page=2">', False, id="a question"),
        pytest.param(f'{ARTICLE}<link rel="next" href="/a/bridge.html">', True, id="the next post"),
        pytest.param(f'{ARTICLE}<link rel="next" href="/a/ferry-20.html">', True, id="another number"),
        pytest.param(f'{ARTICLE}<link rel="prev" href="/a/ferry-2.html">', True, id="the other way"),
        pytest.param('<link rel="next" href="?page=2">', True, id="a list"),
    ],
)
def test_a_text_in_parts_is_not_complete(cleaner: Cleaner, head: str, *, complete: bool) -> None:
    page = f"<html lang=en><head><title>Ferry</title>{head}</head><h1>Ferry runs again</h1>{f'<p>{TEXT}</p>' * 8}"
    access = cleaner.clean(page, url=URL, kind="html").access
    assert (access.status, access.complete) == ("open", complete)


@pytest.mark.parametrize(("link", "complete"), [("prev", None), ("next", True)])
def test_a_later_page_of_a_thread_says_nothing_of_its_text(
    cleaner: Cleaner, link: str, *, complete: bool | None
) -> None:
    posts = "".join(
        f'<article class="message"><h4 class="message-name"><a class="username">{name}</a></h4>'
        f'<time datetime="2024-05-0{day}T10:00:00Z">{day} May 2024</time>'
        f'<div class="bbWrapper">{TEXT} {name}</div></article>'
        for day, name in enumerate(("annr", "tomh", "mia", "olaf", "annr"), 1)
    )
    head = f'<title>Ferry | Boats</title><link rel="{link}" href="?page=3">'
    record = cleaner.clean(f"<html lang=en><head>{head}</head><h1>Ferry</h1>{posts}", kind="html")
    assert record.kind == "thread"
    assert record.access.complete is complete


NOTICES = {
    "en": [
        "Cookies and choices",
        "Harbour Radio uses cookies, similar tracking and storage technologies to improve your reading.",
        (
            'Click on "Your Choices" to turn off cookies that we do not need. If you click "Agree and Continue" below, you '
            "agree to the use of cookies on our sites."
        ),
        "Agree and Continue",
        "Your Choices",
    ],
    "nl": ["Hafenpost", "Hafenpost en derden gebruiken cookies om informatie op te slaan.", "Akkoord"],
    "de": [
        "Ihre Auswahl",
        "Hafenpost und Dritte verwenden Cookies und ähnliche Techniken, um das Angebot zu verbessern.",
        "Mit Werbung und Tracking lesen oder für 3,99 € im Monat ohne Tracking.",
        "Akzeptieren und weiter",
        "Ablehnen und abonnieren",
    ],
    "fr": [
        "Vos choix",
        "La Poste du Port et des tiers utilisent des cookies pour mesurer l'audience.",
        "Lire avec publicité et suivi, ou sans suivi pour 3,99 € par mois.",
        "Accepter et continuer",
        "Refuser et s'abonner",
    ],
}


@pytest.mark.parametrize("lang", NOTICES)
def test_a_choice_in_the_place_of_a_text_is_consent(cleaner: Cleaner, lang: str) -> None:
    title, *lines = NOTICES[lang]
    shown = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html lang={lang}><title>{title}</title><h1>{title}</h1>{shown}"
    assert cleaner.clean(page, kind="html").access.status == "consent"


@pytest.mark.parametrize("lang", NOTICES)
def test_the_same_notice_below_a_text_is_none(cleaner: Cleaner, lang: str) -> None:
    notice = "".join(f"<p>{line}</p>" for line in NOTICES[lang])
    page = f"<html lang={lang}><title>Ferry</title><h1>Ferry runs again</h1>{f'<p>{TEXT}</p>' * 6}<div>{notice}</div>"
    assert cleaner.clean(page, kind="html").access.status == "open"
