"""Phrases: which of the rules' phrases stand in which blocks. The rules are matched here, once a page."""

from __future__ import annotations

from collections.abc import Mapping

from pagewinnow.find.view import View
from pagewinnow.findings import Hit
from pagewinnow.rules.match import Matcher


def find_phrases(view: View) -> Mapping[int, tuple[Hit, ...]]:
    """The hits of the page's language, and of those that are always asked, by the position of their block."""
    return matcher_of(view).match_all([block.text for block in view.document.blocks])


def matcher_of(view: View) -> Matcher:
    """What finds the phrases of the page's language, and of those that are always asked."""
    language = view.found.language
    return view.rules.matcher([language] if language else [])
