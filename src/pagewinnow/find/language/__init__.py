"""Language: what the page is written in. A declaration and a count of stop words, a detector where they disagree."""

from __future__ import annotations

from pagewinnow.find.language.detector import rank_languages
from pagewinnow.find.language.guess import guess_language, other_language
from pagewinnow.find.view import View

__all__ = ["find_language", "guess_language", "other_language"]


def find_language(view: View) -> str | None:
    """The code of the page's language, `None` where nothing can say."""
    return guess_language(view.document, view.rules, rank_languages)
