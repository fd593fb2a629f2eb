"""The names of a site, and titles without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pagewinnow.find.fields.values import folded
from pagewinnow.text import words

# What sets a site's name off: a hyphen or slash only with spaces around.
SEPARATOR = re.compile(r"\s+[-–—‒―•·∙⋅»«›‹/~|｜⎯]{1,3}\s+|\s*[|｜]{1,2}\s*|\s*—\s*|\s*:{1,2}\s+")
_LONG_LABEL = 4  # letters: a shorter host is no witness when it stands inside a word
_NAME_WORDS = 6  # a longer part of a title is no name


class Site:
    """The names of a site: what the page calls it, and what its host says."""

    def __init__(self, names: Iterable[str | None], hostname: str | None) -> None:
        self.names = frozenset(folded(name) for name in names if name) - {""}
        labels = (hostname or "").split(".")
        self.hosts = frozenset(folded(".".join(labels[i:])) for i in range(len(labels) - 1))
        self.labels = [label.replace("-", "") for label in labels[:-1]]
        long = [label for label in self.labels if len(label) >= _LONG_LABEL]
        self.domain = max(long, key=len) if long else (self.labels or [""])[-1]

    def is_named(self, text: str) -> bool:
        """Is `text` surely a name of the site: one that it gives itself, or its host?

        >>> site = Site(["The Bridge Post"], "www.bridge-post.example")
        >>> [site.is_named(t) for t in ("the bridge post", "Bridge Post", "Bridge Post Online", "A bridge")]
        [True, True, False, False]
        """
        return self.has_name(folded(text))

    def has_name(self, name: str) -> bool:
        """Is `name`, folded by the caller, surely a name of the site?"""
        return name in self.names or name in self.labels or name in self.hosts or name in {"", "".join(self.labels)}

    def is_like(self, text: str) -> bool:
        """May `text`, a part of a title, be a name of the site: does the host hold it, or its initials?

        >>> site = Site([], "blog.bridgepost.example")
        >>> [site.is_like(t) for t in ("Bridgepost Blog", "The Bridge", "Ferry runs again")]
        [True, True, False]
        """
        if self.is_named(text):
            return True
        name, parts = folded(text), words(text)
        if not self.domain or len(parts) > _NAME_WORDS:
            return False
        if len(self.domain) >= _LONG_LABEL and self.domain in name:
            return True
        capitals = "".join(word[0] for word in text.split() if word[0].isupper()).lower()
        if len(parts) > 1 and self.domain in {capitals, "".join(word[0] for word in parts)}:
            return True
        return len(name) > _LONG_LABEL and self.domain.startswith(name.removeprefix("the"))

    def strip(self, title: str) -> str:
        """`title` without the site's names at its ends.

        >>> Site(["Bridge Post"], None).strip("Bridge Post: Ferry runs again - Towns | Bridge Post")
        'Ferry runs again - Towns'
        """
        while marks := list(SEPARATOR.finditer(title)):
            head, tail = title[: marks[0].start()], title[marks[-1].end() :]
            rest_of_head, rest_of_tail = title[marks[0].end() :], title[: marks[-1].start()]
            colons = ":" in marks[0][0], ":" in marks[-1][0]
            if rest_of_tail and (self.is_named(tail) if colons[1] else self.is_like(tail)):
                title = rest_of_tail
            elif rest_of_head and (self.is_named(head) if colons[0] else self.is_like(head)):
                title = rest_of_head
            else:
                break
        return title


def segments(title: str) -> Iterator[str]:
    """The runs of parts of a title between its separators, the long ones first.

    >>> list(segments("Ferry - Towns | Post"))
    ['Ferry - Towns | Post', 'Ferry - Towns', 'Towns | Post', 'Ferry', 'Towns', 'Post']
    """
    marks = list(SEPARATOR.finditer(title))[:8]
    starts, stops = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(title)]
    for size in range(len(starts), 0, -1):
        for first in range(len(starts) - size + 1):
            yield title[starts[first] : stops[first + size - 1]]
