"""What the judges of the verdict read of a page beside its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pagewinnow.find.view import View, read_labels
from pagewinnow.findings import Hit, Thread
from pagewinnow.records import Label


class Reading(NamedTuple):
    """What was found before the verdict: `labels` are what the blocks of an open page would be called."""

    labels: Sequence[Label]
    phrases: Mapping[int, tuple[Hit, ...]]
    thread: Thread | None
    language: str | None


def read_page(view: View) -> Reading:
    """The reading of a page."""
    found = view.found
    return Reading(read_labels(view), found.phrases, found.thread, found.language)
