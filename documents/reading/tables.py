"""Tables: those that the file knows, and those that came out as tabs, «|» or wide gaps between columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.content import Block, FormSignatures, Paragraph, Table
from documents.reading.markers import marker_of
from documents.reading.rows import Row
from documents.reading.source import Grid

_COUNT_HEADS = {"tt", "stt", "số tt", "số thứ tự", "t t", "s tt", "stt.", "tt."}
_COUNT = re.compile(r"\(?(?:\d{1,3}|[A-ZĐ]|[IVX]{1,5})[.)]?\)?")
_COLUMN_NUMBER = re.compile(r"\(?\[?(\d{1,2}|[A-ZĐa-zđ])\]?\)?(?:\s*=.*)?")
_MOST_LINES_IN_CELL = 40  # of a cell whose «|» is still to come
_MOST_HEADS = 60  # cells before the first counted one
_PIPE_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True)
class Drawn:
    """A block out of a table of the file, and which lines of the source hold it."""

    block: Block
    lines: tuple[int, ...]


def drawn_of(index: int, grid: Grid) -> list[Drawn]:
    """A table of the file: a table, places for signatures, or the text of a frame with one cell."""
    rows = [tuple("\n".join(_cell(part) for part in cell.split("\n")).strip("\n") for cell in row) for row in grid.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    filled = [cell for row in rows for cell in row if cell]
    if len(filled) == 1 or max(map(len, rows)) == 1:
        return [Drawn(_paragraph(line), (index,)) for cell in filled for line in cell.split("\n") if line]
    if grid.has_borders is False and _is_signed(rows):
        return [Drawn(FormSignatures(_places(rows)), (index,))]
    if grid.has_borders is False and len(rows) == 1:  # «Kính gửi:» beside those it is sent to
        words = " ".join(cell.replace("\n", " ") for cell in rows[0] if cell)
        return [Drawn(Paragraph(words), (index,))]
    return [Drawn(table_of(rows, header_rows=grid.header_rows, widths=grid.widths), (index,))]


def table_of(rows: Sequence[tuple[str, ...]], *, header_rows: int = 0, widths: tuple[float, ...] = ()) -> Table:
    """A table of `rows`; without `header_rows` the header is what stands above the first counted row."""
    columns = max(map(len, rows))
    full = [tuple(row) + ("",) * (columns - len(row)) for row in rows]
    header_rows = header_rows or _header_rows(full)
    return Table(tuple(full[:header_rows]), tuple(full[header_rows:]), widths if len(widths) == columns else ())


def _header_rows(rows: list[tuple[str, ...]]) -> int:
    first = rows[0]
    count = 1
    if _is_count_head(first[0]):
        # Merged heads: until something stands in the first column again.
        while count < min(len(rows), 5) and not rows[count][0]:
            count += 1
        if count == len(rows) or not _COUNT.fullmatch(rows[count][0]):
            count = 1
    elif not all(first) or any(_COUNT.fullmatch(cell) for cell in first):
        return 0
    if count < len(rows) and _is_numbering(rows[count]):
        count += 1
    return count if count < len(rows) or len(rows) == 1 else 0


def _is_numbering(row: tuple[str, ...]) -> bool:
    """«1 | 2 | 3» or «(1) | (2) | (3)» or «A | B | 1 | 2» under the heads of the columns."""
    cells = [cell for cell in row if cell]
    return len(cells) > 2 and len(cells) >= len(row) - 1 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells)


def _is_signed(rows: list[tuple[str, ...]]) -> bool:
    heads = [cell.split("\n", 1)[0] for cell in rows[0] if cell]
    return len(rows) <= 3 and all(len(cell) < 80 and not marker_of(cell) for cell in heads)


def _places(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    columns = max(map(len, rows))
    places = (
        tuple(line for row in rows if column < len(row) for line in row[column].split("\n") if line)
        for column in range(columns)
    )
    return tuple(place for place in places if place)


def _cell(text: str) -> str:
    return " ".join(text.split())


def _paragraph(text: str) -> Paragraph:
    marker = marker_of(text)
    return Paragraph(marker.rest, marker.label) if marker else Paragraph(text)


def tables_in(rows: Sequence[Row]) -> list[tuple[int, int, Drawn]]:
    """Tables written with tabs or «|»: from which row to before which one, in order. Linear in the rows."""
    found = []
    place = 0
    while place < len(rows):
        reach = _piped(rows, place) or _tabbed(rows, place) or _barred(rows, place)
        if reach is None:
            place += 1
            continue
        end, cells = reach
        lines = tuple(row.index for row in rows[place:end])
        found.append((place, end, Drawn(table_of(cells), lines)))
        place = end
    return found


def _piped(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[str, ...]]] | None:
    """«| TT | Nội dung |» as Markdown writes it."""
    cells: list[tuple[str, ...]] = []
    end = start
    while end < len(rows) and _has_pipes(rows[end].text):
        text = rows[end].text
        if not _PIPE_RULE.fullmatch(text):
            cells.append(tuple(cell.strip().replace("<br>", "\n") for cell in text.strip("|").split("|")))
        end += 1
    return (end, cells) if len(cells) > 1 else None


def _has_pipes(text: str) -> bool:
    return text.count("|") > 1 and (text[0] == "|" or text.count(" | ") > 1)


def _tabbed(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[str, ...]]] | None:
    """Cells between tabs. A cell of several lines goes on until its row has as many tabs as the first one; an empty
    last cell may have lost its tab."""
    columns = rows[start].raw.count("\t")
    if not columns or rows[start].is_whole or not _is_table_row(rows[start]):
        return None
    table: list[str] = []
    end = start
    while end < len(rows):
        row = rows[end]
        tabs = row.raw.count("\t")
        so_far = table[-1].count("\t") if table else columns
        if not tabs:
            if so_far >= columns or row.has_gap or table[-1].count("\n") > 30:
                break
            table[-1] += f"\n{row.raw}"
        elif so_far + tabs > columns or row.raw.startswith("\t") or row.has_gap:
            if tabs > columns + 1:
                break
            table.append(row.raw)
        else:
            table[-1] += f"\n{row.raw}"
        end += 1
    if len(table) < 2:
        return None
    return end, [
        tuple("\n".join(map(_cell, cell.split("\n"))).strip("\n") for cell in line.split("\t")) for line in table
    ]


def _barred(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[str, ...]]] | None:
    """Cells that each end with a lone «|», one after the other: rows begin where the count in the first column goes on.

    The head tells how many columns there are: «TT | Nội dung | Kinh phí | 1 | …».
    """
    if not rows[start].ends_cells or not _is_count_head(rows[start].text):
        return None
    cells, end = _cells_until_text(rows, start)
    first = next((n for n, cell in enumerate(cells) if n > 1 and _COUNT.fullmatch(cell)), None)
    if first is None:
        return None
    table, count = [cells[:first]], 0
    for cell in cells[first:]:
        is_next = cell == str(count + 1) and len(table[-1]) > first / 2
        if len(table) == 1 or len(table[-1]) == first or is_next:
            table.append([])
            count += is_next or cell == str(count + 1)
        table[-1].append(cell)
    return end, [tuple(row) for row in table]


def _cells_until_text(rows: Sequence[Row], start: int) -> tuple[list[str], int]:
    """The cells from `start` on, and the row behind the last one."""
    cells: list[str] = []
    waiting: list[str] = []
    end = place = start
    while place < len(rows) and len(waiting) <= _MOST_LINES_IN_CELL:
        if len(cells) == _MOST_HEADS and not any(map(_COUNT.fullmatch, cells[2:])):
            break
        waiting.append(rows[place].text)
        place += 1
        if bars := rows[place - 1].ends_cells:
            cells += [" ".join(waiting), *[""] * (bars - 1)]
            waiting, end = [], place
    return cells, end


def _is_count_head(text: str) -> bool:
    return text.lower().replace("\n", " ").strip(" .:") in _COUNT_HEADS


def _is_table_row(row: Row) -> bool:
    cells = [cell.strip() for cell in row.raw.split("\t")]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return False
    marker = marker_of(row.text)
    # Word pastes the number of a list with one tab behind it.
    return not (marker and len(filled) == 2 and filled[0] == marker.label)
