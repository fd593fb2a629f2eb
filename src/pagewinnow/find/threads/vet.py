"""A last look at a thread that nobody but a text or a declaration speaks for: lists of other things look alike."""

from __future__ import annotations

from pagewinnow.findings import Thread

_VETTED = frozenset({"declared", "text"})
_SIGNED = 0.3  # of the posts that must be dated


def is_conversation(thread: Thread) -> bool:
    """Do the posts look like what people write to each other, rather than questions, praise or examples?

    What a page declares without a name or a day, and without a head that announces it, are the praise of its customers
    and the questions it answers itself.
    """
    if thread.witness not in _VETTED:
        return True
    signed = sum(bool(post.author or post.date or post.date_raw) for post in thread.posts)
    if thread.witness != "text" and 2 * signed < len(thread.posts):
        return False
    announced = thread.declared is not None or bool(thread.fields)
    return announced or sum(bool(post.date or post.date_raw) for post in thread.posts) >= _SIGNED * len(thread.posts)
