"""A last look at a thread that nobody but structure or a declaration speaks for: lists of other things look alike."""

from __future__ import annotations

from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread

_VETTED = frozenset({"declared", "structure", "text"})
_HEADLINE = 4  # words: a linked line as long is a headline, not a name
_LINKED = 0.8  # of its characters
_SIGNED = 0.3  # of the posts that must show a sign of a conversation
_TALK = frozenset({"reply", "says", "report"})
_TALKING = 0.3  # of the posts that can be answered or reported
_ITEMS = 3  # two things alike are no thread


def is_conversation(thread: Thread, view: View) -> bool:
    """Do the posts look like what people write to each other, rather than questions, teasers, offers or examples?

    Most name somebody or give a day; enough are dated, or stand below a head that announces comments and hold a
    comment's controls; few begin with a linked headline of their own, unless such a head announces them. What a page
    declares without a day are the praise of its customers and the questions it answers itself.
    """
    if thread.witness not in _VETTED:
        return True
    announced = thread.declared is not None or bool(thread.fields)
    signed = sum(bool(post.author or post.date or post.date_raw) for post in thread.posts)
    if thread.witness != "text" and 2 * signed < len(thread.posts):
        return False
    if thread.witness != "structure":
        return announced or _is_dated(thread)
    is_alone = thread.is_page and len(thread.posts) + (thread.opening is not None) < _ITEMS
    return not is_alone and _is_talk(thread, view, announced=announced)


def _is_talk(thread: Thread, view: View, *, announced: bool) -> bool:
    """Do posts that structure alone found have what comments have?"""
    posts, dated = thread.posts, _is_dated(thread)
    controlled = sum(_has_control(post, view) for post in posts)
    talking = sum(_talks(post, view) for post in posts)
    if (announced and controlled >= _SIGNED * len(posts)) or (dated and talking >= _TALKING * len(posts)):
        return True
    headlines = {line for post in posts if (line := _headline(post, view))}
    return dated and (announced or 2 * len(headlines) <= len(posts))


def _is_dated(thread: Thread) -> bool:
    return sum(bool(post.date or post.date_raw) for post in thread.posts) >= _SIGNED * len(thread.posts)


def _has_control(post: Post, view: View) -> bool:
    if any(part.role == "control" for part in post.parts):
        return True
    hits = (hit for position in range(post.start, post.stop) for hit in view.found.phrases.get(position, ()))
    return any(hit.label == "comment_control" or hit.role in _TALK for hit in hits)


def _talks(post: Post, view: View) -> bool:
    hits = (hit for position in range(post.start, post.stop) for hit in view.found.phrases.get(position, ()))
    return any(hit.role in _TALK for hit in hits)


def _headline(post: Post, view: View) -> str | None:
    """The first line that is all link, longer than a name, and no day or control: what a teaser begins with."""
    for block in view.document.blocks[post.start : post.stop]:
        text = block.text
        is_linked = block.link_chars >= _LINKED * len(text) and len(text.split()) >= _HEADLINE
        if is_linked and block.position not in view.found.phrases and not (post.date_raw and post.date_raw in text):
            return text
    return None
