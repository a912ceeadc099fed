"""A block copied from Excel: lines of cells apart by tabs, with or without its row of headings."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.refusals import Refused
from lib.text import clean_text
from trainings.rosters.columns import match
from trainings.rosters.marks import is_marked, is_paid_in_words
from trainings.rosters.picking import pick
from trainings.rosters.sheets import Sheet

MOST_LETTERS = 500_000
MOST_ROWS = 1_000
_HEADS_WITHIN = 6
_TICKS = ("paid", "unpaid")


@dataclass(frozen=True)
class Block:
    """`rows`: cells by field of the grid. `unread`: headings of columns that the list does not keep; `skipped`: lines
    that are no people (totals, signatures)."""

    rows: list[dict[str, str]]
    has_heads: bool = False
    unread: list[str] = field(default_factory=list)
    skipped: int = 0


def pasted_rows(text: str, *, columns: Mapping[str, str], start: str) -> Block:
    """The rows of `text` for a grid with `columns` (heading by field).

    Headings are recognised however they are written; without any, cells go to the column `start` and those right of it,
    a column of ordinal numbers before them is left out. Raises Refused when there is too much or nothing.
    """
    if len(text) > MOST_LETTERS:
        raise Refused("Khối dán quá lớn: hãy nộp tệp Excel thay vì dán.")
    try:
        lines = [[_cell(cell) for cell in line] for line in csv.reader(io.StringIO(clean_text(text)), delimiter="\t")]
    except csv.Error:
        raise Refused(
            "Khối dán có một ô quá dài, có thể vì thừa dấu ngoặc kép: hãy nộp tệp Excel thay vì dán."
        ) from None
    lines = [line for line in lines if any(line)]
    if not lines:
        raise Refused("Không có gì để dán: hãy chọn các ô trong Excel, bấm Ctrl+C rồi dán lại.")
    if len(lines) > MOST_ROWS:
        raise Refused(f"Khối dán có {len(lines)} dòng, mỗi lần chỉ dán được {MOST_ROWS}: hãy nộp tệp Excel.")
    return _by_heads(lines, columns) or Block([_ticked(row) for row in _by_place(lines, columns, start)])


def _by_heads(lines: list[list[str]], columns: Mapping[str, str]) -> Block | None:
    sheet = Sheet("", tuple((number, tuple(cells)) for number, cells in enumerate(lines, start=1)))
    try:
        found = match(sheet, columns)
    except Refused:
        return None
    if found.last_row > _HEADS_WITHIN or found.last_row >= len(lines):
        return None
    picked = pick(sheet, found)
    rows = [_ticked({name: _cell(cell) for name, cell in said.cells.items()}) for said in picked.said]
    unread = [found.headings[column] for column in found.unread]
    return Block([_known(row, columns) for row in rows], True, unread, len(picked.skipped))


def _by_place(lines: list[list[str]], columns: Mapping[str, str], start: str) -> list[dict[str, str]]:
    fields = list(columns)
    place = fields.index(start) if start in fields else 0
    if place == 0 and all(line[0].rstrip(".").isdecimal() and len(line) > 1 for line in lines):
        lines = [line[1:] for line in lines]
    return [dict(zip(fields[place:], line, strict=False)) for line in lines]


def _ticked(row: dict[str, str]) -> dict[str, str]:
    """`row` with «x» or nothing in the columns for ticks, whatever the tick looked like."""
    row = dict(row)
    if words := row.pop("payroll", ""):
        is_paid = is_paid_in_words(words)
        row |= {"paid": "x" if is_paid else "", "unpaid": "x" if is_paid is False else ""}
    for name, sex in (("male", "Nam"), ("female", "Nữ")):
        if is_marked(row.pop(name, "")):
            row["sex"] = sex
    for name in _TICKS:
        if name in row:
            row[name] = "x" if is_marked(row[name]) else ""
    return row


def _known(row: dict[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    return {name: row.get(name, "") for name in columns}


def _cell(text: str) -> str:
    return " ".join(text.split())
