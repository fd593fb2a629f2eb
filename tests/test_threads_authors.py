"""Every way in which sites name who wrote a comment: a table of heads, in several languages."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner

STORIES = {
    "en": "The ferry runs again from Monday, the town said, and two crews have been hired for it this spring.",
    "de": "Die Fähre fährt ab Montag wieder, sagt die Stadt, und für das Frühjahr sind zwei Mannschaften eingestellt.",
    "fr": "Le bac circule de nouveau à partir de lundi, dit la ville, et deux équipages sont engagés.",
    "es": "El transbordador vuelve a funcionar el lunes, dice el pueblo, y hay dos tripulaciones para la primavera.",
    "ru": "С понедельника паром снова ходит, говорят в городе, и на весну наняли две команды для работы.",
    "ja": "月曜日から渡し船がまた動くと町は発表した。この春のために二組の乗組員が雇われたという。",
}
TALK = {
    "en": ["I crossed on the first morning and it was a joy to hear the bell.", "They promised this three years ago."],
    "de": ["Ich bin am ersten Morgen gefahren und habe die Glocke gehört.", "Das haben sie schon einmal versprochen."],
    "fr": ["J'ai traversé le premier matin et j'ai entendu la cloche.", "On nous l'a déjà promis il y a trois ans."],
    "es": ["Crucé la primera mañana y fue una alegría oír la campana.", "Ya lo prometieron hace tres años."],
    "ru": ["Я переехал в первое утро и слышал старый колокол.", "Это нам обещали ещё три года назад."],
    "ja": ["最初の朝に渡って、古い鐘の音を聞きました。", "三年前にも約束されましたよね。"],
}
MORE = {
    "en": ["Do they take bicycles before nine? The page of the office says nothing about it at all.", "Good."],
    "de": ["Nehmen sie vor neun Uhr Fahrräder mit? Auf der Seite des Hafens steht dazu überhaupt nichts.", "Gut so."],
    "fr": ["Prennent-ils les vélos avant neuf heures ? La page du port n'en dit rien du tout.", "Très bien."],
    "es": ["¿Llevan bicicletas antes de las nueve? La página del puerto no dice nada de eso.", "Muy bien."],
    "ru": ["Велосипеды берут до девяти? На странице порта об этом ничего не написано.", "Хорошо."],
    "ja": ["九時前でも自転車は乗せられますか。港のページには何も書いていません。", "いいですね。"],
}
NAMES = {
    "en": ["Anna Brook", "joe_1987", "Dina", "Tove van Lind"],
    "de": ["Greta Hollmann", "uwe_t", "Marlies", "Karsten von Ohl"],
    "fr": ["Odile Ferrand", "bastien33", "Marie-Jo", "Étienne de Vasse"],
    "es": ["Rosario Peña", "julian_r", "Amparo", "Luis de la Vega"],
    "ru": ["Ирина Лаптева", "kolya_sh", "Павел", "Мария Сергеевна Орлова"],
    "ja": ["青木さゆり", "tokei_suki", "南風", "商店街の者"],
}
DAYS = ["2024-03-04 09:15", "2024-03-04 11:42", "2024-03-05 08:03", "2024-03-06 20:30"]
HEADS = [
    ("en", "<b>{n}</b> <i>{t}</i>"),
    ("en", "<div><a href='/u/{k}'>{n}</a></div><div>{t}</div>"),
    ("en", "<h4>{n}</h4><p>{t}</p>"),
    ("en", "<h4><a href='/u/{k}'>{n}</a> <span>Moderator</span></h4><p>{t}</p>"),
    ("en", "<p><a href='/u/{k}'>{n}</a> wrote:</p><p>{t}</p>"),
    ("en", "<p><cite>{n}</cite> says:</p><p>{t}</p>"),
    ("en", "<p>Posted by <a href='/u/{k}'>{n}</a> on {t}</p>"),
    ("en", "<p>by {n} on {t}</p>"),
    ("en", "<p>{n} commented on {t}</p>"),
    ("en", "<p>{n} · {t}</p>"),
    ("en", "<p>{t} | {n}</p>"),
    ("en", "<p>{n} ({t})</p>"),
    ("en", "<div><a href='/u/{k}'><img src='/{k}.png' alt='{n}'></a><a href='/u/{k}'>{n}</a> <span>{t}</span></div>"),
    ("en", "<div><span>{k}</span></div><div><strong>{n}</strong><span>Level {k}</span><span>{t}</span></div>"),
    ("en", "<div><span>{n}</span><span>@user{k}</span><span>{t}</span></div>"),
    ("en", "<div><b>{n}</b>, Bristol</div><div>{t}</div>"),
    ("en", "<dl><dt>{n}</dt><dd>Joined: 2011-05-0{k}</dd><dd>Posts: {k}{k}4</dd></dl><div>{t}</div>"),
    ("en", "<div><a href='/u/{k}'>{n}</a> <em>4,2{k}1</em></div><div><time datetime='{t}'>{t}</time></div>"),
    ("en", "<div>#{k}</div><div><address>{n}</address></div><div>{t}</div>"),
    ("de", "<p>Von <b>{n}</b> am {t}</p>"),
    ("de", "<p><b>{n}</b> schrieb am {t}:</p>"),
    ("de", "<div><strong>{n}</strong> <small>Stammgast</small></div><div>{t} Uhr</div>"),
    ("fr", "<p>Par <a href='/u/{k}'>{n}</a>, le {t}</p>"),
    ("fr", "<p><strong>{n}</strong> a écrit :</p><p>{t}</p>"),
    ("es", "<p><b>{n}</b> dijo...</p><p>{t}</p>"),
    ("es", "<p>{n}, {t}</p>"),
    ("ru", "<div><a href='/u/{k}'>{n}</a> пишет:</div><div>{t}</div>"),
    ("ru", "<div>{t} <b>{n}</b></div>"),
    ("ja", "<div>投稿者: <b>{n}</b></div><div>{t}</div>"),
    ("ja", "<div>{n} さん {t}</div>"),
]  # fmt: skip


def build(language: str, head: str, *, below: bool = False) -> str:
    """A page with four comments under heads of one kind."""
    texts = [TALK[language][0], TALK[language][1], MORE[language][0], TALK[language][0][::1] + " " + MORE[language][1]]
    items = []
    for k, (name, time, text) in enumerate(zip(NAMES[language], DAYS, texts, strict=True), 1):
        top = head.format(n=name, t=time, k=k)
        body = f"<div>{text}</div>"
        items.append(f"<li>{body}{top}</li>" if below else f"<li>{top}{body}</li>")
    told = " ".join([STORIES[language]] * 3)
    story = f"<p>{told}</p><p>{told}!</p>"
    return f"<html lang={language}><body><main><h1>1</h1>{story}</main><ul>{''.join(items)}</ul></body></html>"


@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
@pytest.mark.parametrize(("language", "head"), [pytest.param(*row, id=f"{k}-{row[0]}") for k, row in enumerate(HEADS)])
def test_the_author_is_the_name(language: str, head: str, below: bool, cleaner: Cleaner) -> None:  # noqa: FBT001
    page = cleaner.clean(build(language, head, below=below), kind="html")
    assert [comment.author for comment in page.comments] == NAMES[language]
    assert [comment.date for comment in page.comments] == [day.replace(" ", "T") for day in DAYS]


THEMES = [
    "<img src='/{k}.png'><a href='/u/{k}'>{n}</a> <span class='says'>says:</span>",
    "<b class='fn'>{n}</b> <span class='says'>wrote:</span>",
    "<cite>{n}</cite> <span class='rank'>Level {k}</span>",
    "<div>{n}</div><div>Senior member</div><div>{k}42 posts</div>",
    "<p>by {n} on {t}</p>",
    "<p>{n} on {t} wrote</p>",
    "<a class='comment-reply-link' href='#r'>Reply</a> <strong>{n}</strong>",
    "<h4>{n}</h4><p>Joined 2011</p>",
    "<span>{n}</span><span>, Bristol</span>",
    "<a href='/u/{k}'>{n}</a><em>4,2{k}1</em>",
]


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_of_a_known_platform_may_put_more_into_the_authors_element(theme: str, cleaner: Cleaner) -> None:
    texts = [*TALK["en"], *MORE["en"]]
    items = "".join(
        f"<li class='comment even depth-1' id='comment-{k}'><div class='comment-author vcard'>"
        f"{theme.format(n=name, t=time, k=k)}</div><div class='comment-meta'><a href='#comment-{k}'>{time}</a></div>"
        f"<div class='comment-content'><p>{text}</p></div></li>"
        for k, (name, time, text) in enumerate(zip(NAMES["en"], DAYS, texts, strict=True), 1)
    )
    told = " ".join([STORIES["en"]] * 3)
    markup = f"<main><h1>1</h1><p>{told}</p></main><ol class='comment-list'>{items}</ol>"
    page = cleaner.clean(f"<html lang=en><body>{markup}</body></html>", kind="html")
    assert [comment.author for comment in page.comments] == NAMES["en"]
    assert {comment.extracted_from for comment in page.comments} == {"platform/wordpress"}
