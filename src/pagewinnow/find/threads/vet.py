"""A last look at a thread that nobody but a declaration speaks for: lists of other things are declared alike."""

from __future__ import annotations

from pagewinnow.findings import Thread

_SIGNED = 0.3  # of the posts that must be dated


def is_conversation(thread: Thread) -> bool:
    """Do declared posts look like what people write to each other, rather than questions and praise?

    Most name somebody or give a day, and a head announces them or enough are dated: what a page declares without a day
    are the praise of its customers and the questions it answers itself. Other witnesses weigh that themselves.
    """
    if thread.witness != "declared":
        return True
    signed = sum(bool(post.author or post.date or post.date_raw) for post in thread.posts)
    dated = sum(bool(post.date or post.date_raw) for post in thread.posts)
    announced = thread.declared is not None or bool(thread.fields)
    return 2 * signed >= len(thread.posts) and (announced or dated >= _SIGNED * len(thread.posts))
