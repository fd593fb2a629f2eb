"""Threads: the comments of a page, or the posts of a forum page, with who answers whom.

`WITNESSES` is the order of trust. Each looks at the page and gives a thread or nothing; the first that finds one wins.
What the page declares counts only where it leaves out nothing that another witness sees.

    declared.py    JSON-LD; microdata is read as a platform of its own
    platform.py    the rule files; authors.py tells who wrote
    repeated/      structure alone: elements that repeat
    lines/         stripped text: what each line is, by a trained tagger
    flat.py        the same in the lines of a page, where no element holds a comment
    refine.py      what all of them have in common: flags, votes (`signs`), ratings, an owner's answers (`owners`),
                   quotes and answers (`answers`, `addressed`, `links`), the head
    vet.py         a last look at what a page declares
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pagewinnow.find.language import other_language
from pagewinnow.find.threads.declared import find_declared
from pagewinnow.find.threads.lines.witness import find_by_lines
from pagewinnow.find.threads.platform import find_by_platform
from pagewinnow.find.threads.refine import refine
from pagewinnow.find.threads.repeated.single import find_single
from pagewinnow.find.threads.repeated.structure import find_by_structure
from pagewinnow.find.threads.times import resolve_times
from pagewinnow.find.threads.vet import is_conversation
from pagewinnow.find.view import View
from pagewinnow.findings import Post, Thread
from pagewinnow.pieces import post_text

Witness = Callable[[View], Thread | None]

WITNESSES: tuple[Witness, ...] = (
    find_by_platform,  # what the rule files know
    find_by_structure,  # what repeats in the markup
    find_single,  # one comment that a head announces
    find_by_lines,  # what recurs in a text
)


def find_thread(view: View) -> Thread | None:
    """The thread of a page, or `None` where no witness sees one."""
    thread = _find(view)
    return None if thread is None else replace(thread, posts=tuple(resolve_times(view, _tell_languages(view, thread))))


def _tell_languages(view: View, thread: Thread) -> Iterator[Post]:
    """The posts with their languages, where they are not the page's."""
    for post in thread.posts:
        language = other_language(post_text(view.document, post, "text"), view.rules, view.found.language)
        yield replace(post, language=language) if language else post


def _find(view: View) -> Thread | None:
    declared = find_declared(view)
    for witness in WITNESSES:
        thread = witness(view)
        if thread is not None:
            thread = refine(view, declared if declared and len(declared.posts) >= len(thread.posts) else thread)
            if is_conversation(thread):
                return thread
    thread = refine(view, declared) if declared else None
    return thread if thread is not None and is_conversation(thread) else None
