"""Pages that raise, hang and crash, wherever they are cleaned: what cleans is put in the place of `PageMaker`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hostile import work
from pagewinnow.batch.cleaning import PageMaker, Shaped, count_page
from pagewinnow.options import Options
from pagewinnow.records import Page
from pagewinnow.sinks.formats import Style
from pagewinnow.sources.items import Item

KINDS = {"raise": "error", "hang": "timeout", "crash": "crash"}  # with the reasons of their failures


def make_page(kind: str) -> str:
    return f"<html><body><p>Nobody reads this.</p><!-- trouble: {kind} --></body></html>"


@dataclass(frozen=True)
class TroubleMaker:
    options: Options

    def __call__(self) -> Callable[[Item], Page]:
        clean = PageMaker(self.options)()

        def clean_or_not(item: Item) -> Page:
            text = item.content if isinstance(item.content, str) else item.content.decode("latin-1")
            for kind in KINDS:
                if text == make_page(kind):
                    work(kind)
            return clean(item)

        return clean_or_not


@dataclass(frozen=True)
class TroubleShapeMaker:
    """The same for the command, in the place of `ShapeMaker`."""

    options: Options
    style: Style
    is_warm: bool = True

    def __call__(self) -> Callable[[Item], Shaped]:
        clean = TroubleMaker(self.options)()

        def shape(item: Item) -> Shaped:
            page = clean(item)
            return Shaped(self.style.shape(page), count_page(page))

        return shape
