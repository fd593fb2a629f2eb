"""A page as crawlers often store it: no markup, a line a block, nothing left out. The text model learns from these."""

from __future__ import annotations

from lxml import html

_BLOCK = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe legend li link main menu meta nav ol optgroup "
    "option p pre section select summary table tbody td tfoot th thead title tr ul noscript".split()
)
_SKIPPED = frozenset({"script", "style", "template", "svg", "head"})


def flatten(root: html.HtmlElement) -> str:
    r"""The text of a tree, a line a block-level element.

    >>> flatten(html.document_fromstring("<p>One <b>two</b><p>three<script>no</script>"))
    'One two\nthree'
    """
    lines: list[str] = []
    pieces: list[str] = []

    def end_line() -> None:
        line = " ".join("".join(pieces).split())
        pieces.clear()
        if line:
            lines.append(line)

    stack = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        read = isinstance(element.tag, str) and element.tag not in _SKIPPED
        if read and element.tag in _BLOCK:
            end_line()
        if read and not leaving:
            pieces.append(element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        else:
            pieces.append(element.tail or "")
    end_line()
    return "\n".join(lines)
