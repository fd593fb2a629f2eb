"""What stands around the words of a comment: flags, votes, links, quotations, signatures. In several languages."""

from __future__ import annotations

import pytest

from pagewinnow.pipeline import Cleaner
from pagewinnow.records import Comment, Page
from test_threads_authors import NAMES, STORIES, TALK

NOTICES = [
    ("en", "edited", "Edited"),
    ("en", "edited", "Last edited by Tove"),
    ("en", "pinned", "Pinned"),
    ("en", "spoiler", "This comment contains spoilers"),
    ("en", "pending", "Your comment is awaiting moderation."),
    ("de", "edited", "Bearbeitet"),
    ("de", "edited", "Zuletzt bearbeitet von Karsten"),
    ("de", "pinned", "Angepinnt"),
    ("de", "spoiler", "Achtung, Spoiler!"),
    ("de", "pending", "Dein Kommentar wartet auf Freischaltung."),
    ("fr", "edited", "Modifié"),
    ("fr", "pinned", "Commentaire épinglé"),
    ("fr", "spoiler", "Attention, spoiler"),
    ("fr", "pending", "En attente de modération"),
    ("es", "edited", "Editado"),
    ("ru", "edited", "Отредактировано"),
    ("ru", "spoiler", "Этот комментарий содержит спойлеры"),
    ("ru", "pinned", "Закреплённый комментарий"),
    ("ja", "edited", "編集済み"),
    ("ja", "spoiler", "ネタバレを含みます"),
    ("ja", "pinned", "固定されたコメント"),
]
GONE = [
    ("en", "deleted", "This comment has been deleted."),
    ("en", "moderated", "This comment has been removed by a moderator."),
    ("de", "deleted", "Dieser Kommentar wurde gelöscht."),
    ("de", "moderated", "Dieser Kommentar wurde von der Redaktion entfernt."),
    ("fr", "deleted", "Ce commentaire a été supprimé."),
    ("fr", "moderated", "Ce commentaire a été modéré."),
    ("ru", "deleted", "Комментарий удалён."),
    ("ja", "deleted", "このコメントは削除されました。"),
]
PLACES = {
    "its own line": "<p><b>{n}</b> <i>{t}</i></p><p>{s}</p><div>{x}</div>",
    "in the head": "<p><b>{n}</b> <i>{t}</i> <span>{s}</span></p><div>{x}</div>",
    "behind a dot": "<p>{n} · {t} · {s}</p><div>{x}</div>",
    "below the words": "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div><p><em>{s}</em></p>",
    "under the words": "<p><b>{n}</b> <i>{t}</i></p><div><p>{x}</p><p><em>{s}</em></p></div>",
}
VOTES = [
    ("en", "<span>12 points</span>", 12),
    ("en", "<span>3 likes</span>", 3),
    ("en", "<b>+7</b>", 7),
    ("en", "<b>-4</b>", -4),
    ("de", "<span>5 Stimmen</span>", 5),
    ("de", "<span>👍 12</span>", 12),
    ("ru", "<b>−2</b>", -2),
    ("ja", "<span>▲ 9</span>", 9),
]
HEADS = {
    "en": "Comments",
    "de": "Kommentare",
    "fr": "Commentaires",
    "es": "Comentarios",
    "ru": "Комментарии",
    "ja": "コメント",
}


def read(cleaner: Cleaner, language: str, items: list[str]) -> Page:
    story = " ".join([STORIES[language]] * 3)
    listed = f"<h2>{HEADS[language]} ({len(items)})</h2><ul><li>{'</li><li>'.join(items)}</li></ul>"
    markup = f"<main><h1>1</h1><p>{story}</p><p>{story}!</p></main>{listed}"
    return cleaner.clean(f"<html lang={language}><body>{markup}</body></html>", kind="html")


def fill(language: str, item: str, signs: list[str], words: list[str] | None = None) -> list[str]:
    told = words or [f"{text} {k}." for k, text in enumerate([*TALK[language], *TALK[language]], 1)]
    return [
        item.format(n=name, t=f"2024-03-0{k} 09:1{k}", s=sign, x=text, k=k)
        for k, (name, sign, text) in enumerate(zip(NAMES[language], signs, told, strict=True), 1)
    ]


def check_words(comments: tuple[Comment, ...], language: str, notice: str) -> None:
    assert [comment.author for comment in comments] == NAMES[language]
    assert not any(notice.rstrip(".!") in comment.text for comment in comments)
    assert [comment.text[-2:] for comment in comments] == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("language", "flag", "notice"), NOTICES)
def test_a_notice_is_a_flag_and_no_text(language: str, flag: str, notice: str, place: str, cleaner: Cleaner) -> None:
    comments = read(cleaner, language, fill(language, PLACES[place], ["", notice, "", ""])).comments
    check_words(comments, language, notice)
    assert [comment.flags for comment in comments] == [(), (flag,), (), ()]


@pytest.mark.parametrize(("language", "flag", "notice"), GONE)
def test_a_comment_that_is_gone_is_a_flag_without_text(language: str, flag: str, notice: str, cleaner: Cleaner) -> None:
    item = "<p><b>{n}</b> <i>{t}</i></p><div><p>{x}</p></div>"
    words = [f"{TALK[language][0]} 1.", notice, f"{TALK[language][1]} 3.", f"{TALK[language][0]} 4."]
    comments = read(cleaner, language, fill(language, item, [""] * 4, words)).comments
    assert [comment.flags for comment in comments] == [(), (flag,), (), ()]
    assert [comment.text for comment in comments] == [words[0], "", *words[2:]]


