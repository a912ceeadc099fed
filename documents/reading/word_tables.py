"""Tables of a .docx file: which cell stands in which column, where lines are drawn, how wide columns are."""

from __future__ import annotations

from collections.abc import Iterator

from documents.reading.word_package import Node
from documents.reading.word_styles import Styles, is_on

_MM_PER_TWIP = 25.4 / 1440
_INVISIBLE = frozenset({"none", "nil"})
_SIDES = ("w:top", "w:left", "w:start", "w:bottom", "w:right", "w:end", "w:insideH", "w:insideV")
_MOST_COLUMNS = 200
_INSIDE = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins"})


def children(node: Node, tag: str) -> Iterator[Node]:
    """The children of that tag, also those inside content controls."""
    for child in node.children:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from children(child, tag)


def rows(table: Node) -> Iterator[Node]:
    """The rows that are printed: not those whose deletion was tracked."""
    for row in children(table, "w:tr"):
        properties = row.child("w:trPr")
        if properties is None or (properties.child("w:del") is None and properties.child("w:hidden") is None):
            yield row


def cells(row: Node) -> Iterator[tuple[int, int, Node | None]]:
    """Column, number of columns and cell of each cell of a row; None for one that continues the cell above."""
    column = _integer(row.value("w:trPr", "w:gridBefore"))
    for cell in children(row, "w:tc"):
        properties = cell.child("w:tcPr")
        span = max(_integer(properties.value("w:gridSpan")), 1) if properties else 1
        if column + span > _MOST_COLUMNS:
            return
        merge = properties.child("w:vMerge") if properties else None
        across = properties.child("w:hMerge") if properties else None
        continues = any(mark is not None and mark.get("val", "continue") == "continue" for mark in (merge, across))
        yield column, span, None if continues else cell
        column += span


def is_header(row: Node) -> bool:
    """Whether the row is repeated on every page."""
    return bool(is_on(row.child("w:trPr", "w:tblHeader")))


def widths(table: Node, columns: int, *, are_ours: bool) -> tuple[float, ...]:
    """The widths of the columns in mm, as they were chosen in our own files (`are_ours`), to a tenth in others; () when
    the file does not say them of every column."""
    grid = table.child("w:tblGrid")
    found = [_integer(column.get("w")) for column in grid.children] if grid else []
    return (
        tuple(_millimetres(width) if are_ours else round(width * _MM_PER_TWIP, 1) for width in found)
        if len(found) == columns and all(found)
        else ()
    )


def is_as_wide_as_its_texts(table: Node) -> bool:
    """Whether the table leaves its width to its texts."""
    width = table.child("w:tblPr", "w:tblW")
    return width is None or width.get("type") == "auto"


def has_borders(table: Node, styles: Styles) -> bool:
    """Whether lines are drawn around half of the cells or more: letterheads and signatures stand in tables without."""
    around = _borders(table, styles)
    drawn = total = 0
    for row in rows(table):
        for _column, _span, cell in cells(row):
            own = cell.child("w:tcPr", "w:tcBorders") if cell is not None else None
            sides = around | (_said(own) if own else {})
            drawn += any(sides.get(side, False) for side in ("w:left", "w:start", "w:right", "w:end", "w:insideV"))
            total += 1
    return drawn * 2 >= total > 0


def _millimetres(twips: int) -> float:
    """The roundest length that is so many twips."""
    exact = twips * _MM_PER_TWIP
    for step in (1, 0.5, 0.1, 0.25, 0.05):
        round_length = round(round(exact / step) * step, 2)
        if round(round_length / _MM_PER_TWIP) == twips:
            return round_length
    return round(exact, 2)


def _borders(table: Node, styles: Styles) -> dict[str, bool]:
    """Which lines the table draws, by its style and by itself."""
    properties = table.child("w:tblPr")
    found: dict[str, bool] = {}
    for style in reversed([*styles.chain(styles.key(properties, "w:tblStyle", "table"))]):
        if (said := style.child("w:tblPr", "w:tblBorders")) is not None:
            found |= _said(said)
    own = properties.child("w:tblBorders") if properties else None
    return found | (_said(own) if own else {})


def _said(borders: Node) -> dict[str, bool]:
    return {line.tag: line.get("val", "nil") not in _INVISIBLE for line in borders.children if line.tag in _SIDES}


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
