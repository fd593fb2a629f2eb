"""Body against thread: who has the blocks that both want? Asked here, once, and nowhere else.

What reads as main content may be posts: on a forum page the model of the body takes all of them, so its word alone
speaks for nobody. What speaks for an article is what the page declares, and a thread that is not sure of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pagewinnow.document import Document
from pagewinnow.findings import Body, Findings, Post, Thread

_SURE = 0.5  # the probability from which a thread needs nothing else to speak for it
_CERTAIN = 0.95  # a platform's own markup has it, and it knows which of its posts opens a page
_PARAGRAPHS = 4  # of an article above the topic of a forum: a summary of it has fewer
_MOST = 0.5  # of the body's characters: a thread that holds more of it takes the article away
_ARTICLES = ("article", "blogposting")  # how schema.org's types of an article end


def weigh_thread(document: Document, found: Findings) -> Findings:
    """What was found, with the thread that is believed, and the body that it leaves.

    A thread has its blocks: whatever reads as main content in it was written by readers. One that would swallow the
    article, and that nothing but its own doubtful shape speaks for, is none. On the page of a thread the opening post
    is the article, and what else reads as content around it is the page's; so is what follows the comments elsewhere.
    """
    thread = found.thread
    if thread is None:
        return found
    if _swallows(thread, document, found.body):
        return replace(found, thread=None)
    if thread.is_page and thread.opening is not None:
        if _is_article(thread.opening, thread, document, found.body):
            return replace(found, body=replace(found.body, blocks={}))
        if _is_certain(thread):  # a forum's topic, shown below the article that it is about
            thread = replace(thread, opening=None, is_page=False, posts=_all_posts(thread.opening, thread.posts))
            return replace(found, thread=thread)
    return replace(found, body=_leave_behind(thread, document, found.body))


def _all_posts(opening: Post, posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts with the one that opens their topic in front: the places of those that were answered move by one."""
    moved = [post if post.parent is None else replace(post, parent=post.parent + 1) for post in posts]
    return opening, *moved


def _is_certain(thread: Thread) -> bool:
    return thread.probability is None or thread.probability >= _CERTAIN


def _leave_behind(thread: Thread, document: Document, body: Body) -> Body:
    """The body without what reads as content behind the comments, where more of it stands before them: teasers."""
    start, stop = min((post.start for post in thread.posts), default=thread.start), thread.stop
    before = sum(len(document.blocks[position].text) for position in body.blocks if position < start)
    behind = [position for position in body.blocks if position >= stop]
    if not behind or before < sum(len(document.blocks[position].text) for position in behind):
        return body
    return replace(body, blocks={place: how for place, how in body.blocks.items() if place < stop})


def _is_article(opening: Post, thread: Thread, document: Document, body: Body) -> bool:
    """Says the opening post more than what else reads as content? A certain one yields to an article before it alone.

    Beside the posts of a forum stand teasers of others and summaries of its own; above the topic that a site shows
    below an article stands that.
    """
    words = _words_of(opening)
    inside = {position for post in (opening, *thread.posts) for position in range(post.start, post.stop)}
    beside = [position for position in body.blocks if position not in inside]
    if words and _is_certain(thread):
        beside = [position for position in beside if position < opening.start]
        if sum(document.blocks[position].kind == "paragraph" for position in beside) < _PARAGRAPHS:
            return True
    return _size(words, document) >= _size(beside, document)


def _size(positions: Iterable[int], document: Document) -> int:
    return sum(len(document.blocks[position].text) for position in positions)


def _swallows(thread: Thread, document: Document, body: Body) -> bool:
    """Does a doubtful thread take most of the article of a page that declares one?"""
    if thread.opening is not None or thread.declared is not None or thread.fields:
        return False
    if thread.probability is None or thread.probability >= _SURE:
        return False
    if not any(name.endswith(_ARTICLES) for name in document.declared.types):
        return False
    return _share_of_body(thread, document, body) > _MOST


def _share_of_body(thread: Thread, document: Document, body: Body) -> float:
    """The share of the body's characters that stand in the thread's posts."""
    said = {position for post in thread.posts for position in _words_of(post)}
    sizes = {position: len(document.blocks[position].text) for position in body.blocks}
    inside = sum(size for position, size in sizes.items() if position in said)
    return inside / max(1, sum(sizes.values()))


def _words_of(post: Post) -> set[int]:
    return {part.position for part in post.parts if part.role == "text"}
