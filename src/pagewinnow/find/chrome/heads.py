"""What a text tells of its chrome by itself: its site's name with a slug at its head, image files, lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pagewinnow.document import Block
from pagewinnow.find.view import View
from pagewinnow.findings import Decision

_LOOKED_AT = 6  # lines at the head of a page
_SENTENCE = 8  # words: a line as long is where the text begins
_NAME = 2  # first words that two lines share if they begin with the site's name
_CAMERA = re.compile(r"^(?:[A-Z]{3,4}[-_]\d{4,}(?:[-_]\d+)*|[A-Z]{3}\d{5,})(?:[-_ (]\d{1,3}\)?)?$")
_IMAGE = re.compile(r"^\S.{0,120}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$", re.IGNORECASE)
_JOINED = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2,}$")  # two words written as one: an image's, by its editor
_SHORT = 6  # words of a line that may be one
_DASH = r"\s*[|\u00b7\u2013\u2014:\u00bb\u203a-]\s+|\s+[|\u00b7\u2013\u2014:\u00bb\u203a-]\s*"
_SLUG = re.compile(
    rf"^(?=[^|]*[a-z])(?:(?:.{{2,40}}(?:{_DASH}))?[a-z0-9]+(?:[-_][a-z0-9]+){{3,}}"
    rf"|[a-z0-9]+(?:[-_][a-z0-9]+){{2,}}(?:{_DASH}).{{2,60}})$"
)
_LINKED = 0.8  # of the characters of a line that is all link
_LINK_WORDS = 8  # words of an entry of a menu
_MENU = 4  # such lines in a row
_IMAGE_NAME = Decision("caption", "shape/image-name", 0.8)
_DESCRIPTION = Decision("caption", "markup/image", 0.9)
_FRONT = Decision("field", "markup/front-matter", 0.9)
_SITE_NAME = Decision("nav", "shape/site-name", 0.8)
_LINKS = Decision("nav", "shape/link-list", 0.7)


def read_heads(view: View) -> Iterator[tuple[int, Decision]]:
    """Lines of a text that are no text: they repeat a name, are a file's name, describe an image, are a menu."""
    document = view.document
    if document.kind == "html":
        return
    head = list(_head(document.blocks))
    named = _count_named(head)
    for line in head:
        if _JOINED.search(line.text) and len(line.text.split()) <= _SHORT:
            yield line.position, _IMAGE_NAME
        elif line.position < named or _SLUG.search(line.text):
            yield line.position, _SITE_NAME
    for block in document.blocks:
        if block.kind == "line" and document.kind == "markdown":
            yield block.position, _FRONT
        elif block.kind == "caption":
            yield block.position, _DESCRIPTION
        elif is_image_name(block.text):
            yield block.position, _IMAGE_NAME
    if document.kind == "markdown":
        yield from ((position, _LINKS) for position in _menus(document.blocks))


def is_image_name(text: str) -> bool:
    """Is a line the name of an image's file, as its site or a camera gave it?

    >>> is_image_name("IMG_1234.jpg"), is_image_name("DSC00017"), is_image_name("Save it as a .png file.")
    (True, True, False)
    """
    return len(text) <= 130 and " " not in text.strip() and bool(_IMAGE.match(text) or _CAMERA.match(text))


def _head(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks[:_LOOKED_AT]:
        if block.text[-1] in ".!?…" and len(block.text.split()) >= _SENTENCE:
            return
        yield block


def _count_named(head: Sequence[Block]) -> int:
    """How many of the first lines begin with the same words, as the name of a site does; one line is a title."""
    starts = [line.text.split()[:_NAME] for line in head]
    alike = next((at for at, start in enumerate(starts) if start != starts[0]), len(starts))
    return alike if alike > 1 else 0


def _menus(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of menus; where nearly all of a page is links, they are what it is about."""
    linked = [b.position for b in blocks if _is_entry(b)]
    if 2 * len(linked) > len(blocks) and not any(len(b.text.split()) > 20 for b in blocks if not b.link_chars):
        return
    run: list[int] = []
    for position in [*linked, -1]:
        if run and position != run[-1] + 1:
            if len(run) >= _MENU:
                yield from run
            run = []
        run.append(position)


def _is_entry(block: Block) -> bool:
    is_linked = block.link_chars >= _LINKED * len(block.text) and block.kind != "heading"
    return is_linked and len(block.text.split()) <= _LINK_WORDS
