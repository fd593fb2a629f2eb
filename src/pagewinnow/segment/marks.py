"""The marks of a block that its runs do not tell: borders of cells, images, formulas with their TeX."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pagewinnow.records import Mark
from pagewinnow.rules.elements import elements
from pagewinnow.segment.asides import Span, join_words
from pagewinnow.segment.elements import COPY
from pagewinnow.segment.nodes import ATTRIBUTES, PARENT, TAG, Node
from pagewinnow.segment.spaces import SpaceSkipper

_WIDEST = 20  # columns, or rows, that one cell may take
_DEEP = 4  # elements between a formula and the annotation in it, a table and its cell


class Borders:
    """The borders of the cells of rows, row after row: a cell over more columns or rows than one leaves empty ones."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._table = -1
        self._taken: dict[int, int] = {}  # columns, and in how many more rows a cell from above takes each

    def mark(self, cells: Sequence[tuple[int, int]], text: str, ends: Sequence[int]) -> Iterator[Mark]:
        """The borders of a row of cells, each with the piece that it begins with and its node."""
        if (table := self._table_of(cells[0][1])) != self._table:
            self._table, self._taken = table, {}
        column = marked = 0
        for piece, node in cells:
            column = self._pass_taken(column)
            at = ends[piece - 2] if piece > 1 else 0
            yield from [Mark(at, at, "cell")] * (column - marked)
            marked = column
            attributes = self._nodes[node][ATTRIBUTES]
            rows = _number(attributes.get("rowspan", "")) - 1
            for _ in range(_number(attributes.get("colspan", ""))):
                self._taken[column] = rows
                column += 1
        column = self._pass_taken(column)
        yield from [Mark(len(text), len(text), "cell")] * (column - 1 - marked)

    def _pass_taken(self, column: int) -> int:
        while self._taken.get(column, 0) > 0:
            self._taken[column] -= 1
            column += 1
        return column

    def _table_of(self, node: int) -> int:
        for _ in range(_DEEP):
            if node <= 0 or self._nodes[node][TAG] == "table":
                break
            node = self._nodes[node][PARENT]
        return node


def _number(value: str) -> int:
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 4 else 1


def mark_images(
    images: Sequence[tuple[int, int]],
    nodes: Sequence[Node],
    text: str,
    ends: Sequence[int],
    told: Collection[str | None],
) -> Iterator[Mark]:
    """The images that have an address and no data of their own, each at its place, and those of formulas not `told`."""
    skip, names = SpaceSkipper(text).skip, elements().image_attributes
    for piece, node in images:
        attributes = nodes[node][ATTRIBUTES]
        if "class" in attributes and (formula := _formula_of(attributes)):
            if formula not in told:
                at = skip(ends[piece - 1]) if piece else 0
                yield Mark(at, at, "math", None, formula)
            continue
        addresses = (attributes[name].strip() for name in names if name in attributes)
        address = next((one for one in addresses if one and not one.startswith("data:")), None)
        if address:
            at = skip(ends[piece - 1]) if piece else 0
            yield Mark(at, at, "image", address, " ".join(attributes.get("alt", "").split()) or None)


def _formula_of(attributes: Mapping[str, str]) -> str | None:
    """The TeX of the formula that an image shows, as its class says."""
    classes = attributes["class"].lower().split()
    if elements().formula_image_classes.isdisjoint(classes):
        return None
    return " ".join(attributes.get("alt", "").split()) or None


def mark_formulas(
    spans: Sequence[Span],
    pieces: Sequence[str],
    runs: Sequence[tuple[int, int, int]],
    nodes: Sequence[Node],
    text: str,
    ends: Sequence[int],
) -> Iterator[Mark]:
    """The formulas that hold their own TeX, over what is shown of them."""
    skip = SpaceSkipper(text).skip
    shown = {node: (first, stop) for first, stop, node in runs}
    for span in spans:
        encoding = nodes[span.node][ATTRIBUTES].get("encoding", "") if span.role == COPY else ""
        formula = _formula_around(nodes, span.node) if encoding.lower() in elements().formula_encodings else None
        if formula in shown:
            first, stop = shown[formula]
            tex = join_words(pieces[span.first : span.stop])
            yield Mark(skip(ends[first - 1] if first else 0), ends[stop - 1], "math", None, tex)


def _formula_around(nodes: Sequence[Node], node: int) -> int:
    for _ in range(_DEEP):
        node = nodes[node][PARENT]
        if node <= 0 or nodes[node][TAG] == "math":
            break
    return node


def mark_scripts(
    scripts: Sequence[tuple[int, int, str]],
    runs: Sequence[tuple[int, int, int]],
    nodes: Sequence[Node],
    text: str,
    ends: Sequence[int],
) -> Iterator[Mark]:
    """Formulas that a script holds, each over what stands for it before the script, or at the place of the script."""
    skip = SpaceSkipper(text).skip
    shown = {(stop, nodes[index][PARENT]): first for first, stop, index in runs}
    for piece, around, formula in scripts:
        first = shown.get((piece, around), piece)
        end = ends[piece - 1] if piece else 0
        yield Mark(min(skip(ends[first - 1] if first else 0), end), end, "math", None, formula)
