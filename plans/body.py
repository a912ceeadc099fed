"""Plain lines as people type or paste them → blocks of the content tree.

A line is a paragraph. «- », «+ », «a) », «1. » at its start are markers (Nghị định 30/2020, Phụ lục I, II.6.đ).
What the decree has an answer to is put right on paper, while the stored text stays as typed: «•», «*», «–», «—» are
printed as «-», «a.» and «(a)» as «a)», «1)» as «1.», «- + x» as «+ x», «- a. x» as «a) x»; blanks are single.
Two or more following lines with tabs are a table whose first line is the header. Nothing is markup: HTML is printed
as typed.
"""

import re
from collections.abc import Iterable

from documents.content import Block, Paragraph, Table
from lib.lettering import LETTERS
from lib.text import clean_text

_LETTERS = "".join(LETTERS)
_BULLETS = re.compile(r"(?:([-–—•*+·▪●○◦➢✓])(?:\s+|(?=[^\W\d_])|$))+")
_LETTER = re.compile(rf"(?:\(([{_LETTERS}])\)|([{_LETTERS}])[.)])(?:\s+|$)")
_NUMBER = re.compile(r"(\d{1,3})[.)](?:\s+|$)")


def parse_body(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and tables of `text`, in order; an empty text gives (). Takes time linear in its length."""
    return tuple(block for block, _ in placed_blocks(text))


def placed_blocks(text: str) -> tuple[tuple[Block, range], ...]:
    """The blocks of `text`, each with the lines (counted from 0) that it was made of."""
    return tuple(_blocks(clean_text(text).split("\n")))


def parse_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`; tabs are blanks (opening, closing, notes: places where no table may stand)."""
    return tuple(paragraph for paragraph, _ in placed_paragraphs(text))


def placed_paragraphs(text: str) -> tuple[tuple[Paragraph, range], ...]:
    """The paragraphs of `text`, each with the line (counted from 0) that it was made of."""
    paragraphs = ((_paragraph(line), at) for at, line in enumerate(clean_text(text).split("\n")))
    return tuple((paragraph, range(at, at + 1)) for paragraph, at in paragraphs if paragraph is not None)


def table_of(rows: Iterable[Iterable[str]], *, header_rows: int, widths: tuple[float, ...] = ()) -> Table:
    """Return a table whose first `header_rows` rows are repeated on every page; short rows are filled with empty cells.

    `widths` are millimetres; they are used only when there is one for each column.
    """
    cells = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    columns = max((len(row) for row in cells), default=0)
    full = tuple(row + ("",) * (columns - len(row)) for row in cells)
    return Table(header=full[:header_rows], rows=full[header_rows:], widths=widths if len(widths) == columns else ())


def _blocks(lines: list[str]) -> Iterable[tuple[Block, range]]:
    rows: list[str] = []
    for at, line in enumerate([*lines, ""]):
        if _is_row(line, after=rows):
            rows.append(line.rstrip())
            continue
        if rows:
            yield _closed(rows), range(at - len(rows), at)
        rows = []
        paragraph = _paragraph(line)
        if paragraph is not None:
            yield paragraph, range(at, at + 1)


def _closed(rows: list[str]) -> Block:
    if len(rows) > 1:
        return table_of((row.split("\t") for row in rows), header_rows=1)
    return _paragraph(rows[0])


def _is_row(line: str, *, after: list[str]) -> bool:
    """A row has a tab between words. Word pastes its list numbers with one tab behind them: that is no table."""
    if after and line.strip() and "\t" in line:
        return True
    stripped = line.strip()
    marker, text = _split_marker(stripped)
    return "\t" in text or ("\t" in stripped and not marker)


def _paragraph(line: str) -> Paragraph | None:
    marker, text = _split_marker(line.strip())
    text = " ".join(text.split())
    if not text and marker in ("", "-", "+"):
        return None
    return Paragraph(text, marker)


def _split_marker(line: str) -> tuple[str, str]:
    marker = ""
    if match := _BULLETS.match(line):
        marker = "+" if match[1] == "+" else "-"
        line = line[match.end() :]
    if match := _LETTER.match(line):
        return f"{match[1] or match[2]})", line[match.end() :]
    if match := _NUMBER.match(line):
        return f"{match[1]}.", line[match.end() :]
    return marker, line
