"""Comments that no element holds: lines and rows with a signature, in several languages, and what looks like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pagewinnow.pipeline import Cleaner

Said = list[tuple[str, str, str]]

STORY = {
    "en": (
        "The harbour board said on Monday that the old ferry will stop at noon from the first of May, as it is empty.",
        "Those who live on the far side will have to take the bridge, which is four miles to the north of the pier.",
        "The board meets again in June, and until then the timetable at the pier will not change, a speaker said.",
    ),
    "es": (
        "La junta del puerto dijo el lunes que el viejo barco dejará de salir por la tarde desde el primero de mayo.",
        "Los que viven en la otra orilla tendrán que ir por el puente, que está a seis kilómetros al norte del muelle.",
        "La junta se reúne otra vez en junio, y hasta entonces el horario del muelle no cambia, según un portavoz.",
    ),
    "ru": (
        "Правление порта сообщило в понедельник, что старый паром с первого мая будет ходить только до полудня.",
        "Тем, кто живёт на том берегу, придётся ехать через мост, до которого шесть километров к северу от пристани.",
        "Правление соберётся снова в июне, а до тех пор расписание на пристани не изменится, сказал представитель.",
    ),
}
SAID: dict[str, Said] = {
    "en": [
        (
            "Ada Winter",
            "January 6, 2009 2:09 PM",
            "I take it every day, and how shall I get home? Four miles!",
        ),
        ("Tom", "January 6, 2009 3:12 PM", "We all saw it coming, to be honest. The boat was empty most days."),
        ("J. Reed", "January 7, 2009 9:30 AM", "Who asked the people on the far side? Nobody did, as far as I know."),
        ("Ada Winter", "January 7, 2009 11:02 AM", "Write to the board, that is what I did."),
    ],
    "es": [
        ("Marta", "12/03/2009 14:22", "Yo lo tomo cada día y no sé cómo voy a volver a casa. ¡Seis kilómetros!"),
        ("capitan77", "12/03/2009 15:01", "Se veía venir, el barco iba casi siempre vacío."),
        ("Julio R.", "13/03/2009 08:45", "¿Quién preguntó a los de la otra orilla? Nadie, que yo sepa."),
        ("Marta", "13/03/2009 11:10", "Escribid a la junta, yo ya lo hice."),
    ],
    "ru": [
        ("Мария", "12.03.2009 14:22", "Я езжу каждый день и не знаю, как теперь добираться домой. Шесть километров!"),
        ("kapitan77", "12.03.2009 15:01", "К этому всё и шло, паром почти всегда был пустой."),
        ("Олег", "13.03.2009 08:45", "А кто спросил людей на том берегу? Никто, насколько я знаю."),
        ("Мария", "13.03.2009 11:10", "Пишите в правление, я уже написала."),
    ],
}
HEADS = {"en": "Comments", "es": "Comentarios", "ru": "Комментарии"}


def _in_lines(said: Said) -> str:
    return "<div>" + "<br>".join(f"<b>{name}</b> {day}<br>{text}<br>" for name, day, text in said) + "</div>"


def _signed_in_lines(said: Said) -> str:
    return "<div>" + "<br>".join(f"{text}<br>{name}, {day}<br>" for name, day, text in said) + "</div>"


def _in_paragraphs(said: Said) -> str:
    return "".join(f"<p><b>{name}</b> ({day}):</p><p>{text}</p>" for name, day, text in said)


def _in_rows(said: Said) -> str:
    rows = (f"<tr><td>{name}</td><td>{day}</td></tr><tr><td>{text}</td></tr>" for name, day, text in said)
    return f"<table>{''.join(rows)}</table>"


def _under_rules(said: Said) -> str:
    return "<hr>".join(f"<font size=2><b>{name}</b>, {day}</font><p>{text}" for name, day, text in said)


def _page(language: str, section: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY[language])
    head = f"<h3>{HEADS[language]}</h3>"
    title = f"<h1>{STORY[language][0][:24]}</h1>"
    return f"<html lang={language}><meta charset=utf-8>{title}{story}{head}{section}<div>© Hafenbote 2009</div></html>"


@pytest.mark.parametrize("language", list(SAID))
@pytest.mark.parametrize("shape", [_in_lines, _signed_in_lines, _in_paragraphs, _in_rows, _under_rules])
def test_comments_without_elements_are_found(language: str, shape: Callable[[Said], str], cleaner: Cleaner) -> None:
    page = cleaner.clean(_page(language, shape(SAID[language])).encode())
    assert [comment.text for comment in page.comments] == [text for _, _, text in SAID[language]]
    assert page.article is not None
    assert page.article.text.startswith(STORY[language][0])
    assert SAID[language][1][2] not in page.article.text


@pytest.mark.parametrize("shape", [_in_lines, _in_paragraphs, _in_rows, _under_rules])
def test_their_authors_are_read(shape: Callable[[Said], str], cleaner: Cleaner) -> None:
    page = cleaner.clean(_page("en", shape(SAID["en"])).encode())
    assert [comment.author for comment in page.comments] == [name for name, _, _ in SAID["en"]]


def test_two_comments_may_share_a_block(cleaner: Cleaner) -> None:
    page = cleaner.clean(_page("en", _signed_in_lines(SAID["en"])).encode())
    kept = sum(comment.text.count("Write to the board") for comment in page.comments)
    assert kept == 1
    assert not any("Write to the board" in removed.text for removed in page.removed)


TRAPS = {
    "news of a house": "".join(
        f"<h3><a href='/{k}'>{text[:20]}</a></h3><p>Press office, March {k + 1}, 2009</p><p>{text}</p>"
        for k, text in enumerate(STORY["en"])
    ),
    "events": "".join(
        f"<p><b>March {k + 1}, 2009, 7:30 PM</b></p><p>Town hall, great room: {text}</p>"
        for k, text in enumerate(STORY["en"])
    ),
    "versions": "".join(
        f"<p>Version 1.{k}, March {k + 1}, 2009</p><p>{text}</p>" for k, text in enumerate(STORY["en"])
    ),
    "an interview": "".join(
        f"<p><b>{'Courier' if k % 2 else 'Ms Winter'}:</b></p><p>{text}</p>" for k, text in enumerate(STORY["en"])
    ),
    "a chronicle": "<br>".join(f"March {k + 1}, 2009<br>{text}" for k, text in enumerate(STORY["en"])),
}


@pytest.mark.parametrize("section", [pytest.param(section, id=name) for name, section in TRAPS.items()])
def test_what_looks_like_them_stays(section: str, cleaner: Cleaner) -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY["en"])
    page = cleaner.clean(f"<html lang=en><h1>The ferry</h1>{story}{section}</html>".encode())
    assert page.comments == ()
