"""Tables of a paper: column widths from the texts, alignment, merged header cells. Linear in the number of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.content import Table
from documents.layout import Layout
from documents.rendering.fonts import Typeface
from documents.rendering.wording import tidy
from lib.text import fold

_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)? ?%?|-?\d+(?:[.,]\d+)? ?%?|-|–")
_SMALLEST_PT = 11
_PADDING = 1.2  # mm, left and right of a cell's text
_SAMPLE = 400  # rows that are measured letter by letter; of the others the length is enough


@dataclass(frozen=True)
class HeaderCell:
    """A header cell with how many columns and rows it covers."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True)
class Grid:
    """A table ready to be drawn: every row has as many cells as there are `widths` (mm); `alignments` are CSS words.

    `header` are rows of cells; `numbered` says which of them only numbers the columns (1 2 3 …).
    """

    widths: tuple[float, ...]
    pt: float
    alignments: tuple[str, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    numbered: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def grid(table: Table, *, available: float, layout: Layout, face: Typeface) -> Grid | None:
    """How to draw `table` in `available` mm; None when it has no column at all."""
    header = [[tidy(cell) for cell in row] for row in table.header]
    rows = [tuple(lines(cell, face) for cell in row) for row in table.rows]
    columns = max((len(row) for row in [*header, *rows, table.widths]), default=0)
    if not columns:
        return None
    header = [[face.drawable(cell) for cell in row] + [""] * (columns - len(row)) for row in header]
    rows = [row + ("",) * (columns - len(row)) for row in rows]
    pt, widths = _widths(table, header, rows, available=available, layout=layout, face=face)
    return Grid(
        widths=widths,
        pt=pt,
        alignments=tuple(_alignment(column) for column in zip(*rows, strict=True)) or ("left",) * columns,
        header=tuple(_merged(header)),
        numbered=tuple(len(header) > 1 and all(re.fullmatch(r"\(?\d{0,2}\)?", cell) for cell in row) for row in header),
        rows=tuple(rows),
    )


def lines(cell: str, face: Typeface) -> str:
    """A cell's text: its own line breaks stay, other blanks are single."""
    return face.drawable("\n".join(map(tidy, cell.splitlines()))) if "\n" in cell else face.drawable(tidy(cell))


def _widths(table, header, rows, *, available, layout, face) -> tuple[float, tuple[float, ...]]:
    if len(table.widths) == len(header[0] if header else rows[0] if rows else table.widths):
        total = sum(table.widths)
        scale = min(1.0, available / total)
        return layout.national_pt, tuple(width * scale for width in table.widths)
    size = layout.national_pt
    while True:
        least, wish = _least_and_wish(header, rows, size, face)
        if sum(least) <= available or size <= _SMALLEST_PT:
            break
        size -= 1
    total = sum(least)
    if total >= available:
        return size, tuple(width * available / total for width in least)
    more = [w - s for w, s in zip(wish, least, strict=True)]
    share = (available - total) / (sum(more) or 1)
    if not sum(more):
        return size, tuple(width * available / total for width in least)
    return size, tuple(s + m * share for s, m in zip(least, more, strict=True))


def _least_and_wish(header, rows, pt, face) -> tuple[list[float], list[float]]:
    """Per column the longest word, and how wide the column would like to be."""
    least, wish = [], []
    for column in zip(*header, *rows, strict=True):
        head, body = column[: len(header)], column[len(header) :]
        sample = [*head, *body[:_SAMPLE]]
        words = {word for cell in sample for word in cell.split()}
        longest = max((face.width(word, pt, "bold") for word in words), default=0)
        letters = max((len(word) for cell in body[_SAMPLE:] if len(cell) > 8 for word in cell.split()), default=0)
        narrow = max(longest, 0.45 * letters * pt * 25.4 / 72, 5.0) + 2 * _PADDING + 0.4
        texts = [len(cell) for cell in body if cell]
        usual = (sum(texts) / len(texts) if texts else 0) * 0.45 * pt * 25.4 / 72
        least.append(narrow)
        wish.append(max(narrow, usual + 2 * _PADDING) if texts else max(narrow, _blank_width(head)))
    return least, wish


def _blank_width(head: tuple[str, ...]) -> float:
    """How wide a column to be filled in by hand would like to be."""
    names = fold(" ".join(head))
    return 60.0 if names.startswith(("ho va", "ho ten", "ten", "noi dung", "dia chi")) else 35.0


def _alignment(column: tuple[str, ...]) -> str:
    """Amounts to the right, ordinals and short figures to the middle, words to the left."""
    longest, seen = 0, False
    for cell in column:
        if not cell:
            continue
        if len(cell) > 24 or not _NUMBER.fullmatch(cell):
            return "center" if _is_ordinal(column) else "left"
        longest, seen = max(longest, len(cell)), True
    if not seen:
        return "left"
    return "right" if longest > 4 else "center"


def _is_ordinal(column: tuple[str, ...]) -> bool:
    """A column of «1», «1.2», «II», «a», «....»: short marks without blanks."""
    return all(len(cell) <= 4 and " " not in cell for cell in column)


def _merged(header: list[list[str]]) -> list[tuple[HeaderCell, ...]]:
    """Header rows with empty cells joined to the cell above or to the left, as offices leave them in a spreadsheet."""
    depth = len(header)
    taken: set[tuple[int, int]] = set()
    merged = []
    for r, row in enumerate(header):
        cells, c = [], 0
        while c < len(row):
            if (r, c) in taken:
                c += 1
                continue
            span, rows = 1, 1
            if row[c]:
                while r + 1 < depth and c + span < len(row) and _below(header, r, c + span, taken):
                    span += 1
                while span == 1 and r + rows < depth and not header[r + rows][c]:
                    rows += 1
            taken.update((r + i, c + j) for i in range(rows) for j in range(span))
            cells.append(HeaderCell(row[c], span, rows))
            c += span
        merged.append(tuple(cells))
    return merged


def _below(header, r, c, taken) -> bool:
    return (r, c) not in taken and not header[r][c] and bool(header[r + 1][c])
