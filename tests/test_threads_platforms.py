"""What the rules of platforms select, and what only looks like one of them."""

from __future__ import annotations

from pagewinnow.pipeline import Cleaner

STORY = "".join(
    f"<p>The harbour board said in its {word} letter that the old ferry will stop at noon, as it is empty.</p>"
    for word in ("first", "second", "third")
)


def test_every_comment_of_a_list_is_found_where_every_other_one_has_a_class(cleaner: Cleaner) -> None:
    items = "".join(
        f"<li {'class=alt' if k % 2 == 0 else 'class'} id=comment-{k}><cite>Ada {k}</cite> Says:<br>"
        f"<small class=commentmetadata><a href=#comment-{k}>May {k + 1}, 2009 at 9:3{k} am</a></small>"
        f"<p>The boat was empty on most of the {k + 2} days that I took it.</p></li>"
        for k in range(5)
    )
    page = cleaner.clean(
        f"<h1>The ferry</h1>{STORY}<h3>5 Responses to “The ferry”</h3><ol class=commentlist>{items}</ol>"
    )
    assert len(page.comments) == 5


def test_an_older_widget_is_read(cleaner: Cleaner) -> None:
    said = (
        "<div id=lf_comment_stream><div class=lf_comment_container><span class=lf_comment_user_nick>ada</span> "
        "<span class=lf_comment_user_rating>6 pts</span><div class=lf_body><p>We all saw it coming.</p></div>"
        "<div class=lf_comment_footer>share flag</div></div></div>"
    )
    page = cleaner.clean(f"<h1>The ferry</h1>{STORY}{said}")
    assert [(comment.author, comment.text) for comment in page.comments] == [("ada", "We all saw it coming.")]


def test_teasers_with_the_number_of_a_post_are_no_forum(cleaner: Cleaner) -> None:
    teasers = "".join(
        f"<article id=post-{k} data-post-id={k} class='post type-post'><a href=/{k}>News of today, {k}</a></article>"
        for k in range(6)
    )
    page = cleaner.clean(f"<html lang=en><h1>The ferry</h1>{STORY}{teasers}</html>")
    assert page.kind == "article"
    assert page.comments == ()
