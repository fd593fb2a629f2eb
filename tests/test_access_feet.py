"""The foot of any page: newsletters, doors and offers around complete articles. None of it is a wall."""

# ruff: noqa: E501 - rows of tables
from __future__ import annotations

import pytest

from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.segment import segment
from stories import STORIES

FEET: dict[str, list[str]] = {
    "en": [
        "Subscribe to our newsletter and get the best stories in your inbox.",
        "Subscribe",
        "Log in",
        "Already a subscriber? Log in",
        "Become a member",
        "Support independent journalism",
        "Digital subscription from £1 a week",
        "Print edition",
    ],
    "de": [
        "Newsletter abonnieren",
        "Abo",
        "Anmelden",
        "Bereits Abonnent? Anmelden",
        "E-Paper",
        "Mitglied werden",
        "Digitalabo ab 1 Euro",
        "Leserservice",
    ],
    "fr": [
        "Inscrivez-vous à notre newsletter",
        "S'abonner",
        "Se connecter",
        "Déjà abonné ? Connectez-vous",
        "Je m'abonne à partir de 1 €",
        "Le journal numérique",
    ],
    "es": [
        "Suscríbete a nuestro boletín",
        "Suscríbete",
        "Iniciar sesión",
        "¿Ya eres suscriptor? Inicia sesión",
        "Hazte socio",
        "Suscripción digital desde 1 €",
    ],
    "ru": [
        "Подпишитесь на нашу рассылку",
        "Подписка",
        "Войти",
        "Уже подписаны? Войти",
        "Оформить подписку",
        "Поддержите нас",
    ],
    "ja": [
        "メールマガジンに登録",
        "購読申し込み",
        "ログイン",
        "会員登録",
        "有料会員の方はログイン",
        "新聞を購読する",
    ],
}
FRAMES = {
    "footer": "<article><h1>{title}</h1>{story}</article><footer><ul>{foot}</ul></footer>",
    "box": '<article><h1>{title}</h1>{story}</article><div class="site-bottom">{foot}</div>',
    "behind a share bar": '<article><h1>{title}</h1>{story}<div class="share"><a>Facebook</a> <a>X</a></div></article><aside>{foot}</aside>',
    "header": "<header><ul>{foot}</ul></header><article><h1>{title}</h1>{story}</article>",
}


def page(language: str, frame: str) -> str:
    story = "".join(f"<p>{text}</p>" for text in STORIES[language])
    foot = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(FEET[language]))
    body = FRAMES[frame].format(title="X Y Z", story=story, foot=foot)
    return f'<html lang="{language}"><head><title>X Y Z</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("language", STORIES)
def test_the_foot_of_a_page_is_no_wall(cleaner: Cleaner, language: str, frame: str) -> None:
    content = page(language, frame)
    found = cleaner.clean(content, kind="html").access
    assert (found.status, found.complete) == ("open", True)
    lines = segment(load(content, url=None, kind="html", fetch=None, options=Options())).blocks
    assert cleaner.clean("\n".join(line.text for line in lines), kind="text").access.status == "open"


INVITED = {
    "en": ["Continue reading", "Try 4 weeks for £1", "Already a subscriber? Log in"],
    "de": ["Jetzt weiterlesen", "4 Wochen für 1 € testen", "Bereits Abonnent? Anmelden"],
    "fr": ["Lire la suite", "Sans engagement", "Déjà abonné ? Connectez-vous"],
    "es": ["Seguir leyendo", "Cancela cuando quieras", "¿Ya eres suscriptor? Inicia sesión"],
}


@pytest.mark.parametrize("language", INVITED)
def test_offers_that_invite_to_read_on_are_one(cleaner: Cleaner, language: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in STORIES[language])
    box = "".join(f"<p>{text}</p>" for text in INVITED[language])
    content = f'<html lang="{language}"><body><article><h1>X Y Z</h1>{story}<div class="box">{box}</div></article></body></html>'
    assert cleaner.clean(content, kind="html").access.status == "paywalled"


@pytest.mark.parametrize("end", ["and nobody knew who had…", "and nobody knew who had"])
def test_offers_where_a_text_breaks_off_are_one(cleaner: Cleaner, end: str) -> None:
    story = "".join(
        f"<p>{text}</p>"
        for text in [
            *STORIES["en"],
            f"The keeper closed the gate at night as he always did, long before the lamps were lit in the town, {end}",
        ]
    )
    box = "".join(f"<p>{text}</p>" for text in ("Subscribe now", "Cancel anytime", "Already a subscriber? Log in"))
    content = f'<html lang="en"><body><article><h1>X Y Z</h1>{story}<div>{box}</div></article></body></html>'
    assert cleaner.clean(content, kind="html").access.status == "paywalled"
