"""Tables of a paper: column widths from the texts, alignment, merged header cells. Linear in the number of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.content import Table
from documents.layout import Layout
from documents.rendering.centred import wrapped
from documents.rendering.fonts import MM_PER_PT, Typeface
from documents.rendering.measures import SINGLE
from lib.text import clean_line, fold

_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)? ?%?|-?\d+(?:[.,]\d+)? ?%?|-|–")
# «3», «(3)», «A», «5=3+4»: what numbers a column.
_COLUMN_MARK = re.compile(r"(?:\(?(?:[A-ZĐ]|\d{1,2})(?: ?= ?[\d+\-x×*/:() ]+)?\)?)?")
_SMALLEST_PT = 11
_PADDING = 1.2  # mm, left and right of a cell's text
_LINE_PADDING = 0.6  # mm, above and below
_TALL = 25  # lines in a cell
_SAMPLE = 400  # rows whose every word is measured


@dataclass(frozen=True)
class HeaderCell:
    """A header cell with how many columns and rows it covers."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True)
class Grid:
    """A table ready to be drawn: every row has as many cells as there are `widths` (mm); `alignments` are CSS words.

    `header` are rows of cells; `numbered` says which of them only numbers the columns (1 2 3 …). `totals` close the
    table in bold. `row_height` is the least height of the others (mm).
    """

    widths: tuple[float, ...]
    pt: float
    alignments: tuple[str, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    numbered: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    row_height: float = 0.0

    @property
    def padding(self) -> float:
        """Room above and below the text of a cell (mm) that makes a row of one line `row_height` high."""
        return max(_LINE_PADDING, (self.row_height - SINGLE * self.pt * MM_PER_PT) / 2)


def grid(table: Table, *, available: float, layout: Layout, face: Typeface) -> Grid | None:
    """How to draw `table` in `available` mm; None when it has no column at all."""
    header = [[clean_line(cell) for cell in row] for row in table.header]
    rows = [tuple(lines(cell, face) for cell in row) for row in (*table.rows, *table.totals)]
    columns = max((len(row) for row in [*header, *rows, table.widths]), default=0)
    if not columns:
        return None
    header = [[face.drawable(cell) for cell in row] + [""] * (columns - len(row)) for row in header]
    rows = [row + ("",) * (columns - len(row)) for row in rows]
    end = len(table.rows)
    pt, widths = _widths(table, header, rows, available=available, layout=layout, face=face)
    return Grid(
        widths=widths,
        pt=pt,
        alignments=tuple(_alignment(column) for column in zip(*rows, strict=True)) or ("left",) * columns,
        header=tuple(_merged(header, widths, pt, face)),
        numbered=tuple(len(header) > 1 and all(_COLUMN_MARK.fullmatch(cell) for cell in row) for row in header),
        rows=tuple(_fitted(rows[:end], widths, pt, face)),
        totals=tuple(_fitted(rows[end:], widths, pt, face)),
        row_height=table.row_height,
    )


def is_tall(row: tuple[str, ...], grid: Grid) -> bool:
    """Whether a row may be split between pages: kept whole, one of about a page would leave head and column titles
    behind. A letter is taken as half its size wide."""
    letter = grid.pt * MM_PER_PT / 2
    return any(
        cell.count("\n") + len(cell) * letter / width > _TALL for cell, width in zip(row, grid.widths, strict=True)
    )


def _fitted(rows, widths, pt, face) -> Iterator[tuple[str, ...]]:
    """`rows` with words wider than their column broken."""
    rooms = [width - 2 * _PADDING for width in widths]
    certain = [int(room / (pt * MM_PER_PT)) for room in rooms]  # letters that fit however wide they are

    def fit(cell: str, room: float, letters: int) -> str:
        if len(cell) <= letters or max(map(len, cell.split()), default=0) <= letters:
            return cell
        return "\n".join(wrapped(line, width=room, pt=pt, style="regular", face=face) for line in cell.split("\n"))

    for row in rows:
        yield tuple(map(fit, row, rooms, certain))


def lines(cell: str, face: Typeface) -> str:
    """A cell's text: its own line breaks stay, other blanks are single."""
    return face.drawable("\n".join(map(clean_line, cell.splitlines())))


def _widths(table, header, rows, *, available, layout, face) -> tuple[float, tuple[float, ...]]:
    if len(table.widths) == len(header[0] if header else rows[0] if rows else table.widths):
        total = sum(table.widths)
        scale = min(1.0, available / total)
        return layout.national_pt, tuple(width * scale for width in table.widths)
    size = layout.national_pt
    least = _least(header, rows, size, face)
    while sum(least) > available and size > _SMALLEST_PT:
        size -= 1
        least = _least(header, rows, size, face)
    if sum(least) >= available:
        return size, _capped(least, available)
    return size, _shared(least, _wishes(header, rows, size, face), available)


def _least(header, rows, pt, face) -> list[float]:
    """Per column its widest word: of all words in the header and the first rows, of the longest ones in the rest."""
    least = []
    for column in zip(*header, *rows, strict=True):
        words = {word for cell in column[: len(header) + _SAMPLE] for word in cell.split()}
        words |= _longest_words(column[len(header) + _SAMPLE :])
        least.append(max([5.0, *(face.width(word, pt, "bold") for word in words)]) + 2 * _PADDING + 0.4)
    return least


def _longest_words(cells: tuple[str, ...]) -> set[str]:
    letters, words = 0, set()
    for cell in cells:
        if len(cell) < letters:
            continue
        for word in cell.split():
            if len(word) > letters:
                letters, words = len(word), set()
            if len(word) == letters:
                words.add(word)
    return words


def _wishes(header, rows, pt, face) -> list[float]:
    """Per column the width at which nineteen of twenty cells stay on one line, and the heading on two."""
    is_blank_form = not any(len(cell) > 4 for row in rows for cell in row)
    wishes = []
    for column in zip(*header, *rows, strict=True):
        head = column[: len(header)]
        sizes = sorted(face.width(cell[:200], pt) for cell in column[len(header) : len(header) + _SAMPLE] if cell)
        blank = _blank_width(head) if is_blank_form else 15.0
        usual = sizes[int(0.95 * (len(sizes) - 1))] if sizes else blank
        title = max((face.width(cell, pt, "bold") for cell in head), default=0)
        wishes.append(max(usual, title / 2) + 2 * _PADDING + 0.4)
    return wishes


def _capped(least: list[float], available: float) -> tuple[float, ...]:
    """`least` with the widest columns cut to one width so that all fit: only the longest words will be broken."""
    room, widths = available, list(least)
    order = sorted(range(len(least)), key=least.__getitem__)
    for place, n in enumerate(order):
        widths[n] = min(least[n], room / (len(order) - place))
        room -= widths[n]
    return tuple(widths)


def _shared(least: list[float], wishes: list[float], available: float) -> tuple[float, ...]:
    """`available` mm shared out: small wishes are met first, what is left over goes to the wide columns."""
    room = available - sum(least)
    widths = list(least)
    order = sorted(range(len(least)), key=lambda n: wishes[n] - least[n])
    for place, n in enumerate(order):
        more = min(max(wishes[n] - least[n], 0), room / (len(order) - place))
        widths[n] += more
        room -= more
    total = sum(widths)
    return tuple(width + room * width / total for width in widths)


def _blank_width(head: tuple[str, ...]) -> float:
    """How wide a column to be filled in by hand would like to be."""
    names = fold(" ".join(head))
    return 60.0 if names.startswith(("ho va", "ho ten", "ten", "noi dung", "dia chi")) else 25.0


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


def _merged(header, widths, pt, face) -> list[tuple[HeaderCell, ...]]:
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
            room = sum(widths[c : c + span]) - 2 * _PADDING
            cells.append(HeaderCell(wrapped(row[c], width=room, pt=pt, style="bold", face=face), span, rows))
            c += span
        merged.append(tuple(cells))
    return merged


def _below(header, r, c, taken) -> bool:
    return (r, c) not in taken and not header[r][c] and bool(header[r + 1][c])