@pytest.mark.parametrize(("language", "sign", "score"), VOTES)
def test_votes_are_a_score(language: str, sign: str, score: int, cleaner: Cleaner) -> None:
    item = "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div><div>{s}</div>"
    comments = read(cleaner, language, fill(language, item, [sign] * 4)).comments
    check_words(comments, language, sign)
    assert [comment.score for comment in comments] == [score] * 4


def test_a_notice_in_what_somebody_says_stays(cleaner: Cleaner) -> None:
    words = [f"They wrote that it was edited, pinned and removed by a moderator, and I laughed. {k}" for k in range(4)]
    item = "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div>"
    comments = read(cleaner, "en", fill("en", item, [""] * 4, words)).comments
    assert [comment.text for comment in comments] == words
    assert not any(comment.flags for comment in comments)


def test_the_link_of_the_time_is_the_address(cleaner: Cleaner) -> None:
    item = "<p><a href='/u/{k}'>{n}</a> <a href='/s#c{k}'><time>{t}</time></a></p><div>{x}</div>"
    comments = read(cleaner, "en", fill("en", item, [""] * 4)).comments
    assert [comment.url for comment in comments] == [f"/s#c{k}" for k in range(1, 5)]
    assert [comment.author_url for comment in comments] == [f"/u/{k}" for k in range(1, 5)]


SAID = "I crossed on the first morning and it was a joy to hear the old bell again."
QUOTES = [
    f"<blockquote>{SAID}</blockquote><p>So did I, and it rained all the way. 2.</p>",
    f"<blockquote><p>{SAID}</p></blockquote><p>So did I, and it rained all the way. 2.</p>",
    f"<p>Anna Brook wrote:</p><blockquote>{SAID}</blockquote><p>So did I, and it rained all the way. 2.</p>",
]


@pytest.mark.parametrize("quoting", QUOTES)
def test_a_quotation_of_a_comment_names_what_is_answered(quoting: str, cleaner: Cleaner) -> None:
    item = "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div>"
    words = [f"<p>{SAID}</p>", quoting, "<p>They promised this three years ago. 3.</p>", "<p>Do they take bikes?</p>"]
    comments = read(cleaner, "en", fill("en", item, [""] * 4, words)).comments
    assert [comment.parent_id for comment in comments] == [None, comments[0].id, None, None]
    assert comments[1].quoted_text == SAID
    assert comments[1].text.endswith("So did I, and it rained all the way. 2.")
    assert SAID not in comments[1].text


@pytest.mark.parametrize("rule", ["_________________", "-- "])
def test_a_signature_below_its_line_is_no_text(rule: str, cleaner: Cleaner) -> None:
    item = "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div>"
    words = [f"{TALK['en'][0]} {k}.<br>{rule}<br>Fair winds, {'abcd'[k]}" for k in range(4)]
    comments = read(cleaner, "en", fill("en", item, [""] * 4, words)).comments
    assert [comment.text for comment in comments] == [f"{TALK['en'][0]} {k}." for k in range(4)]


@pytest.mark.parametrize("sign", ["@{n} ", "@{n}: ", "@{n}, "])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ja"])
def test_a_name_that_is_called_is_answered(language: str, sign: str, cleaner: Cleaner) -> None:
    item = "<p><b>{n}</b> <i>{t}</i></p><div>{x}</div>"
    words = [f"{text} {k}." for k, text in enumerate([*TALK[language], *TALK[language]], 1)]
    words[2] = sign.format(n=NAMES[language][0]) + words[2]
    comments = read(cleaner, language, fill(language, item, [""] * 4, words)).comments
    assert [comment.parent_id for comment in comments] == [None, None, comments[0].id, None]


@pytest.mark.parametrize("place", ["<p>{s}</p><div>{x}</div>", "<div>{x}</div><p>{s}</p>"])
def test_a_line_that_names_the_answered_is_a_sign(place: str, cleaner: Cleaner) -> None:
    signs = ["", "", "In reply to Anna Brook", ""]
    comments = read(cleaner, "en", fill("en", "<p><b>{n}</b> <i>{t}</i></p>" + place, signs)).comments
    check_words(comments, "en", "In reply to")
    assert [comment.parent_id for comment in comments] == [None, None, comments[0].id, None]


POSTS = [
    "My heater goes out every night at about three, and I have no idea where to begin with it.",
    "Look at the air intake, mine was blocked by a nest, and the symptoms were the very same.",
    "Could it be the voltage? They cut out below eleven and a half, and they do not say why.",
    "It was the voltage after all. Thank you both, I slept until nine for the first time.",
]
PAGES = {
    "the first page": ("", 1, 3, POSTS[0]),
    "numbers go on": ("", 21, 4, ""),
    "a page before is named": ("<link rel='prev' href='/t?p=1'>", 1, 4, ""),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_post_is_the_article_of_the_first_page_only(name: str, cleaner: Cleaner) -> None:
    head, first, comments, article = PAGES[name]
    rows = "".join(
        f"<div><div><h4><a href='/u/{k}'>{n}</a></h4><i>Posts: {k * 7}</i></div><div><p>2024-03-0{k + 1} 09:15 "
        f"<a href='#p{k}'>#{first + k}</a></p><div>{text}</div></div></div>"
        for k, (n, text) in enumerate(zip(NAMES["en"], POSTS, strict=True))
    )
    markup = (
        f"<html lang=en><head>{head}<title>Heater</title></head><body><h1>Heater</h1><div>{rows}</div></body></html>"
    )
    page = cleaner.clean(markup, kind="html")
    assert page.kind == "thread"
    assert len(page.comments) == comments
    assert page.article is not None
    assert page.article.text == article
